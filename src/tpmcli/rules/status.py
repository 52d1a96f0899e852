"""The state of a whole project: every gate evaluated once, for `status` and `next`."""

from typing import NamedTuple

from tpmcli.model.checklist import Phase
from tpmcli.model.days import add_days
from tpmcli.model.facts import Facts
from tpmcli.model.finding import Finding, errors
from tpmcli.model.record import Decision
from tpmcli.model.role import SHIPPED_ROLES, Role, in_order
from tpmcli.model.verdict import GateResult, GateVerdict
from tpmcli.rules.decided_gate import judge_decided_gate
from tpmcli.rules.due import Due, dates_of, delegations_in_force
from tpmcli.rules.fix_commands import gate_with_increment
from tpmcli.rules.gate_check import removed_items
from tpmcli.rules.open_gate import judge_open_gate
from tpmcli.rules.outstanding import outstanding, outstanding_findings
from tpmcli.rules.preconditions import require_items, require_known_names
from tpmcli.rules.project import Project, current_phase, gated_phases, last_decision, passed


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
                [
                    *(due for each in phases if each.gate for due in dates_of(project, each.gate)),
                    *outstanding(project),
                    *delegations_in_force(project.policy, facts.today),
                ],
                key=lambda due: due.order,
            )
        ),
        (*removed_items(project), *errors(outstanding_findings(project, facts.today))),
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
    for role in in_order((*SHIPPED_ROLES, *(item.item.role for item in gate.items))):
        items = [item for item in gate.items if item.must and item.item.role == role]
        progress.append(Progress(role, sum(item.satisfied for item in items), len(items)))
    return PhaseStatus(phase, gate, decision, tuple(progress))


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
