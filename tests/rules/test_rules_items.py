"""How one item stands at an open gate, reason by reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import worlds
from worlds import TODAY, World, answer, item, sign, there, world

from tpmcli.model.verdict import GateReport, GateVerdict

ID = "feasibility.spike"
Found = tuple[str, str, str]


def gate(*items: World, **policy: Any) -> World:
    """One gate that is in order but for the item under test."""
    return world(item("feasibility.base"), *items, **policy)


def found(report: GateReport) -> list[Found]:
    return [(f.rule, str(f.severity), f.subject) for f in report.all_findings()]


def check(made: World) -> tuple[GateVerdict, str, list[str]]:
    """Verdict, the state of the item, and its findings in full."""
    answer(made, "feasibility.base")
    sign(made, "feasibility")
    report = worlds.judged(made, "phase", "feasibility")
    verdict = next(i for i in report.gates[0].items if i.item.id == ID)
    said = [f"{f.severity} {f.rule}: {f.message} | {f.fix} | {f.owner}" for f in verdict.findings]
    assert report.all_findings() == verdict.findings
    return report.verdict, str(verdict.state), said


def _answered(value: str = "met", **more: Any) -> Callable[[World], None]:
    def change(made: World) -> None:
        answer(made, ID, value, **more)

    return change


def _answered_then(edit: Callable[[World], None], **more: Any) -> Callable[[World], None]:
    def change(made: World) -> None:
        answer(made, ID, **more)
        edit(made)

    return change


def _set(**fields: Any) -> Callable[[World], None]:
    def change(made: World) -> None:
        worlds.find(made, ID).update(fields)

    return change


def _gone(status: str, **more: str) -> Callable[[World], None]:
    return _answered_then(lambda made: there(made, "docs/a.md", status, **more), evidence=CITED)


def _says(*outcomes: str, answered: str = "") -> Callable[[World], None]:
    def change(made: World) -> None:
        if answered:
            answer(made, ID, answered)
        worlds.check_says(made, ID, *outcomes)

    return change


def _one_gone_one_changed(made: World) -> None:
    there(made, "docs/a.md", "missing")
    there(made, "docs/b.md", sha256="other")


def _passes_beside_an_empty_file(made: World) -> None:
    worlds.check_says(made, ID, "pass")
    there(made, "docs/a.md", "empty")


CITED = ["docs/a.md"]
NEEDED = {"evidence": {"required": True}}
PINNED = {"evidence": {"pin": True}}
CHECKED = {"checks": [{"file": {"glob": "docs/*.md"}}]}
BY_CHECKS = {**CHECKED, "answered-by": "checks"}
ANSWER = f"tpm answer {ID} met"
MET, UNMET = GateVerdict.MET, GateVerdict.UNMET

Case = tuple[dict[str, Any], Callable[[World], None], GateVerdict, str, list[str]]
CASES: dict[str, Case] = {
    "unanswered": (
        {},
        lambda made: None,
        UNMET,
        "open",
        [f"error unanswered: “spike” is not answered | {ANSWER} | tpm@example.com"],
    ),
    "unanswered, evidence wanted": (
        NEEDED,
        lambda made: None,
        UNMET,
        "open",
        [f"error unanswered: “spike” is not answered | {ANSWER} --evidence PATH | tpm@example.com"],
    ),
    "met": ({}, _answered(), MET, "satisfied", []),
    "not met": (
        {},
        _answered("not-met"),
        UNMET,
        "not-met",
        [f"error not-met: “spike” is answered not met | {ANSWER} | tpm@example.com"],
    ),
    "not met, with a plan": (
        {},
        _answered("not-met", owner="ann@example.com", due="2027-01-10"),
        UNMET,
        "not-met",
        [
            (
                "error not-met: “spike” is answered not met (due 2027-01-10)"
                f" | {ANSWER} | ann@example.com"
            )
        ],
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
        [
            (
                "error not-applicable-refused: “spike” is answered not applicable, which it"
                " does not"
                f" allow | {ANSWER} | tpm@example.com"
            )
        ],
    ),
    "not applicable, no reason": (
        {"not-applicable": True},
        _answered("not-applicable", note=" "),
        UNMET,
        "open",
        [
            (
                "error not-applicable-refused: “spike” is answered not applicable without a reason"
                f" | {ANSWER} | tpm@example.com"
            )
        ],
    ),
    "no evidence": (
        NEEDED,
        _answered(),
        UNMET,
        "no-evidence",
        [
            (
                "error no-evidence: “spike” is answered met without the evidence that it asks for"
                f" | {ANSWER} --evidence PATH | tpm@example.com"
            )
        ],
    ),
    "a link is enough": (NEEDED, _answered(evidence=["https://a.example/b"]), MET, "satisfied", []),
    "evidence there": (NEEDED, _answered(evidence=CITED), MET, "satisfied", []),
    "evidence missing": (
        {},
        _gone("missing"),
        UNMET,
        "no-evidence",
        [
            (
                "error evidence-missing: docs/a.md, evidence for “spike”, is not there"
                f" | {ANSWER} | tpm@example.com"
            )
        ],
    ),
    "evidence not looked at": (
        {},
        _answered_then(lambda made: made["facts"]["evidence"].clear(), evidence=CITED),
        UNMET,
        "no-evidence",
        [
            (
                "error evidence-missing: docs/a.md, evidence for “spike”, is not there"
                f" | {ANSWER} | tpm@example.com"
            )
        ],
    ),
    "evidence empty, in words": (
        {},
        _gone("empty", detail="no text under #goals"),
        UNMET,
        "no-evidence",
        [
            (
                "error evidence-empty: docs/a.md, evidence for “spike”, is empty (no text"
                " under #goals)"
                f" | {ANSWER} | tpm@example.com"
            )
        ],
    ),
    "evidence outside": (
        {},
        _gone("outside"),
        UNMET,
        "no-evidence",
        [
            (
                "error evidence-outside: docs/a.md, evidence for “spike”, lies outside the"
                " repository"
                f" | {ANSWER} | tpm@example.com"
            )
        ],
    ),
    "evidence untracked": (
        {},
        _gone("untracked"),
        UNMET,
        "no-evidence",
        [
            (
                "error evidence-untracked: docs/a.md, evidence for “spike”, is not tracked by git"
                " | git add docs/a.md | tpm@example.com"
            )
        ],
    ),
    "evidence changed": (
        {},
        _gone("ok", sha256="other"),
        MET,
        "satisfied",
        [
            (
                "note evidence-changed: docs/a.md, evidence for “spike”, changed after"
                f" tpm@example.com answered on 2026-11-01 | {ANSWER} | tpm@example.com"
            )
        ],
    ),
    "pinned evidence changed": (
        PINNED,
        _gone("ok", sha256="other"),
        UNMET,
        "stale",
        [
            (
                "error evidence-changed: docs/a.md, evidence for “spike”, changed after"
                f" tpm@example.com answered on 2026-11-01 | {ANSWER} | tpm@example.com"
            )
        ],
    ),
    "pinned evidence changed, and other gone": (
        PINNED,
        _answered_then(_one_gone_one_changed, evidence=["docs/a.md", "docs/b.md"]),
        UNMET,
        "no-evidence",
        [
            (
                "error evidence-missing: docs/a.md, evidence for “spike”, is not there"
                f" | {ANSWER} | tpm@example.com"
            ),
            (
                "error evidence-changed: docs/b.md, evidence for “spike”, changed after"
                f" tpm@example.com answered on 2026-11-01 | {ANSWER} | tpm@example.com"
            ),
        ],
    ),
    "evidence unfilled": (
        {},
        _gone("ok", placeholder="“TBD”"),
        MET,
        "satisfied",
        [
            (
                "warning evidence-placeholder: docs/a.md, evidence for “spike”, still says “TBD”"
                " | edit docs/a.md | tpm@example.com"
            )
        ],
    ),
    "reworded": (
        {},
        _answered_then(_set(title="spike with a result")),
        UNMET,
        "stale",
        [
            (
                "error stale-question: “spike with a result” was reworded after tpm@example.com"
                f" answered it on 2026-11-01 | {ANSWER} | tpm@example.com"
            )
        ],
    ),
    "on the last day": ({"valid-for": 21}, _answered(), MET, "satisfied", []),
    "after the last day": (
        {"valid-for": 20},
        _answered(),
        UNMET,
        "lapsed",
        [
            (
                "error answer-lapsed: “spike” was answered on 2026-11-01; that lapsed after"
                " 2026-11-21"
                f" | {ANSWER} | tpm@example.com"
            )
        ],
    ),
    "check passes, nobody answers": (
        CHECKED,
        _says("pass"),
        UNMET,
        "open",
        [f"error unanswered: “spike” is not answered | {ANSWER} | tpm@example.com"],
    ),
    "check passes": (CHECKED, _says("pass", answered="met"), MET, "satisfied", []),
    "check fails": (
        CHECKED,
        _says("fail", answered="met"),
        UNMET,
        "disputed",
        [
            (
                "error disputed: “spike” is answered, but its check says no: the file check"
                " says fail"
                f" | tpm why {ID} | tpm@example.com"
            )
        ],
    ),
    "check could not run": (
        CHECKED,
        _says("could-not-run", answered="met"),
        UNMET,
        "disputed",
        [
            (
                "error check-not-run: “spike” is not shown: the file check says could-not-run"
                f" | tpm why {ID} | tpm@example.com"
            )
        ],
    ),
    "check without a result": (
        CHECKED,
        _answered(),
        UNMET,
        "disputed",
        [
            (
                "error check-not-run: “spike” has a check without a result"
                " | tpm checks list | tpm@example.com"
            )
        ],
    ),
    "a check answers": (BY_CHECKS, _says("pass"), MET, "satisfied", []),
    "a check answers no": (
        BY_CHECKS,
        _says("fail"),
        UNMET,
        "open",
        [
            (
                "error check-failed: “spike” is not shown: the file check says fail"
                f" | tpm why {ID} | tpm@example.com"
            )
        ],
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
        [f"error not-met: “spike” is answered not met | {ANSWER} | tpm@example.com"],
    ),
    "evidence beside a check must be there": (
        BY_CHECKS,
        _answered_then(_passes_beside_an_empty_file, evidence=CITED),
        UNMET,
        "no-evidence",
        [
            (
                "error evidence-empty: docs/a.md, evidence for “spike”, is empty"
                f" | {ANSWER} | tpm@example.com"
            )
        ],
    ),
    "answered by checks, but there are none": (
        {"answered-by": "checks"},
        lambda made: None,
        UNMET,
        "open",
        [f"error unanswered: “spike” is not answered | {ANSWER} | tpm@example.com"],
    ),
    "should": (
        {"level": "should"},
        lambda made: None,
        MET,
        "open",
        [f"warning should-unmet: “spike” is not answered | {ANSWER} | tpm@example.com"],
    ),
    "should, with a note": (
        {"level": "should"},
        _gone("ok", sha256="other"),
        MET,
        "satisfied",
        [
            (
                "note evidence-changed: docs/a.md, evidence for “spike”, changed after"
                f" tpm@example.com answered on 2026-11-01 | {ANSWER} | tpm@example.com"
            )
        ],
    ),
    "not enforced yet": (
        {"enforce-from": "2026-11-23"},
        lambda made: None,
        MET,
        "open",
        [f"warning should-unmet: “spike” is not answered | {ANSWER} | tpm@example.com"],
    ),
    "enforced from today": (
        {"enforce-from": TODAY},
        lambda made: None,
        UNMET,
        "open",
        [f"error unanswered: “spike” is not answered | {ANSWER} | tpm@example.com"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_item(name: str) -> None:
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
def test_stale_by(what: str, before: dict[str, Any], after: dict[str, Any]) -> None:
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
def test_not_stale_by(what: str, after: dict[str, Any]) -> None:
    made = gate(item(ID))
    _answered_then(_set(**after))(made)
    assert check(made) == (MET, "satisfied", [])


def test_item_of_another_trait_is_not_asked() -> None:
    made = gate(item(ID, when=["regulated", "public-api"]))
    made["policy"]["traits"] = ["regulated"]
    answer(made, "feasibility.base")
    sign(made, "feasibility")
    report = worlds.judged(made, "phase", "feasibility")
    assert (report.verdict, [i.item.id for i in report.gates[0].items]) == (
        MET,
        ["feasibility.base"],
    )


def test_should_blocks_where_the_policy_wants_it() -> None:
    made = gate(item(ID, level="should"), should="block")
    said = f"error should-unmet: “spike” is not answered | {ANSWER} | tpm@example.com"
    assert check(made) == (UNMET, "open", [said])


def test_should_block_leaves_a_must_that_is_not_enforced_yet() -> None:
    made = gate(item(ID, **{"enforce-from": "2026-11-23"}), should="block")
    said = f"warning should-unmet: “spike” is not answered | {ANSWER} | tpm@example.com"
    assert check(made) == (MET, "open", [said])
