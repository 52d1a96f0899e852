"""Sign-offs: a role confirms its answers, and the waivers that its signer approved.

The digest covers the record alone, never the checklist: an answer says which role gave it, and a
sign-off says which waivers it covers, so any tool can verify it from the project file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpmcli.model.days import day_of
from tpmcli.model.digest import signoff_digest
from tpmcli.model.finding import Arguments, Finding, about_gate, about_signoff
from tpmcli.model.fix import Advice, Command, Help, tpm
from tpmcli.model.policy import Strictness
from tpmcli.model.record import Decision, Outcome, Record, SignOff
from tpmcli.model.role import SHIPPED_ROLES, Role
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.model.verdict import SignOffState, SignOffVerdict
from tpmcli.rules.project import Project
from tpmcli.rules.waivers import LiveWaiver


def phase_answers(record: Record, phase: str) -> dict[str, Mapping[str, object]]:
    """Return every recorded answer of a phase, by item id, with every key as recorded."""
    prefix = f"{phase}."
    return {
        name: item.answer.raw
        for name, item in record.items.items()
        if item.answer is not None and name.startswith(prefix)
    }


def role_answers(record: Record, phase: str, role: Role) -> dict[str, Mapping[str, object]]:
    """Return the answers of a phase that a role gave."""
    return {
        name: raw for name, raw in phase_answers(record, phase).items() if raw.get("role") == role
    }


def current_digest(
    record: Record, phase: str, role: Role, waivers: Mapping[str, int], like: str = ""
) -> str | None:
    """Return the present digest of a sign-off over these waivers, with the scheme of `like`.

    None if a number names no waiver in the record.
    """
    covered = {}
    for name, number in waivers.items():
        entries = record.item(name).waivers
        if not 1 <= number <= len(entries):
            return None
        covered[name] = entries[number - 1].raw
    return signoff_digest(role_answers(record, phase, role), covered, like)


def counting_signoff(record: Record, phase: str, block: str) -> SignOff | None:
    """Return a block's last sign-off after the last `recycle` and every withdrawal, or None.

    After means both: beyond the number recorded by then, and not dated before it, so that a
    `recycle` which names too small a number revives nothing.
    """
    entries = record.signoffs.get((phase, block), ())
    if not entries or withdrawal(entries) is not None:
        return None
    for entry in reversed(record.decisions.get(phase, ())):
        if isinstance(entry, Decision) and entry.outcome is Outcome.RECYCLE:
            later = len(entries) > entry.signoffs.get(block, 0) and entries[-1].at >= entry.at
            return entries[-1] if later else None
    return entries[-1]


def withdrawal(entries: Sequence[SignOff]) -> SignOff | None:
    """Return the entry that ended a role's last sign-off, or None.

    A sign-off that is dated before a withdrawal does not replace it, wherever it stands.
    """
    last = entries[-1] if entries else None
    for entry in reversed(entries):
        if entry.withdrawn and last is not None and (entry is last or entry.at > last.at):
            return entry
    return None


def matches(record: Record, phase: str, role: Role, signoff: SignOff) -> bool:
    """Return whether nothing that the sign-off covers has changed since."""
    digest = signoff.digest
    return current_digest(record, phase, role, signoff.waivers, digest) == digest


class SignOffIndex:
    """The sign-offs of one phase, each compared with the record only once."""

    def __init__(self, project: Project, phase: str) -> None:
        self.project = project
        self.phase = phase
        self._matches: dict[Role, bool] = {}

    def still_matches(self, role: Role, signoff: SignOff) -> bool:
        """Return what `matches` returns for the role's sign-off that counts."""
        if role not in self._matches:
            self._matches[role] = matches(self.project.record, self.phase, role, signoff)
        return self._matches[role]


def covers_waiver(index: SignOffIndex, live: LiveWaiver) -> bool:
    """Return whether the approver of a waiver has signed off exactly this entry."""
    record, policy = index.project.record, index.project.policy
    approver = policy.canonical(live.waiver.approved_by)
    for role in SHIPPED_ROLES:
        signoff = counting_signoff(record, index.phase, role)
        if (
            signoff is not None
            and policy.canonical(signoff.by) == approver
            and signoff.waivers.get(live.item) == live.number
            and policy.holds(signoff.by, role)
            and index.still_matches(role, signoff)
        ):
            return True
    return False


