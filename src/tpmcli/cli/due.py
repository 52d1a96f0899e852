"""`tpm due`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.completion import people
from tpmcli.cli.context import Format
from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment, OutputFormat, Quiet


def due(
    within: Annotated[
        str,
        typer.Option(
            "--within",
            metavar="DAYS",
            help="Only so many days ahead, such as 30d; what is overdue is always told.",
            show_default=False,
        ),
    ] = "",
    owner: Annotated[
        str,
        typer.Option(
            "--owner",
            metavar="E-MAIL|ROLE",
            help="Only what concerns this person or role.",
            show_default=False,
            autocompletion=people,
        ),
    ] = "",
    output_format: OutputFormat = Format.TEXT,
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """What lapses, ends or is promised, by day and owner."""
    from tpmcli.cli.plain.due import DueArgs, run

    return run(
        DueArgs(
            within=within,
            owner=owner,
            output_format=output_format,
            increment=increment,
            artifacts=artifacts,
            as_of=as_of,
            folder=folder,
            quiet=quiet,
        )
    )
