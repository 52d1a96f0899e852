"""The text of a single value, which every reader of YAML takes for that value.

A string is plain if that is so, otherwise in double quotes on one line, line feeds as `\\n`: a
text changes as a whole, and a merge line by line can never mix two people's versions of a note.
"""

from __future__ import annotations

import re
from functools import cache

# First a letter, a digit, '/', '_' or '.', so never an indicator of YAML; then no ': ', no ' #', no
# control or invisible character, no white space at the end.
_PLAIN = r"[A-Za-z0-9/_.{}](?:[!-9;-~{}]|:(?![ ]|$)|[ ]+(?![ #]|$))*"
_FIRST = (
    r"\u00a1-\u00ac\u00ae-\u0600\u0620-\u1fff\u2070-\ud7ff\uf900-\ufefe\uff01-\uffef"
    r"\U00010000-\U0001ffff"
)
_LATER = (
    r"\u00a1-\u00ac\u00ae-\u2027\u2030-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\uffef"
    r"\U00010000-\U0001ffff\u200c\u200d"
)
_ESCAPED = '["\\\\\\x00-\\x1f\\x7f-\\xa0{}]'
_ESCAPED_LATER = (
    "\xad\u0600-\u0605\u061c\u180e\u200b\u200e\u200f\u2028-\u202f\u2060-\u206f\ud800-\udfff"
    "\ufeff\ufff0-\uffff\U000e0000-\U000effff"
)
_FLOW_SIGN = re.compile(r"[\[\]{},?]|:$")
# What some reader of YAML takes for a number, a day, a time, a version or a boolean.
_AMBIGUOUS = re.compile(
    r"[-+.0-9][-+.0-9_,:eE]*|0[xX][0-9a-fA-F_]+|0[oObB][0-9_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
    r"|\.(?:inf|nan)|\.\.\..*|y|n|yes|no|on|off|true|false|null",
    re.IGNORECASE,
)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


@cache
def _plain(*, ascii_only: bool) -> re.Pattern[str]:
    """Return what a plain string looks like.

    Most are ASCII, and the pattern of all other characters takes ten milliseconds to compile.
    """
    return re.compile(_PLAIN.format("", "") if ascii_only else _PLAIN.format(_FIRST, _LATER))


@cache
def _escaped(*, ascii_only: bool) -> re.Pattern[str]:
    """Return the characters that are written as escapes."""
    return re.compile(_ESCAPED.format("" if ascii_only else _ESCAPED_LATER))


def scalar(value: object, *, flow: bool = False) -> str:
    """Return the text of a string, a whole number or a boolean; `flow`: within `{ }` or `[ ]`.

    Raises:
        TypeError: it is anything else, which the format does not hold.
    """
    if isinstance(value, str):
        ascii_only = value.isascii()
        if (
            _plain(ascii_only=ascii_only).fullmatch(value)
            and not _AMBIGUOUS.fullmatch(value)
            and not (flow and _FLOW_SIGN.search(value))
        ):
            return str(value)
        return '"' + _escaped(ascii_only=ascii_only).sub(_escape, value) + '"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    raise TypeError(f"a project file cannot hold a {type(value).__name__}")


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}")
