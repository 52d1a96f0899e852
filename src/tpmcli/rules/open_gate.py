"""An open gate: whether it may be decided `go` now.

It is met if (1) at least one required item applies and every applicable one is satisfied or has a
waiver that counts, (2) every required role has signed off and its digest still matches, and
(3) every earlier gate is decided `go` or `conditional` and none of its conditions is overdue. An
unevaluated item never passes.
"""

from __future__ import annotations

from itertools import takewhile

from tpmcli.model.checklist import Phase
from tpmcli.model.demand import Demand
from tpmcli.model.facts import Facts
from tpmcli.model.finding import Arguments, Finding, about_gate, errors
from tpmcli.model.fix import Advice, Blank, Command, Help, Word, tpm
from tpmcli.model.place import for_increment
from tpmcli.model.record import Decision, Outcome
from tpmcli.model.role import SHIPPED_ROLES, Role
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.model.verdict import (
    Counts,
    GateResult,
    GateVerdict,
    ItemVerdict,
    Recommendation,
    SignOffVerdict,
    State,
)
from tpmcli.rules.conditions import overdue
from tpmcli.rules.demands import deciders_at, demands_at, signs_whole_gate
from tpmcli.rules.fix_commands import fix_for
from tpmcli.rules.item_verdict import judge_item, scrutiny_of
from tpmcli.rules.project import (
    Project,
    applicable_items,
    find_last_kill,
    gated_phases,
    last_decision,
)
from tpmcli.rules.quorum import judge_signoff
from tpmcli.rules.signoffs import SignOffIndex


