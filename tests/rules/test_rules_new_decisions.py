"""Decisions that a change brings, held against the gate as it was open then."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from tpmcli.model.finding import (
    Arguments,
    DecidedAlthough,
    Finding,
    Subject,
    about_condition,
    about_decision,
    about_signoff,
)
from tpmcli.model.fix import Advice, Blank, Fix, Help, Word, tpm
from tpmcli.model.record import Condition, Decision, Outcome, Record
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.model.verdict import GateResult
from tpmcli.rules.change.new_decisions import (
    as_decided,
    decided_again,
    verify_decision,
    verify_promises,
)
from tpmcli.rules.open_gate import judge_open_gate
from tpmcli.rules.project import Project
from world.memory import DECIDED, World, item, promise
from world.model import Entry
from world.people import PM, TPM

SPIKE, COST, LOAD = "feasibility.spike", "feasibility.cost", "testing.load"
BEFORE, AFTER = "2026-11-03T11:59:59Z", "2026-11-03T12:00:01Z"
RECYCLE = Advice(
    Help.REOPEN_AND_DECIDE,
    tpm("gate", "decide", "feasibility", "recycle", "--reason", Blank.REASON, people=("tpm", "pm")),
)


def made() -> World:
    found = World.of(item(SPIKE), item(COST), item(LOAD))
    found.answer(SPIKE)
    found.answer(COST)
    found.answer(LOAD)
    return found


TAKEN = about_decision("feasibility")


def finding(
    reason: RuleReason, about: Arguments, subject: Subject = TAKEN, fix: Fix = RECYCLE
) -> Finding:
    return Finding(reason, subject, Severity.ERROR, about, fix, (TPM,))


# --- the record as it was ---------------------------------------------------------------------


def shape(record: Record) -> dict[str, int]:
    """How many entries stand in each block that has any."""
    counts = {name: len(each.waivers) for name, each in record.items.items()}
    counts |= {f"{phase}.{role}": len(each) for (phase, role), each in record.signoffs.items()}
    counts |= {phase: len(each) for phase, each in record.decisions.items()}
    return {name: count for name, count in counts.items() if count}


def test_entries_stood_then_that_are_no_later_than_the_decision() -> None:
    found = made()
    found.waive(SPIKE, at=BEFORE)
    found.waive(SPIKE, at=DECIDED)
    found.waive(SPIKE, at=AFTER)
    found.waive(SPIKE, at=BEFORE)
    found.waive(LOAD, at=AFTER)
    found.sign("testing", "tpm", at=DECIDED)
    found.sign("testing", "pm", at=AFTER)
    found.decide("testing", at=DECIDED)
    found.decide("testing", at=AFTER)
    found.decide("feasibility", at=DECIDED)
    record = found.project().record
    assert shape(as_decided(record, None, "feasibility", 1)) == {
        SPIKE: 2,
        "testing.tpm": 1,
        "testing": 1,
    }
    # The answers, and what the record is of, stay as they are.
    then = as_decided(record, None, "feasibility", 1)
    assert {name: each.answer for name, each in then.items.items()} == {
        name: each.answer for name, each in record.items.items()
    }
    assert then[:4] == record[:4]
    assert (then.policy, then.increment, then.file) == (
        record.policy,
        record.increment,
        record.file,
    )


def test_what_the_base_has_stood_then_whatever_its_date() -> None:
    base = made()
    base.waive(SPIKE, at=AFTER)
    base.sign("testing", at=AFTER)
    base.decide("testing", at=AFTER)
    found = deepcopy(base)
    found.waive(SPIKE, at=BEFORE)
    found.waive(SPIKE, at=AFTER)
    found.sign("testing", "pm", at=BEFORE)
    found.decide("testing", at=BEFORE)
    found.decide("feasibility", at=DECIDED)
    record, before = found.project().record, base.project().record
    assert shape(as_decided(record, before, "feasibility", 1)) == {
        SPIKE: 2,
        "testing.tpm": 1,
        "testing.pm": 2,
        "testing": 2,
    }


def test_a_decision_names_how_many_signatures_stood_at_its_gate() -> None:
    found = made()
    for _ in range(3):
        found.sign("feasibility", at=AFTER)
    entry = found.decide("feasibility")
    for named, stood in (
        ({"tpm": 3, "pm": 3}, {"feasibility.tpm": 3, "feasibility.pm": 3}),
        ({"tpm": 2, "pm": 1}, {"feasibility.tpm": 2, "feasibility.pm": 1}),
        ({"tpm": 2}, {"feasibility.tpm": 2}),
        ({}, {}),
    ):
        entry["signoffs"] = named
        record = found.project().record
        assert shape(as_decided(record, None, "feasibility", 1)) == stood
    # One that stands in the base is never taken away.
    base = made()
    base.sign("feasibility", at=AFTER)
    entry["signoffs"] = {"tpm": 2}
    record, before = found.project().record, base.project().record
    assert shape(as_decided(record, before, "feasibility", 1)) == {
        "feasibility.tpm": 2,
        "feasibility.pm": 1,
    }


def test_of_its_own_gate_the_entries_before_it_stood() -> None:
    found = made()
    found.decide("feasibility", "hold", at=AFTER)
    found.decide("feasibility", "conditional", conditions=[promise()], at=AFTER)
    found.close("feasibility", 1, evidence=["docs/hired.md"])
    found.decide("feasibility")
    record = found.project().record
    for place in (1, 2, 3, 4):
        then = as_decided(record, None, "feasibility", place)
        assert then.decisions["feasibility"] == record.decisions["feasibility"][: place - 1]


def test_each_decision_of_a_gate_has_its_own_moment() -> None:
    found = made()
    found.waive(SPIKE, at=DECIDED)
    found.decide("feasibility", "hold", at=BEFORE)
    found.decide("feasibility", at=AFTER)
    record = found.project().record
    assert shape(as_decided(record, None, "feasibility", 1)) == {}
    assert shape(as_decided(record, None, "feasibility", 2)) == {SPIKE: 1, "feasibility": 1}


# --- was the gate met -------------------------------------------------------------------------


def decided(found: World, outcome: str = "go", **more: Any) -> tuple[World, Entry]:
    """The world with a decision, and its raw entry."""
    return found, found.decide("feasibility", outcome, **more)


def verified(found: World) -> list[Finding]:
    """What is said of the first decision of feasibility."""
    project = found.project()
    decision = project.record.decisions["feasibility"][0]
    assert isinstance(decision, Decision)
    then = project._replace(record=as_decided(project.record, None, "feasibility", 1))
    gate: GateResult = judge_open_gate(then, project.checklist.phases[0], found.facts())
    return verify_decision(then, gate, decision, "feasibility")


def signed() -> World:
    found = made()
    found.sign("feasibility")
    return found


def test_a_decision_on_a_gate_that_was_met_is_sound() -> None:
    assert verified(decided(signed())[0]) == []
    assert verified(decided(signed(), "conditional", reason="promised")[0]) == []


def test_every_reason_why_a_gate_was_not_met_is_told() -> None:
    found = made()
    found.sign("feasibility", "tpm")
    found.answer(SPIKE, "not-met")
    told = verified(decided(found)[0])
    assert [(each.reason, each.subject.id) for each in told] == [
        (Reason.NOT_MET, SPIKE),
        (Reason.SIGNOFF_STALE, "feasibility.tpm"),
        (Reason.SIGNOFF_MISSING, "feasibility.pm"),
    ]
    although = DecidedAlthough("feasibility", Outcome.GO, "2026-11-03")
    assert [each.decided for each in told] == [although] * 3
    assert told[-1] == Finding(
        Reason.SIGNOFF_MISSING,
        about_signoff("feasibility", PM_ROLE),
        Severity.ERROR,
        fix=RECYCLE,
        owners=(PM,),
        roles=(PM_ROLE,),
        decided=although,
    )


def test_what_only_warns_does_not_speak_against_a_decision() -> None:
    found = made()
    found["phases"][0]["items"].append(item("feasibility.nice", level="should"))
    found.sign("feasibility")
    assert verified(decided(found, "conditional")[0]) == []


@pytest.mark.parametrize("reason", ["", "  "])
def test_who_departs_from_the_recommendation_says_why(reason: str) -> None:
    (only,) = verified(decided(signed(), "conditional", reason=reason)[0])
    about = Arguments(outcome=Outcome.CONDITIONAL, recommended="go", recommended_by="met")
    assert only == finding(Reason.DECIDED_WITHOUT_REASON, about)


# --- is it recorded whole ---------------------------------------------------------------------


def not_whole(outcome: Outcome) -> Finding:
    return finding(Reason.DECISION_INCOMPLETE, Arguments(outcome=outcome))


def waived() -> World:
    """One item is waived, for the second time, and one is judged every day."""
    found = World.of(item(SPIKE), item(COST), item("feasibility.daily", standing=True))
    found.answer(SPIKE)
    found.answer(COST, "not-met")
    found.answer("feasibility.daily")
    found.waive(COST)
    found.waive(COST, until="2027-01-12")
    found.sign("feasibility")
    return found


@pytest.mark.parametrize(
    ("change", "whole"),
    [
        ({}, True),
        ({"standing": [COST, "feasibility.daily"]}, True),
        ({"standing": [COST]}, False),
        ({"standing": ["feasibility.daily"]}, False),
        ({"standing": []}, False),
        ({"standing": [COST, "feasibility.daily", SPIKE]}, False),
        ({"standing": [COST, "feasibility.daily", "feasibility.none"]}, False),
        ({"waivers": {COST: 2}}, True),
        ({"waivers": {COST: 1}}, False),
        ({"waivers": {COST: 3}}, False),
        ({"waivers": {}}, False),
        ({"waivers": {SPIKE: 1}}, False),
        ({"signoffs": {"tpm": 1, "pm": 1}}, True),
        ({"signoffs": {"tpm": 1}}, False),
        ({"signoffs": {"tpm": 1, "pm": 2}}, False),
    ],
)
def test_a_decision_names_what_it_stands_on(change: Entry, whole: bool) -> None:
    found, entry = decided(waived(), "conditional", reason="agreed")
    project = found.project()
    then = project._replace(record=as_decided(project.record, None, "feasibility", 1))
    gate = judge_open_gate(then, project.checklist.phases[0], found.facts())
    entry.update(change)
    decision = found.project().record.decisions["feasibility"][0]
    assert isinstance(decision, Decision)
    said = verify_decision(then, gate, decision, "feasibility")
    assert said == ([] if whole else [not_whole(Outcome.CONDITIONAL)])


def test_a_role_that_has_not_signed_may_be_counted_as_none() -> None:
    found = made()
    found["policy"]["gate"]["signoffs"] = ["tpm"]
    found.sign("feasibility", "tpm")
    found, entry = decided(found)
    entry["signoffs"] = {"tpm": 1, "pm": 0}
    assert verified(found) == []
    entry["signoffs"] = {"tpm": 1, "pm": 1}
    assert verified(found) == [not_whole(Outcome.GO)]


def test_an_item_that_was_mended_since_may_still_be_named() -> None:
    found, _ = decided(waived(), "conditional", reason="agreed")
    found["record"]["items"][COST]["answer"] = "met"
    found["record"]["signoffs"] = {"feasibility.tpm": [], "feasibility.pm": []}
    found.sign("feasibility")
    assert Reason.DECISION_INCOMPLETE not in [each.reason for each in verified(found)]


def test_both_faults_are_told() -> None:
    found, entry = decided(waived(), "go", reason="")
    entry["standing"] = []
    assert [each.reason for each in verified(found)] == [
        Reason.DECIDED_WITHOUT_REASON,
        Reason.DECISION_INCOMPLETE,
    ]


# --- promises ---------------------------------------------------------------------------------


FILE = ".tpm/project.yaml"


def project_of(found: World) -> Project:
    project = found.project()
    return project._replace(record=project.record._replace(file=FILE))


def promised(outcome: str, *conditions: Condition) -> list[Finding]:
    decision = Decision(Outcome(outcome), TPM, DECIDED, "", conditions=conditions)
    return verify_promises(project_of(made()), "feasibility", decision)


def instead(outcome: str) -> Advice:
    """The advice to decide again in place of the entry, with blanks for what is missing."""
    words: tuple[Word, ...] = () if outcome in ("go", "conditional") else ("--reason", Blank.REASON)
    if outcome == "conditional":
        words = ("--condition", Blank.TEXT, "--owner", Blank.EMAIL, "--due", Blank.DATE)
    again = tpm("gate", "decide", "feasibility", outcome, *words, people=("tpm", "pm"))
    return Advice(Help.REMOVE_AND_RECORD, again, name=FILE)


GOOD = Condition("hire", PM, "2026-12-01")


def test_only_a_conditional_go_promises_something() -> None:
    assert promised("conditional", GOOD) == []
    assert promised("go") == []
    about = Arguments(outcome=Outcome.CONDITIONAL)
    absent = finding(Reason.CONDITION_ABSENT, about, fix=instead("conditional"))
    assert promised("conditional") == [absent]
    for outcome in ("go", "hold", "recycle", "kill"):
        about = Arguments(outcome=Outcome(outcome))
        unwanted = finding(Reason.CONDITION_UNWANTED, about, fix=instead(outcome))
        assert promised(outcome, GOOD) == [unwanted]


def test_a_promise_has_an_owner_and_a_day_that_the_policy_allows() -> None:
    for due in ("2026-11-03", "2027-02-01"):
        assert promised("conditional", GOOD._replace(due=due)) == []
    early, late = GOOD._replace(due="2026-11-02"), GOOD._replace(due="2027-02-02")
    stranger = GOOD._replace(owner="x@example.com")
    allowed = Arguments(day="2026-11-03", latest="2027-02-01")
    first, second, third = (about_condition("feasibility", n, "hire") for n in (1, 2, 3))
    fix = instead("conditional")
    assert promised("conditional", early, stranger, late) == [
        finding(Reason.CONDITION_DUE_REFUSED, allowed._replace(until="2026-11-02"), first, fix),
        finding(Reason.CONDITION_OWNER_UNKNOWN, Arguments(person="x@example.com"), second, fix),
        finding(Reason.CONDITION_DUE_REFUSED, allowed._replace(until="2027-02-02"), third, fix),
    ]


# --- twice ------------------------------------------------------------------------------------


def again(*outcomes: str) -> list[Finding]:
    """What is said of the last of these entries; ``close`` closes a condition."""
    found = made()
    for outcome in outcomes:
        if outcome == "close":
            found.close("feasibility", 1, evidence=["docs/hired.md"])
        else:
            found.decide("feasibility", outcome)
    project = project_of(found)
    entries = project.record.decisions["feasibility"]
    return decided_again(project, entries, len(entries), "feasibility")


@pytest.mark.parametrize(
    ("outcomes", "twice"),
    [
        (("go",), False),
        (("hold", "go"), False),
        (("recycle", "go"), False),
        (("go", "recycle", "go"), False),
        (("go", "go"), True),
        (("conditional", "go"), True),
        (("conditional", "close", "go"), True),
        (("go", "recycle", "go", "go"), True),
        (("go", "hold"), False),
        (("go", "recycle"), False),
        (("conditional", "close"), False),
    ],
)
def test_a_gate_that_was_passed_is_not_decided_again(
    outcomes: tuple[str, ...], twice: bool
) -> None:
    fix = Advice(Help.REMOVE_ENTRY, name=FILE)
    said = finding(Reason.DECIDED_AGAIN, Arguments(outcome=Outcome.GO), fix=fix)
    assert again(*outcomes) == ([said] if twice else [])


def test_what_comes_behind_an_entry_does_not_count() -> None:
    found = made()
    found.decide("feasibility", "hold")
    found.decide("feasibility", "go")
    found.decide("feasibility", "go")
    project = found.project()
    entries = project.record.decisions["feasibility"]
    twice = [decided_again(project, entries, place, "feasibility") for place in (1, 2, 3)]
    assert [bool(each) for each in twice] == [False, False, True]
