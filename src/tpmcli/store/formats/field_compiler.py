"""The table of `compiled_schemas.py` that says which key becomes which attribute of the model.

A key's attribute has the key's name unless its format says otherwise (`base.Kept`). How the value
is kept follows from the type, or is said there too. `fields.py` reads and writes by this table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, get_args, get_origin

from tpmcli.store.formats.base import BaseFormat, Kept, key_of
from tpmcli.store.formats.schemas import FORMATS, model

_AS_IT_IS = Kept()


def fields() -> dict[str, dict[str, tuple[str, str]]]:
    """Return the attribute and the way of keeping of each key, by class of the model.

    Raises: TypeError for a key that no class of its format keeps.
    """
    for name in FORMATS:
        model(name)
    table: dict[str, dict[str, tuple[str, str]]] = {}
    kept = (each for each in _formats(BaseFormat) if each.kept_as)
    for each in sorted(kept, key=lambda each: each.__name__):
        entries = dict(_entries(each))
        for keeper in each.kept_as:
            if isinstance(keeper, str):
                table[keeper] = entries
                continue
            own = {key: entry for key, entry in entries.items() if _has(keeper, entry[0])}
            table[keeper.__name__] = own
        homeless = [key for key in entries if not _is_kept(key, each, table)]
        if homeless:
            raise TypeError(f"{each.__name__}: nothing in the model keeps {homeless}")
    return dict(sorted(table.items()))


def _has(keeper: Any, attribute: str) -> bool:
    # Not `hasattr`: every tuple has a `count`.
    return attribute in keeper._fields or isinstance(vars(keeper).get(attribute), property)


def _is_kept(key: str, of: type[BaseFormat], table: dict[str, dict[str, tuple[str, str]]]) -> bool:
    names = (keeper if isinstance(keeper, str) else keeper.__name__ for keeper in of.kept_as)
    return any(key in table[name] for name in names)


def _formats(above: type[BaseFormat]) -> Iterator[type[BaseFormat]]:
    for each in above.__subclasses__():
        yield each
        yield from _formats(each)


def _entries(each: type[BaseFormat]) -> Iterator[tuple[str, tuple[str, str]]]:
    for name, field in each.model_fields.items():
        if name == "schema_":
            continue
        kept = _kept(field.metadata)
        yield key_of(name), (kept.name or name, _way(field.annotation, kept))


def _kept(metadata: Sequence[Any]) -> Kept:
    return next((each for each in metadata if isinstance(each, Kept)), _AS_IT_IS)


def _way(annotation: Any, kept: Kept) -> str:
    """Return how a value of this type is kept, in the words of `fields.py`."""
    if kept.when:
        return f"is {kept.when}"
    if kept.as_:
        return kept.as_ if isinstance(kept.as_, str) else kept.as_.__name__
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        return _way(inner, _kept(metadata))
    if get_origin(annotation) is list:
        [inner] = get_args(annotation)
        return f"each {_way(inner, _AS_IT_IS)}".rstrip()
    if get_origin(annotation) is dict:
        _, inner = get_args(annotation)
        return "lists" if _way(inner, _AS_IT_IS) == "each" else ""
    if isinstance(annotation, type) and issubclass(annotation, BaseFormat):
        [keeper] = annotation.kept_as or ("",)
        return keeper if isinstance(keeper, str) else keeper.__name__
    return ""
