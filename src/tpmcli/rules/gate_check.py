"""`gate check`: the requested gates, evaluated as one report.

A request is about one gate, decided or open (`phase`); about every gate up to a phase, each of
which must be decided and still hold (`through`); or about every decided gate (`decided`).
"""

from enum import StrEnum
from typing import NamedTuple

from tpmcli.model.checklist import Phase
from tpmcli.model.facts import Facts
from tpmcli.model.finding import (
    Arguments,
    Finding,
    SubjectKind,
    about_increment,
    about_recorded,
    errors,
)
from tpmcli.model.fix import Advice, Help, tpm
from tpmcli.model.record import Decision, ShortIncrement
from tpmcli.model.rule import Reason, Rule, Severity
from tpmcli.model.verdict import GateReport, GateResult, GateVerdict, Recommendation
from tpmcli.rules.decided_gate import judge_decided_gate
from tpmcli.rules.fix_commands import fix_for, gate_with_increment
from tpmcli.rules.open_gate import count, earlier_gates, find_kill, judge_open_gate, undecided
from tpmcli.rules.orphans import retirable
from tpmcli.rules.preconditions import require_items, require_known_names
from tpmcli.rules.project import (
    Project,
    current_phase,
    gated_phases,
    items_of_slug,
    last_decision,
    short_increment,
)


class CheckScope(StrEnum):
    """The scope of a check."""

    PHASE = "phase"
    DECIDED = "decided"
    THROUGH = "through"


class CheckRequest(NamedTuple):
    """The scope of a check, and its phase; empty if the scope is `decided`."""

    scope: CheckScope
    phase: str = ""


def default_request(project: Project) -> CheckRequest:
    """Return the request of a bare `gate check`: the current phase, or all decided gates."""
    phase = current_phase(project)
    return CheckRequest(CheckScope.PHASE, phase.id) if phase else CheckRequest(CheckScope.DECIDED)


def phases_to_check(project: Project, request: CheckRequest) -> tuple[Phase, ...]:
    """Return the phases to evaluate for a request, in order, without skipped gates.

    It is empty if the requested phase's gate is skipped: the gates before it would not answer.
    """
    gated = gated_phases(project)
    if request.scope is CheckScope.PHASE:
        return tuple(phase for phase in gated if phase.id == request.phase)
    if request.scope is CheckScope.DECIDED:
        return tuple(phase for phase in gated if _decision_to_hold(project, phase) is not None)
    names = [phase.id for phase in gated]
    return gated[: names.index(request.phase) + 1] if request.phase in names else ()


def check_gates(project: Project, request: CheckRequest, facts: Facts) -> GateReport:
    """Check the requested gates, and return the report.

    Raises: InvalidInputError if a name does not resolve, or no required item applies at a gate that
    must be checked: an unevaluated gate never passes.
    """
    require_known_names(project, request.phase)
    phases = phases_to_check(project, request)
    require_items(project, phases, facts.today)
    record = project.record
    judged = (_judge(project, phase, request, facts) for phase in phases)
    gates = without_repeats(tuple(gate_with_increment(record, gate) for gate in judged))
    kill = () if gates else tuple(find_kill(project))
    left_open = _left_open(project, facts.today)
    short = short_increment(project)
    kind = _not_deployable(project, short) if request.scope is CheckScope.THROUGH else ()
    findings = (*kind, *removed_items(project), *left_open, *kill)
    return GateReport(
        project.policy.id,
        project.policy.name,
        project.record.increment,
        facts.today,
        request.scope,
        _overall(request, gates, findings),
        gates or _not_gated(project, request),
        findings,
        short=(short,) if short else (),
    )


def _left_open(project: Project, today: str) -> list[Finding]:
    """Return what the other increments left open; most products have one increment."""
    if not project.others:
        return []
    from tpmcli.rules.outstanding import outstanding_findings

    return outstanding_findings(project, today)


def without_repeats(gates: tuple[GateResult, ...]) -> tuple[GateResult, ...]:
    """Return the gates with each finding once: an open gate repeats those of earlier gates."""
    seen: set[Finding] = set()
    kept = []
    for gate in gates:
        kept.append(gate._replace(findings=tuple(f for f in gate.findings if f not in seen)))
        seen.update(gate.findings)
    return tuple(kept)


