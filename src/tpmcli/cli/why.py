"""`tpm why`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment, ItemName, OutputFormat


def why(
    item: ItemName,
    output_format: OutputFormat = Format.TEXT,
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    folder: Folder = "",
) -> int:
    """Explain the state of an item."""
    from tpmcli.app.reader import Reader
    from tpmcli.app.why import explain_item
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_data, style
    from tpmcli.render.why.json import render_json
    from tpmcli.render.why.text import render_text

    here = command_context(folder, as_of=as_of, increment=increment, artifacts=artifacts)
    workspace = open_workspace(here)
    told = Reader(workspace, here).explanation(explain_item(workspace, item))
    print_data(render_json(told) if output_format is Format.JSON else render_text(told, style()))
    return Exit.OK
