"""`tpm doctor`."""

from __future__ import annotations

from tpmcli.cli.here import Format, session
from tpmcli.cli.options import AsOf, Folder, OutputFormat
from tpmcli.model.errors import Exit


def doctor(output_format: OutputFormat = Format.TEXT, as_of: AsOf = "", folder: Folder = "") -> int:
    """Is this repository set up so that the gate cannot be walked around? Exit 1: it is not."""
    from tpmcli.app.doctor import examine
    from tpmcli.cli.console import put, style
    from tpmcli.report.doctor import render_json, render_text

    found = examine(session(folder, as_of=as_of))
    if output_format is Format.JSON:
        put(render_json(found.advice, found.looked_at))
    else:
        put(render_text(found.advice, found.looked_at, style()))
    return Exit.UNMET if found.passable else Exit.OK
