"""The text of checklist and pack files, for people to copy into files of their own and edit.

What is written reads back as the same data with the strict reader. Long texts are folded within
double quotes, where a line break reads as the blank that it replaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tpmcli.model.checklist import Item, Lifecycle, Phase
from tpmcli.model.role import SHIPPED_ROLES, in_order
from tpmcli.store.formats.fields import keys_kept, plain
from tpmcli.store.yaml.emit import scalar
from tpmcli.text.sanitize import sanitize_line

WIDTH = 100
# A break may replace a blank between two words alone: the reader drops blanks around it.
_BREAKABLE = re.compile(r"(?<=[^ ]) (?=[^ ])")


def checklist_text(
    phase: Phase, header: Iterable[str] = (), notes: Mapping[str, Iterable[str]] | None = None
) -> str:
    """Return a phase as a file of the format `tpm/checklist/1`.

    `header` stands before the first line, `notes` (by item id) before each item, as comments.
    """
    top: dict[str, Any] = {
        "schema": "tpm/checklist/1",
        "phase": phase.id,
        "title": phase.title,
        "question": phase.question,
    }
    lines = _comments(header, 0) + [f"{key}: {scalar(top[key])}" for key in top]
    begun = False
    for role in in_order(item.role for item in phase.items):
        # Roles beside tpm and pm stand below a key of their own.
        indent = 0 if role in SHIPPED_ROLES else 2
        lines += ["", "items:"] if indent and not begun else [""]
        begun = begun or bool(indent)
        lines.append(f"{' ' * indent}{role}:")
        for index, item in enumerate(item for item in phase.items if item.role == role):
            lines += [""] if index else []
            lines += _comments((notes or {}).get(item.id, ()), indent + 2)
            lines += _element(plain_item(item), indent + 2)
    return "\n".join(lines) + "\n"


def pack_text(
    pack: Mapping[str, Any],
    header: Iterable[str] = (),
    notes: Mapping[str, Iterable[str]] | None = None,
) -> str:
    """Return a pack's plain data as a file of `tpm/pack/1`.

    `header` stands before the first line, `notes` (by item id) before each item, as comments.
    """
    lines = _comments(header, 0)
    for key in ("schema", "name", "title", "about", "traits", "roles", "signoffs"):
        if key in pack:
            lines += _pair(key, pack[key], 0)
    for index, (phase, by_role) in enumerate(pack.get("add", {}).items()):
        lines += ["", f"  {phase}:"] if index else ["", "add:", f"  {phase}:"]
        for role, items in by_role.items():
            lines.append(f"    {role}:" if items else f"    {role}: []")
            for number, item in enumerate(items):
                lines += [""] if number else []
                lines += _comments((notes or {}).get(f"{phase}.{item['id']}", ()), 6)
                lines += _element(item, 6)
    for index, (item, change) in enumerate(pack.get("adjust", {}).items()):
        lines += [] if index else ["", "adjust:"]
        lines += _pair(item, change, 2)
    return "\n".join(lines) + "\n"


def lifecycle_text(lifecycle: Lifecycle, header: Iterable[str] = ()) -> str:
    """Return a lifecycle as a file of `tpm/lifecycle/1`: its phases by name, without items."""
    lines = _comments(header, 0)
    lines += ["schema: tpm/lifecycle/1"]
    lines += _pair("name", lifecycle.name, 0)
    lines += _pair("title", lifecycle.title, 0)
    lines += _pair("phases", [phase.id for phase in lifecycle.phases], 0)
    if lifecycle.covers:
        lines += _pair("covers", {phase: list(each) for phase, each in lifecycle.covers.items()}, 0)
    return "\n".join(lines) + "\n"


def item_pack_text(item: Item, header: Iterable[str] = ()) -> str:
    """Return one item as the only one of a new pack."""
    pack = {
        "schema": "tpm/pack/1",
        "name": "our-rules",
        "title": "Team rules",
        "add": {item.phase: {str(item.role): [plain_item(item)]}},
    }
    return pack_text(pack, header)


def plain_item(item: Item) -> dict[str, Any]:
    """Return the plain data of an item, as its file has it.

    What is the default is left out, apart from the level, which readers look for.
    """
    found = {"level": str(item.level), **plain(item)}
    return {key: found[key] for key in keys_kept("Item") if key in found}


def _comments(texts: Iterable[str], indent: int) -> list[str]:
    return [f"{' ' * indent}# {sanitize_line(text)}" for text in texts]


def _pair(key: str, value: Any, indent: int) -> list[str]:
    """Return a key and its value: on one line if that fits, otherwise below the key."""
    start = f"{' ' * indent}{scalar(key)}:"
    if isinstance(value, str):
        return _text(f"{start} ", value, indent + 2)
    if not isinstance(value, Mapping | list):
        return [f"{start} {_flow(value)}"]
    line = f"{start} {_flow(value)}"
    if not value or (len(line) <= WIDTH and _is_small(value)):
        return [line]
    if isinstance(value, list):
        return [start, *(line for element in value for line in _element(element, indent + 2))]
    return [start, *(line for name in value for line in _pair(name, value[name], indent + 2))]


def _element(value: Any, indent: int) -> list[str]:
    """Return one element of a list, the dash `indent` spaces deep."""
    dash = " " * indent + "- "
    if not isinstance(value, Mapping):
        return _text(dash, value, indent + 2) if isinstance(value, str) else [dash + _flow(value)]
    lines = [line for key in value for line in _pair(key, value[key], indent + 2)]
    return [dash + lines[0][indent + 2 :], *lines[1:]]


def _text(start: str, value: str, indent: int) -> list[str]:
    """Return a text, folded if it is longer than a line."""
    whole = scalar(value)
    if len(start) + len(whole) <= WIDTH:
        return [start + whole]
    if not whole.startswith('"'):
        whole = '"' + whole.replace("\\", "\\\\").replace('"', '\\"') + '"'
    first, *words = _BREAKABLE.split(whole)
    lines = [start + first]
    for word in words:
        if len(lines[-1]) + 1 + len(word) <= WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(" " * indent + word)
    return lines


def _flow(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{scalar(key, flow=True)}: {_flow(value[key])}" for key in value)
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    # A float comes from a file and is one only if it is written as Python writes it.
    return repr(value) if isinstance(value, float) else scalar(value, flow=True)


def _is_small(value: Any) -> bool:
    """Return whether people write a value on one line: a list of words, a check's options."""
    if isinstance(value, list):
        return not any(isinstance(each, Mapping | list) for each in value)
    return not value.keys() & {"expect", "find", "reason"} and not any(
        isinstance(each, Mapping) for each in value.values()
    )
