"""`tpm gate decide` and `tpm gate close`: a decision at a gate, and its closed conditions."""

from collections.abc import Sequence
from typing import NamedTuple

from tpmcli.app.cite import cite
from tpmcli.app.context import CommandContext
from tpmcli.app.facts import gather, gather_again
from tpmcli.app.saving import BlockEdit, save
from tpmcli.app.user import current_user
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Phase
from tpmcli.model.days import parse_day
from tpmcli.model.errors import UsageError
from tpmcli.model.facts import EvidenceFact
from tpmcli.model.record import Condition, Outcome
from tpmcli.model.role import Role
from tpmcli.model.verdict import GateResult
from tpmcli.repo.evidence import inspect_evidence
from tpmcli.rules.authorisation import (
    check_closing_allowed,
    check_decision_allowed,
    find_active_phase,
    holder_for,
)
from tpmcli.rules.conditions import conditions as conditions_of
from tpmcli.rules.demands import deciders_at
from tpmcli.rules.gate_check import CheckRequest, CheckScope, check_gates
from tpmcli.rules.project import Project
from tpmcli.store.record.entries import closing_entry, decision_entry


class DecisionResult(NamedTuple):
    """A recorded decision, with the state of its gate at that time."""

    workspace: Workspace
    phase: Phase
    gate: GateResult
    conditions: tuple[Condition, ...]
    by: str


class CloseResult(NamedTuple):
    """The condition that was closed."""

    workspace: Workspace
    phase: Phase
    condition: Condition
    remarks: tuple[str, ...]


def decide(
    workspace: Workspace,
    context: CommandContext,
    phase_name: str,
    outcome: Outcome,
    *,
    reason: str = "",
    minutes: str = "",
    conditions: Sequence[Condition] = (),
    deputy_for: str = "",
) -> DecisionResult:
    """Record a decision, bound to everything it is based on.

    Raises: RefusedError if the person may not decide, or the decision passes an unmet gate;
    UsageError if a reason or a condition is missing or does not fit.
    """
    phase = find_active_phase(workspace.project, phase_name)
    for condition in conditions:
        if parse_day(condition.due) is None:
            raise UsageError(
                f"`{condition.due}` is not a date", "write YYYY-MM-DD, such as 2026-12-31"
            )
    if minutes:
        found, _ = cite(workspace, context, [minutes], graded=False)
        minutes = found[0].target
    by = current_user(workspace, context)
    at = context.now()
    facts = gather(workspace, (phase,))
    gates: list[GateResult] = []
    holder = holder_of_decider(workspace, phase, by, facts.today, deputy_for)

    def change(project: Project) -> list[BlockEdit]:
        now = gather_again(workspace, project, (phase,), facts)
        gate = check_gates(project, CheckRequest(CheckScope.PHASE, phase.id), now).gates[0]
        gates.append(gate)
        check_decision_allowed(
            project,
            gate,
            outcome,
            tuple(conditions),
            by=by,
            reason=reason,
            today=facts.today,
            deputy_for=holder,
        )
        entry = decision_entry(
            project.record,
            phase,
            outcome,
            gate.items,
            gate.recommendation,
            conditions,
            by=by,
            at=at,
            reason=reason,
            minutes=minutes,
            deputy_for=holder,
        )
        earlier = project.record.decisions.get(phase.id, ())
        return [BlockEdit("decisions", phase.id, [*(each.raw for each in earlier), entry])]

    saved = save(workspace, change)
    return DecisionResult(saved, phase, gates[-1], tuple(conditions), by)


def holder_of_decider(
    workspace: Workspace, phase: Phase, by: str, today: str, deputy_for: str = ""
) -> str:
    """Return for whom a person decides; empty if they may do so themselves.

    Raises: UsageError if they stand in for several people and name nobody.
    """
    policy = workspace.policy
    deciders = deciders_at(policy, phase.id)
    if not deputy_for and policy.among(by, deciders):
        return ""
    roles = [Role(each) for each in deciders if "@" not in each]
    return holder_for(policy, by, roles, today, deputy_for)


def close(
    workspace: Workspace,
    context: CommandContext,
    phase_name: str,
    number: int,
    *,
    evidence: Sequence[str],
    note: str = "",
) -> CloseResult:
    """Record that a condition is closed.

    Raises: UsageError if there is no evidence, or no condition of that number; RefusedError if it
    is closed already, or the person may not close it.
    """
    phase = find_active_phase(workspace.project, phase_name)
    if not evidence:
        raise UsageError(
            "closing a condition needs evidence", "name a file or a link with `--evidence`"
        )
    by = current_user(workspace, context)
    at, policy = context.now(), workspace.policy
    holder = holder_for(policy, by, tuple(policy.people), at[:10])
    check_closing_allowed(
        *(workspace.project, phase, number, by, _closed_with(workspace, phase)),
        stands_in=bool(holder),
    )
    cited, remarks = cite(workspace, context, evidence)

    def change(project: Project) -> list[BlockEdit]:
        fresh = workspace._replace(record=project.record)
        closed = _closed_with(fresh, phase)
        check_closing_allowed(project, phase, number, by, closed, stands_in=bool(holder))
        entry = closing_entry(number, cited, by=by, at=at, note=note, deputy_for=holder)
        earlier = project.record.decisions.get(phase.id, ())
        return [BlockEdit("decisions", phase.id, [*(each.raw for each in earlier), entry])]

    saved = save(workspace, change)
    condition = conditions_of(saved.project, phase.id)[number - 1].condition
    return CloseResult(saved, phase, condition, tuple(remarks))


def _closed_with(workspace: Workspace, phase: Phase) -> dict[str, EvidenceFact]:
    """Return the present state of the paths that the gate's closed conditions cite."""
    closed = [state.closing for state in conditions_of(workspace.project, phase.id)]
    cited = [entry.path for each in closed if each for entry in each.evidence if entry.path]
    return inspect_evidence(workspace.tree, cited)
