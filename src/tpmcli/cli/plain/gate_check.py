"""What `tpm gate check` does: judge, then write the reports, and exit as the verdict says."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from tpmcli.app.context import CommandContext
from tpmcli.cli.context import command_context
from tpmcli.cli.reports import parse_targets, write_problem_reports, write_reports
from tpmcli.model.errors import Exit, InvalidInputError, UsageError
from tpmcli.model.tuples import NamedTuple
from tpmcli.model.verdict import GateReport, GateVerdict

if TYPE_CHECKING:
    from tpmcli.rules.gate_check import CheckRequest
    from tpmcli.rules.project import Project

_EXITS = {
    GateVerdict.MET: Exit.OK,
    GateVerdict.NOTHING_DECIDED: Exit.OK,
    GateVerdict.UNMET: Exit.UNMET,
    # What was not judged is never a pass.
    GateVerdict.NOT_GATED: Exit.UNMET,
}


class GateCheckArgs(NamedTuple):
    """What was said on the command line, as `cli/gate/check.py` declares it."""

    phase: str = ""
    through: str = ""
    decided: bool = False
    output_format: str = "text"
    report: tuple[str, ...] = ()
    against: str | None = None
    head: str = "HEAD"
    approvals: str = ""
    deny_policy_change: bool = False
    all_projects: bool = False
    allow_no_project: bool = False
    increment: str = ""
    artifacts: str = ""
    as_of: str = ""
    folder: str = ""
    quiet: bool = False


def run(args: GateCheckArgs) -> int:
    """The exit code: 0 met, 1 not met. Raises what the boundary turns into the others."""
    if sum(map(bool, (args.phase, args.through, args.decided))) > 1:
        raise UsageError("a phase, --through and --decided exclude one another", "give one of them")
    here = command_context(
        args.folder, as_of=args.as_of, increment=args.increment, artifacts=args.artifacts
    )
    reports = parse_targets(args.output_format, args.report, here.folder, quiet=args.quiet)
    question = _question(args.phase, args.through, decided=args.decided)
    try:
        if args.against is not None:
            judged = _compare(here, args.against, args, question)
        else:
            _refuse_alone(args)
            judged = _judge(here, question, all_projects=args.all_projects)
    except InvalidInputError as error:
        write_problem_reports(error.problems, reports)
        raise
    if judged is None:
        _say_ungoverned(args.against or "")
        return Exit.OK
    return write_reports(judged, reports, _EXITS[judged.verdict])


def _refuse_alone(args: GateCheckArgs) -> None:
    for name, given in (
        ("--head", args.head != "HEAD"),
        ("--approvals", args.approvals),
        ("--deny-policy-change", args.deny_policy_change),
        ("--allow-no-project", args.allow_no_project),
    ):
        if given:
            raise UsageError(f"{name} says something only with --against", "add --against REF")


def _question(phase: str, through: str, *, decided: bool) -> Callable[[Project], CheckRequest]:
    """What is asked of a project; the phase must be one of its own."""
    from tpmcli.rules.authorisation import find_phase
    from tpmcli.rules.gate_check import CheckRequest, CheckScope, default_request

    def ask(project: Project) -> CheckRequest:
        if decided:
            return CheckRequest(CheckScope.DECIDED)
        if not (phase or through):
            return default_request(project)
        name = find_phase(project, phase or through).id
        return CheckRequest(CheckScope.PHASE if phase else CheckScope.THROUGH, name)

    return ask


def _judge(
    here: CommandContext, ask: Callable[[Project], CheckRequest], *, all_projects: bool
) -> GateReport:
    if all_projects:
        from tpmcli.app.all_projects import check_all_projects

        return check_all_projects(here, ask)
    from tpmcli.app.gate_check import check as judge
    from tpmcli.app.workspace import open_workspace

    workspace = open_workspace(here)
    return judge(workspace, ask(workspace.project))


def _compare(
    here: CommandContext, against: str, args: GateCheckArgs, ask: Callable[[Project], CheckRequest]
) -> GateReport | None:
    from tpmcli.app.against import Against, check_against

    approvals = os.path.join(here.folder, args.approvals) if args.approvals else ""
    compared = Against(against, args.head, approvals, args.deny_policy_change)
    return check_against(
        here, compared, ask, all_projects=args.all_projects, allow_no_project=args.allow_no_project
    )


def _say_ungoverned(against: str) -> None:
    from tpmcli.cli.console import print_message

    print_message(
        f"not governed: neither {against} nor this change has a .tpm/, so nothing was judged"
    )
