"""One item: what is asked, what can be shown, and the answer."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from starlette.responses import Response

from tpmcli.app.answer import AnswerRequest, answer
from tpmcli.app.context import CommandContext
from tpmcli.app.draft_save import save as save_in_draft
from tpmcli.app.item_view import ItemToAnswer, view_item
from tpmcli.app.preview import Preview, preview
from tpmcli.app.shown import Shown, ShownKind, StaleFormError, shown
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.model.errors import MessageError, UsageError
from tpmcli.model.facts import CheckOutcome, EvidenceStatus
from tpmcli.model.record import AnswerValue
from tpmcli.model.verdict import ItemVerdict
from tpmcli.page import limits, words
from tpmcli.page.alone import MissingPageError
from tpmcli.page.item_form import (
    FIELDS,
    ItemForm,
    find_errors,
    form_of,
    is_there,
    request_of,
    typed_form,
)
from tpmcli.page.item_reasons import reasons_of
from tpmcli.page.items import open_of
from tpmcli.page.saved import saved_notices
from tpmcli.page.visit import Failure, Line, Notice, Visit, failure_of
from tpmcli.page.words import StateWords, item_state
from tpmcli.render.dates import in_full

_MOST_PREVIEWS = 6
_NOT_SAVED = "This answer was not saved"
_CHECK_STATES = {
    CheckOutcome.PASS: StateWords("Passed", "checked", "good"),
    CheckOutcome.FAIL: StateWords("Failed", "cross", "bad"),
    CheckOutcome.COULD_NOT_RUN: StateWords("Could not run", "again", "care"),
}
_LOST = {
    EvidenceStatus.MISSING: "It was cited and does not exist any more",
    EvidenceStatus.EMPTY: "It was cited and is empty now",
    EvidenceStatus.OUTSIDE: "It was cited and is outside of the repository",
    EvidenceStatus.UNTRACKED: "It was cited and is not tracked by git",
    EvidenceStatus.NOT_FETCHED: "It was cited, and its content is not on this computer",
}


class ShownChoice(NamedTuple):
    """A file that can be cited, in words."""

    path: str
    heading: str
    cited: bool
    lost: bool
    about: str
    preview: Preview | None
    opened: bool = False


def show(visit: Visit) -> Response:
    """Return the screen of an item."""
    view = _view(visit, visit.params["item"])
    return _screen(visit, view, form_of(view), notices=saved_notices(visit))


def save(visit: Visit) -> Response:
    """Save the answer, and go on to the next open item."""
    name = visit.params["item"]
    view = _view(visit, name)
    form, item, draft = typed_form(visit), view.explanation.item, visit.desk.draft
    if draft is None or not visit.desk.may_act:
        return _screen(visit, view, form)
    try:
        files = visit.received(item.slug)
    except MessageError as error:
        return _screen(visit, view, form, failed=failure_of(error, "evidence", _NOT_SAVED))
    errors = find_errors(form, view, has_file=files is not None)
    if errors:
        lines = tuple(Line(text, FIELDS.get(field, field)) for field, text in errors.items())
        form, failed = form._replace(kept=visit.kept.keep(files)), Failure(lines, _NOT_SAVED)
        return _screen(visit, view, form, failed=failed, errors=errors)
    request = request_of(form)

    def act(workspace: Workspace, context: CommandContext, uploads: tuple[str, ...]) -> None:
        cited = (*request.evidence, *uploads)
        removed = () if cited else _no_longer_shown(workspace, item, request)
        said = request._replace(evidence=cited, removed=removed)
        answer(workspace, context, [item.id], said)

    try:
        given = Shown(ShownKind.ITEM, item.id, visit.form.one("shown"))
        done = save_in_draft(draft, act, shown=given, files=files)
    except StaleFormError:
        return _changed(visit.anew(), name, form._replace(kept=visit.kept.keep(files)))
    except MessageError as error:
        form = form._replace(kept=visit.kept.keep(files))
        return _screen(visit, view, form, failed=failure_of(error, title=_NOT_SAVED))
    return _go_on(visit, item, done.commit)


def _no_longer_shown(workspace: Workspace, item: Item, request: AnswerRequest) -> tuple[str, ...]:
    """Return everything that the answer before cites, if “met” is answered again without it.

    On the command line, answering again without evidence confirms the one that is there; on the
    page, each file was there to be ticked.
    """
    before = workspace.record.item(item.id).answer
    if before is None or before.value is not AnswerValue.MET or request.value is not before.value:
        return ()
    return tuple(each.target for each in before.evidence)


def _view(visit: Visit, name: str) -> ItemToAnswer:
    try:
        return view_item(visit.desk.workspace, name)
    except UsageError as error:
        raise MissingPageError from error


def _go_on(visit: Visit, item: Item, commit: str) -> Response:
    """Go to the next open item after this one, else to the sign-off or the overview."""
    fresh = visit.anew()
    before, left = open_of(visit, item.phase), open_of(fresh, item.phase)
    at = before.index(item.id) if item.id in before else len(before)
    later = [each for each in before[at:] if each in left]
    query = {"saved": commit} if commit else {}
    for name in (*later, *left):
        if name != item.id:
            return visit.go(f"/items/{name}", **query)
    return visit.go("/", **query, last="1")


def _phase_items(visit: Visit, phase: str) -> Sequence[Item]:
    gate = visit.desk.status.gate(phase)
    return [each.item for each in gate.items] if gate is not None else []


def _changed(visit: Visit, name: str, form: ItemForm) -> Response:
    """Return the form with what was typed, since the item changed while it was open."""
    view = _view(visit, name)
    given = view.answer
    text = "Its wording, its evidence or its answer is not what you saw."
    if given is not None:
        value = words.ANSWERS[given.value].lower()
        cited = words.joined(each.target for each in given.evidence)
        shown = f" with {cited}" if cited else ""
        text = (
            f"{visit.desk.name(given.by)} answered it “{value}”{shown} on {in_full(given.at)},"
            f" {given.at[11:16]} UTC."
        )
    lines = (
        Line(f"{text} What you typed is below. Saving now replaces that answer in your draft."),
    )
    failed = Failure(lines, "Not saved yet: this item changed while you had it open")
    return _screen(visit, view, form, failed=failed, status=409)


def _screen(
    visit: Visit,
    view: ItemToAnswer,
    form: ItemForm,
    *,
    failed: Failure | None = None,
    errors: Mapping[str, str] | None = None,
    notices: Sequence[Notice] = (),
    status: int = 0,
) -> Response:
    desk = visit.desk
    explanation = view.explanation
    item, verdict, given = explanation.item, explanation.verdict, view.answer
    by_checks = item.answered_by_checks and bool(item.checks)
    closed = _closed_because(visit, view, by_checks=by_checks)
    phase = next(each for each in desk.workspace.checklist.phases if each.id == item.phase)
    left = open_of(visit, item.phase)
    place = left.index(item.id) + 1 if item.id in left else 0
    refused = view.refusals[AnswerValue.NOT_APPLICABLE]
    return visit.page(
        "item.html",
        item.title,
        "Items",
        status=status or (422 if failed else 200),
        failed=failed,
        notices=notices,
        item=item,
        phase=phase,
        place=place,
        of=len(left),
        required=verdict.must if verdict is not None else False,
        source=_source(item),
        settled_state=_settled(verdict, desk.today),
        reasons=reasons_of(visit, view),
        form=None if closed is not None else form,
        closed_because=closed,
        shown=shown(desk.workspace, ShownKind.ITEM, item.id).digest,
        answer=given,
        lapses=explanation.lapses,
        waiver=verdict.waiver if verdict is not None else None,
        checks=_checks(verdict),
        by_checks=by_checks,
        choices=_choices(visit, view),
        refused_file=view.refused,
        folder=f"docs/evidence/{item.slug}/",
        files=view.files,
        people=visit.people,
        usual=_usually(visit, item),
        na_refused=refused is not None and view.refusals[AnswerValue.MET] is None,
        errors=errors or {},
        next_href=_neighbour(visit, item, left, 1),
        back_href=_neighbour(visit, item, left, -1),
    )


def _closed_because(visit: Visit, view: ItemToAnswer, *, by_checks: bool) -> str | None:
    """Return why there is no form, an empty text if it needs no words; None if there is one."""
    explanation = view.explanation
    if explanation.verdict is None:
        return "This item does not apply to this product."
    if explanation.decision is not None and not view.may_answer:
        return "This answer stands, because a decision rests on it. To change it, recycle the gate."
    if by_checks:
        return ""
    if not explanation.gated:
        return "This increment skips the gate of this item."
    if not visit.desk.may_act:
        return ""
    refused = view.refusals[AnswerValue.MET]
    return failure_of(refused).lines[0].text if refused is not None else None


def _usually(visit: Visit, item: Item) -> str:
    """Return who usually answers the item, if that is not the person."""
    if item.role in visit.desk.roles:
        return ""
    holders = visit.desk.workspace.policy.people.get(item.role, ())
    names = words.joined(map(visit.desk.name, holders), "or")
    return f"This is asked of the {item.role.full_name}{f': {names}' if names else ''}."


def _settled(verdict: ItemVerdict | None, today: str) -> StateWords | None:
    if verdict is None or not (verdict.satisfied or verdict.waived_until):
        return None
    return item_state(verdict, today)


def _source(item: Item) -> str:
    layer = item.layer
    if layer in ("", "standard"):
        return "From the standard checklist"
    return f"From {layer.rpartition('/')[2].removesuffix('.yaml').replace('-', ' ')}"


def _neighbour(visit: Visit, item: Item, left: Sequence[str], step: int) -> str:
    """Return where Skip (1) and Back (-1) lead: through the open items, else through all."""
    order = [each.id for each in _phase_items(visit, item.phase)]
    among = left if item.id in left else order
    if item.id in among:
        at = among.index(item.id) + step
        if 0 <= at < len(among):
            return f"/items/{among[at]}"
    return f"/items?phase={item.phase}"


def _checks(verdict: ItemVerdict | None) -> list[dict[str, Any]]:
    return [
        {"state": _CHECK_STATES[each.outcome], "text": each.message}
        for each in (verdict.checks if verdict is not None else ())
    ]


def _choices(visit: Visit, view: ItemToAnswer) -> list[ShownChoice]:
    desk, given = visit.desk, view.answer
    titles = {name: item.title for name, item in desk.workspace.checklist.items().items()}
    found = []
    for number, each in enumerate(view.choices):
        lost = not is_there(each)
        about = ""
        if each.cited and given is not None:
            since = f"{desk.name(given.by)} cited it on {in_full(given.at)}"
            about = _LOST.get(
                each.status, f"{since}, {'changed' if each.changed else 'unchanged'} since"
            )
        elif each.elsewhere:
            about = f"Cited for “{titles.get(each.elsewhere, each.elsewhere)}”"
        read = None
        if not lost and number < _MOST_PREVIEWS:
            read = preview(desk.workspace, each.path, limits.PREVIEW)
        found.append(ShownChoice(each.path, each.heading, each.cited, lost, about, read))
    return found
