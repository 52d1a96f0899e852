"""Waivers, sign-offs and people at an open gate."""

from __future__ import annotations

from typing import Any

import pytest

from tpmcli.model.fix import Advice, Blank, Command, Help, Word, tpm
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, RuleReason
from tpmcli.model.verdict import SignOffState
from tpmcli.rules.open_gate import blocks_signing
from world.found import Told, said, short, tell
from world.memory import World, item
from world.people import PM, TPM

ID = "feasibility.spike"
ANSWER = tpm("answer", ID, "met")


def another(until: str = "2027-01-10", approver: Word = Blank.EMAIL) -> Command:
    """The command that waives the item again, and repeats what is right."""
    return tpm("waive", ID, "--until", until, "--reason", "agreed", "--approved-by", approver)


UNANSWERED = said(Reason.UNANSWERED, ID, ANSWER, severity="note")


def gate(**policy: Any) -> World:
    made = World.of(item("feasibility.base"), item(ID), **policy)
    made.answer("feasibility.base")
    return made


def told(made: World) -> list[Told | str]:
    """Verdict, then every finding."""
    report = made.judged("phase", "feasibility")
    return [str(report.verdict), *map(tell, report.all_findings())]


def rules(made: World) -> list[str]:
    """Verdict, then severity, rule and subject of every finding."""
    report = made.judged("phase", "feasibility")
    return [str(report.verdict), *map(short, report.all_findings())]


def test_a_signed_waiver_lets_an_item_pass() -> None:
    made = gate()
    made.waive(ID)
    made.sign("feasibility")
    assert told(made) == ["met", UNANSWERED]
    report = made.judged("phase", "feasibility")
    verdict = report.gates[0].items[1]
    assert (str(verdict.state), verdict.satisfied, verdict.waived_until) == (
        "waived",
        True,
        "2027-01-10",
    )
    assert report.gates[0].counts == (2, 2, 0, 0, 1)
    assert report.gates[0].recommendation == ("conditional", "met-with-waiver")


def test_a_satisfied_item_needs_no_waiver() -> None:
    made = gate()
    made.waive(ID, "2026-11-10")
    made.answer(ID)
    made.sign("feasibility")
    assert told(made) == ["met"]


@pytest.mark.parametrize(
    ("until", "left"), [("2026-11-22", 0), ("2026-11-23", 1), ("2026-12-06", 14)]
)
def test_waiver_holds_through_its_last_day_and_says_so(until: str, left: int) -> None:
    made = gate()
    made.waive(ID, until)
    made.sign("feasibility")
    soon = said(Reason.WAIVER_EXPIRING, ID, ANSWER, severity="warning", until=until, days_left=left)
    assert told(made) == ["met", soon, UNANSWERED]


def test_no_word_of_the_end_before_the_warning_days() -> None:
    made = gate()
    made.waive(ID, "2026-12-07")
    made.sign("feasibility")
    assert told(made) == ["met", UNANSWERED]


def test_expired_the_day_after() -> None:
    made = gate()
    made.waive(ID, "2026-11-21")
    made.sign("feasibility")
    assert told(made) == [
        "unmet",
        said(Reason.WAIVER_EXPIRED, ID, ANSWER, until="2026-11-21"),
    ]


def test_a_withdrawn_waiver_counts_no_more() -> None:
    made = gate()
    made.waive(ID)
    made.sign("feasibility")
    made.withdraw(ID)
    assert told(made) == [
        "unmet",
        said(Reason.WAIVER_WITHDRAWN, ID, ANSWER, day="2026-11-02", person=PM),
    ]


def test_expired_waiver_keeps_the_other_reasons() -> None:
    made = gate()
    made.waive(ID, "2026-11-21")
    made.answer(ID, evidence=["docs/a.md", "docs/b.md"])
    made["facts"]["evidence"].clear()
    made.sign("feasibility")
    assert rules(made) == [
        "unmet",
        f"error waiver-expired {ID}",
        f"error evidence-missing {ID}",
    ]


