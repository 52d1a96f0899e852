"""The rules and `quorum_oracle`, which shares no code with them, agree whether sign-offs are there.

Everything that the oracle can enumerate is covered: quickly every so many cases, all of them in the
long run.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations, islice, product

import pytest

from tpmcli.model.checklist import Checklist, Item, Phase
from tpmcli.model.demand import Delegation, Demand
from tpmcli.model.digest import signoff_digest
from tpmcli.model.finding import errors
from tpmcli.model.policy import GatePolicy, Policy, Strictness
from tpmcli.model.record import (
    Answer,
    AnswerValue,
    Decision,
    GateEntry,
    ItemRecord,
    Outcome,
    Record,
    SignOff,
)
from tpmcli.model.role import PM, SHIPPED_ROLES, TPM, Role
from tpmcli.model.verdict import SignOffState
from tpmcli.rules import distinct_people, quorum
from tpmcli.rules.demands import demands_at
from tpmcli.rules.distinct_people import is_choice, same_person
from tpmcli.rules.project import Project
from tpmcli.rules.quorum import judge_signoff, signatures
from world import quorum_oracle as oracle
from world.quorum_oracle import World

GATE, REOPENED = "gate", "2026-11-02T00:00:00Z"
TODAY = "2026-12-31"
A, B, C = (Role(slug, rank=2 + at) for at, slug in enumerate("abc"))
ALL = (*SHIPPED_ROLES, A, B, C)
ITEMS = tuple(Item(f"{GATE}.{role}", GATE, role, "It is so") for role in ALL)
CHECKLIST = Checklist("own", (Phase(GATE, "Gate", "?", ITEMS),), roles=ALL)
RAW = {
    role: {"answer": "met", "role": str(role), "by": "x@x", "at": REOPENED, "question": "q1:0"}
    for role in ALL
}
ANSWERED = {
    f"{GATE}.{role}": ItemRecord(
        f"{GATE}.{role}", Answer(AnswerValue.MET, role, "x@x", REOPENED, "q1:0", raw=RAW[role])
    )
    for role in ALL
}
WHOLE = signoff_digest({name: RAW[role] for name, role in zip(ANSWERED, ALL, strict=True)}, {})
OWN = {role: signoff_digest({f"{GATE}.{role}": RAW[role]}, {}) for role in ALL}


def email(person: str) -> str:
    return f"{person}@example.com" if person else ""


def day(number: int) -> str:
    return f"2026-12-{number + 1:02d}"


def signoff(one: oracle.Signature) -> SignOff:
    """An entry as recorded; one that is not fresh was given over something else."""
    at = "2026-11-01T00:00:00Z" if one.before else f"{day(one.day)}T12:00:00Z"
    digest = WHOLE if one.wide else OWN[Role(one.role)]
    return SignOff(
        email(one.by),
        at,
        digest if one.fresh else f"s1:{'0' * 64}",
        deputy_for=email(one.behalf),
        whole_gate=one.wide,
    )


def project_of(world: World) -> Project:
    """The world as a project whose items are all answered."""
    blocks: dict[tuple[str, str], list[oracle.Signature]] = {}
    for one in world.signatures:
        name = f"{one.role}/{email(one.block)}" if one.block else one.role
        blocks.setdefault((GATE, name), []).append(one)
    before = {
        name: sum(one.before for one in listed)
        for (_, name), listed in blocks.items()
        if any(one.before for one in listed)
    }
    reopened: dict[str, tuple[GateEntry, ...]] = {}
    if before:
        recycle = Decision(Outcome.RECYCLE, "x@x", REOPENED, "d1:0", signoffs=before)
        reopened = {GATE: (recycle,)}
    policy = Policy(
        "p",
        "P",
        "own",
        {Role(role): tuple(map(email, sorted(people))) for role, people in world.holders.items()},
        gate=GatePolicy(distinct_people=Strictness(world.distinct)),
        delegations=tuple(
            Delegation(
                email(each.giver),
                email(each.to),
                Role(each.role),
                day(each.first),
                day(each.last),
                "",
            )
            for each in world.delegations
        ),
    )
    signed = {key: tuple(map(signoff, listed)) for key, listed in blocks.items()}
    record = Record("p", "1.0", items=ANSWERED, signoffs=signed, decisions=reopened)
    return Project(policy, CHECKLIST, record)


def demanded(world: World) -> list[Demand]:
    combined = oracle.combined(world.demands).values()
    return [
        Demand(CHECKLIST.role(each.role), people=each.people, whole_gate=each.wide)
        for each in combined
    ]


def there(world: World) -> bool:
    """What the rules say: no error about a sign-off, and none about who signed them."""
    project = project_of(world)
    judged = [judge_signoff(project, GATE, demand, TODAY) for demand in demanded(world)]
    verdicts = [verdict for verdict, _ in judged]
    enough = all(verdict.state is SignOffState.VALID for verdict in verdicts)
    found = [finding for _, findings in judged for finding in findings]
    assert enough == (not errors(found)), world
    return enough and not errors(same_person(project, GATE, verdicts))


def test_every_state_of_one_signature() -> None:
    """Each is the first thing that is wrong, in the order of the specification."""
    cases = 0
    for holds, behalf, given, gives, number, block, fresh, wide, asks in product(
        *((False, True), ("", "g", "s"), (False, True), (False, True), (4, 5, 7, 9, 10)),
        *(("", "s", "x"), (False, True), (False, True), (False, True)),
    ):
        held = frozenset(({"s"} if holds else set()) | ({"g"} if gives else set()))
        lent = (oracle.Delegation("g", "s", "a", 5, 9),) if given else ()
        demand = oracle.Demand("a", wide=asks)
        one = oracle.Signature("a", "s", behalf, number, block, fresh, wide)
        world = World({"a": held}, (demand,), (one,), lent)
        found = list(signatures(project_of(world), GATE, demanded(world)[0], TODAY))
        assert [str(each.state) for each in found] == [oracle.state(world, one, demand)], one
        cases += 1
    assert cases == 2880


def two_roles() -> Iterator[World]:
    """TPM and PM with logs of up to two entries, by two holders and a stranger."""
    entries = list(product("pqx", (False, True), (False, True)))
    # What stands before a recycle is first in its list.
    logs = [(), *((one,) for one in entries)]
    logs += [(one, two) for one in entries for two in entries if one[2] or not two[2]]
    for tpm, pm in product([{"p"}, {"q"}, {"p", "q"}], repeat=2):
        holders = {"tpm": frozenset(tpm), "pm": frozenset(pm)}
        for one, other, distinct in product(logs, logs, ("off", "warn", "require")):
            signed = tuple(
                oracle.Signature(role, by, fresh=fresh, before=before)
                for role, log in (("tpm", one), ("pm", other))
                for by, fresh, before in log
            )
            demands = (oracle.Demand("tpm"), oracle.Demand("pm"))
            yield World(holders, demands, signed, (), distinct)


def small() -> Iterator[World]:
    """Every world of three people in blocks of their own, with up to two delegations."""
    people = ("p", "q", "r")
    for held in product((False, True), repeat=3):
        holders = {"a": frozenset(p for p, h in zip(people, held, strict=True) if h)}
        lent = [oracle.Delegation(g, t, "a", 1, 3) for g in people for t in people]
        for some in [(), *((one,) for one in lent), *combinations(lent, 2)]:
            base = World(holders, (), (), tuple(some))
            if oracle.delegation_faults(base):
                continue
            per_person = [
                [None, *(oracle.Signature("a", by, b, 2, by) for b in ("", *people))]
                for by in people
            ]
            for picked in product(*per_person):
                signed = tuple(one for one in picked if one)
                for number, distinct in product((1, 2, 3), ("off", "require")):
                    demands = (oracle.Demand("a", number),)
                    yield base._replace(demands=demands, signatures=signed, distinct=distinct)


def made(seed: int) -> World:
    """Any world: five people, three roles, delegations, several entries a block."""
    dice = random.Random(seed)
    people = ("p", "q", "r", "s", "t")
    holders = {role: frozenset(p for p in people if dice.random() < 0.5) for role in oracle.ROLES}
    lent = tuple(
        oracle.Delegation(dice.choice(people), dice.choice(people), dice.choice("abc"), 1, 5)
        for _ in range(dice.randrange(3))
    )
    demands = tuple(
        oracle.Demand(role, dice.randrange(1, 4), wide=dice.random() < 0.2)
        for role in oracle.ROLES
        if dice.random() < 0.8
    )
    signed = []
    for role in oracle.ROLES:
        for by in people:
            if dice.random() < 0.6:
                behalf = dice.choice(("", "", "", dice.choice(people)))
                givers = [each.giver for each in lent if (each.to, each.role) == (by, role)]
                if givers and dice.random() < 0.7:
                    behalf = dice.choice(givers)
                block = dice.choice((by, by, by, by, "", dice.choice(people)))
                fresh, wide = dice.random() < 0.9, dice.random() < 0.3
                number = dice.choice((2, 2, 2, 6))
                signed.append(oracle.Signature(role, by, behalf, number, block, fresh, wide))
    dice.shuffle(signed)
    distinct = dice.choice(("off", "warn", "require", "require"))
    return World(holders, demands, tuple(signed), lent, distinct)


def agree(worlds: Iterator[World]) -> int:
    met = 0
    for world in worlds:
        expected = oracle.there(world)
        assert there(world) == expected, world
        met += expected
    return met


def test_two_roles_as_ever() -> None:
    worlds = list(islice(two_roles(), 0, None, 997))
    assert all(oracle.there(world) == oracle.there_today(world) for world in worlds)
    assert 0 < agree(iter(worlds)) < len(worlds)


def test_small_worlds() -> None:
    assert agree(islice(small(), 0, None, 97)) > 0


def test_any_world() -> None:
    worlds = [made(seed) for seed in range(1_000)]
    assert 20 < agree(iter(worlds)) < len(worlds)


@pytest.mark.soak
def test_every_world_at_length() -> None:
    agree(two_roles())
    agree(small())
    agree(made(seed) for seed in range(1_000, 21_000))


def choices(step: int) -> Iterator[tuple[dict[str, list[tuple[str, str]]], dict[str, int], bool]]:
    """Who signed, by the hand and for whom; how many are needed; and whether that is met."""
    needs = list(product(range(4), repeat=len(oracle.ROLES)))
    everything = [
        (r, h, c) for r in oracle.ROLES for h in oracle.PEOPLE for c in oracle.PEOPLE if h != c
    ]
    turn = 0
    for matrix in oracle.matrices(len(oracle.PEOPLE)):
        signed = {
            role: [(p, p) for p, row in zip(oracle.PEOPLE, matrix, strict=True) if row[place]]
            for place, role in enumerate(oracle.ROLES)
        }
        for size in range(3):
            for extra in combinations(everything, size):
                turn += 1
                hands = [(r, h) for r, h, _ in extra]
                if turn % step or len(set(hands)) < size:
                    continue
                if any((h, h) in signed[r] for r, h in hands):
                    continue
                if any((r, c) in hands for r, _, c in extra):
                    continue
                found = {
                    r: signed[r] + [(h, c) for q, h, c in extra if q == r] for r in oracle.ROLES
                }
                good = oracle.regions(found, 3)
                for need in needs:
                    yield found, dict(zip(oracle.ROLES, need, strict=True)), need in good


def check_choices(step: int) -> int:
    cases = 0
    for found, need, expected in choices(step):
        # Within a role chairs differ: so many are there before the roles are compared.
        chairs = all(len({c for _, c in found[role]}) >= number for role, number in need.items())
        wanted = {Role(role): number for role, number in need.items() if number}
        pairs = {role: found[role] for role in wanted}
        assert (chairs and is_choice(pairs, wanted)) == expected, (found, need)
        cases += 1
    return cases


def test_choices_without_overlap() -> None:
    assert check_choices(2503) > 1_000


@pytest.mark.soak
def test_every_choice_without_overlap() -> None:
    assert check_choices(61) > 100_000


def test_demands_add_up() -> None:
    """The strictest of what is asked holds, whatever the order."""
    for numbers in product((1, 2, 3), repeat=3):
        asked = tuple(Demand(A, people=number) for number in numbers)
        policy = project_of(World({"a": frozenset("pqr")}, (), ())).policy
        policy = policy._replace(gate=GatePolicy(signoffs=asked[:2]))
        checklist = CHECKLIST._replace(demands=asked[2:])
        project = Project(policy, checklist, Record("p", "1.0"))
        [demand] = demands_at(project, GATE)
        wanted = oracle.combined(tuple(oracle.Demand("a", number) for number in numbers))
        assert (demand.role, demand.people) == (A, wanted["a"].people)


@pytest.mark.parametrize(
    ("place", "name", "broken"),
    [
        (quorum, "given_to", lambda policy, person, role, holder="": []),
        (quorum, "in_force", lambda delegations, day: delegations),
        (quorum, "matches", lambda *args: True),
        (quorum, "counting_signoff", lambda record, gate, block: record.signoffs[gate, block][0]),
        (distinct_people, "is_choice", lambda *args: True),
        (distinct_people, "_assigned", lambda *args: False),
    ],
)
def test_a_broken_rule_is_caught(
    place: object, name: str, broken: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, name, broken)
    worlds = [
        *islice(two_roles(), 0, None, 997),
        *islice(small(), 0, None, 97),
        *map(made, range(1_000)),
    ]
    with pytest.raises(AssertionError):
        agree(iter(worlds))


def test_the_shipped_pair() -> None:
    assert (TPM, PM) == SHIPPED_ROLES
