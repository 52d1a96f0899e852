"""Why a document does not have the form of its format: every problem, in plain words.

Loads pydantic, so only for documents that were refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from tpmcli.model.errors import Problem
from tpmcli.model.tuples import NamedTuple
from tpmcli.store.formats.registry import model, words
from tpmcli.store.formats.schemas import json_schema
from tpmcli.text.names import did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

    from tpmcli.store.yaml.reader import Document

Path = tuple[str | int, ...]

_KINDS = {
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "a mapping",
}
_TYPE_ERRORS = {
    "string_type",
    "bool_type",
    "int_type",
    "float_type",
    "list_type",
    "dict_type",
    "model_type",
    "model_attributes_type",
    "literal_error",
    "finite_number",
    "int_from_float",
    "string_unicode",
}
_BOUNDS = {
    "greater_than_equal": ("must be at least {}", "ge"),
    "less_than_equal": ("must be at most {}", "le"),
    "string_too_short": ("needs at least {} characters", "min_length"),
    "string_too_long": ("has more than {} characters", "max_length"),
    "too_short": ("needs at least {} entries", "min_length"),
    "too_long": ("has more than {} entries", "max_length"),
}
# Nobody reads more, and a large file in which every block is wrong would take minutes.
MOST = 1000
_SHORT = 60
_TRUTHS = ("yes", "no", "on", "off", "true", "false", "y", "n")


def explain(document: Document, format_name: str) -> list[Problem]:
    """Every problem that the format's model finds, in the order of the file; none if it accepts."""
    wrong_schema = _schema_problem(document, format_name)
    if wrong_schema:
        return [wrong_schema]
    try:
        model(format_name).model_validate(document.value)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=True, include_input=False)
        return _problems(document, format_name, errors)
    return []


def _schema_problem(document: Document, format_name: str) -> Problem | None:
    """A document of another kind or version is not measured by this one's keys."""
    value = document.value
    wanted = f"tpm/{format_name}/1"
    if not isinstance(value, dict):
        empty = value is None or value == ""
        what = "this file is empty" if empty else f"this file is {_found(value)}, not a mapping"
        line, column = document.position(())
        return Problem(what, document.file, line, column, f"begin with the line: schema: {wanted}")
    found = value.get("schema")
    if found == wanted or not isinstance(found, str):
        return None
    line, column = document.position(("schema",))
    newer = f"tpm/{format_name}/"
    version = found.removeprefix(newer)
    if found.startswith(newer) and version.isdecimal() and version.isascii() and int(version) > 1:
        message = f"written for a newer tpm (schema {found}; this one reads {wanted})"
        hint = 'install a newer tpm: pip install --upgrade "tpmcli"'
    else:
        message = f"a {wanted} file is expected here; found schema {_quoted(found)}"
        hint = f"the line should read: schema: {wanted}"
    return Problem(message, document.file, line, column, hint)


def _problems(document: Document, format_name: str, errors: list[ErrorDetails]) -> list[Problem]:
    schema, forms = json_schema(format_name), words(format_name)
    found: dict[tuple[Path, str], tuple[tuple[int, int], Problem]] = {}
    for path, about_key, error in _relevant(document.value, errors[:MOST]):
        node = _schema_at(schema, path)
        form = forms.get(error.get("ctx", {}).get("pattern", ""), "text of another form")
        said = _SchemaError(document.value, path, about_key, node, schema, form, error)
        message, hint = _describe(said)
        place = document.position(path)
        problem = Problem(message, document.file, *place, hint)
        found.setdefault((path, message), (place, problem))
    told = [problem for _, problem in sorted(found.values(), key=lambda entry: entry[0])]
    if len(errors) > MOST:
        more = f"and {len(errors) - MOST:,} more problems, not told one by one"
        told.append(Problem(more, document.file))
    return told


class _SchemaError(NamedTuple):
    """What pydantic said, and what is known of the place that it means."""

    value: Any
    path: Path
    about_key: bool
    node: dict[str, Any]
    schema: dict[str, Any]
    form: str
    error: ErrorDetails


def _relevant(value: Any, errors: Iterable[ErrorDetails]) -> list[tuple[Path, bool, ErrorDetails]]:
    """The errors with their places, without what only says that a union's other member is not
    meant: a wrong type where another error lies deeper."""
    placed = [(*_place(value, error), error) for error in errors]
    above = {path[:length] for path, _, _ in placed for length in range(len(path))}
    return [
        entry for entry in placed if entry[2]["type"] not in _TYPE_ERRORS or entry[0] not in above
    ]


def _place(value: Any, error: ErrorDetails) -> tuple[Path, bool]:
    """The path in the document that an error speaks of, and whether it means the key itself.

    pydantic puts more into a location than keys: the name of a union's member, ``[key]``.
    """
    location = error["loc"]
    about_key = bool(location) and location[-1] == "[key]"
    missing = error["type"] == "missing"
    path: list[str | int] = []
    for step in location[: -1 if about_key or missing else None]:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            continue
        path.append(step)
    if missing:
        path.append(location[-1])
    return tuple(path), about_key


