"""What `tpm report` does: judge first, then render, then write."""

from __future__ import annotations

import os

from tpmcli.app.reporting import report
from tpmcli.app.workspace import open_workspace
from tpmcli.cli.console import put
from tpmcli.cli.here import session
from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.names import did_you_mean
from tpmcli.model.tuples import NamedTuple
from tpmcli.report.dossier_formats import FORMATS, render


class Words(NamedTuple):
    """What was said on the command line, as `cli/report.py` declares it."""

    phase: str = ""
    output_format: str = "html"
    output: str = ""
    increment: str = ""
    artifacts: str = ""
    as_of: str = ""
    folder: str = ""


def run(words: Words) -> int:
    """Writes the report: exit 0 whatever the verdict, since it reports and does not judge."""
    if words.output_format not in FORMATS:
        raise UsageError(
            f"there is no report format '{words.output_format}'",
            did_you_mean(words.output_format, FORMATS),
        )
    here = session(
        words.folder, as_of=words.as_of, increment=words.increment, artifacts=words.artifacts
    )
    output = "" if words.output == "-" else words.output
    path = os.path.join(here.folder, output)
    _refuse_own(path, output)
    folder = os.path.dirname(path) if output else here.folder
    dossier = report(open_workspace(here), words.phase, folder)
    text = render(words.output_format, dossier)
    if output:
        from tpmcli.app.write_report import write_report

        write_report(path, text)
    else:
        put(text)
    return Exit.OK


def _refuse_own(path: str, output: str) -> None:
    if not output:
        return
    from tpmcli.app.write_report import belongs_to_us

    if belongs_to_us(path):
        raise UsageError(
            f"--output must not write {output}: the folder is tpm's or git's own",
            "name a file elsewhere",
        )
    if os.path.isdir(path):
        raise UsageError(f"--output {output} is a folder", "name a file, such as report.html")
