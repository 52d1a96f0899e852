"""`tpm report`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.completion import phases
from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment
from tpmcli.render.project.formats import FORMATS


def _formats(incomplete: str) -> list[str]:
    return [name for name in FORMATS if name.startswith(incomplete)]


def report(
    phase: Annotated[
        str,
        typer.Argument(
            metavar="PHASE",
            help="One gate; the whole project by default.",
            autocompletion=phases,
            show_default=False,
        ),
    ] = "",
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="How to write the report.",
            autocompletion=_formats,
        ),
    ] = "html",
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write it into a file instead of stdout.",
            show_default=False,
        ),
    ] = "",
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    folder: Folder = "",
) -> int:
    """The whole project, or one gate, as HTML or Markdown: for people without tpm, and to print."""
    from tpmcli.cli.plain.report import ReportArgs, run

    return run(
        ReportArgs(
            phase=phase,
            output_format=output_format,
            output=output,
            increment=increment,
            artifacts=artifacts,
            as_of=as_of,
            folder=folder,
        )
    )
