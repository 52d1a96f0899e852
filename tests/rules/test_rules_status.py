"""The state of the whole project, on a day."""

from __future__ import annotations

from typing import Any

from tpmcli.model.facts import CheckOutcome, CheckResult
from tpmcli.model.finding import Subject, SubjectKind, about_condition
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.role import Role
from tpmcli.model.rule import Rule
from tpmcli.rules.due import Due, DueKind
from tpmcli.rules.status import Progress, ProjectStatus, evaluate_project, pick
from world.memory import World, item, promise
from world.people import PM, TODAY, TPM

ID, NEED, NOTES = "feasibility.spike", "feasibility.need", "release.notes"

AGES: Any = {"valid-for": 30}


def look(made: World) -> ProjectStatus:
    return evaluate_project(made.project(), made.facts())


def told(made: World) -> list[Due]:
    return list(look(made).due)


def due(day: str, kind: DueKind, name: str, owner: str, role: Role = TPM_ROLE) -> Due:
    """Something that is due for an item, of one person."""
    phase, _, title = name.partition(".")
    of = SubjectKind.WAIVER if kind is DueKind.WAIVER else SubjectKind.ITEM
    return Due(day, kind, Subject(of, phase, name, role, title=title), (owner,))


def three() -> World:
    return World.of(
        item(ID),
        item("feasibility.nice", level="should"),
        item(NEED, role="pm"),
        item(NOTES, role="pm"),
        item("launch.news", role="pm"),
    )


def test_phases_with_their_gates_and_tallies() -> None:
    made = three()
    made["policy"]["start-at"] = "release"
    made["policy"]["kinds"] = {"patch": ["feasibility"]}
    made.answer(NOTES)
    seen = look(made)
    assert [(p.phase.id, p.gate and p.gate.phase, p.decision, p.progress) for p in seen.phases] == [
        ("feasibility", None, None, ()),
        ("release", "release", None, (Progress(TPM_ROLE, 0, 0), Progress(PM_ROLE, 1, 1))),
        ("launch", "launch", None, (Progress(TPM_ROLE, 0, 0), Progress(PM_ROLE, 0, 1))),
    ]
    assert seen.current is not None
    assert (seen.today, seen.current.id, seen.due, seen.findings) == (TODAY, "release", (), ())
    assert seen.gate("release") is seen.phases[1].gate
    assert seen.gate("feasibility") is None
    assert seen.gate("nowhere") is None


def test_must_items_alone_are_counted() -> None:
    made = three()
    made.answer(ID)
    assert look(made).phases[0].progress == (Progress(TPM_ROLE, 1, 1), Progress(PM_ROLE, 0, 1))


def test_decided_gates_are_judged_as_decided_and_at_the_end_none_is_current() -> None:
    made = World.of(item(ID), item(NOTES, role="pm"))
    for name in (ID, NOTES):
        made.answer(name)
    made.sign("feasibility")
    made.decide("feasibility")
    half = look(made)
    assert half.current is half.phases[1].phase
    first = half.phases[0]
    assert first.gate is not None
    assert first.decision is not None
    assert first.gate.decided is first.decision
    made.sign("release")
    made.decide("release")
    assert look(made).current is None


def test_a_gate_that_was_held_is_judged_as_open() -> None:
    made = World.of(item(ID))
    made.decide("feasibility", "hold")
    seen = look(made)
    assert seen.phases[0].decision is not None
    assert seen.phases[0].gate is not None
    assert seen.phases[0].gate.signoffs[0].state == "missing"


def test_items_that_are_gone_are_told() -> None:
    made = three()
    made.answer(ID)
    made["phases"][0]["items"] = made["phases"][0]["items"][1:]
    assert [f.rule for f in look(made).findings] == [Rule.ITEM_REMOVED]


def test_all_that_is_due_by_day() -> None:
    made = World.of(
        item(ID, **AGES),
        item("feasibility.cost"),
        item(NEED, role="pm"),
        item("feasibility.price", role="pm"),
        item(NOTES),
    )
    made.answer(ID)
    made.waive("feasibility.cost", "2026-12-10")
    made.answer(NEED, "not-met", due="2026-11-30", owner=TPM)
    made.answer("feasibility.price", "not-met", due="2026-11-29")
    made.decide("feasibility", "conditional", conditions=[promise(), promise("second", TODAY)])
    made.close("feasibility", 2, evidence=["docs/x.md"])
    # A hold promises nothing, and the decision that counts is the last one.
    first = about_condition("feasibility", 1, "hire a second pair of eyes")
    assert told(made) == [
        due("2026-11-29", DueKind.PLAN, "feasibility.price", PM, PM_ROLE),
        due("2026-11-30", DueKind.PLAN, NEED, TPM, PM_ROLE),
        Due("2026-12-01", DueKind.CONDITION, first, (PM,)),
        due("2026-12-10", DueKind.WAIVER, "feasibility.cost", TPM),
    ]
    del made["record"]["decisions"]["feasibility"][:]
    assert told(made) == [
        due("2026-11-29", DueKind.PLAN, "feasibility.price", PM, PM_ROLE),
        due("2026-11-30", DueKind.PLAN, NEED, TPM, PM_ROLE),
        due("2026-12-01", DueKind.LAPSE, ID, TPM),
        due("2026-12-10", DueKind.WAIVER, "feasibility.cost", TPM),
    ]


