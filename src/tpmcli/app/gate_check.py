"""`tpm gate check`: the report on the requested gates."""

from typing import NamedTuple

from tpmcli.app.facts import gather
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Phase
from tpmcli.model.facts import Facts
from tpmcli.model.finding import Finding, Subject, SubjectKind
from tpmcli.model.verdict import GateReport
from tpmcli.repo.discover import folder_in_repository
from tpmcli.rules.gate_check import CheckRequest, check_gates, phases_to_check
from tpmcli.store.record.file import block_lines


class Evaluated(NamedTuple):
    """A project of which gates were checked: the phases that were read for it, and their facts."""

    workspace: Workspace
    phases: tuple[Phase, ...]
    facts: Facts


def check(
    workspace: Workspace, request: CheckRequest, evaluated: list[Evaluated] | None = None
) -> GateReport:
    """Check the requested gates, and add what was read for it to `evaluated`, if given.

    Reads, and changes nothing.

    Raises: InvalidInputError if no required item applies at a gate, since that is not a pass.
    """
    project = workspace.project
    phases = phases_to_check(project, request)
    facts = gather(workspace, phases)
    report = place(check_gates(project, request, facts), workspace)
    if evaluated is not None:
        evaluated.append(Evaluated(workspace, phases, facts))
    return report._replace(folder=folder_in_repository(workspace.root))


def place(report: GateReport, workspace: Workspace) -> GateReport:
    """Return the report with each finding at its line in the project file."""
    blocks = {block_of(finding.subject) for finding in report.all_findings() if not finding.file}
    if not blocks:
        return report
    lines = block_lines(workspace.record_bytes(), blocks)

    def placed(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(
            finding
            if finding.file
            else finding._replace(
                file=workspace.record_path, line=lines.get(block_of(finding.subject), 0)
            )
            for finding in findings
        )

    gates = tuple(gate._replace(findings=placed(gate.findings)) for gate in report.gates)
    return report._replace(gates=gates, findings=placed(report.findings))


def block_of(subject: Subject) -> tuple[str, str]:
    """Return the section and the key of the block of the project file that a subject is in."""
    if subject.kind is SubjectKind.SIGN_OFF:
        return "signoffs", subject.id
    return ("items" if subject.of_item else "decisions"), subject.id
