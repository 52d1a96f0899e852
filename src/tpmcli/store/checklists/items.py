"""From the plain data of a checklist or pack file to the model's items and layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tpmcli.model.checklist import Adjustment, Item, Layer
from tpmcli.model.role import PM, TPM, Role
from tpmcli.store.formats.fields import adjustments_of, made

if TYPE_CHECKING:
    from tpmcli.store.yaml.reader import Document

_ROLES = (("tpm", TPM), ("pm", PM))


def items_of(by_role: Mapping[str, Any], phase: str, layer: str) -> list[Item]:
    """Return the items of one phase in a mapping with the keys `tpm` and `pm`, in their order."""
    return [
        item_of(raw, phase, role, layer) for key, role in _ROLES for raw in by_role.get(key, ())
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
        return Layer(
            self.name, raw["title"], tuple(items), tuple(adjust), not self.is_shipped, places
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
