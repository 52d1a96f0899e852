"""The entries of a record that somebody stands for, and how to know one again in another version.

An entry is known by where it stands and by everything it says, not by its line or its number: two
branches may have appended in another order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from json import dumps

from tpmcli.model.record import ConditionClose, Decision, Record, SignOff, Waiver
from tpmcli.model.tuples import NamedTuple

Entry = SignOff | Waiver | Decision | ConditionClose


class EntryKey(NamedTuple):
    """How an entry is known. ``block`` is an item, ``phase.role`` or a phase; ``number`` counts
    entries that say exactly the same, from 1.
    """

    increment: str
    section: str
    block: str
    said: str
    number: int


class Recorded(NamedTuple):
    """An entry where it stands: ``place`` is its position in its block's list, from 1."""

    key: EntryKey
    entry: Entry
    place: int


def entries_of(record: Record) -> dict[EntryKey, Recorded]:
    """Every waiver, sign-off, decision and closing of a record, in order."""
    found: dict[EntryKey, Recorded] = {}
    for name, item in record.items.items():
        _gather(found, record.increment, "items", name, item.waivers)
    for (phase, role), signoffs in record.signoffs.items():
        _gather(found, record.increment, "signoffs", f"{phase}.{role}", signoffs)
    for phase, entries in record.decisions.items():
        _gather(found, record.increment, "decisions", phase, entries)
    return found


def _gather(
    found: dict[EntryKey, Recorded],
    increment: str,
    section: str,
    block: str,
    entries: Iterable[Entry],
) -> None:
    counts: dict[str, int] = {}
    for place, entry in enumerate(entries, 1):
        said = canonical(entry.raw)
        counts[said] = counts.get(said, 0) + 1
        key = EntryKey(increment, section, block, said, counts[said])
        found[key] = Recorded(key, entry, place)


def canonical(raw: Mapping[str, object]) -> str:
    """Recorded data as text that is equal where the data is."""
    return dumps(raw, sort_keys=True)


def all_entries(records: Iterable[Record]) -> dict[EntryKey, Recorded]:
    """The entries of several increments' records."""
    found: dict[EntryKey, Recorded] = {}
    for record in records:
        found.update(entries_of(record))
    return found
