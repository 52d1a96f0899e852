"""Every format by name, and the model that defines it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from tpmcli.model.problem import TermText
    from tpmcli.store.formats.base import BaseFormat

# The name is the middle of the schema line: tpm/NAME/1.
FORMATS = {
    "policy": "policy:PolicyFormat",
    "checklist": "checklist:ChecklistFormat",
    "lifecycle": "lifecycle:LifecycleFormat",
    "pack": "pack:PackFormat",
    "references": "references:References",
    "traits": "traits:Traits",
    "project": "project:ProjectFormat",
}


def model(name: str) -> type[BaseFormat]:
    """The model that defines the format of that name. Raises KeyError for an unknown one."""
    module, _, cls = FORMATS[name].partition(":")
    found: type[BaseFormat] = getattr(_module(module), cls)
    return found


def forms(name: str) -> dict[str, TermText]:
    """Return what a person should have written, for each pattern that the format may use."""
    own: dict[str, TermText] = getattr(_module(FORMATS[name].partition(":")[0]), "FORMS", {})
    common: dict[str, TermText] = _module("base").FORMS
    return common | own


def _module(name: str) -> ModuleType:
    return import_module(f"tpmcli.store.formats.{name}")
