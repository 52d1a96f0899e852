"""Entries that a change brings: who recorded them, when, and whether they may.

Those that stand in the base were accepted there; only new ones are verified.
"""

from __future__ import annotations

from datetime import UTC, datetime

from tpmcli.model.checklist import Role
from tpmcli.model.policy import Identity
from tpmcli.model.record import ConditionClose, Decision, Record, SignOff, Waiver
from tpmcli.model.tuples import NamedTuple
from tpmcli.model.verdict import Finding, Severity
from tpmcli.rules.change.recorded_entries import Recorded
from tpmcli.rules.project import Project
from tpmcli.rules.signoffs import matches, phase_answers
from tpmcli.rules.waivers import waiver_faults

_DAY = 24 * 60 * 60
_ORDER = list(Identity)


class Attribution(NamedTuple):
    """How sure it is who recorded an entry.

    ``commit`` introduced it, written by ``author`` at ``authored`` (seconds since 1970); empty
    and None where no commit of the branch did.
    """

    level: Identity
    commit: str = ""
    author: str = ""
    authored: int | None = None


def meets_level(level: Identity, wanted: Identity) -> bool:
    """True where a level is as sure as the wanted one."""
    return _ORDER.index(level) >= _ORDER.index(wanted)


def verify_entry(
    project: Project, recorded: Recorded, attribution: Attribution, now: str
) -> list[Finding]:
    """What is wrong with a new entry: its authority, its date, its author.

    `project` holds the record that the entry stands in; `now` is this moment.
    """
    found = _authority(project, recorded)
    found += _dated(project.record, recorded, attribution, now)
    found += _identity(project, recorded, attribution)
    return found


def _authority(project: Project, recorded: Recorded) -> list[Finding]:
    policy, entry, block = project.policy, recorded.entry, recorded.key.block
    if isinstance(entry, SignOff):
        phase, _, role = block.rpartition(".")
        if policy.holds(entry.by, Role(role)):
            return []
        message = (
            f"{entry.by} signed off {phase} as {role.upper()}, but the policy of the base does not"
            " name them for that role"
        )
        holders = ", ".join(policy.people.get(Role(role), ()))
        fix = f"tpm sign {phase} --role {role}"
        return [_error("signer-unauthorised", block, message, fix, holders)]
    if isinstance(entry, Decision):
        if policy.among(entry.by, policy.gate.deciders):
            return []
        names = ", ".join(policy.gate.deciders)
        message = (
            f"{entry.by} decided {entry.outcome} at the gate {block}; the policy names {names}"
        )
        fix = f"tpm gate decide {block} {entry.outcome}"
        return [_error("decider-unauthorised", block, message, fix, names)]
    if isinstance(entry, ConditionClose) and not policy.known(entry.by):
        message = (
            f"{entry.by} closed condition {entry.condition} of {block}, but the policy of the base"
            " does not name them"
        )
        return [
            _error("decider-unauthorised", block, message, "one of 'people' closes it", entry.by)
        ]
    if isinstance(entry, ConditionClose) and not entry.evidence:
        message = f"condition {entry.condition} of {block} was closed without evidence"
        fix = f"tpm gate close {block} {entry.condition} --evidence PATH"
        return [_error("no-evidence", block, message, fix, entry.by)]
    if isinstance(entry, Waiver) and not entry.withdrawn:
        item = project.checklist.items().get(block)
        faults = waiver_faults(item, entry, policy) if item is not None else []
        return [fault for fault in faults if fault.severity is Severity.ERROR]
    return []


def _dated(record: Record, recorded: Recorded, attribution: Attribution, now: str) -> list[Finding]:
    """The finding that an entry's moment is not that of the commit which brought it."""
    entry, block = recorded.entry, recorded.key.block
    at = to_epoch(entry.at)
    written = attribution.authored
    if at - to_epoch(now) > _DAY:
        words = "lies in the future"
    elif written is not None and abs(at - written) > _DAY:
        day = datetime.fromtimestamp(written, tz=UTC).strftime("%Y-%m-%d")
        words = f"is more than a day from {day}, when its commit {attribution.commit[:10]} was made"
    elif isinstance(entry, SignOff) and _covers_later(record, block, entry):
        words = "lies before the answers that it vouches for"
    else:
        return []
    message = f"{_what(recorded)} is dated {entry.at}, which {words}"
    fix = "record it again, with today's date"
    return [_error("date-mismatch", block, message, fix, entry.by)]


def _covers_later(record: Record, block: str, signoff: SignOff) -> bool:
    phase, _, role = block.rpartition(".")
    if not matches(record, phase, Role(role), signoff):
        return False
    return any(
        raw.get("role") == role and str(raw.get("at")) > signoff.at
        for raw in phase_answers(record, phase).values()
    )


def _identity(project: Project, recorded: Recorded, attribution: Attribution) -> list[Finding]:
    entry, block = recorded.entry, recorded.key.block
    wanted = required_level(project.policy.gate.identity, recorded)
    if meets_level(attribution.level, wanted):
        return []
    if attribution.commit:
        source = f"commit {attribution.commit[:10]} by {attribution.author or 'nobody'}"
    else:
        source = "no commit of this branch that can be read"
    message = (
        f"{_what(recorded)} names {entry.by}; it comes from {source}, which makes it"
        f" '{attribution.level}', and the policy asks for '{wanted}'"
    )
    return [_error("identity-too-weak", block, message, _way_out(wanted, entry.by), entry.by)]


def required_level(least: Identity, recorded: Recorded) -> Identity:
    """How sure it must be who recorded an entry.

    Sign-offs and decisions vouch. A request for a waiver, and the closing of a condition, do not:
    nobody approves a pull request in order to ask for something, so an author is enough there
    unless commits must be signed.
    """
    if isinstance(recorded.entry, (Waiver, ConditionClose)) and least is Identity.PLATFORM:
        return Identity.AUTHOR
    return least


def _way_out(wanted: Identity, by: str) -> str:
    if wanted is Identity.AUTHOR:
        return f"{by} records and commits it, or lists this address under 'aliases' in the policy"
    if wanted is Identity.PLATFORM:
        return f"{by} approves this pull request, and CI passes --approvals FILE"
    return f"{by} commits it with a key that .tpm/allowed_signers lists (git commit -S)"


def _what(recorded: Recorded) -> str:
    entry, block = recorded.entry, recorded.key.block
    if isinstance(entry, SignOff):
        return f"the sign-off {block}"
    if isinstance(entry, Decision):
        return f"the decision {entry.outcome} at {block}"
    if isinstance(entry, ConditionClose):
        return f"the closing of condition {entry.condition} of {block}"
    return f"the waiver of {block}"


def _error(rule: str, subject: str, message: str, fix: str, owner: str) -> Finding:
    return Finding(rule, Severity.ERROR, subject, message, fix, owner)


def to_epoch(moment: str) -> int:
    """A moment of the record in seconds since 1970."""
    return int(datetime.fromisoformat(moment).timestamp())
