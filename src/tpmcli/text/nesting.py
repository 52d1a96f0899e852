"""Depth of nesting, counted before a library has to follow it.

Libraries have limits of their own, or those of Python's stack, which differ between versions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

MAX_GROUPS: Final = 100
"""How many groups of a regular expression may be in one another."""

# The characters of double-quoted strings and brackets; all others are deleted.
_JSON_SIGNS: Final = b'"[]{}\\'
_NO_JSON_SIGN: Final = bytes(sorted({*range(256)} - {*_JSON_SIGNS}))
_ONE_KIND: Final = bytes.maketrans(b"{}", b"[]")
# A string, a comment or a bracket. Nothing is tried twice, so the time is linear.
_TOML_PARTS: Final = (
    r'(?s)"""(?:[^\\"]++|\\.|"(?!""))*+(?:"{3,5})?+'
    r"|'''(?:[^']++|'(?!''))*+(?:'{3,5})?+"
    r'|"(?:[^\\"\n]++|\\.)*+"?+'
    r"|'[^'\n]*+'?+"
    r"|#[^\n]*+|[\[\]{}]"
)
# An escaped character, a set of characters or a parenthesis.
_PATTERN_PARTS: Final = r"(?s)\\.|\[\^?+\]?+(?:[^\]\\]++|\\.)*+\]?+|[()]"


def json_is_deeper(text: str, limit: int) -> bool:
    """Return whether JSON nests more than `limit` lists and objects.

    Brackets within strings do not count. Text that is not JSON may count as deeper than it is,
    never as less deep.
    """
    if text.count("[") + text.count("{") <= limit:
        return False
    signs = (
        text.encode("utf-8", "replace")
        .replace(rb"\\", b"")
        .replace(rb"\"", b"")
        .translate(None, _NO_JSON_SIGN)
    )
    # Two quotes with nothing between them change nothing around them, and they are many.
    signs = signs.replace(b'""', b"")
    brackets = b"".join(signs.split(b'"')[::2]).translate(_ONE_KIND, b"\\")
    # Every round removes the innermost brackets, so any that are left after `limit` are too deep.
    for rounds in range(limit):
        less = brackets.replace(b"[]", b"")
        if len(less) == len(brackets):
            return brackets.count(b"[") + rounds > limit
        brackets = less
    return b"[" in brackets


def toml_is_deeper(text: str, limit: int) -> bool:
    """Return whether TOML nests more than `limit` arrays and inline tables.

    Brackets within strings and comments do not count.
    """
    if text.count("[") + text.count("{") <= limit:
        return False
    import re

    return _is_deeper((found[0] for found in re.finditer(_TOML_PARTS, text)), "[{", "]}", limit)


def line_is_deeper(line: str, limit: int) -> int:
    """Return the column, from 1, of the bracket that is more than `limit` deep within a line.

    0 if there is none. Brackets in quoted text count, so only a line that a parser has refused may
    be passed.
    """
    depth = 0
    for column, sign in enumerate(line, 1):
        if sign in "[{":
            depth += 1
            if depth > limit:
                return column
        elif sign in "]}" and depth:
            depth -= 1
    return 0


def pattern_is_deeper(pattern: str, limit: int) -> bool:
    """Return whether a regular expression nests more than `limit` groups."""
    if pattern.count("(") <= limit:
        return False
    import re

    return _is_deeper((found[0] for found in re.finditer(_PATTERN_PARTS, pattern)), "(", ")", limit)


def _is_deeper(parts: Iterable[str], opening: str, closing: str, limit: int) -> bool:
    depth = 0
    for part in parts:
        if part in opening:
            depth += 1
            if depth > limit:
                return True
        elif part in closing and depth:
            depth -= 1
    return False
