"""Whose turn it is: everything that stands between a project and its next gate, in order.

`rules/next.py` returns the first of these for one role; a page shows all of them at once, each with
the people who can do it.
"""

from enum import Enum, auto
from typing import NamedTuple

from tpmcli.model.checklist import Item
from tpmcli.model.demand import Demand
from tpmcli.model.finding import Finding, SubjectKind, errors
from tpmcli.model.policy import Policy
from tpmcli.model.record import AnswerValue
from tpmcli.model.role import Role
from tpmcli.model.rule import Severity
from tpmcli.model.verdict import (
    GateResult,
    GateVerdict,
    ItemVerdict,
    Recommendation,
    SignatureState,
    SignOffState,
    SignOffVerdict,
)
from tpmcli.rules.demands import deciders_at, demands_at
from tpmcli.rules.due import Due, DueKind
from tpmcli.rules.open_gate import find_kill, keeps_from_signing
from tpmcli.rules.project import Project
from tpmcli.rules.status import ProjectStatus


class TurnKind(Enum):
    """What is to be done."""

    REVIVE = auto()
    REPAIR = auto()
    ITEM = auto()
    WAIVER = auto()
    SIGN = auto()
    GATE = auto()
    DECIDE = auto()
    CLOSE = auto()
    START = auto()


class Turn(NamedTuple):
    """One thing to do, and who can do it.

    `people` are email addresses. `possible` is False if something else must be done first. The
    other fields are set as far as the kind has them; `finding` is the reason.
    """

    kind: TurnKind
    phase: str
    people: tuple[str, ...]
    possible: bool = True
    item: Item | None = None
    verdict: ItemVerdict | None = None
    role: Role | None = None
    signoff: SignOffVerdict | None = None
    finding: Finding | None = None
    recommendation: Recommendation | None = None
    due: Due | None = None


def turns_of(status: ProjectStatus) -> tuple[Turn, ...]:
    """Return what is to be done next at the current gate, and before it, in order."""
    project = status.project
    kills = [
        Turn(
            TurnKind.REVIVE,
            kill.subject.phase,
            _deciders(project, kill.subject.phase),
            finding=kill,
        )
        for kill in find_kill(project)
    ]
    if kills:
        return tuple(kills)
    found = [_repair(project, finding) for finding in errors(status.findings)]
    for phase in status.phases:
        if phase.gate and phase.decision is not None and phase.decision.outcome.passes:
            found += [_repair(project, finding) for finding in errors(phase.gate.findings)]
    if status.current is None:
        return (*found, *_after_the_last(status))
    gate = status.gate(status.current.id)
    return (*found, *(_at_gate(project, gate) if gate is not None else ()))


def concerns(policy: Policy, turn: Turn, person: str) -> bool:
    """Return whether it is the person's turn, alone or among others."""
    return bool(person) and policy.among(person, turn.people)


def _at_gate(project: Project, gate: GateResult) -> list[Turn]:
    turns = [_item(project, verdict) for verdict in gate.items if _must_be_settled(verdict)]
    turns += [
        Turn(
            TurnKind.WAIVER,
            gate.phase,
            (finding.about.person,),
            item=verdict.item,
            verdict=verdict,
            finding=finding,
        )
        for verdict in gate.items
        for finding in errors(verdict.findings)
        if finding.waits_for_signature and not _must_be_settled(verdict)
    ]
    demands = {demand.role: demand for demand in demands_at(project, gate.phase)}
    turns += [
        _sign(project, gate, signoff, demands[signoff.role])
        for signoff in gate.signoffs
        if signoff.state is not SignOffState.VALID
    ]
    told = (SubjectKind.ITEM, SubjectKind.WAIVER, SubjectKind.SIGN_OFF)
    turns += [
        Turn(TurnKind.GATE, gate.phase, _able(project, finding), finding=finding)
        for finding in errors(gate.findings)
        if finding.subject.kind not in told
    ]
    if gate.verdict is GateVerdict.MET:
        people = _deciders(project, gate.phase)
        turns.append(Turn(TurnKind.DECIDE, gate.phase, people, recommendation=gate.recommendation))
    return turns


def _must_be_settled(verdict: ItemVerdict) -> bool:
    """Return whether an item holds the gate until it is answered, shown or waived anew.

    A recommended item does, too, where the policy says so.
    """
    return any(not finding.waits_for_signature for finding in errors(verdict.findings))


def _item(project: Project, verdict: ItemVerdict) -> Turn:
    item = verdict.item
    finding = next((each for each in verdict.findings if each.severity is not Severity.NOTE), None)
    people = _holders(project.policy, item.role)
    answer = verdict.answer
    # Who plans to close a gap is named before the role.
    if answer is not None and answer.value is AnswerValue.NOT_MET and answer.owner:
        people = (answer.owner,)
    return Turn(
        TurnKind.ITEM,
        item.phase,
        people,
        item=item,
        verdict=verdict,
        role=item.role,
        finding=finding,
    )


def _sign(project: Project, gate: GateResult, signoff: SignOffVerdict, demand: Demand) -> Turn:
    covered = [each for each in gate.items if demand.whole_gate or each.item.role == signoff.role]
    given = {each.chair for each in signoff.signatures if each.state is SignatureState.VALID}
    policy = project.policy
    left = tuple(
        each for each in _holders(policy, signoff.role) if policy.canonical(each) not in given
    )
    finding = next(
        (
            each
            for each in errors(gate.findings)
            if each.subject.kind is SubjectKind.SIGN_OFF and each.subject.role == signoff.role
        ),
        None,
    )
    return Turn(
        TurnKind.SIGN,
        gate.phase,
        left,
        possible=not any(keeps_from_signing(each) for each in covered),
        role=signoff.role,
        signoff=signoff,
        finding=finding,
    )


def _repair(project: Project, finding: Finding) -> Turn:
    return Turn(TurnKind.REPAIR, finding.subject.phase, _able(project, finding), finding=finding)


def _able(project: Project, finding: Finding) -> tuple[str, ...]:
    """Return the people whom a finding concerns; a role stands for its holders."""
    named = finding.owners or tuple(str(role) for role in finding.roles)
    people = [
        email
        for name in named
        for email in ((name,) if "@" in name else _holders(project.policy, Role(name)))
    ]
    return tuple(dict.fromkeys(people)) or _deciders(project, finding.subject.phase)


def _holders(policy: Policy, role: Role) -> tuple[str, ...]:
    return tuple(policy.people.get(role, ()))


def _deciders(project: Project, phase: str) -> tuple[str, ...]:
    found = [
        email
        for name in deciders_at(project.policy, phase)
        for email in ((str(name),) if "@" in name else _holders(project.policy, Role(name)))
    ]
    return tuple(dict.fromkeys(found))


def _after_the_last(status: ProjectStatus) -> list[Turn]:
    turns = [
        Turn(TurnKind.CLOSE, due.subject.phase, due.owners, due=due)
        for due in status.due
        if due.kind is DueKind.CONDITION
    ]
    return turns or [Turn(TurnKind.START, "", ())]