def _schema_at(schema: dict[str, Any], path: Path) -> dict[str, Any]:
    """The part of the JSON Schema that a path must satisfy; empty for what it does not know."""
    node = _resolved(schema, schema)
    for step in path:
        wanted = "array" if isinstance(step, int) else "object"
        for option in node.get("anyOf", ()):
            if _resolved(option, schema).get("type") == wanted:
                node = _resolved(option, schema)
        if isinstance(step, int):
            node = node.get("items", {})
        elif step in node.get("properties", {}):
            node = node["properties"][step]
        elif "patternProperties" in node:
            node = next(iter(node["patternProperties"].values()))
        else:
            extra = node.get("additionalProperties")
            node = extra if isinstance(extra, dict) else {}
        node = _resolved(node, schema)
    return node


def _resolved(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return node


def _describe(said: _SchemaError) -> tuple[str, str]:
    """The message and the hint for one error."""
    path, error = said.path, said.error
    kind, context = error["type"], error.get("ctx", {})
    if kind in ("extra_forbidden", "missing"):
        return _key_words(path, kind, _schema_at(said.schema, path[:-1]), said.schema)
    if said.about_key:
        parent = _last_key(path[:-1]) or "this file"
        allowed = context.get("expected", "").replace("'", "")
        hint = f"write {allowed or said.form}"
        return f"{_quoted(path[-1])} is not a key of '{parent}'", hint
    name = f"'{_last_key(path)}'" if path else "this file"
    if path and isinstance(path[-1], int):
        name = f"an entry of {name}"
    found = _value_at(said.value, path)
    if kind == "string_pattern_mismatch":
        if found == "":
            return f"{name} is empty", f"write {said.form}"
        return f"{name} must be {said.form}; found {_quoted(found)}", ""
    if kind in _TYPE_ERRORS:
        required = _schema_at(said.schema, path[:-1]).get("required", ()) if path else ()
        return _type_words(name, found, said, needed=bool(path) and path[-1] in required)
    if kind in _BOUNDS:
        words, limit = _BOUNDS[kind]
        if kind == "too_short" and not found:
            return f"{name} is empty", "list at least one"
        bound = f"{context[limit]:g}" if "equal" in kind else f"{context[limit]:,}"
        tail = f"; found {found}" if "equal" in kind else ""
        return f"{name} {words.format(bound)}{tail}", ""
    # What the formats say themselves: `listed_twice`, `one_kind`, `asks_nothing`.
    return f"{name} {error['msg']}", ""


def _key_words(
    path: Path, kind: str, parent: dict[str, Any], schema: dict[str, Any]
) -> tuple[str, str]:
    key = str(path[-1])
    options = [_resolved(option, schema) for option in parent.get("anyOf", [parent])]
    parent = next((option for option in options if "properties" in option), parent)
    noun = _with_article(parent.get("title", "mapping"))
    properties = parent.get("properties", {})
    if kind == "extra_forbidden":
        return f"'{key}' is not a key of {noun}", did_you_mean(key, properties)
    node = properties.get(key, {})
    if "const" in node:
        return f"{noun} needs '{key}'", f"add the line: {key}: {node['const']}"
    about = node.get("description") or _resolved(node, schema).get("description", "")
    return f"{noun} needs '{key}'", f"add {key}: {about[:1].lower()}{about[1:].rstrip('.')}"


def _type_words(name: str, found: Any, said: _SchemaError, *, needed: bool) -> tuple[str, str]:
    node = said.node
    allowed = node.get("enum") or ([node["const"]] if "const" in node else None)
    wanted = ", ".join(allowed) if allowed else _wanted(node, said.schema)
    if allowed and len(allowed) > 1:
        wanted = f"one of {wanted}"
    if found is None:
        instead = "" if needed else "; or delete the line"
        return f"{name} has no value", f"it must be {wanted}{instead}"
    kind, hint = node.get("type"), ""
    if isinstance(found, str):
        close = nearest(found, allowed) if allowed else None
        if close:
            hint = f"did you mean '{close}'?"
        elif kind == "boolean" and found.lower() in _TRUTHS:
            return f"{name}: {_quoted(found)} is a string here", "write true or false"
        elif kind == "array":
            short = len(found) <= _SHORT and " " not in found
            hint = f"write [{found}]" if short else "write a list, such as [one, two]"
    elif kind == "string" and not allowed and isinstance(found, bool | int | float):
        hint = "put it in quotes"
    return f"{name} must be {wanted}; found {_found(found)}", hint


def _wanted(node: dict[str, Any], schema: dict[str, Any]) -> str:
    options = [_resolved(option, schema)["type"] for option in node.get("anyOf", [node])]
    kinds = [_KINDS[kind] for kind in options if kind != "integer" or "number" not in options]
    return f"{', '.join(kinds[:-1])} or {kinds[-1]}" if len(kinds) > 1 else kinds[0]


def _found(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _quoted(value: object) -> str:
    text = str(value).replace("\n", "\\n")
    return f"'{text}'" if len(text) <= _SHORT else f"'{text[: _SHORT - 1]}…'"


def _value_at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _last_key(path: Path) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "")


def _with_article(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
