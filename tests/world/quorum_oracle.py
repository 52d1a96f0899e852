"""Oracle for one question: are the required sign-offs there?

Plain functions over plain data, written from the specification of roles and not from the code, so
that the code can be held against it. Standard library only. `there` is the declarative definition:
it tries every choice.

People are canonical addresses (see `canonical`), days are whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, combinations_with_replacement, product
from typing import NamedTuple

OFF, WARN, REQUIRE = "off", "warn", "require"


class Demand(NamedTuple):
    """A role must sign at this gate (or, `advice`, may): by how many, and over what."""

    role: str
    people: int = 1
    advice: bool = False
    wide: bool = False


class Delegation(NamedTuple):
    giver: str
    to: str
    role: str
    first: int
    last: int


class Signature(NamedTuple):
    """One recorded sign-off. `block`: "" for the role's block, else the person whose block it is.

    `behalf`: whose chair it fills, "" for the signer's own. `fresh`: its digest matches the record.
    `wide`: it covers the whole gate. `before`: it stood before the last recycle.
    """

    role: str
    by: str
    behalf: str = ""
    day: int = 0
    block: str = ""
    fresh: bool = True
    wide: bool = False
    before: bool = False


class World(NamedTuple):
    holders: dict[str, frozenset[str]]
    demands: tuple[Demand, ...]
    signatures: tuple[Signature, ...]
    delegations: tuple[Delegation, ...] = ()
    distinct: str = WARN


# --- the definition


def canonical(name: str, aliases: dict[str, list[str]]) -> str:
    """The address that a person is known by."""
    folded = name.casefold()
    for email, others in aliases.items():
        if folded == email.casefold() or folded in (other.casefold() for other in others):
            return email.casefold()
    return folded


def delegation_faults(world: World, longest: int = 90) -> list[str]:
    """Why a policy with these delegations is refused (exit 3). Holding the role is what forbids
    chains, cycles and delegations to oneself: who gives holds it, who receives does not."""
    found = []
    for one in world.delegations:
        held = world.holders.get(one.role, frozenset())
        if one.giver == one.to:
            found.append("self")
        elif one.giver not in held:
            found.append("giver-does-not-hold")
        elif one.to in held:
            found.append("receiver-holds-already")
        if one.last < one.first:
            found.append("ends-before-it-begins")
        elif one.last - one.first + 1 > longest:
            found.append("too-long")
    for one, other in combinations(world.delegations, 2):
        same = (one.giver, one.role) == (other.giver, other.role) and one.to != other.to
        if same and one.first <= other.last and other.first <= one.last:
            found.append("two-deputies-on-one-day")
    return found


def combined(demands: tuple[Demand, ...]) -> dict[str, Demand]:
    """One demand a role: the strictest of each kind. Another entry never asks for less."""
    done: dict[str, Demand] = {}
    for one in demands:
        old = done.get(one.role)
        if old is None or (old.advice and not one.advice):
            wide = one.wide or (old.wide if old else False)
            done[one.role] = one._replace(wide=wide)
        elif old.advice == one.advice:
            done[one.role] = old._replace(
                people=max(old.people, one.people), wide=old.wide or one.wide
            )
        else:
            done[one.role] = old._replace(wide=old.wide or one.wide)
    return done


def counting(signatures: tuple[Signature, ...], role: str) -> list[Signature]:
    """The last entry of each of the role's blocks, unless it stood before the last recycle. Who has
    such an entry in a block of their own has none in the role's block."""
    last: dict[str, Signature] = {}
    for one in signatures:
        if one.role == role:
            last[one.block] = one
    found = [one for one in last.values() if not one.before]
    own = {one.by for one in found if one.block == one.by}
    return [one for one in found if one.block or one.by not in own]


def state(world: World, one: Signature, demand: Demand) -> str:
    """valid, or the first thing that is wrong: misplaced, stranger, ended, stale, narrow."""
    held = world.holders.get(one.role, frozenset())
    if one.block and one.block != one.by:
        return "misplaced"
    if not one.behalf:
        if one.by not in held:
            return "stranger"
    else:
        given = [
            each
            for each in world.delegations
            if (each.giver, each.to, each.role) == (one.behalf, one.by, one.role)
        ]
        if not given or one.behalf not in held or one.by in held or one.by == one.behalf:
            return "stranger"
        if not any(each.first <= one.day <= each.last for each in given):
            return "ended"
    if not one.fresh:
        return "stale"
    if demand.wide and not one.wide:
        return "narrow"
    return "valid"


