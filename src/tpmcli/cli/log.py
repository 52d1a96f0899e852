"""`tpm log`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.completion import increments, items
from tpmcli.cli.context import Format
from tpmcli.cli.options import Folder, OutputFormat


def log(
    item: Annotated[
        str,
        typer.Argument(
            metavar="ITEM",
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
    from tpmcli.cli.plain.log import LogArgs, run

    return run(LogArgs(item, since, increment, output_format, folder))
