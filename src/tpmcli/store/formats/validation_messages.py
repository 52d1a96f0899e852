"""Why a document does not have the form of its format: every problem, in plain words.

Loads pydantic, so only for documents that were refused.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tpmcli.model.problem import (
    Expression,
    Flaw,
    FlawText,
    Hint,
    Problem,
    Remedy,
    Term,
    TermText,
    Word,
)
from tpmcli.store.formats.schemas import forms, json_schema, model
from tpmcli.store.yaml.reader import value_at
from tpmcli.text.names import nearest, suggestion

if TYPE_CHECKING:
    from tpmcli.store.yaml.reader import Document

Path = tuple[str | int, ...]

_KINDS = {
    "string": Term.TEXT,
    "boolean": Term.BOOLEAN,
    "integer": Term.WHOLE_NUMBER,
    "number": Term.NUMBER,
    "array": Term.A_LIST,
    "object": Term.A_MAPPING,
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
# Nobody reads more, and a large file in which every block is wrong would take minutes.
MOST = 1000
_SHORT = 60
_TRUTHS = ("yes", "no", "on", "off", "true", "false", "y", "n")


def explain(document: "Document", format_name: str) -> list[Problem]:
    """Return every problem that the format's model finds, in the order of the file."""
    wrong_schema = _schema_problem(document, format_name)
    if wrong_schema:
        return [wrong_schema]
    try:
        model(format_name).model_validate(document.value)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=True, include_input=False)
        return _problems(document, format_name, errors)
    return []


def _schema_problem(document: "Document", format_name: str) -> Problem | None:
    """Return the problem of a document of another kind or version, or None."""
    value = document.value
    wanted = f"tpm/{format_name}/1"
    if not isinstance(value, dict):
        empty = value is None or value == ""
        hint = Hint(Remedy.BEGIN_WITH_SCHEMA, (wanted,))
        place = (document.file, *document.position(()))
        if empty:
            return Problem(Flaw.FILE_EMPTY, hint=hint).at(*place)
        return Problem(Flaw.FILE_NOT_MAPPING, (_found(value),), hint=hint).at(*place)
    found = value.get("schema")
    if found == wanted or not isinstance(found, str):
        return None
    newer = f"tpm/{format_name}/"
    version = found.removeprefix(newer)
    if found.startswith(newer) and version.isdecimal() and version.isascii() and int(version) > 1:
        problem = Problem(Flaw.SCHEMA_NEWER, (found, wanted), hint=Hint(Remedy.UPGRADE))
    else:
        hint = Hint(Remedy.CORRECT_SCHEMA, (wanted,))
        problem = Problem(Flaw.SCHEMA_OTHER, (wanted, _excerpt(found)), hint=hint)
    return document.placed(problem, ("schema",))


def _problems(document: "Document", format_name: str, errors: list[ErrorDetails]) -> list[Problem]:
    schema, known = json_schema(format_name), forms(format_name)
    found: dict[tuple[Path, FlawText, tuple[Word, ...]], tuple[tuple[int, int], Problem]] = {}
    for path, about_key, error in _relevant(document.value, errors[:MOST]):
        node = _schema_at(schema, path)
        form = known.get(error.get("ctx", {}).get("pattern", ""), Term.OTHER_FORM)
        said = _SchemaError(document.value, path, about_key, node, schema, form, error)
        problem = _describe(said)
        place = document.position(path)
        placed = problem.at(document.file, *place)
        found.setdefault((path, problem.flaw, problem.words), (place, placed))
    told = [problem for _, problem in sorted(found.values(), key=lambda entry: entry[0])]
    if len(errors) > MOST:
        told.append(Problem(Flaw.MANY_MORE, (len(errors) - MOST,), document.file))
    return told


class _SchemaError(NamedTuple):
    """What pydantic said, and what is known of the place that it means."""

    value: Any
    path: Path
    about_key: bool
    node: dict[str, Any]
    schema: dict[str, Any]
    form: TermText
    error: ErrorDetails


def _relevant(value: Any, errors: Iterable[ErrorDetails]) -> list[tuple[Path, bool, ErrorDetails]]:
    """Return the errors with their places, without those of a union's other members.

    Such an error is a wrong type at a place where another error is deeper.
    """
    placed = [(*_place(value, error), error) for error in errors]
    above = {path[:length] for path, _, _ in placed for length in range(len(path))}
    return [
        entry for entry in placed if entry[2]["type"] not in _TYPE_ERRORS or entry[0] not in above
    ]


