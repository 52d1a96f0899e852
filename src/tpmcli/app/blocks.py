"""Which blocks a project file has: what the checklist asks, as the store lays it out."""

from __future__ import annotations

from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Phase
from tpmcli.rules.project import gated_phases
from tpmcli.store.record.canonical import Phases


def phases_of(phases: tuple[Phase, ...]) -> Phases:
    """Return the phases with their items, in order.

    Traits do not matter: a block may stay empty.
    """
    return [(phase.id, [(str(item.role), item.id) for item in phase.items]) for phase in phases]


def blocks_of(workspace: Workspace) -> Phases:
    """Return the blocks of this increment's project file."""
    return phases_of(gated_phases(workspace.project))
