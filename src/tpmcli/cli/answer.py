"""`tpm answer`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.fix import Blank, tpm
from tpmcli.model.record import AnswerValue

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.completion import emails, items
    from tpmcli.cli.options import Folder, Increment, Person, Quiet


def answer(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="ITEM... [met|not-met|not-applicable]",
            help="Items, by id or unique slug, then the answer",
            autocompletion=items,
        ),
    ],
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence", "-e", metavar="PATH|URL", help="Evidence of the answer (repeatable)"
        ),
    ] = None,
    added: Annotated[
        list[str] | None,
        typer.Option(
            "--add-evidence", metavar="PATH|URL", help="Evidence to add to the answer (repeatable)"
        ),
    ] = None,
    removed: Annotated[
        list[str] | None,
        typer.Option(
            "--remove-evidence",
            metavar="PATH|URL",
            help="Evidence to remove from the answer (repeatable)",
        ),
    ] = None,
    note: Annotated[
        str, typer.Option("--note", "-n", help="Comment (does not count as evidence)")
    ] = "",
    owner: Annotated[
        str,
        typer.Option(
            "--owner",
            metavar="EMAIL",
            help="Person who will close the gap",
            autocompletion=emails,
        ),
    ] = "",
    due: Annotated[
        str, typer.Option("--due", metavar="DATE", help="Date the gap will be closed")
    ] = "",
    clear: Annotated[bool, typer.Option("--clear", help="Remove the answers")] = False,
    person: Person = "",
    folder: Folder = "",
    increment: Increment = "",
    quiet: Quiet = False,
) -> int:
    """Record answers to items.

    The last argument is the answer: met, not-met or not-applicable.
    """
    from tpmcli.app import answer as use_case
    from tpmcli.app.clear import clear as clear_answers
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_message
    from tpmcli.text.sanitize import sanitize_line

    given = (evidence, added, removed, note, owner, due)
    names, value = _split(words, optional=clear or bool(added or removed))
    if clear and (value is not None or any(given)):
        raise UsageError(
            "`--clear` cannot be combined with an answer or other options",
            tpm("answer", *(names or (Blank.ITEM,)), "--clear"),
        )
    here = command_context(folder, person=person, increment=increment)
    if clear:
        done = clear_answers(open_workspace(here), names)
    else:
        said = use_case.AnswerRequest(
            value,
            tuple(evidence or ()),
            note,
            owner,
            due,
            tuple(added or ()),
            tuple(removed or ()),
        )
        done = use_case.answer(open_workspace(here), here, names, said)
    if not quiet:
        for number, item in enumerate(done.items):
            what = "cleared" if clear else done.values[number]
            print_message(f"{what}: {sanitize_line(item.title)} ({item.id})")
        for remark in done.remarks:
            print_message(f"  note: {sanitize_line(remark)}")
    return Exit.OK


# What people type for an answer.
_MEANT = {
    "yes": AnswerValue.MET,
    "done": AnswerValue.MET,
    "no": AnswerValue.NOT_MET,
    "not_met": AnswerValue.NOT_MET,
    "na": AnswerValue.NOT_APPLICABLE,
    "n/a": AnswerValue.NOT_APPLICABLE,
    "not_applicable": AnswerValue.NOT_APPLICABLE,
}


def _split(words: list[str], *, optional: bool) -> tuple[list[str], AnswerValue | None]:
    """Return the names of items and the answer, which is the last word.

    Raises: UsageError if the answer is missing and not `optional`, or if nothing else is there.
    """
    from tpmcli.text.names import suggestion

    *names, word = words
    try:
        value = _MEANT.get(word.lower()) or AnswerValue(word.lower())
    except ValueError:
        if optional:
            return words, None
        if "/" in word or "." in word:
            raise UsageError(
                f"the last argument must be `met`, `not-met` or `not-applicable`, not `{word}`",
                "write `--evidence` before each file",
            ) from None
        raise UsageError(
            f"the last argument must be `met`, `not-met` or `not-applicable`, not `{word}`",
            suggestion(word, AnswerValue),
        ) from None
    if not names:
        raise UsageError("no item before the answer", tpm("answer", Blank.ITEM, str(value)))
    return names, value
