"""`tpm status`, `next`, `gate list` and `due`: every gate, evaluated. Changes nothing."""

from __future__ import annotations

from tpmcli.app.facts import gather
from tpmcli.app.workspace import Workspace
from tpmcli.rules.project import gated_phases
from tpmcli.rules.status import ProjectStatus, evaluate_project


def get_status(workspace: Workspace) -> ProjectStatus:
    """Evaluate every gate of the current increment."""
    project = workspace.project
    return evaluate_project(project, gather(workspace, gated_phases(project)))
