"""Which blocks a project file has: what the checklist asks, as the store lays it out."""

from __future__ import annotations

from tpmcli.app.workspace import Workspace
from tpmcli.rules.demands import signing_blocks
from tpmcli.rules.project import Project, gated_phases
from tpmcli.store.record.canonical import Phases


def phases_of(project: Project) -> Phases:
    """Return the phases that the increment passes, with their items and sign-offs, in order.

    Traits do not matter for items: a block may stay empty.
    """
    return [
        (
            phase.id,
            [(str(item.role), item.id) for item in phase.items],
            signing_blocks(project, phase.id),
        )
        for phase in gated_phases(project)
    ]


def blocks_of(workspace: Workspace) -> Phases:
    """Return the blocks of this increment's project file."""
    return phases_of(workspace.project)
