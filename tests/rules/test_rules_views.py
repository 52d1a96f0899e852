"""What a page shows beside a form is what the rules then do: held against random projects.

Whose turn it is names everything that blocks; a sign-off covers exactly what its view lists; no
decision is offered that is refused, and none is refused without a word.
"""

from __future__ import annotations

import pytest

from tpmcli.model.errors import InvalidInputError, RefusedError
from tpmcli.model.facts import Facts
from tpmcli.model.finding import SubjectKind, errors
from tpmcli.model.record import Outcome
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.verdict import GateResult, GateVerdict, SignOffState
from tpmcli.rules.authorisation import check_signoff_allowed
from tpmcli.rules.decision_view import view_decision
from tpmcli.rules.open_gate import find_kill
from tpmcli.rules.project import Project
from tpmcli.rules.signoff_view import view_signoff
from tpmcli.rules.status import ProjectStatus, evaluate_project
from tpmcli.rules.turns import Turn, TurnKind, concerns, turns_of
from tpmcli.rules.waiver_list import list_waivers
from tpmcli.store.record.entries import signoff_entry
from world import histories
from world.memory import World, item
from world.people import PM, STRANGER, TPM

SEEDS = range(90_000, 90_400)
ID, NEED = "feasibility.spike", "feasibility.need"


def status_of(world: World) -> ProjectStatus:
    return evaluate_project(world.project(), world.facts())


def current(status: ProjectStatus) -> GateResult:
    assert status.current is not None
    gate = status.gate(status.current.id)
    assert gate is not None
    return gate


def told(world: World) -> list[tuple[TurnKind, tuple[str, ...], bool]]:
    return [(turn.kind, turn.people, turn.possible) for turn in turns_of(status_of(world))]


def test_the_turns_of_a_gate_in_order() -> None:
    made = World.of(item(ID), item(NEED, role="pm"))
    assert told(made) == [
        (TurnKind.ITEM, (TPM,), True),
        (TurnKind.ITEM, (PM,), True),
        (TurnKind.SIGN, (TPM,), False),
        (TurnKind.SIGN, (PM,), False),
    ]
    made.answer(NEED)
    assert told(made)[1:] == [(TurnKind.SIGN, (TPM,), False), (TurnKind.SIGN, (PM,), True)]
    made.answer(ID)
    made.sign("feasibility", "tpm")
    assert told(made) == [(TurnKind.SIGN, (PM,), True)]
    made.sign("feasibility", "pm")
    assert told(made) == [(TurnKind.DECIDE, (TPM, PM), True)]
    made.decide("feasibility")
    assert told(made) == [(TurnKind.START, (), True)]


def test_a_waiver_waits_for_whom_it_names() -> None:
    made = World.of(item(ID), item(NEED, role="pm"))
    made.answer(NEED)
    made.sign("feasibility", "pm")
    made.answer(ID, "not-met", owner=PM)
    assert told(made)[0] == (TurnKind.ITEM, (PM,), True)
    made.waive(ID)
    assert told(made)[0] == (TurnKind.WAIVER, (PM,), True)
    made.sign("feasibility")
    assert [kind for kind, _, _ in told(made)] == [TurnKind.DECIDE]


def test_whose_turn_it_is() -> None:
    made = World.of(item(ID), item(NEED, role="pm"))
    [first, second, *_] = turns_of(status_of(made))
    policy = made.project().policy
    assert concerns(policy, first, TPM)
    assert concerns(policy, second, PM.upper())
    assert not concerns(policy, first, PM)
    assert not concerns(policy, first, STRANGER)
    assert not concerns(policy, first, "")


def _evaluated(seed: int) -> tuple[World, ProjectStatus]:
    made = histories.make(seed)
    try:
        return made, status_of(made)
    except InvalidInputError:
        pytest.skip("it cannot be evaluated")


@pytest.mark.parametrize("first", range(SEEDS.start, SEEDS.stop, 50))
def test_nothing_that_blocks_is_left_out(first: int) -> None:
    gates = unmet = 0
    for seed in range(first, first + 50):
        try:
            status = status_of(histories.make(seed))
        except InvalidInputError:
            continue
        turns = turns_of(status)
        assert turns
        if status.current is None or find_kill(status.project):
            continue
        gate = current(status)
        here = [turn for turn in turns if turn.phase == gate.phase]
        decides = [turn for turn in here if turn.kind is TurnKind.DECIDE]
        gates += 1
        if gate.verdict is GateVerdict.MET:
            assert here == decides
            continue
        unmet += 1
        assert not decides
        for finding in errors(gate.findings):
            assert any(_tells(turn, finding) for turn in turns), (seed, finding)
    assert gates > 10
    assert unmet > 5


