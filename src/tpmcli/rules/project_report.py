"""The contents of a project report, for readers who do not know the tool."""

from collections.abc import Mapping
from typing import NamedTuple

from tpmcli.model.checklist import Item, Phase
from tpmcli.model.facts import Facts
from tpmcli.model.finding import Finding
from tpmcli.model.record import ConditionClose, Decision, Record
from tpmcli.model.verdict import GateReport
from tpmcli.rules.change.loosening import loosened_items
from tpmcli.rules.due import Due
from tpmcli.rules.gate_check import (
    CheckRequest,
    CheckScope,
    check_gates,
    default_request,
    without_repeats,
)
from tpmcli.rules.person_names import PersonNames
from tpmcli.rules.project import Project
from tpmcli.rules.status import PhaseStatus, ProjectStatus, evaluate_project


class EarlierWordings(NamedTuple):
    """Items as they were when they were answered, by id; None if that was not found.

    `searched` is how many commits were read; `complete` whether there is none before them.
    """

    items: Mapping[str, Item | None]
    searched: int = 0
    complete: bool = True


class Source(NamedTuple):
    """Where the evaluated files come from.

    `branch` is empty if none is checked out. `address` is the web page of the commit, empty if it
    was not pushed or has none. `dirty`: files differ from the commit.
    """

    commit: str
    branch: str = ""
    address: str = ""
    dirty: bool = False


class ProjectReport(NamedTuple):
    """The whole project, or one gate, on one date.

    `answers` are the reports that its opening sentences summarise; `gates` are those described in
    full; `alone` is whether only one gate was requested. `links` has the web page of each file that
    is cited, as it is in the evaluated commit; a path without one is not linked.
    """

    status: ProjectStatus
    facts: Facts
    answers: tuple[GateReport, ...]
    gates: tuple[PhaseStatus, ...]
    alone: bool
    due: tuple[Due, ...]
    loosenings: tuple[Finding, ...]
    links: Mapping[str, str] = {}
    names: PersonNames = PersonNames({})
    source: Source | None = None
    earlier: EarlierWordings = EarlierWordings({})


class DecisionHistory(NamedTuple):
    """A decision of a gate's history, with the closed conditions by number.

    `counts` is True for the last one.
    """

    decision: Decision
    closed: Mapping[int, ConditionClose]
    counts: bool


def build_project_report(
    project: Project, facts: Facts, phase: Phase | None = None
) -> ProjectReport:
    """Build the report of the whole project, or of one phase alone.

    Raises: InvalidInputError, as `check_gates`, if no required item applies at its first gate.
    """
    request = CheckRequest(CheckScope.PHASE, phase.id) if phase else default_request(project)
    answers = [check_gates(project, request, facts)]
    status = evaluate_project(project, facts)
    if phase is None and request.scope is CheckScope.PHASE and status.broken_gates:
        answers.insert(0, check_gates(project, CheckRequest(CheckScope.DECIDED), facts))
    gates = tuple(each for each in status.phases if phase is None or each.phase == phase)
    judged = [each.gate for each in gates if each.gate is not None]
    unrepeated = {gate.phase: gate for gate in without_repeats(tuple(judged))}
    return ProjectReport(
        status,
        facts,
        tuple(answers),
        tuple(each._replace(gate=unrepeated.get(each.phase.id)) for each in gates),
        phase is not None,
        tuple(due for due in status.due if phase is None or due.subject.phase == phase.id),
        tuple(
            finding
            for finding in loosened_items(project.checklist)
            if phase is None or finding.subject.phase == phase.id
        ),
    )


def history(record: Record, phase: str) -> tuple[DecisionHistory, ...]:
    """Return every decision taken at a gate, in order."""
    taken: list[tuple[Decision, dict[int, ConditionClose]]] = []
    for entry in record.decisions.get(phase, ()):
        if isinstance(entry, Decision):
            taken.append((entry, {}))
        elif taken:
            taken[-1][1][entry.condition] = entry
    return tuple(
        DecisionHistory(decision, closed, number == len(taken))
        for number, (decision, closed) in enumerate(taken, 1)
    )
