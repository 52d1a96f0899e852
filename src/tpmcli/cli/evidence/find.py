"""`tpm evidence find`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    from tpmcli.cli.options import Folder, Increment, ItemName, OutputFormat


def find(
    item: ItemName,
    output_format: OutputFormat = Format.TEXT,
    folder: Folder = "",
    increment: Increment = "",
) -> int:
    """Find evidence for an item, newest first."""
    from tpmcli.app.proposals import find_evidence
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_data, style
    from tpmcli.render.evidence_list import render_json, render_text

    found = find_evidence(open_workspace(command_context(folder, increment=increment)), item)
    print_data(render_json(found) if output_format is Format.JSON else render_text(found, style()))
    return Exit.OK
