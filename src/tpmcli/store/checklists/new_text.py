"""The text of a new checklist file, for a team to go on with in an editor."""

from collections.abc import Mapping, Sequence
from typing import Any

from tpmcli.store.checklists.text import WIDTH, pack_text
from tpmcli.store.yaml.emit import scalar

_PACK_HINTS = (
    "`tpm lint` validates this file. An item can have more keys, such as `why`, `when`, `checks`,",
    "`evidence: {expect: …, required: true, find: [docs/*.md]}` and `not-applicable: true`.",
)
_LIFECYCLE_HINTS = (
    "`tpm lint` validates this file. Each phase is a gate; its items are in a file of its name",
    "beside this one.",
)
_DRAWN_HINTS = (
    "`tpm lint` validates this file. The phases and their items come from a shipped lifecycle;",
    "`select: {PHASE: {tpm: [ITEM, …]}}` takes some items of a phase only.",
)
_PHASE_HINTS = ("`tpm lint` validates this file. `question` is what the gate decides.",)


def new_pack_text(
    name: str, title: str, add: Mapping[str, Mapping[str, list[dict[str, Any]]]], schema: str
) -> str:
    """Return a pack with its first items; `schema` is the comment for editors."""
    pack = {"schema": "tpm/pack/1", "name": name, "title": title, "add": add}
    return pack_text(pack, (schema, *_PACK_HINTS))


def new_lifecycle_text(
    name: str, title: str, phases: Sequence[str], drawn_from: str, schema: str
) -> str:
    """Return a lifecycle; `drawn_from` is the shipped one that its phases come from, or empty."""
    hints = _DRAWN_HINTS if drawn_from else _LIFECYCLE_HINTS
    lines = [f"# {line}" for line in (schema, *hints)]
    lines += ["schema: tpm/lifecycle/1", f"name: {scalar(name)}", f"title: {scalar(title)}"]
    lines += [f"from: {scalar(drawn_from)}"] if drawn_from else []
    listed = f"phases: [{', '.join(scalar(phase, flow=True) for phase in phases)}]"
    if len(listed) <= WIDTH:
        lines.append(listed)
    else:
        lines += ["phases:", *(f"  - {scalar(phase)}" for phase in phases)]
    return "\n".join(lines) + "\n"


def new_phase_text(phase: str, title: str, role: str, item: Mapping[str, str], schema: str) -> str:
    """Return the file of one phase, with one item to begin with."""
    lines = [f"# {line}" for line in (schema, *_PHASE_HINTS)]
    lines += [
        "schema: tpm/checklist/1",
        f"phase: {scalar(phase)}",
        f"title: {scalar(title)}",
        f"question: {scalar(f'Is everything of {title} done?')}",
        "",
        f"{role}:" if role in ("tpm", "pm") else f"items:\n  {role}:",
    ]
    indent = "  " if role in ("tpm", "pm") else "    "
    for index, (key, text) in enumerate(item.items()):
        lines.append(f"{indent}{'  ' if index else '- '}{key}: {scalar(text)}")
    return "\n".join(lines) + "\n"
