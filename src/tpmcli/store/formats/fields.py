"""The keys of a file and the attributes of the model, one turned into the other.

What a format lets through is kept by the classes of `model/`, and this is the one place that knows
under which names: it follows the table `FIELDS`, which is made from the formats
(`field_compiler.py`). A key that is added to a format and to its class is read and written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

from tpmcli.model.checklist import Adjustment, EvidenceRule, Level, checks_of
from tpmcli.model.demand import Authority, Delegation, Demand
from tpmcli.model.policy import (
    EvidencePolicy,
    GatePolicy,
    Identity,
    MergeWay,
    Response,
    Strictness,
    WaiverPolicy,
)
from tpmcli.model.record import (
    AnswerValue,
    CheckRun,
    Condition,
    Evidence,
    Outcome,
    Waiver,
)
from tpmcli.model.role import SHIPPED_ROLES, Role
from tpmcli.store.formats.compiled_schemas import FIELDS

T = TypeVar("T")
Way: TypeAlias = tuple[Callable[[Any], Any], Callable[[Any], Any]]
"""How a value is read from a file, and how it is written to one."""


def made(of: type[T], raw: Mapping[str, Any], /, **more: object) -> T:
    """Return a value of a class of the model: what a mapping of a file sets, and `more`.

    The mapping must have the form of its format. What neither sets has the class's default.
    """
    usual, places, readers = _READERS.get(of) or _readers(of)
    values = usual.copy()
    for attribute, value in more.items():
        values[places[attribute]] = value
    for key, value in raw.items():
        place, read = readers[key]
        values[place] = value if read is None else read(value)
    values.pop()
    # Past the class's own function, since names would take twice as long.
    return tuple.__new__(of, values)  # type: ignore[type-var]


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
    return [
        Adjustment(item, _changes(change), change.get("reason", ""), file, raw=change)
        for item, change in raw.items()
    ]


def _changes(change: Mapping[str, Any]) -> dict[str, object]:
    table = FIELDS["changes"]
    return {
        table[key][0]: _way(table[key][1])[0](value)
        for key, value in change.items()
        if key != "reason"
    }


Reader: TypeAlias = Callable[[Any], Any] | None
Readers: TypeAlias = tuple[list[Any], dict[str, int], dict[str, tuple[int, Reader]]]
_READERS: dict[type, Readers] = {}


def _readers(of: Any) -> Readers:
    """Return, and remember, a class's defaults, its places, and each key's place and function.

    A key that a property is made of, such as an item's id, goes to a place behind the last.
    """
    places = {attribute: place for place, attribute in enumerate(of._fields)}
    readers: dict[str, tuple[int, Reader]] = {
        key: (places.get(attribute, -1), None if way in _AS_THEY_ARE else _way(way)[0])
        for key, (attribute, way) in FIELDS[of.__name__].items()
    }
    usual = [of._field_defaults.get(attribute) for attribute in places]
    found = _READERS[of] = ([*usual, None], places, readers)
    return found


def _as_it_is(value: Any) -> Any:
    return value


def _days(text: str) -> int | None:
    return None if text == "never" else int(text[:-1])


def _by_role(raw: Mapping[str, Iterable[str]]) -> dict[Role, tuple[str, ...]]:
    roles = {role: role for role in SHIPPED_ROLES} | {Role(each): Role(each) for each in raw}
    return {role: tuple(raw.get(role, ())) for role in roles}


_ROLES = {str(role): role for role in SHIPPED_ROLES}


def _role(slug: str) -> Role:
    return _ROLES.get(slug) or Role(slug)


def roles_of(raw: Mapping[str, Mapping[str, str]]) -> tuple[Role, ...]:
    """Return the roles that a file declares."""
    return tuple(
        Role(slug, words.get("short", ""), words["title"], words.get("question", ""))
        for slug, words in raw.items()
    )


def _role_words(roles: Iterable[Role]) -> dict[str, dict[str, str]]:
    return {
        str(role): {
            "title": role.full_name,
            "short": role.short,
            **({"question": role.question} if role.question else {}),
        }
        for role in roles
    }


def demands_of(raw: Iterable[str | Mapping[str, Any]], layer: str) -> tuple[Demand, ...]:
    """Return what a lifecycle or a pack demands of roles."""
    return tuple(_demand(each)._replace(layer=layer) for each in raw)


def _demand(raw: str | Mapping[str, Any]) -> Demand:
    return Demand(Role(raw)) if isinstance(raw, str) else made(Demand, raw)


def _plain_demand(demand: Demand) -> str | dict[str, Any]:
    written = plain(demand)
    return str(demand.role) if written.keys() == {"role"} else written


def _authority(raw: str | Mapping[str, Any]) -> Authority:
    if isinstance(raw, str):
        return Authority(raw)
    at, when = raw.get("at", ()), raw.get("when", ())
    return Authority(raw["role"], raw.get("people", 1), tuple(at), tuple(when))


def _plain_authority(authority: Authority) -> str | dict[str, Any]:
    asked = {"people": authority.people} if authority.people > 1 else {}
    narrowed = {"at": list(authority.at), "when": list(authority.when)}
    rest = asked | {key: names for key, names in narrowed.items() if names}
    return {"role": str(authority), **rest} if rest else str(authority)


_AS_THEY_ARE = ("", "day", "moment")
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
        _by_role,
        lambda kept: {str(role): list(names) for role, names in kept.items()},
    ),
    "Role": (_role, str),
    "role words": (roles_of, _role_words),
    "demand": (_demand, _plain_demand),
    "authority": (_authority, _plain_authority),
    "one or more": (
        lambda raw: (raw,) if isinstance(raw, str) else tuple(raw),
        lambda kept: kept[0] if len(kept) == 1 else list(kept),
    ),
    "checks": (checks_of, lambda specs: [spec.plain for spec in specs]),
}
_TEXTS = (AnswerValue, Identity, Level, MergeWay, Outcome, Response, Strictness)
_CLASSES = (
    *(CheckRun, Condition, Delegation, Evidence, EvidencePolicy, EvidenceRule, GatePolicy),
    *(Waiver, WaiverPolicy),
)


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
    return (lambda raw: made(of, raw), plain)
