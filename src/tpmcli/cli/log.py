"""`tpm log`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.completion import increments, items
    from tpmcli.cli.options import Folder, OutputFormat


def log(
    item: Annotated[
        str,
        typer.Argument(
            metavar="ITEM",
            help="Item or phase (default: everything)",
            autocompletion=items,
            show_default=False,
        ),
    ] = "",
    since: Annotated[
        str,
        typer.Option(
            "--since", metavar="DATE", help="First date to show, by commit", show_default=False
        ),
    ] = "",
    increment: Annotated[
        str,
        typer.Option(
            "--increment",
            metavar="NAME",
            help="Increment to show (default: all)",
            show_default=False,
            autocompletion=increments,
        ),
    ] = "",
    output_format: OutputFormat = Format.TEXT,
    folder: Folder = "",
) -> int:
    """Show the history of the record, from git.

    It names who answered, waived, signed off and decided, when, and in which commit.
    """
    from tpmcli.app.log import read_log
    from tpmcli.cli.console import print_data, print_message, style

    found = read_log(command_context(folder, increment=increment), item, since)
    if output_format is Format.JSON:
        from tpmcli.render.log.json import render as render_json

        print_data(render_json(found.entries, complete=found.complete))
        return Exit.OK
    from tpmcli.render.log.text import render

    print_data(render(found.entries, style()))
    if not found.complete:
        print_message("this is a shallow clone: earlier history is missing (git fetch --unshallow)")
    return Exit.OK
