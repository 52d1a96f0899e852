"""A decided gate: does what was decided still hold?

It holds while its decision's digest matches, its evidence is still there, its waivers live, and
its conditions are closed or not yet due. It is not asked again what changed since: items added or
reworded later are warnings until the gate is re-opened, and an answer's age was judged on the day
of the decision. Two kinds of item are judged anew every day, and the decision names them: standing
items, and those that a waiver let through, which may be mended without re-opening the gate. Their
answers are not bound by the decision but by their role's sign-off.
"""

from __future__ import annotations

from tpmcli.model.checklist import Item, Phase, Role
from tpmcli.model.days import day_of
from tpmcli.model.digest import decision_digest
from tpmcli.model.record import Answer, AnswerValue, Decision, Record, SignOff
from tpmcli.model.verdict import (
    EvidenceFact,
    EvidenceStatus,
    Facts,
    Finding,
    GateResult,
    GateVerdict,
    ItemVerdict,
    Recommendation,
    Severity,
    SignOffState,
    SignOffVerdict,
    State,
)
from tpmcli.rules.conditions import conditions, overdue
from tpmcli.rules.items import is_stale, judge_evidence, owner_of
from tpmcli.rules.open_gate import count, judge_item, killed
from tpmcli.rules.project import Project, applicable_items, blocks_today
from tpmcli.rules.signoffs import counting_signoff, matches, phase_answers
from tpmcli.rules.waivers import live_waiver


def judge_decided_gate(
    project: Project, phase: Phase, decision: Decision, facts: Facts
) -> GateResult:
    """Whether the `go` or `conditional` decision at a gate still holds on the day of `facts`."""
    items = tuple(
        _judge_bound(project, item, decision, facts)
        if item.id not in decision.standing
        else _judge_standing(project, item, decision, facts)
        for item in applicable_items(project, phase)
    )
    findings: list[Finding] = []
    if bound_digest(project.record, phase.id, decision) != decision.digest:
        findings.append(
            Finding(
                "record-rewritten",
                Severity.ERROR,
                phase.id,
                f"answers, waivers or sign-offs that the decision on {phase.id} of"
                f" {day_of(decision.at)} stands on were changed afterwards",
                f'tpm gate decide {phase.id} recycle --reason "…"',
                decision.by,
            )
        )
    findings += [finding for item in items for finding in item.findings]
    findings += _standing_signoffs(project, phase, decision)
    findings += overdue(project, phase.id, facts.today)
    findings += _closing_evidence(project, phase.id, facts)
    findings += killed(project)
    met = not any(finding.severity is Severity.ERROR for finding in findings)
    return GateResult(
        phase.id,
        phase.title,
        GateVerdict.MET if met else GateVerdict.UNMET,
        decision,
        Recommendation(decision.recommendation, decision.rule),
        count(items),
        items,
        _signoffs(project, phase.id),
        tuple(findings),
    )


def bound_digest(record: Record, phase: str, decision: Decision) -> str | None:
    """The digest that the decision has today; None where an entry it stands on is gone."""
    answers = {
        name: raw
        for name, raw in phase_answers(record, phase).items()
        if name not in decision.standing
    }
    waivers = {}
    for name, number in decision.waivers.items():
        requests = record.item(name).waivers
        if not 1 <= number <= len(requests):
            return None
        waivers[name] = [request.raw for request in requests[:number]]
    signoffs: dict[str, tuple[SignOff, ...]] = {}
    for role, number in decision.signoffs.items():
        signed = record.signoffs.get((phase, Role(role)), ())
        if number > len(signed):
            return None
        signoffs[role] = signed[:number]
    return decision_digest(answers, waivers, signoffs, decision)


def _judge_bound(project: Project, item: Item, decision: Decision, facts: Facts) -> ItemVerdict:
    """An item whose answer the decision binds: only its evidence is looked at again."""
    answer = project.record.item(item.id).answer
    must = blocks_today(item, facts.today)
    owner = owner_of(item, answer, project.policy)
    checks = facts.checks.get(item.id, ())
    if answer is None:
        by_checks = item.answered_by_checks and bool(item.checks)
        asked = () if by_checks or not must else (_asked_later(item, decision, owner, "added"),)
        state = State.SATISFIED if by_checks else State.OPEN
        return ItemVerdict(item, must, state, by_checks, None, "", checks, asked)
    if is_stale(item, answer):
        asked = (_asked_later(item, decision, owner, "reworded"),)
        evidence = _evidence(item, answer, facts, owner)
        return ItemVerdict(
            item=item,
            must=must,
            state=State.STALE,
            satisfied=False,
            answer=answer,
            checks=checks,
            findings=(*asked, *evidence),
        )
    if answer.value is AnswerValue.NOT_MET:
        return ItemVerdict(
            item=item, must=must, state=State.NOT_MET, satisfied=False, answer=answer, checks=checks
        )
    findings = _evidence(item, answer, facts, owner)
    gone = any(finding.severity is Severity.ERROR for finding in findings)
    state = State.NO_EVIDENCE if gone else State.SATISFIED
    return ItemVerdict(item, must, state, not gone, answer, "", checks, findings)


