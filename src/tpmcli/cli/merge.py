"""`tpm merge`."""

from __future__ import annotations

from tpmcli.cli.here import session
from tpmcli.cli.options import Folder, Quiet
from tpmcli.model.errors import Exit


def merge(folder: Folder = "", quiet: Quiet = False) -> int:
    """Resolve a conflicted project file by its records. Exit 1 where contradictions are left."""
    from tpmcli.app.merging import merge_records
    from tpmcli.cli.console import say
    from tpmcli.model.text import one_line

    done = merge_records(session(folder))
    for path, conflict in done.conflicts:
        say(f"{path}:{conflict.line}: {one_line(conflict.key)}: {one_line(conflict.message)}")
    if done.conflicts:
        count = len(done.conflicts)
        what = "1 contradiction is" if count == 1 else f"{count} contradictions are"
        say(f"{what} left: edit between the markers, then git add")
        return Exit.UNMET
    if not quiet:
        for path in done.files:
            say(f"merged {path}: look at it, then git add {path}")
    return Exit.OK
