"""Small things at the edge: two where there is mostly one, none where there is mostly some."""

from __future__ import annotations

from typing import Any

import pytest

from tpmcli.model.errors import InvalidInputError, RefusedError, UsageError
from tpmcli.model.fix import Blank, tpm
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import AnswerValue, Outcome, Record
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, Rule
from tpmcli.render.fix import fix_text
from tpmcli.rules import authorisation
from tpmcli.rules.decided_gate import bound_digest
from tpmcli.rules.gate_check import CheckRequest, CheckScope, check_gates
from tpmcli.rules.item_verdict import judge_item
from tpmcli.rules.next import NextStep, StepKind, next_step
from tpmcli.rules.open_gate import blocks_signing, judge_open_gate
from tpmcli.rules.orphans import retirable
from tpmcli.rules.portfolio import ProjectSummary, not_evaluated, summarise
from tpmcli.rules.project import closings
from tpmcli.rules.project_report import DecisionHistory, build_project_report, history
from tpmcli.rules.signoffs import counting_signoff
from tpmcli.rules.status import evaluate_project, pick
from tpmcli.store.record.entries import decision_entry
from tpmcli.text.placeholders import find_placeholder
from world.found import said, tell
from world.memory import DECIDED, World, item, promise
from world.people import PM, TPM

SPIKE, COST, LOAD = "feasibility.spike", "feasibility.cost", "testing.load"
LATER = "2026-11-10T12:00:00Z"


def step(made: World, role: str = "") -> NextStep | None:
    status = evaluate_project(made.project(), made.facts())
    return next_step(status, Role(role) if role else None)


# --- who, and what is missing -----------------------------------------------------------------


def test_every_missing_trait_and_every_holder_is_named() -> None:
    made = World.of(item(SPIKE, when=["mobile", "public-api", "ai"]))
    made["policy"]["traits"] = ["public-api"]
    project = made.project()
    asked = project.checklist.items()[SPIKE]
    with pytest.raises(UsageError) as unasked:
        authorisation.check_answer_allowed(project, asked, AnswerValue.MET, "")
    assert fix_text(unasked.value.hint) == (
        "help: it applies only to projects with the traits `mobile`, `ai`; see `traits`"
        " in `.tpm/policy.yaml`"
    )
    made["policy"]["people"]["tpm"] = [TPM, "ann@example.com"]
    project = made.project()
    phase, facts = project.checklist.phases[0], made.facts()
    with pytest.raises(RefusedError) as stranger:
        authorisation.check_signoff_allowed(project, phase, TPM_ROLE, PM, facts)
    assert fix_text(stranger.value.hint) == (
        f"help: ask {TPM}, ann@example.com, or change `people` in `.tpm/policy.yaml`"
    )
    authorisation.check_increment_name("X1")


# --- signatures -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("named", "at", "counts"),
    [
        ({"tpm": 1}, "2026-11-10T12:00:00Z", True),
        ({"tpm": 1}, "2026-11-10T11:59:59Z", False),
        ({"tpm": 2}, "2026-11-11T12:00:00Z", False),
        ({"tpm": 3}, "2026-11-11T12:00:00Z", False),
        ({}, "2026-11-11T12:00:00Z", True),
        ({"pm": 2}, "2026-11-11T12:00:00Z", True),
    ],
)
def test_a_signature_counts_after_the_gate_was_re_opened(
    named: dict[str, int], at: str, counts: bool
) -> None:
    made = World.of(item(SPIKE))
    made.sign("feasibility", "tpm")
    made.decide("feasibility", "recycle", at=LATER)["signoffs"] = named
    made.sign("feasibility", "tpm", at=at)
    record = made.project().record
    found = counting_signoff(record, "feasibility", TPM_ROLE)
    assert found == (record.signoffs["feasibility", TPM_ROLE][1] if counts else None)


def test_one_signature_after_a_gate_that_had_none() -> None:
    made = World.of(item(SPIKE))
    made.decide("feasibility", "recycle", at=LATER)["signoffs"] = {}
    made.sign("feasibility", "tpm", at=LATER)
    assert counting_signoff(made.project().record, "feasibility", TPM_ROLE) is not None


