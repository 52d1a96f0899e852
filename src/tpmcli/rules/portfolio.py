"""Many projects side by side: the summary of each in one line, and their order."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from tpmcli.model.days import day_of
from tpmcli.model.errors import Exit
from tpmcli.model.problem import Problem
from tpmcli.model.record import ShortIncrement
from tpmcli.model.role import Role
from tpmcli.model.verdict import GateResult, GateVerdict, SignOffState
from tpmcli.rules.due import Due
from tpmcli.rules.portfolio_phases import PhaseCell, columns_of, phase_cells
from tpmcli.rules.project import Project, find_last_kill, short_increment
from tpmcli.rules.status import PhaseStatus, ProjectStatus


class Health(StrEnum):
    """The health of a project, worst first."""

    NOT_EVALUATED = "not-evaluated"
    NO_LONGER_HOLDS = "no-longer-holds"
    OVERDUE = "overdue"
    UNMET = "unmet"
    MET = "met"
    COMPLETE = "complete"
    KILLED = "killed"


class LastDecision(NamedTuple):
    """The decision that was taken last, at any gate."""

    phase: str
    decision: str
    day: str
    by: str


class Origin(NamedTuple):
    """The report that a summary was read from, if it was not made from a checkout.

    `report` is the path of the file, `as_of` the date that it evaluated and `days` how long ago
    that is; negative if it lies ahead. `commit` and `committed` (a moment in UTC) are of the commit
    that was checked out, empty if there was none. `old`: the report is older than was allowed.
    `earlier` counts the reports of earlier states of the same project, which are left out.
    """

    report: str
    as_of: str = ""
    days: int = 0
    commit: str = ""
    committed: str = ""
    old: bool = False
    earlier: int = 0


class ProjectSummary(NamedTuple):
    """One project on one date.

    `folder` is the project's folder as the caller names it. `phase` is the current one, empty if
    every gate is passed or the project is killed; `verdict` is that of its gate. `broken` holds the
    decided gates that no longer hold, `due` the next date and `overdue` the past ones. `problems`
    are the reasons why it could not be evaluated, and `code` is the exit code for them. `short` is
    the increment if it is of a kind. `phases` are all phases of the lifecycle, in order, and
    `origin` the report that it was read from, None for a checkout.
    """

    folder: str
    project: str = ""
    name: str = ""
    increment: str = ""
    health: Health = Health.NOT_EVALUATED
    phase: str = ""
    title: str = ""
    verdict: GateVerdict | None = None
    satisfied: int = 0
    musts: int = 0
    unsigned: tuple[Role, ...] = ()
    decision: LastDecision | None = None
    broken: tuple[str, ...] = ()
    waived: int = 0
    due: Due | None = None
    overdue: tuple[Due, ...] = ()
    problems: tuple[Problem, ...] = ()
    code: int = Exit.OK
    short: ShortIncrement | None = None
    labels: Mapping[str, str] = {}
    phases: tuple[PhaseCell, ...] = ()
    origin: Origin | None = None

    @property
    def place(self) -> str:
        """The place of the project: its folder, or the report and its folder in the repository."""
        if self.origin is None:
            return self.folder
        inside = f" ({self.folder})" if self.folder not in ("", ".") else ""
        return f"{self.origin.report}{inside}"

    @property
    def open_musts(self) -> int:
        """The number of required items that the current gate still waits for."""
        return self.musts - self.satisfied


class ReportState(NamedTuple):
    """What a report carries for portfolios: its projects on the whole, and where they stood.

    `commit` and `committed` are as in `Origin`. `against` is the base of a pull request, whose
    report is about a change; then nothing else is known.
    """

    projects: tuple[ProjectSummary, ...] = ()
    commit: str = ""
    committed: str = ""
    against: str = ""


class Sort(StrEnum):
    """A sort order of a portfolio."""

    STATE = "state"
    NAME = "name"
    DUE = "due"
    PHASE = "phase"
    AGE = "age"


def not_evaluated(folder: str, problems: Iterable[Problem], code: int) -> ProjectSummary:
    """Return the summary of a project that could not be evaluated, with its problems."""
    return ProjectSummary(folder, problems=tuple(problems), code=code)


def identified(summary: ProjectSummary, project: Project) -> ProjectSummary:
    """Return the summary with what names the project, for one that could not be evaluated."""
    policy = project.policy
    return summary._replace(
        project=policy.id,
        name=policy.name,
        increment=project.record.increment,
        labels=policy.labels,
    )


def summarise(folder: str, status: ProjectStatus) -> ProjectSummary:
    """Summarise the status of a project in one line."""
    project = status.project
    killed = find_last_kill(project) is not None
    under_way = None if killed else status.current
    current = status.gate(under_way.id) if under_way else None
    broken = () if killed else tuple(gate.phase for gate in status.broken_gates)
    overdue = tuple(due for due in status.due if due.day < status.today)
    return ProjectSummary(
        folder,
        project.policy.id,
        project.policy.name,
        project.record.increment,
        _health(killed, current, broken, overdue),
        current.phase if current else "",
        current.title if current else "",
        current.verdict if current else None,
        current.counts.must_satisfied if current else 0,
        current.counts.must_total if current else 0,
        tuple(
            each.role
            for each in (current.signoffs if current else ())
            if each.state is not SignOffState.VALID
        ),
        _last_decision(status.phases),
        broken,
        sum(each.gate.counts.waived for each in status.phases if each.gate),
        next((due for due in status.due if due.day >= status.today), None),
        overdue,
        short=short_increment(project),
        labels=project.policy.labels,
        phases=phase_cells(status),
    )


def _health(
    killed: bool,
    current: GateResult | None,
    broken: tuple[str, ...],
    overdue: tuple[Due, ...],
) -> Health:
    if killed:
        return Health.KILLED
    if broken:
        return Health.NO_LONGER_HOLDS
    if overdue:
        return Health.OVERDUE
    if current is None:
        return Health.COMPLETE
    return Health.MET if current.verdict is GateVerdict.MET else Health.UNMET


def _last_decision(phases: Iterable[PhaseStatus]) -> LastDecision | None:
    last: LastDecision | None = None
    latest = ""
    for each in phases:
        decision = each.decision
        # Of two that were taken in the same second, the one at the later gate.
        if decision is not None and decision.at >= latest:
            latest = decision.at
            outcome = str(decision.outcome)
            last = LastDecision(each.phase.id, outcome, day_of(decision.at), decision.by)
    return last


def sort_summaries(summaries: Iterable[ProjectSummary], sort: Sort) -> list[ProjectSummary]:
    """Return the summaries in a sort order; by state, the worst come first.

    By phase, those without one come first, then the earliest phase. By age, the oldest reports come
    first, and those without a date before them.
    """
    found = sorted(summaries, key=lambda each: (_name(each).casefold(), each.place))
    if sort is Sort.STATE:
        ranks = {health: rank for rank, health in enumerate(Health)}
        found.sort(key=lambda each: (ranks[each.health], _first_day(each)))
    elif sort is Sort.DUE:
        found.sort(key=_first_day)
    elif sort is Sort.PHASE:
        order = columns_of(each.phases for each in found)
        found.sort(key=lambda each: order.index(each.phase) if each.phase in order else -1)
    elif sort is Sort.AGE:
        found.sort(key=lambda each: each.origin.as_of if each.origin else "~")
    return found


def _name(summary: ProjectSummary) -> str:
    return summary.name or summary.place


def _first_day(summary: ProjectSummary) -> str:
    """Return the first date that matters; a text that sorts after all dates if there is none."""
    if summary.overdue:
        return summary.overdue[0].day
    return summary.due.day if summary.due else "~"


class Totals(NamedTuple):
    """The number of projects by health, and what they have open together."""

    projects: int
    by_health: dict[Health, int]
    waived: int
    overdue: int
    old: int = 0
    earlier: int = 0
    left_out: int = 0


def sum_up(summaries: Iterable[ProjectSummary], left_out: int = 0) -> Totals:
    """Count the projects, and add up what they have open.

    `left_out` is the number of collected reports that are about pull requests.
    """
    lines = list(summaries)
    return Totals(
        len(lines),
        {health: sum(each.health is health for each in lines) for health in Health},
        sum(each.waived for each in lines),
        sum(len(each.overdue) for each in lines),
        sum(each.origin.old for each in lines if each.origin),
        sum(each.origin.earlier for each in lines if each.origin),
        left_out,
    )


def worst_code(summaries: Iterable[ProjectSummary]) -> int:
    """Return the exit code of the whole: the highest of the projects, 0 if all were evaluated."""
    return max((each.code for each in summaries), default=Exit.OK)
