"""The form of an item: what it holds at first, what was typed, and what must be filled in."""

from typing import NamedTuple

from tpmcli.app.answer import AnswerRequest
from tpmcli.app.item_view import EvidenceChoice, ItemToAnswer
from tpmcli.model.days import parse_day
from tpmcli.model.facts import EvidenceStatus
from tpmcli.model.record import AnswerValue
from tpmcli.page.kept import KeptUpload
from tpmcli.page.visit import Visit


class ItemForm(NamedTuple):
    """What the form holds: the present answer at first, what was typed if it was not saved."""

    answer: str = ""
    evidence: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    new_link: str = ""
    path: str = ""
    note: str = ""
    reason: str = ""
    owner: str = ""
    due: str = ""
    kept: tuple[KeptUpload, ...] = ()

    @property
    def more(self) -> bool:
        """Whether something was typed into the fields that are folded away."""
        return bool(self.new_link or self.path)


def form_of(view: ItemToAnswer) -> ItemForm:
    given = view.answer
    cited = tuple(each.path for each in view.choices if each.cited and is_there(each))
    if given is None:
        return ItemForm()
    # An item that is asked again is not answered by the form before the person has chosen.
    return ItemForm(evidence=cited, links=view.links, owner=given.owner, due=given.due)


def is_there(choice: EvidenceChoice) -> bool:
    return choice.status is EvidenceStatus.OK


def typed_form(visit: Visit) -> ItemForm:
    sent = visit.form
    return ItemForm(
        sent.one("answer"),
        sent.many("evidence"),
        sent.many("link"),
        sent.one("new-link"),
        sent.one("path"),
        sent.text("note"),
        sent.text("reason"),
        sent.one("owner"),
        sent.one("due"),
    )


FIELDS = {"answer": "v-met", "evidence": "evidence"}
_VALUES = frozenset(str(value) for value in AnswerValue)


def find_errors(form: ItemForm, view: ItemToAnswer, *, has_file: bool) -> dict[str, str]:
    """Return what must be filled in before the answer is sent on, by field."""
    item, errors = view.explanation.item, {}
    shows = form.evidence or form.links or form.new_link or form.path or has_file
    if form.answer not in _VALUES:
        errors["answer"] = "Choose an answer"
    if form.answer == AnswerValue.MET and item.evidence.required and not shows:
        errors["evidence"] = "Choose at least one file or link as evidence"
    if form.answer == AnswerValue.NOT_APPLICABLE and not form.reason:
        errors["na-reason"] = "Say why it does not apply"
    if form.answer == AnswerValue.NOT_MET and form.due:
        if parse_day(form.due) is None:
            errors["gap-due"] = "Write the date as year-month-day, such as 2026-12-31"
        elif not form.owner:
            errors["gap-due"] = "A date needs somebody who closes the gap"
    return errors


def request_of(form: ItemForm) -> AnswerRequest:
    value = AnswerValue(form.answer)
    typed = [each for each in (form.new_link, form.path) if each]
    evidence = tuple(dict.fromkeys((*form.evidence, *form.links, *typed)))
    note = form.reason if value is AnswerValue.NOT_APPLICABLE else form.note
    plan = value is AnswerValue.NOT_MET
    owner, due = (form.owner, form.due) if plan else ("", "")
    return AnswerRequest(value, evidence, note, owner, due)
