"""`tpm people`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.completion import phases, roles
    from tpmcli.cli.options import AsOf, Folder, OutputFormat


def people(
    role: Annotated[
        str,
        typer.Option(
            "--role",
            "-r",
            metavar="ROLE",
            help="Role to show",
            show_default=False,
            autocompletion=roles,
        ),
    ] = "",
    gate: Annotated[
        str,
        typer.Option(
            "--gate",
            metavar="PHASE",
            help="Gate to show",
            show_default=False,
            autocompletion=phases,
        ),
    ] = "",
    left: Annotated[
        bool, typer.Option("--left", help="List what people own who hold no role any more")
    ] = False,
    output_format: OutputFormat = Format.TEXT,
    as_of: AsOf = "",
    folder: Folder = "",
) -> int:
    """Show who may sign off, decide, approve and stand in."""
    from tpmcli.app.status import get_status
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_data, style
    from tpmcli.render.people import render_json, render_text
    from tpmcli.rules.authorisation import find_phase, find_role
    from tpmcli.rules.people import view_people

    here = command_context(folder, as_of=as_of)
    workspace = open_workspace(here)
    wanted = find_role(workspace.checklist.roles, role) if role else None
    phase = find_phase(workspace.project, gate).id if gate else ""
    view = view_people(get_status(workspace), wanted, phase, left=left)
    print_data(render_json(view) if output_format is Format.JSON else render_text(view, style()))
    return Exit.OK
