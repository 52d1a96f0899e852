"""The dates that matter: what expires, begins to block, is planned or is due as a condition."""

from enum import StrEnum
from typing import NamedTuple

from tpmcli.model.checklist import Level
from tpmcli.model.finding import Subject, SubjectKind, about_condition, about_item, about_waiver
from tpmcli.model.policy import Policy
from tpmcli.model.record import AnswerValue
from tpmcli.model.verdict import GateResult, ItemVerdict, State
from tpmcli.rules.conditions import conditions
from tpmcli.rules.deputies import in_force
from tpmcli.rules.items import lapses_on, owners_of
from tpmcli.rules.project import Project, passed
from tpmcli.rules.waivers import live_waiver


class DueKind(StrEnum):
    """The reason why a date matters.

    `enforced` is the first date on which an item blocks; `waiver`, `lapse`, `check` and
    `delegation` are the last on which they count.
    """

    WAIVER = "waiver"
    CONDITION = "condition"
    PLAN = "plan"
    LAPSE = "lapse"
    ENFORCED = "enforced"
    CHECK = "check"
    DELEGATION = "delegation"


class Due(NamedTuple):
    """Something that expires, begins or is due on a date.

    `increment` is named if it is not the one that is evaluated.
    """

    day: str
    kind: DueKind
    subject: Subject
    owners: tuple[str, ...]
    increment: str = ""

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: the date, then kind and subject."""
        subject = self.subject
        return self.day, self.kind, subject.id, subject.number, subject.title, *self[3:]


def dates_of(project: Project, gate: GateResult) -> list[Due]:
    """Return every date that matters at a gate, including past ones of what is still open."""
    decided = passed(project.record, gate.phase)
    due = open_conditions(project, gate.phase)
    for verdict in gate.items:
        due += _due_of_item(project, verdict, decided=decided)
    return due


def delegations_in_force(policy: Policy, today: str) -> list[Due]:
    """Return the last date of each delegation that is in force today."""
    return [
        Due(
            each.last,
            DueKind.DELEGATION,
            Subject(SubjectKind.POLICY, name="delegations", title=f"{each.to} for {each.giver}"),
            (each.to, each.giver),
        )
        for each in in_force(policy.delegations, today)
    ]


def open_conditions(project: Project, phase: str) -> list[Due]:
    """Return the due dates of a gate's conditions that are not closed."""
    return [
        Due(
            state.condition.due,
            DueKind.CONDITION,
            about_condition(phase, state.number, state.condition.text),
            (state.condition.owner,),
        )
        for state in conditions(project, phase)
        if state.closing is None
    ]


def _due_of_item(project: Project, verdict: ItemVerdict, *, decided: bool) -> list[Due]:
    item = verdict.item
    record = project.record.item(item.id)
    due = []
    # A waiver that expired remains of interest until its item is satisfied.
    last = live_waiver(record, "")
    if last is not None and (verdict.state is State.WAIVED or not verdict.satisfied):
        waiver = last.waiver
        due.append(Due(waiver.until, DueKind.WAIVER, about_waiver(item), (waiver.by,)))
    answer = record.answer
    owners = owners_of(item, answer, project.policy)
    judged_daily = item.continuous or not decided
    if judged_daily and item.level is Level.MUST and not (verdict.must or verdict.satisfied):
        due.append(Due(item.enforce_from, DueKind.ENFORCED, about_item(item), owners))
    due += [
        Due(check.until, DueKind.CHECK, about_item(item), owners)
        for check in verdict.checks
        if check.until
    ]
    if answer is None:
        return due
    if answer.due and answer.value is AnswerValue.NOT_MET:
        due.append(Due(answer.due, DueKind.PLAN, about_item(item), (answer.owner or answer.by,)))
    last_day = lapses_on(item, answer)
    counts = answer.value is not AnswerValue.NOT_MET and judged_daily
    if last_day is not None and counts:
        due.append(Due(last_day, DueKind.LAPSE, about_item(item), (answer.by,)))
    return due
