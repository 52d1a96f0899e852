"""The draft: what is in it, with the way to take each part back, and sending it to the team."""

from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from tpmcli.app.draft_entries import DraftEntry
from tpmcli.app.draft_undo import undo as take_back
from tpmcli.model.errors import MessageError
from tpmcli.page.change_words import change_words
from tpmcli.page.visit import Failure, Visit, failure_of
from tpmcli.page.words import joined, plural
from tpmcli.rules.turns import TurnKind

_NOT_UNDONE = "This was not taken back"
_NOT_UPDATED = "Your draft is not up to date"
_NOT_SENT = "Not sent"


def show(visit: Visit) -> Response:
    """Return what is in the draft."""
    return _screen(visit)


def undo(visit: Visit) -> Response:
    """Take one save back."""
    draft = visit.desk.draft
    if draft is None or not visit.desk.may_act:
        return _screen(visit)
    try:
        take_back(draft, visit.form.one("commit"))
    except MessageError as error:
        return _screen(visit.anew(), failure_of(error, title=_NOT_UNDONE))
    return visit.go("/propose" if len(visit.desk.entries) > 1 else "/", undone="1")


def entry_rows(visit: Visit, entries: Sequence[DraftEntry]) -> list[dict[str, Any]]:
    """Return each save of the draft in words."""
    rows = []
    for entry in entries:
        told = [change_words(visit, each) for each in entry.changes]
        first = told[0] if told else None
        details = [each.detail for each in told if each.detail]
        if entry.files:
            details.append(f"with {joined(entry.files)}")
        rows.append(
            {
                "commit": entry.commit,
                "title": joined(each.title for each in told) or "You changed the record",
                "detail": " · ".join(details),
                "icon": first.icon if first else "open",
                "look": first.look if first else "soft",
                "sent": entry.sent,
                "undo": visit.desk.may_act,
            }
        )
    return rows


def _screen(visit: Visit, failed: Failure | None = None, status: int = 0) -> Response:
    return visit.go("/")


def send(visit: Visit) -> Response:
    return visit.go("/")


def update(visit: Visit) -> Response:
    return visit.go("/")


def _afterwards(visit: Visit) -> str:
    """Return what is still to be done at the gate once this is merged."""
    desk = visit.desk
    steps = [each for each in desk.turns if each.kind is not TurnKind.DECIDE]
    if not steps:
        return "After this, nothing stands in the way of the gate."
    people = joined(dict.fromkeys(desk.name(each) for step in steps for each in step.people))
    stand = "stands" if len(steps) == 1 else "stand"
    return (
        f"After this, {plural(len(steps), 'thing')} still {stand} in the way of the gate, with"
        f" {people or 'nobody named'}."
    )
