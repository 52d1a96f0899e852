"""What is shown of checks and evidence, whole: text, colours and JSON that a hostile text cannot
break.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import pytest

from tpmcli.model.checklist import CheckSpec, EvidenceRule, Item, Level, Phase
from tpmcli.model.checks_view import Checked, CheckedItem, CheckedPhase, CheckList
from tpmcli.model.evidence_view import EvidenceProposals, Proposal
from tpmcli.model.facts import CheckOutcome, CheckResult
from tpmcli.model.record import Answer, AnswerValue, CheckRun, Evidence
from tpmcli.model.role import PM, TPM
from tpmcli.model.verdict import ItemVerdict, State
from tpmcli.render import evidence_list
from tpmcli.render.checks import list as checks_list
from tpmcli.render.gate import disputes
from tpmcli.render.json_schemas import json_schema_text
from tpmcli.render.style import Style

validate: Any = import_module("jsonschema").validate

AT = "2026-11-20T10:00:00Z"
WHO = "tpm@example.com"
COVER = CheckSpec("coverage", {"file": "coverage.xml", "min": 80})
SMOKE = CheckSpec("command", {"run": ["make", "smoke"]})
RUN = CheckRun("c1:" + "0" * 64, "t1:" + "0" * 64, "fail", "make smoke: ended with 2", WHO, AT)
MET = Answer(
    AnswerValue.MET,
    TPM,
    WHO,
    AT,
    "",
    (Evidence(path="docs/testing.md"), Evidence(url="https://example.com/t")),
)
COVERED = Item("testing.covered", "testing", TPM, "Coverage is high", checks=(COVER, SMOKE))
GREEN = Item(
    "testing.green",
    "testing",
    PM,
    "Tests are green",
    level=Level.SHOULD,
    checks=(COVER,),
    answered_by_checks=True,
)
LOW = CheckResult(
    "coverage", CheckOutcome.FAIL, "coverage.xml: 61 %, needs 80 %", "coverage.xml", 3
)
BAD = CheckResult("command", CheckOutcome.FAIL, "make smoke: ended with 2")
GOOD = CheckResult("coverage", CheckOutcome.PASS, "coverage.xml: 84 %", from_run=True)


def phase(name: str, *items: CheckedItem, decided: bool = False) -> CheckedPhase:
    return CheckedPhase(Phase(name, name.title(), "On?", ()), decided, items)


LIST = CheckList(
    "1.0",
    "2026-11-22",
    (
        phase(
            "testing",
            CheckedItem(COVERED, MET, (Checked(COVER, LOW, ()), Checked(SMOKE, BAD, (RUN,)))),
            CheckedItem(GREEN, None, (Checked(COVER, GOOD, ()),)),
        ),
        phase("release", CheckedItem(COVERED, None, ()), decided=True),
    ),
)
TEXT = """\
testing
  Coverage is high · covered · TPM required · answered `met` by tpm@example.com
    fail           coverage.xml: 61 %, needs 80 %
                   coverage: file coverage.xml, min 80
    fail           make smoke: ended with 2
                   command: run make smoke
                   run on 2026-11-20 by tpm@example.com: fail
                   → tpm checks run testing.covered --allow-commands
  Tests are green · green · PM recommended · answered automatically
    pass           coverage.xml: 84 %
                   coverage: file coverage.xml, min 80

release · decided: only continuous items are checked again
  Coverage is high · covered · TPM required · no answer

