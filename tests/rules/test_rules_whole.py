"""Whole findings and their causes, and what is not recorded at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tpmcli.model.facts import CheckOutcome, CheckResult, Facts
from tpmcli.model.finding import (
    Arguments,
    Cause,
    Finding,
    Subject,
    SubjectKind,
    about_condition,
    about_gate,
    about_signoff,
)
from tpmcli.model.fix import Advice, Blank, Edit, Fix, Help, tpm
from tpmcli.model.record import Record
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import SHIPPED_ROLES, Role
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.rules.change.cause import CauseFinder, with_causes, without_inherited
from tpmcli.rules.gate_check import CheckRequest, CheckScope, check_gates
from tpmcli.rules.item_verdict import scrutiny_of
from tpmcli.rules.items import evaluate_item
from tpmcli.rules.project import Project, gated_phases
from tpmcli.rules.scope import checked_items, cited_digests, evidence_paths
from world.memory import World, item, promise
from world.people import PM, TODAY, TPM

ID = "feasibility.spike"


# --- one item ---------------------------------------------------------------------------------


def findings_of(made: World, checks: tuple[CheckResult, ...] = ()) -> list[Finding]:
    """What is said of the item by its answer and checks alone."""
    project, facts = made.project(), made.facts()
    facts = facts._replace(checks={ID: checks})
    asked = project.checklist.items()[ID]
    return list(
        evaluate_item(
            asked, project.record.item(ID).answer, project.policy, facts, scrutiny_of(project)
        ).findings
    )


def error(
    reason: RuleReason, fix: Fix, title: str = "spike", role: Role = TPM_ROLE, **about: Any
) -> Finding:
    """A finding about the item, whole."""
    subject = Subject(SubjectKind.ITEM, "feasibility", ID, role, title=title)
    return Finding(reason, subject, Severity.ERROR, Arguments(**about), fix, (TPM,), (role,))


ANSWER = tpm("answer", ID, "met")


def test_an_answer_of_the_other_role_is_said_to_be_that() -> None:
    made = World.of(item(ID))
    made.answer(ID)
    made.find(ID)["role"] = "pm"
    moved = error(Reason.ITEM_MOVED, ANSWER, role=PM_ROLE, other_role=TPM_ROLE)
    assert findings_of(made) == [moved]


@pytest.mark.parametrize(
    ("value", "evidence", "fix"),
    [
        ("met", [], tpm("answer", ID, "met", "--evidence", Blank.EVIDENCE)),
        ("met", ["docs/a.md"], ANSWER),
        ("not-applicable", [], tpm("answer", ID, "not-applicable", "--note", Blank.REASON)),
    ],
)
def test_an_answer_that_aged_is_said_again_with_its_evidence(
    value: str, evidence: list[str], fix: Fix
) -> None:
    more: dict[str, Any] = {"not-applicable": True, "valid-for": 20}
    asked = item(ID, evidence={"required": True}, **more)
    made = World.of(asked)
    made.answer(ID, value, evidence=evidence, note="so")
    lapsed = error(Reason.ANSWER_LAPSED, fix, day="2026-11-01", until="2026-11-21")
    assert findings_of(made) == [lapsed]
    asked["title"] = "better spike"
    reworded = error(Reason.ITEM_REWORDED, fix, "better spike", person=TPM, day="2026-11-01")
    assert findings_of(made) == [reworded]


def test_a_link_does_not_hide_what_is_cited_behind_it() -> None:
    made = World.of(item(ID))
    made.answer(ID, evidence=["https://example.com", "docs/a.md"])
    made.there("docs/a.md", "missing")
    assert findings_of(made) == [error(Reason.EVIDENCE_MISSING, ANSWER, path="docs/a.md")]


def test_evidence_that_nobody_filled_in_is_told_whole() -> None:
    made = World.of(item(ID))
    made.answer(ID, evidence=["docs/a.md"])
    made.there("docs/a.md", placeholder="TBD", placeholder_line=7)
    unfilled = error(
        Reason.EVIDENCE_PLACEHOLDER,
        Edit("docs/a.md", Help.FILL_IN, 7),
        path="docs/a.md",
        placeholder="TBD",
        placeholder_line=7,
    )
    assert findings_of(made) == [unfilled._replace(severity=Severity.WARNING)]


def test_every_check_is_told_with_its_place_and_the_way_out() -> None:
    made = World.of(item(ID, checks=[{"file": {}}, {"file": {}}, {"command": {}}, {"data": {}}]))
    made.answer(ID)
    passed = CheckResult("file", CheckOutcome.PASS, "fine")
    failed = CheckResult("data", CheckOutcome.FAIL, "no license", "package.json", 7)
    unrun = CheckResult("command", CheckOutcome.COULD_NOT_RUN, "not run yet")
    deny = Advice(Help.CORRECT_OR_DENY, tpm("answer", ID, "not-met"))
    disputed = error(Reason.DISPUTED, deny, check=2, result=failed)
    run = tpm("checks", "run", ID, "--allow-commands")
    assert findings_of(made, (passed, failed, unrun)) == [
        error(Reason.CHECK_WITHOUT_RESULT, tpm("checks", "list")),
        disputed._replace(file="package.json", line=7),
        error(Reason.CHECK_COULD_NOT_RUN, run, check=3, result=unrun),
    ]


# --- what is not there ------------------------------------------------------------------------


def _nothing(made: World) -> None:
    pass


def _answered(made: World) -> None:
    made.answer(ID)
    made.answer("testing.load")


def _decided(made: World) -> None:
    _answered(made)
    made.sign("feasibility")
    made.decide("feasibility")


def _signed_by_one(made: World) -> None:
    _answered(made)
    made.sign("feasibility", "tpm")
    made.decide("feasibility")


def _re_opened(made: World) -> None:
    _decided(made)
    made.decide("feasibility", "recycle")


def _waived(made: World) -> None:
    made.waive(ID)
    made.sign("feasibility", "pm")


@pytest.mark.parametrize(
    "change", [_nothing, _answered, _decided, _signed_by_one, _re_opened, _waived]
)
@pytest.mark.parametrize("question", CheckScope)
def test_a_block_that_is_missing_is_as_good_as_an_empty_one(
    change: Callable[[World], None], question: CheckScope
) -> None:
    made = World.of(item(ID), item("testing.load"))
    change(made)
    project, facts = made.project(), made.facts()
    record = project.record
    bare = record._replace(
        items={name: each for name, each in record.items.items() if not each.empty},
        signoffs={key: each for key, each in record.signoffs.items() if each},
        decisions={name: each for name, each in record.decisions.items() if each},
    )
    asked = CheckRequest(question, "" if question is CheckScope.DECIDED else "testing")
    expected = check_gates(project, asked, facts)
    assert check_gates(project._replace(record=bare), asked, facts) == expected


def test_a_role_that_nobody_holds_is_nobody_to_ask() -> None:
    made = World.of(item(ID))
    del made["policy"]["people"]["tpm"]
    report = made.judged("phase", "feasibility")
    assert [(each.reason, each.owners) for each in report.all_findings()] == [
        (Reason.UNANSWERED, ()),
        (Reason.SIGNOFF_MISSING, ()),
        (Reason.SIGNOFF_MISSING, (PM,)),
    ]
    made["policy"]["people"]["pm"] = [PM, "second@example.com"]
    report = made.judged("phase", "feasibility")
    assert report.all_findings()[-1].owners == (PM, "second@example.com")


def test_a_kind_that_the_policy_does_not_name_passes_no_gate() -> None:
    project = World.of(item(ID)).project()
    assert gated_phases(project._replace(record=Record("p", "1.0", "unknown"))) == ()


# --- what has to be looked at -----------------------------------------------------------------


def looked_at(made: World, *names: str) -> tuple[list[str], dict[str, frozenset[str]], list[str]]:
    project = made.project()
    phases = tuple(each for each in project.checklist.phases if each.id in names)
    return (
        evidence_paths(project, phases),
        cited_digests(project, phases),
        [each.id for each in checked_items(project, phases)],
    )


def test_what_is_cited_is_looked_at_once() -> None:
    cost, apart = "feasibility.cost", "feasibility.apart"
    made = World.of(
        item(ID), item(cost), item(apart, when=["x"]), item("testing.load"), item("a.b")
    )
    made.answer(ID, evidence=["docs/a.md", "https://example.com", "docs/b.md"])
    made.answer(cost, evidence=["docs/a.md"])
    made["record"]["items"][cost]["evidence"][0]["sha256"] = "other"
    made["record"]["items"][ID]["evidence"][2]["sha256"] = ""
    made.answer(apart, evidence=["docs/apart.md"])
    made.answer("testing.load", evidence=["docs/load.md"])
    made.decide("testing", "conditional", conditions=[promise(), promise("other")])
    made.close("testing", 2, evidence=["docs/closed.md", "docs/load.md"])
    first = {"docs/a.md": frozenset(["is docs/a.md", "other"])}
    second = {"docs/load.md": frozenset(["is docs/load.md"])}
    assert looked_at(made, "feasibility") == (["docs/a.md", "docs/b.md"], first, [])
    assert looked_at(made, "testing") == (["docs/load.md", "docs/closed.md"], second, [])
    assert looked_at(made, "feasibility", "testing") == (
        ["docs/a.md", "docs/b.md", "docs/load.md", "docs/closed.md"],
        {**first, **second},
        [],
    )
    assert looked_at(made, "a") == ([], {}, [])


@pytest.mark.parametrize(
    ("outcome", "run"),
    [
        ("", ["feasibility.daily", "feasibility.once", "testing.load"]),
        ("hold", ["feasibility.daily", "feasibility.once", "testing.load"]),
        ("go", ["feasibility.daily", "testing.load"]),
    ],
)
def test_of_a_decided_gate_only_what_is_judged_daily_is_run(outcome: str, run: list[str]) -> None:
    checks: dict[str, Any] = {"checks": [{"file": {"glob": "*.md"}}]}
    made = World.of(
        item("feasibility.daily", standing=True, **checks),
        item("feasibility.once", **checks),
        item("feasibility.none"),
        item("feasibility.apart", when=["x"], **checks),
        item("testing.load", **checks),
    )
    if outcome:
        made.decide("feasibility", outcome)
    assert looked_at(made, "feasibility", "testing")[2] == run


# --- causes -----------------------------------------------------------------------------------


def _gates(made: World) -> GateReport:
    return made.judged("through", "testing")


def test_the_findings_of_gates_have_causes_too() -> None:
    made = World.of(item(ID), item("testing.load"))
    report = _gates(made)
    told = list(report.all_findings())
    extra = Finding(Reason.NOT_MET, about_gate("x"), Severity.ERROR, cause=Cause.THIS_CHANGE)
    report = report._replace(findings=(*report.findings, extra))
    old, late = told[0], told[1]
    found = with_causes(report, CauseFinder([old, late], lambda: [old]))
    expected = {old: Cause.INHERITED, late: Cause.TIME}
    for gate, was in zip(found.gates, report.gates, strict=True):
        assert gate == was._replace(
            findings=tuple(
                each._replace(cause=expected.get(each, Cause.THIS_CHANGE)) for each in was.findings
            )
        )
    assert found.findings[-1] == extra
    assert [each.cause for each in found.all_findings()] == [
        *(expected.get(each, Cause.THIS_CHANGE) for each in told),
        Cause.THIS_CHANGE,
    ]


def test_an_inherited_finding_of_a_gate_warns() -> None:
    report = _gates(World.of(item(ID), item("testing.load")))
    old = list(report.all_findings())
    assert report.verdict is GateVerdict.UNMET
    found = without_inherited(with_causes(report, CauseFinder(old, lambda: old)))
    assert found.verdict is GateVerdict.MET
    assert found.findings == tuple(
        each._replace(severity=Severity.WARNING, cause=Cause.INHERITED) for each in report.findings
    )
    for gate, was in zip(found.gates, report.gates, strict=True):
        assert gate == was._replace(
            findings=tuple(
                each._replace(severity=Severity.WARNING, cause=Cause.INHERITED)
                for each in was.findings
            )
        )


def test_people_days_and_the_fix_do_not_make_another_finding() -> None:
    one = error(Reason.NOT_MET, ANSWER)
    other = one._replace(
        reason=Reason.NOT_MET_PLANNED,
        about=Arguments(until="2026-12-01", person=PM),
        fix=None,
        owners=(PM,),
        line=3,
    )
    assert CauseFinder([one], lambda: [one]).causes([other]) == [Cause.INHERITED]
    assert CauseFinder([one, one], lambda: [one]).causes([one, one, one]) == [
        Cause.INHERITED,
        Cause.INHERITED,
        Cause.THIS_CHANGE,
    ]


@pytest.mark.parametrize(
    ("base", "new"),
    [
        # Two files whose names begin alike, and differ within parentheses.
        ({"path": "docs/plan (1).md"}, {"path": "docs/plan (2).md"}),
        ({"path": "docs/plan (1).md", "moved_to": "a"}, {"path": "docs/plan (1).md (2)"}),
        # Two checks of one item.
        ({"check": 1}, {"check": 2}),
    ],
)
def test_what_differs_in_evidence_or_check_is_another_finding(
    base: dict[str, Any], new: dict[str, Any]
) -> None:
    old, late = (error(Reason.DISPUTED, ANSWER, **about) for about in (base, new))
    finder = CauseFinder([old], lambda: [old])
    assert finder.causes([late]) == [Cause.THIS_CHANGE]
    assert finder.causes([old, late]) == [Cause.INHERITED, Cause.THIS_CHANGE]


def test_conditions_are_told_apart_by_their_number() -> None:
    first, tenth = (
        Finding(Reason.CONDITION_OVERDUE, about_condition("build", number), Severity.ERROR)
        for number in (1, 10)
    )
    finder = CauseFinder([tenth], lambda: [tenth])
    assert finder.causes([first, tenth]) == [Cause.THIS_CHANGE, Cause.INHERITED]


def test_the_gate_that_is_another_makes_another_finding() -> None:
    one, other = (
        Finding(Reason.SIGNOFF_STALE, about_signoff(phase, PM_ROLE), Severity.ERROR)
        for phase in ("build", "launch")
    )
    assert CauseFinder([one], lambda: [one]).causes([other]) == [Cause.THIS_CHANGE]


def test_a_project_without_anything_recorded_is_judged() -> None:
    project = World.of(item(ID)).project()
    bare = Project(project.policy, project.checklist, Record("p", "1.0"))
    report = check_gates(bare, CheckRequest(CheckScope.PHASE, "feasibility"), Facts(TODAY, {}, {}))
    assert [each.reason for each in report.all_findings()] == [
        Reason.UNANSWERED,
        Reason.SIGNOFF_MISSING,
        Reason.SIGNOFF_MISSING,
    ]
    assert {each.role for each in report.gates[0].signoffs} == set(SHIPPED_ROLES)
