"""What is wrong with what a policy asks of roles, once its checklist is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from tpmcli.model.checklist import Checklist
from tpmcli.model.days import days_between, parse_day
from tpmcli.model.demand import Authority, Delegation, Demand
from tpmcli.model.policy import Policy
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import Record
from tpmcli.model.role import Role
from tpmcli.rules.demands import deciders_at, demands_at
from tpmcli.rules.project import Project, gated_phases
from tpmcli.text.names import suggestion

Path = tuple[str | int, ...]
Wrong = tuple[Path, Problem]

MOST_DAYS = 90
"""So long may a delegation be."""


def role_flaws(policy: Policy, checklist: Checklist) -> list[Wrong]:
    """Return what is wrong: names that do not resolve, or else who is missing."""
    found = [*_unknown_names(policy, checklist), *_drops(policy, checklist)]
    if found:
        return found
    project = Project(policy, checklist, Record(policy.id, ""))
    return [
        *_unheld(project),
        *_too_few_approvers(policy, checklist),
        *_delegations(policy),
    ]


def _unknown_names(policy: Policy, checklist: Checklist) -> Iterator[Wrong]:
    named: list[tuple[Path, str]] = [(("people", str(role)), role) for role in policy.people]
    asked: list[tuple[Path, Demand | Authority]] = []
    for index, demand in enumerate(policy.gate.signoffs):
        named.append((("gate", "signoffs", index), demand.role))
        asked.append((("gate", "signoffs", index), demand))
    for above, names in (
        (("gate", "deciders"), policy.gate.deciders),
        (("waivers", "approvers"), policy.waivers.approvers),
    ):
        asked += [((*above, index), each) for index, each in enumerate(names)]
        named += [((*above, index), each) for index, each in enumerate(names) if "@" not in each]
    named += [
        (("delegations", index, "role"), each.role) for index, each in enumerate(policy.delegations)
    ]
    for path, name in named:
        if name not in checklist.roles:
            near = suggestion(name, checklist.roles)
            yield path, Problem(Flaw.ROLE_UNKNOWN, (name,), hint=near)
    phases = [phase.id for phase in checklist.phases]
    for path, each in asked:
        for number, phase in enumerate(each.at):
            if phase not in phases:
                near = suggestion(phase, phases)
                flaw = Problem(Flaw.LIFECYCLE_WITHOUT_PHASE, (checklist.name, phase), hint=near)
                yield (*path, "at", number), flaw


def _drops(policy: Policy, checklist: Checklist) -> Iterator[Wrong]:
    for index, demand in enumerate(policy.gate.signoffs):
        if not demand.drop:
            continue
        path: Path = ("gate", "signoffs", index)
        if not demand.reason:
            hint = Hint(Remedy.ADD_DROP_REASON)
            yield path, Problem(Flaw.DROP_UNEXPLAINED, (demand.role,), hint=hint)
        elif not any(
            each.role == demand.role
            and (not each.at or not demand.at or set(each.at) & set(demand.at))
            for each in checklist.demands
        ):
            yield path, Problem(Flaw.DROPS_NOTHING, (demand.role,), hint=Hint(Remedy.REMOVE_IT))


def _unheld(project: Project) -> Iterator[Wrong]:
    """Yield each role of which too few people exist, and each gate at which nobody may decide."""
    policy, told = project.policy, set()
    for phase in gated_phases(project):
        for demand in demands_at(project, phase.id):
            role, held = demand.role, _holders(policy, demand.role)
            if role in told or len(held) >= demand.people:
                continue
            told.add(role)
            source = next((each for each in project.checklist.demands if each.role == role), None)
            if held or source is None or _asked_by_policy(policy, role):
                names = ", ".join(policy.people.get(role, ())) or "nobody"
                words = (phase.id, demand.people, role.short, str(role), names)
                hint = Hint(Remedy.NAME_MORE)
                yield ("people", str(role)), Problem(Flaw.PEOPLE_TOO_FEW, words, hint=hint)
            else:
                at = ", ".join(source.at) or "every gate"
                hint = Hint(Remedy.HOLD_OR_DROP, (role,))
                flaw = Problem(Flaw.DEMAND_UNHELD, (source.layer, role.short, at), hint=hint)
                yield ("people",), flaw
        if not any("@" in each or _holders(policy, each) for each in deciders_at(policy, phase.id)):
            hint = Hint(Remedy.NAME_DECIDER)
            yield ("gate", "deciders"), Problem(Flaw.NO_DECIDER_AT, (phase.id,), hint=hint)


def _asked_by_policy(policy: Policy, role: Role) -> bool:
    asked = any(each.role == role and not each.drop for each in policy.gate.signoffs)
    return asked or any(str(each) == role and each.people > 1 for each in policy.gate.deciders)


def _holders(policy: Policy, role: str) -> set[str]:
    """Return the different people who hold a role: two addresses may be one person's."""
    return {policy.canonical(each) for each in policy.people.get(Role(role), ())}