def _tells(turn: Turn, finding: object) -> bool:
    if turn.finding == finding or (turn.verdict and finding in turn.verdict.findings):
        return True
    subject = getattr(finding, "subject", None)
    return (
        turn.kind is TurnKind.SIGN
        and subject is not None
        and subject.kind is SubjectKind.SIGN_OFF
        and subject.role == turn.role
    )


@pytest.mark.parametrize("first", range(SEEDS.start, SEEDS.stop, 50))
def test_a_sign_off_covers_what_was_shown(first: int) -> None:
    seen = allowed = 0
    for seed in range(first, first + 50):
        try:
            status = status_of(histories.make(seed))
        except InvalidInputError:
            continue
        if status.current is None:
            continue
        project, phase, gate = status.project, status.current, current(status)
        for role in (TPM_ROLE, PM_ROLE):
            for person in (TPM, PM, STRANGER):
                view = view_signoff(project, phase, gate, role, person, "", status.today)
                entry = signoff_entry(
                    project, phase, role, by=person, at="2026-11-23T00:00:00Z", today=status.today
                )
                assert view.digest == entry["digest"]
                covered = {each.item.id: each.number for each in view.waivers}
                assert covered == entry.get("waivers", {})
                may = view.allowed and not view.blocking
                facts = histories.make(seed).facts()
                assert may == _may_sign(project, view.phase, role, person, facts)
                seen += 1
                allowed += may
                states = [each.state for each in gate.signoffs if each.role == role]
                if view.counts and view.allowed and states:
                    assert states == [SignOffState.VALID]
    assert seen > 50
    assert allowed > 5


def _may_sign(project: Project, phase: object, role: object, person: str, facts: Facts) -> bool:
    try:
        check_signoff_allowed(project, phase, role, person, facts)  # type: ignore[arg-type]
    except RefusedError:
        return False
    return True


def test_what_is_new_since_the_last_sign_off() -> None:
    made = World.of(item(ID), item(NEED, role="pm"))
    made.answer(ID)
    made.sign("feasibility", "tpm")
    status = status_of(made)
    assert status.current is not None

    def view() -> tuple[int, bool]:
        now = status_of(made)
        assert now.current is not None
        found = view_signoff(now.project, now.current, current(now), TPM_ROLE, TPM, "", now.today)
        return found.new, found.counts

    assert view() == (0, True)
    made.answer(ID, note="again", at="2026-11-04T12:00:00Z")
    assert view() == (1, False)


@pytest.mark.parametrize("first", range(SEEDS.start, SEEDS.stop, 100))
def test_no_gate_is_offered_to_be_passed_unless_it_is_met(first: int) -> None:
    met = 0
    for seed in range(first, first + 100):
        try:
            status = status_of(histories.make(seed))
        except InvalidInputError:
            continue
        if status.current is None:
            continue
        gate = current(status)
        for person in (TPM, PM, STRANGER):
            view = view_decision(status.project, gate, person, "", status.today)
            for each in view.outcomes:
                if person == STRANGER:
                    assert each.refused is not None
                elif each.outcome.passes and view.allowed:
                    assert (each.refused is None) == (gate.verdict is GateVerdict.MET)
            [recommended] = [each.outcome for each in view.outcomes if each.recommended]
            assert str(recommended) == gate.recommendation.decision
            assert all(status.today <= each.due <= view.latest for each in view.suggested)
        met += gate.verdict is GateVerdict.MET
    assert met > 3


def test_a_condition_is_suggested_from_the_plan() -> None:
    made = World.of(item(ID), item(NEED, role="pm"))
    made.answer(NEED)
    made.answer(ID, "not-met", owner=PM, due="2026-12-18")
    made.waive(ID)
    made.sign("feasibility")
    status = status_of(made)
    view = view_decision(status.project, current(status), TPM, "", status.today)
    [suggested] = view.suggested
    assert suggested == ("spike", PM, "2026-12-18")
    assert [each.outcome for each in view.outcomes if each.recommended] == [Outcome.CONDITIONAL]


def test_waivers_are_listed_by_whether_they_count() -> None:
    made = World.of(item(ID), item(NEED, role="pm"))

    def listed() -> list[list[str]]:
        found = list_waivers(status_of(made))
        groups = (found.waiting, found.in_force, found.ended)
        return [[each.item.id for each in group] for group in groups] + [
            [each.item.id for each in found.open_items]
        ]

    assert listed() == [[], [], [], [ID, NEED]]
    made.waive(ID)
    assert listed() == [[ID], [], [], [NEED]]
    made.answer(NEED)
    made.sign("feasibility")
    assert listed() == [[], [ID], [], []]
    made.withdraw(ID)
    assert listed() == [[], [], [ID], [ID]]
