"""`tpm report`: everything about the project, or one gate. Reads, and changes nothing."""

from __future__ import annotations

import os

from tpmcli.app.committed import committed_record, gate_with_commits
from tpmcli.app.facts import gather
from tpmcli.app.workspace import Workspace
from tpmcli.render.escape import file_link
from tpmcli.repo.discover import find_repository, is_below
from tpmcli.rules.authorisation import find_phase
from tpmcli.rules.project import gated_phases
from tpmcli.rules.project_report import ProjectReport, build_project_report


def build_report(workspace: Workspace, phase_name: str, folder: str) -> ProjectReport:
    """Build the report of the project, or of the named phase.

    `folder` is where the report will be saved: files are linked from there.

    Raises: UsageError if there is no such phase; InvalidInputError if no required item applies at
    the gate.
    """
    project = workspace.project
    phase = find_phase(project, phase_name) if phase_name else None
    facts = gather(workspace, gated_phases(project))
    report = build_project_report(project, facts, phase)
    return _with_commits(report, workspace)._replace(links=_way(folder, workspace.root))


def _with_commits(report: ProjectReport, workspace: Workspace) -> ProjectReport:
    """Return the report with the sign-offs that are committed."""
    committed = committed_record(workspace)
    if committed is None:
        return report
    gates = tuple(
        each._replace(gate=each.gate and gate_with_commits(each.gate, committed))
        for each in report.gates
    )
    return report._replace(gates=gates)


def _way(folder: str, root: str) -> str | None:
    """Return the relative path from a folder to the project's, ending with `/`.

    Empty if they are the same. None if the folder is outside the repository: a link from there
    would break as soon as the report is sent to somebody, and would reveal folders of this machine.
    """
    start = os.path.realpath(folder)
    repository = find_repository(root)
    top = repository.top if repository is not None and repository.top else root
    if start != top and not is_below(start, top):
        return None
    way = os.path.relpath(root, start).replace(os.sep, "/").split("/")
    up = way.count(os.pardir)
    down = "/".join(way[up:])
    return "../" * up + (file_link(f"{down}/") if down not in ("", os.curdir) else "")
