"""What is asked of roles: where a later policy lets more pass, a loosening is listed.

Random pairs of policies differ in demands, people, aliases, delegations, deciders or approvers. The
oracle of quorums, which shares no code with the rules, says what each lets pass.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import NamedTuple

import pytest
from test_rules_oracle_quorum import CHECKLIST, demanded, email, made
from test_rules_oracle_quorum import project_of as project_without_demands

from tpmcli.model.demand import Authority
from tpmcli.model.loosening import Looser
from tpmcli.model.policy import Policy
from tpmcli.model.role import Role
from tpmcli.rules.change import loosening
from tpmcli.rules.change.loosening import find_loosenings
from world import quorum_oracle as oracle
from world.quorum_oracle import World

QUICK, SOAK = range(5_000), range(100_000, 180_000)
PEOPLE, ROLES = oracle.PEOPLE, oracle.ROLES


class Rules(NamedTuple):
    """A policy: who holds and is asked what, and who is another address of whom.

    `deciders` and `approvers` are roles with a number of people, or people.
    """

    world: World
    aliases: tuple[tuple[str, str], ...] = ()
    deciders: tuple[tuple[str, int], ...] = (("a", 1),)
    approvers: tuple[tuple[str, int], ...] = (("a", 1),)

    def canonical(self, person: str) -> str:
        return dict(self.aliases).get(person, person)

    def known(self) -> World:
        """The world in which each person has one name."""
        name, world = self.canonical, self.world
        wide = tuple(
            oracle.Demand(role, number, wide=True) for role, number in self.deciders if number > 1
        )
        return World(
            {role: frozenset(map(name, people)) for role, people in world.holders.items()},
            (*world.demands, *wide),
            tuple(
                one._replace(
                    by=name(one.by),
                    block=one.block and name(one.block),
                    behalf=one.behalf and name(one.behalf),
                )
                for one in world.signatures
            ),
            tuple(
                each._replace(giver=name(each.giver), to=name(each.to))
                for each in world.delegations
            ),
            world.distinct,
        )

    def allowed(self) -> bool:
        """Whether a policy can say so: enough people for all that it asks, sound delegations."""
        known = self.known()
        held = known.holders
        return not oracle.delegation_faults(known) and all(
            len(held[role]) >= number
            for role, number in (
                *((each.role, each.people) for each in known.demands),
                *((who, n) for who, n in (*self.deciders, *self.approvers) if who in ROLES),
            )
        )

    def policy(self) -> Policy:
        project = project_without_demands(self.world)
        gate = project.policy.gate._replace(
            signoffs=tuple(demanded(self.world)), deciders=_authorities(self.deciders)
        )
        waivers = project.policy.waivers._replace(approvers=_authorities(self.approvers))
        others: dict[str, tuple[str, ...]] = {}
        for other, person in self.aliases:
            others[email(person)] = (*others.get(email(person), ()), email(other))
        return project.policy._replace(gate=gate, waivers=waivers, aliases=others)


def _authorities(named: tuple[tuple[str, int], ...]) -> tuple[Authority, ...]:
    return tuple(
        Authority(who if who in ROLES else email(who), people=number) for who, number in named
    )


# --- what a policy lets pass ---------------------------------------------------------------------


def deciding(rules: Rules) -> set[str]:
    """Who may record a decision, by holding a role or by name. Deputies: see the delegations."""
    found: set[str] = set()
    for who, _ in rules.deciders:
        members = rules.world.holders[who] if who in ROLES else {who}
        found |= set(map(rules.canonical, members))
    return found


def approving(rules: Rules) -> set[frozenset[str]]:
    """The sets of up to three names, of which one element of the approvers is satisfied."""
    enough = set()
    for size in (1, 2, 3):
        for names in combinations(PEOPLE, size):
            people = set(map(rules.canonical, names))
            for who, number in rules.approvers:
                members = rules.world.holders[who] if who in ROLES else {who}
                if len(people & set(map(rules.canonical, members))) >= number:
                    enough.add(frozenset(names))
    return enough


def lets_more(before: Rules, after: Rules) -> bool:
    """Whether something passes under the later policy that did not under the earlier one."""
    return bool(
        (oracle.there(after.known()) and not oracle.there(before.known()))
        or deciding(after) - deciding(before)
        or approving(after) - approving(before)
    )


# --- two policies --------------------------------------------------------------------------------


def some(dice: random.Random) -> tuple[tuple[str, int], ...]:
    """One to three roles or people, each once; of a role perhaps several."""
    named = dice.sample([*ROLES, *PEOPLE[:2]], dice.randrange(1, 4))
    return tuple((who, dice.choice((1, 1, 2)) if who in ROLES else 1) for who in named)


def change_demands(dice: random.Random, rules: Rules) -> Rules:
    demands = list(oracle.combined(rules.world.demands).values())
    if demands and dice.random() < 0.8:
        at = dice.randrange(len(demands))
        one = demands[at]
        demands[at : at + 1] = dice.choice(
            (
                [],
                [one._replace(people=one.people % 3 + 1)],
                [one._replace(people=max(1, one.people - 1))],
                [one._replace(wide=not one.wide)],
            )
        )
    else:
        demands.append(oracle.Demand(dice.choice(ROLES), dice.randrange(1, 4)))
    return rules._replace(world=rules.world._replace(demands=tuple(demands)))


def change_people(dice: random.Random, rules: Rules) -> Rules:
    role = dice.choice(ROLES)
    held = rules.world.holders[role] ^ {dice.choice(PEOPLE)}
    return rules._replace(
        world=rules.world._replace(holders={**rules.world.holders, role: frozenset(held)})
    )


def change_delegations(dice: random.Random, rules: Rules) -> Rules:
    lent = list(rules.world.delegations)
    if lent and dice.random() < 0.6:
        at = dice.randrange(len(lent))
        first, last = dice.choice(((1, 1), (1, 7), (3, 5), (0, 5)))
        lent[at : at + 1] = dice.choice(([], [lent[at]._replace(first=first, last=last)]))
    else:
        # Most often one that makes an entry good.
        acting = [(one.behalf, one.by, one.role) for one in rules.world.signatures if one.behalf]
        anybody = (dice.choice(PEOPLE), dice.choice(PEOPLE), dice.choice(ROLES))
        lent.append(oracle.Delegation(*dice.choice(acting or [anybody]), 1, 5))
    return rules._replace(world=rules.world._replace(delegations=tuple(lent)))


def change_distinct(dice: random.Random, rules: Rules) -> Rules:
    distinct = dice.choice(("off", "warn", "require"))
    return rules._replace(world=rules.world._replace(distinct=distinct))


def change_aliases(dice: random.Random, rules: Rules) -> Rules:
    if rules.aliases:
        return rules._replace(aliases=())
    other, person = dice.sample(PEOPLE, 2)
    return rules._replace(aliases=((other, person),))


def change_deciders(dice: random.Random, rules: Rules) -> Rules:
    return rules._replace(deciders=some(dice))


def change_approvers(dice: random.Random, rules: Rules) -> Rules:
    return rules._replace(approvers=some(dice))


CHANGES: tuple[Callable[[random.Random, Rules], Rules], ...] = (
    change_demands,
    change_demands,
    change_people,
    change_people,
    change_delegations,
    change_delegations,
    change_distinct,
    change_aliases,
    change_deciders,
    change_approvers,
)


def pair(seed: int) -> tuple[Rules, Rules] | None:
    """Two policies over the same sign-offs; None if one of them would be refused."""
    dice = random.Random(seed)
    before = Rules(made(seed), (), some(dice), some(dice))
    if dice.random() < 0.2:
        before = change_aliases(dice, before)
    after = before
    for _ in range(dice.choice((1, 1, 2))):
        after = dice.choice(CHANGES)(dice, after)
    if not (before.allowed() and after.allowed()):
        return None
    # What was made first is what people worked under: most often it comes with all they needed.
    return (after, before) if dice.random() < 0.6 else (before, after)


def listed(before: Rules, after: Rules) -> set[str]:
    less = find_loosenings(before.policy(), after.policy(), CHECKLIST, CHECKLIST)
    return {loosened.how.text for _, loosened in less}


def let_through(seeds: range) -> Iterator[tuple[int, set[str]]]:
    """Each seed whose later policy lets more pass, with the loosenings that are listed."""
    for seed in seeds:
        both = pair(seed)
        if both is not None and lets_more(*both):
            yield seed, listed(*both)


def alone(found: dict[int, set[str]]) -> Counter[str]:
    """The loosenings that are the only ones listed somewhere: without its row, this would fail."""
    return Counter(text for less in found.values() if len(less) == 1 for text in less)


def test_nothing_passes_by_a_loosening_of_roles_that_is_not_listed(
    record_property: Callable[[str, object], None],
) -> None:
    found = dict(let_through(QUICK))
    assert [seed for seed, less in found.items() if not less] == []
    assert len(alone(found)) >= 8, alone(found)
    record_property("policies", len(QUICK))


@pytest.mark.soak
def test_nothing_passes_at_length(record_property: Callable[[str, object], None]) -> None:
    found = dict(let_through(SOAK))
    assert [seed for seed, less in found.items() if not less] == []
    record_property("policies", len(SOAK))


def test_the_same_in_another_order_is_no_loosening() -> None:
    """Nor is the same demand spelled twice."""
    for seed in range(300):
        rules = Rules(made(seed), (), (("a", 1), ("b", 2), ("p", 1)), (("b", 1), ("c", 2)))
        other = rules._replace(
            world=rules.world._replace(demands=(*reversed(rules.world.demands),)),
            deciders=(*reversed(rules.deciders),),
            approvers=(*reversed(rules.approvers),),
        )
        assert listed(rules, other) == set()


@pytest.mark.parametrize(
    "row", ["fewer_signoffs", "policy.waivers.approvers", "policy.gate.deciders", "policy.people"]
)
def test_a_row_that_is_taken_away_is_missed(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    left = tuple(
        each
        for each in loosening.POLICY_ROWS
        if each.find.__name__ != row and not any(key.startswith(row) for key in each.keys)
    )
    assert len(left) < len(loosening.POLICY_ROWS)
    monkeypatch.setattr(loosening, "POLICY_ROWS", left)
    assert any(not less for _, less in let_through(QUICK))


def test_a_delegation_on_which_a_gate_depends_is_listed() -> None:
    """Added, given to somebody else, or prolonged; and nothing else is listed then."""
    cases = 0
    for seed in range(60_000, 75_000):
        after = Rules(made(seed))
        lent = after.world.delegations
        if not (lent and after.allowed() and oracle.there(after.known())):
            continue
        for other in ((), tuple(each._replace(first=0, last=1) for each in lent)):
            before = after._replace(world=after.world._replace(delegations=other))
            if before.allowed() and not oracle.there(before.known()):
                assert listed(before, after) == {Looser.DELEGATED.text}, (before, after)
                cases += 1
    assert cases >= 5


def test_roles_are_named_in_the_policy_as_here() -> None:
    rules = Rules(made(1), (("q", "p"),))
    assert rules.policy().canonical(email("q")) == email("p")
    assert {str(role) for role in rules.policy().people} == set(rules.world.holders)
    assert all(isinstance(role, Role) for role in rules.policy().people)
