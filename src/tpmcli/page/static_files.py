"""The style, the script and the icon of the page: a fixed list, from the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tpmcli.page.alone import alone

_KINDS = {
    "style.css": "text/css",
    "app.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


@cache
def _content(name: str) -> bytes:
    return (files("tpmcli.page") / "static" / name).read_bytes()


async def show(request: Request) -> Response:
    """Return one of the files."""
    name = request.path_params["name"]
    if name not in _KINDS:
        return HTMLResponse(alone("missing"), 404)
    return Response(_content(name), media_type=_KINDS[name])
