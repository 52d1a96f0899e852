"""One request to the page, and what every screen shows beside its own."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from tpmcli.app.draft_save import Files, receive
from tpmcli.model.errors import MessageError, RefusedError, StorageError
from tpmcli.page.access import Access
from tpmcli.page.calendar import how_long_ago
from tpmcli.page.desk import Desk
from tpmcli.page.forms import Form
from tpmcli.page.kept import KeptUploads
from tpmcli.page.server import Activity
from tpmcli.page.templating import render
from tpmcli.page.words import upper_first
from tpmcli.render.finding import error_text
from tpmcli.rules.status import pick
from tpmcli.rules.turns import TurnKind
from tpmcli.rules.waiver_list import list_waivers

AHEAD = 90
"""Days that the number beside “Due” looks ahead."""

_NOT_SAVED = "This was not saved"


class Notice(NamedTuple):
    """A note above a screen. `undo` is a commit that it offers to take back."""

    look: str
    title: str
    text: str = ""
    role: str = ""
    undo: str = ""
    fetch: str = ""


class Line(NamedTuple):
    """One line of what was wrong, and the id of the field to correct."""

    text: str
    field: str = ""


class Failure(NamedTuple):
    """Why a form was not saved. `said` are the words of git, if there are any."""

    lines: tuple[Line, ...]
    title: str = _NOT_SAVED
    said: str = ""


class MenuEntry(NamedTuple):
    """One entry of the side bar; `waiting` counts what is open, whose `meaning` is read out."""

    text: str
    href: str
    here: bool
    waiting: int = 0
    meaning: str = ""


class PersonWords(NamedTuple):
    """A person who can be chosen."""

    email: str
    name: str


class Visit:
    """One request: what was asked for, the project as it is now, and the answer."""

    def __init__(
        self,
        desk: Desk,
        access: Access,
        activity: Activity,
        params: Mapping[str, str],
        query: Mapping[str, str],
        form: Form | None = None,
        kept: KeptUploads | None = None,
    ) -> None:
        self.desk = desk
        self.access = access
        self.activity = activity
        self.params = params
        self.query = query
        self.form = form or Form({})
        self.kept = kept or KeptUploads()

    def received(self, subject: str) -> Files | None:
        """Return the files of the form, taken into the draft, to be saved with an act.

        Those that an earlier form sent, which was not saved, are among them.

        Raises: RefusedError if one of them is empty or too large; UsageError if they are too many.
        """
        draft = self.desk.draft
        if draft is None:
            return None
        before = self.kept.take(subject, self.form.many("kept"))
        taken = [receive(draft, each.name, each.pieces()) for each in self.form.files]
        return Files(subject, (*before, *taken)) if before or taken else None

    def anew(self) -> "Visit":
        """Return the same request with the project as it is now, after something was saved."""
        desk = self.desk.again()
        return Visit(
            desk, self.access, self.activity, self.params, self.query, self.form, self.kept
        )

    @cached_property
    def people(self) -> tuple[PersonWords, ...]:
        """Everybody whom the policy names, once, in its order."""
        policy = self.desk.workspace.policy
        known: dict[str, str] = {}
        for names in policy.people.values():
            for email in names:
                known.setdefault(policy.canonical(email), email)
        return tuple(PersonWords(email, self.desk.name(email)) for email in known.values())

    def page(
        self,
        template: str,
        title: str,
        nav: str,
        *,
        status: int = 200,
        notices: Sequence[Notice] = (),
        failed: Failure | None = None,
        **values: Any,
    ) -> Response:
        """Return a screen inside the frame that all of them share."""
        desk = self.desk
        text = render(
            template,
            title=title,
            project=desk.workspace.policy.name,
            increment=desk.workspace.record.increment,
            menu=self._menu(nav),
            draft=self._draft(),
            me=self._me(),
            notices=(*self._standing_notices(), *notices),
            failed=failed,
            csrf=self.access.form_value,
            today=desk.today,
            name=desk.name,
            links=desk.link,
            **values,
        )
        return HTMLResponse(text, status)

    def go(self, path: str, **query: str) -> Response:
        """Return the answer that sends the browser on, after something was saved."""
        return RedirectResponse(f"{path}?{urlencode(query)}" if query else path, 303)

    def _menu(self, nav: str) -> list[MenuEntry]:
        desk = self.desk
        status = desk.status
        mine = desk.mine
        current = status.current.id if status.current else ""
        due = len([each for each in pick(status, within=AHEAD) if not each.increment])
        items = sum(each.kind is TurnKind.ITEM for each in mine)
        waiting = len(list_waivers(status).waiting)
        entries = [
            ("Overview", "/", len(mine), "waiting for you"),
            ("Items", "/items", items, "open for you"),
            ("Waivers", "/waivers", waiting, "not in force"),
            ("Sign off", f"/sign/{current}" if current else "/sign", 0, ""),
            ("Decide", f"/decide/{current}" if current else "/decide", 0, ""),
            ("Due", "/due", due, f"in the next {AHEAD} days"),
            ("History", "/history", 0, ""),
            ("People and rules", "/people", 0, ""),
        ]
        return [
            MenuEntry(text, href, text == nav, count, meaning)
            for text, href, count, meaning in entries
        ]

    def _draft(self) -> dict[str, object]:
        state = self.desk.state
        if state is None:
            return {"exists": False, "changes": 0, "fetched": "", "main": "main", "remote": False}
        return {
            "exists": bool(self.desk.person),
            "changes": len(self.desk.entries),
            "sent": state.sent,
            "fetched": how_long_ago(state.fetched, self.desk.context.clock()),
            "main": self.desk.main,
            "remote": state.has_remote,
        }

    def _me(self) -> dict[str, object]:
        desk = self.desk
        name = desk.draft.author.name if desk.draft and desk.person else ""
        return {
            "name": name,
            "email": desk.person,
            "roles": [role.full_name for role in desk.roles],
        }

    def _standing_notices(self) -> list[Notice]:
        """Return what keeps the person from saving, and how old the project is that they see."""
        desk, found = self.desk, []
        if desk.no_draft is not None:
            found.append(
                Notice(
                    "care",
                    "You can read everything, but nothing can be saved",
                    words_of(desk.no_draft),
                )
            )
        elif desk.draft is not None and desk.draft.author.missing:
            missing = {"user.name": "a name", "user.email": "an email address"}
            lacking = " and ".join(missing[each] for each in desk.draft.author.missing)
            text = (
                f"git on this computer has no {lacking.removeprefix('a ').removeprefix('an ')} for"
                " you, so nothing can be saved in your name. Ask a colleague to set"
                f" {' and '.join(desk.draft.author.missing)}."
            )
            found.append(Notice("care", "You can read everything, but git does not know you", text))
        elif not desk.roles:
            text = (
                f"git on this computer says that you are {desk.person}. Only the people whom the"
                " rules name can answer, sign off and decide."
            )
            found.append(Notice("", "You can read everything", text))
        return found


def words_of(error: MessageError) -> str:
    """Return why something was refused, as sentences without the marks of code."""
    text = (error_text(error) if isinstance(error, RefusedError) else error.message).replace(
        "`", ""
    )
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    first = lines[0] if lines else "It was refused"
    rest = "; ".join(lines[1:])
    sentence = f"{first.rstrip(':')}: {rest}" if rest else first
    sentence = sentence.rstrip(".")
    return f"{upper_first(sentence)}."


def failure_of(error: MessageError, field: str = "", title: str = _NOT_SAVED) -> Failure:
    """Return a refusal as the note above a form, with the words of git if it has some."""
    said = str(getattr(error, "said", ""))
    if isinstance(error, StorageError) and "timed out" in error.message:
        line = "Another tpm is writing at this moment. Nothing is lost: try again."
        return Failure((Line(line),), title, said)
    return Failure((Line(words_of(error), field),), title, said)
