"""`tpm status`."""

from __future__ import annotations

from tpmcli.cli.context import Format
from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment, OutputFormat, Quiet


def status(
    folder: Folder = "",
    output_format: OutputFormat = Format.TEXT,
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    quiet: Quiet = False,
) -> int:
    """Where the project stands: every phase, both roles, what blocks, what is due."""
    from tpmcli.cli.plain.status import StatusArgs, run

    return run(
        StatusArgs(
            folder=folder,
            output_format=output_format,
            increment=increment,
            artifacts=artifacts,
            as_of=as_of,
            quiet=quiet,
        )
    )
