"""`gate check`: what was asked, gate by gate, as one report.

The three questions: may we decide `go` here (one open gate); is every gate up to a phase decided,
and does each still hold (`through`); does everything that was decided still hold (`decided`).
"""

from __future__ import annotations

from enum import StrEnum

from tpmcli.model.checklist import Phase
from tpmcli.model.facts import Facts
from tpmcli.model.finding import Finding, SubjectKind, about_recorded, errors
from tpmcli.model.fix import tpm
from tpmcli.model.record import Decision
from tpmcli.model.rule import Reason, Rule, Severity
from tpmcli.model.tuples import NamedTuple
from tpmcli.model.verdict import GateReport, GateResult, GateVerdict, Recommendation
from tpmcli.rules.decided_gate import judge_decided_gate
from tpmcli.rules.fix_commands import fix_for, gate_with_increment, with_increment
from tpmcli.rules.open_gate import count, earlier_gates, find_kill, judge_open_gate, undecided
from tpmcli.rules.preconditions import require_items, require_known_names
from tpmcli.rules.project import (
    Project,
    current_phase,
    gated_phases,
    last_decision,
)


class CheckScope(StrEnum):
    """What `gate check` can be asked."""

    PHASE = "phase"
    DECIDED = "decided"
    THROUGH = "through"


class CheckRequest(NamedTuple):
    """A question, and the phase that it is about, where it is about one."""

    scope: CheckScope
    phase: str = ""


def default_request(project: Project) -> CheckRequest:
    """The question of a bare `gate check`: the current phase, or all decided gates at the end."""
    phase = current_phase(project)
    return CheckRequest(CheckScope.PHASE, phase.id) if phase else CheckRequest(CheckScope.DECIDED)


def phases_to_check(project: Project, asked: CheckRequest) -> tuple[Phase, ...]:
    """The phases that must be judged to answer, in order. Not gated ones are left out.

    None where the phase asked for is not gated: what comes before it would not answer.
    """
    gated = gated_phases(project)
    if asked.scope is CheckScope.PHASE:
        return tuple(phase for phase in gated if phase.id == asked.phase)
    if asked.scope is CheckScope.DECIDED:
        return tuple(phase for phase in gated if _decision_to_hold(project, phase) is not None)
    names = [phase.id for phase in gated]
    return gated[: names.index(asked.phase) + 1] if asked.phase in names else ()


def check_gates(project: Project, asked: CheckRequest, facts: Facts) -> GateReport:
    """Return the answer to a request, as a report.

    Raises: InvalidInputError if a name does not resolve, or no required item applies at a gate that
    must be checked: an unevaluated gate never passes.
    """
    require_known_names(project, asked.phase)
    phases = phases_to_check(project, asked)
    require_items(project, phases, facts.today)
    record = project.record
    judged = (_judge(project, phase, asked, facts) for phase in phases)
    gates = without_repeats(tuple(gate_with_increment(record, gate) for gate in judged))
    kill = () if gates else with_increment(record, tuple(find_kill(project)))
    findings = (*removed_items(project), *kill)
    return GateReport(
        project.policy.id,
        project.policy.name,
        project.record.increment,
        facts.today,
        asked.scope,
        _overall(asked, gates, findings),
        gates or _not_gated(project, asked),
        findings,
    )


def without_repeats(gates: tuple[GateResult, ...]) -> tuple[GateResult, ...]:
    """Return the gates with each finding once: an open gate repeats those of earlier gates."""
    seen: set[Finding] = set()
    kept = []
    for gate in gates:
        kept.append(gate._replace(findings=tuple(f for f in gate.findings if f not in seen)))
        seen.update(gate.findings)
    return tuple(kept)


def _judge(project: Project, phase: Phase, asked: CheckRequest, facts: Facts) -> GateResult:
    decision = _decision_to_hold(project, phase)
    if decision is not None:
        held = judge_decided_gate(project, phase, decision, facts)
        below = _below(project, phase, asked.scope, facts.today)
        open_below = bool(errors(below))
        verdict = GateVerdict.UNMET if open_below else held.verdict
        return held._replace(verdict=verdict, findings=(*held.findings, *below))
    result = judge_open_gate(project, phase, facts)
    if asked.scope is not CheckScope.THROUGH:
        return result
    taken = last_decision(project.record, phase.id)
    lacking = undecided(project, phase.id, taken, (Reason.UNDECIDED, Reason.NOT_PASSED))
    return result._replace(verdict=GateVerdict.UNMET, findings=(lacking, *result.findings))


def _below(project: Project, phase: Phase, question: CheckScope, today: str) -> list[Finding]:
    """What the gates before a decided one leave open.

    Asked of everything decided, an earlier gate that was re-opened is a warning: otherwise nobody
    could merge a `recycle`. An overdue condition is said by its own gate, where that is judged.
    """
    found = earlier_gates(project, phase, today)
    if question is CheckScope.PHASE:
        return found
    found = [finding for finding in found if finding.rule is Rule.EARLIER_GATE_OPEN]
    if question is CheckScope.THROUGH:
        return found
    return [finding._replace(severity=Severity.WARNING) for finding in found]


def _decision_to_hold(project: Project, phase: Phase) -> Decision | None:
    decision = last_decision(project.record, phase.id)
    return decision if decision is not None and decision.outcome.passes else None


def _overall(
    asked: CheckRequest, gates: tuple[GateResult, ...], findings: tuple[Finding, ...]
) -> GateVerdict:
    if errors(findings):
        return GateVerdict.UNMET
    if not gates:
        return (
            GateVerdict.NOTHING_DECIDED
            if asked.scope is CheckScope.DECIDED
            else GateVerdict.NOT_GATED
        )
    met = all(gate.verdict is GateVerdict.MET for gate in gates)
    return GateVerdict.MET if met else GateVerdict.UNMET


def _not_gated(project: Project, asked: CheckRequest) -> tuple[GateResult, ...]:
    """The gate that was asked for by name, where this increment does not pass it."""
    phase = project.checklist.phase(asked.phase)
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


def removed_items(project: Project) -> list[Finding]:
    """Return a warning for each recorded item that the checklists no longer have."""
    known = project.checklist.items()
    return [
        Finding(
            Reason.ITEM_REMOVED,
            about_recorded(SubjectKind.ITEM, name),
            Severity.WARNING,
            fix=fix_for(project.record, tpm("sync")),
            owners=(item.answer.by,) if item.answer else (),
        )
        for name, item in sorted(project.record.items.items())
        if name not in known and not item.empty
    ]
