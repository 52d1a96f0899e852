"""`tpm next`: the first thing to do, as data."""

from enum import Enum, auto
from typing import NamedTuple

from tpmcli.model.checklist import Item
from tpmcli.model.finding import Finding, errors
from tpmcli.model.fix import Blank, Fix, tpm
from tpmcli.model.place import for_increment
from tpmcli.model.policy import Policy
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, Severity
from tpmcli.model.verdict import (
    GateResult,
    GateVerdict,
    ItemVerdict,
    Recommendation,
    SignatureState,
    SignOffState,
    SignOffVerdict,
)
from tpmcli.rules.conditions import close_command
from tpmcli.rules.demands import signing_roles
from tpmcli.rules.due import Due, DueKind
from tpmcli.rules.fix_commands import fix_for
from tpmcli.rules.items import answer_command
from tpmcli.rules.open_gate import decide_command, find_kill
from tpmcli.rules.project import Project
from tpmcli.rules.signoffs import sign_command
from tpmcli.rules.status import ProjectStatus


class StepKind(Enum):
    """A kind of next step. Each names the field of `NextStep` that holds its details."""

    REVIVE = auto()  # finding: the project was killed
    REPAIR = auto()  # finding: a decided gate no longer holds
    ITEM = auto()  # item
    SIGN = auto()  # signoff; finding, if it was withdrawn
    SIGN_WAIVER = auto()  # finding: a waiver waits for its approver
    DECIDE = auto()  # recommendation
    GATE = auto()  # finding: something else at the gate blocks
    CLOSE = auto()  # due: a condition
    START = auto()  # increment: the one that is complete


class NextStep(NamedTuple):
    """One thing to do, for whom and how. `role` is None if it is for a decider.

    `more` is the number of other required items of the role at the gate that are not satisfied.
    """

    kind: StepKind
    fix: Fix | None
    phase: str = ""
    role: Role | None = None
    item: Item | None = None
    finding: Finding | None = None
    signoff: SignOffState | None = None
    recommendation: Recommendation | None = None
    due: Due | None = None
    increment: str = ""
    more: int = 0


def next_step(status: ProjectStatus, role: Role | None) -> NextStep | None:
    """Return the first thing to do, for one role or for anybody; None if nothing is left.

    A killed project can only be reopened. Otherwise a decided gate that no longer holds comes
    first, then the current phase: its required items in checklist order, the sign-offs, the
    decision.
    """
    step = _first(status, role)
    return step and step._replace(fix=fix_for(status.project.record, step.fix))


def step_of(status: ProjectStatus, person: str) -> NextStep | None:
    """Return the first thing that a person can do in any of their roles, or None.

    What they have signed off waits for others.
    """
    roles = signing_roles(status.project, person)
    canonical = status.project.policy.canonical(person)
    for role in roles:
        step = next_step(_without_signed(status, canonical), role)
        if step is not None:
            return step
    return None


def _without_signed(status: ProjectStatus, person: str) -> ProjectStatus:
    """Return the status without the sign-offs that a person, or their part, has given."""

    def left(gate: GateResult) -> GateResult:
        return gate._replace(
            signoffs=tuple(
                each
                for each in gate.signoffs
                if not any(
                    person in (signed.hand, signed.chair)
                    for signed in each.signatures
                    if signed.state is SignatureState.VALID
                )
            )
        )

    phases = tuple(
        each._replace(gate=left(each.gate)) if each.gate else each for each in status.phases
    )
    return status._replace(phases=phases)


def _first(status: ProjectStatus, role: Role | None) -> NextStep | None:
    for kill in find_kill(status.project):
        return NextStep(StepKind.REVIVE, kill.fix, kill.subject.phase, finding=kill)
    for finding in errors(status.findings):
        if role is None:
            phase_id = finding.subject.phase
            return NextStep(StepKind.REPAIR, finding.fix, phase_id, finding=finding)
    for phase in status.phases:
        gate = phase.gate
        if gate is None or phase.decision is None or not phase.decision.outcome.passes:
            continue
        broken = _repair(gate, role)
        if broken is not None:
            return broken
    if status.current is None:
        return _after_the_last(status, role)
    gate = status.gate(status.current.id)
    return _forward(gate, role, status.project) if gate is not None else None


