"""A pack made of what a reader found: levels, ids that stay, and what changed.

Pure: the same reading, request and earlier pack give the same pack.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from tpmcli.exchange.levels import meaning, normal, noted
from tpmcli.exchange.slugs import item_slug, slug
from tpmcli.exchange.wording import TITLE_LIMIT, clean
from tpmcli.model.checklist import Level
from tpmcli.model.imported import (
    ImportedItem,
    ItemChange,
    LeftOut,
    LeftReason,
    LevelUse,
    Reading,
)

MAX_ID = 70
# A title that has so much of an earlier one is the same item, reworded.
ALIKE = 0.82
MOST_COMPARED = 40_000

PART = " > "
"""What parts the headings above an item where they are written on one line."""

ANY_LEVEL = "*"
"""The word that stands for every level of the source in `PackRequest.levels`."""


class PackRequest(NamedTuple):
    """What a person asks of the pack.

    `phase` and `role` are empty if the source names them. `level` is for items whose source names
    none. `levels` says what its words mean (None: leave such items out), by their normal form.
    """

    name: str
    title: str
    phase: str
    role: str
    level: Level = Level.MUST
    levels: Mapping[str, Level | None] = {}
    about: str = ""


class PackPlan(NamedTuple):
    """The pack as plain data, comments by item id, and how it came about.

    `places` has the full id of each item that was taken, in their order.
    """

    pack: dict[str, Any]
    notes: dict[str, list[str]]
    taken: tuple[ImportedItem, ...]
    places: tuple[str, ...]
    left: tuple[LeftOut, ...]
    levels: tuple[LevelUse, ...]
    told_apart: tuple[str, ...]
    kept: int = 0
    appeared: tuple[ItemChange, ...] = ()
    vanished: tuple[ItemChange, ...] = ()
    reworded: tuple[ItemChange, ...] = ()


class _Earlier(NamedTuple):
    """An item of the pack before: where it is, and its plain data."""

    phase: str
    role: str
    raw: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.raw["id"])


def build_pack(
    reading: Reading,
    request: PackRequest,
    earlier: Mapping[str, Any] | None = None,
    reserved: Collection[str] = (),
) -> PackPlan:
    """Return the pack for a reading.

    Args:
        reading: what the source holds.
        request: what a person asks.
        earlier: the plain data of the pack that is there, whose ids are kept.
        reserved: full ids that other layers have.
    """
    taken, levels, left, uses = _levelled(reading, request)
    taken = _with_titles_told_apart(taken)
    before = list(_earlier_items(earlier or {}))
    ids, told_apart = _ids(taken, request, {*reserved})
    matches = _match(taken, ids, before)
    ids = _kept_ids(ids, matches, request, taken)
    pack: dict[str, Any] = {
        "schema": "tpm/pack/1",
        "name": request.name,
        "title": (earlier or {}).get("title") or request.title,
        "about": request.about,
    }
    for key in ("traits", "roles", "signoffs"):
        if earlier and key in earlier:
            pack[key] = earlier[key]
    added: dict[str, dict[str, list[dict[str, Any]]]] = {}
    notes: dict[str, list[str]] = {}
    places = []
    section: tuple[str, ...] | None = None
    for item, level, own_id, match in zip(taken, levels, ids, matches, strict=True):
        phase, role = _place(item, request, match)
        raw = _plain_item(item, level, own_id, match.raw if match else {})
        added.setdefault(phase, {}).setdefault(role, []).append(raw)
        places.append(f"{phase}.{own_id}")
        if item.path != section:
            section = item.path
            if section:
                notes[places[-1]] = [PART.join(section)]
    pack["add"] = {
        phase: {role: by_role[role] for role in sorted(by_role, key=_rank)}
        for phase, by_role in added.items()
    }
    if earlier and "adjust" in earlier:
        pack["adjust"] = earlier["adjust"]
    return PackPlan(
        *(pack, notes, tuple(taken), tuple(places), tuple(left), uses, told_apart),
        *_changes(taken, places, matches, before),
    )


def _rank(role: str) -> tuple[int, str]:
    return {"tpm": 0, "pm": 1}.get(role, 2), role


def _place(item: ImportedItem, request: PackRequest, match: _Earlier | None) -> tuple[str, str]:
    """Return the phase and the role of an item; one that was moved stays where it is."""
    if match is not None:
        return match.phase, match.role
    return request.phase or item.phase, request.role or item.role


def _levelled(
    reading: Reading, request: PackRequest
) -> tuple[list[ImportedItem], list[Level], list[LeftOut], tuple[LevelUse, ...]]:
    """Return the items that are taken with their levels, what is left, and what words meant."""
    taken, levels = [], []
    left = list(reading.left)
    uses: Counter[tuple[str, Level | None]] = Counter()
    for item in reading.items:
        word = item.level or noted(item.title)
        level = _level(word, reading, request)
        uses[word, level] += 1
        if level is None:
            left.append(LeftOut(LeftReason.LEVEL, item.title, item.line))
        else:
            taken.append(item)
            levels.append(level)
    ordered = tuple(LevelUse(word, level, count) for (word, level), count in uses.items())
    return taken, levels, left, ordered


def _level(word: str, reading: Reading, request: PackRequest) -> Level | None:
    key = normal(word)
    if word and key in request.levels:
        return request.levels[key]
    if ANY_LEVEL in request.levels:
        return request.levels[ANY_LEVEL]
    if word in reading.levels:
        return reading.levels[word]
    return (meaning(word) if word else None) or request.level


def _with_titles_told_apart(items: Sequence[ImportedItem]) -> list[ImportedItem]:
    """Return the items; titles that are there twice have what they are below behind them."""
    counts = Counter(item.title.casefold() for item in items)
    told = []
    for item in items:
        if counts[item.title.casefold()] > 1 and item.path:
            where = f" ({_shortest(item, items)})"
            if len(item.title) + len(where) <= TITLE_LIMIT:
                item = item._replace(title=item.title + where)  # noqa: PLW2901
        told.append(item)
    return told


def _shortest(item: ImportedItem, items: Sequence[ImportedItem]) -> str:
    """Return the end of the path of an item that no other item of its title has."""
    others = [
        other.path
        for other in items
        if other.title.casefold() == item.title.casefold() and other.path != item.path
    ]
    for length in range(1, len(item.path) + 1):
        if all(other[-length:] != item.path[-length:] for other in others):
            return PART.join(item.path[-length:])
    return PART.join(item.path)


def _ids(
    items: Sequence[ImportedItem], request: PackRequest, reserved: set[str]
) -> tuple[list[str], tuple[str, ...]]:
    """Return an id for each item, and the ids of the source that are there twice."""
    wanted = [_wanted_id(item) for item in items]
    counts = Counter(wanted)
    twice = Counter(item.source_id for item in items if item.source_id)
    ids = []
    for item, base in zip(items, wanted, strict=True):
        phase = request.phase or item.phase
        own = base
        if counts[base] > 1 and item.path:
            own = _joined(base, slug(_shortest(item, items)) or item_slug(item.path[-1]))
        if f"{phase}.{own}" in reserved:
            own = _free(own, phase, reserved)
        reserved.add(f"{phase}.{own}")
        ids.append(own)
    return ids, tuple(sorted(source_id for source_id, count in twice.items() if count > 1))


def _wanted_id(item: ImportedItem) -> str:
    """Return the id that an item would have alone: the source's own, or by its title.

    A plain number is none that stays, since it counts the rows.
    """
    own = slug(item.source_id)
    if own and len(own) <= MAX_ID and not item.source_id.strip(" .#").isdigit():
        return own
    return item_slug(item.title)


def _joined(base: str, more: str) -> str:
    return f"{base}-{more}"[:MAX_ID].strip("-")


def _free(own: str, phase: str, reserved: Collection[str]) -> str:
    """Return the id, with the first number behind it with which nothing else has it."""
    number = 2
    while f"{phase}.{own[: MAX_ID - 5]}-{number}" in reserved:
        number += 1
    return f"{own[: MAX_ID - 5]}-{number}"


def _earlier_items(pack: Mapping[str, Any]) -> Iterator[_Earlier]:
    for phase, by_role in pack.get("add", {}).items():
        for role, items in by_role.items():
            for raw in items:
                yield _Earlier(phase, role, raw)


def _match(
    items: Sequence[ImportedItem], ids: Sequence[str], before: Sequence[_Earlier]
) -> list[_Earlier | None]:
    """Return the earlier item that each item is: by id, by title, or by a similar title."""
    found: dict[int, int] = {}
    free = set(range(len(before)))

    def take(index: int, place: int) -> None:
        found[index] = place
        free.discard(place)

    by_id = {each.id: place for place, each in enumerate(before)}
    for same_title in (True, False):
        for index, (item, own) in enumerate(zip(items, ids, strict=True)):
            place = by_id.get(own, -1)
            if index not in found and place in free:
                is_same = before[place].raw.get("title") == item.title
                # An id that the source gives is the same item, whatever its words are now.
                if is_same or (not same_title and item.source_id):
                    take(index, place)
    by_title: dict[str, list[int]] = {}
    for place in sorted(free):
        by_title.setdefault(str(before[place].raw.get("title")), []).append(place)
    for index, item in enumerate(items):
        if index not in found and (same := by_title.get(item.title)):
            take(index, same.pop(0))
    for index, place in _alike(items, before, found, free):
        if index not in found and place in free:
            take(index, place)
    return [before[found[index]] if index in found else None for index in range(len(items))]


def _alike(
    items: Sequence[ImportedItem],
    before: Sequence[_Earlier],
    found: Collection[int],
    free: Collection[int],
) -> list[tuple[int, int]]:
    """Return which open item may be which free earlier one, reworded; the likest pair first."""
    open_items = [index for index in range(len(items)) if index not in found]
    if len(open_items) * len(free) > MOST_COMPARED:
        return []
    pairs = sorted(
        (-_likeness(items[index].title, str(before[place].raw.get("title", ""))), index, place)
        for index in open_items
        for place in free
    )
    return [(index, place) for ratio, index, place in pairs if -ratio >= ALIKE]


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _kept_ids(
    ids: Sequence[str],
    matches: Sequence[_Earlier | None],
    request: PackRequest,
    items: Sequence[ImportedItem],
) -> list[str]:
    """Return the ids with those of earlier items kept; a new item gives way."""
    used = {(match.phase, match.id) for match in matches if match is not None}
    kept = []
    for own, match, item in zip(ids, matches, items, strict=True):
        if match is not None:
            kept.append(match.id)
            continue
        phase, fresh, number = request.phase or item.phase, own, 2
        while (phase, fresh) in used:
            fresh, number = f"{own[: MAX_ID - 5]}-{number}", number + 1
        used.add((phase, fresh))
        kept.append(fresh)
    return kept


def _plain_item(
    item: ImportedItem, level: Level, own_id: str, before: Mapping[str, Any]
) -> dict[str, Any]:
    """Return an item as a pack has it; what a person added to the earlier one stays."""
    raw: dict[str, Any] = {"id": own_id, "title": item.title}
    why = item.why or (f"Part of: {PART.join(item.path)}" if item.path else "")
    if why and clean(why) != item.title:
        raw["why"] = why
    elif "why" in before:
        raw["why"] = before["why"]
    raw["level"] = str(level)
    evidence: dict[str, Any] = {}
    if item.expect:
        evidence["expect"] = item.expect
    if item.evidence_required:
        evidence["required"] = True
    evidence = {**evidence, **before.get("evidence", {})}
    for key in ("must-when", "evidence", "not-applicable"):
        if key == "evidence" and evidence:
            raw[key] = evidence
        elif key == "not-applicable" and (item.not_applicable or before.get(key)):
            raw[key] = True
        elif key in before and key not in ("evidence", "not-applicable"):
            raw[key] = before[key]
    return {**raw, **{key: value for key, value in before.items() if key not in raw}}


def _changes(
    taken: Sequence[ImportedItem],
    places: Sequence[str],
    matches: Sequence[_Earlier | None],
    before: Sequence[_Earlier],
) -> tuple[int, tuple[ItemChange, ...], tuple[ItemChange, ...], tuple[ItemChange, ...]]:
    """Return how many items stayed, those that appeared, vanished, and were reworded."""
    if not before:
        return 0, (), (), ()
    appeared, reworded = [], []
    for item, place, match in zip(taken, places, matches, strict=True):
        if match is None:
            appeared.append(ItemChange(place, item.title))
        elif match.raw.get("title") != item.title:
            reworded.append(ItemChange(place, item.title))
    matched = {id(match) for match in matches if match is not None}
    vanished = tuple(
        ItemChange(f"{each.phase}.{each.id}", str(each.raw.get("title", "")))
        for each in before
        if id(each) not in matched
    )
    return len(matched), tuple(appeared), vanished, tuple(reworded)
