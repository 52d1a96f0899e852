"""Whether the required sign-offs are there: so many different people of each role.

Each sign-off fills one chair: the signer's own, or that of the holder for whom they act. A role is
there when its valid sign-offs fill so many different chairs. What is wrong with another one is then
a warning: nobody is blocked since a sign-off that was not needed became outdated.
"""

from __future__ import annotations

from collections.abc import Iterator

from tpmcli.model.days import day_of
from tpmcli.model.demand import Demand
from tpmcli.model.finding import Arguments, Finding
from tpmcli.model.record import SignOff
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.model.verdict import Signature, SignatureState, SignOffState, SignOffVerdict
from tpmcli.rules.deputies import given_to, in_force
from tpmcli.rules.project import Project, applies
from tpmcli.rules.signoffs import (
    counting_signoff,
    matches,
    missing_signoff,
    role_blocks,
    sign_command,
    signoff_finding,
)
from tpmcli.rules.waivers import live_waiver


def judge_signoff(
    project: Project, phase: str, demand: Demand, today: str
) -> tuple[SignOffVerdict, list[Finding]]:
    """Evaluate a required role's sign-offs at an open gate."""
    role = demand.role
    found = list(signatures(project, phase, demand, today))
    valid = [each for each in found if each.state is SignatureState.VALID]
    faulty = [each for each in found if each.state is not SignatureState.VALID]
    filled = {each.chair for each in valid}
    enough = len(filled) >= demand.people
    severity = Severity.WARNING if enough else Severity.ERROR
    findings = [fault(project, phase, role, each, severity) for each in faulty]
    state = SignOffState.VALID
    if not enough:
        state = _STATES[faulty[0].state] if faulty else SignOffState.MISSING
        if len(filled) + len(faulty) < demand.people:
            findings.append(_lacking(project, phase, demand, valid))
            state = SignOffState.MISSING
    last = max(valid or faulty, key=lambda each: each.entry.at, default=None)
    entry = last.entry if last else SignOff("", "")
    return SignOffVerdict(
        role,
        state,
        entry.by,
        entry.at,
        needed=demand.people,
        signed=len(filled),
        whole_gate=demand.whole_gate,
        signatures=tuple(found),
    ), findings


def signatures(project: Project, phase: str, demand: Demand, today: str) -> Iterator[Signature]:
    """Yield the sign-offs of a role that count or would, each with its state.

    Of each block that is the last one. Whoever has one in a block of their own has none in the
    role's block.
    """
    policy, role = project.policy, demand.role
    counting = [
        (block, entry)
        for block in role_blocks(project.record, phase, role)
        if (entry := counting_signoff(project.record, phase, block)) is not None
    ]
    own = {
        policy.canonical(entry.by)
        for block, entry in counting
        if policy.canonical(block.partition("/")[2]) == policy.canonical(entry.by)
    }
    for block, entry in counting:
        hand = policy.canonical(entry.by)
        if block == role and hand in own:
            continue
        chair = policy.canonical(entry.deputy_for) if entry.deputy_for else hand
        state = _state(project, phase, demand, block, entry, today)
        yield Signature(block, entry, state, hand, chair)


def _state(
    project: Project, phase: str, demand: Demand, block: str, entry: SignOff, today: str
) -> SignatureState:
    """Return the first thing that is wrong with a sign-off."""
    authority = authority_of(project, demand.role, block, entry)
    if authority is not SignatureState.VALID:
        return authority
    if not _covers(project, phase, block, entry, today):
        return SignatureState.STALE
    if demand.whole_gate and not entry.whole_gate:
        return SignatureState.NARROW
    return SignatureState.VALID


