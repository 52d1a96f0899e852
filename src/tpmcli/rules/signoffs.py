"""Sign-offs: a role confirms its answers, and the waivers that its signer approved.

The digest covers the record alone, never the checklist: an answer says which role gave it, and a
sign-off says which waivers it covers, so any tool can verify it from the project file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpmcli.model.days import day_of
from tpmcli.model.digest import signoff_digest
from tpmcli.model.finding import Arguments, Finding, about_signoff
from tpmcli.model.fix import Command, tpm
from tpmcli.model.record import Decision, Outcome, Record, SignOff, role_of
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.rules.deputies import acts_in
from tpmcli.rules.project import Project
from tpmcli.rules.waivers import LiveWaiver


def phase_answers(record: Record, phase: str) -> dict[str, Mapping[str, object]]:
    """Return every recorded answer of a phase, by item id, with every key as recorded.

    Incomplete answers are among them: to complete one changes it.
    """
    prefix = f"{phase}."
    return {
        name: raw
        for name, item in record.items.items()
        if name.startswith(prefix) and (raw := item.raw_answer) is not None
    }


def role_answers(record: Record, phase: str, role: str) -> dict[str, Mapping[str, object]]:
    """Return the answers of a phase that a role gave."""
    return {
        name: raw for name, raw in phase_answers(record, phase).items() if raw.get("role") == role
    }


def role_blocks(record: Record, phase: str, role: Role) -> list[str]:
    """Return the blocks of a role at a gate: the role's own, and those of single people."""
    return [
        block
        for gate, block in record.signoffs
        if gate == phase and block.partition("/")[0] == role
    ]


def current_digest(
    record: Record,
    phase: str,
    role: str,
    waivers: Mapping[str, int],
    like: str = "",
    *,
    whole_gate: bool = False,
) -> str | None:
    """Return the present digest of a sign-off over these waivers, with the scheme of `like`.

    It covers the role's answers, or with `whole_gate` every answer of the phase. None if a number
    names no waiver in the record.
    """
    covered = {}
    for name, number in waivers.items():
        entries = record.item(name).waivers
        if not 1 <= number <= len(entries):
            return None
        covered[name] = entries[number - 1].raw
    answers = phase_answers(record, phase) if whole_gate else role_answers(record, phase, role)
    return signoff_digest(answers, covered, like)


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


def matches(record: Record, phase: str, block: str, signoff: SignOff) -> bool:
    """Return whether nothing that a sign-off of the block covers has changed since."""
    digest, role = signoff.digest, block.partition("/")[0]
    whole = signoff.whole_gate
    return digest == current_digest(record, phase, role, signoff.waivers, digest, whole_gate=whole)


class SignOffIndex:
    """The sign-offs of one phase, each compared with the record only once."""

    def __init__(self, project: Project, phase: str) -> None:
        self.project = project
        self.phase = phase
        self._matches: dict[str, bool] = {}

    def still_matches(self, block: str, signoff: SignOff) -> bool:
        """Return what `matches` returns for the sign-off of a block that counts."""
        if block not in self._matches:
            self._matches[block] = matches(self.project.record, self.phase, block, signoff)
        return self._matches[block]


def unsigned_approvers(index: SignOffIndex, live: LiveWaiver) -> list[str]:
    """Return the approvers of a waiver who have not signed off exactly this entry."""
    policy, record = index.project.policy, index.project.record
    signed = set()
    for phase, block in record.signoffs:
        signoff = counting_signoff(record, phase, block) if phase == index.phase else None
        if (
            signoff is not None
            and signoff.waivers.get(live.item) == live.number
            and acts_in(policy, signoff.by, role_of(block), signoff.deputy_for, day_of(signoff.at))
            and index.still_matches(block, signoff)
        ):
            signed.add(policy.canonical(signoff.by))
    return [each for each in live.waiver.approved_by if policy.canonical(each) not in signed]


def missing_signoff(project: Project, phase: str, role: Role) -> Finding:
    """Return the finding that no sign-off of a role counts."""
    holders = tuple(project.policy.people.get(role, ()))
    blocks = role_blocks(project.record, phase, role)
    lists = [project.record.signoffs[phase, block] for block in blocks]
    entries = [entry for each in lists for entry in each]
    withdrawn = [last for each in lists if (last := withdrawal(each)) is not None]
    ended = max(withdrawn, key=lambda entry: entry.at, default=None)
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
    reason: RuleReason,
    phase: str,
    role: Role,
    owners: tuple[str, ...],
    person: str = "",
    block: str = "",
) -> Finding:
    """Return the finding about a role's sign-off, with the command to sign off as its fix."""
    return Finding(
        reason,
        about_signoff(phase, role, block),
        Severity.ERROR,
        Arguments(person=person),
        sign_command(phase, role),
        owners,
        (role,),
    )


def sign_command(phase: str, role: Role) -> Command:
    """Return the command with which whoever holds the role signs off."""
    return tpm("sign", phase, "--role", str(role), people=(role,))
