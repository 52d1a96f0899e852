"""`tpm checks list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.completion import phases
    from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment, OutputFormat


def list_checks(
    phase: Annotated[
        str,
        typer.Argument(
            metavar="PHASE",
            help="Phase (default: every phase)",
            autocompletion=phases,
            show_default=False,
        ),
    ] = "",
    output_format: OutputFormat = Format.TEXT,
    artifacts: Artifacts = "",
    increment: Increment = "",
    as_of: AsOf = "",
    folder: Folder = "",
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", "-v", help="List each check, also those that wait for an answer."
        ),
    ] = False,
) -> int:
    """List automated checks with their present results.

    It does not run any program. Checks that wait for an answer are only counted.
    """
    from tpmcli.app.checks_list import list_checks as look
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_data, style
    from tpmcli.render.checks.list import render_json, render_text

    here = command_context(folder, as_of=as_of, increment=increment, artifacts=artifacts)
    found = look(open_workspace(here), phase)
    if output_format is Format.JSON:
        print_data(render_json(found))
    else:
        print_data(render_text(found, style()._replace(verbose=verbose)))
    return Exit.OK
