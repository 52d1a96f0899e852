"""`tpm checklist list`: the shipped lifecycles and packs, and those of this project."""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.app.checklist_source import open_source, shipped_source
from tpmcli.app.context import CommandContext
from tpmcli.model.checklist import Item, Level
from tpmcli.model.checklist_catalog import (
    ChecklistCatalog,
    LevelCounts,
    LifecycleEntry,
    PackEntry,
    ProjectEntry,
)
from tpmcli.model.checklist_view import ChecklistSource, Pack
from tpmcli.rules.project import applies
from tpmcli.store.checklists import shipped
from tpmcli.store.checklists.shipped_checklists import lifecycle_title, shipped_pack


def load_catalog(context: CommandContext) -> ChecklistCatalog:
    """Return what is shipped, and what the project around the current folder uses.

    Raises: InvalidInputError if the project's policy or checklists are invalid.
    """
    source = open_source(context)
    packs = tuple(_pack(name) for name in shipped.pack_names())
    return ChecklistCatalog(
        tuple(_lifecycle(name) for name in shipped.lifecycle_names()), packs, _project(source)
    )


def _lifecycle(name: str) -> LifecycleEntry:
    checklist = shipped_source(name).checklist
    phases = tuple(phase.id for phase in checklist.phases)
    return LifecycleEntry(name, lifecycle_title(name), phases, _count(checklist.items().values()))


def _pack(name: str) -> PackEntry:
    return _entry(shipped_pack(name))


def _entry(pack: Pack) -> PackEntry:
    layer = pack.layer
    return PackEntry(layer.name, layer.title, pack.about, _count(layer.add), len(layer.adjust))


def _project(source: ChecklistSource) -> ProjectEntry | None:
    policy = source.policy
    if policy is None:
        return None
    items = source.checklist.items().values()
    applying = [item for item in items if applies(item, policy.traits)]
    own = tuple((path, _entry(pack)) for path, pack in source.packs if path != pack.layer.name)
    return ProjectEntry(
        policy.id,
        policy.name,
        policy.lifecycle,
        policy.packs,
        own,
        policy.traits,
        _count(applying),
        len(items) - len(applying),
        source.checklist.loosenings,
    )


def _count(items: Iterable[Item]) -> LevelCounts:
    levels = [item.level for item in items]
    return LevelCounts(levels.count(Level.MUST), levels.count(Level.SHOULD))
