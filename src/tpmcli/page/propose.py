"""The draft: what is in it, with the way to take each part back, and sending it to the team."""

from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from tpmcli.app.draft_entries import DraftEntry
from tpmcli.app.draft_undo import undo as take_back
from tpmcli.app.draft_update import update as update_draft
from tpmcli.app.propose import DraftProposal, difference, propose
from tpmcli.model.errors import MessageError
from tpmcli.page.change_words import change_words
from tpmcli.page.conflicts import show_conflicts
from tpmcli.page.saved import saved_notices
from tpmcli.page.visit import Failure, Line, Notice, Visit, failure_of
from tpmcli.page.words import joined
from tpmcli.render.style import plural
from tpmcli.repo.draft_remote import RemoteAnswer, RemoteTrouble
from tpmcli.rules.turns import TurnKind

_NOT_UNDONE = "This was not taken back"
_NOT_UPDATED = "Your draft could not be brought up to date"
_SAFE = "Your changes are committed on this computer and safe."
_TROUBLE = {
    RemoteTrouble.NO_REMOTE: "This repository has no remote named “origin” to send to.",
    RemoteTrouble.NO_NETWORK: "The remote could not be reached. Try again when you are connected.",
    RemoteTrouble.NO_RIGHTS: "The remote did not let you in. Ask a colleague for the right to push"
    " branches, and for a stored credential on this computer.",
    RemoteTrouble.NOT_FOUND: "The remote has no such repository, or hides it from you.",
    RemoteTrouble.PROTOCOL: "The address of the remote is neither https nor ssh. A colleague"
    " can allow others on this computer; the guide to the local page says how.",
    RemoteTrouble.REJECTED: "The code host did not accept the branch.",
    RemoteTrouble.MOVED: "The branch at the remote has changes that are not in your draft. Bring"
    " your draft up to date first.",
    RemoteTrouble.TOOK_TOO_LONG: "The remote did not answer in time. Try again.",
    RemoteTrouble.OTHER: "git could not reach the remote.",
}


def show(visit: Visit) -> Response:
    """Return what is in the draft."""
    return _screen(visit)


def send(visit: Visit) -> Response:
    """Push the draft to the remote."""
    draft, desk = visit.desk.draft, visit.desk
    if draft is None or not desk.may_act:
        return _screen(visit)
    if visit.form.one("shown") != _newest(desk.entries):
        line = Line("Your draft changed while you had this page open. Look at it again.")
        return _screen(visit, Failure((line,), "Not sent yet"), status=409)
    try:
        done = propose(draft)
    except MessageError as error:
        return _screen(visit.anew(), failure_of(error, title="Not sent"))
    trouble = done.answer.trouble if done.answer is not None else None
    if trouble is not None and done.answer is not None:
        failed = _failure("Not sent", done.answer)
        return _screen(visit.anew(), failed, again=True)
    return _screen(visit.anew(), done=done)


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


def update(visit: Visit) -> Response:
    """Fetch main, and bring the draft up to date with it."""
    draft = visit.desk.draft
    if draft is None or not visit.desk.person:
        return _screen(visit)
    try:
        done = update_draft(draft)
    except MessageError as error:
        return _screen(visit.anew(), failure_of(error, title=_NOT_UPDATED))
    if done.conflicts:
        return show_conflicts(visit.anew(), done.conflicts)
    if done.answer is not None and done.answer.trouble is not None:
        return _screen(visit.anew(), _failure(_NOT_UPDATED, done.answer))
    return visit.go("/propose" if visit.desk.entries else "/", fetched="1")


def _failure(title: str, answer: RemoteAnswer) -> Failure:
    trouble = answer.trouble or RemoteTrouble.OTHER
    return Failure((Line(_TROUBLE[trouble]), Line(_SAFE)), title, answer.said.strip())


def _newest(entries: Sequence[DraftEntry]) -> str:
    return entries[-1].commit if entries else ""


def _rows(visit: Visit, entries: Sequence[DraftEntry]) -> list[dict[str, Any]]:
    """Return each save of the draft in words."""
    rows = []
    for entry in entries:
        told = [change_words(visit, each) for each in entry.changes]
        details = [each.detail for each in told if each.detail]
        if entry.files:
            details.append(f"with {joined(entry.files)}")
        rows.append(
            {
                "commit": entry.commit,
                "title": joined(each.title for each in told) or "You changed the record",
                "detail": " · ".join(details),
                "icon": told[0].icon if told else "open",
                "look": told[0].look if told else "soft",
                "sent": entry.sent,
                "undo": visit.desk.may_act,
            }
        )
    return rows


def _screen(
    visit: Visit,
    failed: Failure | None = None,
    *,
    status: int = 0,
    done: DraftProposal | None = None,
    again: bool = False,
) -> Response:
    desk = visit.desk
    entries, state = desk.entries, desk.state
    found = difference(desk.draft) if desk.draft and entries else None
    behind = ""
    if state is not None and state.behind and entries:
        count = plural(state.behind, "change was", "changes were")
        behind = f"{count} merged into {desk.main} after your draft began."
    sent = done is not None
    return visit.page(
        "propose.html",
        "Propose your changes",
        "",
        status=status or (422 if failed else 200),
        failed=failed,
        notices=_notices(visit),
        heading=_heading(entries, sent=sent),
        done=_done(done, len(entries)) if done is not None else None,
        entries=_rows(visit, entries),
        behind=behind,
        afterwards=_afterwards(visit),
        branch=desk.draft.branch if desk.draft else "",
        begun=desk.begun_at,
        files=[each.path for each in found.files] if found else [],
        lines=found.lines if found else "",
        lines_cut=found.cut if found else False,
        can_send=bool(state and state.has_remote and desk.may_act),
        send_text="Send again" if again else "Propose these changes",
        all_sent=bool(state and state.sent),
        request_link=desk.request_link if state and state.sent else "",
        shown=_newest(entries),
    )


def _heading(entries: Sequence[DraftEntry], *, sent: bool) -> str:
    if sent:
        return "Proposed"
    return "Propose your changes" if entries else "Nothing to propose"


def _done(done: DraftProposal, count: int) -> dict[str, Any]:
    return {"count": count, "branch": done.branch, "link": done.link}


def _notices(visit: Visit) -> Sequence[Notice]:
    if visit.query.get("fetched"):
        text = f"Your draft has everything that {visit.desk.main} has."
        return (Notice("good", "Up to date", text, "status"),)
    return saved_notices(visit)


def _afterwards(visit: Visit) -> str:
    """Return what is still to be done at the gate once this is merged."""
    desk = visit.desk
    steps = [each for each in desk.turns if each.kind is not TurnKind.DECIDE]
    if not steps:
        return "After this, nothing stands in the way of the gate."
    people = joined(dict.fromkeys(desk.name(each) for step in steps for each in step.people))
    stand = "thing still stands" if len(steps) == 1 else "things still stand"
    who = f", with {people}" if people else ""
    return f"After this, {len(steps):,} {stand} in the way of the gate{who}."
