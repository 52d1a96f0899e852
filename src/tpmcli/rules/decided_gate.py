"""A decided gate: whether its decision still holds.

It holds while the decision's digest matches, its evidence exists, its waivers are in force, and its
conditions are closed or not yet due. Later changes of the checklist do not break it: items added or
reworded later are warnings until the gate is reopened, and an answer's age was evaluated on the
date of the decision. Two kinds of item are evaluated every day, and the decision names them:
continuous items, and those that had a waiver, which may be fixed without reopening the gate. Their
answers are not locked by the decision but covered by their role's sign-off.
"""

from __future__ import annotations

from tpmcli.model.checklist import Item, Phase
from tpmcli.model.days import day_of
from tpmcli.model.digest import decision_digest
from tpmcli.model.facts import EvidenceFact, EvidenceStatus, Facts
from tpmcli.model.finding import (
    Arguments,
    Finding,
    about_condition,
    about_decision,
    about_item,
    errors,
)
from tpmcli.model.fix import Advice, Command, Help
from tpmcli.model.record import Answer, AnswerValue, Decision, Record, SignOff
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.model.verdict import (
    GateResult,
    GateVerdict,
    ItemVerdict,
    Recommendation,
    State,
)
from tpmcli.rules.conditions import close_command, conditions, overdue
from tpmcli.rules.decided_signoffs import signoffs_as_decided, signoffs_kept
from tpmcli.rules.item_verdict import apply_level, judge_item, scrutiny_of
from tpmcli.rules.items import (
    FETCH,
    Owners,
    add_command,
    is_stale,
    judge_age,
    judge_evidence,
    owners_of,
    restore_fix,
    shown_checks,
)
from tpmcli.rules.open_gate import count, find_kill, reopen_command
from tpmcli.rules.project import Project, applicable_items, blocks_today
from tpmcli.rules.scrutiny import Scrutiny
from tpmcli.rules.signoffs import (
    SignOffIndex,
    phase_answers,
)
from tpmcli.rules.waivers import live_waiver


def judge_decided_gate(
    project: Project, phase: Phase, decision: Decision, facts: Facts
) -> GateResult:
    """Evaluate whether a passing decision at a gate still holds on the date of `facts`."""
    index, scrutiny = SignOffIndex(project, phase.id), scrutiny_of(project)
    continuous = frozenset(decision.continuous_items)
    items = tuple(
        _evaluate_locked(project, item, decision, facts, scrutiny._replace(settled=True))
        if item.id not in continuous
        else _evaluate_continuous(project, item, decision, facts, index, scrutiny)
        for item in applicable_items(project, phase)
    )
    findings: list[Finding] = []
    intact = bound_digest(project.record, phase.id, decision) == decision.digest
    if not intact:
        findings.append(
            Finding(
                Reason.DECISION_UNDERMINED,
                about_decision(phase.id),
                Severity.ERROR,
                Arguments(day=day_of(decision.at)),
                reopen_command(project, phase.id),
                (decision.by,),
            )
        )
    findings += [finding for item in items for finding in item.findings]
    if intact:
        findings += signoffs_kept(project, phase, decision, facts.today)
    findings += overdue(project, phase.id, facts.today)
    findings += _closing_evidence(project, phase.id, facts)
    findings += find_kill(project)
    met = not errors(findings)
    return GateResult(
        phase.id,
        phase.title,
        GateVerdict.MET if met else GateVerdict.UNMET,
        decision,
        Recommendation(decision.recommendation, decision.rule),
        count(items),
        items,
        signoffs_as_decided(project, phase.id, decision),
        tuple(findings),
    )


def bound_digest(record: Record, phase: str, decision: Decision) -> str | None:
    """Return the digest that the decision has today; None if an entry it covers is gone."""
    answers = {
        name: raw
        for name, raw in phase_answers(record, phase).items()
        if name not in decision.continuous_items
    }
    waivers = {}
    for name, number in decision.waivers.items():
        requests = record.item(name).waivers
        if not 1 <= number <= len(requests):
            return None
        waivers[name] = [request.raw for request in requests[:number]]
    signoffs: dict[str, tuple[SignOff, ...]] = {}
    for block, number in decision.signoffs.items():
        signed = record.signoffs.get((phase, block), ())
        if number > len(signed):
            return None
        signoffs[block] = signed[:number]
    return decision_digest(answers, waivers, signoffs, decision)


def _evaluate_locked(
    project: Project, item: Item, decision: Decision, facts: Facts, scrutiny: Scrutiny
) -> ItemVerdict:
    """Evaluate an item whose answer the decision locks: only its evidence is checked again."""
    answer = project.record.item(item.id).answer
    must = blocks_today(item, facts.today)
    owners = owners_of(item, answer, project.policy)
    checks = shown_checks(item, answer, facts)
    by_checks = item.answered_by_checks and bool(item.checks)
    if answer is None:
        added: tuple[Finding, ...] = ()
        if must and not by_checks:
            added = (_asked_later(Reason.ITEM_ADDED_LATER, project, item, decision, owners),)
        state = State.SATISFIED if by_checks else State.OPEN
        return ItemVerdict(item, must, state, by_checks, None, "", checks, added)
    findings = _evidence(project, item, answer, facts, owners, scrutiny)
    if is_stale(item, answer) and not (by_checks and answer.value is AnswerValue.MET):
        later = _asked_later(Reason.ITEM_REWORDED_LATER, project, item, decision, owners)
        return ItemVerdict(
            item=item,
            must=must,
            state=State.STALE,
            satisfied=False,
            answer=answer,
            checks=checks,
            findings=(later, *findings),
        )
    if answer.value is AnswerValue.NOT_MET:
        return ItemVerdict(
            item=item, must=must, state=State.NOT_MET, satisfied=False, answer=answer, checks=checks
        )
    gone = bool(errors(findings))
    state = State.NO_EVIDENCE if gone else State.SATISFIED
    return ItemVerdict(item, must, state, not gone, answer, "", checks, findings)