@pytest.mark.parametrize(("until", "fine"), [("2027-01-30", True), ("2027-01-31", False)])
def test_too_long_by_a_day(until: str, fine: bool) -> None:
    made = gate()
    made.waive(ID, until)
    made.sign("feasibility")
    about: dict[str, Any] = {
        "until": until,
        "day": "2026-11-01",
        "total": 90,
        "latest": "2027-01-30",
    }
    too_long = said(Reason.WAIVER_TOO_LONG, ID, another("2027-01-30", PM), **about)
    assert told(made) == (["met", UNANSWERED] if fine else ["unmet", too_long, UNANSWERED])


STRICTNESS = pytest.mark.parametrize(
    ("strictness", "verdict", "severities"),
    [("off", "met", []), ("warn", "met", ["warning"]), ("require", "unmet", ["error"])],
)


@STRICTNESS
def test_a_waiver_approved_by_its_requester_is_found(
    strictness: str, verdict: str, severities: list[str]
) -> None:
    made = gate(distinct_people=strictness)
    made.waive(ID, approved_by="TPM@Example.com")
    made.sign("feasibility")
    own = said(Reason.WAIVER_SELF_APPROVED, ID, another(), person=TPM)
    assert told(made) == [
        verdict,
        *(own._replace(severity=each) for each in severities),
        UNANSWERED,
    ]


def test_self_approved_through_an_alias() -> None:
    made = gate(distinct_people="require")
    made["policy"]["aliases"] = {TPM: ["1+tpm@users.example"]}
    made.waive(ID, by="1+TPM@users.example", approved_by=TPM)
    made.sign("feasibility")
    assert rules(made) == [
        "unmet",
        f"error waiver-self-approved {ID}",
        f"note unanswered {ID}",
    ]


def test_approver_not_allowed() -> None:
    made = gate()
    made["policy"]["waivers"]["approvers"] = [TPM]
    made.waive(ID)
    made.sign("feasibility")
    assert told(made) == [
        "unmet",
        said(Reason.WAIVER_APPROVER_UNAUTHORISED, ID, another(), person=PM),
        UNANSWERED,
    ]


def test_approver_has_not_signed_over_it() -> None:
    made = gate()
    made.sign("feasibility")
    made.waive(ID)
    assert told(made) == [
        "unmet",
        said(
            Reason.WAIVER_UNSIGNED,
            ID,
            tpm("sign", "feasibility", "--role", "pm", people=(PM,)),
            person=PM,
        ),
        UNANSWERED,
    ]


def test_approver_without_a_role() -> None:
    made = gate()
    made["policy"]["waivers"]["approvers"] = ["boss@example.com"]
    made.waive(ID, approved_by="boss@example.com")
    made.sign("feasibility")
    fix = tpm("sign", "feasibility", "--role", Blank.ROLE, people=("boss@example.com",))
    assert told(made)[1] == said(Reason.WAIVER_UNSIGNED, ID, fix, person="boss@example.com")


@pytest.mark.parametrize("spoil", ["another number", "another person", "no longer in the role"])
def test_signature_over_something_else(spoil: str) -> None:
    made = gate(signoffs=["tpm"])
    made.waive(ID)
    made.sign("feasibility")
    if spoil == "another number":
        made.waive(ID)
    elif spoil == "another person":
        made["record"]["signoffs"]["feasibility.pm"][0]["by"] = TPM
    else:
        made["policy"]["people"]["pm"] = []
        made["policy"]["waivers"]["approvers"] = [PM]
    assert rules(made) == [
        "unmet",
        f"error waiver-unapproved {ID}",
        f"note unanswered {ID}",
    ]


def test_a_renewed_waiver_counts_once_it_is_signed() -> None:
    made = gate()
    made.waive(ID, "2026-11-21")
    made.sign("feasibility")
    made.waive(ID)
    made.sign("feasibility", "pm")
    assert told(made) == ["met", UNANSWERED]


