"""Entries that a change adds: who recorded them, when, and with which authority.

Entries of the base were accepted there; only new ones are verified.
"""

from datetime import datetime
from typing import NamedTuple

from tpmcli.model.days import day_at, day_of
from tpmcli.model.finding import (
    Arguments,
    Finding,
    Subject,
    SubjectKind,
    about_condition,
    about_decision,
    about_increment,
    about_recorded,
    about_signoff,
    errors,
)
from tpmcli.model.fix import Advice, Ask, Blank, Command, Fix, Help, Word, tpm
from tpmcli.model.policy import Identity, Policy
from tpmcli.model.record import (
    CheckRun,
    ConditionClose,
    Decision,
    Record,
    SignOff,
    Start,
    Waiver,
    role_of,
)
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.model.verdict import Signature, SignatureState
from tpmcli.rules.change.recorded_entries import Recorded
from tpmcli.rules.conditions import close_command
from tpmcli.rules.demands import deciders_at
from tpmcli.rules.deputies import acts_as, given_to, in_force
from tpmcli.rules.fix_commands import ARCHIVE
from tpmcli.rules.open_gate import decide_command, reopen_command
from tpmcli.rules.project import Project, last_decision
from tpmcli.rules.quorum import authority_of, fault
from tpmcli.rules.signoffs import (
    matches,
    phase_answers,
    sign_command,
    signoff_finding,
)
from tpmcli.rules.unsigned_entries import may_close, may_start
from tpmcli.rules.waivers import waiver_faults

_DAY = 24 * 60 * 60
_ORDER = list(Identity)


class Attribution(NamedTuple):
    """The identity level that an entry reaches.

    `commit` introduced it, written by `author` at `authored` (seconds since 1970); empty
    and None if no commit of the branch did. The date alone is None if it is unknown. `approved` is
    a commit without the entry that the person approved, empty if there is none.
    """

    level: Identity
    commit: str = ""
    author: str = ""
    authored: int | None = None
    approved: str = ""


def meets_level(level: Identity, wanted: Identity) -> bool:
    """Return whether a level is at least the wanted one."""
    return _ORDER.index(level) >= _ORDER.index(wanted)


def verify_entry(
    project: Project, recorded: Recorded, attribution: Attribution, now: str
) -> list[Finding]:
    """Return the findings about a new entry: its authority, its date, its author.

    `project` has the record that holds the entry; `now` is the present moment.
    """
    if isinstance(recorded.entry, Start) and not (recorded.entry.by and recorded.entry.at):
        subject, fix = subject_of(recorded), _begin_again(project, recorded.entry)
        return [_error(Reason.START_UNATTRIBUTED, subject, Arguments(), fix, ())]
    found = _authority(project, recorded)
    found += _deputy_late(project, recorded, day_of(now))
    found += _withdrawn_late(project, recorded)
    found += _dated(project, recorded, attribution, now)
    found += _identity(project, recorded, attribution)
    return found


def _authority(project: Project, recorded: Recorded) -> list[Finding]:
    """Return the finding that the policy of the base does not allow the entry, if so."""
    policy, entry, subject = project.policy, recorded.entry, subject_of(recorded, project)
    if isinstance(entry, SignOff) and subject.role is not None:
        return _signer(project, recorded, entry, subject.phase, subject.role)
    if isinstance(entry, Decision):
        deciders = deciders_at(policy, subject.phase)
        if acts_as(policy, entry.by, deciders, entry.deputy_for, day_of(entry.at)):
            return []
        about = Arguments(person=entry.by, outcome=entry.outcome, names=deciders)
        fix = decide_anew(project, subject.phase, entry)
        return [_error(Reason.DECIDER_UNAUTHORISED, subject, about, fix, deciders)]
    if isinstance(entry, ConditionClose) and not (may_close(policy, entry) and entry.evidence):
        known = may_close(policy, entry)
        reason = Reason.CLOSED_WITHOUT_EVIDENCE if known else Reason.CLOSER_UNAUTHORISED
        about = Arguments() if known else Arguments(person=entry.by)
        close = close_command(subject.phase, entry.condition)._replace(people=_everybody(project))
        return [_error(reason, subject, about, _anew(project, close), (entry.by,))]
    if isinstance(entry, Waiver) and not entry.withdrawn:
        item = project.checklist.items().get(subject.name)
        faults = errors(waiver_faults(item, entry, policy)) if item is not None else []
        return [fault._replace(fix=_anew(project, fault.fix)) for fault in faults]
    if isinstance(entry, CheckRun) and not policy.known(entry.by):
        run = tpm("checks", "run", subject.name, "--allow-commands", people=_everybody(project))
        about, fix = Arguments(person=entry.by), _anew(project, run)
        return [_error(Reason.RUNNER_UNAUTHORISED, subject, about, fix, (entry.by,))]
    if isinstance(entry, Start) and not may_start(policy, entry):
        about, fix = Arguments(person=entry.by), _begin_again(project, entry)
        return [_error(Reason.STARTER_UNAUTHORISED, subject, about, fix, (entry.by,))]
    return []


