"""`tpm doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.cli.context import Format, command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    from tpmcli.cli.options import AsOf, Folder, OutputFormat


def doctor(output_format: OutputFormat = Format.TEXT, as_of: AsOf = "", folder: Folder = "") -> int:
    """Find ways to bypass the gate.

    Exit code 1: the gate can be bypassed.
    """
    from tpmcli.app.doctor import examine
    from tpmcli.cli.console import print_data, style
    from tpmcli.render.doctor import render_json, render_text

    found = examine(command_context(folder, as_of=as_of))
    if output_format is Format.JSON:
        print_data(render_json(found.advice, found.looked_at, found.unseen))
    else:
        print_data(render_text(found.advice, found.looked_at, found.unseen, style()))
    return Exit.UNMET if found.bypassable else Exit.OK
