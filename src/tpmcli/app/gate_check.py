"""`tpm gate check`: the report on the requested gates."""

from __future__ import annotations

import os

from tpmcli.app.committed import with_commits
from tpmcli.app.context import CommandContext
from tpmcli.app.facts import gather
from tpmcli.app.workspace import Workspace, open_workspace
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.finding import Finding, Subject, SubjectKind
from tpmcli.model.verdict import GateReport
from tpmcli.repo.discover import find_project, find_repository, governed_folders
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


def open_project(context: CommandContext) -> Workspace:
    """Load the project around the current folder.

    Raises: InvalidInputError as `open_workspace`; it names the projects below if only those exist.
    """
    try:
        return open_workspace(context)
    except InvalidInputError:
        if find_project(context.folder) is None and find_repository(context.folder) is not None:
            from tpmcli.app.all_projects import refuse_elsewhere
            from tpmcli.repo.worktree import WorkTree

            paths = WorkTree(context.folder).paths()
            refuse_elsewhere("", governed_folders(paths), all_projects=False)
        raise


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
