"""The command tree: every command of `tpm`, in the order of its help.

The commands import typer for type checkers only, so that running one needs no typer. Their
annotations are resolved here, with the names of `options` and `completion`.
"""

from __future__ import annotations

import re
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
    people,
    portfolio,
    report,
    schema,
    serve,
    sign,
    start,
    status,
    sync,
    waive,
    walk,
    why,
)
from tpmcli.cli import next as next_command
from tpmcli.cli.checklist import export as checklist_export
from tpmcli.cli.checklist import import_ as checklist_import
from tpmcli.cli.checklist import list as checklist_list
from tpmcli.cli.checklist import new as checklist_new
from tpmcli.cli.checklist import show as checklist_show
from tpmcli.cli.checks import list as checks_list
from tpmcli.cli.checks import run as checks_run
from tpmcli.cli.ci import init as ci_init
from tpmcli.cli.console import print_message
from tpmcli.cli.context import change_directory
from tpmcli.cli.evidence import find, move, new
from tpmcli.cli.export import answers as export_answers
from tpmcli.cli.gate import check, close, decide
from tpmcli.cli.gate import list as gate_list
from tpmcli.cli.help import SectionedGroup
from tpmcli.cli.import_ import answers as import_answers
from tpmcli.cli.options import Folder
from tpmcli.model.errors import Exit
from tpmcli.text.sanitize import sanitize
from tpmcli.version import __version__

app = typer.Typer(
    name="tpm",
    cls=SectionedGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Phase-gate checklists for Technical Product Managers and Product Managers, kept in the"
    " repository and enforced in CI.",
    epilog="Exit codes: 0 done or met, 1 not met or refused, 2 usage, 3 not checked,"
    " 4 could not read or save, 70 internal error, 130 interrupted.",
)


def _group(name: str, description: str) -> typer.Typer:
    """Add a group of commands and return it."""
    group = typer.Typer(help=description, rich_markup_mode=None, no_args_is_help=True)
    app.add_typer(group, name=name)
    return group


def _add(group: typer.Typer, name: str, command: Callable[..., int], example: str) -> None:
    """Add a command.

    Its function is the one definition of its arguments, options and help. The first line of its
    docstring is the help in the list of commands. The example works in a project.
    """
    short_help = (command.__doc__ or "").partition("\n")[0].rstrip(".")
    names = {**vars(completion), **vars(options), **command.__globals__}
    command.__annotations__ = get_type_hints(command, names, include_extras=True)
    group.command(name, short_help=short_help, epilog=f"\b\nExample:\n  {example}")(command)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"tpm {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    folder: Folder = "",
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option("--version", help="Print the version", callback=_version, is_eager=True),
    ] = False,
) -> None:
    if folder:
        change_directory(folder)


_add(
    app,
    "init",
    init.init,
    'tpm init --name "Payments ledger" --tpm tpm@example.com --pm pm@example.com',
)
_add(app, "status", status.status, "tpm status")
_add(app, "next", next_command.next_step, "tpm next --role pm")
_add(app, "why", why.why, "tpm why architecture.threat-model-reviewed")
_add(app, "explain", explain.explain, "tpm explain signoff-stale")
_add(app, "walk", walk.walk, "tpm walk feasibility --role tpm")
_add(
    app, "answer", answer.answer, "tpm answer unknowns-spiked met --evidence docs/spikes/ledger.md"
)
_add(
    app,
    "waive",
    waive.waive,
    'tpm waive load-tested-to-target --reason "the lab is booked" --until 2027-01-15'
    " --approved-by pm@example.com",
)
_add(app, "sign", sign.sign, "tpm sign feasibility --role tpm")
gate = _group("gate", "Check, decide and list gates")
_add(gate, "check", check.check, "tpm gate check feasibility")
_add(gate, "decide", decide.decide, "tpm gate decide feasibility go")
_add(gate, "close", close.close, "tpm gate close feasibility 1 --evidence docs/contract.md")
_add(gate, "list", gate_list.list_gates, "tpm gate list")
checks = _group("checks", "List and run automated checks")
_add(checks, "list", checks_list.list_checks, "tpm checks list")
_add(checks, "run", checks_run.run, "tpm checks run --allow-commands")
evidence = _group("evidence", "Create, find and move evidence")
_add(evidence, "new", new.new, "tpm evidence new unknowns-spiked")
_add(evidence, "find", find.find, "tpm evidence find unknowns-spiked")
_add(evidence, "move", move.move, "tpm evidence move docs/old.md docs/new.md")
export = _group("export", "Write the answers to a form that can be filled in anywhere")
_add(export, "answers", export_answers.answers, "tpm export answers --output answers.xlsx")
import_ = _group("import", "Record the answers of a form that was filled in")
_add(import_, "answers", import_answers.answers, "tpm import answers answers.xlsx --dry-run")
_add(app, "start", start.start, "tpm start 1.1")
_add(app, "lint", lint.lint, "tpm lint --fix")
_add(app, "sync", sync.sync, "tpm sync")
_add(app, "merge", merge.merge, "tpm merge")
_add(app, "due", due.due, "tpm due --within 30d")
_add(app, "people", people.people, "tpm people --gate release")
_add(app, "serve", serve.serve, "tpm serve --open")
_add(app, "report", report.report, "tpm report --output launch.html")
_add(app, "portfolio", portfolio.portfolio, "tpm portfolio ../products")
_add(app, "log", log.log, "tpm log --since 2026-11-01")
checklist = _group("checklist", "List, show, import and export checklists")
_add(checklist, "list", checklist_list.list_checklists, "tpm checklist list")
_add(checklist, "show", checklist_show.show, "tpm checklist show feasibility --role pm")
_add(
    checklist,
    "new",
    checklist_new.new,
    'tpm checklist new house-rules --phase release --role pm --item "The price list is updated"',
)
_add(
    checklist,
    "import",
    checklist_import.import_checklist,
    "tpm checklist import docs/launch.md --phase release --role tpm",
)
_add(checklist, "export", checklist_export.export, "tpm checklist export release -o release.xlsx")
_add(app, "doctor", doctor.doctor, "tpm doctor")
ci = _group("ci", "Set up the CI job that checks the gates")
_add(ci, "init", ci_init.init, "tpm ci init github")
_add(app, "schema", schema.schema, "tpm schema policy")


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
    message, near = _usage_text(message)
    print_message(f"error: {sanitize(message)}")
    if near:
        print_message(f"  help: did you mean {sanitize(near)}?")
    elif context is not None:
        print_message(f"  help: see `{context.command_path} --help`")


def _usage_text(message: str) -> tuple[str, str]:
    """Return typer's message on a wrong command line, and what was meant; empty if unknown."""
    # The message for a refused choice begins with the name of an exception.
    message = message.replace("Value error, ", "", 1)
    near = re.search(r"\.? (?:\(Possible options: (.*)\)|Did you mean (.*)\?)$", message)
    meant = ""
    if near:
        message = message[: near.start()]
        meant = _either((near[1] or near[2]).replace("'", "").split(", "))
    message, _, choices = message.rstrip(".").partition(". Choose from:")
    if choices:
        message += f": choose {_either(choices.replace(',', ' ').split())}"
    message = re.sub(r"Input should be a valid integer.*", "it is not a whole number", message)
    message = re.sub(r"'([^']*)'", r"`\1`", message)
    message = re.sub(r"option: (\S+)$", r"option `\1`", message)
    return message[:1].lower() + message[1:], meant


def _either(names: list[str]) -> str:
    *most, last = (f"`{name}`" for name in names)
    return f"{', '.join(most)} or {last}" if most else last
