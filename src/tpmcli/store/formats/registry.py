"""Every format by name, and the model that defines it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tpmcli.store.formats.base import Format

# The name is the middle of the schema line: tpm/NAME/1.
FORMATS = {
    "policy": "policy:Policy",
    "checklist": "checklist:Checklist",
    "lifecycle": "lifecycle:Lifecycle",
    "pack": "pack:Pack",
    "references": "references:References",
    "traits": "traits:Traits",
}


def model(name: str) -> type[Format]:
    """The model that defines the format of that name. Raises KeyError for an unknown one."""
    module, _, cls = FORMATS[name].partition(":")
    found: type[Format] = getattr(import_module(f"tpmcli.store.formats.{module}"), cls)
    return found