def judge_open_gate(project: Project, phase: Phase, facts: Facts) -> GateResult:
    """Evaluate the gate of `phase` on the date of `facts`.

    A gate at which no required item applies is never met; a check of it alone cannot be evaluated.
    """
    index = SignOffIndex(project, phase.id)
    scrutiny = scrutiny_of(project)
    items = tuple(
        judge_item(project, item, facts, index, scrutiny)
        for item in applicable_items(project, phase)
    )
    findings = [finding for item in items for finding in item.findings]
    signoffs: list[SignOffVerdict] = []
    for demand in demands_at(project, phase.id):
        verdict, found = judge_signoff(project, phase.id, demand, facts.today)
        signoffs.append(verdict)
        covered = [each for each in items if demand.whole_gate or each.item.role == demand.role]
        if found and any(keeps_from_signing(item) for item in covered):
            found = [_sign_later(finding, demand) for finding in found]
        findings += found
    if sum(bool(each.signatures) for each in signoffs) > 1:
        from tpmcli.rules.distinct_people import same_person

        findings += same_person(project, phase.id, signoffs)
    findings += earlier_gates(project, phase, facts.today)
    findings += find_kill(project)
    musts = [item for item in items if item.must]
    met = (
        bool(musts)
        and all(item.satisfied for item in musts)
        and not any(finding.blocks for finding in findings)
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


def earlier_gates(project: Project, phase: Phase, today: str) -> list[Finding]:
    """Return a finding for each undecided earlier gate and each overdue condition there."""
    findings = []
    for earlier in takewhile(lambda gate: gate.id != phase.id, gated_phases(project)):
        decision = last_decision(project.record, earlier.id)
        if decision is None or not decision.outcome.passes:
            reasons = (Reason.EARLIER_GATE_UNDECIDED, Reason.EARLIER_GATE_NOT_PASSED)
            findings.append(undecided(project, earlier.id, decision, reasons))
        else:
            findings += overdue(project, earlier.id, today)
    return findings


def undecided(
    project: Project, phase: str, decision: Decision | None, reasons: tuple[RuleReason, RuleReason]
) -> Finding:
    """Return the finding that a gate has no passing decision.

    `reasons` are the one for no decision at all, and the one for a decision that does not pass.
    """
    return Finding(
        reasons[0] if decision is None else reasons[1],
        about_gate(phase),
        Severity.ERROR,
        Arguments(outcome=decision.outcome if decision else None),
        tpm("gate", "check", phase),
        deciders_at(project.policy, phase),
    )


def find_kill(project: Project) -> list[Finding]:
    """Return the finding that `kill` stopped the project, after which every check fails.

    The list is empty if no gate of any increment is decided `kill`. Rule:
    `docs/rules.md#project-killed`.
    """
    kill = find_last_kill(project)
    if kill is None:
        return []
    record, phase, decision = kill
    elsewhere = record.increment != project.record.increment
    reopen = reopen_command(project, phase)
    return [
        Finding(
            Reason.PROJECT_KILLED,
            about_gate(phase),
            Severity.ERROR,
            Arguments(person=decision.by),
            for_increment(reopen, record.increment) if elsewhere else fix_for(record, reopen),
            (decision.by,),
            file=record.file if elsewhere else "",
            increment=record.increment if elsewhere else "",
        )
    ]


def reopen_command(project: Project, phase: str) -> Command:
    """Return the command that reopens a decided gate."""
    deciders = deciders_at(project.policy, phase)
    return tpm("gate", "decide", phase, "recycle", "--reason", Blank.REASON, people=deciders)


def decide_command(project: Project, phase: str, decision: str, reason: Word = "") -> Command:
    """Return the command that records a decision, with blanks for what a person must add."""
    because: tuple[Word, ...] = ("--reason", reason) if reason else ()
    promise: tuple[Word, ...] = ()
    if decision == Outcome.CONDITIONAL:
        promise = ("--condition", Blank.TEXT, "--owner", Blank.EMAIL, "--due", Blank.DATE)
    deciders = deciders_at(project.policy, phase)
    return tpm("gate", "decide", phase, decision, *because, *promise, people=deciders)


def recommend(items: tuple[ItemVerdict, ...], *, met: bool) -> Recommendation:
    """Return the recommended decision, with the rule that it follows from."""
    if not met:
        return Recommendation(Outcome.HOLD, "unmet")
    if any(item.state is State.WAIVED for item in items):
        return Recommendation(Outcome.CONDITIONAL, "met-with-waiver")
    if any(not item.satisfied for item in items):
        return Recommendation(Outcome.CONDITIONAL, "met-with-open-should")
    return Recommendation(Outcome.GO, "met")


def count(items: tuple[ItemVerdict, ...]) -> Counts:
    """Count the applicable items that are satisfied, by the level that they have today."""
    must = [item for item in items if item.must]
    should = [item for item in items if not item.must]
    return Counts(
        sum(item.satisfied for item in must),
        len(must),
        sum(item.satisfied for item in should),
        len(should),
        sum(item.state is State.WAIVED for item in items),
    )


def blocks_signing(project: Project, phase: Phase, role: Role, facts: Facts) -> list[ItemVerdict]:
    """Return the required items that the role's sign-off covers and that are open.

    A waiver in force counts here before its approver signs it off: signing is how that is done. At
    a gate that was passed, checks are not run again, so that they have no result.
    """
    decision = last_decision(project.record, phase.id)
    passed = decision is not None and decision.outcome.passes
    index, scrutiny = SignOffIndex(project, phase.id), scrutiny_of(project)
    whole = signs_whole_gate(project, phase.id, role)
    return [
        verdict
        for item in applicable_items(project, phase)
        if (whole or item.role == role)
        and keeps_from_signing(verdict := judge_item(project, item, facts, index, scrutiny))
        and not (passed and _lacks_results_alone(verdict))
    ]


def keeps_from_signing(verdict: ItemVerdict) -> bool:
    """Return whether an item keeps its role from signing off."""
    return verdict.must and not verdict.satisfied and not _awaits_signature(verdict)


def _lacks_results_alone(verdict: ItemVerdict) -> bool:
    """Return whether checks without a result are all that keeps an item open."""
    return all(
        finding.reason is Reason.CHECK_WITHOUT_RESULT for finding in errors(verdict.findings)
    )


def _sign_later(finding: Finding, demand: Demand) -> Finding:
    """Return the finding about a sign-off that would be refused yet."""
    fix = finding.fix
    if not isinstance(fix, Command):
        return finding
    role = demand.role
    whose = "gate" if demand.whole_gate else role.short
    person = demand.whole_gate or role in SHIPPED_ROLES
    help_text = Help.SIGN_LATER if person else Help.SIGN_LATER_AS
    return finding._replace(fix=Advice(help_text, fix, whose))


def _awaits_signature(verdict: ItemVerdict) -> bool:
    """Return whether the approver's sign-off is all that the item's waiver lacks."""
    return verdict.state is State.WAIVED and all(
        finding.waits_for_signature for finding in errors(verdict.findings)
    )
