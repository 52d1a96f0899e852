"""An open gate: may we decide `go` here?

It is met when (1) at least one must-item applies and every applicable must-item is satisfied or
stands under a waiver that counts, (2) every required role has signed off and its digest still
matches, and (3) every earlier gate is decided `go` or `conditional` and none of its conditions is
overdue. What was not evaluated is never a pass.
"""

from __future__ import annotations

from itertools import takewhile

from tpmcli.model.checklist import Item, Level, Phase
from tpmcli.model.record import Outcome
from tpmcli.model.verdict import (
    Counts,
    Facts,
    Finding,
    GateResult,
    GateVerdict,
    ItemVerdict,
    Recommendation,
    Severity,
    SignOffVerdict,
    State,
)
from tpmcli.rules.conditions import overdue
from tpmcli.rules.items import answer_command, evaluate_item
from tpmcli.rules.project import (
    Project,
    applicable_items,
    blocks_today,
    gated_phases,
    killed_at,
    last_decision,
)
from tpmcli.rules.signoffs import SignOffIndex, covers_waiver, judge_signoff, same_person
from tpmcli.rules.waivers import LiveWaiver, ended, expiring, live_waiver, waiver_faults


def judge_open_gate(project: Project, phase: Phase, facts: Facts) -> GateResult:
    """The gate of `phase` on the day of `facts`.

    A gate at which no must-item applies is never met; who asks of it alone says that it cannot be
    evaluated.
    """
    vouching = SignOffIndex(project, phase.id)
    items = tuple(
        judge_item(project, item, facts, vouching) for item in applicable_items(project, phase)
    )
    findings = [finding for item in items for finding in item.findings]
    signoffs: list[SignOffVerdict] = []
    for role in project.policy.gate.signoffs:
        verdict, found = judge_signoff(project, phase.id, role)
        signoffs.append(verdict)
        findings += found
    findings += same_person(project, phase.id)
    findings += earlier_gates(project, phase, facts.today)
    findings += find_kill(project)
    musts = [item for item in items if item.must]
    met = (
        bool(musts)
        and all(item.satisfied for item in musts)
        and not any(finding.severity is Severity.ERROR for finding in findings)
    )
    decision = last_decision(project.record, phase.id)
    return GateResult(
        phase.id,
        phase.title,
        GateVerdict.MET if met else GateVerdict.UNMET,
        decision,
        recommend(items, met=met),
        count(items),
        items,
        tuple(signoffs),
        tuple(findings),
    )


def judge_item(
    project: Project, item: Item, facts: Facts, vouching: SignOffIndex | None = None
) -> ItemVerdict:
    """One applicable item at an open gate: its own state, or the waiver that lets it through.

    Who judges several items of a phase gives one `vouching` for all of them.
    """
    policy = project.policy
    record = project.record.item(item.id)
    must = blocks_today(item, facts.today)
    own = evaluate_item(item, record.answer, policy, facts)
    checks = facts.checks.get(item.id, ())
    if own.satisfied:
        return ItemVerdict(
            item=item,
            must=must,
            state=own.state,
            satisfied=True,
            answer=record.answer,
            checks=checks,
            findings=own.findings,
        )
    demanded = must or should_blocks(project, item)
    live = live_waiver(record, facts.today) if demanded else None
    if live is not None:
        vouching = vouching or SignOffIndex(project, item.phase)
        return _waived(project, item, live, facts, own.findings, vouching, must=must)
    findings = apply_level(project, item, own.findings, facts.today)
    if must and (over := ended(record, facts.today)):
        # The waiver was the reason to go on; that it is over says more than what it covered.
        message = f"“{item.title}” is not satisfied and {over}"
        owner = record.waivers[-1].by
        findings = (
            Finding(
                "waiver-expired", Severity.ERROR, item.id, message, answer_command(item), owner
            ),
            *own.findings[1:],
        )
    return ItemVerdict(
        item=item,
        must=must,
        state=own.state,
        satisfied=False,
        answer=record.answer,
        checks=checks,
        findings=findings,
    )


def should_blocks(project: Project, item: Item) -> bool:
    """True for a should-item where the policy blocks on those."""
    return item.level is Level.SHOULD and project.policy.gate.should_blocks


def apply_level(
    project: Project, item: Item, findings: tuple[Finding, ...], today: str
) -> tuple[Finding, ...]:
    """The same reasons, as heavy as the item demands today.

    A must-item that is not enforced yet warns, also where the policy blocks on should-items.
    """
    if blocks_today(item, today):
        return findings
    severity = Severity.ERROR if should_blocks(project, item) else Severity.WARNING
    return tuple(
        finding._replace(rule="should-unmet", severity=severity)
        if finding.severity is Severity.ERROR
        else finding
        for finding in findings
    )