def test_waiver_of_what_does_not_block_is_not_looked_at() -> None:
    made = World.of(item("feasibility.base"), item(ID, level="should"))
    made.answer("feasibility.base")
    made.waive(ID, "2028-01-01", approved_by="guest@example.com")
    made.sign("feasibility")
    assert rules(made) == ["met", f"warning should-unmet {ID}"]


def test_a_should_that_blocks_may_be_waived() -> None:
    made = World.of(item("feasibility.base"), item(ID, level="should"), should="block")
    made.answer("feasibility.base")
    made.waive(ID)
    made.sign("feasibility")
    assert rules(made) == ["met", f"note unanswered {ID}"]
    made["facts"]["today"] = "2027-01-11"
    assert rules(made) == ["unmet", f"error should-unmet {ID}"]


# --- sign-offs -------------------------------------------------------------------------------


def unsigned(reason: RuleReason, role: str, person: str = "") -> Told:
    """What is wrong with a role's sign-off."""
    fix = tpm("sign", "feasibility", "--role", role, people=(role,))
    return said(reason, f"feasibility.{role}", fix, person=person)


def test_a_missing_sign_off_is_found() -> None:
    made = gate()
    made.answer(ID)
    made.sign("feasibility", "tpm")
    made["policy"]["people"]["pm"] = [PM, "second@example.com"]
    assert told(made) == ["unmet", unsigned(Reason.SIGNOFF_MISSING, "pm")]
    gate_result = made.judged("phase", "feasibility").gates[0]
    assert [s.state for s in gate_result.signoffs] == [SignOffState.VALID, SignOffState.MISSING]
    assert gate_result.findings[0].owners == (PM, "second@example.com")
    assert gate_result.findings[0].roles == (PM_ROLE,)


def test_a_sign_off_by_a_stranger_is_found() -> None:
    made = gate()
    made.answer(ID)
    made.sign("feasibility", "tpm")
    made.sign("feasibility", "pm", by="guest@example.com")
    assert told(made) == [
        "unmet",
        unsigned(Reason.SIGNER_WITHOUT_ROLE, "pm", "guest@example.com"),
    ]
    states = [s.state for s in made.judged("phase", "feasibility").gates[0].signoffs]
    assert states == [SignOffState.VALID, SignOffState.REFUSED]


@pytest.mark.parametrize("edit", ["note", "removed", "added", "waiver edited", "waiver removed"])
def test_a_sign_off_is_stale_after_an_edit(edit: str) -> None:
    made = gate()
    made.answer(ID, note="as agreed")
    made.waive(ID, approved_by=TPM)
    made.sign("feasibility")
    items = made["record"]["items"]
    if edit == "note":
        items[ID]["note"] = "as I like it"
    elif edit == "removed":
        items["feasibility.base"].clear()
        made.answer("feasibility.base", note="anew")
    elif edit == "added":
        items["feasibility.old"] = dict(items["feasibility.base"])
    elif edit == "waiver edited":
        items[ID]["waivers"][0]["until"] = "2027-01-29"
    else:
        items[ID]["waivers"].clear()
    assert told(made)[:2] == [
        "unmet",
        unsigned(Reason.SIGNOFF_STALE, "tpm", TPM),
    ]
    states = [s.state for s in made.judged("phase", "feasibility").gates[0].signoffs]
    assert states == [SignOffState.STALE, SignOffState.VALID]


def test_the_other_role_does_not_disturb() -> None:
    made = World.of(item("feasibility.base"), item("feasibility.market", "pm"))
    made.answer("feasibility.base")
    made.answer("feasibility.market")
    made.sign("feasibility")
    made.answer("feasibility.market", note="bigger")
    assert rules(made) == ["unmet", "error signoff-stale feasibility.pm"]


def test_only_required_roles_sign() -> None:
    made = gate(signoffs=["tpm"])
    made.answer(ID)
    made.sign("feasibility", "tpm")
    assert told(made) == ["met"]


def test_names_are_compared_through_aliases_and_without_case() -> None:
    made = gate()
    made["policy"]["aliases"] = {TPM: ["1+tpm@users.example"], "x@example.com": ["y@example.com"]}
    made.answer(ID)
    made.sign("feasibility", "tpm", by="1+TPM@users.example")
    made.sign("feasibility", "pm", by="PM@EXAMPLE.com")
    assert told(made) == ["met"]


