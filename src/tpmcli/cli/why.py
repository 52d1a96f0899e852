"""`tpm why`."""

from __future__ import annotations

from tpmcli.cli.here import Format, session
from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment, ItemName, OutputFormat
from tpmcli.model.errors import Exit


def why(
    item: ItemName,
    output_format: OutputFormat = Format.TEXT,
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    folder: Folder = "",
) -> int:
    """Why an item stands as it stands: rule, history, evidence, command."""
    from tpmcli.app.looking import look_at
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import put, style
    from tpmcli.report.explanation import render_json, render_text

    told = look_at(
        open_workspace(session(folder, as_of=as_of, increment=increment, artifacts=artifacts)), item
    )
    put(render_json(told) if output_format is Format.JSON else render_text(told, style()))
    return Exit.OK
