"""The command tree: every command of `tpm`, in the order of its help.

The commands import typer for type checkers only, so that running one needs no typer. Their
annotations are resolved here, with the names of `options` and `completion`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, get_type_hints

import typer

from tpmcli.cli import (
    answer,
    completion,
    doctor,
    due,
    explain,
    init,
    lint,
    log,
    merge,
    options,
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
from tpmcli.cli.options import Folder
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


def _group(name: str, description: str) -> typer.Typer:
    """Add a group of commands and return it."""
    group = typer.Typer(help=description, rich_markup_mode=None, no_args_is_help=True)
    app.add_typer(group, name=name)
    return group


def _add(
    group: typer.Typer, name: str, command: Callable[..., int], short_help: str | None = None
) -> None:
    """Add a command.

    Its function is the one definition of its arguments, options and help.
    """
    names = {**vars(completion), **vars(options), **command.__globals__}
    command.__annotations__ = get_type_hints(command, names, include_extras=True)
    group.command(name, short_help=short_help)(command)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"tpm {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    folder: Folder = "",
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option("--version", help="Print the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    if folder:
        change_directory(folder)


_add(app, "init", init.init)
_add(app, "status", status.status, "Where the project stands, and what blocks it.")
_add(app, "next", next_command.next_step)
_add(app, "why", why.why, "Why an item stands as it stands.")
_add(app, "explain", explain.explain, "Explain a rule, or list all rules.")
_add(app, "walk", walk.walk)
_add(app, "answer", answer.answer)
_add(app, "waive", waive.waive)
_add(app, "sign", sign.sign, "Vouch for a role's answers in a phase.")
gate = _group("gate", "Check, decide and list gates.")
_add(gate, "check", check.check)
_add(gate, "decide", decide.decide)
_add(gate, "close", close.close)
_add(gate, "list", gate_list.list_gates)
checks = _group("checks", "Automated checks: list them, run those that need a program.")
_add(checks, "list", checks_list.list_checks)
_add(checks, "run", checks_run.run)
evidence = _group("evidence", "Evidence: begin it, find it, follow it.")
_add(evidence, "new", new.new)
_add(evidence, "find", find.find)
_add(evidence, "move", move.move)
_add(app, "start", start.start, "Begin the next increment, or a hot fix beside it.")
_add(app, "lint", lint.lint, "Are policy, checklists and record sound?")
_add(app, "sync", sync.sync, "Add blocks for new items and retire orphans.")
_add(app, "merge", merge.merge)
_add(app, "due", due.due)
_add(app, "report", report.report, "The project, or one gate, as HTML or Markdown.")
_add(app, "portfolio", portfolio.portfolio, "Many projects at once, trouble first.")
_add(app, "log", log.log, "What happened, and in which commit, from git.")
checklist = _group("checklist", "What is asked: lifecycles, phases, items, packs.")
_add(checklist, "list", checklist_list.list_checklists)
_add(checklist, "show", checklist_show.show)
_add(app, "doctor", doctor.doctor, "Could the gate be walked around here?")
ci = _group("ci", "The job that asks the gates in CI.")
_add(ci, "init", ci_init.init)
_add(app, "schema", schema.schema, "The JSON Schema of a file format or an output.")


def invoke(arguments: Sequence[str]) -> int:
    """Run the command that the words name, and return its exit code; 2 if typer refuses them."""
    command = typer.main.get_command(app)
    try:
        result = command.main(list(arguments), prog_name="tpm", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        _show_usage(error)
        return Exit.USAGE
    # A command that has said so returns an `Exit`, typer a plain number.
    if result == Exit.INTERRUPTED and not isinstance(result, Exit):
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
    # Typer's message for a refused choice begins with the name of an exception.
    print_message(f"error: {sanitize(message.replace('Value error, ', '', 1))}")
