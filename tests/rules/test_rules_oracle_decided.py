"""Decided gates and delegations, by the rules and by `quorum_oracle`, which shares no code.

Whatever becomes of people, numbers and delegations: a gate that was decided holds, as long as its
sign-offs cover what they were given over. And a deputy's entry comes in by the last day alone.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

import pytest
from test_rules_oracle_quorum import ANSWERED, CHECKLIST, GATE, TODAY, day, demanded, email, made
from test_rules_oracle_quorum import project_of as open_project

from tpmcli.model.finding import errors
from tpmcli.model.policy import GatePolicy
from tpmcli.model.problem import Flaw
from tpmcli.model.record import Decision, Outcome
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason
from tpmcli.rules import decided_signoffs
from tpmcli.rules.change import new_entries
from tpmcli.rules.change.recorded_entries import Recorded, entries_of
from tpmcli.rules.decided_signoffs import signoffs_kept
from tpmcli.rules.project import Project
from tpmcli.store.role_flaws import role_flaws
from world import quorum_oracle as oracle
from world.quorum_oracle import World

QUICK, SOAK = range(1_500), range(50_000, 90_000)


def decided_then(seed: int) -> World | None:
    """A world whose sign-offs were there; None if they were not."""
    world = made(seed)
    roles = {one.role for one in world.demands}
    signed = tuple(one._replace(before=False) for one in world.signatures if one.role in roles)
    world = world._replace(signatures=signed)
    return world if oracle.there(world) else None


def later(dice: random.Random, then: World) -> World:
    """Afterwards: other people, numbers, days and roles, and some sign-offs outdated."""
    other = made(dice.randrange(1_000_000))
    stale = dice.choice((0.0, 0.0, 0.2, 0.6))
    signed = tuple(
        one._replace(fresh=one.fresh and dice.random() >= stale) for one in then.signatures
    )
    demands = dice.choice((then.demands, other.demands, (*then.demands, *other.demands)))
    return World(other.holders, demands, signed, other.delegations, other.distinct)


def decided_project(then: World, now: World) -> tuple[Project, Decision]:
    """The project as it is now, with the decision that was taken then on every entry.

    All its items are asked every day, so that no answer is locked.
    """
    project = open_project(now)
    blocks = {
        block: len(open_project(then).record.signoffs[GATE, block])
        for _, block in open_project(then).record.signoffs
    }
    decision = Decision(
        *(Outcome.GO, "x@x", "2026-12-30T00:00:00Z", "d1:0"),
        continuous_items=tuple(ANSWERED),
        signoffs=blocks,
    )
    record = project.record._replace(decisions={GATE: (decision,)})
    gate = project.policy.gate._replace(
        signoffs=tuple(each._replace(layer="") for each in demanded(now))
    )
    return Project(project.policy._replace(gate=gate), CHECKLIST, record), decision


def holds(then: World, now: World) -> bool:
    """What the rules say of the decided gate's sign-offs."""
    project, decision = decided_project(then, now)
    phase = CHECKLIST.phases[0]
    return not errors(signoffs_kept(project, phase, decision, TODAY))


def compare(seeds: range) -> Counter[bool]:
    said: Counter[bool] = Counter()
    for seed in seeds:
        then = decided_then(seed)
        if then is None:
            continue
        dice = random.Random(-seed - 1)
        for _ in range(8):
            now = later(dice, then)
            expected = oracle.kept(then, now)
            assert holds(then, now) == expected, (seed, then, now)
            said[expected] += 1
    return said


def test_a_decided_gate_holds_as_long_as_its_signoffs_cover_it() -> None:
    said = compare(QUICK)
    assert min(said[True], said[False]) > 100, said


@pytest.mark.soak
def test_a_decided_gate_at_length() -> None:
    compare(SOAK)


def test_nothing_but_what_is_covered_undoes_a_decision() -> None:
    """With every sign-off as it was, no change of policy makes an error."""
    dice = random.Random(7)
    cases = 0
    for then in filter(None, map(decided_then, QUICK)):
        if not all(one.fresh for one in then.signatures):
            continue
        now = later(dice, then)._replace(signatures=then.signatures)
        assert holds(then, now), (then, now)
        cases += 1
    assert cases > 20


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("covers_still", lambda *args: True),
        ("_filled_then", lambda project, phase, decision, blocks: len(blocks)),
        ("_blocks_then", lambda record, phase, role, decision: []),
    ],
)
def test_a_broken_rule_of_decided_gates_is_caught(
    name: str, broken: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decided_signoffs, name, broken)
    with pytest.raises(AssertionError):
        compare(range(6_000))


