"""`tpm next`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.context import Format
from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment, OutputFormat
from tpmcli.model.checklist import Role


def next_step(
    role: Annotated[
        Role | None, typer.Option("--role", "-r", help="Only what this role can do.")
    ] = None,
    output_format: OutputFormat = Format.TEXT,
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    folder: Folder = "",
) -> int:
    """The next open thing, and the exact command."""
    from tpmcli.cli.plain.next import NextArgs, run

    return run(
        NextArgs(
            role=role or "",
            output_format=output_format,
            increment=increment,
            artifacts=artifacts,
            as_of=as_of,
            folder=folder,
        )
    )