def _waived(
    project: Project,
    item: Item,
    live: LiveWaiver,
    facts: Facts,
    own: tuple[Finding, ...],
    vouching: SignOffIndex,
    *,
    must: bool,
) -> ItemVerdict:
    """An item under a live waiver: let through where the waiver counts.

    The reasons that the waiver covers stay visible as notes.
    """
    policy = project.policy
    findings = waiver_faults(item, live.waiver, policy)
    faulty = any(finding.severity is Severity.ERROR for finding in findings)
    if not faulty and not covers_waiver(vouching, live):
        findings.append(unapproved(project, item, live))
    satisfied = not any(finding.severity is Severity.ERROR for finding in findings)
    soon = expiring(item, live.waiver, policy, facts.today)
    if soon is not None:
        findings.append(soon)
    findings += [finding._replace(severity=Severity.NOTE) for finding in own]
    record = project.record.item(item.id)
    return ItemVerdict(
        item,
        must,
        State.WAIVED,
        satisfied,
        record.answer,
        live.waiver.until,
        facts.checks.get(item.id, ()),
        tuple(findings),
        live.waiver,
    )


def unapproved(project: Project, item: Item, live: LiveWaiver) -> Finding:
    """The finding that a waiver's approver has not signed over it."""
    policy = project.policy
    approver = live.waiver.approved_by
    roles = [role for role in policy.people if policy.holds(approver, role)]
    role = str(roles[0]) if roles else "ROLE"
    message = f"{approver} has not signed over the waiver of “{item.title}”"
    return Finding(
        "waiver-unapproved",
        Severity.ERROR,
        item.id,
        message,
        f"tpm sign {item.phase} --role {role}",
        approver,
    )


def earlier_gates(project: Project, phase: Phase, today: str) -> list[Finding]:
    """What the gates before this one leave open: their decision, or an overdue condition."""
    findings = []
    for earlier in takewhile(lambda gate: gate.id != phase.id, gated_phases(project)):
        decision = last_decision(project.record, earlier.id)
        if decision is None or not decision.outcome.passes:
            state = f"is decided {decision.outcome}" if decision else "is not decided"
            findings.append(
                Finding(
                    "earlier-gate-open",
                    Severity.ERROR,
                    earlier.id,
                    f"the earlier gate {earlier.id} {state}",
                    f"tpm gate check {earlier.id}",
                    ", ".join(project.policy.gate.deciders),
                )
            )
        else:
            findings += overdue(project, earlier.id, today)
    return findings


def find_kill(project: Project) -> list[Finding]:
    """The finding that the product was stopped for good; every check is unmet then."""
    where = killed_at(project)
    if where is None:
        return []
    decision = last_decision(project.record, where)
    by = decision.by if decision else ""
    return [
        Finding(
            "project-killed",
            Severity.ERROR,
            where,
            f"the product was stopped at the gate {where} by {by}",
            f'tpm gate decide {where} recycle --reason "…"',
            by,
        )
    ]


def recommend(items: tuple[ItemVerdict, ...], *, met: bool) -> Recommendation:
    """What the tool would decide, and why: the rule that fired."""
    if not met:
        return Recommendation(Outcome.HOLD, "unmet")
    if any(item.state is State.WAIVED for item in items):
        return Recommendation(Outcome.CONDITIONAL, "met-with-waiver")
    if any(not item.satisfied for item in items):
        return Recommendation(Outcome.CONDITIONAL, "met-with-open-should")
    return Recommendation(Outcome.GO, "met")


def count(items: tuple[ItemVerdict, ...]) -> Counts:
    """How many applicable items are satisfied, by what they demand today."""
    must = [item for item in items if item.must]
    should = [item for item in items if not item.must]
    return Counts(
        sum(item.satisfied for item in must),
        len(must),
        sum(item.satisfied for item in should),
        len(should),
        sum(item.state is State.WAIVED for item in items),
    )


def blocks_signing(project: Project, phase: Phase, role: str, facts: Facts) -> list[ItemVerdict]:
    """The role's must-items that are still open, which is why it may not sign yet.

    A live waiver counts here before its approver signed over it: signing is how that is done.
    """
    vouching = SignOffIndex(project, phase.id)
    return [
        verdict
        for item in applicable_items(project, phase)
        if item.role == role
        and not (verdict := judge_item(project, item, facts, vouching)).satisfied
        and verdict.must
        and not _awaits_signature(verdict)
    ]


def _awaits_signature(verdict: ItemVerdict) -> bool:
    errors = [finding for finding in verdict.findings if finding.severity is Severity.ERROR]
    return verdict.state is State.WAIVED and all(
        finding.rule == "waiver-unapproved" and finding.fix.startswith("tpm sign")
        for finding in errors
    )