def test_a_standing_answer_lapses_in_a_decided_gate_too() -> None:
    made = World.of(item(ID, standing=True, **AGES))
    made.answer(ID)
    made.decide("feasibility")
    assert told(made) == [due("2026-12-01", DueKind.LAPSE, ID, TPM)]


def test_an_answer_that_is_not_met_does_not_lapse() -> None:
    made = World.of(item(ID, **AGES))
    made.answer(ID, "not-met")
    assert look(made).due == ()


def test_an_ended_waiver_is_due_until_its_item_is_satisfied() -> None:
    made = World.of(item(ID))
    made.waive(ID, "2026-11-10")
    assert told(made) == [due("2026-11-10", DueKind.WAIVER, ID, TPM)]
    made.answer(ID)
    assert look(made).due == ()


def test_a_withdrawn_waiver_is_due_no_more() -> None:
    made = World.of(item(ID))
    made.waive(ID)
    made.withdraw(ID)
    assert look(made).due == ()


def test_a_plan_is_over_with_the_gap() -> None:
    made = World.of(item(ID))
    made.answer(ID, "met", due="2026-11-30")
    assert look(made).due == ()


def test_nothing_is_due_for_items_and_gates_that_are_not_asked() -> None:
    made = World.of(item(ID, when=["hosted"]), item("feasibility.base"), item(NOTES))
    made.answer(ID, "not-met", due="2026-11-30")
    assert look(made).due == ()
    made = World.of(item(ID), item(NOTES))
    made.answer(ID, "not-met", due="2026-11-30")
    assert len(look(made).due) == 1
    made["policy"]["start-at"] = "release"
    assert look(made).due == ()


def test_an_item_that_phases_in_is_due_until_it_is_satisfied() -> None:
    soon: Any = {"enforce-from": "2026-12-01"}
    made = World.of(item(ID, **soon), item(NEED), item("feasibility.nice", level="should", **soon))
    enforced = due("2026-12-01", DueKind.ENFORCED, ID, TPM)
    assert told(made) == [enforced]
    made.answer(ID, "not-met")
    assert told(made) == [enforced]
    made.answer(ID)
    assert look(made).due == ()
    del made["record"]["items"][ID]
    made.answer(NEED)
    made.decide("feasibility")
    # A decided gate does not ask it before it is re-opened.
    assert look(made).due == ()
    made["phases"][0]["items"][0]["enforce-from"] = TODAY
    del made["record"]["decisions"]["feasibility"]
    assert look(made).due == ()


def test_a_check_that_time_turns_is_due_on_its_last_day() -> None:
    made = World.of(
        item(ID, checks=[{"changed": {"glob": "docs/x.md", "within": "45d"}}]), item(NEED)
    )
    project, facts = made.project(), made.facts()
    passed = CheckResult("changed", CheckOutcome.PASS, "lately", until="2026-12-01")
    seen = evaluate_project(
        project, facts._replace(checks={ID: (passed, passed._replace(until=""))})
    )
    assert seen.due == (due("2026-12-01", DueKind.CHECK, ID, TPM),)


def test_what_is_due_soon_or_for_one_person_or_role() -> None:
    made = World.of(
        item(ID), item(NEED, role="pm"), item("feasibility.price", role="pm"), item(NOTES)
    )
    made["policy"]["aliases"] = {PM: ["pm@old.example"]}
    made.answer(ID, "not-met", due="2026-11-23")
    made.answer(NEED, "not-met", due="2026-11-29", owner="pm@old.example")
    made.answer("feasibility.price", "not-met", due="2026-11-21", owner="guest@example.com")
    made.answer(NOTES, "not-met", due="2026-12-22")
    seen = look(made)
    price, spike, need, notes = seen.due
    assert pick(seen) == seen.due
    assert pick(seen, within=0) == (price,)
    assert pick(seen, within=1) == (price, spike)
    assert pick(seen, within=30) == seen.due
    assert pick(seen, within=29) == (price, spike, need)
    assert pick(seen, owner="tpm") == pick(seen, owner=TPM.upper()) == (spike, notes)
    assert pick(seen, owner="pm") == pick(seen, owner=PM) == (need,)
    assert pick(seen, owner="guest@example.com") == (price,)
    assert pick(seen, within=2, owner="tpm") == (spike,)


def test_what_nobody_answered_concerns_all_who_hold_the_role() -> None:
    soon: Any = {"enforce-from": "2026-12-01"}
    made = World.of(item(ID, **soon), item(NEED))
    made["policy"]["people"]["tpm"] = [TPM, "second@example.com"]
    seen = look(made)
    assert [each.owners for each in seen.due] == [(TPM, "second@example.com")]
    assert pick(seen, owner="second@example.com") == seen.due
    assert pick(seen, owner=PM) == ()
