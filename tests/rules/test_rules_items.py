"""The state of one item at an open gate, reason by reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tpmcli.model.facts import CheckOutcome, CheckResult, Detail, EvidenceDetail
from tpmcli.model.finding import Arguments, Finding, Subject, SubjectKind
from tpmcli.model.fix import Advice, Blank, Command, Edit, File, Fix, Help, tpm
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.rule import Reason, Rule, RuleReason, Severity
from tpmcli.model.verdict import GateVerdict
from world.memory import World, item
from world.model import Entry
from world.people import TODAY, TPM

ID = "feasibility.spike"
NO_HEADING = EvidenceDetail(Detail.NO_HEADING, ("goals",))


def gate(*items: Entry, **policy: Any) -> World:
    """One gate that is in order but for the item under test."""
    return World.of(item("feasibility.base"), *items, **policy)


def check(made: World) -> tuple[GateVerdict, str, list[Finding]]:
    """Verdict, the state of the item, and its findings."""
    made.answer("feasibility.base")
    made.sign("feasibility")
    report = made.judged("phase", "feasibility")
    verdict = next(i for i in report.gates[0].items if i.item.id == ID)
    assert report.all_findings() == verdict.findings
    return report.verdict, str(verdict.state), list(verdict.findings)


def _answered(value: str = "met", **more: Any) -> Callable[[World], None]:
    def change(made: World) -> None:
        made.answer(ID, value, **more)

    return change


def _answered_then(edit: Callable[[World], None], **more: Any) -> Callable[[World], None]:
    def change(made: World) -> None:
        made.answer(ID, **more)
        edit(made)

    return change


def _set(**fields: Any) -> Callable[[World], None]:
    def change(made: World) -> None:
        made.find(ID).update(fields)

    return change


def _gone(status: str, **more: Any) -> Callable[[World], None]:
    return _answered_then(lambda made: made.there("docs/a.md", status, **more), evidence=CITED)


def _says(*outcomes: str, answered: str = "") -> Callable[[World], None]:
    def change(made: World) -> None:
        if answered:
            made.answer(ID, answered)
        made.check_says(ID, *outcomes)

    return change


def _one_gone_one_changed(made: World) -> None:
    made.there("docs/a.md", "missing")
    made.there("docs/b.md", sha256="other")


def _passes_beside_an_empty_file(made: World) -> None:
    made.check_says(ID, "pass")
    made.there("docs/a.md", "empty")


CITED = ["docs/a.md"]
NEEDED = {"evidence": {"required": True}}
PINNED = {"evidence": {"pin": True}}
CHECKED = {"checks": [{"file": {"glob": "docs/*.md"}}]}
BY_CHECKS = {**CHECKED, "answered-by": "checks"}
ANSWER = tpm("answer", ID, "met")
ANSWER_WITH_EVIDENCE = tpm("answer", ID, "met", "--evidence", Blank.EVIDENCE)
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
MET, UNMET = GateVerdict.MET, GateVerdict.UNMET
DAY = "2026-11-01"


def found(
    reason: RuleReason,
    severity: Severity = ERROR,
    fix: Fix = ANSWER,
    *,
    owner: str = TPM,
    title: str = "spike",
    recommended: bool = False,
    **about: Any,
) -> Finding:
    """A finding about the item, whole; answering the item fixes it, if nothing else is named."""
    subject = Subject(SubjectKind.ITEM, "feasibility", ID, TPM_ROLE, title=title)
    return Finding(
        reason,
        subject,
        severity,
        Arguments(**about),
        fix,
        (owner,),
        (TPM_ROLE,),
        recommended=recommended,
    )


def found_by_check(reason: RuleReason, outcome: str) -> Finding:
    """A finding of the item's only check."""
    result = CheckResult("file", CheckOutcome(outcome), f"the file check says {outcome}")
    fix: Fix = Advice(Help.CORRECT_FOUND)
    if reason is Reason.DISPUTED:
        fix = Advice(Help.CORRECT_OR_DENY, tpm("answer", ID, "not-met"))
    if reason is Reason.CHECK_COULD_NOT_RUN:
        fix = Advice(Help.PROVIDE_INPUT)
    return found(reason, fix=fix, check=1, result=result)


