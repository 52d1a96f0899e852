"""What `tpm answer` does."""

from __future__ import annotations

from tpmcli.app import answer as use_case
from tpmcli.app.workspace import open_workspace
from tpmcli.cli.console import print_message
from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.record import AnswerValue
from tpmcli.model.tuples import NamedTuple
from tpmcli.text.names import did_you_mean
from tpmcli.text.sanitize import sanitize_line


class AnswerArgs(NamedTuple):
    """What was said on the command line, as `cli/answer.py` declares it."""

    words: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    note: str = ""
    owner: str = ""
    due: str = ""
    person: str = ""
    folder: str = ""
    increment: str = ""
    quiet: bool = False


def run(args: AnswerArgs) -> int:
    """Records the answer and says what was recorded."""
    *names, word = args.words
    try:
        value = AnswerValue(word)
    except ValueError:
        raise UsageError(
            f"the last word must be the answer: met, not-met or not-applicable; found '{word}'",
            did_you_mean(word, AnswerValue),
        ) from None
    if not names:
        raise UsageError("name the items before the answer", f"tpm answer ITEM {value}")
    here = command_context(args.folder, person=args.person, increment=args.increment)
    said = use_case.AnswerRequest(value, args.evidence, args.note, args.owner, args.due)
    done = use_case.answer(open_workspace(here), here, names, said)
    if not args.quiet:
        for item in done.items:
            print_message(f"{value}: {sanitize_line(item.title)} ({item.id})")
        for remark in done.remarks:
            print_message(f"  note: {sanitize_line(remark)}")
    return Exit.OK
