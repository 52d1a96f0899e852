"""A form to fill in: the items of a project with their answers, as it goes out and as it returns.

The fields of an answer are text here, as in a cell of a spreadsheet. A stamp goes with each item:
what was asked, and what was recorded, when the form was made. With it a field that somebody filled
in is told from one that was left alone, and from one that was recorded by somebody else meanwhile.
"""

from hashlib import sha256
from json import dumps
from typing import NamedTuple

from tpmcli.model.checklist import Item
from tpmcli.model.record import Answer, AnswerValue
from tpmcli.model.role import Role

_SCHEME = "a1"
_DIGITS = 16


class AnswerFields(NamedTuple):
    """The fields of an answer as a form has them; all empty for no answer.

    `evidence` is paths, relative to the project's folder, and links.
    """

    answer: str = ""
    evidence: tuple[str, ...] = ()
    note: str = ""
    owner: str = ""
    due: str = ""

    @property
    def digest(self) -> str:
        """The digest of the fields."""
        content = dumps(list(self), ensure_ascii=True, separators=(",", ":"))
        return short_digest(f"{_SCHEME}:{sha256(content.encode()).hexdigest()}")


def short_digest(digest: str) -> str:
    """Return a digest as a stamp has it: enough of it to notice a change that nobody hides."""
    scheme, colon, content = digest.partition(":")
    return f"{scheme}{colon}{content[:_DIGITS]}"


def fields_of(answer: Answer | None) -> AnswerFields:
    """Return the fields of a recorded answer."""
    if answer is None:
        return AnswerFields()
    targets = tuple(entry.target.strip() for entry in answer.evidence)
    return AnswerFields(
        str(answer.value), targets, plain_text(answer.note), answer.owner.strip(), answer.due
    )


def plain_text(text: str) -> str:
    """Return text as it survives a spreadsheet: line feeds alone, no space at either end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


_MEANT = {
    "yes": AnswerValue.MET,
    "done": AnswerValue.MET,
    "x": AnswerValue.MET,
    "no": AnswerValue.NOT_MET,
    "na": AnswerValue.NOT_APPLICABLE,
    "n/a": AnswerValue.NOT_APPLICABLE,
}


def meant_answer(typed: str) -> AnswerValue | None:
    """Return the answer that a person typed, in any case and with what people type for one."""
    word = "-".join(typed.casefold().replace("_", " ").replace("-", " ").split())
    known = {str(value): value for value in AnswerValue}
    return known.get(word) or _MEANT.get(word)


class Stamp(NamedTuple):
    """What a form says of an item beside the fields: for which project, and what stood then.

    `question` is the digest of the item, `recorded` that of the fields.
    """

    project: str
    increment: str
    question: str
    recorded: str

    @property
    def text(self) -> str:
        """The stamp as one word after the other."""
        return " ".join(self)


def parse_stamp(text: str) -> Stamp | None:
    """Return the stamp in a text; None if there is none."""
    parts = text.split()
    return Stamp(*parts) if len(parts) == len(Stamp._fields) else None


class FormItem(NamedTuple):
    """An item as the form shows it. `state` is its state in words."""

    item: Item
    fields: AnswerFields
    stamp: Stamp
    state: str


class FormPhase(NamedTuple):
    """A phase with its items; `decided` says how its gate is decided, so that answers are locked.

    It is empty for an open gate.
    """

    id: str
    title: str
    question: str
    items: tuple[FormItem, ...]
    decided: str = ""


class AnswerForm(NamedTuple):
    """A form as it goes out: the project, the date of the form, and the phases in order."""

    project: str
    increment: str
    day: str
    roles: tuple[Role, ...]
    phases: tuple[FormPhase, ...]


class FormRow(NamedTuple):
    """An item of a form that was filled in. `place` is where it stands in the file, in words."""

    item: str
    fields: AnswerFields
    stamp: Stamp | None
    place: str
