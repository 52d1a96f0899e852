"""Why an item has its state."""

from __future__ import annotations

from typing import Any

from tpmcli.model.rule import Rule
from tpmcli.model.verdict import State
from tpmcli.rules.item_verdict import judge_item
from tpmcli.rules.why import ItemExplanation, explain_item
from world.memory import World, item

ID, OTHER, NOTES = "feasibility.spike", "feasibility.need", "release.notes"


def told(made: World, name: str = ID) -> ItemExplanation:
    project = made.project()
    asked = project.checklist.items()[name]
    phase = project.checklist.phase(asked.phase)
    assert phase is not None
    return explain_item(project, asked, phase, made.facts())


def two(**more: Any) -> World:
    return World.of(item(ID, **more), item(OTHER, role="pm"), item(NOTES))


def test_an_open_item() -> None:
    made = two()
    made.waive(ID)
    project, facts = made.project(), made.facts()
    asked = project.checklist.items()[ID]
    assert told(made) == ItemExplanation(
        project,
        asked,
        project.record.item(ID),
        judge_item(project, asked, facts),
        facts,
        None,
        gated=True,
        missing_traits=(),
        lapses="",
    )


def test_an_item_that_does_not_apply_has_no_verdict() -> None:
    made = two(when=["hosted", "public-api"])
    made["policy"]["traits"] = ["hosted"]
    found = told(made)
    assert (found.verdict, found.missing_traits) == (None, ("public-api",))


def test_an_item_of_a_gate_that_is_not_passed() -> None:
    made = two()
    made["policy"]["start-at"] = "release"
    found = told(made)
    assert found.gated is False
    assert found.verdict is not None


def test_a_decided_gate_is_judged_as_it_was_decided() -> None:
    made = two()
    for name in (ID, OTHER):
        made.answer(name)
    made.sign("feasibility")
    made.decide("feasibility")
    made.find(ID)["title"] = "asked otherwise"
    found = told(made)
    assert found.decision is not None
    assert found.decision.outcome == "go"
    assert found.verdict is not None
    assert [f.rule for f in found.verdict.findings] == [Rule.ADDED_AFTER_DECISION]


def test_a_decision_that_does_not_pass_binds_nothing() -> None:
    made = two()
    made.answer(ID)
    made.decide("feasibility", "hold")
    found = told(made)
    assert found.decision is None
    assert found.verdict is not None
    assert found.verdict.state is State.SATISFIED


def test_the_day_on_which_an_answer_lapses() -> None:
    made = two(**{"valid-for": 30})
    assert told(made).lapses == ""
    made.answer(ID)
    assert told(made).lapses == "2026-12-01"
    made.answer(NOTES)
    assert told(made, NOTES).lapses == ""
