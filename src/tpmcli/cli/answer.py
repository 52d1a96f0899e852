"""`tpm answer`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.completion import items
from tpmcli.cli.options import Folder, Increment, Person, Quiet


def answer(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="ITEM... met|not-met|not-applicable",
            help="Items, by id or unique slug, and then the answer.",
            autocompletion=items,
        ),
    ],
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", "-e", metavar="PATH|URL", help="May be given several times."),
    ] = None,
    note: Annotated[str, typer.Option("--note", "-n", help="Explains; is no evidence.")] = "",
    owner: Annotated[
        str, typer.Option("--owner", metavar="E-MAIL", help="Who will close the gap.")
    ] = "",
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="By when.")] = "",
    person: Person = "",
    folder: Folder = "",
    increment: Increment = "",
    quiet: Quiet = False,
) -> int:
    """Say of items that they are met, not met or not applicable."""
    from tpmcli.cli.plain.answer import AnswerArgs, run

    return run(
        AnswerArgs(
            tuple(words),
            evidence=tuple(evidence or ()),
            note=note,
            owner=owner,
            due=due,
            person=person,
            folder=folder,
            increment=increment,
            quiet=quiet,
        )
    )
