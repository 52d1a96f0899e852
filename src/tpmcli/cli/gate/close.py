"""`tpm gate close`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.options import Folder, Increment, Person, PhaseName, Quiet


def close(
    phase: PhaseName,
    number: Annotated[
        int, typer.Argument(metavar="N", help="Number of the condition in `tpm gate list`")
    ],
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence",
            "-e",
            metavar="PATH|URL",
            help="Evidence that it is fulfilled (repeatable)",
        ),
    ] = None,
    note: Annotated[
        str, typer.Option("--note", "-n", help="Comment (does not count as evidence)")
    ] = "",
    person: Person = "",
    folder: Folder = "",
    increment: Increment = "",
    quiet: Quiet = False,
) -> int:
    """Close a fulfilled condition of a decision."""
    from tpmcli.app import decide as use_case
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_message
    from tpmcli.text.sanitize import sanitize_line

    here = command_context(folder, person=person, increment=increment)
    done = use_case.close(
        open_workspace(here), here, phase, number, evidence=tuple(evidence or ()), note=note
    )
    if not quiet:
        print_message(
            f"closed: condition {number} of {phase}, {sanitize_line(done.condition.text)}"
        )
        for remark in done.remarks:
            print_message(f"  note: {sanitize_line(remark)}")
    return Exit.OK
