"""`tpm log`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.complete import increments, items
from tpmcli.cli.here import Format, session
from tpmcli.cli.options import Folder, OutputFormat
from tpmcli.model.errors import Exit


def log(
    item: Annotated[
        str,
        typer.Argument(
            metavar="[ITEM]",
            help="An item or a phase; everything by default.",
            autocompletion=items,
            show_default=False,
        ),
    ] = "",
    since: Annotated[
        str,
        typer.Option(
            "--since", metavar="DATE", help="From this day on, by commit.", show_default=False
        ),
    ] = "",
    increment: Annotated[
        str,
        typer.Option(
            "--increment",
            metavar="NAME",
            help="Of this increment alone.",
            show_default=False,
            autocompletion=increments,
        ),
    ] = "",
    output_format: OutputFormat = Format.TEXT,
    folder: Folder = "",
) -> int:
    """What happened, from git: who answered, waived, signed, decided, when, in which commit."""
    from tpmcli.app.log import read_log
    from tpmcli.cli.console import put, say, style

    found = read_log(session(folder, increment=increment), item, since)
    if output_format is Format.JSON:
        from tpmcli.report.log_json import render as render_json

        put(render_json(found.entries, complete=found.complete))
        return Exit.OK
    from tpmcli.report.log_text import render

    put(render(found.entries, style()))
    if not found.complete:
        say("this is a shallow clone: what happened before is not here (git fetch --unshallow)")
    return Exit.OK
