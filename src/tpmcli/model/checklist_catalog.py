"""Lifecycles and packs to choose from, as `tpm checklist list` shows them."""

from typing import NamedTuple

from tpmcli.model.checklist import Loosening


class LevelCounts(NamedTuple):
    """The number of items of each level."""

    must: int
    should: int


class LifecycleEntry(NamedTuple):
    """A shipped lifecycle. `phases` holds their ids, in order."""

    name: str
    title: str
    phases: tuple[str, ...]
    items: LevelCounts


class PackEntry(NamedTuple):
    """A pack. `items` counts those it adds, `adjusts` those of lower layers it changes."""

    name: str
    title: str
    about: str
    items: LevelCounts
    adjusts: int


class ProjectEntry(NamedTuple):
    """The lifecycle, packs and traits of one project.

    `own_packs` holds the team's own packs, each with its path. `items` counts those that apply to
    the project's traits, `elsewhere` the others.
    """

    id: str
    name: str
    lifecycle: str
    packs: tuple[str, ...]
    own_packs: tuple[tuple[str, PackEntry], ...]
    traits: tuple[str, ...]
    items: LevelCounts
    elsewhere: int
    loosenings: tuple[Loosening, ...]


class ChecklistCatalog(NamedTuple):
    """Every shipped lifecycle and pack. `project` is None outside a project."""

    lifecycles: tuple[LifecycleEntry, ...]
    packs: tuple[PackEntry, ...]
    project: ProjectEntry | None
