"""What a change does to policy and records, and whether it may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpmcli.app.attribution import IdentitySources, attribute, signers_of
from tpmcli.app.facts import gather
from tpmcli.app.state import SIGNERS, ProjectState
from tpmcli.app.workspace import POLICY, Workspace
from tpmcli.model.days import day_of
from tpmcli.model.policy import Identity, Policy
from tpmcli.model.record import Decision, Record
from tpmcli.model.tuples import NamedTuple
from tpmcli.model.verdict import Finding, Severity
from tpmcli.repo.approvals import Approval
from tpmcli.repo.comparison import Comparison
from tpmcli.rules.change.cause import THIS_CHANGE
from tpmcli.rules.change.loosening import find_loosenings, signers_added
from tpmcli.rules.change.new_decisions import (
    as_decided,
    decided_again,
    verify_decision,
    verify_promises,
)
from tpmcli.rules.change.new_entries import verify_entry
from tpmcli.rules.change.recorded_entries import EntryKey, Recorded, all_entries
from tpmcli.rules.change.transition import Records, find_rewrites, record_changed
from tpmcli.rules.gate_check import CheckRequest, CheckScope, check_gates
from tpmcli.rules.project import (
    Project,
    applicable_items,
    blocks_today,
    gated_phases,
    last_decision,
)


class ProjectChange(NamedTuple):
    """A project before and after. ``base`` is None where the base has no project; ``accepted`` is
    the commit that it was read from.
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
    """What the change may not do, or what its reviewers should know, and how sure it is who
    recorded each new entry.
    """

    findings: list[Finding]
    levels: Mapping[EntryKey, Identity]


def verify_change(change: ProjectChange, workspace: Workspace) -> VerifyResult:
    """Everything about the change itself; how the gates stand is another question.

    `workspace` is the result under the policy that holds.
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
        found += [_without_policy(key, result) for key in new]
        return VerifyResult(_caused(found, workspace.policy), {})
    if before is not None:
        found += find_rewrites(before, result, Project(*change.result.requirements, result.current))
    witnesses = IdentitySources(
        workspace.policy, signers_of(change.base.sources), change.approvals, change.now
    )
    attributions = attribute(change.compared, change.prefix, change.accepted, new, witnesses)
    for key, recorded in new.items():
        record = result.all[key.increment]
        project = workspace.project._replace(record=record)
        faults = verify_entry(project, recorded, attributions[key], change.now)
        if isinstance(recorded.entry, Decision):
            earlier = before.all.get(key.increment) if before else None
            faults += _decision(workspace, record, earlier, recorded, recorded.entry)
        found += _in_file(faults, record, workspace)
    levels = {key: each.level for key, each in attributions.items()}
    return VerifyResult(_caused(found, workspace.policy), levels)


def _records(state: ProjectState) -> Records:
    if state.records is None:
        raise RuntimeError("a result without a record is not verified")
    return state.records


def _caused(findings: list[Finding], policy: Policy) -> list[Finding]:
    """The findings with their cause; what concerns nobody more than others concerns everybody."""
    return [
        finding._replace(cause=THIS_CHANGE, owner=finding.owner or everybody(policy))
        for finding in findings
    ]


def everybody(policy: Policy) -> str:
    """All people whom the policy names."""
    return ", ".join(dict.fromkeys(email for each in policy.people.values() for email in each))


def _in_file(faults: list[Finding], record: Record, workspace: Workspace) -> list[Finding]:
    """Faults of the record that is judged are placed with its other findings."""
    if record.file == workspace.record_path:
        return faults
    return [
        fault._replace(file=record.file, message=f"{record.increment}: {fault.message}")
        for fault in faults
    ]


def _policy(change: ProjectChange, result: Records) -> list[Finding]:
    base, after = change.base, change.result
    if base is None or base.sources == after.sources:
        return []
    touched = sorted(
        path
        for path in {*base.sources, *after.sources}
        if base.sources.get(path) != after.sources.get(path)
    )
    files = ", ".join(touched)
    found = []
    old, new = base.requirements, after.requirements
    if old.policy.id != new.policy.id:
        words = f"the project's id was '{old.policy.id}' and is '{new.policy.id}'"
        found.append(_on_policy("policy-changed", words, "restore it: ids never change", files))
    if record_changed(base.records, result, Project(*after.requirements, result.current)):
        words = "this change touches both the policy and the record"
        fix = "make two pull requests: the policy first, then what is recorded under it"
        found.append(_on_policy("policy-changed", words, fix, files))
    elif change.deny_policy_change:
        words = "this change touches the policy, which is frozen (--deny-policy-change)"
        found.append(_on_policy("policy-changed", words, "leave the policy as it is", files))
    found += _contradictions(Project(*after.requirements, result.current), day_of(change.now))
    less = find_loosenings(old.policy, new.policy, old.checklist, new.checklist)
    less += signers_added(signers_of(base.sources), signers_of(after.sources))
    for subject, words in less:
        file = SIGNERS if subject == "allowed_signers" else POLICY
        message = f"the policy asks for less: {words}"
        fix = "the code owners of .tpm/ approve it, or not"
        found.append(Finding("policy-loosened", Severity.WARNING, subject, message, fix, file=file))
    return found


def _contradictions(project: Project, today: str) -> list[Finding]:
    """What would keep everybody from judging the project under its new policy."""
    kind = project.record.kind
    found = []
    if kind and kind not in project.policy.kinds:
        words = f"the increment under way is of the kind '{kind}', which the new policy drops"
        found.append(_on_policy("policy-changed", words, f"keep '{kind}' under kinds", POLICY))
    for phase in gated_phases(project):
        if not any(blocks_today(item, today) for item in applicable_items(project, phase)):
            words = f"under the new policy the gate {phase.id} would ask nothing"
            fix = f"keep a must-item of {phase.id} that applies"
            found.append(_on_policy("policy-changed", words, fix, POLICY))
    return found


def _on_policy(rule: str, words: str, fix: str, files: str) -> Finding:
    return Finding(rule, Severity.ERROR, "policy", f"{words} ({files})", fix, file=POLICY)


def _without_policy(key: EntryKey, result: Records) -> Finding:
    message = (
        f"{key.block} comes with an entry ({key.section}) in the same change as the policy that"
        " would judge it; the base has no project yet"
    )
    fix = "bring .tpm/ first, and sign, waive and decide in a later pull request"
    file = result.all[key.increment].file
    return Finding("policy-changed", Severity.ERROR, key.block, message, fix, file=file)


def _decision(
    workspace: Workspace,
    record: Record,
    earlier: Record | None,
    recorded: Recorded,
    decision: Decision,
) -> list[Finding]:
    """Whether a new decision may stand: promises, and whether its gate was met."""
    name, place = recorded.key.block, recorded.place
    project = workspace.project._replace(record=record)
    phase = next((each for each in gated_phases(project) if each.id == name), None)
    if phase is None:
        message = f"the gate {name} is not one that {record.increment} passes"
        fix = "the policy's 'start-at' and 'kinds' say which are"
        return [Finding("not-decided", Severity.ERROR, name, message, fix, decision.by)]
    found = verify_promises(project.policy, name, decision)
    found += decided_again(record.decisions[name], place, name)
    if found or not decision.outcome.passes or last_decision(record, name) is not decision:
        return found
    then = workspace._replace(
        record=as_decided(record, earlier, name, place), today=day_of(decision.at)
    )
    facts = gather(then, (phase,))
    gate = check_gates(then.project, CheckRequest(CheckScope.PHASE, name), facts).gates[0]
    return verify_decision(then.project, gate, decision, name)
