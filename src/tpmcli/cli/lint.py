"""`tpm lint`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.options import Folder, Format, OutputFormat, Quiet, session
from tpmcli.model.errors import Exit


def lint(
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend order, formatting and missing blocks.")
    ] = False,
    output_format: OutputFormat = Format.TEXT,
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Are policy, checklists and record sound? Exit 0 yes, 1 untidy, 3 no."""
    from tpmcli.app.lint import lint as use_case
    from tpmcli.cli.console import put, style
    from tpmcli.report.lint import render_json, render_text

    found = use_case(session(folder), fix=fix)
    if not quiet:
        json = output_format is Format.JSON
        put(render_json(*found) if json else render_text(*found, style()))
    return Exit.UNMET if found.untidy else Exit.OK
