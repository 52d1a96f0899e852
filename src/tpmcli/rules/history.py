"""What changed between two versions of a record, as data; `render/log/` makes the sentences.

Whether two changes are the same follows from their fields alone.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from tpmcli.model.problem import Problem
from tpmcli.model.record import (
    Answer,
    CheckRun,
    ConditionClose,
    Decision,
    ItemRecord,
    Record,
    SignOff,
    Start,
    Waiver,
    role_of,
)
from tpmcli.model.role import Role
from tpmcli.rules.change.recorded_entries import Entry, canonical


class EventType(StrEnum):
    """The kinds of change."""

    BEGAN = "began"
    ANSWERED = "answered"
    CHANGED = "changed"
    CARRIED = "carried"
    CLEARED = "cleared"
    WAIVED = "waived"
    WITHDRAWN = "withdrawn"
    CHECKED = "checked"
    SIGNED = "signed"
    DECIDED = "decided"
    CLOSED = "closed"
    REMOVED = "removed"
    UNREADABLE = "unreadable"


class RecordChange(NamedTuple):
    """One change of an increment's record.

    ``subject`` is the id of an item or a phase, "" for the whole record. ``role`` is that of a
    sign-off, or of the item's answer. ``entry`` is what was recorded; if it was removed or cleared,
    what was there. ``before`` is the answer that another one replaced. ``problem`` is why a record
    cannot be read.
    """

    what: EventType
    increment: str
    subject: str = ""
    role: Role | None = None
    entry: Answer | Entry | None = None
    before: Answer | None = None
    problem: Problem | None = None

    @property
    def identity(self) -> tuple[object, ...]:
        """What two changes have in common if they are the same, seen from two versions before.

        Something recorded is known by everything that it says, whatever it replaced there. The
        answer that is cleared may be another one in each version.
        """
        if self.what is EventType.CLEARED:
            return self.what, self.increment, self.subject
        entry = self.entry
        # The role of anything else is that of the answer, which may differ before.
        role = self.role if isinstance(entry, SignOff) else None
        said = canonical(entry.raw) if entry is not None else ""
        removed = self.what is EventType.REMOVED
        return removed, self.increment, self.subject, role, type(entry), said, self.problem


class LogEntry(NamedTuple):
    """A change and the commit that brought it.

    ``commit`` is empty if the change is not committed yet. ``author`` is an email address, ``day``
    the ISO date of the commit, empty if it is unknown, ``title`` the text of the item.
    """

    change: RecordChange
    commit: str
    author: str
    day: str
    title: str = ""


def event_of(entry: Answer | Entry) -> EventType:
    """Return what happened if the entry was recorded where nothing like it was before."""
    if isinstance(entry, Answer):
        return EventType.CARRIED if entry.carried else EventType.ANSWERED
    if isinstance(entry, Waiver | SignOff) and entry.withdrawn:
        return EventType.WITHDRAWN
    if isinstance(entry, Waiver):
        return EventType.WAIVED
    if isinstance(entry, Decision):
        return EventType.DECIDED
    if isinstance(entry, ConditionClose):
        return EventType.CLOSED
    if isinstance(entry, Start):
        return EventType.BEGAN
    return EventType.CHECKED if isinstance(entry, CheckRun) else EventType.SIGNED


def diff_records(before: Record | None, after: Record) -> list[RecordChange]:
    """Return what changed between two versions of a record, in the record's order.

    The records may hold only the blocks that differ. No `before`: the increment is new.
    """
    found = []
    inc = after.increment
    if before is None:
        before = Record(after.policy, inc)
        found.append(RecordChange(EventType.BEGAN, inc, entry=after.start))
    for name in {**before.items, **after.items}:
        found += _item(inc, before.item(name), after.item(name))
    for place in {**before.signoffs, **after.signoffs}:
        phase, block = place
        old, new = before.signoffs.get(place, ()), after.signoffs.get(place, ())
        found += _entries(RecordChange(EventType.SIGNED, inc, phase, role_of(block)), old, new)
    for phase in {**before.decisions, **after.decisions}:
        old_taken, new_taken = before.decisions.get(phase, ()), after.decisions.get(phase, ())
        found += _entries(RecordChange(EventType.DECIDED, inc, phase), old_taken, new_taken)
    return found


def merge_changes(seen: Sequence[Sequence[RecordChange]]) -> list[RecordChange]:
    """Return what a merge itself changed: what differs from each of its parents.

    `seen` are the changes from each parent, as `diff_records` returns them. A change that is the
    same from all of them is returned as the first parent sees it.
    """
    first, *others = seen
    known = [{change.identity for change in other} for other in others]
    return [change for change in first if all(change.identity in each for each in known)]


def _item(increment: str, before: ItemRecord, after: ItemRecord) -> list[RecordChange]:
    old, new = before.answer, after.answer
    answer = new or old
    change = RecordChange(EventType.CHECKED, increment, after.id, answer.role if answer else None)
    found = []
    if new is not None and (old is None or canonical(old.raw) != canonical(new.raw)):
        what = EventType.CHANGED if old else event_of(new)
        found.append(change._replace(what=what, entry=new, before=old))
    elif new is None and old is not None:
        found.append(change._replace(what=EventType.CLEARED, entry=old))
    found += _entries(change, before.waivers, after.waivers)
    return found + _entries(change, before.runs, after.runs)


def _entries(
    change: RecordChange, old: Sequence[Entry], new: Sequence[Entry]
) -> list[RecordChange]:
    """Return what a list of entries gained, and what it lost, which the rules do not allow.

    `change` names the list.
    """
    gained = (change._replace(what=event_of(each), entry=each) for each in _beyond(new, old))
    lost = (change._replace(what=EventType.REMOVED, entry=each) for each in _beyond(old, new))
    return [*gained, *lost]


def _beyond(entries: Iterable[Entry], others: Iterable[Entry]) -> list[Entry]:
    """Return the entries that the others do not have, counting those that say the same."""
    left: dict[str, int] = {}
    for entry in others:
        said = canonical(entry.raw)
        left[said] = left.get(said, 0) + 1
    found = []
    for entry in entries:
        said = canonical(entry.raw)
        left[said] = left.get(said, 0) - 1
        if left[said] < 0:
            found.append(entry)
    return found
