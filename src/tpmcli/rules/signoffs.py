"""Sign-offs: a role vouches for its answers, and for the waivers that its signer approved.

The digest covers the record alone, never the checklist: an answer says which role gave it, and a
sign-off says which waivers it covers, so any tool can verify it from the project file.
"""

from __future__ import annotations

from collections.abc import Mapping

from tpmcli.model.checklist import Role
from tpmcli.model.digest import signoff_digest
from tpmcli.model.policy import Strictness
from tpmcli.model.record import Decision, Outcome, Record, SignOff
from tpmcli.model.verdict import Finding, Severity, SignOffState, SignOffVerdict
from tpmcli.rules.project import Project
from tpmcli.rules.waivers import LiveWaiver


def phase_answers(record: Record, phase: str) -> dict[str, Mapping[str, object]]:
    """Every recorded answer of a phase, by item id, with every key as recorded."""
    prefix = f"{phase}."
    return {
        name: item.answer.raw
        for name, item in record.items.items()
        if item.answer is not None and name.startswith(prefix)
    }


def role_answers(record: Record, phase: str, role: Role) -> dict[str, Mapping[str, object]]:
    """The answers of a phase that a role gave."""
    return {
        name: raw for name, raw in phase_answers(record, phase).items() if raw.get("role") == role
    }


def current_digest(
    record: Record, phase: str, role: Role, waivers: Mapping[str, int]
) -> str | None:
    """The digest that a sign-off over these waivers has today.

    None where a number names no waiver in the record.
    """
    covered = {}
    for name, number in waivers.items():
        entries = record.item(name).waivers
        if not 1 <= number <= len(entries):
            return None
        covered[name] = entries[number - 1].raw
    return signoff_digest(role_answers(record, phase, role), covered)


def counting_signoff(record: Record, phase: str, role: Role) -> SignOff | None:
    """The role's last sign-off after the last `recycle`.

    After means both: beyond the number that stood then, and not dated before it, so that a
    `recycle` which names too small a number revives nothing.
    """
    entries = record.signoffs.get((phase, role), ())
    if not entries:
        return None
    for entry in reversed(record.decisions.get(phase, ())):
        if isinstance(entry, Decision) and entry.outcome is Outcome.RECYCLE:
            later = len(entries) > entry.signoffs.get(role, 0) and entries[-1].at >= entry.at
            return entries[-1] if later else None
    return entries[-1]


def matches(record: Record, phase: str, role: Role, signoff: SignOff) -> bool:
    """True where nothing that the sign-off vouches for changed since."""
    return current_digest(record, phase, role, signoff.waivers) == signoff.digest


class SignOffIndex:
    """The sign-offs of one phase. Each is compared with the record once, however many waivers it
    covers."""

    def __init__(self, project: Project, phase: str) -> None:
        self.project = project
        self.phase = phase
        self._matches: dict[Role, bool] = {}

    def still_matches(self, role: Role, signoff: SignOff) -> bool:
        """As `matches`, for the role's sign-off that counts."""
        if role not in self._matches:
            self._matches[role] = matches(self.project.record, self.phase, role, signoff)
        return self._matches[role]


def covers_waiver(vouching: SignOffIndex, live: LiveWaiver) -> bool:
    """True where the approver of a waiver has signed over exactly this entry."""
    record, policy = vouching.project.record, vouching.project.policy
    approver = policy.canonical(live.waiver.approved_by)
    for role in Role:
        signoff = counting_signoff(record, vouching.phase, role)
        if (
            signoff is not None
            and policy.canonical(signoff.by) == approver
            and signoff.waivers.get(live.item) == live.number
            and policy.holds(signoff.by, role)
            and vouching.still_matches(role, signoff)
        ):
            return True
    return False


def judge_signoff(project: Project, phase: str, role: Role) -> tuple[SignOffVerdict, list[Finding]]:
    """How a required role's sign-off stands at an open gate."""
    policy, record = project.policy, project.record
    subject = f"{phase}.{role}"
    holders = ", ".join(policy.people.get(role, ()))
    fix = f"tpm sign {phase} --role {role}"
    signoff = counting_signoff(record, phase, role)
    if signoff is None:
        signed = record.signoffs.get((phase, role), ())
        since = " since the gate was re-opened" if signed else ""
        message = f"the {role.upper()} has not signed off {phase}{since}"
        finding = Finding("signoff-missing", Severity.ERROR, subject, message, fix, holders)
        return SignOffVerdict(role, SignOffState.MISSING), [finding]
    if not policy.holds(signoff.by, role):
        message = f"{signoff.by} signed off {phase} as {role.upper()}, but does not hold that role"
        finding = Finding("signer-unauthorised", Severity.ERROR, subject, message, fix, holders)
        return _verdict(role, SignOffState.REFUSED, signoff), [finding]
    if not matches(record, phase, role, signoff):
        message = f"answers or waivers changed after {signoff.by} signed off {phase}"
        finding = Finding("signoff-stale", Severity.ERROR, subject, message, fix, signoff.by)
        return _verdict(role, SignOffState.STALE, signoff), [finding]
    return _verdict(role, SignOffState.VALID, signoff), []


def _verdict(role: Role, state: SignOffState, signoff: SignOff) -> SignOffVerdict:
    return SignOffVerdict(role, state, signoff.by, signoff.at)


def same_person(project: Project, phase: str) -> list[Finding]:
    """The finding that one person signed for both roles, as strict as the policy wants it."""
    policy = project.policy
    strictness = policy.gate.distinct_people
    if strictness is Strictness.OFF:
        return []
    signers = [
        signoff.by
        for role in policy.gate.signoffs
        if (signoff := counting_signoff(project.record, phase, role)) is not None
    ]
    if len(signers) < 2 or len({policy.canonical(signer) for signer in signers}) > 1:
        return []
    severity = Severity.ERROR if strictness is Strictness.REQUIRE else Severity.WARNING
    return [
        Finding(
            "same-person",
            severity,
            phase,
            f"{signers[0]} signed off {phase} in both roles",
            f"tpm sign {phase} --role ROLE",
            signers[0],
        )
    ]