def _place(value: Any, error: ErrorDetails) -> tuple[Path, bool]:
    """Return the path in the document of an error, and whether it means the key itself.

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
    """Return the part of the JSON Schema that a path must satisfy; empty if there is none."""
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


def _describe(said: _SchemaError) -> Problem:
    """Return the problem of one error, without its place."""
    path, error = said.path, said.error
    kind, context = error["type"], error.get("ctx", {})
    if kind in ("extra_forbidden", "missing"):
        return _key_problem(path, kind, _schema_at(said.schema, path[:-1]), said.schema)
    if said.about_key:
        parent: Word = _last_key(path[:-1]) or Expression(Term.THIS_FILE)
        allowed = context.get("expected", "").replace("'", "")
        hint = Hint(Remedy.WRITE, (allowed or Expression(said.form),))
        return Problem(Flaw.UNFIT_KEY, (_excerpt(path[-1]), parent), hint=hint)
    name = _name(path)
    found = value_at(said.value, path)
    if kind == "string_pattern_mismatch":
        if found == "":
            hint = Hint(Remedy.WRITE, (Expression(said.form),))
            return Problem(Flaw.EMPTY_VALUE, (name,), hint=hint)
        return Problem(Flaw.UNFIT_VALUE, (name, Expression(said.form), _found(found)))
    if kind in _TYPE_ERRORS:
        required = _schema_at(said.schema, path[:-1]).get("required", ()) if path else ()
        return _type_problem(name, found, said, needed=bool(path) and path[-1] in required)
    return _limit_problem(name, found, error)


def _name(path: Path) -> Expression:
    """Return what a path leads to, as a message names it."""
    if not path:
        return Expression(Term.THIS_FILE)
    return Expression(Term.ENTRY if isinstance(path[-1], int) else Term.QUOTED, (_last_key(path),))


def _limit_problem(name: Word, found: Any, error: ErrorDetails) -> Problem:
    """Return the problem of a value of the right kind that the format does not allow."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "greater_than_equal":
        return Problem(Flaw.TOO_SMALL, (name, context["ge"], found))
    if kind == "less_than_equal":
        return Problem(Flaw.TOO_GREAT, (name, context["le"], found))
    if kind == "string_too_short":
        return Problem(Flaw.TEXT_TOO_SHORT, (name, context["min_length"]))
    if kind == "string_too_long":
        return Problem(Flaw.TEXT_TOO_LONG, (name, context["max_length"]))
    if kind == "too_short" and not found:
        return Problem(Flaw.EMPTY_VALUE, (name,), hint=Hint(Remedy.LIST_ONE))
    if kind == "too_short":
        return Problem(Flaw.TOO_FEW_ENTRIES, (name, context["min_length"]))
    if kind == "too_long":
        return Problem(Flaw.TOO_MANY_ENTRIES, (name, context["max_length"]))
    # What the formats find themselves.
    if kind == "listed_twice":
        return Problem(Flaw.LISTED_TWICE, (name, context["value"]))
    if kind == "one_kind":
        return Problem(Flaw.CHECK_KINDS, (name,))
    if kind == "asks_nothing":
        return Problem(Flaw.CHECK_ASKS_NOTHING, (name, tuple(context["keys"])))
    return Problem(Flaw.REFUSED_VALUE, (name, error["msg"]))


def _key_problem(path: Path, kind: str, parent: dict[str, Any], schema: dict[str, Any]) -> Problem:
    key = str(path[-1])
    options = [_resolved(option, schema) for option in parent.get("anyOf", [parent])]
    parent = next((option for option in options if "properties" in option), parent)
    noun = _with_article(parent.get("title", "mapping"))
    properties = parent.get("properties", {})
    if kind == "extra_forbidden":
        return Problem(Flaw.UNKNOWN_KEY, (key, noun), hint=suggestion(key, properties))
    node = properties.get(key, {})
    if "const" in node:
        hint = Hint(Remedy.ADD_LINE, (key, node["const"]))
    else:
        about = node.get("description") or _resolved(node, schema).get("description", "")
        hint = Hint(Remedy.ADD_KEY, (key, f"{about[:1].lower()}{about[1:].rstrip('.')}"))
    return Problem(Flaw.MISSING_KEY, (noun, key), hint=hint)


def _type_problem(name: Word, found: Any, said: _SchemaError, *, needed: bool) -> Problem:
    node = said.node
    allowed: list[str] | None = node.get("enum") or ([node["const"]] if "const" in node else None)
    if allowed is None:
        wanted: Word = _wanted(node, said.schema)
    else:
        wanted = Expression(Term.ONE_OF, (tuple(allowed),)) if len(allowed) > 1 else allowed[0]
    if found is None:
        hint = Hint(Remedy.WRITE if needed else Remedy.MUST_BE_OR_DELETE, (wanted,))
        return Problem(Flaw.NO_VALUE, (name,), hint=hint)
    kind, way_out = node.get("type"), None
    if isinstance(found, str):
        close = nearest(found, allowed) if allowed else None
        if close:
            way_out = Hint(Remedy.DID_YOU_MEAN, (close,))
        elif kind == "boolean" and found.lower() in _TRUTHS:
            hint = Hint(Remedy.WRITE_BOOLEAN)
            return Problem(Flaw.STRING_FOR_BOOLEAN, (name, _excerpt(found)), hint=hint)
        elif kind == "array":
            short = len(found) <= _SHORT and " " not in found
            way_out = Hint(Remedy.WRITE_LIST_OF_IT, (found,)) if short else Hint(Remedy.WRITE_LIST)
    elif kind == "string" and not allowed and isinstance(found, bool | int | float):
        way_out = Hint(Remedy.QUOTE_VALUE)
    return Problem(Flaw.UNFIT_VALUE, (name, wanted, _found(found)), hint=way_out)


def _wanted(node: dict[str, Any], schema: dict[str, Any]) -> Expression:
    options = [_resolved(option, schema)["type"] for option in node.get("anyOf", [node])]
    kinds = [
        Expression(_KINDS[kind]) for kind in options if kind != "integer" or "number" not in options
    ]
    if len(kinds) == 1:
        return kinds[0]
    return Expression(Term.EITHER, (tuple(kinds[:-1]), kinds[-1]))


def _found(value: Any) -> Word:
    if isinstance(value, str):
        return Expression(Term.QUOTED, (_excerpt(value),))
    if isinstance(value, dict | list):
        return Expression(Term.A_MAPPING if isinstance(value, dict) else Term.A_LIST)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, int | float) else str(value)


def _excerpt(value: object) -> str:
    text = str(value).replace("\n", "\\n")
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


def _last_key(path: Path) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "")


def _with_article(noun: str) -> Expression:
    return Expression(Term.AN if noun[:1] in "aeiou" else Term.A, (noun,))
