"""`tpm merge`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    from tpmcli.cli.options import Folder, Quiet


def merge(folder: Folder = "", quiet: Quiet = False) -> int:
    """Resolve merge conflicts in the project file.

    Exit code 1: conflicts are left.
    """
    from tpmcli.app.merge import merge_project_files
    from tpmcli.cli.console import print_message
    from tpmcli.text.sanitize import sanitize_line

    done = merge_project_files(command_context(folder))
    for path, conflict in done.conflicts:
        key, message = sanitize_line(conflict.key), sanitize_line(conflict.message)
        print_message(f"{path}:{conflict.line}: {key}: {message}")
    if done.conflicts:
        count = len(done.conflicts)
        what = "1 conflict" if count == 1 else f"{count:,} conflicts"
        print_message(f"{what} left: edit between the markers, then git add")
        return Exit.UNMET
    if not quiet:
        for path in done.files:
            print_message(f"merged {path}: review it, then git add {path}")
    return Exit.OK
