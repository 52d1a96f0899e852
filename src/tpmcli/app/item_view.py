"""One item as somebody answers it on a page: its state, its evidence, and what may be answered."""

from collections.abc import Mapping
from typing import NamedTuple

from tpmcli.app.proposals import propose
from tpmcli.app.why import explain_item
from tpmcli.app.workspace import Workspace
from tpmcli.model.errors import MessageError
from tpmcli.model.facts import EvidenceFact, EvidenceStatus
from tpmcli.model.record import Answer, AnswerValue, Evidence, Record
from tpmcli.rules.authorisation import check_answer_allowed
from tpmcli.rules.why import ItemExplanation
from tpmcli.text.paths import split_fragment


class EvidenceChoice(NamedTuple):
    """A file that can be cited. `heading` is its first heading, or empty.

    `cited`: the present answer cites it; `status` and `changed` are then how it is now, compared
    with when it was cited. `elsewhere` is another answer that cites it, by item id, or empty.
    """

    path: str
    heading: str = ""
    cited: bool = False
    status: EvidenceStatus = EvidenceStatus.OK
    changed: bool = False
    elsewhere: str = ""


class ItemToAnswer(NamedTuple):
    """Everything about one item that somebody who answers it must see.

    `links` are the links that the answer cites. `refusals` maps a value to why it cannot be
    answered, None if it can. `files` are all files of the repository that have
    no hidden name. `refused` is a file that matches while no file can be cited; see
    `CitableProposals`.
    """

    explanation: ItemExplanation
    choices: tuple[EvidenceChoice, ...]
    links: tuple[str, ...]
    refusals: Mapping[AnswerValue, MessageError | None]
    files: tuple[str, ...]
    refused: str

    @property
    def answer(self) -> Answer | None:
        """The present answer, or None."""
        return self.explanation.record.answer

    @property
    def may_answer(self) -> bool:
        """Whether any answer can be given now."""
        return any(each is None for each in self.refusals.values())


def view_item(workspace: Workspace, name: str) -> ItemToAnswer:
    """Return an item as it is now.

    Raises: UsageError if there is no such item.
    """
    explanation = explain_item(workspace, name)
    answer, item = explanation.record.answer, explanation.item
    cited = tuple(each for each in (answer.evidence if answer else ()) if each.path)
    proposed = propose(workspace, item)
    found = proposed.files
    headings = {each.path: each.heading for each in found}
    choices = [
        _cited(each, explanation.facts.evidence.get(each.path), headings.get(each.path, ""))
        for each in cited
    ]
    known = {each.path for each in choices}
    others = _cited_by(workspace.record, item.id)
    choices += [
        EvidenceChoice(each.path, each.heading, elsewhere=others.get(each.path, ""))
        for each in found
        if each.path not in known
    ]
    return ItemToAnswer(
        explanation,
        tuple(choices),
        tuple(each.url for each in (answer.evidence if answer else ()) if each.url),
        {value: _refusal(workspace, explanation, value) for value in AnswerValue},
        tuple(path for path in workspace.tree.files() if not path.startswith(".")),
        proposed.refused,
    )


def _cited(evidence: Evidence, fact: EvidenceFact | None, heading: str) -> EvidenceChoice:
    status = fact.status if fact is not None else EvidenceStatus.MISSING
    changed = fact is not None and fact.sha256 != evidence.sha256
    return EvidenceChoice(
        evidence.path,
        heading,
        cited=True,
        status=status,
        changed=status is EvidenceStatus.OK and changed,
    )


def _cited_by(record: Record, item: str) -> dict[str, str]:
    """Return which other answer cites a file, by path; the first one of several."""
    found: dict[str, str] = {}
    for name, each in record.items.items():
        if each.answer is not None and name != item:
            for evidence in each.answer.evidence:
                found.setdefault(split_fragment(evidence.path)[0], name)
    return found


def _refusal(
    workspace: Workspace, explanation: ItemExplanation, value: AnswerValue
) -> MessageError | None:
    try:
        # The reason that `not-applicable` needs is asked for with it.
        check_answer_allowed(workspace.project, explanation.item, value, "x")
    except MessageError as error:
        return error
    return None
