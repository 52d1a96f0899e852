"""A project file brought up to date with the checklists: blocks for new items, none for retired
ones."""

from __future__ import annotations

from collections.abc import Collection

from tpmcli.model.tuples import NamedTuple
from tpmcli.store.record.emit import SECTIONS
from tpmcli.store.record.file import read_project
from tpmcli.store.record.layout import Phases, layout
from tpmcli.store.record.text import ProjectText


class Synced(NamedTuple):
    """The new text, and the keys of the blocks that were added and retired, in order."""

    data: bytes
    added: tuple[str, ...]
    retired: tuple[str, ...]


def sync(data: bytes, phases: Phases, retire: Collection[str], file: str = "") -> Synced:
    """Insert every block that is missing at its canonical place; remove the blocks of the items
    in ``retire``.

    Comments that people wrote in or before a removed block stay in its place, as lines of their
    own. Everything else stays byte for byte. Raises InvalidInputError.
    """
    present = read_project(data, file).value
    text = ProjectText.parse(data, file)
    added: list[str] = []
    for section, order in layout(phases).items():
        there = present.get(section, {})
        missing: dict[str, object] = {key: {} for key in order if key not in there}
        if missing:
            text.insert(section, missing, order)
            added += missing
    retired = [key for key in text.keys(SECTIONS[0]) if key in retire]
    text.remove(SECTIONS[0], retired)
    return Synced(text.to_bytes(), tuple(added), tuple(retired))
