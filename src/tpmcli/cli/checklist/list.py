"""`tpm checklist list`."""

from __future__ import annotations

from tpmcli.cli.here import Format, session
from tpmcli.cli.options import Folder, OutputFormat
from tpmcli.model.errors import Exit


def list_checklists(output_format: OutputFormat = Format.TEXT, folder: Folder = "") -> int:
    """Which lifecycles and packs there are, and what this project uses."""
    from tpmcli.app.checklist_shelf import look_over
    from tpmcli.cli.console import put, style

    shelf = look_over(session(folder))
    if output_format is Format.JSON:
        from tpmcli.report.checklist_json import render_shelf

        put(render_shelf(shelf))
    else:
        from tpmcli.report.shelf_text import render

        put(render(shelf, style()))
    return Exit.OK
