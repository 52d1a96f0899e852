"""Text in cells that no spreadsheet takes for a formula, and back.

A cell that begins with one of a few signs is a formula to a spreadsheet, or one to whoever opens a
CSV file in it (OWASP, CSV injection). An apostrophe before it makes it text, as a person would type
it; a text that begins with an apostrophe gets one more, so that reading takes exactly one away.
"""

from __future__ import annotations

# Some programs take the full-width forms of the signs for the signs.
_WIDE = ("\uff1d", "\uff0b", "\uff0d", "\uff20")
_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "'", *_WIDE)


def inert(text: str) -> str:
    """Return the text for a cell."""
    return f"'{text}" if text.startswith(_SIGNS) else text


def as_typed(cell: str) -> str:
    """Return the text that `inert` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_SIGNS) else cell