def test_who_may_not_sign_yet_is_told_of_the_phase_alone() -> None:
    made = World.of(item(SPIKE), item(COST), item(LOAD))
    made.answer(SPIKE)
    made.waive(COST)
    project, facts = made.project(), made.facts()
    phase = project.checklist.phases[0]
    # The waiver waits for the signature that this is about.
    assert blocks_signing(project, phase, TPM_ROLE, facts) == []
    made.sign("feasibility", "pm")
    project = made.project()
    alone = judge_item(project, project.checklist.items()[COST], facts)
    together = judge_open_gate(project, phase, facts).items[1]
    assert (alone, alone.satisfied) == (together, True)
    made.waive(COST, approved_by="stranger@example.com")
    project = made.project()
    assert [each.item.id for each in blocks_signing(project, phase, TPM_ROLE, facts)] == [COST]
    too_long = made.waive(COST, until="2027-12-31")
    project = made.project()
    (open_one,) = blocks_signing(project, phase, TPM_ROLE, facts)
    assert (open_one.item.id, too_long["until"]) == (COST, "2027-12-31")


# --- what a decision names --------------------------------------------------------------------


def test_a_decision_on_a_gate_that_nobody_signed() -> None:
    made = World.of(item(SPIKE))
    made["record"]["signoffs"] = {}
    project, facts = made.project(), made.facts()
    phase = project.checklist.phases[0]
    gate = judge_open_gate(project, phase, facts)
    entry = decision_entry(
        project.record,
        phase,
        Outcome.HOLD,
        gate.items,
        gate.recommendation,
        (),
        by=PM,
        at=DECIDED,
    )
    digest = entry.pop("digest")
    assert entry == {
        "decision": "hold",
        "by": PM,
        "at": DECIDED,
        "recommendation": "hold",
        "rule": "unmet",
    }
    made["record"]["decisions"]["feasibility"] = [{**entry, "digest": digest}]
    record = made.project().record
    (decision,) = record.decisions["feasibility"]
    assert bound_digest(record, "feasibility", decision) == digest  # type: ignore[arg-type]


# --- the next step ----------------------------------------------------------------------------


def test_what_broke_in_the_second_gate_is_found_behind_one_that_is_open() -> None:
    made = World.of(item(SPIKE), item(LOAD), item("release.notes"))
    made["policy"]["start-at"] = "feasibility"
    made.answer(LOAD, evidence=["docs/load.md"])
    made.sign("testing")
    made.decide("testing")
    made.there("docs/load.md", "missing")
    found = step(made)
    assert found is not None
    assert (found.kind, found.phase) == (StepKind.REPAIR, "testing")


def test_a_note_in_a_decided_gate_does_not_hide_the_error_behind_it() -> None:
    made = World.of(item(SPIKE), item(COST))
    for name in (SPIKE, COST):
        made.answer(name, evidence=[f"docs/{name}.md"])
    made.sign("feasibility")
    made.decide("feasibility")
    made.there(f"docs/{SPIKE}.md", sha256="other")
    made.there(f"docs/{COST}.md", "missing")
    found = step(made)
    assert found is not None
    assert found.finding is not None
    assert (found.finding.subject.name, found.finding.about.path) == (COST, f"docs/{COST}.md")


def test_a_promise_that_names_a_number_is_closed_by_its_own() -> None:
    made = World.of(item(SPIKE))
    made.answer(SPIKE)
    made.sign("feasibility")
    given: Any = {"conditions": [promise(), promise("condition 7: hire two people")]}
    made.decide("feasibility", "conditional", **given)
    made.close("feasibility", 1, evidence=["docs/hired.md"])
    found = step(made)
    assert found is not None
    assert found.fix == tpm("gate", "close", "feasibility", "2", "--evidence", Blank.EVIDENCE)


def test_a_phase_that_is_not_gated_shows_what_was_decided_there() -> None:
    made = World.of(item(SPIKE), item(LOAD))
    made.decide("feasibility", "hold")
    made["policy"]["start-at"] = "testing"
    project = made.project()
    first = evaluate_project(project, made.facts()).phases[0]
    assert first.gate is None
    assert first.decision == project.record.decisions["feasibility"][0]


