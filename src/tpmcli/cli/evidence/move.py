"""`tpm evidence move`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.options import Folder, Increment, Quiet


def move(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Path that answers cite")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Path that has the same content now")],
    folder: Folder = "",
    increment: Increment = "",
    quiet: Quiet = False,
) -> int:
    """Update the record after a cited file is renamed.

    Answers follow only if the content is the same.
    """
    from tpmcli.app.move_evidence import move_evidence
    from tpmcli.app.reader import Reader
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_fix, print_message
    from tpmcli.rules.signoffs import sign_command
    from tpmcli.text.sanitize import sanitize_line

    here = command_context(folder, increment=increment)
    workspace = open_workspace(here)
    done = move_evidence(workspace, here, old, new)
    if not quiet:
        for name in done.items:
            print_message(f"moved: {name} cites {sanitize_line(new)}")
        for name in done.left:
            print_message(
                f"  note: {name} cites other content of {sanitize_line(old)}; answer it again"
            )
        for phase, role in done.unsigned:
            print_message(f"  note: the sign-off of {phase} as {role.short} is outdated")
            print_fix(Reader(workspace, here).fix(sign_command(phase, role)))
    return Exit.OK
