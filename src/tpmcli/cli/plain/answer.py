"""What `tpm answer` does."""

from __future__ import annotations

from tpmcli.app import answer as use_case
from tpmcli.app.workspace import open_workspace
from tpmcli.cli.console import say
from tpmcli.cli.here import session
from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.names import did_you_mean
from tpmcli.model.record import AnswerValue
from tpmcli.model.text import one_line
from tpmcli.model.tuples import NamedTuple


class Words(NamedTuple):
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


def run(words: Words) -> int:
    """Records the answer and says what was recorded."""
    *names, word = words.words
    try:
        value = AnswerValue(word)
    except ValueError:
        raise UsageError(
            f"the last word must be the answer: met, not-met or not-applicable; found '{word}'",
            did_you_mean(word, AnswerValue),
        ) from None
    if not names:
        raise UsageError("name the items before the answer", f"tpm answer ITEM {value}")
    here = session(words.folder, person=words.person, increment=words.increment)
    said = use_case.Said(value, words.evidence, words.note, words.owner, words.due)
    done = use_case.answer(open_workspace(here), here, names, said)
    if not words.quiet:
        for item in done.items:
            say(f"{value}: {one_line(item.title)} ({item.id})")
        for remark in done.remarks:
            say(f"  note: {one_line(remark)}")
    return Exit.OK
