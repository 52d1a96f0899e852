"""`tpm report`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UnevaluatedError, UsageError
from tpmcli.render.project.formats import BRIEF_ONLY, FORMATS

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.completion import phases, report_formats
    from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment


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
            autocompletion=report_formats,
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
    brief: Annotated[
        bool, typer.Option("--brief", help="Only the first screen: verdict, tasks, progress")
    ] = False,
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    folder: Folder = "",
) -> int:
    """Write a report of the project or one gate.

    HTML or Markdown, for people without tpm and for print; with --brief, also text.
    """
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import style
    from tpmcli.render.project.formats import render, render_problems
    from tpmcli.text.names import suggestion

    if output_format not in FORMATS:
        raise UsageError(
            f"no report format named `{output_format}`", suggestion(output_format, FORMATS)
        )
    if output_format in BRIEF_ONLY and not brief:
        raise UsageError(f"`--format {output_format}` has the first screen alone", "add `--brief`")
    here = command_context(folder, as_of=as_of, increment=increment, artifacts=artifacts)
    file = "" if output == "-" else output
    path = os.path.join(here.folder, file)
    _refuse_own(path, file)
    if (end := os.path.splitext(output)[1].lower()) and end not in _ENDS:
        raise UsageError(
            f"`tpm report` writes HTML, Markdown, text or a badge, not `{end}`",
            "name a file such as report.html; a browser prints it as PDF",
        )
    try:
        from tpmcli.app.report import build_report

        made = build_report(open_workspace(here), phase, brief=brief)
    except UnevaluatedError as error:
        if file or output_format != "text":
            _deliver(render_problems(output_format, error.problems), file and path)
        raise
    looks = style()._replace(colour=False, width=0) if file else style()
    _deliver(render(output_format, made, looks, brief=brief), file and path)
    return Exit.OK


def _deliver(text: str, path: str) -> None:
    """Write the text to the file, or print it if there is none."""
    if path:
        from tpmcli.app.write_report import write_report

        write_report(path, text)
        return
    from tpmcli.cli.console import print_data

    print_data(text)


def _refuse_own(path: str, output: str) -> None:
    if not output:
        return
    from tpmcli.app.write_report import refuse_reserved

    refuse_reserved(path, output)
    if os.path.isdir(path):
        raise UsageError(f"`--output` {output} is a folder", "name a file, such as report.html")
