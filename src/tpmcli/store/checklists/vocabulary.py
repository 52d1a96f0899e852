"""The words that checklists draw on: traits and public frameworks, as they are shipped."""

from __future__ import annotations

from tpmcli.model.checklist_view import Reference, Trait
from tpmcli.store.checklists import shipped


def traits() -> dict[str, Trait]:
    """The closed list of traits, by name, in the order in which `tpm init` asks."""
    found = shipped.document("traits.yaml").value["traits"]
    return {name: Trait(name, raw["ask"], raw["means"]) for name, raw in found.items()}


def references() -> dict[str, Reference]:
    """The public frameworks that shipped items cite, by key."""
    found = shipped.document("references.yaml").value["references"]
    return {
        key: Reference(key, raw["name"], raw["url"], raw["licence"]) for key, raw in found.items()
    }
