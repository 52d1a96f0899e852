"""`tpm gate close`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.here import session
from tpmcli.cli.options import Folder, Increment, Person, PhaseName, Quiet
from tpmcli.model.errors import Exit


def close(
    phase: PhaseName,
    number: Annotated[
        int, typer.Argument(metavar="N", help="The condition, as 'tpm gate list' counts it.")
    ],
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", "-e", metavar="PATH|URL", help="What shows that it was kept."),
    ] = None,
    note: Annotated[str, typer.Option("--note", "-n", help="Explains; is no evidence.")] = "",
    person: Person = "",
    folder: Folder = "",
    increment: Increment = "",
    quiet: Quiet = False,
) -> int:
    """Close a condition of a decision: the promise was kept."""
    from tpmcli.app import decide as use_case
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import say
    from tpmcli.model.text import one_line

    here = session(folder, person=person, increment=increment)
    done = use_case.close(
        open_workspace(here), here, phase, number, evidence=tuple(evidence or ()), note=note
    )
    if not quiet:
        say(f"closed: condition {number} of {phase}, {one_line(done.condition.text)}")
        for remark in done.remarks:
            say(f"  note: {one_line(remark)}")
    return Exit.OK
