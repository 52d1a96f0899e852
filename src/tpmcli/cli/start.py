"""`tpm start`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.fix import tpm

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.options import Folder, Person, Quiet


def start(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The increment's name: a version, a quarter.")
    ] = "",
    kind: Annotated[
        str, typer.Option("--kind", help="A shorter trip, as the policy's 'kinds' names them.")
    ] = "",
    parallel: Annotated[
        bool, typer.Option("--parallel", help="Beside the increment under way, such as a hot fix.")
    ] = False,
    abandon: Annotated[
        str, typer.Option("--abandon", metavar="REASON", help="Leave open gates behind, and why.")
    ] = "",
    undo: Annotated[
        bool, typer.Option("--undo", help="Take the start back while the increment is blank.")
    ] = False,
    person: Person = "",
    folder: Folder = "",
    increment: Annotated[
        str, typer.Option("--increment", metavar="NAME", help="With --undo: a parallel one.")
    ] = "",
    quiet: Quiet = False,
) -> int:
    """Begin the next increment; the record of the one before is kept unchanged."""
    from tpmcli.app import start as use_case
    from tpmcli.app.undo_start import undo_start
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_message
    from tpmcli.render.style import plural

    here = command_context(folder, person=person)
    if undo:
        if name or kind or parallel or abandon:
            raise UsageError(
                "--undo takes no name and no other option but --increment", tpm("start", "--undo")
            )
        ended = undo_start(open_workspace(here), here, increment)
        if not quiet:
            gone = f"undone: the start of {ended.name}" if ended.name else "undone: a cut-off start"
            print_message(f"{gone}; {ended.current} is current")
        return Exit.OK
    if not name:
        raise UsageError("name the increment to begin", "run `tpm start NAME`")
    if increment:
        raise UsageError("--increment goes with --undo alone", tpm("start", name))
    done = use_case.start(
        open_workspace(here), here, name, kind=kind, parallel=parallel, abandon=abandon
    )
    if not quiet:
        print_message(f"started {done.name}: {done.path}")
        if done.kept:
            print_message(f"  the increment before is kept in {done.kept}")
        if done.carried:
            brought = plural(len(done.carried), "answer")
            print_message(f"  {brought} came along, to be signed anew: {', '.join(done.carried)}")
        if done.left_open:
            from tpmcli.render.due import due_line
            from tpmcli.render.style import Style

            print_message("  left open by other increments:")
            for due in done.left_open:
                print_message(due_line(due, "    ", Style()))
    return Exit.OK
