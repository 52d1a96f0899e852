"""`tpm evidence new`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.options import Folder, Increment, ItemName, Quiet


def new(
    item: ItemName,
    path: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="File to write (default: as the item's `find` patterns suggest)",
            show_default=False,
        ),
    ] = "",
    example: Annotated[
        bool, typer.Option("--example", help="Print a filled example instead; writes no file")
    ] = False,
    folder: Folder = "",
    increment: Increment = "",
    quiet: Quiet = False,
) -> int:
    """Write a skeleton of an item's evidence to fill in."""
    from tpmcli.app.new_evidence import find_example, new_evidence
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_data, print_fix, print_message, shown_path
    from tpmcli.model.errors import UsageError
    from tpmcli.text.sanitize import sanitize_line

    here = command_context(folder, increment=increment)
    if example:
        if path:
            raise UsageError("`--example` writes no file, so it takes no path")
        print_data(find_example(open_workspace(here), item).text)
        return Exit.OK
    done = new_evidence(open_workspace(here), here, item, path)
    if not quiet:
        print_message(
            f"wrote {sanitize_line(shown_path(done.path))}: {sanitize_line(done.item.title)}"
        )
        print_message("fill it in, then:")
        for command in done.following:
            print_fix(command)
    return Exit.OK
