"""Conditions of a decision: what is still to be done, with an owner and a due date."""

from typing import NamedTuple

from tpmcli.model.finding import Arguments, Finding, about_condition
from tpmcli.model.fix import Blank, Command, tpm
from tpmcli.model.record import Condition, ConditionClose
from tpmcli.model.rule import Reason, Severity
from tpmcli.rules.project import Project, closings, last_decision


class ConditionState(NamedTuple):
    """A condition of a gate's last decision. `number` counts from 1."""

    number: int
    condition: Condition
    closing: ConditionClose | None


def conditions(project: Project, phase: str) -> tuple[ConditionState, ...]:
    """Return the conditions of the decision that counts at a gate, closed or not."""
    decision = last_decision(project.record, phase)
    if decision is None:
        return ()
    closed = closings(project.record, phase)
    return tuple(
        ConditionState(number, condition, closed.get(number))
        for number, condition in enumerate(decision.conditions, 1)
    )


def close_command(phase: str, number: int) -> Command:
    """Return the command that closes a condition."""
    return tpm("gate", "close", phase, str(number), "--evidence", Blank.EVIDENCE)


def overdue(project: Project, phase: str, today: str) -> list[Finding]:
    """Return a finding for each open condition of a gate that is past its due date.

    A due date is inclusive. Rule: `docs/rules.md#condition-overdue`.
    """
    return [
        Finding(
            Reason.CONDITION_OVERDUE,
            about_condition(phase, state.number, state.condition.text),
            Severity.ERROR,
            Arguments(until=state.condition.due),
            close_command(phase, state.number),
            (state.condition.owner,),
        )
        for state in conditions(project, phase)
        if state.closing is None and state.condition.due < today
    ]
