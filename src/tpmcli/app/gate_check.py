"""`tpm gate check`: the report on the requested gates."""

from __future__ import annotations

from tpmcli.app.facts import gather
from tpmcli.app.workspace import Workspace
from tpmcli.model.finding import Finding, Subject, SubjectKind
from tpmcli.model.verdict import GateReport
from tpmcli.repo.discover import folder_in_repository
from tpmcli.rules.gate_check import CheckRequest, check_gates, phases_to_check
from tpmcli.store.record.file import block_lines


def check(workspace: Workspace, request: CheckRequest) -> GateReport:
    """Check the requested gates.

    Reads, and changes nothing.

    Raises: InvalidInputError if no required item applies at a gate, since that is not a pass.
    """
    project = workspace.project
    facts = gather(workspace, phases_to_check(project, request))
    report = place(check_gates(project, request, facts), workspace)
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
