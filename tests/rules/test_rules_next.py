"""The next open thing: for anybody, and for one role."""

from __future__ import annotations

from typing import Any, NamedTuple

from tpmcli.model.finding import about_condition
from tpmcli.model.fix import Advice, Blank, Fix, Help, tpm
from tpmcli.model.record import Outcome
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason
from tpmcli.model.verdict import Recommendation, SignOffState, State
from tpmcli.rules.due import Due, DueKind
from tpmcli.rules.next import NextStep, StepKind, next_step
from tpmcli.rules.status import evaluate_project
from world.found import Told, said, tell
from world.memory import World, item, promise
from world.model import Entry
from world.people import PM, TPM

ID, NEED, NOTES = "feasibility.spike", "feasibility.need", "release.notes"
RENEW = tpm(
    *("waive", ID, "--until", "2027-01-10", "--reason", "agreed", "--approved-by", Blank.EMAIL)
)


class Seen(NamedTuple):
    """A step, and what more it names: an item, a finding, a state, a recommendation, a day."""

    kind: StepKind
    fix: Fix | None
    phase: str = ""
    role: Role | None = None
    about: object = None


def step(made: World, role: str = "") -> Seen | None:
    status = evaluate_project(made.project(), made.facts())
    return seen(next_step(status, Role(role) if role else None))


def seen(found: NextStep | None) -> Seen | None:
    """A step with what it names, which is one thing at most."""
    if found is None:
        return None
    names = [
        found.item and found.item.id,
        found.finding and tell(found.finding),
        found.signoff,
        found.recommendation,
        found.due,
        found.increment,
    ]
    about = [each for each in names if each]
    assert len(about) == 1
    return Seen(found.kind, found.fix, found.phase, found.role, *about)


def steps(made: World) -> list[Seen | None]:
    """For anybody, for the TPM, for the PM."""
    return [step(made, role) for role in ("", "tpm", "pm")]


def two(**policy: Any) -> World:
    return World.of(item(ID, why="Risk falls."), item(NEED, role="pm"), item(NOTES), **policy)


def open_item(name: str, role: Role = TPM_ROLE) -> Seen:
    """The step for an item that nobody answered."""
    phase = name.partition(".")[0]
    return Seen(StepKind.ITEM, tpm("answer", name, "met"), phase, role, name)


ANSWER, ASK, NOTE = open_item(ID), open_item(NEED, PM_ROLE), open_item(NOTES)


def signature(
    role: str, state: SignOffState = SignOffState.MISSING, phase: str = "feasibility"
) -> Seen:
    """The step for a sign-off."""
    return Seen(
        StepKind.SIGN, tpm("sign", phase, "--role", role, people=(role,)), phase, Role(role), state
    )


def at_gate(
    kind: StepKind, found: Told, role: Role | None = None, phase: str = "feasibility"
) -> Seen:
    """The step for a finding at a gate."""
    return Seen(kind, found.fix, phase, role, found)


def test_must_items_come_first_in_the_order_of_the_work() -> None:
    assert steps(two()) == [ANSWER, ANSWER, ASK]


def test_a_role_signs_when_its_own_items_are_done() -> None:
    made = two()
    made.answer(ID)
    assert steps(made) == [ASK, signature("tpm"), ASK]
    made.answer(NEED)
    assert steps(made) == [signature("tpm"), signature("tpm"), signature("pm")]


def test_a_signature_that_no_longer_counts_is_given_again() -> None:
    made = two()
    for name in (ID, NEED):
        made.answer(name)
    made.sign("feasibility", "tpm")
    made.sign("feasibility", "pm", by="stranger@example.com")
    made.answer(ID, note="better")
    stale = signature("tpm", SignOffState.STALE)
    refused = signature("pm", SignOffState.REFUSED)
    assert steps(made) == [stale, stale, refused]


def test_a_met_gate_is_decided() -> None:
    made = two()
    for name in (ID, NEED):
        made.answer(name)
    made.sign("feasibility")
    go = Recommendation(Outcome.GO, "met")
    fix = tpm("gate", "decide", "feasibility", "go", people=("tpm", "pm"))
    wanted = Seen(StepKind.DECIDE, fix, "feasibility", None, go)
    assert steps(made) == [wanted] * 3


