"""`tpm checks run`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.facts import CheckOutcome

if TYPE_CHECKING:
    import typer

    from tpmcli.app.checks_run import CommandPlan
    from tpmcli.cli.completion import items
    from tpmcli.cli.options import Folder, Increment, OutputFormat, Person, Quiet
    from tpmcli.model.checks_view import CommandResult

_LINES_SHOWN = 20
_EXITS = {
    CheckOutcome.PASS: Exit.OK,
    CheckOutcome.FAIL: Exit.UNMET,
    CheckOutcome.COULD_NOT_RUN: Exit.UNEVALUATED,
}


def run(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ITEM|PHASE",
            help="Items or phases (default: everything checked today)",
            autocompletion=items,
            show_default=False,
        ),
    ] = None,
    allow: Annotated[
        bool,
        typer.Option(
            "--allow-commands", help="Run the commands that the checklists define; read them first"
        ),
    ] = False,
    output_format: OutputFormat = Format.TEXT,
    person: Person = "",
    folder: Folder = "",
    increment: Increment = "",
    quiet: Quiet = False,
) -> int:
    """Run checks that need a program and record the results."""
    from tpmcli.app import checks_run as use_case
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_data, print_message
    from tpmcli.render.checks.run import render_json
    from tpmcli.render.labels import label

    here = command_context(folder, person=person, increment=increment)
    workspace = open_workspace(here)
    planned = use_case.plan(workspace, names or ())
    as_json = output_format is Format.JSON
    if not planned:
        if as_json:
            print_data(render_json(workspace.record.increment, ()))
        if not quiet:
            print_message("no check here runs a command; `tpm checks list` shows the others")
        return Exit.OK
    if not allow:
        lines = "".join(f"\n  {each.command.words}  ({each.item.id})" for each in planned)
        raise UsageError(
            f"the checklists define these commands:{lines}",
            "read them, then add `--allow-commands`",
        )
    screen = _Screen(quiet=quiet)
    watch = use_case.ProgressListener(screen.begin, screen.tick, screen.end)
    done = use_case.run(workspace, here, planned, watch)
    if as_json:
        print_data(render_json(workspace.record.increment, done))
    elif not quiet:
        print_data("".join(f"{label(each.result.outcome)}: {_line(each)}\n" for each in done))
    if not quiet:
        print_message("recorded in the project file: commit it together with the checked files")
    return max(_EXITS[each.result.outcome] for each in done)


def _line(ran: CommandResult) -> str:
    from tpmcli.text.sanitize import sanitize_line

    return sanitize_line(f"{ran.result.message} ({ran.item.id})")


class _Screen:
    """A line on the terminal while a program runs, and its last lines if it did not pass."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty() and not quiet

    def begin(self, planned: CommandPlan) -> None:
        self.tick(planned, 0)

    def tick(self, planned: CommandPlan, seconds: float) -> None:
        if self._live:
            from tpmcli.cli.console import write

            limit = planned.command.timeout
            write(f"\r\x1b[K{planned.command.words} · {seconds:.0f} of {limit} s", sys.stderr)

    def end(self, ran: CommandResult) -> None:
        from tpmcli.cli.console import print_message, write
        from tpmcli.text.sanitize import sanitize_line

        if self._live:
            write("\r\x1b[K", sys.stderr)
        if self._quiet or ran.result.outcome is CheckOutcome.PASS:
            return
        lines = ran.output.splitlines()
        if len(lines) > _LINES_SHOWN:
            print_message(f"  | … {len(lines) - _LINES_SHOWN:,} lines before")
        for line in lines[-_LINES_SHOWN:]:
            print_message(f"  | {sanitize_line(line)}")
