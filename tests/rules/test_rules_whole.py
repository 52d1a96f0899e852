"""What reports show beside the message, and what is not recorded at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import worlds
from worlds import PM, TODAY, TPM, World, answer, close, decide, item, promise, sign, waive, world

from tpmcli.model.checklist import Role
from tpmcli.model.facts import CheckOutcome, CheckResult, Facts
from tpmcli.model.finding import Finding
from tpmcli.model.record import Record
from tpmcli.model.rule import Severity
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.rules.change.cause import CauseFinder, with_causes, without_inherited
from tpmcli.rules.gate_check import CheckRequest, CheckScope, check_gates
from tpmcli.rules.items import evaluate_item
from tpmcli.rules.project import Project, gated_phases
from tpmcli.rules.scope import checked_items, cited_digests, evidence_paths

ID = "feasibility.spike"


# --- one item ---------------------------------------------------------------------------------


def findings_of(made: World, checks: tuple[CheckResult, ...] = ()) -> list[Finding]:
    """What is said of the item by its answer and checks alone."""
    project, facts = worlds.project(made), worlds.facts(made)
    facts = facts._replace(checks={ID: checks})
    asked = project.checklist.items()[ID]
    return list(
        evaluate_item(asked, project.record.item(ID).answer, project.policy, facts).findings
    )


def error(rule: str, message: str, fix: str, **more: Any) -> Finding:
    return Finding(rule, Severity.ERROR, ID, message, fix, TPM, **more)


def test_an_answer_of_the_other_role_is_said_to_be_that() -> None:
    made = world(item(ID))
    answer(made, ID)
    worlds.find(made, ID)["role"] = "pm"
    words = "“spike” was answered as the TPM's and is the PM's now"
    assert findings_of(made) == [error("stale-question", words, f"tpm answer {ID} met")]


@pytest.mark.parametrize(
    ("value", "evidence", "fix"),
    [
        ("met", [], f"tpm answer {ID} met --evidence PATH"),
        ("met", ["docs/a.md"], f"tpm answer {ID} met"),
        ("not-applicable", [], f'tpm answer {ID} not-applicable --note "…"'),
    ],
)
def test_an_answer_that_aged_is_said_again_with_its_evidence(
    value: str, evidence: list[str], fix: str
) -> None:
    more: dict[str, Any] = {"not-applicable": True, "valid-for": 20}
    asked = item(ID, evidence={"required": True}, **more)
    made = world(asked)
    answer(made, ID, value, evidence=evidence, note="so")
    words = "“spike” was answered on 2026-11-01; that lapsed after 2026-11-21"
    assert findings_of(made) == [error("answer-lapsed", words, fix)]
    asked["title"] = "better spike"
    words = f"“better spike” was reworded after {TPM} answered it on 2026-11-01"
    assert findings_of(made) == [error("stale-question", words, fix)]


def test_a_link_does_not_hide_what_is_cited_behind_it() -> None:
    made = world(item(ID))
    answer(made, ID, evidence=["https://example.com", "docs/a.md"])
    worlds.there(made, "docs/a.md", "missing")
    words = "docs/a.md, evidence for “spike”, is not there"
    assert findings_of(made) == [error("evidence-missing", words, f"tpm answer {ID} met")]


def test_evidence_that_nobody_filled_in_is_told_whole() -> None:
    made = world(item(ID))
    answer(made, ID, evidence=["docs/a.md"])
    worlds.there(made, "docs/a.md", placeholder="TBD")
    words = "docs/a.md, evidence for “spike”, still says TBD"
    said = error("evidence-placeholder", words, "edit docs/a.md")
    assert findings_of(made) == [said._replace(severity=Severity.WARNING)]


def test_every_check_is_told_with_its_place_and_the_way_out() -> None:
    made = world(item(ID, checks=[{"file": {}}, {"file": {}}, {"command": {}}, {"data": {}}]))
    answer(made, ID)
    assert findings_of(
        made,
        (
            CheckResult("file", CheckOutcome.PASS, "fine"),
            CheckResult("data", CheckOutcome.FAIL, "no license", "package.json", 7),
            CheckResult("command", CheckOutcome.COULD_NOT_RUN, "not run yet"),
        ),
    ) == [
        error("check-not-run", "“spike” has a check without a result", "tpm checks list"),
        error(
            "disputed",
            "“spike” is answered, but its check says no: no license",
            f"tpm why {ID}",
            file="package.json",
            line=7,
        ),
        error(
            "check-not-run",
            "“spike” is not shown: not run yet",
            f"tpm checks run {ID} --allow-commands",
        ),
    ]


# --- what is not there ------------------------------------------------------------------------


def _nothing(made: World) -> None:
    pass


def _answered(made: World) -> None:
    answer(made, ID)
    answer(made, "testing.load")


def _decided(made: World) -> None:
    _answered(made)
    sign(made, "feasibility")
    decide(made, "feasibility")


def _signed_by_one(made: World) -> None:
    _answered(made)
    sign(made, "feasibility", "tpm")
    decide(made, "feasibility")


def _re_opened(made: World) -> None:
    _decided(made)
    decide(made, "feasibility", "recycle")


def _waived(made: World) -> None:
    waive(made, ID)
    sign(made, "feasibility", "pm")


@pytest.mark.parametrize(
    "change", [_nothing, _answered, _decided, _signed_by_one, _re_opened, _waived]
)
@pytest.mark.parametrize("question", CheckScope)
def test_a_block_that_is_missing_is_as_good_as_an_empty_one(
    change: Callable[[World], None], question: CheckScope
) -> None:
    made = world(item(ID), item("testing.load"))
    change(made)
    project, facts = worlds.project(made), worlds.facts(made)
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
    made = world(item(ID))
    del made["policy"]["people"]["tpm"]
    report = worlds.judged(made, "phase", "feasibility")
    assert [(each.rule, each.owner) for each in report.all_findings()] == [
        ("unanswered", ""),
        ("signoff-missing", ""),
        ("signoff-missing", PM),
    ]
    made["policy"]["people"]["pm"] = [PM, "second@example.com"]
    report = worlds.judged(made, "phase", "feasibility")
    assert report.all_findings()[-1].owner == f"{PM}, second@example.com"


def test_a_kind_that_the_policy_does_not_name_passes_no_gate() -> None:
    project = worlds.project(world(item(ID)))
    assert gated_phases(project._replace(record=Record("p", "1.0", "unknown"))) == ()


# --- what has to be looked at -----------------------------------------------------------------


def looked_at(made: World, *names: str) -> tuple[list[str], dict[str, frozenset[str]], list[str]]:
    project = worlds.project(made)
    phases = tuple(each for each in project.checklist.phases if each.id in names)
    return (
        evidence_paths(project, phases),
        cited_digests(project, phases),
        [each.id for each in checked_items(project, phases)],
    )


def test_what_is_cited_is_looked_at_once() -> None:
    cost, apart = "feasibility.cost", "feasibility.apart"
    made = world(item(ID), item(cost), item(apart, when=["x"]), item("testing.load"), item("a.b"))
    answer(made, ID, evidence=["docs/a.md", "https://example.com", "docs/b.md"])
    answer(made, cost, evidence=["docs/a.md"])
    made["record"]["items"][cost]["evidence"][0]["sha256"] = "other"
    made["record"]["items"][ID]["evidence"][2]["sha256"] = ""
    answer(made, apart, evidence=["docs/apart.md"])
    answer(made, "testing.load", evidence=["docs/load.md"])
    decide(made, "testing", "conditional", conditions=[promise(), promise("other")])
    close(made, "testing", 2, "docs/closed.md", "docs/load.md")
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
    made = world(
        item("feasibility.daily", standing=True, **checks),
        item("feasibility.once", **checks),
        item("feasibility.none"),
        item("feasibility.apart", when=["x"], **checks),
        item("testing.load", **checks),
    )
    if outcome:
        decide(made, "feasibility", outcome)
    assert looked_at(made, "feasibility", "testing")[2] == run


# --- causes -----------------------------------------------------------------------------------


def _gates(made: World) -> GateReport:
    return worlds.judged(made, "through", "testing")


def test_the_findings_of_gates_have_causes_too() -> None:
    made = world(item(ID), item("testing.load"))
    report = _gates(made)
    told = list(report.all_findings())
    extra = Finding("not-met", Severity.ERROR, "x", "so", cause="this-change")
    report = report._replace(findings=(*report.findings, extra))
    old, late = told[0], told[1]
    found = with_causes(report, CauseFinder([old, late], lambda: [old]))
    expected = {old: "inherited", late: "time"}
    for gate, was in zip(found.gates, report.gates, strict=True):
        assert gate == was._replace(
            findings=tuple(
                each._replace(cause=expected.get(each, "this-change")) for each in was.findings
            )
        )
    assert found.findings[-1] == extra
    assert [each.cause for each in found.all_findings()] == [
        *(expected.get(each, "this-change") for each in told),
        "this-change",
    ]


def test_an_inherited_finding_of_a_gate_warns() -> None:
    report = _gates(world(item(ID), item("testing.load")))
    old = list(report.all_findings())
    assert report.verdict is GateVerdict.UNMET
    found = without_inherited(with_causes(report, CauseFinder(old, lambda: old)))
    assert found.verdict is GateVerdict.MET
    assert found.findings == tuple(
        each._replace(severity=Severity.WARNING, cause="inherited") for each in report.findings
    )
    for gate, was in zip(found.gates, report.gates, strict=True):
        assert gate == was._replace(
            findings=tuple(
                each._replace(severity=Severity.WARNING, cause="inherited") for each in was.findings
            )
        )


def test_another_message_is_the_same_finding_unless_it_names_a_file() -> None:
    one = Finding("not-met", Severity.ERROR, ID, "so it is")
    other = one._replace(message="so it is not")
    assert CauseFinder([one], lambda: [one]).causes([other]) == ["inherited"]
    assert CauseFinder([one, one], lambda: [one]).causes([one, one, one]) == [
        "inherited",
        "inherited",
        "this-change",
    ]


def test_a_project_without_anything_recorded_is_judged() -> None:
    project = worlds.project(world(item(ID)))
    bare = Project(project.policy, project.checklist, Record("p", "1.0"))
    report = check_gates(bare, CheckRequest(CheckScope.PHASE, "feasibility"), Facts(TODAY, {}, {}))
    assert [each.rule for each in report.all_findings()] == [
        "unanswered",
        "signoff-missing",
        "signoff-missing",
    ]
    assert {each.role for each in report.gates[0].signoffs} == set(Role)