def edges(world: World, demand: Demand) -> list[tuple[str, str]]:
    """The valid signatures of a role as (hand, chair): who signed, and whose chair that fills."""
    return [
        (one.by, one.behalf or one.by)
        for one in counting(world.signatures, demand.role)
        if state(world, one, demand) == "valid"
    ]


def may_enter(world: World, one: Signature, demand: Demand, today: int) -> bool:
    """With --against: a new entry of a deputy comes in by the last day of the delegation, whatever
    day it claims; after that it stays good, since it was accepted then."""
    if state(world, one, demand) in ("misplaced", "stranger", "ended"):
        return False
    if not one.behalf:
        return True
    return any(
        each.first <= one.day <= each.last and each.first <= today <= each.last
        for each in world.delegations
        if (each.giver, each.to, each.role) == (one.behalf, one.by, one.role)
    )


def kept(then: World, now: World) -> bool:
    """Does a gate that was decided on these entries hold, as far as sign-offs go?

    Who might sign, how many were needed and who stood in was judged then. What is left to ask is
    whether the entries still cover what they were given over (`fresh`, as `now` has it): of each
    role that is asked now and signed then, by as many chairs as signed then, or as are needed now,
    if those are fewer.
    """
    for demand in combined(now.demands).values():
        signed = {one.block: one for one in counting(then.signatures, demand.role)}
        chairs = {one.behalf or one.by for one in signed.values()}
        fresh = {
            one.behalf or one.by
            for one in counting(now.signatures, demand.role)
            if one.block in signed and one.fresh
        }
        if len(fresh) < min(demand.people, len(chairs)):
            return False
    return True


def enough(found: list[tuple[str, str]], people: int) -> bool:
    """That many signatures of one role by different hands and for different chairs."""
    return any(
        len({hand for hand, _ in choice}) == len({chair for _, chair in choice}) == people
        for choice in combinations(found, people)
    )


def choice_without_overlap(found: dict[str, list[tuple[str, str]]], need: dict[str, int]) -> bool:
    """Is there a choice of signatures, as many a role as needed, in which nobody stands behind two
    of them, neither as the hand nor as the chair?"""
    roles = list(need)

    def choose(at: int, used: frozenset[str]) -> bool:
        if at == len(roles):
            return True
        role = roles[at]
        for choice in combinations(found[role], need[role]):
            hands = [hand for hand, _ in choice]
            chairs = [chair for _, chair in choice]
            people = set(hands) | set(chairs)
            if len(set(hands)) < len(hands) or len(set(chairs)) < len(chairs) or people & used:
                continue
            if choose(at + 1, used | people):
                return True
        return False

    return choose(0, frozenset())


def there(world: World) -> bool:
    """Are the required signatures there?"""
    demands = [one for one in combined(world.demands).values() if not one.advice]
    found = {one.role: edges(world, one) for one in demands}
    need = {one.role: one.people for one in demands}
    if not all(enough(found[role], need[role]) for role in need):
        return False
    return world.distinct != REQUIRE or choice_without_overlap(found, need)


# --- today's rule, for two roles and one signature each


def there_today(world: World) -> bool:
    """tpm and pm as they are judged now: the last entry of each block, and one person or two."""
    signers = []
    for role in ("tpm", "pm"):
        last = [one for one in world.signatures if one.role == role][-1:]
        if not last or last[0].before or last[0].by not in world.holders[role] or not last[0].fresh:
            return False
        signers.append(last[0].by)
    return world.distinct != REQUIRE or signers[0] != signers[1]


# --- every case

ROLES = ("a", "b", "c")
PEOPLE = ("p", "q", "r", "s", "t")


def regions(found: dict[str, list[tuple[str, str]]], top: int) -> set[tuple[int, ...]]:
    """Every vector of needs (0 to `top` a role) that some choice without overlap meets."""
    reached: set[tuple[frozenset[str], tuple[int, ...]]] = {(frozenset(), (0,) * len(ROLES))}
    for place, role in enumerate(ROLES):
        for hand, chair in found[role]:
            for used, counts in tuple(reached):
                if not {hand, chair} & used and counts[place] < top:
                    more = (*counts[:place], counts[place] + 1, *counts[place + 1 :])
                    reached.add((used | {hand, chair}, more))
    best = {counts for _, counts in reached}
    return {
        need
        for need in product(range(top + 1), repeat=len(ROLES))
        if any(all(n <= c for n, c in zip(need, counts, strict=True)) for counts in best)
    }


def matrices(people: int) -> Iterator[tuple[tuple[bool, ...], ...]]:
    """Who signed validly in which roles, up to the names of people."""
    kinds = list(product((False, True), repeat=len(ROLES)))
    return combinations_with_replacement(kinds, people)