def test_a_day_that_concerns_several_is_each_ones() -> None:
    more: Any = {"enforce-from": "2027-06-01"}
    made = World.of(item(SPIKE, **more), item(COST))
    made["policy"]["people"]["tpm"] = [TPM, "ann@example.com"]
    found = evaluate_project(made.project(), made.facts())
    assert len(found.due) == 1
    for owner in (TPM, "ann@example.com", "tpm"):
        assert pick(found, owner=owner) == found.due
    assert pick(found, owner=PM) == ()


def test_a_day_concerns_who_answered_or_plans_to() -> None:
    more: Any = {"valid-for": 30}
    later: Any = {"enforce-from": "2027-06-01"}
    made = World.of(item(SPIKE, **later), item(COST, **more))
    made.answer(SPIKE, "not-met", owner="ann@example.com", due="2027-01-01")
    made.answer(COST, by="bob@example.com")
    due = evaluate_project(made.project(), made.facts()).due
    assert [(each.subject.name, each.owners) for each in due] == [
        (COST, ("bob@example.com",)),
        (SPIKE, ("ann@example.com",)),
        (SPIKE, ("ann@example.com",)),
    ]


def test_every_gate_on_the_way_is_to_be_decided() -> None:
    made = World.of(item(SPIKE), item(LOAD))
    made["policy"]["gate"]["deciders"] = ["tpm", "pm"]
    found = made.judged("through", "testing").all_findings()
    open_gates = [each for each in found if each.rule is Rule.NOT_DECIDED]
    assert [tell(each) for each in open_gates] == [
        said(Reason.UNDECIDED, phase, tpm("gate", "check", phase))
        for phase in ("feasibility", "testing")
    ]
    assert {each.owners for each in open_gates} == {("tpm", "pm")}


def test_a_waiver_that_nobody_may_approve_is_not_a_matter_of_signing() -> None:
    made = World.of(item(SPIKE), item("feasibility.nice", level="should"), should="block")
    made.answer(SPIKE)
    made.waive("feasibility.nice", approved_by="stranger@example.com")
    made.sign("feasibility")
    found = step(made)
    assert found is not None
    assert found.kind is StepKind.GATE
    assert found.finding is not None
    assert found.finding.reason is Reason.WAIVER_APPROVER_UNAUTHORISED
    assert found.fix == found.finding.fix


# --- the rest ---------------------------------------------------------------------------------


def test_an_item_belongs_to_the_phase_before_its_first_dot() -> None:
    made = World.of(item(SPIKE))
    made.decide("feasibility")
    made["record"]["items"]["feasibility.a.b"] = {}
    answered = {**made.answer(SPIKE), "role": "tpm"}
    made["record"]["items"]["feasibility.a.b"] = answered
    assert retirable(made.project()) == set()


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("\nTODO", "", ("TODO", 2)),
        ("\n\n lorem  \n ipsum", "", ("lorem ipsum", 3)),
        ("# a\n", "", ("", 0)),
        ("= a\n", "asciidoc", ("only headings, comments and prompts", 0)),
        ("= a\n", "markdown", ("", 0)),
        ("text\n\n= a\n", "asciidoc", ("", 0)),
        ("Owner:\n\n= a\n", "asciidoc", ("only headings, comments and prompts", 0)),
        ("# a\n\nTitle\n=====\n", "markdown", ("only headings, comments and prompts", 0)),
        ("# a\r\rTitle\r=====\r", "markdown", ("only headings, comments and prompts", 0)),
        ("# a\r\nTitle\r\n---", "markdown", ("only headings, comments and prompts", 0)),
        ("# a\n  # b\n", "markdown", ("only headings, comments and prompts", 0)),
        ("# a\n\n==\ntext\n", "markdown", ("", 0)),
        ("# a\nX\n", "markdown", ("", 0)),
        ("a\n==\n", "restructuredtext", ("only headings, comments and prompts", 0)),
    ],
)
def test_text_that_nobody_filled_in(text: str, form: str, found: tuple[str, int]) -> None:
    assert find_placeholder(text, form) == found


def test_headings_alone_are_fine_where_no_format_is_named() -> None:
    assert find_placeholder("# a\n") == ("", 0)


def test_checks_of_an_item_without_results_are_none() -> None:
    made = World.of(item(SPIKE))
    project, facts = made.project(), made.facts()
    assert judge_item(project, project.checklist.items()[SPIKE], facts).checks == ()


# --- the dossier ------------------------------------------------------------------------------


