"""A pack made of what a reader found: levels, ids that stay, and what changed.

Pure: the same reading, request and earlier pack give the same pack.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from tpmcli.exchange.levels import meaning, normal, noted
from tpmcli.exchange.pack_ids import PART, choose_ids, tell_titles_apart
from tpmcli.exchange.pack_matching import (
    EarlierItem,
    earlier_items,
    find_changes,
    keep_ids,
    match_earlier,
)
from tpmcli.exchange.wording import clean
from tpmcli.model.checklist import Level
from tpmcli.model.imported import (
    ImportedItem,
    ItemChange,
    LeftOut,
    LeftReason,
    LevelUse,
    Reading,
)

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
    before = list(earlier_items(earlier or {}))
    ids, told_apart = choose_ids(taken, request.phase, {*reserved})
    taken = tell_titles_apart(taken)
    matches = match_earlier(taken, ids, before)
    ids = keep_ids(ids, matches, request.phase, taken)
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
        *find_changes(taken, places, matches, before),
    )


def _rank(role: str) -> tuple[int, str]:
    return {"tpm": 0, "pm": 1}.get(role, 2), role


def _place(item: ImportedItem, request: PackRequest, match: EarlierItem | None) -> tuple[str, str]:
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
