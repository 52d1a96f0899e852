"""What a report in JSON carries for `tpm portfolio`: each project on the whole, and the commit."""

from __future__ import annotations

from tpmcli.app.facts import gather_further
from tpmcli.app.gate_check import Evaluated
from tpmcli.model.days import moment_at
from tpmcli.model.errors import MessageError, StorageError, UnevaluatedError
from tpmcli.repo.discover import folder_in_repository
from tpmcli.repo.git import open_git
from tpmcli.repo.git_time import read_seconds
from tpmcli.rules.portfolio import (
    ProjectSummary,
    ReportState,
    identified,
    not_evaluated,
    summarise,
)
from tpmcli.rules.project import gated_phases
from tpmcli.rules.status import evaluate_project


def state_of(evaluated: list[Evaluated]) -> ReportState:
    """Return the state of the projects as they are checked out, and the commit.

    What the check read is not read again. A project that can only be evaluated in part is named
    with its problems: the verdict on what was asked of it stands.
    """
    commit, committed = _head(evaluated[0].workspace.root)
    return ReportState(tuple(map(_summary, evaluated)), commit, committed)


def _summary(evaluated: Evaluated) -> ProjectSummary:
    workspace, checked, known = evaluated
    folder = folder_in_repository(workspace.root) or "."
    project = workspace.project
    try:
        facts = gather_further(workspace, gated_phases(project), checked, known)
        return summarise(folder, evaluate_project(project, facts))
    except UnevaluatedError as error:
        found = not_evaluated(folder, error.problems, error.code)
    except MessageError as error:
        found = not_evaluated(folder, [error.as_problem()], error.code)
    return identified(found, project)


def _head(root: str) -> tuple[str, str]:
    """Return the commit that is checked out, and its moment; both empty if there is none."""
    git = open_git(root)
    if git is None:
        return "", ""
    try:
        shown = git.run("log", "-1", "--no-show-signature", "--format=%H %ct", "HEAD")
    except StorageError:
        return "", ""
    name, _, seconds = shown.out.decode("ascii", "replace").strip().partition(" ")
    known = read_seconds(seconds)
    if shown.code or known is None:
        return "", ""
    return name, moment_at(known)
