"""What is put together for the report on a project."""

from __future__ import annotations

from typing import Any

import pytest

from tpmcli.model.checklist import Loosening
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.loosening import Loosened, Looser
from tpmcli.model.problem import Flaw
from tpmcli.model.rule import Rule
from tpmcli.rules.project_report import ProjectReport, build_project_report, history
from world.memory import World, item, promise

ID, NEED, NOTES = "feasibility.spike", "feasibility.need", "release.notes"


def put_together(made: World, name: str = "", **more: Any) -> ProjectReport:
    project = made.project()
    project = project._replace(checklist=project.checklist._replace(**more))
    phase = project.checklist.phase(name) if name else None
    return build_project_report(project, made.facts(), phase)


def half_way() -> World:
    """The first gate decided, the second begun."""
    made = World.of(item(ID), item(NEED, role="pm"), item(NOTES), item("launch.news"))
    made.answer(ID, evidence=["docs/spike.md"])
    made.answer(NEED)
    made.sign("feasibility")
    made.decide("feasibility", "conditional", conditions=[promise()])
    made.answer(NOTES, "not-met", due="2026-12-01")
    return made


def test_one_answer_where_what_was_decided_holds() -> None:
    told = put_together(half_way())
    assert [(report.asked, report.verdict) for report in told.answers] == [("phase", "unmet")]
    assert [gate.phase for gate in told.answers[0].gates] == ["release"]
    assert [each.phase.id for each in told.gates] == ["feasibility", "release", "launch"]
    assert (told.alone, told.links) == (False, {})
    assert [due.subject.id for due in told.due] == ["feasibility", NOTES]


def test_what_no_longer_holds_comes_first() -> None:
    made = half_way()
    made["facts"]["evidence"]["docs/spike.md"] = {"status": "missing", "sha256": ""}
    told = put_together(made)
    assert [report.asked for report in told.answers] == ["decided", "phase"]
    assert [gate.phase for gate in told.answers[0].gates] == ["feasibility"]


def test_at_the_end_there_is_one_answer_about_all_that_was_decided() -> None:
    made = World.of(item(ID))
    made.answer(ID, evidence=["docs/spike.md"])
    made.sign("feasibility")
    made.decide("feasibility")
    assert [report.asked for report in put_together(made).answers] == ["decided"]
    made["facts"]["evidence"]["docs/spike.md"] = {"status": "missing", "sha256": ""}
    told = put_together(made)
    assert [(report.asked, report.verdict) for report in told.answers] == [("decided", "unmet")]


def test_one_gate_alone() -> None:
    loosenings = (
        Loosening(NEED, "fintech", Loosened(Looser.LEVEL), "why"),
        Loosening("feasibility.gone", "policy", Loosened(Looser.DROPPED), "why not"),
        Loosening(NOTES, "policy", Loosened(Looser.LEVEL), "so"),
    )
    told = put_together(half_way(), "release", loosenings=loosenings)
    assert told.alone
    assert [each.phase.id for each in told.gates] == ["release"]
    assert [each.phase.id for each in told.status.phases] == ["feasibility", "release", "launch"]
    assert [due.subject.id for due in told.due] == [NOTES]
    assert [finding.subject.id for finding in told.loosenings] == [NOTES]
    told = put_together(half_way(), "feasibility", loosenings=loosenings)
    assert [finding.subject.id for finding in told.loosenings] == [NEED, "feasibility.gone"]
    assert told.answers[0].gates[0].phase == "feasibility"
    assert len(put_together(half_way(), loosenings=loosenings).loosenings) == 3


def test_each_reason_is_told_once() -> None:
    told = put_together(World.of(item(ID), item(NOTES), item("launch.news")))
    open_below = [
        finding.subject.id
        for each in told.gates
        if each.gate is not None
        for finding in each.gate.findings
        if finding.rule is Rule.EARLIER_GATE_OPEN
    ]
    assert open_below == ["feasibility", "release"]


def test_a_gate_that_is_not_passed_is_told_as_that() -> None:
    made = half_way()
    made["policy"]["start-at"] = "release"
    told = put_together(made, "feasibility")
    assert [each.gate for each in told.gates] == [None]
    assert told.answers[0].verdict == "not-gated"


def test_a_gate_that_asks_nothing_cannot_be_told_of() -> None:
    made = World.of(item(ID, level="should"), item(NOTES))
    with pytest.raises(InvalidInputError) as caught:
        put_together(made)
    assert [each.flaw for each in caught.value.problems] == [Flaw.GATE_ASKS_NOTHING]


def test_the_history_of_a_gate() -> None:
    made = World.of(item(ID))
    made.answer(ID)
    made.decide("feasibility", "hold")
    made.decide("feasibility", "conditional", conditions=[promise(), promise("again")])
    made.close("feasibility", 2, evidence=["docs/x.md"])
    made.decide("feasibility", "recycle")
    record = made.project().record
    taken = history(record, "feasibility")
    assert [str(each.decision.outcome) for each in taken] == ["hold", "conditional", "recycle"]
    assert [each.counts for each in taken] == [False, False, True]
    assert [sorted(each.closed) for each in taken] == [[], [2], []]
    assert history(record, "release") == ()


def test_a_closing_without_a_decision_is_nobodys() -> None:
    made = World.of(item(ID))
    record = made.project().record
    made.decide("feasibility", "conditional", conditions=[promise()])
    made.close("feasibility", 1, evidence=["docs/x.md"])
    entries = made.project().record.decisions["feasibility"]
    record = record._replace(decisions={"feasibility": entries[1:]})
    assert history(record, "feasibility") == ()