def test_each_decision_of_a_gate_has_its_own_closings() -> None:
    made = World.of(item(SPIKE))
    made.close("feasibility", 9, evidence=["docs/of-nothing.md"])
    made.decide("feasibility", "conditional", conditions=[promise(), promise("other")])
    made.close("feasibility", 2, evidence=["docs/closed.md"])
    made.decide("feasibility", "recycle")
    made.decide("feasibility", "conditional", conditions=[promise()])
    made.close("feasibility", 1, evidence=["docs/again.md"])
    record = made.project().record
    entries = record.decisions["feasibility"]
    assert history(record, "feasibility") == (
        DecisionHistory(entries[1], {2: entries[2]}, counts=False),  # type: ignore[arg-type,dict-item]
        DecisionHistory(entries[3], {}, counts=False),  # type: ignore[arg-type]
        DecisionHistory(entries[4], {1: entries[5]}, counts=True),  # type: ignore[arg-type,dict-item]
    )


def test_the_dossier_of_one_gate_answers_for_that_gate() -> None:
    made = World.of(item(SPIKE), item(LOAD))
    project, facts = made.project(), made.facts()
    found = build_project_report(project, facts, project.checklist.phases[1])
    assert found.facts is facts
    assert found.answers == (
        check_gates(project, CheckRequest(CheckScope.PHASE, "testing"), facts),
    )


# --- many projects ----------------------------------------------------------------------------


def test_a_project_that_could_not_be_evaluated_says_why() -> None:
    problem = Problem(Flaw.UTF16, (), "a.yaml", 1, 1)
    expected = ProjectSummary("apps/x", problems=(problem,), code=3)
    assert not_evaluated("apps/x", [problem], 3) == expected


def test_at_the_end_no_gate_is_under_way() -> None:
    made = World.of(item(SPIKE))
    made.answer(SPIKE)
    made.sign("feasibility")
    made.decide("feasibility")
    found = summarise("here", evaluate_project(made.project(), made.facts()))
    assert (found.phase, found.title, found.verdict) == ("", "", None)
    assert (found.satisfied, found.musts, found.unsigned) == (0, 0, ())


def test_a_gate_that_is_not_passed_hides_none_behind_it() -> None:
    made = World.of(item(SPIKE), item(LOAD))
    made["policy"]["start-at"] = "testing"
    found = summarise("here", evaluate_project(made.project(), made.facts()))
    assert (found.phase, found.musts) == ("testing", 1)


def test_of_two_decisions_in_one_second_the_later_gate_counts() -> None:
    made = World.of(item(SPIKE), item(LOAD))
    made.decide("feasibility")
    made.decide("testing", "hold")
    found = summarise("here", evaluate_project(made.project(), made.facts()))
    assert found.decision is not None
    assert (found.decision.phase, found.decision.decision) == ("testing", "hold")


def test_a_gate_that_asks_nothing_is_refused_with_the_way_out() -> None:
    made = World.of(item(SPIKE, level="should"), item(LOAD))
    with pytest.raises(InvalidInputError) as asks_nothing:
        evaluate_project(made.project(), made.facts())
    assert list(asks_nothing.value.problems) == [
        Problem(
            Flaw.GATE_ASKS_NOTHING,
            ("feasibility",),
            hint=Hint(Remedy.SHOW_PHASE, command=tpm("checklist", "show", "feasibility")),
        )
    ]
    made = World.of(item(SPIKE), item(LOAD))
    made["record"]["kind"] = "patch"
    made["policy"]["kinds"] = {"patch": []}
    with pytest.raises(InvalidInputError) as passes_none:
        evaluate_project(made.project(), made.facts())
    assert list(passes_none.value.problems) == [
        Problem(
            Flaw.KIND_WITHOUT_GATE,
            ("patch",),
            ".tpm/project.yaml",
            hint=Hint(Remedy.VALID_NAMES, (("feasibility", "testing"),)),
        )
    ]


def test_a_gate_without_entries_has_nothing_closed() -> None:
    assert closings(Record("p", "1.0"), "feasibility") == {}
    made = World.of(item(SPIKE))
    made.close("feasibility", 1, evidence=["docs/of-nothing.md"])
    record = made.project().record
    assert closings(record, "feasibility") == {1: record.decisions["feasibility"][0]}
