"""Untrusted text made safe to display.

Text that a person typed into a file or that is in a repository can reach a terminal or a CI log.
Control characters are commands there (ESC sequences, hyperlinks), and bidirectional and zero-width
characters disguise a line. `sanitize` makes all of them visible. It is the only place that does,
and every renderer passes its text through it.
"""

from __future__ import annotations

_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x2070), 0x061C, 0x200E, 0x200F)
_INVISIBLE = (0x00AD, 0x180E, 0x200B, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF)
_ANNOTATIONS = range(0xFFF9, 0xFFFC)
_SEPARATORS = (0x2028, 0x2029)
_TAGS = range(0xE0000, 0xE0080)
_CONTROL = (*range(0x20), *range(0x7F, 0xA0))
_SURROGATES = range(0xD800, 0xE000)
_WRITTEN_OUT = (_BIDI, _INVISIBLE, _ANNOTATIONS, _SEPARATORS, _TAGS, _CONTROL, _SURROGATES)


def _escape(code: int) -> str:
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


class _Visible(dict[int, str]):
    """The replacement of each character, made when one is first met."""

    def __missing__(self, code: int) -> str:
        written_out = code not in (0x09, 0x0A) and any(code in group for group in _WRITTEN_OUT)
        self[code] = _escape(code) if written_out else chr(code)
        return self[code]


_TABLE = _Visible()
_ONE_LINE = _Visible({0x09: " ", 0x0A: " "})


def sanitize(text: str) -> str:
    """Return the text with every dangerous character written out.

    Those are control, bidirectional, invisible and surrogate characters. Line feeds and tabs stay.
    Printable text, emoji and joined scripts are unchanged.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_TABLE)


def sanitize_line(text: str) -> str:
    """Return the text sanitized, on a single line: line feeds and tabs become spaces."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_ONE_LINE)