# Delegations


def entering(*, held: bool, behalf: str, given: tuple[int, int] | None, at: int) -> World:
    """Somebody signs in role `a` on a day, for `g` who holds it and may have delegated it."""
    holders = {"a": frozenset({"g", *(["s"] if held else [])})}
    lent = (oracle.Delegation("g", "s", "a", *given),) if given else ()
    one = oracle.Signature("a", "s", behalf, at, "s")
    return World(holders, (oracle.Demand("a"),), (one,), lent)


def enters(world: World, today: int) -> bool:
    """Whether the rules let the entry in on a day, by who signed it and when."""
    project = open_project(world)
    (recorded,) = entries_of(project.record).values()
    found = new_entries._deputy_late(project, recorded, day(today))
    return not found and not _signer(project, recorded)


def _signer(project: Project, recorded: Recorded) -> list[object]:
    entry = recorded.entry
    return list(new_entries._signer(project, recorded, entry, GATE, Role("a")))  # type: ignore[arg-type]


def test_when_the_entry_of_a_deputy_may_come_in() -> None:
    """The day before, the first, the last, the day after: of the entry and of the pull request."""
    days = (4, 5, 6, 9, 10)
    cases: Counter[bool] = Counter()
    for held, behalf, given, at, today in product(
        (False, True), ("", "g", "x"), (None, (5, 9), (7, 7)), days, days
    ):
        if today < at:
            continue
        world = entering(held=held, behalf=behalf, given=given, at=at)
        expected = oracle.may_enter(world, world.signatures[0], world.demands[0], today)
        assert enters(world, today) == expected, (world, today)
        cases[expected] += 1
    assert cases[True] > 10
    assert cases[False] > 100


FLAWS = {
    "giver-does-not-hold": Flaw.GIVER_WITHOUT_ROLE,
    "receiver-holds-already": Flaw.DEPUTY_WITH_ROLE,
    "ends-before-it-begins": Flaw.DELEGATION_BACKWARDS,
    "two-deputies-on-one-day": Flaw.TWO_DEPUTIES,
}


def test_delegations_are_refused_for_what_the_oracle_says() -> None:
    """Chains, circles and oneself among them, which all are somebody who holds, or does not."""
    dice, seen = random.Random(3), Counter[str]()
    people = ("p", "q", "r")
    for _ in range(3_000):
        holders = {"a": frozenset(each for each in people if dice.random() < 0.5)}
        lent = tuple(
            oracle.Delegation(
                *(dice.choice(people), dice.choice(people)),
                "a",
                *(dice.randrange(4), dice.randrange(4)),
            )
            for _ in range(dice.randrange(1, 4))
        )
        world = World(holders, (), (), lent)
        expected = Counter(
            # One who gives it to themselves holds the role or does not.
            fault if fault != "self" else _OF_ONESELF[one.giver in holders["a"]]
            for fault, one in _faults(world)
        )
        project = open_project(world)
        policy = project.policy._replace(gate=GatePolicy(signoffs=()))
        found = [problem.flaw for _, problem in role_flaws(policy, CHECKLIST)]
        told = Counter(name for name, flaw in FLAWS.items() for each in found if each is flaw)
        assert told == expected, world
        seen += expected
    assert seen.keys() == FLAWS.keys()


_OF_ONESELF = {True: "receiver-holds-already", False: "giver-does-not-hold"}


def _faults(world: World) -> list[tuple[str, oracle.Delegation]]:
    """Each fault of one delegation with it, and those of a pair with its first."""
    found = [
        (fault, one)
        for one in world.delegations
        for fault in oracle.delegation_faults(world._replace(delegations=(one,)))
    ]
    every = oracle.delegation_faults(world)
    return found + [
        (fault, world.delegations[0]) for fault in every if fault == "two-deputies-on-one-day"
    ]


def test_the_entry_is_told_of_by_its_reason() -> None:
    world = entering(held=False, behalf="g", given=(5, 9), at=6)
    project = open_project(world)
    (recorded,) = entries_of(project.record).values()
    (found,) = new_entries._deputy_late(project, recorded, day(10))
    assert (found.reason, found.owners) == (Reason.DELEGATION_OVER, (email("g"),))
