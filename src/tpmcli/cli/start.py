"""`tpm start`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.fix import Blank, tpm

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.options import Folder, Person, Quiet


def start(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Name of the increment: a version, a quarter")
    ] = "",
    kind: Annotated[
        str, typer.Option("--kind", help="Increment kind, from `kinds` in the policy")
    ] = "",
    parallel: Annotated[
        bool,
        typer.Option("--parallel", help="Start it beside the current increment, such as a hot fix"),
    ] = False,
    abandon: Annotated[
        str,
        typer.Option("--abandon", metavar="REASON", help="Reason for leaving open gates behind"),
    ] = "",
    undo: Annotated[
        bool, typer.Option("--undo", help="Undo the start of an empty increment")
    ] = False,
    person: Person = "",
    folder: Folder = "",
    increment: Annotated[
        str,
        typer.Option(
            "--increment", metavar="NAME", help="With --undo: the parallel increment to undo"
        ),
    ] = "",
    quiet: Quiet = False,
) -> int:
    """Start the next increment, or a hot fix beside it.

    The record of the increment before is kept unchanged.
    """
    from tpmcli.app import start as use_case
    from tpmcli.app.undo_start import undo_start
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_message
    from tpmcli.render.style import plural

    here = command_context(folder, person=person)
    if undo:
        if name or kind or parallel or abandon:
            raise UsageError(
                "`--undo` can only be combined with `--increment`",
                "run `tpm start --undo` alone to undo the start of the current increment",
            )
        ended = undo_start(open_workspace(here), here, increment)
        if not quiet:
            gone = (
                f"undone: the start of {ended.name}"
                if ended.name
                else "undone: an interrupted start"
            )
            print_message(f"{gone}; {ended.current} is current")
        return Exit.OK
    if not name:
        raise UsageError("the name of the increment is missing", tpm("start", Blank.NAME))
    if increment:
        raise UsageError("`--increment` requires `--undo`", tpm("start", name))
    done = use_case.start(
        open_workspace(here), here, name, kind=kind, parallel=parallel, abandon=abandon
    )
    if not quiet:
        print_message(f"started {done.name}: {done.path}")
        if done.kept:
            print_message(f"  the previous increment is kept in {done.kept}")
        if done.carried:
            brought = plural(len(done.carried), "answer")
            print_message(
                f"  {brought} carried over; sign them off again: {', '.join(done.carried)}"
            )
        if done.left_open:
            from tpmcli.render.due import due_line
            from tpmcli.render.style import Style

            print_message("  left open by other increments:")
            for due in done.left_open:
                print_message(due_line(due, "    ", Style()))
    return Exit.OK
