"""What every request must pass before a screen sees it, and what every response carries.

The order matters: the address first (DNS rebinding), then who asks (key and cookie), then from
where a form was sent. Nothing of a body is read before all of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from starlette.responses import HTMLResponse, JSONResponse, Response

from tpmcli.page import limits
from tpmcli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from tpmcli.page.access import Access

_SOURCES = {
    **dict.fromkeys(("default-src", "base-uri", "frame-ancestors"), "'none'"),
    **dict.fromkeys(("style-src", "script-src", "img-src", "connect-src"), "'self'"),
    "form-action": "'self'",
}
CONTENT_SECURITY_POLICY = "; ".join(f"{name} {source}" for name, source in _SOURCES.items())
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
OPEN = "/open"
AGAIN = "/again"
CONTROL = "x-tpm-control"
# Without the cookie, a page that says why needs its style.
_PUBLIC = ("/static/style.css", "/static/icon.svg")
_METHODS = ("GET", "HEAD", "POST")


class TooLargeError(Exception):
    """More was sent than a request may hold."""


class Guard:
    """The application behind every check.

    `page` renders one of the pages that stand alone, by name. `upload_paths` tells of a path
    whether files may be sent to it. `note` is called with the line of the log for each request.
    """

    def __init__(
        self,
        app: ASGIApp,
        access: Access,
        page: Callable[[str], str],
        upload_path: Callable[[str], bool],
        note: Callable[[str], None] | None = None,
    ) -> None:
        self._app = app
        self._access = access
        self._page = page
        self._upload_path = upload_path
        self._note = note or log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on to the application, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        status = 0

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                own = {name.lower().encode() for name in HEADERS}
                kept = [each for each in message["headers"] if each[0].lower() not in own]
                added = [(name.lower().encode(), text.encode()) for name, text in HEADERS.items()]
                message = {**message, "headers": [*kept, *added]}
            await send(message)

        try:
            response = self._answer(scope)
            if response is not None:
                await response(scope, receive, send_guarded)
            else:
                limited = _limited(receive, self._most(scope))
                await self._app(scope, limited, send_guarded)
        finally:
            # The path alone: a query may hold the key.
            self._note(f"{scope['method']} {scope['path']} {status or 'cut off'}")

    def _answer(self, scope: Scope) -> Response | None:
        """Return the answer to a request that goes no further; None if it may pass."""
        headers = _Headers(scope)
        access, path, method = self._access, scope["path"], scope["method"]
        if headers.all("host") not in ([access.hosts[0]], [access.hosts[1]]):
            return _plain(421, "This is not the address of this page.")
        if headers.all("transfer-encoding") or len(headers.all("content-length")) > 1:
            return _plain(400, "This request cannot be read.")
        if method not in _METHODS:
            return _plain(405, "This cannot be done here.", {"Allow": ", ".join(_METHODS)})
        if path == AGAIN:
            return self._again(headers, method)
        if path == OPEN:
            return self._open(scope, headers, method)
        if path in _PUBLIC and method != "POST":
            return None
        if not access.knows(headers.all("cookie")):
            return HTMLResponse(self._page("closed"), 403)
        if method == "POST" and not self._sent_from_here(headers):
            return HTMLResponse(self._page("foreign"), 403)
        return self._too_large(scope, headers)

    def _again(self, headers: _Headers, method: str) -> Response:
        """Give a further key to a second `tpm serve` of the same person."""
        own = self._access.is_control(headers.one(CONTROL))
        # A browser would name where it comes from.
        if method != "POST" or not own or headers.all("origin") or headers.all("sec-fetch-site"):
            return _plain(403, "This is not for browsers.")
        return JSONResponse({"key": self._access.new_key()})

    def _open(self, scope: Scope, headers: _Headers, method: str) -> Response:
        """Give the browser its cookie, once for a key.

        It answers 200 with a refresh: browsers do not send a strict cookie along a redirect that
        began elsewhere.
        """
        keys = parse_qs(scope["query_string"].decode("latin-1")).get("key", [])
        if method == "GET" and len(keys) == 1 and self._access.redeem(keys[0]):
            cookie = {"Set-Cookie": self._access.set_cookie()}
            return HTMLResponse(self._page("opened"), 200, headers=cookie)
        if access_known(self._access, headers):
            return HTMLResponse(self._page("opened"), 200)
        return HTMLResponse(self._page("closed"), 403)

    def _sent_from_here(self, headers: _Headers) -> bool:
        """Return whether a form was sent by a page of this very server."""
        own = f"http://{headers.one('host')}"
        site = headers.all("sec-fetch-site")
        return headers.all("origin") == [own] and site in ([], ["same-origin"])

    def _most(self, scope: Scope) -> int:
        if scope["method"] != "POST":
            return 0
        uploads = limits.UPLOADS * limits.UPLOAD if self._upload_path(scope["path"]) else 0
        return limits.FORM + uploads

    def _too_large(self, scope: Scope, headers: _Headers) -> Response | None:
        length = headers.one("content-length")
        if length and (not length.isdigit() or int(length[:20]) > self._most(scope)):
            return HTMLResponse(self._page("too-large"), 413, headers={"Connection": "close"})
        return None


def access_known(access: Access, headers: _Headers) -> bool:
    """Return whether the browser has the cookie already."""
    return access.knows(headers.all("cookie"))


class _Headers:
    """The headers of a request, each with every value that was sent."""

    def __init__(self, scope: Scope) -> None:
        self._pairs: list[tuple[bytes, bytes]] = scope["headers"]

    def all(self, name: str) -> list[str]:
        wanted = name.encode()
        return [value.decode("latin-1") for key, value in self._pairs if key == wanted]

    def one(self, name: str) -> str:
        found = self.all(name)
        return found[0] if len(found) == 1 else ""


def _limited(receive: Receive, most: int) -> Receive:
    """Return what receives a body of at most so many bytes, whatever length was announced."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLargeError
        return message

    return limited


def _plain(status: int, text: str, headers: Mapping[str, str] | None = None) -> Response:
    return Response(f"{text}\n", status, headers, media_type="text/plain")


def log(line: str, *, to: Any = None) -> None:
    """Write one line of the log to standard error."""
    print(sanitize_line(line)[:300], file=to or sys.stderr, flush=True)
