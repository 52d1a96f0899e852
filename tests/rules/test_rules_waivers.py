"""Waivers, sign-offs and people at an open gate."""

from __future__ import annotations

from typing import Any

import pytest
import worlds
from worlds import PM, TPM, World, answer, decide, item, sign, waive, withdraw, world

from tpmcli.model.checklist import Role
from tpmcli.model.verdict import SignOffState
from tpmcli.rules.open_gate import blocks_signing

ID = "feasibility.spike"
UNANSWERED = f"note unanswered {ID}: “spike” is not answered | tpm answer {ID} met"
RENEW = f'tpm waive {ID} --until DATE --reason "…" --approved-by E-MAIL'


def gate(**policy: Any) -> World:
    made = world(item("feasibility.base"), item(ID), **policy)
    answer(made, "feasibility.base")
    return made


def said(made: World, asked: str = "phase", phase: str = "feasibility") -> list[str]:
    """Verdict, then every finding."""
    report = worlds.judged(made, asked, phase)
    found = report.all_findings()
    return [
        str(report.verdict),
        *(f"{f.severity} {f.rule} {f.subject}: {f.message} | {f.fix}" for f in found),
    ]


def rules(made: World, asked: str = "phase", phase: str = "feasibility") -> list[str]:
    """Verdict, then severity, rule and subject of every finding."""
    report = worlds.judged(made, asked, phase)
    found = report.all_findings()
    return [str(report.verdict), *(f"{f.severity} {f.rule} {f.subject}" for f in found)]


def test_waived() -> None:
    made = gate()
    waive(made, ID)
    sign(made, "feasibility")
    assert said(made) == ["met", UNANSWERED]
    report = worlds.judged(made, "phase", "feasibility")
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
    waive(made, ID, "2026-11-10")
    answer(made, ID)
    sign(made, "feasibility")
    assert said(made) == ["met"]


@pytest.mark.parametrize(
    ("until", "when"),
    [("2026-11-22", "today"), ("2026-11-23", "tomorrow"), ("2026-12-06", "in 14 days")],
)
def test_waiver_holds_through_its_last_day_and_says_so(until: str, when: str) -> None:
    made = gate()
    waive(made, ID, until)
    sign(made, "feasibility")
    assert said(made) == [
        "met",
        (
            f"warning waiver-expiring {ID}: the waiver of “spike” ends {when}, on {until}"
            f" | tpm answer {ID} met --evidence PATH"
        ),
        UNANSWERED,
    ]


def test_no_word_of_the_end_before_the_warning_days() -> None:
    made = gate()
    waive(made, ID, "2026-12-07")
    sign(made, "feasibility")
    assert said(made) == ["met", UNANSWERED]


def test_expired_the_day_after() -> None:
    made = gate()
    waive(made, ID, "2026-11-21")
    sign(made, "feasibility")
    assert said(made) == [
        "unmet",
        (
            f"error waiver-expired {ID}: “spike” is not satisfied and its waiver ended on"
            " 2026-11-21"
            f" | tpm answer {ID} met"
        ),
    ]


def test_withdrawn() -> None:
    made = gate()
    waive(made, ID)
    sign(made, "feasibility")
    withdraw(made, ID)
    assert said(made) == [
        "unmet",
        (
            f"error waiver-expired {ID}: “spike” is not satisfied and its waiver was withdrawn on"
            f" 2026-11-02 by pm@example.com | tpm answer {ID} met"
        ),
    ]


def test_expired_waiver_keeps_the_other_reasons() -> None:
    made = gate()
    waive(made, ID, "2026-11-21")
    answer(made, ID, evidence=["docs/a.md", "docs/b.md"])
    made["facts"]["evidence"].clear()
    sign(made, "feasibility")
    assert rules(made) == [
        "unmet",
        f"error waiver-expired {ID}",
        f"error evidence-missing {ID}",
    ]


@pytest.mark.parametrize(("until", "fine"), [("2027-01-30", True), ("2027-01-31", False)])
def test_too_long_by_a_day(until: str, fine: bool) -> None:
    made = gate()
    waive(made, ID, until)
    sign(made, "feasibility")
    too_long = (
        f"error waiver-too-long {ID}: “spike” is waived until 2027-01-31; requested on 2026-11-01,"
        f" the policy allows at most 90 days, to 2027-01-30 | {RENEW}"
    )
    assert said(made) == (["met", UNANSWERED] if fine else ["unmet", too_long, UNANSWERED])


@pytest.mark.parametrize(
    ("strictness", "expected"),
    [
        ("off", ["met", UNANSWERED]),
        ("warn", ["met", "warning", UNANSWERED]),
        ("require", ["unmet", "error", UNANSWERED]),
    ],
)
def test_self_approved(strictness: str, expected: list[str]) -> None:
    made = gate(distinct_people=strictness)
    waive(made, ID, approved_by="TPM@Example.com")
    sign(made, "feasibility")
    words = (
        f" waiver-self-approved {ID}: tpm@example.com requested and approved the waiver of “spike”"
        f" | {RENEW}"
    )
    assert said(made) == [e + words if e in ("warning", "error") else e for e in expected]


