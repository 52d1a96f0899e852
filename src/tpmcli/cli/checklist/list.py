"""`tpm checklist list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    from tpmcli.cli.options import Folder, OutputFormat


def list_checklists(output_format: OutputFormat = Format.TEXT, folder: Folder = "") -> int:
    """List lifecycles, packs and those in use here."""
    from tpmcli.app.checklist_list import load_catalog
    from tpmcli.cli.console import print_data, style

    catalog = load_catalog(command_context(folder))
    if output_format is Format.JSON:
        from tpmcli.render.checklist.json import render_catalog

        print_data(render_catalog(catalog))
    else:
        from tpmcli.render.checklist.list import render

        print_data(render(catalog, style()))
    return Exit.OK
