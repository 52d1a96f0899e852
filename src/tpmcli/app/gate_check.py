"""`tpm gate check`: the report on the requested gates."""

from __future__ import annotations

import os

from tpmcli.app.committed import with_commits
from tpmcli.app.facts import gather
from tpmcli.app.workspace import Workspace
from tpmcli.model.finding import Finding, Subject, SubjectKind
from tpmcli.model.verdict import GateReport
from tpmcli.repo.discover import find_repository
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
    if not workspace.root:
        return report
    return with_commits(report, workspace)._replace(folder=_folder(workspace.root))


def _folder(root: str) -> str:
    """Return the project's folder in its repository, with `/`; empty for the top or no git."""
    repository = find_repository(root)
    if repository is None or not repository.top:
        return ""
    folder = os.path.relpath(root, repository.top)
    return "" if folder == os.curdir else folder.replace(os.sep, "/")


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
