"""The first screen of a project report as data: where it stands, who is next, and since when.

Every number is one that `tpm status --format json` has, or follows from its dates.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from tpmcli.model.checklist import Phase
from tpmcli.model.days import add_days, day_of
from tpmcli.model.finding import Finding, Subject, errors
from tpmcli.model.record import Decision, Outcome
from tpmcli.model.role import Role, in_order
from tpmcli.model.verdict import GateVerdict, ItemVerdict, State
from tpmcli.rules.alike import condensed
from tpmcli.rules.due import Due, DueKind
from tpmcli.rules.project import find_last_kill
from tpmcli.rules.project_report import ProjectReport
from tpmcli.rules.status import PhaseStatus

CALENDAR_DAYS = 90


class Standing(StrEnum):
    """Where a project, or one gate, stands: the word that a report opens with."""

    NO_GO = "no-go"
    READY = "ready"
    HOLD = "hold"
    STOPPED = "stopped"
    GO = "go"
    CONDITIONAL = "conditional"
    SKIPPED = "skipped"


class Headline(NamedTuple):
    """Where it stands, the phase that decides that, and what blocks.

    `broken`: the gate was passed, and its decision no longer holds. `blockers` holds every
    finding that blocks, one by one.
    """

    standing: Standing
    phase: PhaseStatus
    blockers: tuple[Finding, ...]
    broken: bool = False


def headline(report: ProjectReport) -> Headline:
    """Return where the project stands, or the one gate that the report is about."""
    blockers = tuple(finding for each in report.answers for finding in errors(each.all_findings()))
    phases = report.gates if report.alone else report.status.phases
    kill = None if report.alone else find_last_kill(report.status.project)
    if kill is not None:
        stopped = next((each for each in phases if each.phase.id == kill.phase), phases[0])
        return Headline(Standing.STOPPED, stopped, blockers)
    broken = next((each for each in phases if _is_broken(each)), None)
    if broken is not None:
        return Headline(Standing.NO_GO, broken, blockers, broken=True)
    gated = [each for each in phases if each.gate is not None]
    phase = next((each for each in gated if not _passed(each)), (*phases, *gated)[-1])
    standing = _standing(phase)
    # Nothing is shown as passed while a finding blocks, whatever that concerns.
    unmet = any(each.verdict is GateVerdict.UNMET for each in report.answers)
    if unmet and standing in (Standing.READY, Standing.GO, Standing.CONDITIONAL):
        standing = Standing.NO_GO
    return Headline(standing, phase, blockers)


def _passed(phase: PhaseStatus) -> bool:
    return phase.decision is not None and phase.decision.outcome.passes


def _is_broken(phase: PhaseStatus) -> bool:
    gate = phase.gate
    return gate is not None and gate.verdict is not GateVerdict.MET and _passed(phase)


_DECIDED = {
    Outcome.GO: Standing.GO,
    Outcome.CONDITIONAL: Standing.CONDITIONAL,
    Outcome.HOLD: Standing.HOLD,
    Outcome.KILL: Standing.STOPPED,
}


def _standing(phase: PhaseStatus) -> Standing:
    if phase.gate is None:
        return Standing.SKIPPED
    if phase.decision is not None and phase.decision.outcome in _DECIDED:
        return _DECIDED[phase.decision.outcome]
    return Standing.READY if phase.gate.verdict is GateVerdict.MET else Standing.NO_GO


def tasks(report: ProjectReport) -> list[Finding]:
    """Return what holds the gates now, what is alike put together."""
    found: dict[tuple[object, ...], Finding] = {}
    for answer in report.answers:
        groups = (*(condensed(gate) for gate in answer.gates), answer.findings)
        for finding in (each for group in groups for each in errors(group)):
            found.setdefault((*finding.identity, finding.roles), finding)
    return list(found.values())


class Span(NamedTuple):
    """The dates of a phase, for a line of phases: empty while it is not begun.

    `end` is the date of the passing decision, or the evaluated date in the current phase.
    """

    status: PhaseStatus
    current: bool
    start: str = ""
    end: str = ""


def spans(report: ProjectReport) -> tuple[Span, ...]:
    """Return the phases whose gates this increment passes, one after the other."""
    status = report.status
    found = []
    start = _first_day(report)
    begun = True
    for phase in status.phases:
        if phase.gate is None:
            continue
        current = phase.phase == status.current
        if not begun:
            found.append(Span(phase, current=False))
        elif _passed(phase) and phase.decision is not None:
            end = max(start, min(day_of(phase.decision.at), status.today))
            found.append(Span(phase, current, start, end))
            start = end
        else:
            found.append(Span(phase, current, start, max(start, status.today)))
            begun = False
    return tuple(found)


def _first_day(report: ProjectReport) -> str:
    """Return the date on which the increment begins: the start, or the first entry."""
    record, today = report.status.project.record, report.status.today
    days = [day_of(record.at)] if record.at else list(_days_of_entries(report))
    return min((*days, today))


def _days_of_entries(report: ProjectReport) -> Iterator[str]:
    record = report.status.project.record
    for item in record.items.values():
        if item.answer is not None and not item.answer.carried:
            yield day_of(item.answer.at)
        yield from (day_of(waiver.at) for waiver in item.waivers)
    for entries in (*record.signoffs.values(), *record.decisions.values()):
        yield from (day_of(entry.at) for entry in entries)


class BurnUp(NamedTuple):
    """A role's required items, up to the current gate.

    `reached` and `asked` hold dates, each with the number from then on. `undated` of the satisfied
    items were answered by checks, which have no date; they are in `satisfied` alone.
    """

    role: Role
    start: str
    end: str
    reached: tuple[tuple[str, int], ...]
    asked: tuple[tuple[str, int], ...]
    satisfied: int
    total: int
    undated: int


def burn_ups(report: ProjectReport) -> tuple[BurnUp, ...]:
    """Return the progress of every role that has a required item up to the current gate."""
    begun = [span for span in spans(report) if span.start]
    if report.alone:
        begun = [span for span in begun if span.status in report.gates]
    if not begun:
        return ()
    roles = in_order(each.role for span in begun for each in span.status.progress if each.total)
    return tuple(_burn_up(role, begun) for role in roles)


def _burn_up(role: Role, begun: Sequence[Span]) -> BurnUp:
    start, end = begun[0].start, begun[-1].end
    asked: dict[str, int] = {}
    days: list[str] = []
    satisfied = total = 0
    for span in begun:
        gate = span.status.gate
        items = [
            item for item in (gate.items if gate else ()) if item.must and item.item.role == role
        ]
        total += len(items)
        asked[span.start] = total
        for item in items:
            if item.satisfied:
                satisfied += 1
                days += [min(max(day, start), end) for day in _satisfied_on(item)]
    reached = {day: number for number, day in enumerate(sorted(days), 1)}
    return BurnUp(
        role,
        start,
        end,
        tuple(reached.items()),
        tuple(asked.items()),
        satisfied,
        total,
        satisfied - len(days),
    )


def _satisfied_on(verdict: ItemVerdict) -> Iterator[str]:
    """Yield the date on which an item became satisfied, if it has one."""
    if verdict.state is State.WAIVED and verdict.waiver is not None:
        yield day_of(verdict.waiver.at)
    elif verdict.answer is not None:
        yield day_of(verdict.answer.at)


class CalendarEntry(NamedTuple):
    """One condition, waiver or plan, and the dates that it has in the next days."""

    subject: Subject
    dates: tuple[Due, ...]


_ON_CALENDAR = (DueKind.CONDITION, DueKind.PLAN, DueKind.WAIVER)


def calendar(report: ProjectReport, days: int | None = None) -> tuple[CalendarEntry, ...]:
    """Return what was promised or planned, by date: conditions, plans and waivers.

    The plan and the waiver of one item are one entry. `days` leaves out what is due later.
    """
    last = None if days is None else add_days(report.status.today, days)
    found: dict[tuple[object, ...], list[Due]] = {}
    for due in report.due:
        if due.kind in _ON_CALENDAR and (last is None or due.day <= last):
            key = (due.increment, due.subject.id, due.subject.number)
            found.setdefault(key, []).append(due)
    return tuple(CalendarEntry(dates[0].subject, tuple(dates)) for dates in found.values())


class TakenDecision(NamedTuple):
    """A decision in the order of time, with its phase. `counts`: it is the last at its gate."""

    phase: Phase
    decision: Decision
    counts: bool


def decisions(report: ProjectReport) -> tuple[TakenDecision, ...]:
    """Return every decision at the gates of the report, the newest last."""
    found = []
    for phase in _phases(report):
        entries = report.status.project.record.decisions.get(phase.id, ())
        taken = [entry for entry in entries if isinstance(entry, Decision)]
        found += [TakenDecision(phase, each, each is taken[-1]) for each in taken]
    return tuple(sorted(found, key=lambda each: each.decision.at))


def _phases(report: ProjectReport) -> Iterable[Phase]:
    return (each.phase for each in (report.gates if report.alone else report.status.phases))
