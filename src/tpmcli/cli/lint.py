"""`tpm lint`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.context import Format
from tpmcli.cli.options import Folder, OutputFormat, Quiet


def lint(
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend order, formatting and missing blocks.")
    ] = False,
    output_format: OutputFormat = Format.TEXT,
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Are policy, checklists and record sound? Exit 0 yes, 1 untidy, 3 no."""
    from tpmcli.cli.plain.lint import LintArgs, run

    return run(LintArgs(fix=fix, output_format=output_format, folder=folder, quiet=quiet))
