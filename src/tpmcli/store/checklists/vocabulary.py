"""The words that checklists draw on: traits and public frameworks, as they are shipped."""

from __future__ import annotations

from tpmcli.model.tuples import NamedTuple
from tpmcli.store.checklists import shipped


class Trait(NamedTuple):
    """Something that a product is, has or does: the question about it, and what a yes means."""

    name: str
    ask: str
    means: str


class Reference(NamedTuple):
    """A public framework that items cite by its key."""

    key: str
    name: str
    url: str
    licence: str


def traits() -> dict[str, Trait]:
    """The closed list of traits, by name, in the order in which `tpm init` asks."""
    found = shipped.document("traits.yaml", "traits").value["traits"]
    return {name: Trait(name, raw["ask"], raw["means"]) for name, raw in found.items()}


def references() -> dict[str, Reference]:
    """The public frameworks that shipped items cite, by key."""
    found = shipped.document("references.yaml", "references").value["references"]
    return {
        key: Reference(key, raw["name"], raw["url"], raw["licence"]) for key, raw in found.items()
    }