def test_self_approved_through_an_alias() -> None:
    made = gate(distinct_people="require")
    made["policy"]["aliases"] = {TPM: ["1+tpm@users.example"]}
    waive(made, ID, by="1+TPM@users.example", approved_by=TPM)
    sign(made, "feasibility")
    assert rules(made) == [
        "unmet",
        f"error waiver-self-approved {ID}",
        f"note unanswered {ID}",
    ]


def test_approver_not_allowed() -> None:
    made = gate()
    made["policy"]["waivers"]["approvers"] = [TPM]
    waive(made, ID)
    sign(made, "feasibility")
    assert said(made) == [
        "unmet",
        (
            f"error waiver-unapproved {ID}: the waiver of “spike” names pm@example.com as approver,"
            f" who may not approve waivers | {RENEW}"
        ),
        UNANSWERED,
    ]


def test_approver_has_not_signed_over_it() -> None:
    made = gate()
    sign(made, "feasibility")
    waive(made, ID)
    assert said(made) == [
        "unmet",
        (
            f"error waiver-unapproved {ID}: pm@example.com has not signed over the waiver"
            " of “spike”"
            " | tpm sign feasibility --role pm"
        ),
        UNANSWERED,
    ]


def test_approver_without_a_role() -> None:
    made = gate()
    made["policy"]["waivers"]["approvers"] = ["boss@example.com"]
    waive(made, ID, approved_by="boss@example.com")
    sign(made, "feasibility")
    assert said(made)[1] == (
        f"error waiver-unapproved {ID}: boss@example.com has not signed over the waiver of “spike”"
        " | tpm sign feasibility --role ROLE"
    )


@pytest.mark.parametrize("spoil", ["another number", "another person", "no longer in the role"])
def test_signature_over_something_else(spoil: str) -> None:
    made = gate(signoffs=["tpm"])
    waive(made, ID)
    sign(made, "feasibility")
    if spoil == "another number":
        waive(made, ID)
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


def test_renewed() -> None:
    made = gate()
    waive(made, ID, "2026-11-21")
    sign(made, "feasibility")
    waive(made, ID)
    sign(made, "feasibility", "pm")
    assert said(made) == ["met", UNANSWERED]


def test_waiver_of_what_does_not_block_is_not_looked_at() -> None:
    made = world(item("feasibility.base"), item(ID, level="should"))
    answer(made, "feasibility.base")
    waive(made, ID, "2028-01-01", approved_by="guest@example.com")
    sign(made, "feasibility")
    assert rules(made) == ["met", f"warning should-unmet {ID}"]


def test_a_should_that_blocks_may_be_waived() -> None:
    made = world(item("feasibility.base"), item(ID, level="should"), should="block")
    answer(made, "feasibility.base")
    waive(made, ID)
    sign(made, "feasibility")
    assert rules(made) == ["met", f"note unanswered {ID}"]
    made["facts"]["today"] = "2027-01-11"
    assert rules(made) == ["unmet", f"error should-unmet {ID}"]


# --- sign-offs -------------------------------------------------------------------------------


def test_missing() -> None:
    made = gate()
    answer(made, ID)
    sign(made, "feasibility", "tpm")
    made["policy"]["people"]["pm"] = [PM, "second@example.com"]
    assert said(made) == [
        "unmet",
        (
            "error signoff-missing feasibility.pm: the PM has not signed off feasibility"
            " | tpm sign feasibility --role pm"
        ),
    ]
    gate_result = worlds.judged(made, "phase", "feasibility").gates[0]
    assert [s.state for s in gate_result.signoffs] == [SignOffState.VALID, SignOffState.MISSING]
    assert gate_result.findings[0].owner == "pm@example.com, second@example.com"


def test_stranger() -> None:
    made = gate()
    answer(made, ID)
    sign(made, "feasibility", "tpm")
    sign(made, "feasibility", "pm", by="guest@example.com")
    assert said(made) == [
        "unmet",
        (
            "error signer-unauthorised feasibility.pm: guest@example.com signed off"
            " feasibility as PM, but"
            " does not hold that role | tpm sign feasibility --role pm"
        ),
    ]
    states = [s.state for s in worlds.judged(made, "phase", "feasibility").gates[0].signoffs]
    assert states == [SignOffState.VALID, SignOffState.REFUSED]


