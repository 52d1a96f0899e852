"""One change of the record in words, as the draft and the history tell it."""

from typing import NamedTuple

from tpmcli.model.record import (
    Answer,
    AnswerValue,
    CheckRun,
    ConditionClose,
    Decision,
    SignOff,
    Waiver,
)
from tpmcli.page.visit import Visit
from tpmcli.page.words import ANSWERS, OUTCOMES, joined, lower_first
from tpmcli.render.dates import in_full
from tpmcli.render.log.change_text import change_text
from tpmcli.render.style import plural
from tpmcli.rules.history import EventType, LogEntry


class ChangeWords(NamedTuple):
    """A change: who did it, what they did (a predicate), details, and how it looks."""

    who: str
    text: str
    detail: str
    icon: str
    look: str

    @property
    def title(self) -> str:
        """The change as a sentence about the person who reads it."""
        return f"You {self.text}" if self.text else ""


_ANSWER_LOOKS = {
    AnswerValue.MET: ("met", "good"),
    AnswerValue.NOT_MET: ("cross", "bad"),
    AnswerValue.NOT_APPLICABLE: ("none", "soft"),
}


def change_words(visit: Visit, entry: LogEntry) -> ChangeWords:
    """Return a change in words."""
    change = entry.change
    recorded = change.entry
    phase = visit.desk.phases.get(change.subject, change.subject)
    title = f"“{entry.title}”" if entry.title else phase
    who = visit.desk.name(recorded.by) if recorded is not None else entry.author
    gone = change.what in (EventType.CLEARED, EventType.REMOVED)
    if gone or recorded is None:
        return _other(entry, title, who)
    if isinstance(recorded, Answer):
        icon, look = _ANSWER_LOOKS[recorded.value]
        if change.what is EventType.CARRIED:
            text = f"carried the answer to {title} over from {recorded.carried}"
        else:
            text = f"answered {title}: {ANSWERS[recorded.value].lower()}"
        return ChangeWords(who, text, _answer_detail(visit, recorded), icon, look)
    if isinstance(recorded, Waiver):
        return _waiver(visit, recorded, title, who)
    if isinstance(recorded, SignOff):
        role = change.role.full_name if change.role is not None else ""
        verb = "withdrew the sign-off of" if recorded.withdrawn else "signed off"
        covered = plural(len(recorded.waivers), "waiver") if recorded.waivers else ""
        acting = f"for {visit.desk.name(recorded.deputy_for)}" if recorded.deputy_for else ""
        detail = " · ".join(filter(None, (f"with {covered}" if covered else "", acting)))
        return ChangeWords(who, f"{verb} {phase} as {role}", detail, "pen", "good")
    if isinstance(recorded, Decision):
        text = f"decided {phase}: {lower_first(OUTCOMES[recorded.outcome])}"
        conditions = [f"{each.text} (by {in_full(each.due)})" for each in recorded.conditions]
        detail = " · ".join(filter(None, (recorded.reason, *conditions)))
        icon, look = ("met", "good") if recorded.outcome.passes else ("clock", "care")
        return ChangeWords(who, text, detail, icon, look)
    if isinstance(recorded, ConditionClose):
        text = f"closed condition {recorded.condition} of {phase}"
        targets = " · ".join(each.target for each in recorded.evidence)
        return ChangeWords(who, text, targets, "met", "good")
    if isinstance(recorded, CheckRun):
        text = f"recorded a check of {title}: {recorded.outcome}"
        return ChangeWords(who, text, recorded.message, "checked", "soft")
    return ChangeWords(who, f"began increment {change.increment}", "", "open", "soft")


def _waiver(visit: Visit, waiver: Waiver, title: str, who: str) -> ChangeWords:
    if waiver.withdrawn:
        return ChangeWords(who, f"withdrew the waiver of {title}", waiver.reason, "none", "soft")
    approvers = joined(map(visit.desk.name, waiver.approved_by))
    text = f"asked for a waiver of {title} until {in_full(waiver.until)}"
    detail = f"To be approved by {approvers} · {waiver.reason}"
    return ChangeWords(who, text, detail, "clock", "care")


def _answer_detail(visit: Visit, answer: Answer) -> str:
    parts = [each.target for each in answer.evidence]
    if answer.owner or answer.due:
        owner = f"{visit.desk.name(answer.owner)} closes the gap" if answer.owner else "Planned"
        parts.append(f"{owner} by {in_full(answer.due)}" if answer.due else owner)
    return " · ".join([*parts, *([answer.note] if answer.note else [])])


def _other(entry: LogEntry, title: str, who: str) -> ChangeWords:
    """Return what was taken away, or could not be read."""
    change = entry.change
    told = change_text(change)
    if change.what is EventType.CLEARED:
        return ChangeWords(who, f"cleared the answer to {title}", told.text, "none", "soft")
    if change.what is EventType.UNREADABLE:
        return ChangeWords(
            entry.author, "saved a record that cannot be read", told.text, "cross", "bad"
        )
    if change.what is EventType.BEGAN:
        return ChangeWords(entry.author, f"began increment {change.increment}", "", "open", "soft")
    return ChangeWords(entry.author, f"took away {told.text} at {title}", "", "cross", "bad")