def authority_of(project: Project, role: Role, block: str, entry: SignOff) -> SignatureState:
    """Return whether the signer may sign off for the role, in that block and on that date."""
    policy = project.policy
    person = block.partition("/")[2]
    if person and policy.canonical(person) != policy.canonical(entry.by):
        return SignatureState.MISPLACED
    if not entry.deputy_for:
        held = policy.holds(entry.by, role)
        return SignatureState.VALID if held else SignatureState.STRANGER
    given = given_to(policy, entry.by, role, entry.deputy_for)
    if not given:
        return SignatureState.STRANGER
    on_time = in_force(given, day_of(entry.at))
    return SignatureState.VALID if on_time else SignatureState.ENDED


def covers_still(project: Project, phase: str, signed: Signature, today: str) -> bool:
    """Return whether nothing that a sign-off covers has changed, whoever may sign off now."""
    return _covers(project, phase, signed.block, signed.entry, today)


def _covers(project: Project, phase: str, block: str, entry: SignOff, today: str) -> bool:
    if not matches(project.record, phase, block, entry):
        return False
    return not (entry.whole_gate and _leaves_out(project, phase, entry, today))


def _leaves_out(project: Project, phase: str, entry: SignOff, today: str) -> bool:
    """Return whether a sign-off over the whole gate lacks a waiver that is in force."""
    found = project.checklist.phase(phase)
    return any(
        live.number != entry.waivers.get(item.id)
        for item in (found.items if found else ())
        if applies(item, project.policy.traits)
        and (live := live_waiver(project.record.item(item.id), today)) is not None
    )


def fault(
    project: Project, phase: str, role: Role, signed: Signature, severity: Severity
) -> Finding:
    """Return the finding about a sign-off that does not count."""
    reason, entry, block = _REASONS[signed.state], signed.entry, signed.block
    owners: tuple[str, ...] = (entry.by,)
    about = Arguments(person=entry.by)
    if signed.state is SignatureState.STRANGER:
        owners = tuple(project.policy.people.get(role, ()))
    elif signed.state is SignatureState.MISPLACED:
        about = about._replace(name=block.partition("/")[2])
    elif signed.state is SignatureState.ENDED:
        about = about._replace(name=entry.deputy_for, until=_last_day(project, role, entry))
        owners = (entry.deputy_for,)
    found = signoff_finding(reason, phase, role, owners, entry.by, block)
    return found._replace(about=about, severity=severity)


def _last_day(project: Project, role: Role, entry: SignOff) -> str:
    given = given_to(project.policy, entry.by, role, entry.deputy_for)
    return max((each.last for each in given), default="")


def _lacking(project: Project, phase: str, demand: Demand, valid: list[Signature]) -> Finding:
    """Return the finding that too few people have signed off, and who could."""
    role = demand.role
    if demand.people == 1:
        return missing_signoff(project, phase, role)
    policy = project.policy
    filled = {each.chair for each in valid}
    left = tuple(
        email for email in policy.people.get(role, ()) if policy.canonical(email) not in filled
    )
    reason = Reason.SIGNOFFS_TOO_FEW if valid else Reason.SIGNOFFS_NONE
    found = signoff_finding(reason, phase, role, left)
    signers = tuple(each.entry.by for each in valid)
    return found._replace(
        about=Arguments(total=demand.people, names=signers),
        fix=sign_command(phase, role)._replace(people=left),
    )


_STATES = {
    SignatureState.MISPLACED: SignOffState.REFUSED,
    SignatureState.STRANGER: SignOffState.REFUSED,
    SignatureState.ENDED: SignOffState.REFUSED,
    SignatureState.STALE: SignOffState.STALE,
    SignatureState.NARROW: SignOffState.STALE,
}
_REASONS: dict[SignatureState, RuleReason] = {
    SignatureState.MISPLACED: Reason.SIGNOFF_MISPLACED,
    SignatureState.STRANGER: Reason.SIGNER_WITHOUT_ROLE,
    SignatureState.ENDED: Reason.DELEGATION_ENDED,
    SignatureState.STALE: Reason.SIGNOFF_STALE,
    SignatureState.NARROW: Reason.SIGNOFF_NARROW,
}
