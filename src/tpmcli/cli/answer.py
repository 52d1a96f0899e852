"""`tpm answer`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.record import AnswerValue

if TYPE_CHECKING:
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
    from tpmcli.app import answer as use_case
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_message
    from tpmcli.text.names import did_you_mean
    from tpmcli.text.sanitize import sanitize_line

    *names, word = words
    try:
        value = AnswerValue(word)
    except ValueError:
        raise UsageError(
            f"the last word must be the answer: met, not-met or not-applicable; found '{word}'",
            did_you_mean(word, AnswerValue),
        ) from None
    if not names:
        raise UsageError("name the items before the answer", f"tpm answer ITEM {value}")
    here = command_context(folder, person=person, increment=increment)
    said = use_case.AnswerRequest(value, tuple(evidence or ()), note, owner, due)
    done = use_case.answer(open_workspace(here), here, names, said)
    if not quiet:
        for item in done.items:
            print_message(f"{value}: {sanitize_line(item.title)} ({item.id})")
        for remark in done.remarks:
            print_message(f"  note: {sanitize_line(remark)}")
    return Exit.OK
