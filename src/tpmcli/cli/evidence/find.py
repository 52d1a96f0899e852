"""`tpm evidence find`."""

from __future__ import annotations

from tpmcli.cli.here import Format, session
from tpmcli.cli.options import Folder, Increment, ItemName, OutputFormat
from tpmcli.model.errors import Exit


def find(
    item: ItemName,
    output_format: OutputFormat = Format.TEXT,
    folder: Folder = "",
    increment: Increment = "",
) -> int:
    """What the repository offers as evidence for an item, newest first."""
    from tpmcli.app.proposals import find_evidence
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import put, style
    from tpmcli.report.evidence_list import render_json, render_text

    found = find_evidence(open_workspace(session(folder, increment=increment)), item)
    put(render_json(found) if output_format is Format.JSON else render_text(found, style()))
    return Exit.OK
