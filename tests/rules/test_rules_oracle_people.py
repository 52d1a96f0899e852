"""Gates that ask several people, in the second evaluator and by the rules."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest
from test_rules_oracle import by_the_oracle, by_the_rules

from tpmcli.rules import quorum
from world import histories, oracle
from world.memory import World

Make = Callable[[int], tuple[World, str]]
QUICK, SOAK = range(900), range(1_000, 9_000)
MORE = ("ann@example.com", "bo@example.com", "cy@example.com")


def made(seed: int) -> tuple[World, str]:
    """A world that asks several people of a role, and a gate not decided; "" if there is none."""
    world, dice = histories.make(seed), random.Random(seed)
    gate, record = world["policy"]["gate"], world["record"]
    gate["people"] = {
        role: dice.randrange(1, 4) for role in gate["signoffs"] if dice.random() < 0.8
    }
    names = world["policy"]["people"]
    for role in ("tpm", "pm"):
        names[role] = [*names[role], *dice.sample(MORE, 2)]
    gates = [each["id"] for each in world["phases"] if not oracle.decisions(world, each["id"])]
    if not gates:
        return world, ""
    phase = dice.choice(gates)
    for role in ("tpm", "pm"):
        for by in (*names[role], "stranger@example.com"):
            if dice.random() < 0.45:
                record["signoffs"][f"{phase}.{role}/{owner(dice, names, role, by)}"] = [
                    entry(dice, world, phase, role, by)
                ]
    return world, phase


def decided(seed: int) -> tuple[World, str]:
    """A decided gate that several people signed, some of whose sign-offs have become outdated."""
    world, dice = histories.make(seed), random.Random(-seed - 1)
    gate, record = world["policy"]["gate"], world["record"]
    gate["people"] = {role: dice.randrange(1, 4) for role in gate["signoffs"]}
    names = world["policy"]["people"]
    for role in ("tpm", "pm"):
        names[role] = [*names[role], *dice.sample(MORE, 2)]
    gates = [each["id"] for each in world["phases"] if oracle.is_passed(world, each["id"])]
    if not gates:
        return world, ""
    phase = dice.choice(gates)
    taken = oracle.decision_at(world, phase)
    assert taken is not None
    sound = taken["digest"] == oracle.sealed_by_decision(world, phase, taken)
    for role in ("tpm", "pm"):
        for by in names[role]:
            if dice.random() < 0.5:
                block = f"{role}/{by}"
                record["signoffs"][f"{phase}.{block}"] = [entry(dice, world, phase, role, by)]
                # One who signed after the decision is not named there.
                if dice.random() < 0.7:
                    taken["signoffs"][block] = 1
    if sound:
        taken["digest"] = oracle.sealed_by_decision(world, phase, taken)
    return world, phase


def owner(dice: random.Random, names: dict[str, list[str]], role: str, by: str) -> str:
    return dice.choice((by, by, by, by.upper(), dice.choice(names[role])))


def entry(dice: random.Random, world: World, phase: str, role: str, by: str) -> oracle.Entry:
    digest = oracle.sealed_by_signoff(world, phase, role, {})
    stale = dice.random() < 0.2
    at = f"2026-11-{dice.randrange(10, 28)}T12:00:00Z"
    return {"by": by, "at": at, "digest": f"s1:{'0' * 64}" if stale else digest}


def compare(seed: int, make: Make = made) -> Counter[str]:
    world, phase = make(seed)
    if not phase:
        return Counter()
    said = by_the_rules(world, "phase", phase)
    assert said == by_the_oracle(world, "phase", phase), f"seed {seed}: {phase}"
    return Counter() if isinstance(said, str) else Counter(rule for rule, _, _ in said[2])


def compare_all(seeds: range, make: Make = made) -> Counter[str]:
    total: Counter[str] = Counter()
    for seed in seeds:
        total += compare(seed, make)
    return total


def test_rules_and_oracle_agree_on_people() -> None:
    rules = compare_all(QUICK)
    wanted = ("signoff-missing", "signoff-stale", "signoff-misplaced", "signer-unauthorised")
    assert all(rules[rule] > 5 for rule in (*wanted, "same-person")), rules


def test_rules_and_oracle_agree_on_people_of_decided_gates() -> None:
    rules = compare_all(QUICK, decided)
    assert rules["signoff-stale"] > 20, rules


@pytest.mark.soak
def test_rules_and_oracle_agree_on_people_at_length() -> None:
    compare_all(SOAK)
    compare_all(SOAK, decided)


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("matches", lambda *args: True),
        ("role_blocks", lambda record, phase, role: [str(role)]),
    ],
)
def test_a_broken_rule_is_caught(
    name: str, broken: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quorum, name, broken)
    with pytest.raises((AssertionError, KeyError)):
        compare_all(QUICK)
