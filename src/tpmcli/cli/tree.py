"""The command tree: every command of `tpm`, in the order in which they are met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from tpmcli.cli import (
    answer,
    doctor,
    due,
    explain,
    init,
    lint,
    log,
    merge,
    portfolio,
    report,
    schema,
    sign,
    start,
    status,
    sync,
    waive,
    walk,
    why,
)
from tpmcli.cli import next as next_command
from tpmcli.cli.checklist import list as checklist_list
from tpmcli.cli.checklist import show as checklist_show
from tpmcli.cli.checks import list as checks_list
from tpmcli.cli.checks import run as checks_run
from tpmcli.cli.ci import init as ci_init
from tpmcli.cli.console import print_message
from tpmcli.cli.context import change_directory
from tpmcli.cli.evidence import find, move, new
from tpmcli.cli.gate import check, close, decide
from tpmcli.cli.gate import list as gate_list
from tpmcli.model.errors import Exit
from tpmcli.text.sanitize import sanitize
from tpmcli.version import __version__

app = typer.Typer(
    name="tpm",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Phase-gate checklists for Technical Product Managers and Product Managers, kept in the"
    " repository and enforced in CI.",
    epilog="Exit codes: 0 done or met, 1 not met or refused, 2 usage, 3 could not be evaluated,"
    " 4 could not read or save, 70 a bug, 130 interrupted.",
)
gate = typer.Typer(
    help="Check, decide and list gates.", rich_markup_mode=None, no_args_is_help=True
)
checklist = typer.Typer(
    help="What is asked: lifecycles, phases, items, packs.",
    rich_markup_mode=None,
    no_args_is_help=True,
)
checks = typer.Typer(
    help="Automated checks: list them, run those that need a program.",
    rich_markup_mode=None,
    no_args_is_help=True,
)
ci = typer.Typer(
    help="The job that asks the gates in CI.", rich_markup_mode=None, no_args_is_help=True
)
evidence = typer.Typer(
    help="Evidence: begin it, find it, follow it.", rich_markup_mode=None, no_args_is_help=True
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"tpm {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    folder: Annotated[
        str,
        typer.Option("-C", metavar="DIR", help="Run as if started in DIR.", show_default=False),
    ] = "",
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option("--version", help="Print the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    if folder:
        change_directory(folder)


app.command("init")(init.init)
app.command("status", short_help="Where the project stands, and what blocks it.")(status.status)
app.command("next")(next_command.next_step)
app.command("why", short_help="Why an item stands as it stands.")(why.why)
app.command("explain", short_help="Explain a rule, or list all rules.")(explain.explain)
app.command("walk")(walk.walk)
app.command("answer")(answer.answer)
app.command("waive")(waive.waive)
app.command("sign", short_help="Vouch for a role's answers in a phase.")(sign.sign)
app.add_typer(gate, name="gate")
gate.command("check")(check.check)
gate.command("decide")(decide.decide)
gate.command("close")(close.close)
gate.command("list")(gate_list.list_gates)
app.add_typer(checks, name="checks")
checks.command("list")(checks_list.list_checks)
checks.command("run")(checks_run.run)
app.add_typer(evidence, name="evidence")
evidence.command("new")(new.new)
evidence.command("find")(find.find)
evidence.command("move")(move.move)
app.command("start", short_help="Begin the next increment, or a hot fix beside it.")(start.start)
app.command("lint", short_help="Are policy, checklists and record sound?")(lint.lint)
app.command("sync", short_help="Add blocks for new items and retire orphans.")(sync.sync)
app.command("merge")(merge.merge)
app.command("due")(due.due)
app.command("report", short_help="The project, or one gate, as HTML or Markdown.")(report.report)
app.command("portfolio", short_help="Many projects at once, trouble first.")(portfolio.portfolio)
app.command("log", short_help="What happened, and in which commit, from git.")(log.log)
app.add_typer(checklist, name="checklist")
checklist.command("list")(checklist_list.list_checklists)
checklist.command("show")(checklist_show.show)
app.command("doctor", short_help="Could the gate be walked around here?")(doctor.doctor)
app.add_typer(ci, name="ci")
ci.command("init")(ci_init.init)
app.command("schema", short_help="The JSON Schema of a file format or an output.")(schema.schema)


def invoke(arguments: Sequence[str]) -> int:
    """Runs the command that these words name and returns its exit code.

    What typer has to say about the words themselves is usage: exit 2.
    """
    command = typer.main.get_command(app)
    try:
        result = command.main(list(arguments), prog_name="tpm", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        _show_usage(error)
        return Exit.USAGE
    if result == Exit.INTERRUPTED:
        raise KeyboardInterrupt
    return int(result or Exit.OK)


def _show_usage(error: typer.TyperException) -> None:
    context = getattr(error, "ctx", None)
    message = getattr(error, "format_message", lambda: str(error))()
    if type(error).__name__ == "NoArgsIsHelpError":
        print_message(sanitize(message))
        return
    if context is not None:
        print_message(sanitize(context.get_usage()))
        print_message(f"Try '{context.command_path} --help' for help.")
    # Typer's own words for a refused choice begin with the name of an exception.
    print_message(f"error: {sanitize(message.replace('Value error, ', '', 1))}")