def _anew(project: Project, command: Fix | None) -> Advice:
    """Return the advice to take an entry out of the change, and to record another instead."""
    again = command if isinstance(command, Command) else None
    return Advice(Help.REMOVE_AND_RECORD, again, name=project.record.file)


def _everybody(project: Project) -> tuple[str, ...]:
    """Return the roles of whoever holds one."""
    return tuple(map(str, project.checklist.roles))


def decide_anew(project: Project, phase: str, entry: Decision) -> Advice:
    """Return the advice to take a decision out of the change, and to decide again."""
    reason: Word = entry.reason or ("" if entry.outcome.passes else Blank.REASON)
    return _anew(project, decide_command(project, phase, str(entry.outcome), reason))


def start_anew(record: Record, people: tuple[str, ...], reason: Word = "") -> Advice:
    """Return the advice to undo the start of an increment, and to begin it again."""
    beside = record.file.startswith(ARCHIVE)
    words: tuple[Word, ...] = ("start", record.increment)
    words += ("--kind", record.kind) if record.kind else ()
    words += ("--parallel",) if beside else ()
    words += ("--abandon", reason) if reason else ()
    undo = tpm("start", "--undo", *(("--increment", record.increment) if beside else ()))
    return Advice(Help.UNDO_START, tpm(*words, people=people), before=undo)


def _begin_again(project: Project, entry: Start) -> Advice:
    if not entry.remark:
        return start_anew(project.record, _everybody(project))
    return start_anew(project.record, project.policy.gate.deciders, Blank.REASON)


def _signer(
    project: Project, recorded: Recorded, entry: SignOff, phase: str, role: Role
) -> list[Finding]:
    """Return the finding that the signer may not sign off for the role, or not in this block."""
    policy, block = project.policy, recorded.key.block.partition(".")[2]
    state = authority_of(project, role, block, entry)
    if state is SignatureState.VALID:
        return []
    if state is not SignatureState.STRANGER:
        signed = Signature(block, entry, state, "", "")
        found = fault(project, phase, role, signed, Severity.ERROR)
        return [found._replace(fix=_anew(project, sign_command(phase, role)))]
    holders = tuple(policy.people.get(role, ()))
    reason, fix = Reason.SIGNER_UNKNOWN_TO_BASE, _anew(project, sign_command(phase, role))
    if entry.withdrawn:
        reason = Reason.WITHDRAWER_UNKNOWN_TO_BASE
        fix = Advice(Help.REMOVE_ENTRY, name=project.record.file)
    found = signoff_finding(reason, phase, role, holders, entry.by, block)
    return [found._replace(fix=fix)]


def _deputy_late(project: Project, recorded: Recorded, today: str) -> list[Finding]:
    """Return the finding that a deputy's entry comes in after the last date of the delegation.

    Whatever date it has: a forged one would buy nothing.
    """
    entry, policy = recorded.entry, project.policy
    if not isinstance(entry, SignOff | Decision | ConditionClose) or not entry.deputy_for:
        return []
    given = [
        each
        for role in project.checklist.roles
        for each in given_to(policy, entry.by, role, entry.deputy_for)
    ]
    on_time = in_force(given, day_of(entry.at))
    if not on_time or in_force(on_time, today):
        return []
    until = max(each.last for each in on_time)
    about = Arguments(person=entry.by, name=entry.deputy_for, until=until)
    ask = Ask(entry.deputy_for, Help.HOLDER_ACTS)
    subject = subject_of(recorded, project)
    return [_error(Reason.DELEGATION_OVER, subject, about, ask, (entry.deputy_for,))]


def _withdrawn_late(project: Project, recorded: Recorded) -> list[Finding]:
    """Return the finding that a sign-off is withdrawn on which its gate is decided, if so."""
    entry, subject = recorded.entry, subject_of(recorded, project)
    if not (isinstance(entry, SignOff) and entry.withdrawn):
        return []
    decision = last_decision(project.record, subject.phase)
    if decision is None or not decision.outcome.passes:
        return []
    if recorded.place <= decision.signoffs.get(recorded.key.block.partition(".")[2], 0):
        return []
    reason, about = Reason.SIGNOFF_WITHDRAWN_LATE, Arguments(person=entry.by)
    fix = Advice(Help.REOPEN_GATE, reopen_command(project, subject.phase))
    return [_error(reason, subject, about, fix, (entry.by,))]


def _dated(
    project: Project, recorded: Recorded, attribution: Attribution, now: str
) -> list[Finding]:
    """Return the finding that an entry's moment is not that of the commit that added it."""
    entry, subject = recorded.entry, subject_of(recorded, project)
    at = to_epoch(entry.at)
    written = attribution.authored
    about = _entry_arguments(recorded)._replace(moment=entry.at)
    fix = Advice(Help.RECORD_AGAIN, name=project.record.file)
    if at - to_epoch(now) > _DAY:
        reason = Reason.DATED_IN_FUTURE
    elif attribution.commit and written is None:
        reason, fix = Reason.COMMIT_UNDATED, Advice(Help.COMMIT_AGAIN)
        about = about._replace(commit=attribution.commit[:10])
    elif written is not None and abs(at - written) > _DAY:
        reason = Reason.DATED_UNLIKE_COMMIT
        about = about._replace(day=day_at(written), commit=attribution.commit[:10])
    elif isinstance(entry, SignOff) and _covers_later(project.record, recorded, entry):
        reason = Reason.DATED_BEFORE_ANSWERS
    else:
        return []
    return [_error(reason, subject, about, fix, (entry.by,))]


