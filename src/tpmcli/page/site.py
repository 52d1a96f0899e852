"""The application: addresses, and what becomes of errors."""

from __future__ import annotations

import traceback
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tpmcli.app.context import CommandContext
from tpmcli.app.draft_entries import DraftEntry
from tpmcli.model.errors import MessageError, UnevaluatedError
from tpmcli.page import (
    conflicts,
    decide,
    due,
    history,
    item,
    items,
    overview,
    people,
    propose,
    sign,
    static_files,
    waivers,
)
from tpmcli.page.access import Access
from tpmcli.page.alone import MissingPageError, alone, broken, busy
from tpmcli.page.desk import Desk
from tpmcli.page.forms import BadFormError, Form, read_form
from tpmcli.page.guard import Guard, TooLargeError, log
from tpmcli.page.kept import KeptUploads
from tpmcli.page.server import Activity
from tpmcli.page.visit import Visit

if TYPE_CHECKING:
    from starlette.types import ASGIApp

Screen = Callable[[Visit], Response]

_READ: dict[str, Screen] = {
    "/": overview.show,
    "/items": items.show,
    "/items/{item}": item.show,
    "/waivers": waivers.show,
    "/sign": sign.choose,
    "/sign/{phase}": sign.show,
    "/decide": decide.choose,
    "/decide/{phase}": decide.show,
    "/due": due.show,
    "/due.ics": due.calendar,
    "/history": history.show,
    "/people": people.show,
    "/propose": propose.show,
    "/keys": overview.keys,
}
_CHANGE: dict[str, Screen] = {
    "/items/{item}": item.save,
    "/waivers": waivers.ask,
    "/waivers/withdraw": waivers.withdraw,
    "/sign/{phase}": sign.save,
    "/sign/{phase}/withdraw": sign.withdraw,
    "/decide/{phase}": decide.save,
    "/decide/{phase}/close": decide.close,
    "/propose": propose.send,
    "/undo": propose.undo,
    "/update": propose.update,
    "/resolve": conflicts.resolve,
}


def takes_uploads(path: str) -> bool:
    """Return whether files may be sent to an address."""
    return path.startswith("/items/") or (path.startswith("/decide/") and path.endswith("/close"))


class Site:
    """The page of one project."""

    def __init__(
        self,
        context: CommandContext,
        access: Access,
        activity: Activity,
        note: Callable[[str], None] = log,
    ) -> None:
        self._context = context
        self._access = access
        self._activity = activity
        self._note = note
        self._kept = KeptUploads()
        self._read: dict[str, DraftEntry] = {}

    def application(self) -> ASGIApp:
        """Return the application behind its guard."""
        routes = [Route(path, self._reading(screen)) for path, screen in _READ.items()]
        routes += [
            Route(path, self._changing(screen), methods=["POST"])
            for path, screen in _CHANGE.items()
        ]
        routes.append(Route("/static/{name}", static_files.show))
        handlers: dict[Any, Any] = {404: _missing, 405: _missing}
        inner = Starlette(routes=routes, exception_handlers=handlers)
        return Guard(inner, self._access, alone, takes_uploads, self._note)

    def _reading(self, screen: Screen) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            self._activity.note()
            return await run_in_threadpool(self._show, screen, request, None)

        return answer

    def _changing(self, screen: Screen) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            self._activity.note()
            try:
                form = await read_form(request)
            except TooLargeError:
                return HTMLResponse(alone("too-large"), 413, headers={"Connection": "close"})
            except BadFormError:
                return HTMLResponse(alone("bad-form"), 400)
            try:
                if not self._access.is_own_form(form.one("csrf")):
                    return HTMLResponse(alone("foreign"), 403)
                with self._activity.under_way():
                    return await run_in_threadpool(self._show, screen, request, form)
            finally:
                form.close()

        return answer

    def _show(self, screen: Screen, request: Request, form: Form | None) -> Response:
        """Return a screen, or the page that says why there is none."""
        try:
            desk = Desk(self._context, self._read)
            query = dict(request.query_params)
            visit = Visit(
                desk, self._access, self._activity, request.path_params, query, form, self._kept
            )
            return screen(visit)
        except UnevaluatedError as error:
            return HTMLResponse(broken(error.problems), 500)
        except MissingPageError:
            return HTMLResponse(alone("missing"), 404)
        except MessageError as error:
            return HTMLResponse(busy(error), 503)
        except Exception:  # noqa: BLE001 - the boundary: the server goes on
            self._note(f"internal error: {traceback.format_exc(limit=-1)}")
            return HTMLResponse(alone("internal"), 500)


async def _missing(_request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    return HTMLResponse(alone("missing"), status)
