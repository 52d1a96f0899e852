"""The canonical order of a project file, and a new file in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from tpmcli.model.checklist import Role
from tpmcli.store.record.emit import HEADER, SCHEMA, SECTIONS, pair_lines

Phases: TypeAlias = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Every phase with its items in order, an item as its role and its id."""

Order: TypeAlias = Mapping[str, str]
"""The keys of a section in canonical order, each with the comment that stands before its block."""

ROLES = tuple(str(role) for role in Role)


def layout(phases: Phases, roles: Sequence[str] = ROLES) -> dict[str, dict[str, str]]:
    """Which blocks a project file has, by section, in the order of the lifecycle."""
    return {
        "items": {
            name: f"# {phase} · {role} · {name.removeprefix(phase + '.')}"
            for phase, items in phases
            for role, name in items
        },
        "signoffs": {
            f"{phase}.{role}": f"# {phase} · {role}" for phase, _ in phases for role in roles
        },
        "decisions": {phase: f"# {phase}" for phase, _ in phases},
    }


def own_comments(section: str, key: str) -> tuple[str, ...]:
    """The comments that tpm itself may have written before a block."""
    phase, _, rest = key.partition(".")
    if section == "items":
        return tuple(f"# {phase} · {role} · {rest}" for role in ROLES)
    return (f"# {phase} · {rest}",) if rest else (f"# {phase}",)


def new_project(
    policy: str,
    increment: str,
    kind: str,
    phases: Phases,
    remark: str = "",
    roles: Sequence[str] = ROLES,
    record: Mapping[str, Mapping[str, object]] | None = None,
) -> bytes:
    """A project file with a block for every item, sign-off and decision.

    ``kind`` is empty for the whole lifecycle, ``remark`` where there is nothing to say. ``record``
    holds what is recorded from the start (answers carried along), by section and key; its keys
    must be among the blocks.
    """
    lines = [HEADER, f"schema: {SCHEMA}", *pair_lines("policy", policy, 0, "")]
    lines += quoted_pair("increment", increment)
    if kind:
        lines += pair_lines("kind", kind, 0, "")
    if remark:
        lines += pair_lines("remark", remark, 0, "")
    lines.append("")
    blocks = layout(phases, roles)
    for section in SECTIONS:
        lines += [f"{section}:", ""]
        recorded = (record or {}).get(section, {})
        for key, comment in blocks[section].items():
            lines.append(f"  {comment}")
            lines += pair_lines(key, recorded.get(key) or {}, 2, section)
            lines.append("")
    return "\n".join(lines).encode()


def quoted_pair(key: str, text: str) -> list[str]:
    """A key whose text stands in quotes even where it need not: ``increment: "spring"``."""
    [line] = pair_lines(key, text, 0, "")
    if line.endswith('"'):
        return [line]
    return [f'{key}: "{text}"']
