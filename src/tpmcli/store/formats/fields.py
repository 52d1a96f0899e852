"""The keys of a file and the attributes of the model, one turned into the other.

What a format lets through is kept by the classes of `model/`, and this is the one place that knows
under which names: it follows the table `FIELDS`, which is made from the formats
(`field_compiler.py`). A key that is added to a format and to its class is read and written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from tpmcli.model.checklist import Adjustment, CheckSpec, EvidenceRule, Level, Role
from tpmcli.model.policy import GatePolicy, Identity, Strictness, WaiverPolicy
from tpmcli.model.record import (
    AnswerValue,
    CheckRun,
    Condition,
    Evidence,
    Outcome,
    Waiver,
)
from tpmcli.store.formats.compiled_schemas import FIELDS

Way: TypeAlias = tuple[Callable[[Any], Any], Callable[[Any], Any]]
"""How a value is read from a file, and how it is written to one."""


def fields_of(model: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of a class of the model that a mapping of a file sets.

    The mapping must have the form of its format.
    """
    readers = _READERS.get(model) or _readers(model)
    found = {}
    for key, value in raw.items():
        attribute, read = readers[key]
        found[attribute] = value if read is None else read(value)
    return found


def plain(value: Any) -> dict[str, Any]:
    """Return what a file holds of a value of the model, in canonical order.

    What is the class's default is left out.
    """
    usual = value._field_defaults
    found = {}
    for key, (attribute, way) in FIELDS[type(value).__name__].items():
        part = getattr(value, attribute)
        if attribute not in usual or part != usual[attribute]:
            found[key] = _way(way)[1](part)
    return found


def keys_kept(model: str, *ways: str) -> tuple[str, ...]:
    """Return the keys that a class of the model keeps, or those of them kept in one of `ways`."""
    return tuple(key for key, (_, way) in FIELDS[model].items() if not ways or way in ways)


def adjustments_of(raw: Mapping[str, Mapping[str, Any]], file: str) -> list[Adjustment]:
    """Return the adjustments in a mapping by item id; without their places in the file."""
    found = []
    for item, change in raw.items():
        changes = fields_of("changes", change)
        reason = changes.pop("reason", "")
        found.append(Adjustment(item, changes, reason, file, raw=change))
    return found


Reader: TypeAlias = Callable[[Any], Any] | None
_READERS: dict[str, dict[str, tuple[str, Reader]]] = {}


def _readers(model: str) -> dict[str, tuple[str, Reader]]:
    """Return, and remember, the attribute and the function that reads each key."""
    found: dict[str, tuple[str, Reader]] = {}
    for key, (attribute, way) in FIELDS[model].items():
        found[key] = (attribute, _way(way)[0] if way and way not in _AS_THEY_ARE else None)
    _READERS[model] = found
    return found


def _as_it_is(value: Any) -> Any:
    return value


def _days(text: str) -> int | None:
    return None if text == "never" else int(text[:-1])


def _checks(raw: Iterable[Mapping[str, Any]]) -> tuple[CheckSpec, ...]:
    return tuple(CheckSpec(*entry) for check in raw for entry in check.items())


_AS_THEY_ARE = ("day", "moment")
_WAYS: dict[str, Way] = {
    "": (_as_it_is, _as_it_is),
    "day": (_as_it_is, _as_it_is),
    "moment": (_as_it_is, _as_it_is),
    "day or now": (
        lambda text: "" if text == "now" else text,
        lambda day: day or "now",
    ),
    "days": (_days, lambda number: "never" if number is None else f"{number}d"),
    "each": (tuple, list),
    "lists": (
        lambda raw: {key: tuple(values) for key, values in raw.items()},
        lambda kept: {key: list(values) for key, values in kept.items()},
    ),
    "by role": (
        lambda raw: {role: tuple(raw.get(str(role), ())) for role in Role},
        lambda kept: {str(role): list(names) for role, names in kept.items()},
    ),
    "checks": (_checks, lambda specs: [{spec.kind: dict(spec.options)} for spec in specs]),
}
_TEXTS = (AnswerValue, Identity, Level, Outcome, Role, Strictness)
_CLASSES = (CheckRun, Condition, Evidence, EvidenceRule, GatePolicy, Waiver, WaiverPolicy)


def _way(name: str) -> Way:
    """Return how a value is kept, by the name that `FIELDS` has for it."""
    return _WAYS.get(name) or _made(name)


def _made(name: str) -> Way:
    first, _, rest = name.partition(" ")
    if first == "is":
        way: Way = (lambda text: text == rest, lambda held: rest if held else "")
    elif first == "each":
        read, write = _way(rest)
        way = (lambda raw: tuple(map(read, raw)), lambda kept: list(map(write, kept)))
    else:
        way = _texts(name) or _nested(name)
    _WAYS[name] = way
    return way


def _texts(name: str) -> Way | None:
    of = next((each for each in _TEXTS if each.__name__ == name), None)
    return None if of is None else ({str(each): each for each in of}.__getitem__, str)


def _nested(name: str) -> Way:
    of = next(each for each in _CLASSES if each.__name__ == name)
    return (lambda raw: of(**fields_of(name, raw)), plain)
