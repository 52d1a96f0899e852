"""What the log tells of a change, in the words that its formats share.

Nothing reads this text back. What a person typed is in it as it was typed; each format makes it
harmless in its own way.
"""

from typing import NamedTuple

from tpmcli.model.days import day_of
from tpmcli.model.record import Answer, CheckRun, ConditionClose, Decision, Start, Waiver
from tpmcli.render.problem import problem_line
from tpmcli.rules.change.recorded_entries import Entry
from tpmcli.rules.history import EventType, RecordChange


class ChangeText(NamedTuple):
    """A change in words; what there is nothing to say of is empty.

    ``text`` is what was recorded, or what is gone; ``was`` what was there before; ``note`` the
    reason given. ``by`` and ``at`` are what the record says.
    """

    text: str = ""
    was: str = ""
    note: str = ""
    evidence: tuple[str, ...] = ()
    by: str = ""
    at: str = ""


def change_text(change: RecordChange) -> ChangeText:
    """Return a change in words."""
    if change.problem is not None:
        return ChangeText(problem_line(change.problem))
    entry = change.entry
    if entry is None:
        return ChangeText("" if change.what is EventType.BEGAN else "the whole record")
    if change.what is EventType.CLEARED:
        return ChangeText(f"the answer of {entry.by} on {day_of(entry.at)}", _said(entry))
    if change.what is EventType.REMOVED:
        gone = f"the {_kind(entry)} of {entry.by} on {day_of(entry.at)}"
        return ChangeText(gone, _said(entry))
    was = _said(change.before) if change.before is not None else ""
    if change.what is EventType.CARRIED and isinstance(entry, Answer):
        was = entry.carried
    return ChangeText(_said(entry), was, _note(entry), _evidence(entry), entry.by, entry.at)


def _said(entry: Answer | Entry) -> str:
    if isinstance(entry, Answer):
        return str(entry.value)
    if isinstance(entry, CheckRun):
        return entry.outcome
    if isinstance(entry, Waiver):
        until = f"until {entry.until}, approved by {' and '.join(entry.approved_by)}"
        return "" if entry.withdrawn else until
    if isinstance(entry, Decision):
        conditions = "; ".join(f"{each.text} by {each.due}" for each in entry.conditions)
        acted = f" for {entry.deputy_for}" if entry.deputy_for else ""
        return f"{entry.outcome}{acted}" + (f", conditions: {conditions}" if conditions else "")
    if isinstance(entry, ConditionClose):
        return f"condition {entry.condition}"
    if isinstance(entry, Start):
        return f"kind `{entry.kind}`" if entry.kind else ""
    if entry.withdrawn:
        return "the sign-off"
    if entry.deputy_for:
        return f"for {entry.deputy_for}"
    return f"with the waivers of {', '.join(sorted(entry.waivers))}" if entry.waivers else ""


def _kind(entry: Answer | Entry) -> str:
    if isinstance(entry, Decision):
        return "decision"
    if isinstance(entry, ConditionClose):
        return "closing"
    if isinstance(entry, CheckRun):
        return "check result"
    if isinstance(entry, Start):
        return "start"
    if isinstance(entry, Answer):
        return "answer"
    name = "waiver" if isinstance(entry, Waiver) else "sign-off"
    return f"withdrawal of the {name}" if entry.withdrawn else name


def _note(entry: Answer | Entry) -> str:
    if isinstance(entry, Waiver | Decision):
        return entry.reason
    if isinstance(entry, CheckRun):
        return entry.message
    if isinstance(entry, Start):
        return entry.remark
    return entry.note if isinstance(entry, Answer | ConditionClose) else ""


def _evidence(entry: Answer | Entry) -> tuple[str, ...]:
    cited = entry.evidence if isinstance(entry, Answer | ConditionClose) else ()
    return tuple(each.target for each in cited)
