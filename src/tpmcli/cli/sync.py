"""`tpm sync`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    from tpmcli.cli.options import Folder, Increment, Quiet


def sync(folder: Folder = "", increment: Increment = "", quiet: Quiet = False) -> int:
    """Add blocks for new items and retire orphans.

    Best done in a separate pull request.
    """
    from tpmcli.app.sync import sync as use_case
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_message

    done = use_case(open_workspace(command_context(folder, increment=increment)))
    if not quiet:
        if not done.added and not done.retired:
            print_message(f"`{done.path}` is up to date")
        for name in done.added:
            print_message(f"added {name}")
        for name in done.retired:
            print_message(f"retired {name}")
    return Exit.OK
