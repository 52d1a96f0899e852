"""Conditions: promises made at a gate, with an owner and a due date."""

from __future__ import annotations

from tpmcli.model.finding import Finding
from tpmcli.model.record import Condition, ConditionClose
from tpmcli.model.rule import Severity
from tpmcli.model.tuples import NamedTuple
from tpmcli.rules.project import Project, closings, last_decision


class ConditionState(NamedTuple):
    """A condition of a gate's last decision. ``number`` counts from 1."""

    number: int
    condition: Condition
    closing: ConditionClose | None


def conditions(project: Project, phase: str) -> tuple[ConditionState, ...]:
    """The conditions of the decision that counts at a gate, closed or not."""
    decision = last_decision(project.record, phase)
    if decision is None:
        return ()
    closed = closings(project.record, phase)
    return tuple(
        ConditionState(number, condition, closed.get(number))
        for number, condition in enumerate(decision.conditions, 1)
    )


def overdue(project: Project, phase: str, today: str) -> list[Finding]:
    """The conditions of a gate that are past their day and not closed."""
    return [
        Finding(
            "condition-overdue",
            Severity.ERROR,
            phase,
            f"condition {state.number} of {phase}, “{state.condition.text}”,"
            f" was due on {state.condition.due}",
            f"tpm gate close {phase} {state.number} --evidence PATH",
            state.condition.owner,
        )
        for state in conditions(project, phase)
        if state.closing is None and state.condition.due < today
    ]
