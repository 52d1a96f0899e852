"""The next open thing: for anybody, and for one role."""

from __future__ import annotations

from typing import Any

import worlds
from worlds import PM, TPM, World, answer, close, decide, item, promise, sign, there, waive, world

from tpmcli.model.checklist import Role
from tpmcli.rules.next import NextStep, next_step
from tpmcli.rules.status import evaluate_project

ID, NEED, NOTES = "feasibility.spike", "feasibility.need", "release.notes"
UNDECIDED = "the earlier gate feasibility is not decided"


def step(made: World, role: str = "") -> NextStep | None:
    status = evaluate_project(worlds.project(made), worlds.facts(made))
    return next_step(status, Role(role) if role else None)


def steps(made: World) -> list[NextStep | None]:
    """For anybody, for the TPM, for the PM."""
    return [step(made, role) for role in ("", "tpm", "pm")]


def two(**policy: Any) -> World:
    return world(item(ID, why="Risk falls."), item(NEED, role="pm"), item(NOTES), **policy)


ANSWER = NextStep("spike", "Risk falls.", "tpm", f"tpm answer {ID} met", "feasibility", ID)
ASK = NextStep("need", "", "pm", f"tpm answer {NEED} met", "feasibility", NEED)


def signature(role: str, why: str = "nobody has signed for them") -> NextStep:
    return NextStep(
        f"sign off feasibility as {role.upper()}",
        f"its must-items are done, and {why}",
        role,
        f"tpm sign feasibility --role {role}",
        "feasibility",
    )


def test_must_items_come_first_in_the_order_of_the_work() -> None:
    assert steps(two()) == [ANSWER, ANSWER, ASK]


def test_a_role_signs_when_its_own_items_are_done() -> None:
    made = two()
    answer(made, ID)
    assert steps(made) == [ASK, signature("tpm"), ASK]
    answer(made, NEED)
    assert steps(made) == [signature("tpm"), signature("tpm"), signature("pm")]


def test_a_signature_that_no_longer_counts_is_given_again() -> None:
    made = two()
    for name in (ID, NEED):
        answer(made, name)
    sign(made, "feasibility", "tpm")
    sign(made, "feasibility", "pm", by="stranger@example.com")
    answer(made, ID, note="better")
    stale = signature("tpm", "answers or waivers changed after it signed")
    refused = signature("pm", "who signed does not hold the role")
    assert steps(made) == [stale, stale, refused]


def test_a_met_gate_is_decided() -> None:
    made = two()
    for name in (ID, NEED):
        answer(made, name)
    sign(made, "feasibility")
    wanted = NextStep(
        "decide the gate feasibility",
        "it is met; recommended: go (met)",
        "",
        "tpm gate decide feasibility go",
        "feasibility",
    )
    assert steps(made) == [wanted] * 3


def test_a_gate_met_with_a_waiver_wants_a_promise() -> None:
    made = two()
    answer(made, NEED)
    waive(made, ID)
    sign(made, "feasibility")
    wanted = NextStep(
        "decide the gate feasibility",
        "it is met; recommended: conditional (met-with-waiver)",
        "",
        'tpm gate decide feasibility conditional --condition "…" --owner E-MAIL --due DATE',
        "feasibility",
    )
    assert steps(made) == [wanted] * 3


def owed(role: str = "") -> NextStep:
    """The signature that the approver of the waiver owes."""
    return NextStep(
        f"{PM} has not signed over the waiver of “spike”",
        f"{PM} approved it, and a waiver counts once that is signed",
        role,
        "tpm sign feasibility --role pm",
        "feasibility",
    )


def test_the_approver_of_a_waiver_signs_over_it() -> None:
    made = two()
    answer(made, NEED)
    sign(made, "feasibility")
    waive(made, ID)
    assert steps(made) == [owed(), None, owed("pm")]


def test_a_waiver_that_cannot_count_is_no_signature_to_wait_for() -> None:
    made = two()
    answer(made, NEED)
    sign(made, "feasibility")
    waive(made, ID, approved_by="stranger@example.com")
    renew = f'tpm waive {ID} --until DATE --reason "…" --approved-by E-MAIL'
    assert step(made) == ANSWER._replace(command=renew)


def test_an_earlier_gate_that_was_opened_again() -> None:
    made = two()
    for name in (ID, NEED, NOTES):
        answer(made, name)
    sign(made, "feasibility")
    decide(made, "feasibility")
    sign(made, "release")
    decide(made, "release")
    decide(made, "feasibility", "recycle", at="2026-11-04T12:00:00Z")
    assert step(made) == signature("tpm")


def test_what_nobody_in_particular_can_mend_is_for_anybody() -> None:
    made = two(distinct_people="require")
    made["policy"]["people"] = {"tpm": [TPM], "pm": [TPM, PM]}
    for name in (ID, NEED):
        answer(made, name)
    sign(made, "feasibility", by=TPM)
    assert steps(made) == [
        NextStep(
            f"{TPM} signed off feasibility in both roles",
            "same-person",
            "",
            "tpm sign feasibility --role ROLE",
            "feasibility",
        ),
        None,
        None,
    ]


def test_a_should_item_comes_when_the_must_items_are_done() -> None:
    made = world(item(ID), item("feasibility.nice", level="should"), item(NEED, role="pm"))
    answer(made, ID)
    sign(made, "feasibility", "tpm")
    nice = "feasibility.nice"
    assert step(made, "tpm") == NextStep(
        "nice", "", "tpm", f"tpm answer {nice} met", "feasibility", nice
    )