3 checks: 1 pass, 2 fail
"""


def test_the_list_as_text() -> None:
    assert checks_list.render_text(LIST, Style()) == TEXT
    nothing = CheckList("1.0", "2026-11-22", ())
    assert checks_list.render_text(nothing, Style()) == "No item here has an automated check.\n"
    coloured = checks_list.render_text(LIST, Style(colour=True))
    assert "\x1b[31mfail           \x1b[0mcoverage.xml: 61 %" in coloured
    assert "\x1b[32mpass           \x1b[0mcoverage.xml: 84 %" in coloured
    narrow = checks_list.render_text(LIST, Style(width=50))
    assert max(map(len, narrow.splitlines()[:6])) <= 50


RISKS = CheckSpec("table", {"file": "evidence", "columns": ["Risk", "Owner"]})
UNREAD = CheckResult("table", CheckOutcome.COULD_NOT_RUN, "it cites no file", tolerated=True)
LISTED = COVERED._replace(id="release.listed", phase="release", title="Risks are listed")
WAITS = Checked(RISKS, UNREAD, ())
WAITING = CheckList(
    "1.0",
    "2026-11-22",
    (
        phase("testing", CheckedItem(COVERED, None, (WAITS, Checked(COVER, LOW, ())))),
        phase(
            "release",
            CheckedItem(LISTED, None, (WAITS,)),
            CheckedItem(GREEN, MET._replace(value=AnswerValue.NOT_MET), (WAITS,)),
        ),
    ),
)
WAITING_TEXT = """\
testing
  Coverage is high · covered · TPM required · no answer
    fail           coverage.xml: 61 %, needs 80 %
                   coverage: file coverage.xml, min 80

4 checks: 1 fail, 3 wait for an answer `met`
  → tpm checks list --verbose
"""
WAITING_WHOLE = """\
testing
  Coverage is high · covered · TPM required · no answer
    waits          it cites no file
                   table: file evidence, columns Risk · Owner
    fail           coverage.xml: 61 %, needs 80 %
                   coverage: file coverage.xml, min 80

release
  Risks are listed · listed · TPM required · no answer
    waits          it cites no file
                   table: file evidence, columns Risk · Owner
  Tests are green · green · PM recommended · answered `not-met` by tpm@example.com
    waits          it cites no file
                   table: file evidence, columns Risk · Owner

