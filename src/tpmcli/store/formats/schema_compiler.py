"""Writes `compiled_schemas.py`: every format as plain literals, made from its JSON Schema.

A shape is a tuple; its first member says what the rest means:

- ``("text", pattern, least, most)``: a string, its lengths in code points
- ``("one-of", texts)``
- ``("flag",)``: true or false
- ``("whole", least, most)`` and ``("number", least, most)``
- ``("list", entry, least, most, unique)``
- ``("map", key, value, least, most)``: any keys of one shape
- ``("keys", shapes by key, required keys, least, most)``: these keys and no other
- ``("any", shapes)``: one of them fits

A keyword of JSON Schema that is not known here is an error, so that no constraint is lost.
"""

from __future__ import annotations

from pprint import pformat
from typing import Any

from tpmcli.store.formats.field_compiler import fields
from tpmcli.store.formats.schemas import FORMATS, json_schema

_SILENT = {"$schema", "$defs", "title", "description", "default", "examples", "type"}
_ENDLESS = 1_000_000_000
_HEAD = '''"""Every format as plain literals. Do not edit.

Written by scripts/write_compiled_schemas.py; `tpmcli.store.formats.schema_compiler` says what they
mean.
"""

# fmt: off
# ruff: noqa: ISC004
from __future__ import annotations

Shape = tuple[object, ...]
'''


class _Name:
    """Stands for a shape that is written once, under a name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


def source() -> str:
    """Return the text of `compiled_schemas.py`."""
    named: dict[str, str] = {}
    shapes: dict[str, Any] = {}
    for name in FORMATS:
        schema = json_schema(name)
        definitions = schema.get("$defs", {})
        for title in _in_order(definitions):
            text = _text(shape(definitions[title]))
            if named.setdefault(constant(title), text) != text:
                raise ValueError(f"two formats call different models {title}")
        shapes[name] = shape(schema)
    parts = [_HEAD]
    parts += [f"{name}: Shape = {text}\n" for name, text in named.items()]
    parts.append(f"SHAPES: dict[str, Shape] = {_text(shapes)}\n")
    parts.append(f"FIELDS: dict[str, dict[str, tuple[str, str]]] = {_text(fields())}\n")
    return "\n".join(parts)


def shape(schema: dict[str, Any]) -> Any:
    """Return the shape of a JSON Schema.

    Raises: ValueError for a keyword that it cannot express.
    """
    if "$ref" in schema:
        _only(schema, {"$ref"})
        return _Name(constant(schema["$ref"].rpartition("/")[2]))
    if "anyOf" in schema:
        _only(schema, {"anyOf"})
        return ("any", tuple(shape(entry) for entry in schema["anyOf"]))
    if "const" in schema:
        _only(schema, {"const"})
        return ("one-of", (_string(schema["const"]),))
    if "enum" in schema:
        _only(schema, {"enum"})
        return ("one-of", tuple(_string(entry) for entry in schema["enum"]))
    kind = schema.get("type")
    if kind == "boolean":
        _only(schema, set())
        return ("flag",)
    if kind in ("integer", "number"):
        _only(schema, {"minimum", "maximum"})
        bounds = (schema.get("minimum"), schema.get("maximum"))
        return ("whole" if kind == "integer" else "number", *bounds)
    if kind == "string":
        _only(schema, {"pattern", "minLength", "maxLength"})
        return _string_shape(schema)
    if kind == "array":
        _only(schema, {"items", "minItems", "maxItems", "uniqueItems"})
        least, most = schema.get("minItems", 0), schema.get("maxItems", _ENDLESS)
        return ("list", shape(schema["items"]), least, most, schema.get("uniqueItems", False))
    if kind == "object":
        return _mapping(schema)
    raise ValueError(f"no shape for {schema}")


def _mapping(schema: dict[str, Any]) -> Any:
    size = (schema.get("minProperties", 0), schema.get("maxProperties", _ENDLESS))
    known = {"minProperties", "maxProperties", "additionalProperties"}
    if "properties" in schema:
        _only(schema, known | {"properties", "required"})
        if schema.get("additionalProperties") is not False:
            raise ValueError(f"an open mapping: {schema.get('title')}")
        fields = {key: shape(entry) for key, entry in schema["properties"].items()}
        return ("keys", fields, tuple(schema.get("required", ())), *size)
    _only(schema, known | {"patternProperties", "propertyNames"})
    key = {"type": "string", **schema.get("propertyNames", {})}
    value: Any = schema.get("additionalProperties")
    if "patternProperties" in schema:
        [(pattern, value)] = schema["patternProperties"].items()
        key["pattern"] = pattern
    return ("map", shape(key), shape(value), *size)


def _string_shape(schema: dict[str, Any]) -> Any:
    pattern = schema.get("pattern", "")
    unsafe = ("\\s", "\\S", "\\d", "\\D", "\\w", "\\W", "\\b", "(?")
    if (pattern and not pattern.startswith("^")) or any(part in pattern for part in unsafe):
        raise ValueError(f"a pattern that engines read differently: {pattern}")
    return ("text", pattern, schema.get("minLength", 0), schema.get("maxLength", _ENDLESS))


def _only(schema: dict[str, Any], known: set[str]) -> None:
    unknown = schema.keys() - known - _SILENT
    if unknown:
        raise ValueError(f"no shape for the keywords {sorted(unknown)} in {schema}")


def _string(value: object) -> str:
    if not isinstance(value, str):
        # 1 == True in Python: pydantic and a comparison would disagree on what equals what.
        raise TypeError(f"only texts can be listed, not {value!r}")
    return value


def constant(title: str) -> str:
    """Return the name of the shape of a model: `_ROLE_ITEMS` for RoleItems."""
    letters = [f"_{letter}" if letter.isupper() else letter for letter in title]
    return "".join(letters).upper()


def _in_order(definitions: dict[str, Any]) -> list[str]:
    """Return the definitions, each behind those that it refers to."""
    ordered: list[str] = []

    def visit(node: Any) -> None:
        if isinstance(node, dict):
            if "$ref" in node:
                place(node["$ref"].rpartition("/")[2])
            for entry in node.values():
                visit(entry)
        elif isinstance(node, list):
            for entry in node:
                visit(entry)

    def place(title: str) -> None:
        if title not in ordered:
            visit(definitions[title])
            ordered.append(title)

    for title in definitions:
        place(title)
    return ordered


def _text(value: Any) -> str:
    return pformat(value, width=96, sort_dicts=False, underscore_numbers=True)
