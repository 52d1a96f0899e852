"""What the other increments left open: it is shown, and fails a check from the day after."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import NamedTuple

import pytest

from tpmcli.model.fix import Blank, Fix, tpm
from tpmcli.model.record import Record
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.model.verdict import GateVerdict
from tpmcli.rules.gate_check import check_gates
from tpmcli.rules.next import StepKind, next_step
from tpmcli.rules.outstanding import outstanding
from tpmcli.rules.portfolio import Health, summarise
from tpmcli.rules.project import Project
from tpmcli.rules.status import evaluate_project
from world.memory import World, item, promise, question_of
from world.people import PM, TODAY, TPM

SPIKE, RISKS, NOTES = "feasibility.spike", "feasibility.risks", "release.notes"
LATER = "2026-11-04T12:00:00Z"


def first() -> World:
    """Increment 1.0: feasibility passed with a promise and a waiver."""
    made = World.of(item(SPIKE), item(RISKS), item(NOTES))
    made.answer(SPIKE)
    made.answer(RISKS, "not-met")
    made.waive(RISKS)
    made.sign("feasibility")
    made.decide("feasibility", "conditional", conditions=[promise()])
    return made


def second() -> World:
    """Increment 1.1, with everything answered, signed and decided."""
    made = World.of(item(SPIKE), item(RISKS), item(NOTES))
    for name in (SPIKE, RISKS, NOTES):
        made.answer(name, at="2026-10-01T12:00:00Z")
    for phase in ("feasibility", "release"):
        made.sign(phase)
        made.decide(phase)
    return made


def kept(made: World, name: str = "1.0") -> Record:
    """The record of a world as an earlier increment."""
    file = f".tpm/increments/{name}.yaml"
    return made.project().record._replace(increment=name, file=file)


def product(now: World, *before: World) -> Project:
    """The project with its earlier increments, named 1.0, 0.9 and so on."""
    names = ["1.0", "0.9", "0.8"]
    others = tuple(kept(each, name) for each, name in zip(before, names, strict=False))
    project = now.project()
    record = project.record._replace(increment="1.1", file=".tpm/project.yaml")
    return project._replace(record=record, others=others)


class Told(NamedTuple):
    """A finding about another increment."""

    increment: str
    reason: RuleReason
    severity: Severity
    subject: str
    until: str
    fix: Fix | None


def told(project: Project, asked: str, today: str, phase: str = "") -> tuple[str, list[Told]]:
    """The verdict of a check on a day, and the findings about other increments."""
    facts = first().facts()._replace(today=today)
    report = check_gates(project, question_of(project, asked, phase), facts)
    return str(report.verdict), [
        Told(
            each.increment, each.reason, each.severity, each.subject.id, each.about.until, each.fix
        )
        for each in report.findings
        if each.increment
    ]


CLOSE = tpm(
    *("gate", "close", "--increment", "1.0", "feasibility", "1", "--evidence", Blank.EVIDENCE)
)
ANSWER = tpm("answer", "--increment", "1.0", RISKS, "met")
CONDITION = Told(
    "1.0", Reason.CONDITION_OUTSTANDING, Severity.NOTE, "feasibility", "2026-12-01", CLOSE
)
WAIVER = Told("1.0", Reason.WAIVER_OUTSTANDING, Severity.NOTE, RISKS, "2027-01-10", ANSWER)
OVERDUE = CONDITION._replace(reason=Reason.CONDITION_OVERDUE, severity=Severity.ERROR)
EXPIRED = WAIVER._replace(reason=Reason.WAIVER_EXPIRED, severity=Severity.ERROR)


@pytest.mark.parametrize(
    ("asked", "phase"), [("decided", ""), ("through", "release"), ("phase", "feasibility")]
)
@pytest.mark.parametrize(
    ("today", "verdict", "found"),
    [
        (TODAY, "met", [CONDITION, WAIVER]),
        ("2026-12-01", "met", [CONDITION, WAIVER]),
        ("2026-12-02", "unmet", [OVERDUE, WAIVER]),
        ("2027-01-10", "unmet", [OVERDUE, WAIVER]),
        ("2027-01-11", "unmet", [OVERDUE, EXPIRED]),
    ],
)
def test_what_is_open_is_noted_and_fails_a_check_from_the_day_after(
    asked: str, phase: str, today: str, verdict: str, found: list[Told]
) -> None:
    assert told(product(second(), first()), asked, today, phase) == (verdict, found)


def closed(made: World) -> None:
    made.close("feasibility", 1, evidence=["docs/hired.md"])
    made.answer(RISKS, at=LATER)


def reopened(made: World) -> None:
    made.decide("feasibility", "recycle")


def withdrawn(made: World) -> None:
    made.close("feasibility", 1, evidence=["docs/hired.md"])
    made.withdraw(RISKS)


@pytest.mark.parametrize("end", [closed, reopened, withdrawn])
def test_what_was_kept_or_ended_is_not_outstanding(end: Callable[[World], object]) -> None:
    before = first()
    end(before)
    assert outstanding(product(second(), before)) == []


@pytest.mark.parametrize("value", ["met", "not-applicable"])
def test_an_item_satisfied_later_in_another_increment_is_settled(value: str) -> None:
    now = second()
    now.answer(RISKS, value, at=LATER)
    assert [due.subject.id for due in outstanding(product(now, first()))] == ["feasibility"]


def test_an_item_waived_later_in_another_increment_is_that_ones() -> None:
    now = second()
    now.waive(RISKS, at=LATER)
    assert [due.subject.id for due in outstanding(product(now, first()))] == ["feasibility"]


def test_an_item_answered_not_met_later_is_still_waived() -> None:
    now = second()
    now.answer(RISKS, "not-met", at=LATER)
    assert [due.subject.id for due in outstanding(product(now, first()))] == ["feasibility", RISKS]


def test_two_conditions_of_one_number_are_told_apart() -> None:
    twice = outstanding(product(second(), first(), first()))
    assert [(due.increment, due.subject.number) for due in twice if due.subject.number] == [
        ("0.9", 1),
        ("1.0", 1),
    ]
    # Of two waivers of the same moment none replaces the other.
    assert [due.increment for due in twice if not due.subject.number] == ["0.9", "1.0"]


def test_the_waiver_of_a_recommended_item_is_not_outstanding() -> None:
    before = World.of(item(SPIKE), item(RISKS, level="should"), item(NOTES))
    before.answer(SPIKE)
    before.waive(RISKS)
    before.sign("feasibility")
    before.decide("feasibility")
    assert outstanding(product(second(), before)) == []


def test_what_no_checklist_has_and_what_never_passed_is_not_outstanding() -> None:
    before = first()
    before["record"]["items"]["feasibility.gone"] = deepcopy(before["record"]["items"][RISKS])
    before.waive(NOTES)
    assert {due.subject.id for due in outstanding(product(second(), before))} == {
        "feasibility",
        RISKS,
    }


def test_status_next_and_portfolio_count_it() -> None:
    facts = first().facts()._replace(today="2026-12-02")
    status = evaluate_project(product(second(), first()), facts)
    assert [(due.day, due.increment) for due in status.due] == [
        ("2026-12-01", "1.0"),
        ("2027-01-10", "1.0"),
    ]
    step = next_step(status, None)
    assert step is not None
    assert (step.kind, step.fix) == (StepKind.REPAIR, CLOSE)
    assert summarise("shop", status).health is Health.OVERDUE
    in_time = evaluate_project(product(second(), first()), facts._replace(today=TODAY))
    step = next_step(in_time, None)
    assert step is not None
    assert (step.kind, step.fix) == (StepKind.CLOSE, CLOSE)
    assert in_time.findings == ()


def test_a_kill_in_any_increment_stops_all() -> None:
    before = first()
    before.decide("feasibility", "kill", by=PM)
    project = product(second(), before)
    for asked, phase in (("decided", ""), ("through", "release"), ("phase", "release")):
        report = check_gates(project, question_of(project, asked, phase), first().facts())
        assert report.verdict is GateVerdict.UNMET
        (kill,) = {each for each in report.all_findings() if each.reason is Reason.PROJECT_KILLED}
        assert kill.increment == "1.0"
        assert kill.owners == (PM,)
        assert kill.fix == tpm(
            *("gate", "decide", "--increment", "1.0", "feasibility", "recycle"),
            *("--reason", Blank.REASON),
            people=("tpm", "pm"),
        )
    before.decide("feasibility", "recycle", by=TPM)
    assert told(product(second(), before), "decided", TODAY) == ("met", [])
