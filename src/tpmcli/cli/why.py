"""`tpm why`."""

from __future__ import annotations

from tpmcli.cli.context import Format
from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment, ItemName, OutputFormat


def why(
    item: ItemName,
    output_format: OutputFormat = Format.TEXT,
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    folder: Folder = "",
) -> int:
    """Why an item stands as it stands: rule, history, evidence, command."""
    from tpmcli.cli.plain.why import WhyArgs, run

    return run(WhyArgs(item, output_format, increment, artifacts, as_of, folder))
