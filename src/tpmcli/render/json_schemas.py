"""JSON Schemas of the output of `--format json`, one file for each form."""

from __future__ import annotations

import os

_FOLDER = os.path.join(os.path.dirname(__file__), "schemas")


def names() -> list[str]:
    """Return the names of the forms that have a JSON Schema, sorted.

    The form `tpm/NAME/1` is described by `NAME`.
    """
    return sorted(
        file.removesuffix(".json") for file in os.listdir(_FOLDER) if file.endswith(".json")
    )


def json_schema_text(name: str) -> str:
    """Return the JSON Schema of a form, which must be one of `names`."""
    with open(os.path.join(_FOLDER, f"{name}.json"), encoding="utf-8") as file:
        return file.read()
