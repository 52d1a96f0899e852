"""What changed in the wording of an item, word by word."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tpmcli.model.checklist import Item
from tpmcli.render.labels import label


class PartChange(NamedTuple):
    """A part of an item that changed.

    `words` are those of both wordings in turns: kept (an empty tag), removed (`del`) or added
    (`ins`).
    """

    name: str
    words: tuple[tuple[str, str], ...]


_PARTS: Mapping[str, Callable[[Item], str]] = {
    "title": lambda item: item.title,
    "evidence": lambda item: item.evidence.expect,
    "level": lambda item: label(item.level),
    "role": lambda item: item.role.full_name,
}


def part_changes(before: Item, now: Item) -> tuple[PartChange, ...]:
    """Return the parts of an item that changed; none if only its checks or conditions did."""
    return tuple(
        PartChange(name, _compared(part(before), part(now)))
        for name, part in _PARTS.items()
        if part(before) != part(now)
    )


def _compared(before: str, after: str) -> tuple[tuple[str, str], ...]:
    from difflib import SequenceMatcher

    old, new = before.split(), after.split()
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("", " ".join(old[a:b])))
            continue
        if b > a:
            found.append(("del", " ".join(old[a:b])))
        if d > c:
            found.append(("ins", " ".join(new[c:d])))
    return tuple(found)
