"""Does a document have the form of its format?

Nearly every document does, so the check is one walk over plain data along plain literals
(`shapes.py`, made from the formats), and the formats themselves, which need pydantic, are loaded
only to explain what was refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tpmcli.model.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpmcli.store.yaml_reader import Document


def validate(document: Document, format_name: str) -> None:
    """Return where the document has the form of the format (a name in `SHAPES`).

    Raises InvalidInputError with every problem, in the order of the file, where it has not.
    """
    from tpmcli.store.shapes import SHAPES

    if fits(document.value, SHAPES[format_name]):
        return
    from tpmcli.store.explain import explain

    problems = explain(document, format_name)
    if not problems:
        raise RuntimeError(
            f"{document.file}: the shape of tpm/{format_name}/1 refuses what its model accepts"
        )
    raise InvalidInputError(problems)


def fits(value: Any, shape: tuple[Any, ...]) -> bool:
    """True where plain data has this shape (see `tpmcli.store.shaping`)."""
    kind = shape[0]
    if kind == "text":
        return type(value) is str and _text_fits(value, shape)
    if kind == "keys":
        return type(value) is dict and _keys_fit(value, shape)
    if kind == "list":
        return type(value) is list and _list_fits(value, shape)
    if kind == "one-of":
        return type(value) is str and value in shape[1]
    if kind == "flag":
        return value is True or value is False
    if kind == "map":
        return type(value) is dict and _map_fits(value, shape)
    if kind == "any":
        return any(fits(value, option) for option in shape[1])
    return _number_fits(value, shape)


def _keys_fit(value: dict[str, Any], shape: tuple[Any, ...]) -> bool:
    _, fields, required, least, most = shape
    for key, entry in value.items():
        inner = fields.get(key)
        if inner is None or not fits(entry, inner):
            return False
    return least <= len(value) <= most and all(key in value for key in required)


def _map_fits(value: dict[str, Any], shape: tuple[Any, ...]) -> bool:
    _, key_shape, value_shape, least, most = shape
    for key, entry in value.items():
        if not fits(key, key_shape) or not fits(entry, value_shape):
            return False
    return bool(least <= len(value) <= most)


def _list_fits(value: list[Any], shape: tuple[Any, ...]) -> bool:
    _, inner, least, most, unique = shape
    if not least <= len(value) <= most:
        return False
    for entry in value:
        if not fits(entry, inner):
            return False
    return not unique or len(set(value)) == len(value)


def _text_fits(value: str, shape: tuple[Any, ...]) -> bool:
    _, pattern, least, most = shape
    if not least <= len(value) <= most:
        return False
    if not pattern:
        return True
    match = _MATCHERS.get(pattern)
    if match is None:
        match = _MATCHERS[pattern] = _matcher(pattern)
    return match(value) is not None


def _number_fits(value: Any, shape: tuple[Any, ...]) -> bool:
    kind, least, most = shape
    if type(value) is not int and (kind == "whole" or type(value) is not float):
        return False
    if value != value or value in (_INFINITE, -_INFINITE):
        return False
    return (least is None or least <= value) and (most is None or value <= most)


_INFINITE = float("inf")
# Compiling takes far longer than matching, and a document uses few of the patterns.
_MATCHERS: dict[str, Callable[[str], object]] = {}


def _matcher(pattern: str) -> Callable[[str], object]:
    """A pattern of JSON Schema for Python, where `$` would also allow a line feed at the end."""
    from re import compile as compile_pattern

    if pattern.endswith("$"):
        pattern = pattern[:-1] + r"\Z"
    return compile_pattern(pattern).match
