"""The sign-offs that a gate was decided on: whether they still cover what the decision leaves open.

Who might sign off, and how many had to, was evaluated then.
"""

from __future__ import annotations

from tpmcli.model.checklist import Phase
from tpmcli.model.days import day_of
from tpmcli.model.finding import Arguments, Finding, about_signoff
from tpmcli.model.fix import Advice, Help
from tpmcli.model.record import Decision, Record, role_of
from tpmcli.model.role import SHIPPED_ROLES, Role, in_order
from tpmcli.model.rule import Reason, Severity
from tpmcli.model.verdict import Signature, SignatureState, SignOffState, SignOffVerdict
from tpmcli.rules.demands import demands_at
from tpmcli.rules.open_gate import reopen_command
from tpmcli.rules.project import Project
from tpmcli.rules.quorum import covers_still, signatures
from tpmcli.rules.signoffs import (
    counting_signoff,
    missing_signoff,
    phase_answers,
    role_answers,
    role_blocks,
    signoff_finding,
    withdrawal,
)


def signoffs_kept(project: Project, phase: Phase, decision: Decision, today: str) -> list[Finding]:
    """Return a finding for each role that signed off, but not the answers as they are now.

    A sign-off also covers the answers that the decision leaves open: as many people must cover them
    as signed off then, or as are needed now, if those are fewer. Roles that had not signed off or
    had withdrawn that are ignored: whether they had to was evaluated then. A role that nobody had
    heard of is a warning.
    """
    findings = []
    for demand in demands_at(project, phase.id):
        role = demand.role
        then = _blocks_then(project.record, phase.id, role, decision)
        if not then:
            if role not in SHIPPED_ROLES:
                findings.append(_role_added(project, phase, role, decision))
            continue
        found = list(signatures(project, phase.id, demand, today))
        kept = {each.chair for each in found if covers_still(project, phase.id, each, today)}
        if len(kept) >= min(demand.people, _filled_then(project, phase.id, decision, then)):
            continue
        stale = [each for each in found if each.chair not in kept]
        if not stale:
            findings.append(missing_signoff(project, phase.id, role))
        for each in stale:
            reason, by = Reason.SIGNOFF_STALE, each.entry.by
            findings.append(signoff_finding(reason, phase.id, role, (by,), by, each.block))
    return findings


def _blocks_then(record: Record, phase: str, role: Role, decision: Decision) -> list[str]:
    """Return the blocks of a role with a sign-off that the decision was taken on.

    Those from before the gate was reopened did not count; without others they do here, so that
    their role is still asked for.
    """
    named = {
        (phase, block): record.signoffs[phase, block][: decision.signoffs.get(block, 0)]
        for block in role_blocks(record, phase, role)
    }
    named = {key: then for key, then in named.items() if then and withdrawal(then) is None}
    before = record._replace(signoffs=named)
    counted = [block for _, block in named if counting_signoff(before, phase, block) is not None]
    return counted or [block for _, block in named]


def _filled_then(project: Project, phase: str, decision: Decision, blocks: list[str]) -> int:
    """Return how many people's part the blocks took, up to date, when the gate was decided.

    That is one at least. A giver and their deputy took one part together. A block that is older
    than an answer which the decision locks was outdated before.
    """
    record, policy = project.record, project.policy
    locked = {
        name: str(raw.get("at"))
        for name, raw in phase_answers(record, phase).items()
        if name not in decision.continuous_items
    }
    fresh: set[str] = set()
    for block in blocks:
        entry = record.signoffs[phase, block][decision.signoffs[block] - 1]
        covered = phase_answers(record, phase)
        if not entry.whole_gate:
            covered = role_answers(record, phase, role_of(block))
        if all(locked.get(name, "") <= entry.at for name in covered):
            fresh.add(policy.canonical(entry.deputy_for or entry.by))
    return max(1, len(fresh))


def _role_added(project: Project, phase: Phase, role: Role, decision: Decision) -> Finding:
    return Finding(
        Reason.ROLE_ADDED_LATER,
        about_signoff(phase.id, role),
        Severity.WARNING,
        Arguments(day=day_of(decision.at)),
        Advice(Help.REOPEN_TO_ASK, reopen_command(project, phase.id)),
        tuple(project.policy.people.get(role, ())),
        (role,),
    )


def signoffs_as_decided(
    project: Project, phase: str, decision: Decision
) -> tuple[SignOffVerdict, ...]:
    """Return the sign-offs as the decision took them: authority was evaluated then."""
    record = project.record
    named = {project.checklist.role(role_of(block)) for block in decision.signoffs}
    roles = [each.role for each in demands_at(project, phase)]
    roles += in_order(named.difference(roles, SHIPPED_ROLES))
    found = []
    for role in roles:
        signed = tuple(
            Signature(
                block,
                entry,
                SignatureState.VALID,
                project.policy.canonical(entry.by),
                project.policy.canonical(entry.deputy_for or entry.by),
            )
            for block in role_blocks(record, phase, role)
            if (entry := counting_signoff(record, phase, block)) is not None
        )
        if not signed:
            found.append(SignOffVerdict(role, SignOffState.MISSING))
            continue
        last = max(signed, key=lambda each: each.entry.at).entry
        count = len(signed)
        found.append(
            SignOffVerdict(
                *(role, SignOffState.VALID, last.by, last.at),
                needed=count,
                signed=count,
                signatures=signed,
            )
        )
    return tuple(found)
