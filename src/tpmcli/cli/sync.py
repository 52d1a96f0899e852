"""`tpm sync`."""

from __future__ import annotations

from tpmcli.cli.here import session
from tpmcli.cli.options import Folder, Increment, Quiet
from tpmcli.model.errors import Exit


def sync(folder: Folder = "", increment: Increment = "", quiet: Quiet = False) -> int:
    """Add blocks for newly shipped items and retire orphans; best a pull request of its own."""
    from tpmcli.app.syncing import synchronise
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import say

    done = synchronise(open_workspace(session(folder, increment=increment)))
    if not quiet:
        if not done.added and not done.retired:
            say(f"{done.path} has every block that is asked for; nothing changed")
        for name in done.added:
            say(f"added {name}")
        for name in done.retired:
            say(f"retired {name}")
    return Exit.OK
