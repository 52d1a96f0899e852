"""`tpm start`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.options import Folder, Person, Quiet


def start(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The increment's name: a version, a quarter.")
    ],
    kind: Annotated[
        str, typer.Option("--kind", help="A shorter trip, as the policy's 'kinds' names them.")
    ] = "",
    parallel: Annotated[
        bool, typer.Option("--parallel", help="Beside the increment under way, such as a hot fix.")
    ] = False,
    abandon: Annotated[
        str, typer.Option("--abandon", metavar="REASON", help="Leave open gates behind, and why.")
    ] = "",
    person: Person = "",
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Begin the next increment; the record of the one before is kept unchanged."""
    from tpmcli.app import start as use_case
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_message
    from tpmcli.render.style import plural

    here = command_context(folder, person=person)
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
    return Exit.OK