def answers_ahead(before: Record | None, after: Record, now: str) -> list[Finding]:
    """Return a finding for each new answer that is dated in the future.

    It would expire too late. Nothing else of an answer is verified here: sign-offs cover it.
    """
    found = []
    for name, item in after.items.items():
        answer, old = item.answer, before.item(name).answer if before else None
        if answer is None or (old is not None and old.at == answer.at):
            continue
        if to_epoch(answer.at) - to_epoch(now) > _DAY:
            about, fix = Arguments(moment=answer.at), Advice(Help.ANSWER_AGAIN)
            subject = about_recorded(SubjectKind.ITEM, name)
            found.append(_error(Reason.ANSWER_DATED_AHEAD, subject, about, fix, (answer.by,)))
    return found


def _covers_later(record: Record, recorded: Recorded, signoff: SignOff) -> bool:
    """Return whether the sign-off covers an answer that is dated after it."""
    phase, _, block = recorded.key.block.partition(".")
    if not matches(record, phase, block, signoff):
        return False
    return any(
        (signoff.whole_gate or raw.get("role") == role_of(block))
        and str(raw.get("at")) > signoff.at
        for raw in phase_answers(record, phase).values()
    )


def _identity(project: Project, recorded: Recorded, attribution: Attribution) -> list[Finding]:
    """Return the finding that the identity level of an entry is too low, if so."""
    entry = recorded.entry
    wanted = required_level(project.policy.gate.identity, recorded)
    if meets_level(attribution.level, wanted):
        return []
    about = _entry_arguments(recorded)._replace(
        person=entry.by,
        author=attribution.author,
        commit=attribution.commit[:10],
        approved=attribution.approved[:10],
        identity=attribution.level,
        required=wanted,
    )
    fix = Ask(entry.by, _PROOF[wanted])
    reason = _too_weak(project.policy, entry.by, wanted, attribution)
    return [_error(reason, subject_of(recorded, project), about, fix, (entry.by,))]


def _too_weak(
    policy: Policy, person: str, wanted: Identity, attribution: Attribution
) -> RuleReason:
    """Return why the level is too low: an approval is missing, if one by that person would do."""
    if not attribution.commit:
        return Reason.IDENTITY_WITHOUT_COMMIT
    if wanted is not Identity.PLATFORM or not policy.logins(person):
        return Reason.IDENTITY_TOO_WEAK
    return Reason.APPROVAL_OUTDATED if attribution.approved else Reason.APPROVAL_AWAITED


def required_level(least: Identity, recorded: Recorded) -> Identity:
    """Return the identity level that an entry needs.

    Sign-offs and decisions confirm something, a run and a start count by themselves. A request for
    a waiver, and the close of a condition, do not: nobody approves a pull request in order to
    request something, so `author` is enough there unless commits must be signed.
    """
    if isinstance(recorded.entry, (Waiver, ConditionClose)) and least is Identity.PLATFORM:
        return Identity.AUTHOR
    return least


_PROOF = {
    Identity.AUTHOR: Help.COMMIT_OR_ALIAS,
    Identity.PLATFORM: Help.APPROVE,
    Identity.SIGNED: Help.COMMIT_SIGNED,
}


def subject_of(recorded: Recorded, project: Project | None = None) -> Subject:
    """Return the block that holds an entry, as the subject of findings about it.

    With the project, roles have their words.
    """
    entry, block = recorded.entry, recorded.key.block
    if isinstance(entry, SignOff):
        phase, _, name = block.partition(".")
        role = role_of(name)
        return about_signoff(phase, project.checklist.role(role) if project else role, name)
    if isinstance(entry, Decision):
        return about_decision(block)
    if isinstance(entry, ConditionClose):
        return about_condition(block, entry.condition)
    if isinstance(entry, Start):
        return about_increment(block)
    kind = SubjectKind.ITEM if isinstance(entry, CheckRun) else SubjectKind.WAIVER
    return about_recorded(kind, block)


def _entry_arguments(recorded: Recorded) -> Arguments:
    entry = recorded.entry
    return Arguments(outcome=entry.outcome if isinstance(entry, Decision) else None)


def _error(
    reason: RuleReason, subject: Subject, about: Arguments, fix: Fix, owners: tuple[str, ...]
) -> Finding:
    roles = (subject.role,) if subject.role is not None else ()
    return Finding(reason, subject, Severity.ERROR, about, fix, owners, roles)


def to_epoch(moment: str) -> int:
    """Return a moment of the record in seconds since 1970."""
    return int(datetime.fromisoformat(moment).timestamp())