def _evidence(
    project: Project,
    item: Item,
    answer: Answer,
    facts: Facts,
    owners: Owners,
    scrutiny: Scrutiny,
) -> tuple[Finding, ...]:
    """Return the findings on the cited evidence; whether it was enough was evaluated then.

    The answer is locked, so the fix is to restore the evidence, or to reopen the gate.
    """
    if not answer.evidence or answer.value is AnswerValue.NOT_MET:
        return ()
    locked = Advice(Help.RESTORE_OR_REOPEN, reopen_command(project, item.phase))
    found = judge_evidence(item, answer, facts, owners, scrutiny, locked).findings
    fixed = tuple(finding if finding.blocks else finding._replace(fix=None) for finding in found)
    return apply_level(project, item, fixed, facts.today)


def _asked_later(
    reason: RuleReason, project: Project, item: Item, decision: Decision, owners: Owners
) -> Finding:
    return Finding(
        reason,
        about_item(item),
        Severity.WARNING,
        Arguments(day=day_of(decision.at)),
        Advice(Help.REOPEN_TO_ASK, reopen_command(project, item.phase)),
        owners,
        (item.role,),
    )


def _evaluate_continuous(
    project: Project,
    item: Item,
    decision: Decision,
    facts: Facts,
    index: SignOffIndex,
    scrutiny: Scrutiny,
) -> ItemVerdict:
    """Evaluate an item that is checked every day: by its answer now, or its waiver in force.

    Rewording alone is not an error. But it does not save an answer that needed a waiver when the
    gate was decided: there the waiver was the reason to go on, and it must be in force.
    """
    answer = project.record.item(item.id).answer
    scrutiny = scrutiny._replace(settled=answer is not None and answer.at <= decision.at)
    verdict = judge_item(project, item, facts, index, scrutiny)
    if verdict.state is State.STALE and answer is not None and is_stale(item, answer):
        if item.id in decision.waivers and answer.at <= decision.at:
            return verdict
        owners = owners_of(item, answer, project.policy)
        today = judge_age(item, answer, facts.today, owners).findings
        if answer.evidence:
            today += judge_evidence(item, answer, facts, owners, scrutiny).findings
        later = _asked_later(Reason.ITEM_REWORDED_LATER, project, item, decision, owners)
        return verdict._replace(findings=(later, *apply_level(project, item, today, facts.today)))
    live = live_waiver(project.record.item(item.id), facts.today)
    if verdict.state is not State.WAIVED or live is None:
        return verdict
    if live.number == decision.waivers.get(item.id):
        # The decision covers this entry: length, approver and sign-off were evaluated then.
        kept = tuple(finding for finding in verdict.findings if not finding.blocks)
        return verdict._replace(satisfied=True, findings=kept)
    return verdict


_CLOSING = {
    EvidenceStatus.MISSING: Reason.CLOSING_EVIDENCE_MISSING,
    EvidenceStatus.EMPTY: Reason.CLOSING_EVIDENCE_EMPTY,
    EvidenceStatus.OUTSIDE: Reason.CLOSING_EVIDENCE_OUTSIDE,
    EvidenceStatus.UNTRACKED: Reason.CLOSING_EVIDENCE_UNTRACKED,
    EvidenceStatus.NOT_FETCHED: Reason.CLOSING_EVIDENCE_NOT_FETCHED,
}


def _closing_evidence(project: Project, phase: str, facts: Facts) -> list[Finding]:
    """Return a finding for each piece of evidence that closed a condition and is gone."""
    findings = []
    for state in conditions(project, phase):
        for evidence in state.closing.evidence if state.closing else ():
            if evidence.url:
                continue
            fact = facts.evidence.get(evidence.path, EvidenceFact(EvidenceStatus.MISSING))
            same = fact.sha256 == evidence.sha256
            if fact.status is EvidenceStatus.OK or (fact.status is EvidenceStatus.EMPTY and same):
                continue
            unseen = fact.status is EvidenceStatus.NOT_FETCHED
            findings.append(
                Finding(
                    _CLOSING[fact.status],
                    about_condition(phase, state.number, state.condition.text),
                    Severity.ERROR,
                    Arguments(path=evidence.path, content=fact.sha256 if unseen else ""),
                    _closing_fix(phase, state.number, evidence.path, facts),
                    (state.condition.owner,),
                )
            )
    return findings


def _closing_fix(phase: str, number: int, path: str, facts: Facts) -> Command:
    """Return the fix for evidence of a close that is lost: as for an answer, but in its place."""
    fact = facts.evidence.get(path)
    if fact is not None and fact.status is EvidenceStatus.UNTRACKED:
        return add_command(path)
    if fact is not None and fact.status is EvidenceStatus.NOT_FETCHED:
        return FETCH
    return restore_fix(path, facts) or close_command(phase, number)
