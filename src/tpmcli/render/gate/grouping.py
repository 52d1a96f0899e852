"""The findings of a gate, by what they are about: its items, its sign-offs, or the gate itself."""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.model.checklist import Role
from tpmcli.model.finding import Finding
from tpmcli.model.rule import Severity
from tpmcli.model.tuples import NamedTuple
from tpmcli.model.verdict import GateResult

_ORDER = {severity: number for number, severity in enumerate(Severity)}


class Grouped(NamedTuple):
    """A gate's findings: by item id, by role, and those of the gate itself."""

    items: dict[str, list[Finding]]
    signoffs: dict[Role, list[Finding]]
    gate: list[Finding]


def grouped(gate: GateResult) -> Grouped:
    """Every finding of the gate, in exactly one group."""
    items: dict[str, list[Finding]] = {verdict.item.id: [] for verdict in gate.items}
    signoffs: dict[Role, list[Finding]] = {verdict.role: [] for verdict in gate.signoffs}
    # Where several projects are in one report, the folder stands before the phase.
    phase = gate.phase.rpartition(": ")[2]
    subjects = {f"{phase}.{role}": found for role, found in signoffs.items()}
    rest: list[Finding] = []
    for finding in gate.findings:
        group = items.get(finding.subject)
        if group is None:
            group = subjects.get(finding.subject, rest)
        group.append(finding)
    return Grouped(items, signoffs, rest)


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those that block."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def errors_first(findings: Iterable[Finding]) -> list[Finding]:
    """What blocks, then warnings, then notes; otherwise in their order."""
    return sorted(findings, key=lambda finding: _ORDER[finding.severity])


def path_from_top(folder: str, file: str) -> str:
    """A project's file as named from the top of its repository, as platforms want it."""
    return f"{folder}/{file}" if folder else file