def judge_signoff(project: Project, phase: str, role: Role) -> tuple[SignOffVerdict, list[Finding]]:
    """Evaluate a required role's sign-off at an open gate."""
    policy, record = project.policy, project.record
    holders = tuple(policy.people.get(role, ()))
    signoff = counting_signoff(record, phase, role)
    if signoff is None:
        return SignOffVerdict(role, SignOffState.MISSING), [missing_signoff(project, phase, role)]
    if not policy.holds(signoff.by, role):
        refused = signoff_finding(Reason.SIGNER_WITHOUT_ROLE, phase, role, holders, signoff.by)
        return _verdict(role, SignOffState.REFUSED, signoff), [refused]
    if not matches(record, phase, role, signoff):
        stale = signoff_finding(Reason.SIGNOFF_STALE, phase, role, (signoff.by,), signoff.by)
        return _verdict(role, SignOffState.STALE, signoff), [stale]
    return _verdict(role, SignOffState.VALID, signoff), []


def missing_signoff(project: Project, phase: str, role: Role) -> Finding:
    """Return the finding that no sign-off of a role counts."""
    holders = tuple(project.policy.people.get(role, ()))
    entries = project.record.signoffs.get((phase, role), ())
    ended = withdrawal(entries)
    if ended is None or _reopened_since(project.record, phase, ended):
        reason = Reason.SIGNOFF_MISSING_AGAIN if entries else Reason.SIGNOFF_MISSING
        return signoff_finding(reason, phase, role, holders)
    found = signoff_finding(Reason.SIGNOFF_WITHDRAWN, phase, role, holders, ended.by)
    return found._replace(about=found.about._replace(day=day_of(ended.at)))


def _reopened_since(record: Record, phase: str, entry: SignOff) -> bool:
    return any(
        isinstance(each, Decision) and each.outcome is Outcome.RECYCLE and each.at > entry.at
        for each in record.decisions.get(phase, ())
    )


def signoff_finding(
    reason: RuleReason, phase: str, role: Role, owners: tuple[str, ...], person: str = ""
) -> Finding:
    """Return the finding about a role's sign-off, with the command to sign off as its fix."""
    return Finding(
        reason,
        about_signoff(phase, role),
        Severity.ERROR,
        Arguments(person=person),
        sign_command(phase, role),
        owners,
        (role,),
    )


def sign_command(phase: str, role: Role) -> Command:
    """Return the command with which whoever holds the role signs off."""
    return tpm("sign", phase, "--role", str(role), people=(str(role),))


def _verdict(role: Role, state: SignOffState, signoff: SignOff) -> SignOffVerdict:
    return SignOffVerdict(role, state, signoff.by, signoff.at)


def same_person(project: Project, phase: str) -> list[Finding]:
    """Return the finding that one person signed off for both roles, if the policy forbids it.

    Addresses that only look like one another may be one person's, and count as such. An error or a
    warning, as `distinct-people` says. Rule: `docs/rules.md#same-person`.
    """
    policy = project.policy
    strictness = policy.gate.distinct_people
    if strictness is Strictness.OFF:
        return []
    signers = [
        signoff.by
        for role in policy.gate.signoffs
        if (signoff := counting_signoff(project.record, phase, role)) is not None
    ]
    if len(signers) < 2:
        return []
    from tpmcli.text.lookalikes import skeleton

    people = {policy.canonical(signer) for signer in signers}
    if len({skeleton(person) for person in people}) > 1:
        return []
    severity = Severity.ERROR if strictness is Strictness.REQUIRE else Severity.WARNING
    alike = len(people) > 1
    return [
        Finding(
            Reason.SIGNERS_LOOK_ALIKE if alike else Reason.SAME_PERSON,
            about_gate(phase),
            severity,
            Arguments(names=tuple(signers)) if alike else Arguments(person=signers[0]),
            Advice(Help.OTHER_SIGNER),
            (signers[0],),
        )
    ]
