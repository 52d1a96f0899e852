"""`tpm gate check` of the files as they are checked out, without a comparison."""

from __future__ import annotations

from tpmcli.app.gate_check import check
from tpmcli.app.workspace import Workspace
from tpmcli.model.finding import errors
from tpmcli.model.verdict import GateReport
from tpmcli.rules.gate_check import CheckRequest, CheckScope


def check_locally(workspace: Workspace, request: CheckRequest) -> GateReport:
    """Check the requested gates, and name the commit since which a decided gate does not hold.

    The history is read only if a gate was decided and does not hold, and not for a single gate,
    which is what people check while they work on it.

    Raises: InvalidInputError as `check`.
    """
    report = check(workspace, request)
    if request.scope is CheckScope.PHASE or not errors(report.all_findings()):
        return report
    from tpmcli.app.since import branch_of, of_decided_gates, with_since

    broken = of_decided_gates(report)
    branch = branch_of(workspace.root) if broken else None
    return with_since(report, workspace, request, branch, broken) if branch else report
