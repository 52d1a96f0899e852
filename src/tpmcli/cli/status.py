"""`tpm status`."""

from __future__ import annotations

from tpmcli.cli.options import (
    Artifacts,
    AsOf,
    Folder,
    Format,
    Increment,
    OutputFormat,
    Quiet,
    session,
)
from tpmcli.model.errors import Exit


def status(
    folder: Folder = "",
    output_format: OutputFormat = Format.TEXT,
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    quiet: Quiet = False,
) -> int:
    """Where the project stands: every phase, both roles, what blocks, what is due."""
    from tpmcli.app.looking import look_out
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import put, style

    outlook = look_out(
        open_workspace(session(folder, as_of=as_of, increment=increment, artifacts=artifacts))
    )
    if quiet:
        return Exit.OK
    if output_format is Format.JSON:
        from tpmcli.report.outlook_json import render as render_json

        put(render_json(outlook))
    else:
        from tpmcli.report.outlook_text import render

        put(render(outlook, style()))
    return Exit.OK
