"""From the plain data of a checklist or pack file to the model's items and layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tpmcli.model.checklist import Adjustment, Item, Layer
from tpmcli.model.role import SHIPPED_ROLES, Role
from tpmcli.store.formats.fields import adjustments_of, demands_of, made, roles_of

if TYPE_CHECKING:
    from tpmcli.store.yaml.reader import Document

Path = tuple[str | int, ...]
RoleItems = tuple[Path, Role, list[dict[str, Any]]]
"""Where a list of items stands, the role that owns them, and the items."""

_SHIPPED = {str(role): role for role in SHIPPED_ROLES}


def items_by_role(raw: Mapping[str, Any]) -> list[RoleItems]:
    """Return the lists of items of a checklist, or of a pack's phase: tpm, pm, the others.

    A checklist has those of other roles under `items`.
    """
    others = raw.get("items", {}) if "schema" in raw else raw
    above: Path = ("items",) if "schema" in raw else ()
    found: list[RoleItems] = [
        ((key,), role, raw[key]) for key, role in _SHIPPED.items() if key in raw
    ]
    found += [
        ((*above, key), Role(key), items) for key, items in others.items() if key not in _SHIPPED
    ]
    return found


def items_of(by_role: Mapping[str, Any], phase: str, layer: str) -> list[Item]:
    """Return the items of one phase in a checklist or a pack, role by role."""
    return [
        item_of(raw, phase, role, layer)
        for _, role, items in items_by_role(by_role)
        for raw in items
    ]


def item_of(raw: Mapping[str, Any], phase: str, role: Role, layer: str) -> Item:
    """Return one item, from data that has the form of the format."""
    return made(Item, raw, id=f"{phase}.{raw['id']}", phase=phase, role=role, layer=layer)


class PackDocument:
    """A pack's file, and whether it is one of ours."""

    def __init__(self, document: Document, *, is_shipped: bool) -> None:
        self.document = document
        self.is_shipped = is_shipped
        self.name: str = document.value["name"]

    def layer(self, *, placed: bool) -> Layer:
        """Return the pack as a layer; with `placed`, also the places of its parts in the file."""
        raw = self.document.value
        file = self.document.file
        items = [
            item
            for phase, by_role in raw.get("add", {}).items()
            for item in items_of(by_role, phase, self.name)
        ]
        adjust = adjustments_of(raw.get("adjust", {}), file)
        places = {}
        if placed:
            places = self._places()
            adjust = placed_adjustments(adjust, self.document)
        traits = tuple(raw.get("traits", ()))
        words = {role: role for role in roles_of(raw.get("roles", {}))}
        if words:
            items = [item._replace(role=words.get(item.role, item.role)) for item in items]
        demands = demands_of(raw.get("signoffs", ()), self.name)
        return Layer(
            *(self.name, raw["title"], tuple(items), tuple(adjust)),
            *(not self.is_shipped, places, demands, traits),
        )

    def _places(self) -> dict[str, tuple[str, int, int]]:
        places = {}
        for phase, by_role in self.document.value.get("add", {}).items():
            for role, items in by_role.items():
                for index, raw in enumerate(items):
                    place = self.document.position(("add", phase, role, index))
                    places[f"{phase}.{raw['id']}"] = (self.document.file, *place)
        return places


def placed_adjustments(adjust: Iterable[Adjustment], document: Document) -> list[Adjustment]:
    """Return the adjustments with their places in the document, under its key `adjust`."""
    placed = []
    for change in adjust:
        line, column = document.position(("adjust", change.item))
        placed.append(change._replace(line=line, column=column))
    return placed
