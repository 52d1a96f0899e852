"""Who may act in a project on a date: roles, their people, and those who stand in for them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tpmcli.model.demand import Authority, Delegation, Demand
from tpmcli.model.role import Role
from tpmcli.rules.demands import deciders_at, demands_at
from tpmcli.rules.deputies import in_force
from tpmcli.rules.due import DueKind
from tpmcli.rules.project import Project, applicable_items, gated_phases
from tpmcli.rules.status import ProjectStatus


class HolderView(NamedTuple):
    """Somebody who holds a role, with their other roles and those who stand in for them."""

    email: str
    also: tuple[Role, ...]
    deputies: tuple[Delegation, ...]


class RoleView(NamedTuple):
    """A role in play: where it must sign off, by how many people, and who holds it.

    `signs` maps a number of people to the gates that need so many; `gates` counts all gates.
    """

    role: Role
    signs: dict[int, tuple[str, ...]]
    holders: tuple[HolderView, ...]
    gates: int


class PeopleView(NamedTuple):
    """Who may act on a date.

    `names` are the short names of all roles. `over` are delegations that ended, `left` what is open
    and bears the name of somebody who holds no role.
    """

    name: str
    today: str
    roles: tuple[RoleView, ...]
    names: Mapping[str, str]
    deciders: tuple[tuple[Authority, tuple[str, ...]], ...]
    approvers: tuple[Authority, ...]
    owning: tuple[Role, ...]
    in_force: tuple[Delegation, ...]
    over: tuple[Delegation, ...]
    left: tuple[tuple[str, str], ...] = ()


def view_people(status: ProjectStatus, role: Role | None, gate: str, *, left: bool) -> PeopleView:
    """Return who may act on the date of the status, in one role or at one gate alone if asked."""
    project, today = status.project, status.today
    policy, checklist = project.policy, project.checklist
    gates = [phase.id for phase in gated_phases(project)]
    phases = [phase for phase in gates if gate in ("", phase)]
    demanded = {phase: demands_at(project, phase) for phase in phases}
    owning = {
        item.role for phase in gated_phases(project) for item in applicable_items(project, phase)
    }
    in_play = owning | {each.role for demands in demanded.values() for each in demands}
    in_play |= {each for each in checklist.roles if policy.people.get(each)}
    shown = [each for each in checklist.roles if each in in_play and role in (None, each)]
    deciding: dict[str, tuple[Authority, list[str]]] = {}
    for phase in phases:
        for each in deciders_at(policy, phase):
            deciding.setdefault(f"{each} {each.people}", (each, []))[1].append(phase)
    return PeopleView(
        policy.name,
        today,
        tuple(_role(project, each, demanded, today, len(gates)) for each in shown),
        {str(each): each.short for each in checklist.roles},
        tuple((each, tuple(at) if len(at) < len(phases) else ()) for each, at in deciding.values()),
        policy.waivers.approvers,
        tuple(each for each in checklist.roles[2:] if each in owning),
        tuple(in_force(policy.delegations, today)),
        tuple(each for each in policy.delegations if each.last < today),
        _left(status) if left else (),
    )


def _role(
    project: Project,
    role: Role,
    demanded: Mapping[str, Sequence[Demand]],
    today: str,
    gates: int,
) -> RoleView:
    policy = project.policy
    signs: dict[int, list[str]] = {}
    for phase, demands in demanded.items():
        for each in demands:
            if each.role == role:
                signs.setdefault(each.people, []).append(phase)
    holders = tuple(
        HolderView(
            email,
            tuple(project.checklist.role(each) for each in policy.roles_of(email) if each != role),
            tuple(
                each
                for each in policy.delegations
                if each.role == role
                and each.last >= today
                and policy.canonical(each.giver) == policy.canonical(email)
            ),
        )
        for email in policy.people.get(role, ())
    )
    return RoleView(role, {number: tuple(at) for number, at in signs.items()}, holders, gates)


def _left(status: ProjectStatus) -> tuple[tuple[str, str], ...]:
    """Return what is open and is owned by somebody who holds no role: the person, and what."""
    policy = status.project.policy
    kinds = (DueKind.CONDITION, DueKind.PLAN, DueKind.WAIVER)
    return tuple(
        (owner, f"{due.subject.id} ({due.kind})")
        for due in status.due
        if due.kind in kinds
        for owner in due.owners
        if "@" in owner and not policy.known(owner)
    )
