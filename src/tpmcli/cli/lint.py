"""`tpm lint`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.options import Folder, OutputFormat, Quiet


def lint(
    fix: Annotated[
        bool, typer.Option("--fix", help="Correct formatting and complete answers written by hand")
    ] = False,
    output_format: OutputFormat = Format.TEXT,
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Validate the policy, checklists and project file.

    Exit code 0: valid, 1: formatting problems or incomplete answers, 3: invalid.
    """
    from tpmcli.app.lint import lint as use_case
    from tpmcli.cli.console import print_data, style
    from tpmcli.render.lint import render_json, render_text

    found = use_case(command_context(folder), fix=fix)
    if not quiet:
        json = output_format is Format.JSON
        print_data(render_json(*found) if json else render_text(*found, style()))
    return Exit.UNMET if found.untidy or found.incomplete else Exit.OK
