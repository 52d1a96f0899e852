"""`tpm next`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.options import Artifacts, AsOf, Folder, Format, Increment, OutputFormat, session
from tpmcli.model.checklist import Role
from tpmcli.model.errors import Exit


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
    from tpmcli.app.looking import look_out
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import put, style
    from tpmcli.report.step import render_json, render_text
    from tpmcli.rules.next_step import next_step as find

    outlook = look_out(
        open_workspace(session(folder, as_of=as_of, increment=increment, artifacts=artifacts))
    )
    step = find(outlook, role)
    put(render_json(step) if output_format is Format.JSON else render_text(step, style()))
    return Exit.OK
