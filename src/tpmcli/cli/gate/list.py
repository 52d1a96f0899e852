"""`tpm gate list`."""

from __future__ import annotations

from tpmcli.cli.here import Format, session
from tpmcli.cli.options import AsOf, Folder, Increment, OutputFormat
from tpmcli.model.errors import Exit


def list_gates(
    output_format: OutputFormat = Format.TEXT,
    increment: Increment = "",
    as_of: AsOf = "",
    folder: Folder = "",
) -> int:
    """Every gate, its decisions so far, and the conditions of the last one."""
    from tpmcli.app.looking import look_out
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import put, style

    outlook = look_out(open_workspace(session(folder, as_of=as_of, increment=increment)))
    if output_format is Format.JSON:
        from tpmcli.report.gate_list import render_json

        put(render_json(outlook))
    else:
        from tpmcli.report.gate_list import render_text

        put(render_text(outlook, style()))
    return Exit.OK
