"""What a person would sign off in a phase, as the project is now."""

from __future__ import annotations

from tpmcli.app.facts import gather
from tpmcli.app.workspace import Workspace
from tpmcli.model.errors import UsageError
from tpmcli.model.role import Role
from tpmcli.rules.authorisation import find_active_phase, holder_for
from tpmcli.rules.gate_check import CheckRequest, CheckScope, check_gates
from tpmcli.rules.signoff_view import SignOffView, view_signoff


def view(workspace: Workspace, phase_name: str, role: Role, person: str) -> SignOffView:
    """Return what a sign-off of a person for a role would cover.

    Raises: UsageError if there is no such phase; RefusedError if its gate is skipped.
    """
    project = workspace.project
    phase = find_active_phase(project, phase_name)
    facts = gather(workspace, (phase,))
    gate = check_gates(project, CheckRequest(CheckScope.PHASE, phase.id), facts).gates[0]
    try:
        holder = holder_for(project.policy, person, (role,), facts.today) if person else ""
    except UsageError:
        # They stand in for several people, and must say for whom: the command line asks.
        holder = ""
    return view_signoff(project, phase, gate, role, person, holder, facts.today)
