"""`tpm report`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError
from tpmcli.render.project.formats import FORMATS

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.completion import phases
    from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment


def _formats(incomplete: str) -> list[str]:
    return [name for name in FORMATS if name.startswith(incomplete)]


_ENDS = (".html", ".htm", ".md", ".markdown", ".txt", ".svg")


def report(
    phase: Annotated[
        str,
        typer.Argument(
            metavar="PHASE",
            help="Gate to report on (default: the whole project)",
            autocompletion=phases,
            show_default=False,
        ),
    ] = "",
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="Output format",
            autocompletion=_formats,
        ),
    ] = "html",
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="File to write instead of stdout",
            show_default=False,
        ),
    ] = "",
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    folder: Folder = "",
) -> int:
    """Write a report of the project or one gate.

    HTML or Markdown, for people without tpm and for print.
    """
    from tpmcli.app.report import build_report
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_data
    from tpmcli.render.project.formats import render
    from tpmcli.text.names import suggestion

    if output_format not in FORMATS:
        raise UsageError(
            f"no report format named `{output_format}`", suggestion(output_format, FORMATS)
        )
    here = command_context(folder, as_of=as_of, increment=increment, artifacts=artifacts)
    file = "" if output == "-" else output
    path = os.path.join(here.folder, file)
    _refuse_own(path, file)
    if (end := os.path.splitext(output)[1].lower()) and end not in _ENDS:
        raise UsageError(
            f"`tpm report` writes HTML, Markdown or a badge, not `{end}`",
            "name a file such as report.html; a browser prints it as PDF",
        )
    beside = os.path.dirname(path) if file else here.folder
    text = render(output_format, build_report(open_workspace(here), phase, beside))
    if file:
        from tpmcli.app.write_report import write_report

        write_report(path, text)
    else:
        print_data(text)
    return Exit.OK


def _refuse_own(path: str, output: str) -> None:
    if not output:
        return
    from tpmcli.app.write_report import is_reserved_path

    if is_reserved_path(path):
        raise UsageError(
            f"reports cannot be written into `.tpm/` or `.git/`: {output}",
            "name a file elsewhere",
        )
    if os.path.isdir(path):
        raise UsageError(f"`--output` {output} is a folder", "name a file, such as report.html")
