"""`tpm waive`, `sign`, `gate decide` and `gate close`: whole effects, and two people at once."""

from __future__ import annotations

from typing import Any

import pytest
from small_project import AT, Small, changes, refused

from problem_data import refused_for
from tpmcli.app.decide import CloseResult, DecisionResult, close, decide
from tpmcli.app.sign import SignOffResult, sign
from tpmcli.app.waive import WaiverResult, waive, withdraw
from tpmcli.app.workspace import Workspace
from tpmcli.model.errors import RefusedError, UsageError
from tpmcli.model.finding import Arguments
from tpmcli.model.fix import tpm
from tpmcli.model.problem import Flaw
from tpmcli.model.record import Condition, Outcome
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason
from tpmcli.model.verdict import GateVerdict
from tpmcli.render.fix import fix_text
from world.neutral import neutral_words
from world.people import PM, STRANGER, TODAY, TPM

UNTIL = "2026-12-01"
SILENT = "help: a waiver needs a reason, a last date and an approver"
OPEN_TRIED = "the TPM cannot sign off idea: 1 required item is open:\n  idea.tried: It was tried"


def request(
    small: Small, opened: Workspace | None = None, person: str = TPM, **more: str
) -> WaiverResult:
    """Asks for a waiver of `idea.tried`."""
    given = {"reason": "vendor fixed", "until": UNTIL, "approved_by": PM, **more}
    name = given.pop("name", "tried")
    return waive(
        opened or small.open(),
        small.session(person),
        name,
        reason=given["reason"],
        until=given["until"],
        approved_by=given["approved_by"],
    )


def vouch(
    small: Small, role: str, opened: Workspace | None = None, phase: str = "idea"
) -> SignOffResult:
    person = TPM if role == "tpm" else PM
    return sign(opened or small.open(), small.session(person), phase, Role(role))


def settle(
    small: Small,
    outcome: str,
    *conditions: Condition,
    opened: Workspace | None = None,
    person: str = PM,
    reason: str = "",
    minutes: str = "",
) -> DecisionResult:
    return decide(
        opened or small.open(),
        small.session(person),
        "idea",
        Outcome(outcome),
        reason=reason,
        minutes=minutes,
        conditions=conditions,
    )


def keep(
    small: Small, number: int, *evidence: str, person: str = PM, note: str = ""
) -> CloseResult:
    return close(small.open(), small.session(person), "idea", number, evidence=evidence, note=note)


def answered(small: Small) -> None:
    """Both must-items of the first gate, for its roles to sign."""
    small.answer("tried", "met", evidence=["docs/note.md"])
    small.answer("wanted", by=PM)


def signed(small: Small) -> None:
    answered(small)
    for role in ("tpm", "pm"):
        vouch(small, role)


# --- waivers -----------------------------------------------------------------------------------


def test_a_waiver_is_appended_and_withdrawn_by_an_entry(small: Small) -> None:
    before = small.read()
    done = request(small)
    assert (done.item.id, done.remarks, done.signing) == (
        "idea.tried",
        (),
        tpm("sign", "idea", "--role", "pm", people=(PM,)),
    )
    assert done.workspace.record == small.open().record
    waived = small.read()
    assert changes(before, waived) == [
        "-  idea.tried: {}",
        "+  idea.tried:",
        "+    waivers:",
        (
            f'+      - {{reason: vendor fixed, by: {TPM}, approved-by: {PM}, until: "{UNTIL}",'
            f' at: "{AT}"}}'
        ),
    ]
    ended = withdraw(small.open(), small.session(PM), "tried", "we chose another")
    assert (ended.item.id, ended.remarks, ended.signing) == ("idea.tried", (), None)
    assert changes(waived, small.read()) == [
        f'+      - {{withdrawn: true, reason: we chose another, by: {PM}, at: "{AT}"}}',
    ]


def test_the_own_waiver_is_remarked_on(small: Small) -> None:
    with neutral_words():
        done = request(small, approved_by=TPM)
    assert done.remarks == ("Waiver self approved: “It was tried”",)
    assert done.signing == tpm("sign", "idea", "--role", "tpm", people=(TPM,))


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        (
            {"reason": " "},
            "missing `--reason`",
            "help: a waiver needs a reason, a last date and an approver",
        ),
        (
            {"until": ""},
            "missing `--until`",
            "help: a waiver needs a reason, a last date and an approver",
        ),
        (
            {"approved_by": ""},
            "missing `--approved-by`",
            "help: a waiver needs a reason, a last date and an approver",
        ),
        ({"until": "soon"}, "`soon` is not a date", "help: write YYYY-MM-DD, such as 2026-12-31"),
        (
            {"until": "2026-02-30"},
            "`2026-02-30` is not a date",
            "help: write YYYY-MM-DD, such as 2026-12-31",
        ),
        (
            {"until": "2026-11-21"},
            "`--until` 2026-11-21 is in the past",
            "help: use today or a later date",
        ),
        (
            {"name": "nope"},
            "no item named `nope`",
            "help: choose one of `tried`, `wanted`, `tested`, `documented`",
        ),
        (
            {"name": "tested"},
            "“It is tested” does not apply to this project",
            (
                "help: it applies only to projects with the trait `hosted`; see `traits`"
                " in `.tpm/policy.yaml`"
            ),
        ),
    ],
)
def test_an_unfit_waiver_is_refused_and_changes_nothing(
    small: Small, given: Any, message: str, hint: str
) -> None:
    before = small.files()
    with pytest.raises(UsageError) as caught:
        request(small, **given)
    assert refused(caught) == (message, hint)
    assert small.files() == before


