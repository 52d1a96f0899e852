"""The effect of a change on policy and records, and whether it is allowed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tpmcli.app.attribution import IdentitySources, attribute, signers_of
from tpmcli.app.facts import gather
from tpmcli.app.replay import verify_replay
from tpmcli.app.state import SIGNERS, ProjectState
from tpmcli.app.workspace import POLICY, Workspace
from tpmcli.model.days import day_of
from tpmcli.model.finding import Arguments, Cause, Finding, Subject, about_decision, about_policy
from tpmcli.model.fix import Advice, Ask, Help
from tpmcli.model.loosening import Loosened
from tpmcli.model.policy import Identity, Policy
from tpmcli.model.record import Decision, Record
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.repo.approvals import Approval
from tpmcli.repo.comparison import Comparison
from tpmcli.rules.change.killed import begun_while_killed
from tpmcli.rules.change.loosening import find_loosenings, signers_added
from tpmcli.rules.change.new_decisions import (
    as_decided,
    decided_again,
    decided_by,
    verify_decision,
    verify_promises,
)
from tpmcli.rules.change.new_entries import answers_ahead, subject_of, verify_entry
from tpmcli.rules.change.recorded_entries import EntryKey, Recorded, all_entries
from tpmcli.rules.change.transition import Records, find_rewrites, record_changed
from tpmcli.rules.fix_commands import with_increment
from tpmcli.rules.gate_check import CheckRequest, CheckScope, check_gates
from tpmcli.rules.project import (
    Project,
    applicable_items,
    blocks_today,
    gated_phases,
    last_decision,
)


class ProjectChange(NamedTuple):
    """A project before and after a change.

    `base` is None if the base has no project; `accepted` is the commit from which it was read.
    """

    compared: Comparison
    prefix: str
    base: ProjectState | None
    result: ProjectState
    approvals: Sequence[Approval]
    now: str
    deny_policy_change: bool
    accepted: str


class VerifyResult(NamedTuple):
    """The findings about a change itself, and the identity level of each new entry.

    `waiting` are the entries that an approval is missing for.
    """

    findings: list[Finding]
    levels: Mapping[EntryKey, Identity]
    waiting: frozenset[EntryKey] = frozenset()


def verify_change(change: ProjectChange, workspace: Workspace) -> VerifyResult:
    """Return the findings about the change itself; the gates are checked elsewhere.

    `workspace` is the result under the policy in force.
    """
    result = _records(change.result)
    found = _policy(change, result)
    before = change.base.records if change.base else None
    known = all_entries(before.all.values()) if before else {}
    new = {
        key: recorded
        for key, recorded in all_entries(result.all.values()).items()
        if key not in known
    }
    if change.base is None:
        found += [_without_policy(recorded, result) for recorded in new.values()]
        claimed = dict.fromkeys(new, Identity.CLAIMED)
        return VerifyResult(_caused(found, workspace.policy), claimed)
    if before is not None:
        project = Project(*change.result.requirements, result.current)
        found += find_rewrites(before, result, project)
        found += begun_while_killed(before, result, project)
    found += verify_replay(change.compared, change.prefix, workspace.policy, change.result)
    identity = IdentitySources(
        workspace.policy, signers_of(change.base.sources), change.approvals, change.now
    )
    attributions = attribute(change.compared, change.prefix, change.accepted, new, identity)
    waiting = set()
    for key, recorded in new.items():
        record = result.all[key.increment]
        project = workspace.project._replace(record=record)
        faults = verify_entry(project, recorded, attributions[key], change.now)
        if isinstance(recorded.entry, Decision):
            earlier = before.all.get(key.increment) if before else None
            then = _others_then(before, result, key.increment, recorded.entry.at)
            of_record = workspace._replace(others=then)
            faults += _decision(of_record, record, earlier, recorded, recorded.entry)
        found += _in_file(faults, record, workspace)
        if any(fault.awaits_approval for fault in faults):
            waiting.add(key)
    for name, record in result.all.items():
        earlier = before.all.get(name) if before else None
        found += _in_file(answers_ahead(earlier, record, change.now), record, workspace)
    levels = {key: each.level for key, each in attributions.items()}
    return VerifyResult(_caused(found, workspace.policy), levels, frozenset(waiting))


def _records(state: ProjectState) -> Records:
    if state.records is None:
        raise RuntimeError("a result without a record is not verified")
    return state.records


def _caused(findings: list[Finding], policy: Policy) -> list[Finding]:
    """Return the findings with their cause; one without owners concerns everybody."""
    return [
        finding._replace(
            cause=Cause.THIS_CHANGE,
            owners=finding.owners or everybody(policy),
        )
        for finding in findings
    ]


def everybody(policy: Policy) -> tuple[str, ...]:
    """Return all people that the policy names."""
    return tuple(dict.fromkeys(email for each in policy.people.values() for email in each))


def _in_file(faults: list[Finding], record: Record, workspace: Workspace) -> list[Finding]:
    """Return the faults of a record with its file and increment, unless it is the current one."""
    if record.file == workspace.record_path:
        return faults
    named = with_increment(record, tuple(faults))
    return [fault._replace(file=record.file, increment=record.increment) for fault in named]


def _policy(change: ProjectChange, result: Records) -> list[Finding]:
    base, after = change.base, change.result
    if base is None or base.sources == after.sources:
        return []
    files = tuple(
        sorted(
            path
            for path in {*base.sources, *after.sources}
            if base.sources.get(path) != after.sources.get(path)
        )
    )
    found = []
    old, new = base.requirements, after.requirements
    if old.policy.id != new.policy.id:
        about = Arguments(before=old.policy.id, after=new.policy.id, files=files)
        found.append(_on_policy(Reason.PROJECT_ID_CHANGED, about, Advice(Help.RESTORE_ID)))
    about = Arguments(files=files)
    if record_changed(base.records, result, Project(*after.requirements, result.current)):
        reason, fix = Reason.POLICY_AND_RECORD_CHANGED, Advice(Help.SPLIT_CHANGE)
        found.append(_on_policy(reason, about, fix))
    elif change.deny_policy_change:
        reason, fix = Reason.POLICY_CHANGE_DENIED, Advice(Help.KEEP_POLICY)
        found.append(_on_policy(reason, about, fix))
    found += _contradictions(Project(*after.requirements, result.current), day_of(change.now))
    less = find_loosenings(
        base.requirements.policy,
        after.requirements.policy,
        base.requirements.checklist,
        after.requirements.checklist,
    )
    found += [_loosened(subject, loosened, POLICY) for subject, loosened in less]
    keys = signers_added(signers_of(base.sources), signers_of(after.sources))
    found += [_loosened(subject, loosened, SIGNERS) for subject, loosened in keys]
    return found


def _loosened(subject: Subject, loosened: Loosened, file: str) -> Finding:
    return Finding(
        Reason.POLICY_LOOSENS,
        subject,
        Severity.WARNING,
        Arguments(loosened=loosened),
        Ask("", Help.CODE_OWNERS),
        file=file,
    )


def _contradictions(project: Project, today: str) -> list[Finding]:
    """Return what would prevent any evaluation of the project under its new policy."""
    kind = project.record.kind
    found = []
    if kind and kind not in project.policy.kinds:
        about = Arguments(name=kind, files=(POLICY,))
        fix = Advice(Help.KEEP_KIND, name=kind)
        found.append(_on_policy(Reason.KIND_DROPPED, about, fix))
    for phase in gated_phases(project):
        if not any(blocks_today(item, today) for item in applicable_items(project, phase)):
            about = Arguments(name=phase.id, files=(POLICY,))
            fix = Advice(Help.KEEP_ITEM, name=phase.id)
            found.append(_on_policy(Reason.GATE_EMPTIED, about, fix))
    return found


def _on_policy(reason: RuleReason, about: Arguments, fix: Advice) -> Finding:
    return Finding(reason, about_policy(), Severity.ERROR, about, fix, file=POLICY)


def _without_policy(recorded: Recorded, result: Records) -> Finding:
    key = recorded.key
    return Finding(
        Reason.ENTRY_WITHOUT_POLICY,
        subject_of(recorded),
        Severity.ERROR,
        Arguments(entries=key.section),
        Advice(Help.POLICY_FIRST),
        file=result.all[key.increment].file,
    )


def _others_then(
    before: Records | None, result: Records, increment: str, at: str
) -> tuple[Record, ...]:
    """Return the records of the other increments as they were when a decision was recorded."""
    known = before.all if before else {}
    return tuple(
        decided_by(record, known.get(name), at)
        for name, record in result.all.items()
        if name != increment
    )


def _decision(
    workspace: Workspace,
    record: Record,
    earlier: Record | None,
    recorded: Recorded,
    decision: Decision,
) -> list[Finding]:
    """Return the findings against a new decision: its conditions, and the gate at that time."""
    name, place = recorded.key.block, recorded.place
    project = workspace.project._replace(record=record)
    phase = next((each for each in gated_phases(project) if each.id == name), None)
    if phase is None:
        return [
            Finding(
                Reason.GATE_SKIPPED,
                about_decision(name),
                Severity.ERROR,
                Arguments(name=record.increment),
                Advice(Help.SEE_KINDS),
                (decision.by,),
            )
        ]
    found = verify_promises(project, name, decision)
    found += decided_again(project, record.decisions[name], place, name)
    if found or not decision.outcome.passes or last_decision(record, name) is not decision:
        return found
    then = workspace._replace(
        record=as_decided(record, earlier, name, place), today=day_of(decision.at)
    )
    facts = gather(then, (phase,))
    gate = check_gates(then.project, CheckRequest(CheckScope.PHASE, name), facts).gates[0]
    return verify_decision(then.project, gate, decision, name)