@STRICTNESS
def test_one_person_in_both_roles_is_found(
    strictness: str, verdict: str, severities: list[str]
) -> None:
    made = gate(distinct_people=strictness)
    made["policy"]["people"] = {"tpm": [TPM], "pm": ["other@example.com"]}
    made["policy"]["aliases"] = {TPM: ["other@example.com"]}
    made.answer(ID)
    made.sign("feasibility", "tpm")
    made.sign("feasibility", "pm", by="other@example.com")
    fix = Advice(Help.OTHER_SIGNER)
    same = said(Reason.SAME_PERSON, "feasibility", fix, person=TPM)
    assert told(made) == [verdict, *(same._replace(severity=each) for each in severities)]


def test_recycle_voids_what_was_signed() -> None:
    made = gate()
    made.answer(ID)
    made.sign("feasibility")
    made.decide("feasibility", "recycle")
    assert told(made) == [
        "unmet",
        unsigned(Reason.SIGNOFF_MISSING_AGAIN, "tpm"),
        unsigned(Reason.SIGNOFF_MISSING_AGAIN, "pm"),
    ]
    made.sign("feasibility", at="2026-11-04T09:00:00Z")
    assert told(made) == ["met"]


def test_a_recycle_that_counts_wrong_revives_nothing() -> None:
    made = gate()
    made.answer(ID)
    made.sign("feasibility")
    made.decide("feasibility", "recycle")["signoffs"] = {}
    assert rules(made) == [
        "unmet",
        "error signoff-missing feasibility.tpm",
        "error signoff-missing feasibility.pm",
    ]


def test_hold_voids_nothing() -> None:
    made = gate()
    made.answer(ID)
    made.sign("feasibility")
    made.decide("feasibility", "hold")
    assert told(made) == ["met"]


# --- what keeps a role from signing ------------------------------------------------------------


def blocked(made: World, role: Role = TPM_ROLE) -> list[str]:
    project = made.project()
    phase = project.checklist.phases[0]
    return [v.item.id for v in blocks_signing(project, phase, role, made.facts())]


def test_an_open_must_keeps_its_role_from_signing() -> None:
    made = World.of(
        item(ID), item("feasibility.base", "pm"), item("feasibility.nice", level="should")
    )
    assert (blocked(made), blocked(made, PM_ROLE)) == ([ID], ["feasibility.base"])


def test_a_waiver_waits_for_its_signature() -> None:
    made = gate()
    made.waive(ID)
    assert blocked(made) == []


def test_a_waiver_that_signing_does_not_mend() -> None:
    made = gate()
    made.waive(ID, "2028-01-01")
    assert blocked(made) == [ID]


@pytest.mark.parametrize(
    ("decided", "outcomes", "answer", "blocks"),
    [
        ("", (), "met", True),
        ("hold", (), "met", True),
        ("recycle", (), "met", True),
        ("go", (), "met", False),
        ("conditional", (), "met", False),
        ("go", ("pass", "fail"), "met", True),
        ("go", ("pass", "could-not-run"), "met", True),
        ("go", (), "not-met", True),
        ("go", (), "", True),
    ],
)
def test_only_at_a_gate_that_passed_checks_need_no_result(
    decided: str, outcomes: tuple[str, ...], answer: str, blocks: bool
) -> None:
    """Its checks are not run again, so that a renewed waiver can be signed off."""
    checked = "feasibility.checked"
    checks = [{"file": {"path": "docs/a.md"}}, {"file": {"path": "docs/b.md"}}]
    made = World.of(item(ID), item(checked, checks=checks))
    made.waive(ID)
    if answer:
        made.answer(checked, answer)
    if outcomes:
        made.check_says(checked, *outcomes)
    made.sign("feasibility")
    if decided:
        made.decide("feasibility", decided)
    made.waive(ID, "2027-01-20")
    assert blocked(made) == ([checked] if blocks else [])
