"""The canonical text of a project file's values.

One value has one text, so that saving twice writes the same bytes and two branches that record the
same thing write the same lines:

- block style, two spaces an indentation, the keys in the order of `KEYS`;
- the short entries of `FLOW_LISTS` stand on one line each, so that an entry is one line of a diff;
- a string is plain where every reader of YAML takes it for that string, otherwise in double quotes
  on a single line, line feeds as ``\\n``: a text changes as a whole, and a merge line by line can
  never mix two people's versions of one note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

HEADER: Final = "# The project file of tpm: what was recorded. Written by tpm; safe to merge."
SCHEMA: Final = "tpm/project/1"
SECTIONS: Final = ("items", "signoffs", "decisions")
TOP_KEYS: Final = ("schema", "policy", "increment", "kind", "remark", *SECTIONS)
FLOW_LISTS: Final = frozenset({"waivers", "runs", "conditions"})

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    # By the section or the list that holds the map.
    "items": (
        *("answer", "role", "evidence", "note", "owner", "due", "by", "at", "question", "carried"),
        *("waivers", "runs"),
    ),
    "evidence": ("path", "sha256", "url"),
    "waivers": ("withdrawn", "reason", "by", "approved-by", "until", "at"),
    "runs": ("check", "tree", "outcome", "message", "by", "at"),
    "signoffs": ("by", "at", "digest", "waivers"),
    "decisions": (
        *("decision", "close", "evidence", "note", "by", "at", "reason", "minutes"),
        *("recommendation", "rule", "conditions", "waivers", "signoffs", "standing", "digest"),
    ),
    "conditions": ("text", "owner", "due"),
}
_RANKS: Final = {kind: {key: rank for rank, key in enumerate(keys)} for kind, keys in KEYS.items()}

# First a letter, a digit, '/', '_' or '.', so never an indicator of YAML; then no ': ', no ' #', no
# control or invisible character, no white space at the end.
_PLAIN = re.compile(
    r"[A-Za-z0-9/_.\u00a1-\u00ac\u00ae-\u0600\u0620-\u1fff\u2070-\ud7ff\uf900-\ufefe\uff01-\uffef"
    r"\U00010000-\U0001ffff]"
    r"(?:[!-9;-~\u00a1-\u00ac\u00ae-\u2027\u2030-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\uffef"
    r"\U00010000-\U0001ffff\u200c\u200d]"
    r"|:(?![ ]|$)|[ ]+(?![ #]|$))*"
)
_FLOW_SIGN = re.compile(r"[\[\]{},?]|:$")
# What some reader of YAML takes for a number, a day, a time, a version or a boolean.
_AMBIGUOUS = re.compile(
    r"[-+.0-9][-+.0-9_,:eE]*|0[xX][0-9a-fA-F_]+|0[oObB][0-9_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
    r"|\.(?:inf|nan)|\.\.\..*|y|n|yes|no|on|off|true|false|null",
    re.IGNORECASE,
)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_ESCAPED = re.compile(
    '["\\\\\\x00-\\x1f\\x7f-\\xa0\\xad\u0600-\u0605\u061c\u180e\u200b\u200e\u200f\u2028-\u202f'
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\uffff\U000e0000-\U000effff]"
)


def scalar(value: object, *, flow: bool = False) -> str:
    """The text of a string, a whole number or a boolean; ``flow``: within ``{ }`` or ``[ ]``.

    Raises TypeError for anything else: the format holds nothing else.
    """
    if isinstance(value, str):
        if (
            _PLAIN.fullmatch(value)
            and not _AMBIGUOUS.fullmatch(value)
            and not (flow and _FLOW_SIGN.search(value))
        ):
            return str(value)
        return '"' + _ESCAPED.sub(_escape, value) + '"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    raise TypeError(f"a project file cannot hold a {type(value).__name__}")


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}")


def ordered(value: Mapping[str, object], kind: str) -> list[str]:
    """The keys of a map in canonical order; keys that are names, such as item ids, as they come.

    ``kind`` is the section or the list that holds the map, a key of `KEYS`.
    """
    ranks = _RANKS.get(kind, {})
    return sorted(value, key=lambda key: ranks.get(key, len(ranks)))


def pair_lines(key: str, value: object, indent: int, kind: str) -> list[str]:
    """A key and its value as lines without line ends, `indent` spaces deep."""
    start = " " * indent + scalar(key) + ":"
    if isinstance(value, Mapping) and value:
        lines = [start]
        for name in ordered(value, kind):
            lines += pair_lines(name, value[name], indent + 2, name)
        return lines
    if isinstance(value, list) and value:
        lines = [start]
        for element in value:
            lines += element_lines(element, indent + 2, kind)
        return lines
    if isinstance(value, Mapping | list):
        return [start + (" {}" if isinstance(value, Mapping) else " []")]
    return [f"{start} {scalar(value)}"]


def element_lines(element: object, indent: int, kind: str) -> list[str]:
    """One element of a list as lines without line ends, the dash `indent` spaces deep."""
    start = " " * indent + "- "
    if not isinstance(element, Mapping):
        return [start + scalar(element)]
    if kind in FLOW_LISTS or not element:
        pairs = (
            f"{scalar(k, flow=True)}: {scalar(element[k], flow=True)}"
            for k in ordered(element, kind)
        )
        return [start + "{" + ", ".join(pairs) + "}"]
    lines: list[str] = []
    for key in ordered(element, kind):
        lines += pair_lines(key, element[key], indent + 2, key)
    lines[0] = start + lines[0][indent + 2 :]
    return lines
