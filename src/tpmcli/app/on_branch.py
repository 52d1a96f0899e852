"""`tpm gate check --on`: whether the commit that is to go out was ever merged.

A tag can be put on any commit, so what is recorded there proves nothing: only what a protected
branch has was judged by the check that it requires.
"""

from tpmcli.app.context import CommandContext
from tpmcli.app.workspace import RECORD
from tpmcli.model.finding import Arguments, Finding, about_project
from tpmcli.model.fix import Advice, Help
from tpmcli.model.role import TPM
from tpmcli.model.rule import Reason, Severity
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.repo.revisions import reach


def require_branch(context: CommandContext, report: GateReport, branch: str) -> GateReport:
    """Return the report, which is unmet if the commit of the work tree is not on the branch.

    Raises: UsageError if `branch` is not a branch, InvalidInputError if this cannot be told.
    """
    reached = reach(context.folder, context.env, "--on", branch)
    if reached.on_branch:
        return report
    finding = Finding(
        Reason.NOT_ON_BRANCH,
        about_project(report.project_id),
        Severity.ERROR,
        Arguments(commit=reached.commit[:10], base=branch),
        Advice(Help.MERGE_FIRST),
        # Whoever answers for the release.
        (str(TPM),),
        file=_record_of(report),
    )
    return report._replace(verdict=GateVerdict.UNMET, findings=(*report.findings, finding))


def _record_of(report: GateReport) -> str:
    """Return the project file that a finding on the whole report is shown at."""
    folder = next((gate.folder for gate in report.gates if gate.folder not in ("", ".")), "")
    return f"{folder}/{RECORD}" if folder else RECORD
