"""Does a document have the form of its format?

Nearly every document does, so the check is one walk over plain data along plain literals
(`compiled_schemas.py`, made from the formats), and the formats themselves, which need pydantic, are
loaded only to explain what was refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from tpmcli.model.errors import InvalidInputError

if TYPE_CHECKING:
    from tpmcli.store.yaml.reader import Document


def validate(document: Document, format_name: str) -> None:
    """Return where the document has the form of the format (a name in `SHAPES`).

    Raises InvalidInputError with every problem, in the order of the file, where it has not.
    """
    from tpmcli.store.formats.compiled_schemas import SHAPES

    if fits(document.value, SHAPES[format_name]):
        return
    from tpmcli.store.formats.validation_messages import explain

    problems = explain(document, format_name)
    if not problems:
        raise RuntimeError(
            f"{document.file}: the shape of tpm/{format_name}/1 refuses what its model accepts"
        )
    raise InvalidInputError(problems)


def fits(value: Any, shape: tuple[Any, ...]) -> bool:
    """Return whether plain data has this shape (see `schema_compiler`)."""
    return _predicate(shape)(value)


Predicate: TypeAlias = Callable[[Any], bool]

_INFINITE = float("inf")
_REMEMBERED = 200
# By identity: shapes are constants. Formats share some, and most documents use few of the patterns,
# whose compilation takes far longer than a match.
_PREDICATES: dict[int, Predicate] = {}
_MATCHERS: dict[str, Callable[[str], object]] = {}


def _predicate(shape: tuple[Any, ...]) -> Predicate:
    """Return the function that checks whether data has a shape.

    One function a part of the shape, so that no part is looked up again for every value.
    """
    return _BUILDERS[shape[0]](shape)


def _keys(shape: tuple[Any, ...]) -> Predicate:
    known = _PREDICATES.get(id(shape))
    if known is not None:
        return known
    _, fields, required, least, most = shape
    find = {key: _predicate(inner) for key, inner in fields.items()}.get

    def fits_keys(value: Any) -> bool:
        if type(value) is not dict:
            return False
        for key, entry in value.items():
            inner = find(key)
            if inner is None or not inner(entry):
                return False
        for key in required:
            if key not in value:
                return False
        return bool(least <= len(value) <= most)

    _PREDICATES[id(shape)] = fits_keys
    return fits_keys


def _map(shape: tuple[Any, ...]) -> Predicate:
    _, key_shape, value_shape, least, most = shape
    fits_key, fits_value = _predicate(key_shape), _predicate(value_shape)

    def fits_map(value: Any) -> bool:
        if type(value) is not dict or not least <= len(value) <= most:
            return False
        return all(map(fits_key, value)) and all(map(fits_value, value.values()))

    return fits_map


def _list(shape: tuple[Any, ...]) -> Predicate:
    _, inner, least, most, unique = shape
    fits_entry = _predicate(inner)

    def fits_list(value: Any) -> bool:
        if type(value) is not list or not least <= len(value) <= most:
            return False
        return all(map(fits_entry, value)) and (not unique or _all_different(value))

    return fits_list


def _all_different(values: list[Any]) -> bool:
    try:
        return len(set(values)) == len(values)
    except TypeError:
        return all(value not in values[:at] for at, value in enumerate(values))


def _text(shape: tuple[Any, ...]) -> Predicate:
    _, pattern, least, most = shape
    match: Callable[[str], object] | None = None
    # The same few addresses, moments and notes stand in every block of a record.
    accepted: set[str] = set()

    def fits_text(value: Any) -> bool:
        nonlocal match
        if type(value) is not str:
            return False
        if value in accepted:
            return True
        if match is None:
            match = _matcher(pattern)
        if not least <= len(value) <= most or match(value) is None:
            return False
        if len(accepted) < _REMEMBERED:
            accepted.add(value)
        return True

    return fits_text


def _matcher(pattern: str) -> Callable[[str], object]:
    """Return a pattern of JSON Schema for Python, where `$` also allows a final line feed."""
    found = _MATCHERS.get(pattern)
    if found is None:
        from re import compile as compile_pattern

        ours = pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern
        found = _MATCHERS[pattern] = compile_pattern(ours).match
    return found


def _one_of(shape: tuple[Any, ...]) -> Predicate:
    allowed: tuple[str, ...] = shape[1]
    return allowed.__contains__


def _flag(_: tuple[Any, ...]) -> Predicate:
    return lambda value: value is True or value is False


def _any(shape: tuple[Any, ...]) -> Predicate:
    options = [_predicate(option) for option in shape[1]]
    return lambda value: any(option(value) for option in options)


def _number(shape: tuple[Any, ...]) -> Predicate:
    kind, least, most = shape
    kinds = (int,) if kind == "whole" else (int, float)

    def fits_number(value: Any) -> bool:
        # By type: a bool is an int, and must not count as one here.
        if type(value) not in kinds or value != value or value in (_INFINITE, -_INFINITE):
            return False
        return (least is None or least <= value) and (most is None or value <= most)

    return fits_number


_BUILDERS: dict[str, Callable[[tuple[Any, ...]], Predicate]] = {
    "keys": _keys,
    "map": _map,
    "list": _list,
    "text": _text,
    "one-of": _one_of,
    "flag": _flag,
    "any": _any,
    "whole": _number,
    "number": _number,
}