def _too_few_approvers(policy: Policy, checklist: Checklist) -> Iterator[Wrong]:
    for index, each in enumerate(policy.waivers.approvers):
        if each.people > 1 and len(_holders(policy, each)) < each.people:
            names = ", ".join(policy.people.get(Role(each), ())) or "nobody"
            words = (checklist.role(each), each.people, names)
            hint = Hint(Remedy.NAME_MORE)
            path: Path = ("waivers", "approvers", index)
            yield path, Problem(Flaw.APPROVERS_TOO_FEW, words, hint=hint)


def _delegations(policy: Policy) -> Iterator[Wrong]:
    """Yield what is wrong with who stands in for whom.

    Who gives holds the role and who receives does not: so there are no chains and no circles.
    """
    for index, each in enumerate(policy.delegations):
        path: Path = ("delegations", index)
        bad = [key for key in ("first", "last") if parse_day(getattr(each, key)) is None]
        for key in bad:
            hint = Hint(Remedy.CORRECT_DAY)
            yield (*path, key), Problem(Flaw.DAY_INVALID, (getattr(each, key),), hint=hint)
        if not policy.holds(each.giver, each.role):
            hint = Hint(Remedy.NAME_THEM, (each.role,))
            flaw = Problem(Flaw.GIVER_WITHOUT_ROLE, (each.giver, each.role), hint=hint)
            yield (*path, "from"), flaw
        elif policy.holds(each.to, each.role):
            who = (each.to, each.role, each.giver)
            yield (*path, "to"), Problem(Flaw.DEPUTY_WITH_ROLE, who, hint=Hint(Remedy.REMOVE_IT))
        if bad:
            continue
        if each.last < each.first:
            hint = Hint(Remedy.SWAP_DATES)
            dates = (each.last, each.first)
            yield (*path, "last"), Problem(Flaw.DELEGATION_BACKWARDS, dates, hint=hint)
        elif days_between(each.first, each.last) >= MOST_DAYS:
            hint = Hint(Remedy.NAME_THEM, (each.role,))
            yield (*path, "last"), Problem(Flaw.DELEGATION_TOO_LONG, (MOST_DAYS,), hint=hint)
    for one, (index, other) in _pairs(policy.delegations):
        if (
            policy.canonical(one.giver) == policy.canonical(other.giver)
            and one.role == other.role
            and policy.canonical(one.to) != policy.canonical(other.to)
            and one.first <= other.last
            and other.first <= one.last
        ):
            words = (one.to, other.to, one.giver, max(one.first, other.first))
            hint = Hint(Remedy.END_ONE_FIRST)
            yield ("delegations", index), Problem(Flaw.TWO_DEPUTIES, words, hint=hint)


def _pairs(
    delegations: Sequence[Delegation],
) -> Iterator[tuple[Delegation, tuple[int, Delegation]]]:
    for (_, one), other in combinations(enumerate(delegations), 2):
        yield one, other
