"""`tpm why`: one item, explained. Reads, and changes nothing."""

from __future__ import annotations

from tpmcli.app.facts import gather
from tpmcli.app.workspace import Workspace
from tpmcli.rules import why as rule
from tpmcli.rules.authorisation import find_item, find_phase
from tpmcli.rules.why import ItemExplanation


def explain_item(workspace: Workspace, name: str) -> ItemExplanation:
    """Explain the state of one item.

    Raises: UsageError if there is no such item.
    """
    project = workspace.project
    item = find_item(project, name)
    phase = find_phase(project, item.phase)
    return rule.explain_item(project, item, phase, gather(workspace, (phase,)))
