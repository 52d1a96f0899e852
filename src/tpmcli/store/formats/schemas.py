"""Every format by name, the pydantic model that defines it, and the JSON Schema made from that."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

    from tpmcli.model.problem import TermText
    from tpmcli.store.formats.base import BaseFormat

# The name is the middle of the schema line: tpm/NAME/1.
FORMATS = {
    "policy": "policy:PolicyFormat",
    "checklist": "checklist:ChecklistFormat",
    "lifecycle": "checklist:LifecycleFormat",
    "pack": "checklist:PackFormat",
    "references": "vocabulary:References",
    "traits": "vocabulary:Traits",
    "find-lists": "vocabulary:FindLists",
    "project": "project:ProjectFormat",
}

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# What people write, so that `tpm schema` offers it to their editors.
PUBLISHED = ("policy", "project", "checklist", "lifecycle", "pack")


def model(name: str) -> type[BaseFormat]:
    """Return the model that defines a format.

    Raises: KeyError for an unknown name.
    """
    module, _, cls = FORMATS[name].partition(":")
    found: type[BaseFormat] = getattr(_module(module), cls)
    return found


def forms(name: str) -> dict[str, TermText]:
    """Return what a person should have written, for each pattern that the format may use."""
    own: dict[str, TermText] = getattr(_module(FORMATS[name].partition(":")[0]), "FORMS", {})
    common: dict[str, TermText] = _module("base").FORMS
    return common | own


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of the format of that name.

    Raises:
        KeyError: the name is unknown.
    """
    schema = model(name).model_json_schema(by_alias=True, mode="validation")
    schema = _tidy(schema)
    return {"$schema": DIALECT, **schema}


def json_schema_text(name: str) -> str:
    """Return the same as text that ends with a line feed."""
    from json import dumps

    return dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n"


def names() -> list[str]:
    """Return the formats that have a published JSON Schema."""
    return [name for name in PUBLISHED if name in FORMATS]


def _tidy(node: Any) -> Any:
    """Return a schema without null defaults and made-up titles, with closed maps.

    A map whose keys have a pattern must also refuse keys that do not match it: pydantic does, but
    leaves it out of what it writes. The names of models lose their "Format".
    """
    if isinstance(node, list):
        return [_tidy(entry) for entry in node]
    if isinstance(node, float) and node.is_integer():
        # Older versions of pydantic write the bounds of a float as floats.
        return int(node)
    if not isinstance(node, dict):
        return node
    tidy = {
        key: {
            name.removesuffix("Format") if key == "$defs" else name: _tidy(value)
            for name, value in entry.items()
        }
        if key in ("properties", "patternProperties", "$defs")
        else entry.removesuffix("Format")
        if key in ("$ref", "title") and isinstance(entry, str)
        else entry
        if key in ("default", "enum", "const", "required")
        else _tidy(entry)
        for key, entry in node.items()
    }
    if "default" in tidy and tidy["default"] is None:
        del tidy["default"]
    if "properties" not in tidy:
        tidy.pop("title", None)
    if "patternProperties" in tidy:
        tidy["additionalProperties"] = False
    return tidy


def _module(name: str) -> ModuleType:
    return import_module(f"tpmcli.store.formats.{name}")
