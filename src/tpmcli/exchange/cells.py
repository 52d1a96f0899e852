"""Texts in the cells of a spreadsheet, where a text that looks like a formula stays a text.

A spreadsheet takes a cell for a formula if it begins with one of a few characters, so such a text
gets an apostrophe before it (OWASP, CSV injection), which is taken off again when it is read.
"""

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"


def inert_text(text: str) -> str:
    """Return the text as it is written to a cell: never as a formula."""
    # Blanks before it are dropped by some programs. A text with the mark gets another one.
    return f"{_MARK}{text}" if text.lstrip(f" {_MARK}").startswith(_STARTS) else text


def live_text(text: str) -> str:
    """Return the text of a cell that `inert_text` may have written."""
    rest = text.removeprefix(_MARK)
    is_marked = rest is not text and rest.lstrip(f" {_MARK}").startswith(_STARTS)
    return rest if is_marked else text
