"""The three-way merge of what is recorded, block by block, on plain values.

An answer is merged as a whole. Waivers, check results, sign-offs and gate entries are append-only
lists: what both sides appended is kept, in the order of time, where that is right for sure. Entries
refer to one another by number (a sign-off to a waiver, a decision to how many entries stood then);
where both sides' entries together would shift a number that an entry relies on, a person decides.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

Value = Any

_LISTS = ("waivers", "runs")


class Contradiction(Exception):  # noqa: N818 - a verdict, caught one call above
    """Both sides cannot be right at once; says why."""


class Sides(NamedTuple):
    """The whole files as plain values; `base` is empty if the sides have none in common."""

    base: dict[str, Value]
    ours: dict[str, Value]
    theirs: dict[str, Value]


def union(sides: Sides, section: str, key: str) -> Value:
    """Return the merged value of a block; None if it is gone.

    Raises:
        Contradiction: both sides cannot be right.
    """
    base, ours, theirs = (side.get(section, {}).get(key) for side in sides)
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    if ours is None or theirs is None:
        raise Contradiction("removed on one side, changed on the other")
    if section == "items":
        return _item(sides, key, base or {}, ours, theirs)
    before, mine, other = base or [], ours or [], theirs or []
    if section == "signoffs":
        return _appended(before, mine, other, _Reliance(sides, section, key))
    return _gate_entries(before, mine, other)


def choice(base: Value, ours: Value, theirs: Value, name: str) -> Value:
    """Return the merged value of something that changes as a whole.

    Raises:
        Contradiction: both sides cannot be right.
    """
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    raise Contradiction(f"{name} differs")


def _item(sides: Sides, key: str, base: Value, ours: Value, theirs: Value) -> Value:
    whole = (_answer(base), _answer(ours), _answer(theirs))
    merged: dict[str, Value] = dict(choice(*whole, "the answer"))
    for name in _LISTS:
        reliance = _Reliance(sides, name, key)
        entries = _appended(base.get(name, []), ours.get(name, []), theirs.get(name, []), reliance)
        if entries:
            merged[name] = entries
    return merged


def _answer(block: Value) -> Value:
    return {key: value for key, value in block.items() if key not in _LISTS}


class _Reliance:
    """Which entries of a list other entries refer to by number."""

    def __init__(self, sides: Sides, name: str, key: str) -> None:
        self.sides = sides
        self.name = name
        self.key = key

    def check(self, side: dict[str, Value], places: list[int]) -> None:
        """Raise Contradiction if an entry of a side relies on one that has moved.

        `places` holds the place of each entry of the side's list after the merge, all from 0.
        """
        moved = next((at for at, place in enumerate(places) if at != place), len(places))
        if self.name == "waivers":
            numbers = [*self._signed(side, places), *self._decided(side, "waivers", self.key)]
        elif self.name == "signoffs":
            phase, _, role = self.key.partition(".")
            numbers = list(self._decided(side, "signoffs", role, phase))
        else:
            numbers = []
        if any(moved < number <= len(places) for number in numbers):
            what = "waivers" if self.name == "waivers" else "sign-offs"
            raise Contradiction(f"both sides added {what}, and an entry relies on their numbers")

    def _signed(self, side: dict[str, Value], places: list[int]) -> Iterator[int]:
        """Return the numbers of moved waivers that a sign-off covers."""
        for entries in side.get("signoffs", {}).values():
            for entry in entries or ():
                number = entry.get("waivers", {}).get(self.key, 0)
                if 0 < number <= len(places) and places[number - 1] != number - 1:
                    yield number

    def _decided(
        self, side: dict[str, Value], name: str, key: str, phase: str = ""
    ) -> Iterator[int]:
        """Return how many entries stood at each decision: it relies on all of them."""
        for gate, entries in side.get("decisions", {}).items():
            if gate == phase or not phase:
                for entry in entries or ():
                    yield entry.get(name, {}).get(key, 0)


def _appended(
    base: list[Value], ours: list[Value], theirs: list[Value], reliance: _Reliance
) -> list[Value]:
    """Return the union of two lists that both begin with the base."""
    count = len(base)
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    if ours[:count] != base or theirs[:count] != base:
        raise Contradiction("entries that stood before were changed")
    while count < min(len(ours), len(theirs)) and ours[count] == theirs[count]:
        count += 1
    mine, other = ours[count:], theirs[count:]
    merged = [(entry, at, at) for at, entry in enumerate(ours[:count])]
    tagged = [(entry, count + at, -1) for at, entry in enumerate(mine)]
    tagged += [(entry, -1, count + at) for at, entry in enumerate(other)]
    if not _in_time(mine) or not _in_time(other):
        raise Contradiction("entries that both sides added are not in the order of time")
    if {entry["at"] for entry in mine} & {entry["at"] for entry in other}:
        raise Contradiction("both sides added an entry at the same moment")
    merged += sorted(tagged, key=lambda tag: str(tag[0]["at"]))
    for side, column in ((reliance.sides.ours, 1), (reliance.sides.theirs, 2)):
        places = [0] * (len(ours) if column == 1 else len(theirs))
        for place, tag in enumerate(merged):
            if tag[column] >= 0:
                places[tag[column]] = place
        reliance.check(side, places)
    return [entry for entry, _, _ in merged]


def _in_time(entries: list[Value]) -> bool:
    moments = [str(entry["at"]) for entry in entries]
    return moments == sorted(moments)


def _gate_entries(base: list[Value], ours: list[Value], theirs: list[Value]) -> list[Value]:
    """Return the gate entries of both sides, which may close different conditions only."""
    count = len(base)
    if ours[:count] != base or theirs[:count] != base:
        raise Contradiction("entries that stood before were changed")
    while count < min(len(ours), len(theirs)) and ours[count] == theirs[count]:
        count += 1
    mine, other = ours[count:], theirs[count:]
    if not mine or not other:
        return ours if mine else theirs
    if any("decision" in entry for entry in (*mine, *other)):
        raise Contradiction("both sides took a decision here")
    if {entry["close"] for entry in mine} & {entry["close"] for entry in other}:
        raise Contradiction("both sides closed the same condition")
    return ours[:count] + sorted([*mine, *other], key=lambda entry: (entry["at"], entry["close"]))
