"""A checklist or a part of one, with its sources, as `tpm checklist show` shows it."""

from enum import StrEnum
from typing import Any, NamedTuple

from tpmcli.model.checklist import Adjustment, Checklist, Item, Layer, Loosening, Phase
from tpmcli.model.policy import Policy


class Trait(NamedTuple):
    """A property of a product. `ask` is the question about it, `means` the meaning of a yes."""

    name: str
    ask: str
    means: str


class Reference(NamedTuple):
    """A public framework that items cite by its key.

    `seen` is the date on which the entry was last compared with the source.
    """

    key: str
    name: str
    url: str
    licence: str
    seen: str


class Pack(NamedTuple):
    """A pack, shipped or the team's own. `plain` is the plain data of its file."""

    layer: Layer
    about: str
    plain: dict[str, Any]


class ChecklistSource(NamedTuple):
    """A composed checklist and its layers.

    `packs` holds each pack with its name or path, as the policy has it. `policy` is None for
    shipped checklists.
    """

    checklist: Checklist
    packs: tuple[tuple[str, Pack], ...]
    policy: Policy | None = None


class ViewKind(StrEnum):
    """The subject of a view."""

    OVERVIEW = "overview"
    PHASE = "phase"
    ITEM = "item"
    PACK = "pack"


class Adjusted(NamedTuple):
    """A layer's change to an item, and whether it loosens the item."""

    layer: str
    adjustment: Adjustment
    loosens: bool


class ItemView(NamedTuple):
    """One item. `missing` holds the traits that it needs and this project does not have.

    `in_use` is False for an item of a shipped pack that the checklist does not include.
    """

    item: Item
    missing: tuple[str, ...]
    adjusted: tuple[Adjusted, ...]
    references: tuple[Reference, ...]
    in_use: bool = True


class PhaseView(NamedTuple):
    """One phase. `items` are those of one role if only they were asked for."""

    phase: Phase
    items: tuple[ItemView, ...]
    dropped: tuple[Loosening, ...]


class ChecklistView(NamedTuple):
    """The view of one subject. Only a view of a pack has `pack` and `pack_adjusts`."""

    kind: ViewKind
    source: ChecklistSource
    phases: tuple[PhaseView, ...]
    pack: Pack | None = None
    pack_adjusts: tuple[Adjusted, ...] = ()


class TraitView(NamedTuple):
    """A trait and the items that need it. `has` is None outside a project."""

    trait: Trait
    items: tuple[Item, ...]
    has: bool | None
