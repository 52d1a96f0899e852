"""`tpm status`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment, OutputFormat, Quiet
    from tpmcli.rules.ceremony import Ceremony
    from tpmcli.rules.status import ProjectStatus


def status(
    folder: Folder = "",
    output_format: OutputFormat = Format.TEXT,
    health: Annotated[
        bool,
        typer.Option("--health", help="Also show signs that gates are passed as a ceremony"),
    ] = False,
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    quiet: Quiet = False,
) -> int:
    """Show the state of every gate and what blocks it."""
    from tpmcli.app.reader import Reader
    from tpmcli.app.status import get_status
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_data, style

    here = command_context(folder, as_of=as_of, increment=increment, artifacts=artifacts)
    workspace = open_workspace(here)
    reader = Reader(workspace, here)
    found = reader.status(get_status(workspace))
    if quiet:
        return Exit.OK
    if output_format is Format.JSON:
        from tpmcli.render.status.json import render as render_json

        print_data(render_json(found, _signs(found) if health else None))
    else:
        from tpmcli.render.status.text import render
        from tpmcli.rules.next import next_step

        print_data(render(found, reader.step(next_step(found, None)), style()))
        if health:
            from tpmcli.render.ceremony import render_text

            shown = render_text(_signs(found), style())
            print_data(f"\n{shown}" if shown else "")
    return Exit.OK


def _signs(found: ProjectStatus) -> Ceremony:
    from tpmcli.rules.ceremony import find_signs

    return find_signs(found.project)