def _evidence(item: Item, answer: Answer, facts: Facts, owner: str) -> tuple[Finding, ...]:
    """What is wrong with the evidence that was cited; whether enough was cited was judged then."""
    if not answer.evidence or answer.value is AnswerValue.NOT_MET:
        return ()
    return judge_evidence(item, answer, facts, owner).findings


def _asked_later(item: Item, decision: Decision, owner: str, how: str) -> Finding:
    return Finding(
        "asked-later",
        Severity.WARNING,
        item.id,
        f"“{item.title}” was {how} after {item.phase} was decided on {day_of(decision.at)}",
        f'tpm gate decide {item.phase} recycle --reason "…", to ask it now',
        owner,
    )


def _judge_standing(project: Project, item: Item, decision: Decision, facts: Facts) -> ItemVerdict:
    """An item that is judged anew every day: by its answer now, or by the waiver in force."""
    verdict = judge_item(project, item, facts)
    if verdict.state is State.STALE and verdict.answer and is_stale(item, verdict.answer):
        owner = owner_of(item, verdict.answer, project.policy)
        return verdict._replace(findings=(_asked_later(item, decision, owner, "reworded"),))
    live = live_waiver(project.record.item(item.id), facts.today)
    if verdict.state is not State.WAIVED or live is None:
        return verdict
    if live.number == decision.waivers.get(item.id):
        # The decision binds this entry: length, approver and signature were judged then.
        kept = tuple(f for f in verdict.findings if f.severity is not Severity.ERROR)
        return verdict._replace(satisfied=True, findings=kept)
    return verdict


def _standing_signoffs(project: Project, phase: Phase, decision: Decision) -> list[Finding]:
    """Roles whose sign-off no longer covers the answers that the decision leaves open."""
    items = {item.id: item for item in phase.items}
    roles = dict.fromkeys(
        items[name].role
        for name in decision.standing
        if name in items and project.record.item(name).answer is not None
    )
    findings = []
    for role in roles:
        signoff = counting_signoff(project.record, phase.id, role)
        if signoff is None or not matches(project.record, phase.id, role, signoff):
            by = signoff.by if signoff else ", ".join(project.policy.people.get(role, ()))
            findings.append(
                Finding(
                    "signoff-stale",
                    Severity.ERROR,
                    f"{phase.id}.{role}",
                    f"an answer that is judged every day changed after {by} signed off {phase.id}",
                    f"tpm sign {phase.id} --role {role}",
                    by,
                )
            )
    return findings


def _closing_evidence(project: Project, phase: str, facts: Facts) -> list[Finding]:
    findings = []
    for state in conditions(project, phase):
        for evidence in state.closing.evidence if state.closing else ():
            if evidence.url:
                continue
            fact = facts.evidence.get(evidence.path, EvidenceFact(EvidenceStatus.MISSING))
            if fact.status is not EvidenceStatus.OK:
                message = (
                    f"{evidence.path}, which closed condition {state.number} of {phase},"
                    f" is {fact.status}"
                )
                findings.append(
                    Finding(
                        f"evidence-{fact.status}",
                        Severity.ERROR,
                        phase,
                        message,
                        f"tpm gate close {phase} {state.number} --evidence PATH",
                        state.condition.owner,
                    )
                )
    return findings


def _signoffs(project: Project, phase: str) -> tuple[SignOffVerdict, ...]:
    """The sign-offs as the decision took them: who may sign was judged then."""
    found = []
    for role in project.policy.gate.signoffs:
        signoff = counting_signoff(project.record, phase, role)
        if signoff is None:
            found.append(SignOffVerdict(role, SignOffState.MISSING))
        else:
            found.append(SignOffVerdict(role, SignOffState.VALID, signoff.by, signoff.at))
    return tuple(found)
