"""Who may act in a role: its holders, and those who stand in for one of them for some time."""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.model.demand import Authority, Delegation
from tpmcli.model.policy import Policy
from tpmcli.model.role import Role


def given_to(policy: Policy, person: str, role: Role, holder: str = "") -> list[Delegation]:
    """Return the delegations by which a person acts in a role, on whatever dates.

    With `holder` only those of that holder count. Who holds the role cannot stand in, and who gives
    must hold it.
    """
    if not policy.delegations or policy.holds(person, role):
        return []
    to, giver = policy.canonical(person), policy.canonical(holder)
    return [
        each
        for each in policy.delegations
        if each.role == role
        and policy.canonical(each.to) == to
        and (not holder or policy.canonical(each.giver) == giver)
        and policy.holds(each.giver, role)
    ]


def in_force(delegations: Iterable[Delegation], day: str) -> list[Delegation]:
    """Return the delegations that a date is within."""
    return [each for each in delegations if each.first <= day <= each.last]


def acts_in(policy: Policy, person: str, role: Role, holder: str, day: str) -> bool:
    """Return whether a person may act in a role on a date: as its holder, or for `holder`."""
    if not holder:
        return policy.holds(person, role)
    return bool(in_force(given_to(policy, person, role, holder), day))


def acts_as(policy: Policy, person: str, names: Iterable[Authority], holder: str, day: str) -> bool:
    """Return whether one of these roles and email addresses covers a person on a date.

    An email address cannot be delegated.
    """
    for name in names:
        if "@" not in name:
            if acts_in(policy, person, Role(name), holder, day):
                return True
        elif not holder and policy.canonical(name) == policy.canonical(person):
            return True
    return False


def chairs_of(policy: Policy, person: str, role: Role, day: str) -> list[str]:
    """Return whose part a person can take in a role on a date: their own, or those of holders."""
    if policy.holds(person, role):
        return [policy.canonical(person)]
    lent = in_force(given_to(policy, person, role), day)
    return sorted({policy.canonical(each.giver) for each in lent})


def is_related(policy: Policy, person: str, other: str, day: str) -> bool:
    """Return whether one of two people stands in for the other, in any role, on a date."""
    pair = {policy.canonical(person), policy.canonical(other)}
    return any(
        {policy.canonical(each.giver), policy.canonical(each.to)} == pair
        for each in in_force(policy.delegations, day)
    )
