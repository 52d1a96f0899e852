"""Where the whole project stands: every gate judged once, for `status` and `next`."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from tpmcli.model.checklist import Phase, Role
from tpmcli.model.record import Decision
from tpmcli.model.verdict import Facts, Finding, GateResult, Severity
from tpmcli.rules.conditions import conditions
from tpmcli.rules.decided_gate import judge_decided_gate
from tpmcli.rules.gate_check import removed_items
from tpmcli.rules.items import lapses_on
from tpmcli.rules.open_gate import judge_open_gate
from tpmcli.rules.project import Project, current_phase, gated_phases, last_decision, passed
from tpmcli.rules.waivers import live_waiver


class Tally(NamedTuple):
    """A role's must-items in a phase."""

    role: Role
    satisfied: int
    total: int


class PhaseOutlook(NamedTuple):
    """How one phase stands. ``gate`` is None where this increment does not pass its gate."""

    phase: Phase
    gate: GateResult | None
    decision: Decision | None
    tallies: tuple[Tally, ...] = ()


class DueKind(StrEnum):
    """Why a day matters."""

    WAIVER = "waiver"
    CONDITION = "condition"
    PLAN = "plan"
    LAPSE = "lapse"


class Due(NamedTuple):
    """Something that ends, lapses or is promised on a day."""

    day: str
    kind: DueKind
    subject: str
    text: str
    owner: str


class Outlook(NamedTuple):
    """The whole project on one day. ``current`` is the phase under way, None at the end."""

    project: Project
    today: str
    phases: tuple[PhaseOutlook, ...]
    current: Phase | None
    due: tuple[Due, ...]
    findings: tuple[Finding, ...]

    def gate(self, phase: str) -> GateResult | None:
        """How the gate of a phase stands."""
        return next((each.gate for each in self.phases if each.phase.id == phase), None)


def survey(project: Project, facts: Facts) -> Outlook:
    """Every gate of the increment, judged on the day of the facts."""
    gated = gated_phases(project)
    phases = tuple(
        _outlook(project, phase, facts, gated=phase in gated) for phase in project.checklist.phases
    )
    return Outlook(
        project,
        facts.today,
        phases,
        current_phase(project),
        tuple(sorted(_due(project, gated))),
        tuple(removed_items(project)),
    )


def _outlook(project: Project, phase: Phase, facts: Facts, *, gated: bool) -> PhaseOutlook:
    decision = last_decision(project.record, phase.id)
    if not gated:
        return PhaseOutlook(phase, None, decision)
    if decision is not None and decision.outcome.passes:
        gate = judge_decided_gate(project, phase, decision, facts)
    else:
        gate = judge_open_gate(project, phase, facts)
    tallies = []
    for role in Role:
        items = [item for item in gate.items if item.must and item.item.role is role]
        tallies.append(Tally(role, sum(item.satisfied for item in items), len(items)))
    return PhaseOutlook(phase, gate, decision, tuple(tallies))


def _due(project: Project, gated: tuple[Phase, ...]) -> list[Due]:
    """Every day that somebody should know of, past ones of open matters included."""
    due = []
    for phase in gated:
        decided = passed(project.record, phase.id)
        for state in conditions(project, phase.id):
            if state.closing is None:
                condition = state.condition
                due.append(
                    Due(
                        condition.due,
                        DueKind.CONDITION,
                        phase.id,
                        f"condition {state.number}: {condition.text}",
                        condition.owner,
                    )
                )
        for item in phase.items:
            record = project.record.item(item.id)
            live = live_waiver(record, "")
            if live is not None:
                waiver = live.waiver
                due.append(Due(waiver.until, DueKind.WAIVER, item.id, item.title, waiver.by))
            answer = record.answer
            if answer is None:
                continue
            if answer.due and answer.value == "not-met":
                owner = answer.owner or answer.by
                due.append(Due(answer.due, DueKind.PLAN, item.id, item.title, owner))
            last_day = lapses_on(item, answer)
            if last_day is not None and (item.standing or not decided):
                due.append(Due(last_day, DueKind.LAPSE, item.id, item.title, answer.by))
    return due


def blocking(gate: GateResult) -> tuple[Finding, ...]:
    """What stands in the way of a gate."""
    return tuple(f for f in gate.findings if f.severity is Severity.ERROR)
