"""The findings of a gate by subject, their order, and the names of gates and files in reports."""

from collections.abc import Iterable
from typing import NamedTuple

from tpmcli.model.finding import Cause, Finding, SubjectKind
from tpmcli.model.role import Role
from tpmcli.model.rule import Rule, Severity
from tpmcli.model.verdict import GateResult

_ORDER = {severity: number for number, severity in enumerate(Severity)}
_CAUSES: dict[Cause | None, int] = {cause: number for number, cause in enumerate(Cause)}


class Grouped(NamedTuple):
    """A gate's findings: by item id, by role, and those of the gate itself."""

    items: dict[str, list[Finding]]
    signoffs: dict[Role, list[Finding]]
    gate: list[Finding]


def grouped(gate: GateResult) -> Grouped:
    """Return every finding of the gate, in exactly one group."""
    items: dict[str, list[Finding]] = {verdict.item.id: [] for verdict in gate.items}
    signoffs: dict[Role, list[Finding]] = {verdict.role: [] for verdict in gate.signoffs}
    rest: list[Finding] = []
    for finding in gate.findings:
        subject, group = finding.subject, None
        if subject.of_item:
            group = items.get(subject.name)
        elif subject.kind is SubjectKind.SIGN_OFF and subject.role and subject.phase == gate.phase:
            group = signoffs.get(subject.role)
        (rest if group is None else group).append(finding)
    return Grouped(items, signoffs, rest)


def errors_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return errors, then warnings, then notes; of each what this change causes comes first.

    Then comes what time does, then what is inherited. That the project was stopped comes before all
    of them, and what waits for an approval last. Otherwise findings keep their order.
    """
    return sorted(findings, key=rank)


def rank(finding: Finding) -> tuple[int, bool, bool, int]:
    """Return the place of a finding in a list of them, to sort by."""
    cause = _CAUSES.get(finding.cause, len(_CAUSES))
    killed = finding.rule is Rule.PROJECT_KILLED
    return _ORDER[finding.severity], not killed, finding.awaits_approval, cause


def gate_name(gate: GateResult) -> str:
    """Return the phase of the gate, behind its folder if several projects are in the report."""
    return f"{gate.folder}: {gate.phase}" if gate.folder else gate.phase


def path_from_top(folder: str, file: str) -> str:
    """Return a project's file relative to the top of its repository, as platforms expect it."""
    return f"{folder}/{file}" if folder else file
