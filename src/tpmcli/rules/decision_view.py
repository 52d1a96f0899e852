"""What may be decided at a gate: each outcome with what keeps a person from it, and suggestions."""

from typing import NamedTuple

from tpmcli.model.days import add_days
from tpmcli.model.errors import MessageError
from tpmcli.model.record import Condition, Decision, Outcome
from tpmcli.model.verdict import GateResult, State
from tpmcli.rules.authorisation import check_decision_allowed, passing_decision
from tpmcli.rules.project import Project
from tpmcli.rules.waivers import live_waiver


class OutcomeView(NamedTuple):
    """One decision. `refused` is why the person cannot take it, None if they can.

    `needs_reason`: it departs from what is recommended.
    """

    outcome: Outcome
    refused: MessageError | None
    recommended: bool
    needs_reason: bool


class DecisionView(NamedTuple):
    """The decision at a gate, before it is taken.

    `decided` is the passing decision that holds already, or None. `suggested` are conditions that
    follow from the waivers in force; `latest` is the last date that a condition may be due on.
    """

    gate: GateResult
    outcomes: tuple[OutcomeView, ...]
    decided: Decision | None
    suggested: tuple[Condition, ...]
    latest: str

    @property
    def allowed(self) -> bool:
        """Whether the person may decide anything here."""
        return any(each.refused is None for each in self.outcomes)


def view_decision(
    project: Project, gate: GateResult, person: str, holder: str, today: str
) -> DecisionView:
    """Return what a person may decide at a gate on a date."""
    passing = passing_decision(project, gate.phase)
    return DecisionView(
        gate,
        tuple(
            OutcomeView(
                outcome,
                _refusal(project, gate, outcome, person, holder, today),
                passing is None and str(outcome) == gate.recommendation.decision,
                passing is not None or str(outcome) != gate.recommendation.decision,
            )
            for outcome in Outcome
        ),
        passing,
        _suggested(project, gate, today),
        add_days(today, project.policy.waivers.max_days),
    )


def _refusal(
    project: Project, gate: GateResult, outcome: Outcome, person: str, holder: str, today: str
) -> MessageError | None:
    """Return what the rules refuse, whatever reason and conditions the person would write."""
    owner = next((each for names in project.policy.people.values() for each in names), person)
    written = (Condition("x", owner, today),) if outcome is Outcome.CONDITIONAL else ()
    try:
        check_decision_allowed(
            project,
            gate,
            outcome,
            written,
            by=person,
            reason="x",
            today=today,
            deputy_for=holder,
        )
    except MessageError as error:
        return error
    return None


def _suggested(project: Project, gate: GateResult, today: str) -> tuple[Condition, ...]:
    """Return a condition for each waived item, from its plan, or from the end of its waiver."""
    latest = add_days(today, project.policy.waivers.max_days)
    found = []
    for verdict in gate.items:
        live = live_waiver(project.record.item(verdict.item.id), today)
        if verdict.state is not State.WAIVED or live is None:
            continue
        answer, waiver = verdict.answer, live.waiver
        owner = (answer.owner if answer else "") or waiver.by
        due = (answer.due if answer else "") or waiver.until
        found.append(Condition(verdict.item.title, owner, max(today, min(due, latest))))
    return tuple(found)