def test_an_item_without_a_finding_is_looked_into() -> None:
    from tpmcli.model.verdict import State
    from tpmcli.rules import next as module

    made = two()
    status = evaluate_project(worlds.project(made), worlds.facts(made))
    gate = status.phases[0].gate
    assert gate is not None
    silent = gate.items[0]._replace(findings=(), state=State.OPEN)
    bare = gate._replace(items=(silent,))
    phases = (status.phases[0]._replace(gate=bare), *status.phases[1:])
    found = module.next_step(status._replace(phases=phases), None)
    assert found == ANSWER._replace(command=f"tpm why {ID}")


# --- decided gates -----------------------------------------------------------------------------


def decided() -> World:
    """The first gate is decided, on evidence."""
    made = two()
    answer(made, ID, evidence=["docs/spike.md"])
    answer(made, NEED)
    sign(made, "feasibility")
    decide(made, "feasibility")
    return made


NOTE = NextStep("notes", "", "tpm", f"tpm answer {NOTES} met", "release", NOTES)


def test_a_gate_that_holds_is_left_alone() -> None:
    assert steps(decided()) == [
        NOTE,
        NOTE,
        signature("pm")._replace(
            what="sign off release as PM", command="tpm sign release --role pm", phase="release"
        ),
    ]


def test_what_broke_in_a_decided_gate_comes_first_for_its_owner() -> None:
    made = decided()
    there(made, "docs/spike.md", "missing")
    broken = step(made)
    assert broken == NextStep(
        "docs/spike.md, evidence for “spike”, is not there",
        "feasibility is decided and no longer holds",
        "tpm",
        'restore it, or tpm gate decide feasibility recycle --reason "…"',
        "feasibility",
    )
    assert step(made, "tpm") == broken
    assert step(made, "pm") != broken


def test_a_waiver_in_a_decided_gate_is_signed_by_who_approved_it() -> None:
    made = two()
    waive(made, ID, "2026-11-20")
    answer(made, NEED)
    worlds.facts(made)
    made["facts"]["today"] = "2026-11-19"
    sign(made, "feasibility")
    decide(made, "feasibility")
    made["facts"]["today"] = "2026-11-22"
    waive(made, ID)
    wanted = NextStep(
        f"{PM} has not signed over the waiver of “spike”",
        "feasibility is decided and no longer holds",
        "pm",
        "tpm sign feasibility --role pm",
        "feasibility",
    )
    assert (step(made), step(made, "pm"), step(made, "tpm")) == (wanted, wanted, NOTE)


def test_a_sign_off_in_a_decided_gate_is_given_again_by_its_role() -> None:
    made = two()
    worlds.find(made, ID)["standing"] = True
    for name in (ID, NEED):
        answer(made, name)
    sign(made, "feasibility")
    decide(made, "feasibility")
    answer(made, ID, note="still so")
    wanted = NextStep(
        f"answers or waivers changed after {TPM} signed off feasibility",
        "feasibility is decided and no longer holds",
        "tpm",
        "tpm sign feasibility --role tpm",
        "feasibility",
    )
    assert (step(made), step(made, "tpm")) == (wanted, wanted)
    assert step(made, "pm") != wanted


def test_a_promise_that_is_overdue_is_for_anybody() -> None:
    made = two()
    for name in (ID, NEED):
        answer(made, name)
    sign(made, "feasibility")
    decide(made, "feasibility", "conditional", conditions=[promise(due="2026-11-20")])
    wanted = NextStep(
        "condition 1 of feasibility, “hire a second pair of eyes”, was due on 2026-11-20",
        "feasibility is decided and no longer holds",
        "",
        "tpm gate close feasibility 1 --evidence PATH",
        "feasibility",
    )
    assert steps(made) == [wanted] * 3


def test_after_a_kill_nothing_is_asked() -> None:
    made = decided()
    decide(made, "release", "kill")
    wanted = NextStep(
        f"the product was stopped at the gate release by {TPM}",
        "nothing else is asked until then",
        "",
        'tpm gate decide release recycle --reason "…"',
        "release",
    )
    assert steps(made) == [wanted] * 3


# --- the end -----------------------------------------------------------------------------------


def done(*promises: World) -> World:
    made = world(item(ID))
    answer(made, ID)
    sign(made, "feasibility")
    outcome = "conditional" if promises else "go"
    decide(made, "feasibility", outcome, **({"conditions": list(promises)} if promises else {}))
    return made


def test_the_next_increment_begins_when_all_is_decided() -> None:
    begin = NextStep(
        "begin the next increment", "every gate of 1.0 is decided", "", "tpm start NAME"
    )
    assert steps(done()) == [begin, None, None]


def test_promises_are_kept_before() -> None:
    made = done(promise("sooner", "2026-11-30"), promise())
    wanted = NextStep(
        "condition 1: sooner",
        "promised at feasibility, due 2026-11-30",
        "",
        "tpm gate close feasibility 1 --evidence PATH",
        "feasibility",
    )
    assert steps(made) == [wanted] * 3
    close(made, "feasibility", 1, "docs/x.md")
    last = step(made)
    assert last is not None
    assert last.what == "condition 2: hire a second pair of eyes"


def test_other_things_that_are_due_do_not_hold_it_up() -> None:
    made = done()
    worlds.find(made, ID).update({"standing": True, "valid-for": 60})
    answer(made, ID)
    made["record"]["decisions"]["feasibility"] = []
    made["record"]["signoffs"]["feasibility.tpm"] = []
    sign(made, "feasibility", "tpm")
    decide(made, "feasibility")
    found = step(made)
    assert found is not None
    assert found.what == "begin the next increment"
