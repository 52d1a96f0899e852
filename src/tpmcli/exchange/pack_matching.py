"""Which item of the pack that is there each imported item is, and what changed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from tpmcli.exchange.pack_ids import numbered
from tpmcli.model.imported import ImportedItem, ItemChange

# A title that has so much of an earlier one is the same item, reworded.
ALIKE = 0.86
SHARED_WORDS = 0.7
SAME_WORD = 0.75
FEW_WORDS = 3
MOST_COMPARED = 40_000


class EarlierItem(NamedTuple):
    """An item of the pack before: where it is, and its plain data."""

    phase: str
    role: str
    raw: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.raw["id"])


def earlier_items(pack: Mapping[str, Any]) -> Iterator[EarlierItem]:
    """Yield the items of a pack."""
    for phase, by_role in pack.get("add", {}).items():
        for role, items in by_role.items():
            for raw in items:
                yield EarlierItem(phase, role, raw)


def match_earlier(
    items: Sequence[ImportedItem], ids: Sequence[str], before: Sequence[EarlierItem]
) -> list[EarlierItem | None]:
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
    before: Sequence[EarlierItem],
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
    """Return how alike two titles are, from 0 to 1, by their words.

    One word for another makes another statement; a word that is spelled otherwise, or words that
    were added, do not.
    """
    first, second = one.casefold().split(), other.casefold().split()
    if min(len(first), len(second)) < FEW_WORDS:
        # Scripts without blanks between words, too.
        return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.quick_ratio() < SHARED_WORDS:
        return 0.0
    same, replaced = 0, False
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        pairs = list(zip(first[start:end], second[other_start:other_end], strict=False))
        if kind == "equal":
            same += end - start
        elif kind == "replace":
            alike = [_is_spelled_alike(*pair) for pair in pairs]
            same += sum(alike)
            replaced = replaced or not all(alike)
    ratio = 2 * same / (len(first) + len(second))
    if not replaced and same == min(len(first), len(second)):
        # Words were only added or dropped.
        return max(ratio, ALIKE if ratio >= SHARED_WORDS else 0.0)
    return ratio


def _is_spelled_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SAME_WORD


def keep_ids(
    ids: Sequence[str],
    matches: Sequence[EarlierItem | None],
    asked_phase: str,
    items: Sequence[ImportedItem],
) -> list[str]:
    """Return the ids with those of earlier items kept; a new item gives way."""
    used = {(match.phase, match.id) for match in matches if match is not None}
    kept = []
    for own, match, item in zip(ids, matches, items, strict=True):
        if match is not None:
            kept.append(match.id)
            continue
        phase, fresh, number = asked_phase or item.phase, own, 2
        while (phase, fresh) in used:
            fresh, number = numbered(own, number), number + 1
        used.add((phase, fresh))
        kept.append(fresh)
    return kept


def find_changes(
    taken: Sequence[ImportedItem],
    places: Sequence[str],
    matches: Sequence[EarlierItem | None],
    before: Sequence[EarlierItem],
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
