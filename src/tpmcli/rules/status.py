"""The state of a whole project: every gate evaluated once, for `status` and `next`."""

from enum import StrEnum
from typing import NamedTuple

from tpmcli.model.checklist import Level, Phase, Role
from tpmcli.model.days import add_days
from tpmcli.model.facts import Facts
from tpmcli.model.finding import Finding, Subject, about_condition, about_item, about_waiver
from tpmcli.model.record import AnswerValue, Decision
from tpmcli.model.verdict import GateResult, GateVerdict, ItemVerdict, State
from tpmcli.rules.conditions import conditions
from tpmcli.rules.decided_gate import judge_decided_gate
from tpmcli.rules.fix_commands import gate_with_increment
from tpmcli.rules.gate_check import removed_items
from tpmcli.rules.items import lapses_on, owners_of
from tpmcli.rules.open_gate import judge_open_gate
from tpmcli.rules.preconditions import require_items, require_known_names
from tpmcli.rules.project import Project, current_phase, gated_phases, last_decision, passed
from tpmcli.rules.waivers import live_waiver


class Progress(NamedTuple):
    """A role's required items in a phase."""

    role: Role
    satisfied: int
    total: int


class PhaseStatus(NamedTuple):
    """One phase, evaluated. `gate` is None if this increment skips its gate."""

    phase: Phase
    gate: GateResult | None
    decision: Decision | None
    progress: tuple[Progress, ...] = ()


class DueKind(StrEnum):
    """The reason why a date matters.

    `enforced` is the first date on which an item blocks; `waiver`, `lapse` and `check` are the last
    on which they count.
    """

    WAIVER = "waiver"
    CONDITION = "condition"
    PLAN = "plan"
    LAPSE = "lapse"
    ENFORCED = "enforced"
    CHECK = "check"


class Due(NamedTuple):
    """Something that expires, begins or is due on a date."""

    day: str
    kind: DueKind
    subject: Subject
    owners: tuple[str, ...]

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: the date, then kind and subject."""
        subject = self.subject
        return self.day, self.kind, subject.id, subject.number, subject.title, self.owners


class ProjectStatus(NamedTuple):
    """The whole project on one date. `current` is the current phase, None at the end."""

    project: Project
    today: str
    phases: tuple[PhaseStatus, ...]
    current: Phase | None
    due: tuple[Due, ...]
    findings: tuple[Finding, ...]

    @property
    def broken_gates(self) -> tuple[GateResult, ...]:
        """The gates with a passing decision that no longer holds."""
        return tuple(
            each.gate
            for each in self.phases
            if each.gate is not None
            and each.gate.verdict is not GateVerdict.MET
            and each.decision is not None
            and each.decision.outcome.passes
        )

    def gate(self, phase: str) -> GateResult | None:
        """Return the gate of a phase, or None if it is skipped."""
        return next((each.gate for each in self.phases if each.phase.id == phase), None)


def evaluate_project(project: Project, facts: Facts) -> ProjectStatus:
    """Evaluate every gate of the current increment on the date of the facts.

    Raises: InvalidInputError if a name does not resolve, or no required item applies at a gate that
    is decided or current.
    """
    require_known_names(project)
    gated = gated_phases(project)
    current = current_phase(project)
    require_items(
        project,
        [phase for phase in gated if phase == current or passed(project.record, phase.id)],
        facts.today,
    )
    phases = tuple(
        _evaluate_phase(project, phase, facts, gated=phase in gated)
        for phase in project.checklist.phases
    )
    return ProjectStatus(
        project,
        facts.today,
        phases,
        current,
        tuple(
            sorted(
                (due for phase in phases for due in _due(project, phase)),
                key=lambda due: due.order,
            )
        ),
        tuple(removed_items(project)),
    )


def _evaluate_phase(project: Project, phase: Phase, facts: Facts, *, gated: bool) -> PhaseStatus:
    decision = last_decision(project.record, phase.id)
    if not gated:
        return PhaseStatus(phase, None, decision)
    if decision is not None and decision.outcome.passes:
        gate = judge_decided_gate(project, phase, decision, facts)
    else:
        gate = judge_open_gate(project, phase, facts)
    gate = gate_with_increment(project.record, gate)
    progress = []
    for role in Role:
        items = [item for item in gate.items if item.must and item.item.role is role]
        progress.append(Progress(role, sum(item.satisfied for item in items), len(items)))
    return PhaseStatus(phase, gate, decision, tuple(progress))


def _due(project: Project, status: PhaseStatus) -> list[Due]:
    """Return every date that matters at a gate, including past ones of what is still open."""
    if status.gate is None:
        return []
    phase = status.phase
    decided = passed(project.record, phase.id)
    due = [
        Due(
            state.condition.due,
            DueKind.CONDITION,
            about_condition(phase.id, state.number, state.condition.text),
            (state.condition.owner,),
        )
        for state in conditions(project, phase.id)
        if state.closing is None
    ]
    for verdict in status.gate.items:
        due += _due_of_item(project, verdict, decided=decided)
    return due


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


def pick(status: ProjectStatus, *, within: int | None = None, owner: str = "") -> tuple[Due, ...]:
    """Return the dates within so many days of today, of one person or role alone.

    Overdue dates are always included. `within` None is without limit, `owner` "" is anybody.
    """
    policy = status.project.policy
    last = None if within is None else add_days(status.today, within)
    return tuple(
        due
        for due in status.due
        if (last is None or due.day <= last)
        # An item without an answer concerns everybody who holds its role.
        and (not owner or any(policy.among(each, (owner,)) for each in due.owners))
    )