def test_refused_waivers_leave_the_record_alone(small: Small) -> None:
    before = small.files()
    with pytest.raises(RefusedError) as caught:
        request(small, until="2027-02-21")
    assert refused(caught) == ("", "help: use `--until 2027-02-20` or an earlier date")
    (fault,) = caught.value.findings
    assert (fault.reason, fault.subject.id) == (Reason.WAIVER_TOO_LONG, "idea.tried")
    assert fault.about == Arguments(
        day="2026-11-22", until="2027-02-21", latest="2027-02-20", total=90
    )
    with pytest.raises(RefusedError) as caught:
        withdraw(small.open(), small.session(), "tried", "")
    assert refused(caught) == ("“It was tried” has no active waiver", "→ tpm why idea.tried")
    assert small.files() == before


def test_a_waiver_asked_for_meanwhile_comes_before(small: Small) -> None:
    opened = small.open()
    request(small, reason="first")
    request(small, opened, reason="second")
    waivers = small.open().record.item("idea.tried").waivers
    assert [each.reason for each in waivers] == ["first", "second"]


# --- sign-offs ---------------------------------------------------------------------------------


def test_a_sign_off_vouches_for_answers_and_waivers(small: Small) -> None:
    small.answer("wanted", by=PM)
    request(small)
    before = small.read()
    done = vouch(small, "pm")
    assert done[1:6] == (done.phase, PM, 1, 1, True)
    assert done.phase.id == "idea"
    entry = small.open().record.signoffs["idea", PM_ROLE][0]
    assert changes(before, small.read()) == [
        "-  idea.pm: {}",
        "+  idea.pm:",
        f"+    - by: {PM}",
        f'+      at: "{AT}"',
        f"+      digest: {entry.digest}",
        "+      waivers:",
        "+        idea.tried: 1",
    ]


def test_signing_again_changes_nothing_until_something_changed(small: Small) -> None:
    answered(small)
    assert vouch(small, "tpm").again
    before = small.files()
    again = vouch(small, "tpm")
    assert (again.answers, again.waivers, again.again) == (1, 0, False)
    assert small.files() == before
    small.answer("tried", "met", note="once more")
    assert vouch(small, "tpm").again
    assert len(small.open().record.signoffs["idea", TPM_ROLE]) == 2


def test_somebody_else_of_the_role_signs_beside(small: Small) -> None:
    small.edit(f"tpm: [{TPM}]", f"tpm: [{TPM}, second@example.com]", ".tpm/policy.yaml")
    answered(small)
    vouch(small, "tpm")
    done = sign(small.open(), small.session("second@example.com"), "idea", TPM_ROLE)
    assert done.again
    assert [each.by for each in small.open().record.signoffs["idea", TPM_ROLE]] == [
        TPM,
        "second@example.com",
    ]


def test_without_a_phase_the_current_one_is_signed(small: Small) -> None:
    answered(small)
    assert vouch(small, "tpm", phase="").phase.id == "idea"
    small.pass_idea()
    small.pass_build()
    with pytest.raises(RefusedError) as caught:
        vouch(small, "tpm", phase="")
    assert refused(caught) == (
        "every gate is decided",
        "help: run `tpm sign PHASE --role ROLE` (PHASE is the id of a phase, ROLE is tpm or pm)",
    )


def test_open_must_items_are_not_signed(small: Small) -> None:
    before = small.files()
    with pytest.raises(RefusedError) as caught:
        vouch(small, "tpm")
    assert refused(caught) == (OPEN_TRIED, "→ tpm walk idea --role tpm")
    assert small.files() == before


def test_an_answer_given_meanwhile_is_judged_with_its_evidence(small: Small) -> None:
    opened = small.open()
    small.answer("tried", "met", evidence=["docs/note.md"])
    assert vouch(small, "tpm", opened).answers == 1


def test_an_answer_taken_back_meanwhile_is_not_signed(small: Small) -> None:
    answered(small)
    opened = small.open()
    small.answer("tried", "not-met")
    with pytest.raises(RefusedError) as caught:
        vouch(small, "tpm", opened)
    assert refused(caught) == (OPEN_TRIED, "→ tpm walk idea --role tpm")


# --- decisions ---------------------------------------------------------------------------------


