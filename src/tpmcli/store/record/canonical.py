"""The canonical text of a project file: of its values, and of a new file as a whole.

One value has one text, so that saving twice writes the same bytes and two branches that record the
same thing write the same lines: block style, two spaces an indentation, the keys in the order of
the format, and the short entries of `FLOW_LISTS` on one line each, so that an entry is one line of
a diff.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from tpmcli.model.role import SHIPPED_ROLES
from tpmcli.store.formats.compiled_schemas import SHAPES
from tpmcli.store.yaml.emit import scalar

HEADER: Final = "# The project file of tpm: what was recorded. Written by tpm; safe to merge."
SCHEMA: Final = "tpm/project/1"
SECTIONS: Final = ("items", "signoffs", "decisions")
FLOW_LISTS: Final = frozenset({"waivers", "runs", "conditions"})


def _keys(shape: Any, name: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the keys of each map of a shape, by the section or the list that holds it."""
    kind = shape[0]
    if kind == "keys":
        if shape[1]:
            yield name, tuple(shape[1])
        for key, inner in shape[1].items():
            yield from _keys(inner, key)
    elif kind == "map":
        yield from _keys(shape[2], name)
    elif kind == "list":
        yield from _keys(shape[1], name)
    elif kind == "any":
        for option in shape[1]:
            yield from _keys(option, name)


KEYS: Final = dict(_keys(SHAPES["project"]))
"""The keys of each map in the order of the format, by the section or list that holds the map; those
at the top of the file under `""`."""

TOP_KEYS: Final = KEYS[""]
_RANKS: Final = {kind: {key: rank for rank, key in enumerate(keys)} for kind, keys in KEYS.items()}


def ordered(value: Mapping[str, object], kind: str) -> list[str]:
    """Return the keys of a map in canonical order; names, such as item ids, as they come.

    `kind` is the section or the list that holds the map, a key of `KEYS`.
    """
    ranks = _RANKS.get(kind, {})
    return sorted(value, key=lambda key: ranks.get(key, len(ranks)))


def pair_lines(key: str, value: object, indent: int, kind: str) -> list[str]:
    """Return a key and its value as lines without line ends, `indent` spaces deep."""
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
    """Return one element of a list as lines without line ends, the dash `indent` spaces deep."""
    start = " " * indent + "- "
    if not isinstance(element, Mapping):
        return [start + scalar(element)]
    if kind in FLOW_LISTS or not element:
        pairs = (f"{scalar(k, flow=True)}: {_flow(element[k])}" for k in ordered(element, kind))
        return [start + "{" + ", ".join(pairs) + "}"]
    lines: list[str] = []
    for key in ordered(element, kind):
        lines += pair_lines(key, element[key], indent + 2, key)
    lines[0] = start + lines[0][indent + 2 :]
    return lines


def _flow(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(scalar(each, flow=True) for each in value)}]"
    return scalar(value, flow=True)


Items: TypeAlias = Sequence[tuple[str, str]]
"""Items in order, each as its role and its id."""

Phases: TypeAlias = Sequence[tuple[str, Items] | tuple[str, Items, Sequence[str]]]
"""Every phase with its items, and the blocks of its sign-offs if they are not those of `ROLES`."""

Order: TypeAlias = Mapping[str, str]
"""The keys of a section in canonical order, each with the comment that stands before its block."""

ROLES = tuple(map(str, SHIPPED_ROLES))
_SLUG_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def layout(phases: Phases) -> dict[str, dict[str, str]]:
    """Return the blocks of a project file by section, in the order of the lifecycle."""
    order: dict[str, dict[str, str]] = {section: {} for section in SECTIONS}
    for phase, items, *listed in phases:
        for role, name in items:
            order["items"][name] = f"# {phase} · {role} · {name.removeprefix(phase + '.')}"
        for block in listed[0] if listed else ROLES:
            key = f"{phase}.{block}"
            order["signoffs"][key] = own_comment("signoffs", key)
        order["decisions"][phase] = own_comment("decisions", phase)
    return order


def own_comment(section: str, key: str) -> str:
    """Return the comment before a block; that of an item that is gone is written as a TPM's."""
    phase, _, rest = key.partition(".")
    if section == "items" and rest:
        return f"# {phase} · {ROLES[0]} · {rest}"
    return f"# {' · '.join((phase, *rest.split('/', 1)))}" if rest else f"# {phase}"


def is_own_comment(section: str, key: str, line: str) -> bool:
    """Return whether tpm itself may have written the comment before a block."""
    if section != "items" or "." not in key:
        return line == own_comment(section, key)
    phase, _, slug = key.partition(".")
    start, end = f"# {phase} · ", f" · {slug}"
    role = line.removeprefix(start).removesuffix(end)
    return line == f"{start}{role}{end}" and not set(role) - _SLUG_SIGNS


def new_project(
    policy: str,
    increment: str,
    kind: str,
    phases: Phases,
    remark: str = "",
    *,
    by: str = "",
    at: str = "",
    follows: str = "",
    record: Mapping[str, Mapping[str, object]] | None = None,
) -> bytes:
    """Return a project file with a block for every item, sign-off and decision.

    `kind` is empty for the whole lifecycle, `remark` if there is nothing to say. `by` and `at` are
    who begins the increment, and when, if it is not the first; `follows` is the one before, empty
    for one beside it. `record` holds what is recorded from the start (carried answers), by section
    and key; its keys must be among the blocks.
    """
    lines = [HEADER, f"schema: {SCHEMA}", *pair_lines("policy", policy, 0, "")]
    lines += quoted_pair("increment", increment)
    for key, text in (("kind", kind), ("remark", remark), ("by", by), ("at", at)):
        if text:
            lines += pair_lines(key, text, 0, "")
    if follows:
        lines += quoted_pair("follows", follows)
    lines.append("")
    blocks = layout(phases)
    for section in SECTIONS:
        lines += [f"{section}:", ""]
        recorded = (record or {}).get(section, {})
        for key, comment in blocks[section].items():
            lines.append(f"  {comment}")
            lines += pair_lines(key, recorded.get(key) or {}, 2, section)
            lines.append("")
    return "\n".join(lines).encode()


def quoted_pair(key: str, text: str) -> list[str]:
    """Return a key and its text in quotes even if it needs none: `increment: "spring"`."""
    [line] = pair_lines(key, text, 0, "")
    if line.endswith('"'):
        return [line]
    return [f'{key}: "{text}"']
