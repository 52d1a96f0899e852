"""The style, the script and the icon of the page: a fixed list, from the package."""

from __future__ import annotations

from functools import cache
from os.path import dirname, join

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tpmcli.page.alone import alone
from tpmcli.render.page import BASE_STYLE, asset

_FOLDER = join(dirname(__file__), "static")
_KINDS = {
    "style.css": "text/css",
    "app.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


@cache
def _content(name: str) -> bytes:
    """Return a file; the style sheet begins with what the pages of the report have as well."""
    shared = [BASE_STYLE] if name == "style.css" else []
    return asset(*shared, join(_FOLDER, name)).encode("ascii")


async def show(request: Request) -> Response:
    """Return one of the files."""
    name = request.path_params["name"]
    if name not in _KINDS:
        return HTMLResponse(alone("missing"), 404)
    return Response(_content(name), media_type=_KINDS[name])