def test_a_decision_is_bound_to_what_it_was_taken_on(small: Small) -> None:
    signed(small)
    before = small.read()
    done = settle(small, "go", minutes="docs/note.md")
    assert (done.phase.id, done.conditions, done.by) == ("idea", (), PM)
    assert done.gate.verdict is GateVerdict.MET
    assert done.workspace.record == small.open().record
    entry = small.open().record.decisions["idea"][0]
    assert changes(before, small.read()) == [
        "-  idea: {}",
        "+  idea:",
        "+    - decision: go",
        f"+      by: {PM}",
        f'+      at: "{AT}"',
        "+      minutes: docs/note.md",
        "+      recommendation: go",
        "+      rule: met",
        "+      signoffs:",
        "+        tpm: 1",
        "+        pm: 1",
        f"+      digest: {entry.raw['digest']}",
    ]


PROMISE = Condition("Load test", TPM, UNTIL)


def test_conditions_are_closed_one_by_one(small: Small) -> None:
    signed(small)
    settle(small, "conditional", PROMISE, PROMISE._replace(text="Call Ann"), reason="nearly")
    before = small.read()
    done = keep(small, 2, "docs/note.md", "https://example.com/x", note="she agrees")
    assert done[1:] == (
        done.phase,
        PROMISE._replace(text="Call Ann"),
        ("https://example.com/x is recorded, but not verified",),
    )
    evidence = small.open().record.decisions["idea"][1].raw["evidence"]
    assert isinstance(evidence, list)
    assert changes(before, small.read()) == [
        "+    - close: 2",
        "+      evidence:",
        "+        - path: docs/note.md",
        f"+          sha256: {evidence[0]['sha256']}",
        "+        - url: https://example.com/x",
        "+      note: she agrees",
        f"+      by: {PM}",
        f'+      at: "{AT}"',
    ]
    with pytest.raises(RefusedError) as caught:
        keep(small, 2, "docs/note.md")
    assert refused(caught) == (f"{PM} closed condition 2 of idea on {TODAY}", "")


def test_closing_needs_evidence_a_condition_and_somebody_known(small: Small) -> None:
    signed(small)
    settle(small, "conditional", PROMISE, reason="nearly")
    before = small.files()
    with pytest.raises(UsageError) as usage:
        keep(small, 1)
    assert refused(usage) == (
        "closing a condition needs evidence",
        "help: name a file or a link with `--evidence`",
    )
    with pytest.raises(UsageError) as usage:
        keep(small, 2, "docs/note.md")
    assert refused(usage) == ("the idea gate has no condition 2", "help: choose one from 1 to 1")
    with pytest.raises(RefusedError) as caught:
        keep(small, 1, "docs/note.md", person=STRANGER)
    assert refused(caught) == (
        f"{STRANGER} is not authorised to close a condition",
        "help: ask one of `people` in `.tpm/policy.yaml` to close it",
    )
    assert small.files() == before


def test_refused_decisions_leave_the_record_alone(small: Small) -> None:
    before = small.files()
    with pytest.raises(RefusedError) as caught:
        settle(small, "go", reason="now")
    assert caught.value.message == "the idea gate is not met:"
    assert [(each.reason, each.subject.id) for each in caught.value.findings] == [
        (Reason.UNANSWERED, "idea.tried"),
        (Reason.UNANSWERED, "idea.wanted"),
        (Reason.SIGNOFF_MISSING, "idea.tpm"),
        (Reason.SIGNOFF_MISSING, "idea.pm"),
    ]
    with pytest.raises(UsageError) as usage:
        settle(small, "conditional", PROMISE._replace(due="soon"))
    assert refused(usage) == ("`soon` is not a date", "help: write YYYY-MM-DD, such as 2026-12-31")
    with pytest.raises(RefusedError) as caught:
        settle(small, "hold", minutes="docs/nothing.md")
    assert caught.value.message.startswith("`docs/nothing.md` does not exist")
    with pytest.raises(UsageError) as usage:
        settle(small, "kill")
    assert fix_text(usage.value.hint) == "help: add `--reason`"
    assert small.files() == before


def test_a_gate_that_asks_nothing_is_not_decided(small: Small) -> None:
    small.write(
        "own/idea.yaml",
        "schema: tpm/checklist/1\nphase: idea\ntitle: Idea\nquestion: Should we?\n"
        "pm:\n  - {id: nice, title: It is nice, level: should}\n",
    )
    with refused_for(Flaw.GATE_ASKS_NOTHING, "idea"):
        settle(small, "go", reason="nothing to ask")


def test_a_gate_is_judged_as_it_is_under_the_lock(small: Small) -> None:
    signed(small)
    opened = small.open()
    small.answer("tried", "not-met")
    with pytest.raises(RefusedError, match="is not met"):
        settle(small, "go", opened=opened)
    # The other way round, too: what was cited meanwhile is looked at.
    opened = small.open()
    small.answer("tried", "met", evidence=["docs/note.md"])
    vouch(small, "tpm")
    assert settle(small, "go", opened=opened).gate.verdict is GateVerdict.MET


def test_a_gate_decided_meanwhile_is_not_decided_twice(small: Small) -> None:
    signed(small)
    opened = small.open()
    settle(small, "go")
    with pytest.raises(RefusedError) as caught:
        settle(small, "go", opened=opened)
    assert refused(caught) == (
        "the idea gate is already decided (`go`)",
        "help: reopen the gate: `tpm gate decide idea recycle --reason REASON` (REASON says why)",
    )
