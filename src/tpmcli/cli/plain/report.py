"""What `tpm report` does: judge first, then render, then write."""

from __future__ import annotations

import os

from tpmcli.app.report import build_report
from tpmcli.app.workspace import open_workspace
from tpmcli.cli.console import print_data
from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.tuples import NamedTuple
from tpmcli.render.project.formats import FORMATS, render
from tpmcli.text.names import did_you_mean


class ReportArgs(NamedTuple):
    """What was said on the command line, as `cli/report.py` declares it."""

    phase: str = ""
    output_format: str = "html"
    output: str = ""
    increment: str = ""
    artifacts: str = ""
    as_of: str = ""
    folder: str = ""


def run(args: ReportArgs) -> int:
    """Writes the report: exit 0 whatever the verdict, since it reports and does not judge."""
    if args.output_format not in FORMATS:
        raise UsageError(
            f"there is no report format '{args.output_format}'",
            did_you_mean(args.output_format, FORMATS),
        )
    here = command_context(
        args.folder, as_of=args.as_of, increment=args.increment, artifacts=args.artifacts
    )
    output = "" if args.output == "-" else args.output
    path = os.path.join(here.folder, output)
    _refuse_own(path, output)
    folder = os.path.dirname(path) if output else here.folder
    report = build_report(open_workspace(here), args.phase, folder)
    text = render(args.output_format, report)
    if output:
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
            f"--output must not write {output}: the folder is tpm's or git's own",
            "name a file elsewhere",
        )
    if os.path.isdir(path):
        raise UsageError(f"--output {output} is a folder", "name a file, such as report.html")
