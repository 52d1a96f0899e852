"""Weak points of what a policy asks of roles: gates that nobody can pass, or one illness stops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tpmcli.model.demand import Demand
from tpmcli.model.fix import Advice, Edit
from tpmcli.model.policy import Policy, Strictness
from tpmcli.model.role import SHIPPED_ROLES, Role
from tpmcli.model.setup_finding import SetupArguments, SetupFinding
from tpmcli.model.setup_reason import SetupHelp, SetupReason
from tpmcli.rules.demands import demands_at
from tpmcli.rules.distinct_people import is_choice
from tpmcli.rules.project import Project, applicable_items, blocks_today, gated_phases

Demands = Mapping[str, tuple[Demand, ...]]


def roles_advice(project: Project, file: str, today: str) -> list[SetupFinding]:
    """Return the weak points on `today` (ISO date) of what is asked of roles.

    `file` is the policy, relative to the repository's top.
    """
    demands = {phase.id: demands_at(project, phase.id) for phase in gated_phases(project)}
    return [
        *_both_roles(project, demands, file),
        *_impossible(project.policy, demands, file),
        *_thin(project.policy, demands, file),
        *_unsigned(project, demands, file, today),
        *_over(project, file, today),
    ]


def _both_roles(project: Project, demands: Demands, file: str) -> Iterator[SetupFinding]:
    """Yield the finding that some people may sign off for two roles at one gate."""
    policy = project.policy
    names: dict[str, str] = {}
    for each in (name for own in policy.people.values() for name in own):
        names.setdefault(policy.canonical(each), each)
    both = tuple(
        name
        for known, name in names.items()
        if any(
            sum(known in _holders(policy, demand.role) for demand in asked) > 1
            for asked in demands.values()
        )
    )
    if both:
        required = policy.gate.distinct_people is Strictness.REQUIRE
        advice = SetupHelp.NAME_SOMEBODY_ELSE if required else SetupHelp.SEPARATE_ROLES
        two = project.checklist.roles == SHIPPED_ROLES
        reason = SetupReason.BOTH_ROLES if two else SetupReason.TWO_OF_MANY_ROLES
        yield SetupFinding(reason, Edit(file, advice), SetupArguments(people=both), file)


def _impossible(policy: Policy, demands: Demands, file: str) -> Iterator[SetupFinding]:
    """Yield the gates at which even all holders together are not different people enough."""
    if policy.gate.distinct_people is not Strictness.REQUIRE:
        return
    found: dict[str, list[str]] = {}
    for phase, asked in demands.items():
        holders = {
            demand.role: [(each, each) for each in _holders(policy, demand.role)]
            for demand in asked
        }
        if not is_choice(holders, {demand.role: demand.people for demand in asked}):
            roles = ", ".join(demand.role.short for demand in asked)
            found.setdefault(roles, []).append(phase)
    fix = Edit(file, SetupHelp.NAME_MORE_PEOPLE)
    for roles, phases in found.items():
        about = SetupArguments(text=roles, gates=tuple(phases))
        yield SetupFinding(SetupReason.QUORUM_IMPOSSIBLE, fix, about, file)


def _thin(policy: Policy, demands: Demands, file: str) -> Iterator[SetupFinding]:
    """Yield each role of which everybody must sign off, if several must."""
    found: dict[tuple[Role, int], list[str]] = {}
    for phase, asked in demands.items():
        for demand in asked:
            if demand.people > 1 and len(_holders(policy, demand.role)) == demand.people:
                found.setdefault((demand.role, demand.people), []).append(phase)
    fix = Edit(file, SetupHelp.NAME_ONE_MORE)
    for (role, people), phases in found.items():
        about = SetupArguments(text=role.short, total=people, gates=tuple(phases))
        yield SetupFinding(SetupReason.QUORUM_THIN, fix, about, file)


def _unsigned(project: Project, demands: Demands, file: str, today: str) -> Iterator[SetupFinding]:
    """Yield each role that owns required items where it need not sign off."""
    found: dict[Role, list[str]] = {}
    for phase in gated_phases(project):
        signing = {demand.role for demand in demands[phase.id]}
        owning = {
            item.role for item in applicable_items(project, phase) if blocks_today(item, today)
        }
        for role in project.checklist.roles:
            if role in owning - signing:
                found.setdefault(role, []).append(phase.id)
    for role, phases in found.items():
        asked = f"{{role: {role}, at: [{', '.join(phases)}]}}"
        about = SetupArguments(text=role.short, gates=tuple(phases))
        fix = Advice(SetupHelp.ASK_FOR_SIGN_OFF, name=asked)
        yield SetupFinding(SetupReason.ROLE_UNSIGNED, fix, about, file)


def _over(project: Project, file: str, today: str) -> Iterator[SetupFinding]:
    for each in project.policy.delegations:
        if each.last < today:
            role = project.checklist.role(each.role).short
            about = SetupArguments(text=role, people=(each.to,), day=each.last)
            fix = Edit(file, SetupHelp.DELETE_DELEGATION)
            yield SetupFinding(SetupReason.DELEGATION_OVER, fix, about, file)


def _holders(policy: Policy, role: Role) -> set[str]:
    """Return the different people who hold a role: two addresses may be one person's."""
    return {policy.canonical(each) for each in policy.people.get(role, ())}
