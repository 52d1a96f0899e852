"""What happened between two versions of a record, as people would tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from tpmcli.model.days import day_of
from tpmcli.model.problem import Problem
from tpmcli.model.record import Answer, ConditionClose, Decision, ItemRecord, Record, Waiver
from tpmcli.model.tuples import NamedTuple
from tpmcli.rules.change.recorded_entries import Entry, canonical


class EventType(StrEnum):
    """What was done."""

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
    """One thing that happened.

    ``subject`` is an item or a phase, ``role`` whose it is where it is a role's. ``by`` and ``at``
    are what the record says, empty where it says nothing. ``text`` is what was said (an answer, a
    decision, a waiver's last day), ``was`` what stood there before, ``note`` the reason given.
    ``problem`` is why a record could not be read.
    """

    what: EventType
    increment: str
    subject: str
    role: str = ""
    by: str = ""
    at: str = ""
    text: str = ""
    was: str = ""
    note: str = ""
    evidence: tuple[str, ...] = ()
    problem: Problem | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the same as seen from another version before it."""
        return (self.subject, self.role, self.by, self.at, self.text, self.note, *self.evidence)


def diff_records(before: Record | None, after: Record) -> list[RecordChange]:
    """What must have happened between two versions of an increment's record, in the record's order.

    The records may hold only the blocks that differ. No `before`: the increment is new.
    """
    found = []
    if before is None:
        before = Record(after.policy, after.increment)
        found.append(_began(after))
    inc = after.increment
    for name in {**before.items, **after.items}:
        found += _item(inc, before.item(name), after.item(name))
    for place in {**before.signoffs, **after.signoffs}:
        phase, role = place
        old, new = before.signoffs.get(place, ()), after.signoffs.get(place, ())
        found += [each._replace(role=str(role)) for each in _lists(inc, phase, old, new)]
    for phase in {**before.decisions, **after.decisions}:
        old_taken, new_taken = before.decisions.get(phase, ()), after.decisions.get(phase, ())
        found += _lists(inc, phase, old_taken, new_taken)
    return found


def merge_changes(seen: Sequence[Sequence[RecordChange]]) -> list[RecordChange]:
    """What happened in a merge itself: what is new as seen from each of its parents."""
    first, *others = seen
    keys = [{change.key for change in other} for other in others]
    return [change for change in first if all(change.key in each for each in keys)]


def _began(after: Record) -> RecordChange:
    kind = f"a trip of the kind {after.kind}" if after.kind else ""
    return RecordChange(EventType.BEGAN, after.increment, "", text=kind, note=after.remark)


def _item(increment: str, before: ItemRecord, after: ItemRecord) -> list[RecordChange]:
    found = []
    old, new = before.answer, after.answer
    if new is not None and (old is None or canonical(old.raw) != canonical(new.raw)):
        found.append(_answered(increment, after.id, old, new))
    elif new is None and old is not None:
        found.append(
            RecordChange(
                EventType.CLEARED,
                increment,
                after.id,
                str(old.role),
                text=_gone(old),
                was=old.value,
            )
        )
    role = str(new.role if new else old.role if old else "")
    lists = _lists(increment, after.id, before.waivers, after.waivers)
    runs = {canonical(run._asdict()) for run in before.runs}
    for run in after.runs:
        if canonical(run._asdict()) not in runs:
            done = RecordChange(
                EventType.CHECKED, increment, after.id, "", run.by, run.at, run.outcome
            )
            lists.append(done._replace(note=run.message))
    return found + [change._replace(role=role) for change in lists]


def _answered(increment: str, item: str, old: Answer | None, new: Answer) -> RecordChange:
    what = EventType.CHANGED if old else EventType.CARRIED if new.carried else EventType.ANSWERED
    return RecordChange(
        what,
        increment,
        item,
        str(new.role),
        new.by,
        new.at,
        str(new.value),
        str(old.value) if old else new.carried,
        new.note,
        tuple(evidence.target for evidence in new.evidence),
    )


def _gone(old: Answer) -> str:
    return f"the answer of {old.by} on {day_of(old.at)}"


def _lists(
    increment: str, subject: str, old: Sequence[Entry], new: Sequence[Entry]
) -> list[RecordChange]:
    """What a list of entries gained, and what it lost, which the rules do not allow."""
    gained = [_told(increment, subject, entry) for entry in _beyond(new, old)]
    lost = (_told(increment, subject, entry) for entry in _beyond(old, new))
    return gained + [
        RecordChange(
            EventType.REMOVED,
            increment,
            subject,
            text=f"what {change.by} {change.what} on {day_of(change.at)}",
            was=change.text,
        )
        for change in lost
    ]


def _beyond(entries: Iterable[Entry], others: Iterable[Entry]) -> list[Entry]:
    """The entries that the others do not have, counting those that say the same."""
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


def _told(increment: str, subject: str, entry: Entry) -> RecordChange:
    what, text, note = EventType.SIGNED, "", ""
    evidence: tuple[str, ...] = ()
    if isinstance(entry, Waiver):
        what = EventType.WITHDRAWN if entry.withdrawn else EventType.WAIVED
        note = entry.reason
        if not entry.withdrawn:
            text = f"until {entry.until}, approved by {entry.approved_by}"
    elif isinstance(entry, Decision):
        what, text, note = EventType.DECIDED, str(entry.outcome), entry.reason
        if entry.conditions:
            promised = "; ".join(f"{each.text} by {each.due}" for each in entry.conditions)
            text = f"{text}, promised: {promised}"
    elif isinstance(entry, ConditionClose):
        what, text, note = EventType.CLOSED, f"condition {entry.condition}", entry.note
        evidence = tuple(each.target for each in entry.evidence)
    elif entry.waivers:
        text = f"with the waivers of {', '.join(sorted(entry.waivers))}"
    return RecordChange(what, increment, subject, "", entry.by, entry.at, text, "", note, evidence)