def test_a_gate_met_with_a_waiver_wants_a_promise() -> None:
    made = two()
    made.answer(NEED)
    made.waive(ID)
    made.sign("feasibility")
    conditional = Recommendation(Outcome.CONDITIONAL, "met-with-waiver")
    promised = ("--condition", Blank.TEXT, "--owner", Blank.EMAIL, "--due", Blank.DATE)
    fix = tpm("gate", "decide", "feasibility", "conditional", *promised, people=("tpm", "pm"))
    wanted = Seen(StepKind.DECIDE, fix, "feasibility", None, conditional)
    assert steps(made) == [wanted] * 3


SIGN_AS_PM = tpm("sign", "feasibility", "--role", "pm", people=(PM,))
UNSIGNED = said(Reason.WAIVER_UNSIGNED, ID, SIGN_AS_PM, person=PM)


def owed(role: Role | None = None) -> Seen:
    """The signature that the approver of the waiver owes."""
    return at_gate(StepKind.SIGN_WAIVER, UNSIGNED, role)


def test_the_approver_of_a_waiver_signs_over_it() -> None:
    made = two()
    made.answer(NEED)
    made.sign("feasibility")
    made.waive(ID)
    assert steps(made) == [owed(), None, owed(PM_ROLE)]


def test_a_waiver_that_cannot_count_is_no_signature_to_wait_for() -> None:
    made = two()
    made.answer(NEED)
    made.sign("feasibility")
    made.waive(ID, approved_by="stranger@example.com")
    assert step(made) == ANSWER._replace(fix=RENEW)


def test_an_earlier_gate_that_was_opened_again() -> None:
    made = two()
    for name in (ID, NEED, NOTES):
        made.answer(name)
    made.sign("feasibility")
    made.decide("feasibility")
    made.sign("release")
    made.decide("release")
    made.decide("feasibility", "recycle", at="2026-11-04T12:00:00Z")
    assert step(made) == signature("tpm")


def test_what_nobody_in_particular_can_mend_is_for_anybody() -> None:
    made = two(distinct_people="require")
    made["policy"]["people"] = {"tpm": [TPM], "pm": [TPM, PM]}
    for name in (ID, NEED):
        made.answer(name)
    made.sign("feasibility", by=TPM)
    fix = Advice(Help.OTHER_SIGNER)
    both = said(Reason.SAME_PERSON, "feasibility", fix, person=TPM)
    assert steps(made) == [at_gate(StepKind.GATE, both), None, None]


def test_a_should_item_comes_when_the_must_items_are_done() -> None:
    made = World.of(item(ID), item("feasibility.nice", level="should"), item(NEED, role="pm"))
    made.answer(ID)
    made.sign("feasibility", "tpm")
    nice = "feasibility.nice"
    assert step(made, "tpm") == open_item(nice)


def test_an_item_without_a_finding_is_answered() -> None:
    made = two()
    status = evaluate_project(made.project(), made.facts())
    gate = status.phases[0].gate
    assert gate is not None
    silent = gate.items[0]._replace(findings=(), state=State.OPEN)
    bare = gate._replace(items=(silent,))
    phases = (status.phases[0]._replace(gate=bare), *status.phases[1:])
    found = next_step(status._replace(phases=phases), None)
    assert seen(found) == ANSWER


# --- decided gates -----------------------------------------------------------------------------


def decided() -> World:
    """The first gate is decided, on evidence."""
    made = two()
    made.answer(ID, evidence=["docs/spike.md"])
    made.answer(NEED)
    made.sign("feasibility")
    made.decide("feasibility")
    return made


def test_a_gate_that_holds_is_left_alone() -> None:
    assert steps(decided()) == [
        NOTE,
        NOTE,
        signature("pm", phase="release"),
    ]


def test_what_broke_in_a_decided_gate_comes_first_for_its_owner() -> None:
    made = decided()
    made.there("docs/spike.md", "missing")
    broken = step(made)
    reopen = tpm(
        "gate", "decide", "feasibility", "recycle", "--reason", Blank.REASON, people=("tpm", "pm")
    )
    fix = Advice(Help.RESTORE_OR_REOPEN, reopen)
    missing = said(Reason.EVIDENCE_MISSING, ID, fix, path="docs/spike.md")
    assert broken == at_gate(StepKind.REPAIR, missing, TPM_ROLE)
    assert step(made, "tpm") == broken
    assert step(made, "pm") != broken


