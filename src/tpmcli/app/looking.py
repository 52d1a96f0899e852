"""`tpm status`, `next`, `gate list` and `why`: where things stand. Reads, and changes nothing."""

from __future__ import annotations

from tpmcli.app.facts import gather
from tpmcli.app.workspace import Workspace
from tpmcli.rules.explanation import Explanation, explain
from tpmcli.rules.outlook import Outlook, survey
from tpmcli.rules.permits import find_item, find_phase
from tpmcli.rules.project import gated_phases


def look_out(workspace: Workspace) -> Outlook:
    """Where the whole project stands."""
    project = workspace.project
    return survey(project, gather(workspace, gated_phases(project)))


def look_at(workspace: Workspace, name: str) -> Explanation:
    """Why one item stands as it stands. Raises UsageError for an unknown item."""
    project = workspace.project
    item = find_item(project, name)
    phase = find_phase(project, item.phase)
    return explain(project, item, phase, gather(workspace, (phase,)))
