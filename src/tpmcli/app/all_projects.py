"""Several projects of one repository, checked in one report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tpmcli.app.context import CommandContext
from tpmcli.app.elsewhere import refuse_elsewhere
from tpmcli.app.gate_check import Evaluated
from tpmcli.app.local_check import check_locally
from tpmcli.app.reader import Reader
from tpmcli.app.workspace import POLICY, open_workspace
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.finding import Finding
from tpmcli.model.fix import Command, File
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.rules.gate_check import CheckRequest
from tpmcli.rules.project import Project

# Worst first: the report has the worst verdict of its projects.
_WORST = (
    GateVerdict.UNMET,
    GateVerdict.NOT_GATED,
    GateVerdict.MET,
    GateVerdict.NOTHING_DECIDED,
)


def check_all_projects(
    context: CommandContext,
    ask: Callable[[Project], CheckRequest],
    evaluated: list[Evaluated] | None = None,
) -> GateReport:
    """Check every project below the current folder.

    `evaluated`, if given, is filled with them and what was read for the check.

    Raises: InvalidInputError if there is none, or one cannot be evaluated.
    """
    import os

    from tpmcli.repo.discover import FOLDER, governed_folders, project_folders
    from tpmcli.repo.worktree import WorkTree

    reports = []
    paths = WorkTree(context.folder).paths()
    for folder in project_folders(paths):
        root = os.path.join(context.folder, folder)
        if not os.path.lexists(os.path.join(root, FOLDER)):
            # Otherwise a project above would be taken for it.
            path = f"{folder}/{POLICY}" if folder else POLICY
            hint = Hint(Remedy.RUN, command=Command(("git", "checkout", "HEAD", "--", File(path))))
            raise InvalidInputError([Problem(Flaw.FILE_MISSING, (), path, hint=hint)])
        workspace = open_workspace(context._replace(folder=root))
        report = check_locally(workspace, ask(workspace.project), evaluated)
        reports.append(Reader(workspace, context).report(report))
    if not reports:
        refuse_elsewhere("", governed_folders(paths), all_projects=True)
        raise InvalidInputError(
            [Problem(Flaw.NO_PROJECT_BELOW, (context.folder,), hint=Hint(Remedy.INIT))]
        )
    return as_one(reports)


def as_one(reports: Sequence[GateReport]) -> GateReport:
    """Merge several reports: gates and files are named with their project's folder."""
    if len(reports) == 1:
        return reports[0]
    first = reports[0]
    gates = tuple(
        gate._replace(
            folder=report.folder or ".",
            findings=_moved(gate.findings, report.folder),
        )
        for report in reports
        for gate in report.gates
    )
    return GateReport(
        ", ".join(report.project_id for report in reports),
        f"{len(reports)} projects",
        "",
        first.as_of,
        first.asked,
        next(verdict for verdict in _WORST if verdict in {each.verdict for each in reports}),
        gates,
        tuple(finding for each in reports for finding in _moved(each.findings, each.folder)),
        uncommitted=sum(report.uncommitted for report in reports),
        short=tuple(
            short._replace(folder=report.folder or ".")
            for report in reports
            for short in report.short
        ),
    )


def _moved(findings: tuple[Finding, ...], folder: str) -> tuple[Finding, ...]:
    """Return the findings with their files relative to the top of the repository."""
    if not folder:
        return findings
    return tuple(
        finding._replace(file=f"{folder}/{finding.file}") if finding.file else finding
        for finding in findings
    )
