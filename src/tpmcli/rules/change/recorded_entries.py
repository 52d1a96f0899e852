"""The entries that a person answers for, and their identity across versions of a record.

An entry is identified by its block and by its content, not by its line or its number: two branches
may have appended in a different order.
"""

from collections.abc import Iterable, Mapping
from json import dumps
from typing import NamedTuple

from tpmcli.model.record import (
    CheckRun,
    ConditionClose,
    Decision,
    Record,
    SignOff,
    Start,
    Waiver,
)

Entry = SignOff | Waiver | Decision | ConditionClose | CheckRun | Start


class EntryKey(NamedTuple):
    """The identity of an entry.

    `block` is an item, a phase, an increment, or a phase and its block of sign-offs (`phase.role`);
    `content` is canonical; `number` counts entries with the same content, from 1.
    """

    increment: str
    section: str
    block: str
    content: str
    number: int


class Recorded(NamedTuple):
    """An entry and its position: `place` counts from 1 in its block's list."""

    key: EntryKey
    entry: Entry
    place: int


def entries_of(record: Record) -> dict[EntryKey, Recorded]:
    """Return every entry of a record, in order: how it began is the first."""
    found: dict[EntryKey, Recorded] = {}
    start = record.start
    if start is not None:
        _gather(found, record.increment, "increment", record.increment, (start,))
    for name, item in record.items.items():
        _gather(found, record.increment, "items", name, item.waivers)
        _gather(found, record.increment, "runs", name, item.runs)
    for (phase, block), signoffs in record.signoffs.items():
        _gather(found, record.increment, "signoffs", f"{phase}.{block}", signoffs)
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
        content = canonical(entry.raw)
        counts[content] = counts.get(content, 0) + 1
        key = EntryKey(increment, section, block, content, counts[content])
        found[key] = Recorded(key, entry, place)


def canonical(raw: Mapping[str, object]) -> str:
    """Return recorded data as text that is equal if the data is equal."""
    return dumps(raw, sort_keys=True)


def all_entries(records: Iterable[Record]) -> dict[EntryKey, Recorded]:
    """Return the entries of several increments' records."""
    found: dict[EntryKey, Recorded] = {}
    for record in records:
        found.update(entries_of(record))
    return found
