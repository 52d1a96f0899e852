"""`tpm gate list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    from tpmcli.cli.options import AsOf, Folder, Increment, OutputFormat


def list_gates(
    output_format: OutputFormat = Format.TEXT,
    increment: Increment = "",
    as_of: AsOf = "",
    folder: Folder = "",
) -> int:
    """List gates with their decisions and conditions."""
    from tpmcli.app.status import get_status
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_data, style

    status = get_status(open_workspace(command_context(folder, as_of=as_of, increment=increment)))
    if output_format is Format.JSON:
        from tpmcli.render.gate.list import render_json

        print_data(render_json(status))
    else:
        from tpmcli.render.gate.list import render_text

        print_data(render_text(status, style()))
    return Exit.OK
