"""The meaning of a plain (unquoted) scalar.

The rule is the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema), narrowed so
that nothing changes when it is read: a number counts as one only as a program would print it.

- `null`, `~` and nothing are None; `true` and `false` are booleans (also `Null`, `NULL` and so on,
  as in the schema);
- `0`, `-12`, `80` are integers, up to 18 digits; `0o17` and `0x1F` too;
- `84.5` is a float, if Python would write it just so;
- all else is a string: `no`, `on`, `12:30`, `1.10`, `007`, `+5`, `1e3`, `.5`, `.inf`, `1_000`,
  `2026-02-30`, and integers of more digits.
"""

from __future__ import annotations

import re
from typing import Final

WORDS: Final[dict[str, bool | None]] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
NUMBER_STARTS: Final = frozenset("-0123456789")
LONGEST_NUMBER: Final = 38  # signs: a minus, and 18 digits on both sides of a point

_NUMBER = re.compile(
    r"(?P<int>-?[1-9][0-9]{0,17}|0)"
    r"|(?P<float>-?[0-9]{1,18}\.[0-9]{1,18})"
    r"|0o(?P<oct>[0-7]{1,18})"
    r"|0x(?P<hex>[0-9A-Fa-f]{1,15})"
)


def plain_value(text: str) -> str | int | float | bool | None:
    """Return the value of a plain scalar as it is written in the file."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in NUMBER_STARTS:
        return number(text)
    return text


def number(text: str) -> str | int | float:
    """Return the number that a plain scalar spells, or the text itself."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    kind = match.lastgroup
    if kind == "int":
        return int(text)
    if kind == "float":
        value = float(text)
        return value if repr(value) == text else text
    return int(match["oct"], 8) if kind == "oct" else int(match["hex"], 16)