def test_a_waiver_in_a_decided_gate_is_signed_by_who_approved_it() -> None:
    made = two()
    made.waive(ID, "2026-11-20")
    made.answer(NEED)
    made.facts()
    made["facts"]["today"] = "2026-11-19"
    made.sign("feasibility")
    made.decide("feasibility")
    made["facts"]["today"] = "2026-11-22"
    made.waive(ID)
    wanted = at_gate(StepKind.REPAIR, UNSIGNED, PM_ROLE)
    assert (step(made), step(made, "pm"), step(made, "tpm")) == (wanted, wanted, NOTE)


def test_a_sign_off_in_a_decided_gate_is_given_again_by_its_role() -> None:
    made = two()
    made.find(ID)["standing"] = True
    for name in (ID, NEED):
        made.answer(name)
    made.sign("feasibility")
    made.decide("feasibility")
    made.answer(ID, note="still so")
    fix = tpm("sign", "feasibility", "--role", "tpm", people=("tpm",))
    stale = said(Reason.SIGNOFF_STALE, "feasibility.tpm", fix, person=TPM)
    wanted = at_gate(StepKind.REPAIR, stale, TPM_ROLE)
    assert (step(made), step(made, "tpm")) == (wanted, wanted)
    assert step(made, "pm") != wanted


KEEP_FIRST = tpm("gate", "close", "feasibility", "1", "--evidence", Blank.EVIDENCE)


def test_a_promise_that_is_overdue_is_for_anybody() -> None:
    made = two()
    for name in (ID, NEED):
        made.answer(name)
    made.sign("feasibility")
    made.decide("feasibility", "conditional", conditions=[promise(due="2026-11-20")])
    overdue = said(Reason.CONDITION_OVERDUE, "feasibility", KEEP_FIRST, until="2026-11-20")
    wanted = at_gate(StepKind.REPAIR, overdue)
    assert steps(made) == [wanted] * 3


def test_after_a_kill_nothing_is_asked() -> None:
    made = decided()
    made.decide("release", "kill")
    fix = tpm(
        "gate", "decide", "release", "recycle", "--reason", Blank.REASON, people=("tpm", "pm")
    )
    killed = said(Reason.PROJECT_KILLED, "release", fix, person=TPM)
    wanted = at_gate(StepKind.REVIVE, killed, phase="release")
    assert steps(made) == [wanted] * 3


# --- the end -----------------------------------------------------------------------------------


def done(*promises: Entry) -> World:
    made = World.of(item(ID))
    made.answer(ID)
    made.sign("feasibility")
    outcome = "conditional" if promises else "go"
    more: Entry = {"conditions": list(promises)} if promises else {}
    made.decide("feasibility", outcome, **more)
    return made


def test_the_next_increment_begins_when_all_is_decided() -> None:
    begin = Seen(StepKind.START, tpm("start", Blank.NAME), about="1.0")
    assert steps(done()) == [begin, None, None]


def test_promises_are_kept_before() -> None:
    made = done(promise("sooner", "2026-11-30"), promise())
    first = about_condition("feasibility", 1, "sooner")
    due = Due("2026-11-30", DueKind.CONDITION, first, (PM,))
    wanted = Seen(StepKind.CLOSE, KEEP_FIRST, "feasibility", None, due)
    assert steps(made) == [wanted] * 3
    made.close("feasibility", 1, evidence=["docs/x.md"])
    last = step(made)
    assert last is not None
    assert last.fix == tpm("gate", "close", "feasibility", "2", "--evidence", Blank.EVIDENCE)


def test_other_things_that_are_due_do_not_hold_it_up() -> None:
    made = done()
    made.find(ID).update({"standing": True, "valid-for": 60})
    made.answer(ID)
    made["record"]["decisions"]["feasibility"] = []
    made["record"]["signoffs"]["feasibility.tpm"] = []
    made.sign("feasibility", "tpm")
    made.decide("feasibility")
    found = step(made)
    assert found is not None
    assert found.kind is StepKind.START