4 checks: 1 fail, 3 wait for an answer `met`
"""


def test_checks_that_wait_for_an_answer_are_counted() -> None:
    """A new project has one for most items, and nothing to say of any."""
    assert checks_list.render_text(WAITING, Style()) == WAITING_TEXT
    assert checks_list.render_text(WAITING, Style(verbose=True)) == WAITING_WHOLE
    only = WAITING._replace(phases=WAITING.phases[1:])
    assert checks_list.render_text(only, Style()) == (
        "2 checks: 2 wait for an answer `met`\n  → tpm checks list release --verbose\n"
    )
    # JSON lists each, as ever.
    data = json.loads(checks_list.render_json(WAITING))
    outcomes = [
        check["outcome"]
        for each in data["phases"]
        for item in each["items"]
        for check in item["checks"]
    ]
    assert outcomes == ["could-not-run", "fail", "could-not-run", "could-not-run"]


def test_a_check_that_could_not_run_on_what_is_cited_is_listed() -> None:
    """Also one that leaves the judgement to people."""
    answered = phase("release", CheckedItem(LISTED, MET, (WAITS,)))
    text = checks_list.render_text(WAITING._replace(phases=(answered,)), Style())
    assert "    could not run  it cites no file\n" in text
    assert text.endswith("\n1 check: 1 could not run\n")


def test_the_list_as_json() -> None:
    data = json.loads(checks_list.render_json(LIST))
    validate(data, json.loads(json_schema_text("checks")))
    assert data["phases"][0]["items"][0]["checks"] == [
        {
            "kind": "coverage",
            "options": {"file": "coverage.xml", "min": 80},
            "outcome": "fail",
            "message": "coverage.xml: 61 %, needs 80 %",
            "file": "coverage.xml",
            "line": 3,
            "from_run": False,
            "runs": [],
        },
        {
            "kind": "command",
            "options": {"run": ["make", "smoke"]},
            "outcome": "fail",
            "message": "make smoke: ended with 2",
            "file": None,
            "line": None,
            "from_run": False,
            "runs": [{key: value for key, value in RUN._asdict().items() if key != "raw"}],
        },
    ]
    assert data["phases"][1]["decided"] is True


def verdict(state: State, *checks: CheckResult) -> ItemVerdict:
    return ItemVerdict(
        item=COVERED, must=True, state=state, satisfied=False, answer=MET, checks=checks
    )


def test_both_sides_of_a_dispute() -> None:
    disputed = verdict(State.DISPUTED, LOW, GOOD, BAD)
    assert disputes.disputes([disputed, verdict(State.STALE, LOW)], Style()) == [
        "",
        "Disputed: answered, but a check fails",
        "  Coverage is high · testing.covered",
        f"    answer  met by {WHO} on 2026-11-20, with docs/testing.md, https://example.com/t",
        "    check   fail: coverage.xml: 61 %, needs 80 %",
        "    check   fail: make smoke: ended with 2",
    ]
    assert disputes.as_data(disputed) == {
        "people": {"answer": "met", "by": WHO, "at": AT},
        "machine": ["fail: coverage.xml: 61 %, needs 80 %", "fail: make smoke: ended with 2"],
    }
    many = disputes.disputes([disputed] * 7, Style())
    assert many[-2:] == ["  and 2 more", "    → tpm checks list"]


@pytest.mark.parametrize("state", [state for state in State if state is not State.DISPUTED])
def test_nothing_is_said_where_nobody_disagrees(state: State) -> None:
    other = verdict(state, LOW)
    assert disputes.disputes([other], Style()) == disputes.two_sides(other, Style()) == []
    assert disputes.as_data(other) is None


def found(
    *files: Proposal, total: int = 0, find: tuple[str, ...] = ("docs/*.md",)
) -> EvidenceProposals:
    item = COVERED._replace(evidence=EvidenceRule(expect="a report", find=find, template="note"))
    citable = files[0].path if files else ""
    return EvidenceProposals(item, files, total or len(files), item.evidence.find, citable)


def test_what_the_repository_offers() -> None:
    files = (Proposal("docs/a b.md", "A"), Proposal("docs/c.md", ""))
    assert evidence_list.render_text(found(*files, total=7), Style()) == (
        "Coverage is high\n"
        "  docs/a b.md  A\n"
        "  docs/c.md\n"
        "  and 5 older\n"
        "  → tpm answer testing.covered met --evidence 'docs/a b.md'\n"
    )
    refused = evidence_list.render_text(found(*files)._replace(citable=""), Style())
    assert refused.splitlines()[-1] == (
        "  help: write in `docs/a b.md` what shows it, then run"
        " `tpm answer testing.covered met --evidence 'docs/a b.md'`"
    )
    assert evidence_list.render_text(found(), Style()) == (
        "Coverage is high\nno tracked file matches `docs/*.md`\n  → tpm evidence new"
        " testing.covered\n"
    )
    assert "this item has no `find` patterns" in evidence_list.render_text(found(find=()), Style())
    data = json.loads(evidence_list.render_json(found(*files, total=7)))
    validate(data, json.loads(json_schema_text("evidence")))
    assert data["files"] == [
        {"path": "docs/a b.md", "heading": "A"},
        {"path": "docs/c.md", "heading": None},
    ]
    assert (data["total"], data["template"]) == (7, "note")


EVIL = "\x1b[2J\u202e\x9b\x07##[error]x\r\n::set-output::"


def test_nothing_from_a_file_reaches_the_terminal_as_it_is() -> None:
    bad = LOW._replace(message=EVIL)
    item = COVERED._replace(title=EVIL)
    run = RUN._replace(by=EVIL, message=EVIL)
    spec = CheckSpec("command", {"run": [EVIL]})
    listed = CheckList(
        EVIL,
        "2026-11-22",
        (phase(EVIL, CheckedItem(item, MET, (Checked(spec, bad, (run,)),))),),
    )
    offered = found(Proposal(EVIL, EVIL))._replace(item=item)
    disputed = verdict(State.DISPUTED, bad)._replace(item=item, answer=MET._replace(by=EVIL))
    for text in (
        checks_list.render_text(listed, Style()),
        checks_list.render_json(listed),
        evidence_list.render_text(offered, Style()),
        evidence_list.render_json(offered),
        "\n".join(disputes.disputes([disputed], Style())),
    ):
        assert not {sign for sign in text if sign in "\x1b\u202e\x9b\x07\r"}
        assert "\n::" not in text
