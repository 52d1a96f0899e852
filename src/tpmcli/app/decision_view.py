"""What a person may decide at a gate, as the project is now."""

from __future__ import annotations

from tpmcli.app.decide import holder_of_decider
from tpmcli.app.facts import gather
from tpmcli.app.workspace import Workspace
from tpmcli.model.errors import UsageError
from tpmcli.rules.authorisation import find_active_phase
from tpmcli.rules.decision_view import DecisionView, view_decision
from tpmcli.rules.gate_check import CheckRequest, CheckScope, check_gates


def view(workspace: Workspace, phase_name: str, person: str) -> DecisionView:
    """Return the decision at a gate before it is taken.

    Raises: UsageError if there is no such phase; RefusedError if its gate is skipped.
    """
    project = workspace.project
    phase = find_active_phase(project, phase_name)
    facts = gather(workspace, (phase,))
    gate = check_gates(project, CheckRequest(CheckScope.PHASE, phase.id), facts).gates[0]
    try:
        holder = holder_of_decider(workspace, phase, person, facts.today) if person else ""
    except UsageError:
        # They stand in for several people, and must say for whom: the command line asks.
        holder = ""
    return view_decision(project, gate, person, holder, facts.today)