def _repair(gate: GateResult, role: Role | None) -> NextStep | None:
    for finding in errors(gate.findings):
        if role is None or not finding.roles or role in finding.roles:
            owner = finding.roles[0] if len(finding.roles) == 1 else None
            return NextStep(StepKind.REPAIR, finding.fix, gate.phase, owner, finding=finding)
    return None


def _forward(gate: GateResult, role: Role | None, project: Project) -> NextStep | None:
    policy = project.policy
    items = [item for item in gate.items if role is None or item.item.role == role]
    waiting = [
        item for item in items if item.must and not item.satisfied and not _unsigned_waivers(item)
    ]
    if waiting:
        of_role = [item for item in waiting if item.item.role == waiting[0].item.role]
        return _of_item(waiting[0])._replace(more=len(of_role) - 1)
    for signoff in gate.signoffs:
        if signoff.state is SignOffState.VALID or role not in (None, signoff.role):
            continue
        fix = sign_command(gate.phase, signoff.role)
        if signoff.signed:
            fix = fix._replace(people=_others_of(policy, signoff))
        ended = _withdrawn(gate, signoff.role)
        return NextStep(
            StepKind.SIGN, fix, gate.phase, signoff.role, finding=ended, signoff=signoff.state
        )
    unsigned = _waiver_to_sign(gate, policy, role)
    if unsigned is not None:
        return unsigned
    if gate.verdict is GateVerdict.MET:
        recommendation = gate.recommendation
        fix = decide_command(project, gate.phase, str(recommendation.decision))
        return NextStep(StepKind.DECIDE, fix, gate.phase, recommendation=recommendation)
    return _rest(gate, role, items)


def _others_of(policy: Policy, signoff: SignOffVerdict) -> tuple[str, ...]:
    """Return the holders of a role who have not signed off yet, of whom more are needed."""
    filled = [each.chair for each in signoff.signatures if each.state is SignatureState.VALID]
    holders = policy.people.get(signoff.role, ())
    return tuple(each for each in holders if policy.canonical(each) not in filled)


def _withdrawn(gate: GateResult, role: Role) -> Finding | None:
    """Return the finding that a role's sign-off was withdrawn, or None."""
    of_role = (each for each in gate.findings if each.subject.role == role)
    return next((each for each in of_role if each.reason is Reason.SIGNOFF_WITHDRAWN), None)


def _waiver_to_sign(gate: GateResult, policy: Policy, role: Role | None) -> NextStep | None:
    """Return the sign-off that a waiver's approver owes, even if that role signed off before."""
    for item in gate.items:
        for finding in _unsigned_waivers(item):
            if role is None or policy.holds(finding.about.person, role):
                kind = StepKind.SIGN_WAIVER
                return NextStep(kind, finding.fix, gate.phase, role, finding=finding)
    return None


def _rest(gate: GateResult, role: Role | None, items: list[ItemVerdict]) -> NextStep | None:
    blockers = errors(gate.findings)
    if role is None and blockers:
        first = blockers[0]
        return NextStep(StepKind.GATE, first.fix, gate.phase, finding=first)
    for item in items:
        if not item.must and not item.satisfied:
            return _of_item(item)
    return None


def _of_item(verdict: ItemVerdict) -> NextStep:
    item = verdict.item
    finding = next((f for f in verdict.findings if f.severity is not Severity.NOTE), None)
    fix = finding.fix if finding else answer_command(item)
    return NextStep(StepKind.ITEM, fix, item.phase, item.role, item)


def _unsigned_waivers(verdict: ItemVerdict) -> list[Finding]:
    return [finding for finding in verdict.findings if finding.waits_for_signature]


def _after_the_last(status: ProjectStatus, role: Role | None) -> NextStep | None:
    for due in status.due:
        if due.kind is DueKind.CONDITION:
            phase = due.subject.phase
            fix: Fix | None = close_command(phase, due.subject.number)
            if due.increment:
                fix = for_increment(fix, due.increment)
            return NextStep(StepKind.CLOSE, fix, phase, due=due)
    if role is not None:
        return None
    increment = status.project.record.increment
    return NextStep(StepKind.START, tpm("start", Blank.NAME), increment=increment)