@pytest.mark.parametrize("edit", ["note", "removed", "added", "waiver edited", "waiver removed"])
def test_stale(edit: str) -> None:
    made = gate()
    answer(made, ID, note="as agreed")
    waive(made, ID, approved_by=TPM)
    sign(made, "feasibility")
    items = made["record"]["items"]
    if edit == "note":
        items[ID]["note"] = "as I like it"
    elif edit == "removed":
        items["feasibility.base"].clear()
        answer(made, "feasibility.base", note="anew")
    elif edit == "added":
        items["feasibility.old"] = dict(items["feasibility.base"])
    elif edit == "waiver edited":
        items[ID]["waivers"][0]["until"] = "2027-01-29"
    else:
        items[ID]["waivers"].clear()
    assert said(made)[:2] == [
        "unmet",
        (
            "error signoff-stale feasibility.tpm: answers or waivers changed after tpm@example.com"
            " signed off feasibility | tpm sign feasibility --role tpm"
        ),
    ]
    states = [s.state for s in worlds.judged(made, "phase", "feasibility").gates[0].signoffs]
    assert states == [SignOffState.STALE, SignOffState.VALID]


def test_the_other_role_does_not_disturb() -> None:
    made = world(item("feasibility.base"), item("feasibility.market", "pm"))
    answer(made, "feasibility.base")
    answer(made, "feasibility.market")
    sign(made, "feasibility")
    answer(made, "feasibility.market", note="bigger")
    assert rules(made) == ["unmet", "error signoff-stale feasibility.pm"]


def test_only_required_roles_sign() -> None:
    made = gate(signoffs=["tpm"])
    answer(made, ID)
    sign(made, "feasibility", "tpm")
    assert said(made) == ["met"]


def test_names_are_compared_through_aliases_and_without_case() -> None:
    made = gate()
    made["policy"]["aliases"] = {TPM: ["1+tpm@users.example"], "x@example.com": ["y@example.com"]}
    answer(made, ID)
    sign(made, "feasibility", "tpm", by="1+TPM@users.example")
    sign(made, "feasibility", "pm", by="PM@EXAMPLE.com")
    assert said(made) == ["met"]


@pytest.mark.parametrize(
    ("strictness", "expected"),
    [("off", ["met"]), ("warn", ["met", "warning"]), ("require", ["unmet", "error"])],
)
def test_same_person(strictness: str, expected: list[str]) -> None:
    made = gate(distinct_people=strictness)
    made["policy"]["people"] = {"tpm": [TPM], "pm": ["other@example.com"]}
    made["policy"]["aliases"] = {TPM: ["other@example.com"]}
    answer(made, ID)
    sign(made, "feasibility", "tpm")
    sign(made, "feasibility", "pm", by="other@example.com")
    words = (
        " same-person feasibility: tpm@example.com signed off feasibility in both roles"
        " | tpm sign feasibility --role ROLE"
    )
    assert said(made) == [e + words if e in ("warning", "error") else e for e in expected]


def test_recycle_voids_what_was_signed() -> None:
    made = gate()
    answer(made, ID)
    sign(made, "feasibility")
    decide(made, "feasibility", "recycle")
    assert said(made) == [
        "unmet",
        *(
            f"error signoff-missing feasibility.{role}: the {role.upper()} has not signed off"
            f" feasibility since the gate was re-opened | tpm sign feasibility --role {role}"
            for role in ("tpm", "pm")
        ),
    ]
    sign(made, "feasibility", at="2026-11-04T09:00:00Z")
    assert said(made) == ["met"]


def test_a_recycle_that_counts_wrong_revives_nothing() -> None:
    made = gate()
    answer(made, ID)
    sign(made, "feasibility")
    decide(made, "feasibility", "recycle")["signoffs"] = {}
    assert rules(made) == [
        "unmet",
        "error signoff-missing feasibility.tpm",
        "error signoff-missing feasibility.pm",
    ]


def test_hold_voids_nothing() -> None:
    made = gate()
    answer(made, ID)
    sign(made, "feasibility")
    decide(made, "feasibility", "hold")
    assert said(made) == ["met"]


# --- what keeps a role from signing ------------------------------------------------------------


def blocked(made: World, role: Role = Role.TPM) -> list[str]:
    project = worlds.project(made)
    phase = project.checklist.phases[0]
    return [v.item.id for v in blocks_signing(project, phase, role, worlds.facts(made))]


def test_an_open_must_keeps_its_role_from_signing() -> None:
    made = world(item(ID), item("feasibility.base", "pm"), item("feasibility.nice", level="should"))
    assert (blocked(made), blocked(made, Role.PM)) == ([ID], ["feasibility.base"])


def test_a_waiver_waits_for_its_signature() -> None:
    made = gate()
    waive(made, ID)
    assert blocked(made) == []


def test_a_waiver_that_signing_does_not_mend() -> None:
    made = gate()
    waive(made, ID, "2028-01-01")
    assert blocked(made) == [ID]