def _judge(project: Project, phase: Phase, request: CheckRequest, facts: Facts) -> GateResult:
    decision = _decision_to_hold(project, phase)
    if decision is not None:
        held = judge_decided_gate(project, phase, decision, facts)
        below = _below(project, phase, request.scope, facts.today)
        open_below = bool(errors(below))
        verdict = GateVerdict.UNMET if open_below else held.verdict
        return held._replace(verdict=verdict, findings=(*held.findings, *below))
    result = judge_open_gate(project, phase, facts)
    if request.scope is not CheckScope.THROUGH:
        return result
    taken = last_decision(project.record, phase.id)
    lacking = undecided(project, phase.id, taken, (Reason.UNDECIDED, Reason.NOT_PASSED))
    return result._replace(verdict=GateVerdict.UNMET, findings=(lacking, *result.findings))


def _below(project: Project, phase: Phase, scope: CheckScope, today: str) -> list[Finding]:
    """Return what the gates before a decided one leave open.

    In a check of all decided gates, an earlier gate that was reopened is a warning: otherwise
    nobody could merge a `recycle`. An overdue condition is reported by its own gate, if that is
    checked.
    """
    found = earlier_gates(project, phase, today)
    if scope is CheckScope.PHASE:
        return found
    found = [finding for finding in found if finding.rule is Rule.EARLIER_GATE_OPEN]
    if scope is CheckScope.THROUGH:
        return found
    return [finding._replace(severity=Severity.WARNING) for finding in found]


def _decision_to_hold(project: Project, phase: Phase) -> Decision | None:
    decision = last_decision(project.record, phase.id)
    return decision if decision is not None and decision.outcome.passes else None


def _overall(
    request: CheckRequest, gates: tuple[GateResult, ...], findings: tuple[Finding, ...]
) -> GateVerdict:
    if errors(findings):
        return GateVerdict.UNMET
    if not gates:
        return (
            GateVerdict.NOTHING_DECIDED
            if request.scope is CheckScope.DECIDED
            else GateVerdict.NOT_GATED
        )
    met = all(gate.verdict is GateVerdict.MET for gate in gates)
    return GateVerdict.MET if met else GateVerdict.UNMET


def _not_gated(project: Project, request: CheckRequest) -> tuple[GateResult, ...]:
    """Return the result of the requested gate, if this increment skips it."""
    phase = project.checklist.phase(request.phase)
    if phase is None:
        return ()
    return (
        GateResult(
            phase.id,
            phase.title,
            GateVerdict.NOT_GATED,
            None,
            Recommendation("hold", "not-gated"),
            count(()),
        ),
    )


def _not_deployable(project: Project, short: ShortIncrement | None) -> tuple[Finding, ...]:
    """Return the finding that an increment skips gates and may not be deployed so, if so.

    Rule: `docs/rules.md#kind-not-deployable`.
    """
    if short is None or not short.skipped or short.kind in project.policy.deploy_kinds:
        return ()
    return (
        Finding(
            Reason.KIND_NOT_DEPLOYABLE,
            about_increment(short.increment),
            Severity.ERROR,
            Arguments(name=short.kind, names=short.skipped),
            Advice(Help.LIST_DEPLOY_KIND, name=short.kind),
            project.policy.gate.deciders,
        ),
    )


def removed_items(project: Project) -> list[Finding]:
    """Return a warning for each recorded item that the checklists no longer have.

    Rule: `docs/rules.md#item-removed`.
    """
    known = project.checklist.items()
    removed = [
        (name, item)
        for name, item in sorted(project.record.items.items())
        if name not in known and not item.empty
    ]
    may_go = retirable(project) if removed else set()
    return [
        _unknown_item(project, name)
        if item.incomplete is not None
        else Finding(
            Reason.ITEM_REMOVED,
            about_recorded(SubjectKind.ITEM, name),
            Severity.WARNING,
            fix=fix_for(project.record, tpm("sync"))
            if name in may_go
            else Advice(Help.KEPT_FOR_DECISION, name=name.partition(".")[0]),
            owners=(item.answer.by,) if item.answer else (),
        )
        for name, item in removed
        if len(items_of_slug(project.checklist, name)) != 1
    ]


def _unknown_item(project: Project, name: str) -> Finding:
    """Return the finding that an answer written by hand is under the name of no item."""
    from tpmcli.text.names import nearest

    items = project.checklist.items()
    alike = [item.id for item in items_of_slug(project.checklist, name)]
    near = nearest(name, items if "." in name else [item.slug for item in items.values()])
    return Finding(
        Reason.ITEM_UNKNOWN,
        about_recorded(SubjectKind.ITEM, name),
        Severity.WARNING,
        fix=Advice(Help.NAME_ITEM, name=" or ".join(alike) or near or "")
        if alike or near
        else Advice(Help.NAME_AN_ITEM),
        owners=tuple(project.policy.people),
    )
