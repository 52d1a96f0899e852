"""`tpm gate check`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.cli.reports import parse_targets, write_problem_reports, write_reports
from tpmcli.model.errors import Exit, UnevaluatedError, UsageError
from tpmcli.model.verdict import GateVerdict
from tpmcli.render.gate.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    import typer

    from tpmcli.app.context import CommandContext
    from tpmcli.app.gate_check import Evaluated
    from tpmcli.cli.completion import check_formats, phases
    from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment, OptionalPhase, Quiet
    from tpmcli.model.verdict import GateReport
    from tpmcli.rules.gate_check import CheckRequest
    from tpmcli.rules.portfolio import ReportState
    from tpmcli.rules.project import Project

_EXITS = {
    GateVerdict.MET: Exit.OK,
    GateVerdict.NOTHING_DECIDED: Exit.OK,
    GateVerdict.UNMET: Exit.UNMET,
    # What was not judged is never a pass.
    GateVerdict.NOT_GATED: Exit.UNMET,
}


def check(
    phase: OptionalPhase = "",
    through: Annotated[
        str,
        typer.Option(
            "--through",
            metavar="PHASE",
            help="Check that every gate up to this one is decided and holds",
            autocompletion=phases,
            show_default=False,
        ),
    ] = "",
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="BRANCH",
            help="With --through: branch of the commit, such as refs/remotes/origin/main",
            show_default=False,
        ),
    ] = None,
    decided: Annotated[
        bool, typer.Option("--decided", help="Check that all decisions still hold")
    ] = False,
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="Output format",
            autocompletion=check_formats,
        ),
    ] = "text",
    report: Annotated[
        list[str] | None,
        typer.Option(
            "--report",
            metavar="FORMAT=FILE",
            help="Also write the result to a file (repeatable)",
            show_default=False,
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="REF",
            help="Check the result of merging into REF, by the policy of REF",
            show_default=False,
        ),
    ] = None,
    head: Annotated[
        str, typer.Option("--head", metavar="REF", help="With --against: commit to merge")
    ] = "HEAD",
    entries_from: Annotated[
        str,
        typer.Option(
            "--entries-from",
            metavar="REF",
            help="In a merge queue: head of the pull request, with the commits of the entries",
            show_default=False,
        ),
    ] = "",
    approvals: Annotated[
        str,
        typer.Option(
            "--approvals",
            metavar="FILE",
            help="Approvals fetched by CI: a JSON list of login, commit and state",
            show_default=False,
        ),
    ] = "",
    deny_policy_change: Annotated[
        bool, typer.Option("--deny-policy-change", help="Fail if the policy is changed")
    ] = False,
    all_projects: Annotated[
        bool,
        typer.Option("--all-projects", help="Check every project of the repository in one report"),
    ] = False,
    allow_no_project: Annotated[
        bool,
        typer.Option(
            "--allow-no-project", help="Exit with 0 if neither base nor result has a project"
        ),
    ] = False,
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    folder: Folder = "",
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="List each finding, also if many are alike.")
    ] = False,
    quiet: Quiet = False,
) -> int:
    """Check whether a gate is met.

    Without a phase it is the current one. Exit code 0: met, 1: not met, 3: not checked.
    """
    if sum(map(bool, (phase, through, decided))) > 1:
        raise UsageError("PHASE, `--through` and `--decided` cannot be combined", "use one of them")
    _refuse_on(on, through, against)
    here = command_context(folder, as_of=as_of, increment=increment, artifacts=artifacts)
    reports = parse_targets(output_format, report or (), here.folder, quiet=quiet, verbose=verbose)
    question = _question(phase, through, decided=decided)
    evaluated: list[Evaluated] = []
    try:
        if against is not None:
            from tpmcli.app.against import Against, check_against

            fetched = os.path.join(here.folder, approvals) if approvals else ""
            judged = check_against(
                here,
                Against(against, head, fetched, deny_policy_change, entries_from),
                question,
                all_projects=all_projects,
                allow_no_project=allow_no_project,
            )
        else:
            _refuse_alone(
                head=head != "HEAD",
                entries_from=entries_from,
                approvals=approvals,
                deny_policy_change=deny_policy_change,
                allow_no_project=allow_no_project,
            )
            judged = _judge(here, question, evaluated, all_projects=all_projects, on=on)
    except UnevaluatedError as error:
        write_problem_reports(error.problems, reports)
        raise
    if judged is None:
        _say_ungoverned(against or "")
        return Exit.OK
    return write_reports(
        judged, reports, _EXITS[judged.verdict], lambda: _state(evaluated, against or "")
    )


def _state(evaluated: list[Evaluated], against: str) -> ReportState:
    """Return the state of the projects that were evaluated; of a change, what it is against."""
    from tpmcli.rules.portfolio import ReportState

    if against:
        return ReportState(against=against)
    from tpmcli.app.report_state import state_of

    return state_of(evaluated)


def _refuse_on(on: str | None, through: str, against: str | None) -> None:
    """Refuse --on without --through, and with --against.

    Raises:
        UsageError: with what it belongs to.
    """
    if on is None:
        return
    if not through:
        raise UsageError("`--on` requires `--through`", "add `--through PHASE`")
    if against is not None:
        raise UsageError(
            "`--on` and `--against` cannot be combined: the commit is not merged yet",
            "use `--on` to deploy, and `--against` before a merge",
        )


def _refuse_alone(**given: object) -> None:
    """Refuse an option that needs --against and was given without it.

    Raises:
        UsageError: naming the first of them.
    """
    for name, value in given.items():
        if value:
            option = f"--{name.replace('_', '-')}"
            raise UsageError(f"`{option}` requires `--against`", "add `--against REF`")


def _question(phase: str, through: str, *, decided: bool) -> Callable[[Project], CheckRequest]:
    """Return the request for a project; it raises UsageError for an unknown phase."""
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
    here: CommandContext,
    ask: Callable[[Project], CheckRequest],
    evaluated: list[Evaluated],
    *,
    all_projects: bool,
    on: str | None,
) -> GateReport:
    """Return the report, and fill `evaluated` with the projects that it is about."""
    report = _report(here, ask, evaluated, all_projects=all_projects)
    if on is None:
        return report
    from tpmcli.app.on_branch import require_branch

    return require_branch(here, report, on)


def _report(
    here: CommandContext,
    ask: Callable[[Project], CheckRequest],
    evaluated: list[Evaluated],
    *,
    all_projects: bool,
) -> GateReport:
    if all_projects:
        from tpmcli.app.all_projects import check_all_projects

        return check_all_projects(here, ask, evaluated)
    from tpmcli.app.local_check import check_locally
    from tpmcli.app.reader import Reader
    from tpmcli.app.workspace import open_workspace

    workspace = open_workspace(here)
    report = check_locally(workspace, ask(workspace.project), evaluated)
    return Reader(workspace, here).report(report)


def _say_ungoverned(against: str) -> None:
    from tpmcli.cli.console import print_message

    print_message(f"not checked: neither {against} nor this change has a `.tpm/`")
