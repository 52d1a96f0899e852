"""Loosenings of what is asked of roles: by what follows at each gate, not by what is written."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from tpmcli.model.address import fold_address
from tpmcli.model.demand import Authority, Demand
from tpmcli.model.finding import about_policy
from tpmcli.model.loosening import Loosened, Looser, LooserText
from tpmcli.model.policy import Policy
from tpmcli.model.record import Record
from tpmcli.model.role import Role
from tpmcli.rules.change.policy_change import Less, PolicyChange, PolicyRow, of_key
from tpmcli.rules.demands import authorities_at, demands_at
from tpmcli.rules.project import Project


def fewer_signoffs(change: PolicyChange) -> Iterator[Less]:
    """Yield each role of which less is demanded at a gate, as all layers together ask."""
    before, after = _at_gates(change, demands_at)
    gone: dict[Role, list[str]] = {}
    fewer: dict[tuple[Role, int, int], list[str]] = {}
    narrower: dict[Role, list[str]] = {}
    for phase, demands in before.items():
        now = {each.role: each for each in after[phase]}
        for each in demands:
            later = now.get(each.role)
            if later is None:
                gone.setdefault(each.role, []).append(phase)
            elif later.people < each.people:
                fewer.setdefault((each.role, each.people, later.people), []).append(phase)
            elif each.whole_gate and not later.whole_gate:
                narrower.setdefault(each.role, []).append(phase)
    asked = {each.role for demands in after.values() for each in demands}
    for role, phases in gone.items():
        if role in asked:
            how, names = Looser.SIGNOFF_DROPPED_AT, tuple(phases)
            yield about_policy("gate.signoffs"), Loosened(how, name=role.short, names=names)
        else:
            yield of_key("gate.signoffs", Looser.SIGNOFF_DROPPED, role.short)
    for (role, old, new), phases in fewer.items():
        numbers = {"before": str(old), "after": str(new)}
        how, names = Looser.FEWER_SIGN, tuple(phases)
        yield about_policy("gate.signoffs"), Loosened(how, name=role.short, names=names, **numbers)
    for role, phases in narrower.items():
        how, names = Looser.SIGNS_OWN_ONLY, tuple(phases)
        yield about_policy("gate.signoffs"), Loosened(how, name=role.short, names=names)


_Asked = TypeVar("_Asked", Demand, Authority)


def _at_gates(
    change: PolicyChange, ask: Callable[[Project, str], Sequence[_Asked]]
) -> tuple[dict[str, Sequence[_Asked]], dict[str, Sequence[_Asked]]]:
    """Return what is asked at each gate that both policies have, before and after."""
    record = Record(change.before.id, "")
    old = Project(change.before, change.old, record)
    new = Project(change.after, change.new, record)
    phases = [phase.id for phase in change.old.phases if change.new.phase(phase.id)]
    return {each: ask(old, each) for each in phases}, {each: ask(new, each) for each in phases}


def named_row(
    key: str,
    how: LooserText,
    how_at: LooserText,
    names: Callable[[Policy], Sequence[Authority]],
) -> PolicyRow:
    """Return the row of a key that lists who may do something, without regard to case.

    Each of its elements asks for so many people: for fewer than before is less, too.
    """

    def find(change: PolicyChange) -> Iterator[Less]:
        before, after = _at_gates(
            change,
            lambda project, phase: authorities_at(project.policy, names(project.policy), phase),
        )
        for name in dict.fromkeys(map(str, names(change.after))):
            more = [
                phase
                for phase, there in after.items()
                if (needed := _needed(name, there))
                and not 0 < _needed(name, before[phase]) <= needed
            ]
            if not more:
                continue
            new = not any(_needed(name, there) for there in before.values())
            everywhere = new and len(more) == len(after)
            least = {phase: _needed(name, before[phase]) for phase in more}
            if all(least.values()):
                old, now = max(least.values()), _needed(name, after[more[0]])
                numbers = {"before": str(old), "after": str(now)}
                fewer, phases = Looser.FEWER_APPROVE, tuple(more)
                yield about_policy(key), Loosened(fewer, name=name, names=phases, **numbers)
            elif everywhere:
                yield of_key(key, how, name)
            else:
                yield about_policy(key), Loosened(how_at, name=name, names=tuple(more))

    return PolicyRow((f"policy.{key}.*",), find)


def _needed(name: str, listed: Sequence[Authority]) -> int:
    """Return how many people of that name suffice; 0 if it is not listed."""
    return min(
        (each.people for each in listed if fold_address(each) == fold_address(name)), default=0
    )


def more_delegations(change: PolicyChange) -> Iterator[Less]:
    before, policy = change.before.delegations, change.after
    for each in policy.delegations:
        held = any(
            other.role == each.role
            and policy.canonical(other.giver) == policy.canonical(each.giver)
            and policy.canonical(other.to) == policy.canonical(each.to)
            and other.first <= each.first
            and each.last <= other.last
            for other in before
        )
        if not held:
            until = f"{change.new.role(each.role).short} until {each.last}"
            how = Looser.DELEGATED
            yield of_key("delegations", how, each.to, before=each.giver, after=until)
