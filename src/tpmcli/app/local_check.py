"""`tpm gate check` of the files as they are checked out, without a comparison."""

from __future__ import annotations

from tpmcli.app.committed import with_commits
from tpmcli.app.gate_check import Evaluated, check
from tpmcli.app.workspace import Workspace
from tpmcli.model.finding import errors
from tpmcli.model.verdict import GateReport
from tpmcli.rules.gate_check import CheckRequest, CheckScope


def check_locally(
    workspace: Workspace, request: CheckRequest, evaluated: list[Evaluated] | None = None
) -> GateReport:
    """Check the requested gates, and show which of their entries are committed.

    If a decided gate does not hold, the commit since which it does not is named. The history is
    read for that alone, and not for a single gate, which is what people check while they work. What
    was read for the check is added to `evaluated`, if given.

    Raises: InvalidInputError as `check`.
    """
    report = with_commits(check(workspace, request, evaluated), workspace)
    if request.scope is CheckScope.PHASE or not errors(report.all_findings()):
        return report
    from tpmcli.app.since import branch_of, of_decided_gates, with_since

    broken = of_decided_gates(report)
    branch = branch_of(workspace.root) if broken else None
    return with_since(report, workspace, request, branch, broken) if branch else report
