"""What is asked of roles at a gate, by every layer together: who must sign off, decide, approve."""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.model.checklist import Item
from tpmcli.model.demand import Authority, Demand
from tpmcli.model.policy import Policy
from tpmcli.model.role import SHIPPED_ROLES, Role
from tpmcli.rules.project import Project, applies


def demands_at(project: Project, phase: str) -> tuple[Demand, ...]:
    """Return the demands at a gate, one a role: the strictest of what each layer asks.

    A role that takes several people to decide signs over the whole gate; so does one beside tpm and
    pm that owns nothing there, since a sign-off over nothing would never be outdated.
    """
    policy, checklist = project.policy, project.checklist
    here = [each for each in policy.gate.signoffs if _holds_at(policy, each, phase)]
    dropped = {each.role for each in here if each.drop}
    asked = [each for each in here if not each.drop]
    asked += [
        each
        for each in checklist.demands
        if each.role not in dropped and _holds_at(policy, each, phase)
    ]
    asked += [
        Demand(Role(each), people=each.people, whole_gate=True)
        for each in deciders_at(policy, phase)
        if each.people > 1
    ]
    found: dict[Role, Demand] = {}
    for each in asked:
        other = found.get(each.role, each)
        found[each.role] = other._replace(
            people=max(each.people, other.people), whole_gate=each.whole_gate or other.whole_gate
        )
    if len(checklist.roles) == len(SHIPPED_ROLES):
        return tuple(found.values())
    worded = (each._replace(role=checklist.role(each.role)) for each in found.values())
    whole = (
        each._replace(whole_gate=True) if owns_nothing(project, phase, each.role) else each
        for each in worded
    )
    return tuple(sorted(whole, key=lambda each: max(1, each.role.rank)))


def owns_nothing(project: Project, phase: str, role: Role) -> bool:
    """Return whether a role beside tpm and pm owns no item that applies at a gate."""
    found = project.checklist.phase(phase)
    return role not in SHIPPED_ROLES and not any(
        item.role == role and applies(item, project.policy.traits)
        for item in (found.items if found else ())
    )


def signs_whole_gate(project: Project, phase: str, role: Role) -> bool:
    """Return whether a sign-off of the role must cover every answer of the phase."""
    return owns_nothing(project, phase, role) or any(
        each.whole_gate for each in demands_at(project, phase) if each.role == role
    )


def deciders_at(policy: Policy, phase: str) -> tuple[Authority, ...]:
    """Return who may decide at a gate."""
    return authorities_at(policy, policy.gate.deciders, phase)


def approvers_of(policy: Policy, item: Item) -> tuple[Authority, ...]:
    """Return who may approve a waiver of the item; of a declared role's item, that role alone."""
    if item.role not in SHIPPED_ROLES:
        return (Authority(item.role),)
    return authorities_at(policy, policy.waivers.approvers, item.phase)


def has_own_blocks(policy: Policy, role: Role) -> bool:
    """Return whether each person who signs off for the role has a block of their own."""
    named = (*policy.gate.deciders, *policy.waivers.approvers)
    return (
        role not in SHIPPED_ROLES
        or any(each.role == role and each.people > 1 for each in policy.gate.signoffs)
        or any(each.people > 1 for each in named if str(each) == role)
    )


def signing_roles(project: Project, person: str) -> tuple[Role, ...]:
    """Return the roles in which a person can sign off: those they hold, or else stand in for."""
    policy, held = project.policy, project.policy.roles_of(person)
    lent = dict.fromkeys(each.role for each in policy.delegations if policy.is_deputy(person, each))
    return tuple(project.checklist.role(role) for role in held or lent)


def signing_block(policy: Policy, role: Role, by: str) -> str:
    """Return the block in which a person signs off for the role."""
    return f"{role}/{policy.canonical(by)}" if has_own_blocks(policy, role) else str(role)


def signing_blocks(project: Project, phase: str) -> tuple[str, ...]:
    """Return the blocks of sign-offs that a gate has from the start, in order.

    Those of tpm and pm; and one for each holder and each deputy of a role that must sign off there,
    if its people have blocks of their own. Two who sign off on two branches then never conflict.
    """
    policy = project.policy
    people: dict[Role, list[str]] = {role: [] for role in SHIPPED_ROLES}
    for demand in demands_at(project, phase):
        if has_own_blocks(policy, demand.role):
            deputies = (each.to for each in policy.delegations if each.role == demand.role)
            named = (*policy.people.get(demand.role, ()), *deputies)
            people[demand.role] = sorted({policy.canonical(each) for each in named})
    return tuple(
        block
        for role, addresses in people.items()
        for block in (
            *([str(role)] if role in SHIPPED_ROLES else []),
            *(f"{role}/{address}" for address in addresses),
        )
    )


def authorities_at(policy: Policy, named: Iterable[Authority], phase: str) -> tuple[Authority, ...]:
    """Return those of the named that apply at a gate."""
    return tuple(each for each in named if _holds_at(policy, each, phase))


def _holds_at(policy: Policy, asked: Demand | Authority, phase: str) -> bool:
    return (not asked.at or phase in asked.at) and all(
        trait in policy.traits for trait in asked.when
    )