UNANSWERED = found(Reason.UNANSWERED)
UNREAD = found(
    Reason.CHECK_COULD_NOT_RUN,
    WARNING,
    Advice(Help.CITE_READABLE),
    check=1,
    result=CheckResult(
        "file", CheckOutcome.COULD_NOT_RUN, "the file check says unread", tolerated=True
    ),
)
CHANGED = found(Reason.EVIDENCE_CHANGED, NOTE, path="docs/a.md", person=TPM, day=DAY)

Case = tuple[dict[str, Any], Callable[[World], None], GateVerdict, str, list[Finding]]
CASES: dict[str, Case] = {
    "unanswered": ({}, lambda made: None, UNMET, "open", [UNANSWERED]),
    "unanswered, evidence wanted": (
        NEEDED,
        lambda made: None,
        UNMET,
        "open",
        [found(Reason.UNANSWERED, fix=ANSWER_WITH_EVIDENCE)],
    ),
    "met": ({}, _answered(), MET, "satisfied", []),
    "not met": ({}, _answered("not-met"), UNMET, "not-met", [found(Reason.NOT_MET)]),
    "not met, with a plan": (
        {},
        _answered("not-met", owner="ann@example.com", due="2027-01-10"),
        UNMET,
        "not-met",
        [found(Reason.NOT_MET_PLANNED, owner="ann@example.com", until="2027-01-10")],
    ),
    "not applicable, with a reason": (
        {"not-applicable": True},
        _answered("not-applicable", note="no users"),
        MET,
        "satisfied",
        [],
    ),
    "not applicable, not allowed": (
        {},
        _answered("not-applicable", note="no users"),
        UNMET,
        "open",
        [found(Reason.NOT_APPLICABLE_REFUSED)],
    ),
    "not applicable, no reason": (
        {"not-applicable": True},
        _answered("not-applicable", note=" "),
        UNMET,
        "open",
        [found(Reason.NOT_APPLICABLE_UNEXPLAINED)],
    ),
    "no evidence": (
        NEEDED,
        _answered(),
        UNMET,
        "no-evidence",
        [found(Reason.NO_EVIDENCE, fix=ANSWER_WITH_EVIDENCE)],
    ),
    "a link is enough": (NEEDED, _answered(evidence=["https://a.example/b"]), MET, "satisfied", []),
    "evidence there": (NEEDED, _answered(evidence=CITED), MET, "satisfied", []),
    "evidence missing": (
        {},
        _gone("missing"),
        UNMET,
        "no-evidence",
        [found(Reason.EVIDENCE_MISSING, path="docs/a.md")],
    ),
    "evidence not looked at": (
        {},
        _answered_then(lambda made: made["facts"]["evidence"].clear(), evidence=CITED),
        UNMET,
        "no-evidence",
        [found(Reason.EVIDENCE_MISSING, path="docs/a.md")],
    ),
    "evidence moved": (
        {},
        _gone("missing", **{"moved-to": "docs/b.md"}),
        UNMET,
        "no-evidence",
        [
            found(
                Reason.EVIDENCE_MISSING,
                fix=tpm("evidence", "move", File("docs/a.md"), File("docs/b.md")),
                path="docs/a.md",
                moved_to="docs/b.md",
            )
        ],
    ),
    "evidence empty, with a detail": (
        {},
        _gone("empty", detail=NO_HEADING),
        UNMET,
        "no-evidence",
        [found(Reason.EVIDENCE_EMPTY, path="docs/a.md", detail=NO_HEADING)],
    ),
    "evidence outside": (
        {},
        _gone("outside"),
        UNMET,
        "no-evidence",
        [found(Reason.EVIDENCE_OUTSIDE, path="docs/a.md")],
    ),
    "evidence untracked": (
        {},
        _gone("untracked"),
        UNMET,
        "no-evidence",
        [
            found(
                Reason.EVIDENCE_UNTRACKED,
                fix=Command(("git", "add", File("docs/a.md"))),
                path="docs/a.md",
            )
        ],
    ),
    "evidence changed": ({}, _gone("ok", sha256="other"), MET, "satisfied", [CHANGED]),
    "pinned evidence changed": (
        PINNED,
        _gone("ok", sha256="other"),
        UNMET,
        "stale",
        [CHANGED._replace(severity=ERROR)],
    ),
    "pinned evidence changed, and other gone": (
        PINNED,
        _answered_then(_one_gone_one_changed, evidence=["docs/a.md", "docs/b.md"]),
        UNMET,
        "no-evidence",
        [
            found(Reason.EVIDENCE_MISSING, path="docs/a.md"),
            found(Reason.EVIDENCE_CHANGED, path="docs/b.md", person=TPM, day=DAY),
        ],
    ),
    "evidence unfilled": (
        {},
        _gone("ok", placeholder="“TBD”"),
        MET,
        "satisfied",
        [
            found(
                Reason.EVIDENCE_PLACEHOLDER,
                WARNING,
                Edit("docs/a.md", Help.FILL_IN),
                path="docs/a.md",
                placeholder="“TBD”",
            )
        ],
    ),
    "reworded": (
        {},
        _answered_then(_set(title="spike with a result")),
        UNMET,
        "stale",
        [found(Reason.ITEM_REWORDED, title="spike with a result", person=TPM, day=DAY)],
    ),
    "on the last day": ({"valid-for": 21}, _answered(), MET, "satisfied", []),
    "after the last day": (
        {"valid-for": 20},
        _answered(),
        UNMET,
        "lapsed",
        [found(Reason.ANSWER_LAPSED, day=DAY, until="2026-11-21")],
    ),
    "check passes, nobody answers": (CHECKED, _says("pass"), UNMET, "open", [UNANSWERED]),
    "check passes": (CHECKED, _says("pass", answered="met"), MET, "satisfied", []),
    "check fails": (
        CHECKED,
        _says("fail", answered="met"),
        UNMET,
        "disputed",
        [found_by_check(Reason.DISPUTED, "fail")],
    ),
    "check could not run": (
        CHECKED,
        _says("could-not-run", answered="met"),
        UNMET,
        "disputed",
        [found_by_check(Reason.CHECK_COULD_NOT_RUN, "could-not-run")],
    ),
    "check without a result": (
        CHECKED,
        _answered(),
        UNMET,
        "disputed",
        [found(Reason.CHECK_WITHOUT_RESULT, fix=tpm("checks", "list"))],
    ),
    "check could read nothing of what is cited": (
        CHECKED,
        _says("unread", answered="met"),
        MET,
        "satisfied",
        [UNREAD],
    ),
    "check could read nothing, and the item does not apply": (
        {**CHECKED, "not-applicable": True},
        _answered_then(_says("unread"), value="not-applicable", note="none"),
        MET,
        "satisfied",
        [],
    ),
    "check could read nothing, and nobody answered": (
        BY_CHECKS,
        _says("unread"),
        UNMET,
        "open",
        [UNREAD._replace(severity=ERROR, fix=Advice(Help.PROVIDE_INPUT))],
    ),
    "a check answers": (BY_CHECKS, _says("pass"), MET, "satisfied", []),
    "a check answers no": (
        BY_CHECKS,
        _says("fail"),
        UNMET,
        "open",
        [found_by_check(Reason.CHECK_FAILED, "fail")],
    ),
    "a person adds nothing to a check": (
        BY_CHECKS,
        _answered_then(_says("pass"), question="q1:0"),
        MET,
        "satisfied",
        [],
    ),
    "a person may say no where a check answers": (
        BY_CHECKS,
        _says("pass", answered="not-met"),
        UNMET,
        "not-met",
        [found(Reason.NOT_MET)],
    ),
    "evidence beside a check must be there": (
        BY_CHECKS,
        _answered_then(_passes_beside_an_empty_file, evidence=CITED),
        UNMET,
        "no-evidence",
        [found(Reason.EVIDENCE_EMPTY, path="docs/a.md")],
    ),
    "answered by checks, but there are none": (
        {"answered-by": "checks"},
        lambda made: None,
        UNMET,
        "open",
        [UNANSWERED],
    ),
    "should": (
        {"level": "should"},
        lambda made: None,
        MET,
        "open",
        [found(Reason.UNANSWERED, WARNING, recommended=True)],
    ),
    "should, with a note": (
        {"level": "should"},
        _gone("ok", sha256="other"),
        MET,
        "satisfied",
        [CHANGED],
    ),
    "not enforced yet": (
        {"enforce-from": "2026-11-23"},
        lambda made: None,
        MET,
        "open",
        [found(Reason.UNANSWERED, WARNING, recommended=True)],
    ),
    "required only from today": (
        {"enforce-from": TODAY},
        lambda made: None,
        UNMET,
        "open",
        [UNANSWERED],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_item_has_this_verdict_and_these_findings(name: str) -> None:
    fields, change, *expected = CASES[name]
    made = gate(item(ID, **fields))
    change(made)
    assert list(check(made)) == expected


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [
        ("level", {"level": "should"}, {"level": "must"}),
        ("traits", {}, {"when": ["regulated"]}),
        ("expectation", {}, {"evidence": {"expect": "a note", "required": False, "pin": False}}),
        ("evidence", {}, {"evidence": {"expect": "", "required": True, "pin": False}}),
        ("checks", {}, CHECKED),
        ("role", {}, {"role": "pm"}),
    ],
)
def test_these_changes_of_an_item_outdate_its_answer(
    what: str, before: dict[str, Any], after: dict[str, Any]
) -> None:
    made = gate(item(ID, **before))
    made["policy"]["traits"] = ["regulated"]
    _answered_then(_set(**after))(made)
    verdict, state, _ = check(made)
    assert (verdict, state) == (UNMET, "stale")


@pytest.mark.parametrize(
    ("what", "after"),
    [
        ("age", {"valid-for": 400}),
        ("standing", {"standing": True}),
        ("enforcement", {"enforce-from": "2026-01-01"}),
        ("not applicable", {"not-applicable": True}),
        ("pin", {"evidence": {"expect": "", "required": False, "pin": True}}),
    ],
)
def test_these_changes_of_an_item_leave_its_answer(what: str, after: dict[str, Any]) -> None:
    made = gate(item(ID))
    _answered_then(_set(**after))(made)
    assert check(made) == (MET, "satisfied", [])


def test_item_of_another_trait_is_not_asked() -> None:
    made = gate(item(ID, when=["regulated", "public-api"]))
    made["policy"]["traits"] = ["regulated"]
    made.answer("feasibility.base")
    made.sign("feasibility")
    report = made.judged("phase", "feasibility")
    assert (report.verdict, [i.item.id for i in report.gates[0].items]) == (
        MET,
        ["feasibility.base"],
    )


def test_should_blocks_where_the_policy_wants_it() -> None:
    made = gate(item(ID, level="should"), should="block")
    assert check(made) == (UNMET, "open", [UNANSWERED._replace(recommended=True)])


def test_should_block_leaves_a_must_that_is_not_enforced_yet() -> None:
    made = gate(item(ID, **{"enforce-from": "2026-11-23"}), should="block")
    warned = found(Reason.UNANSWERED, WARNING, recommended=True)
    assert check(made) == (MET, "open", [warned])
    assert warned.rule is Rule.SHOULD_UNMET
