"""Untrusted text made harmless to look at, and the one table of characters that are not.

Text that a person typed into a file or that is in a repository can reach a terminal or a CI log.
Control characters are commands there (ESC sequences, hyperlinks), and bidirectional and zero-width
characters disguise a line. `sanitize` makes all of them visible. It is the only place that does,
and every renderer passes its text through it.
"""

from __future__ import annotations

# By Unicode property, as fixed numbers: what is harmless must not depend on the interpreter's
# version of Unicode. `store/yaml/scan.py` refuses the characters of the first four in a file.
BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Property Bidi_Control: they make text read otherwise than it is."""

_ZERO_WIDTH = (0x180E, 0x200B, *range(0x2060, 0x2065), 0xFEFF)
_ANNOTATIONS = (*range(0xFFF9, 0xFFFC), 0xE0001, *range(0xE0020, 0xE0080))
INVISIBLE = (*_ZERO_WIDTH, *_ANNOTATIONS)
"""Zero-width and tag characters. U+200C and U+200D are none: Persian, Indic scripts and emoji need
them."""

CONTROL = (*range(0x20), *range(0x7F, 0xA0))
"""General category Cc."""

SEPARATORS = (0x2028, 0x2029)
"""The line and the paragraph separator."""

# A file may hold these: the soft hyphen comes with pasted text, and the deprecated format
# characters and unassigned tags change nothing about what is read. On a terminal they are still
# invisible, so they are written out.
_ONLY_WRITTEN_OUT = (0x00AD, *range(0x206A, 0x2070), 0xE0000, *range(0xE0002, 0xE0020))
_SURROGATES = range(0xD800, 0xE000)
_WRITTEN_OUT = (BIDI, INVISIBLE, SEPARATORS, CONTROL, _ONLY_WRITTEN_OUT, _SURROGATES)


def _escape(code: int) -> str:
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


class _Visible(dict[int, str]):
    """The replacement of each character, found when it is first met: most texts need none."""

    def __missing__(self, code: int) -> str:
        written_out = code not in (0x09, 0x0A) and any(code in group for group in _WRITTEN_OUT)
        self[code] = _escape(code) if written_out else chr(code)
        return self[code]


_TABLE = _Visible()
_ONE_LINE = _Visible({0x09: " ", 0x0A: " "})


def sanitize(text: str) -> str:
    """Return the text with each control, bidirectional and invisible character as code.

    Those are control, bidirectional, invisible and surrogate characters. Line feeds and tabs stay.
    Printable text, emoji and joined scripts are unchanged.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_TABLE)


def sanitize_line(text: str) -> str:
    """Return what `sanitize` does on a single line: line feeds and tabs become spaces."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_ONE_LINE)
