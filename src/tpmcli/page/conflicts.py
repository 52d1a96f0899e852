from __future__ import annotations

from starlette.responses import Response

from tpmcli.page.visit import Visit


def show(visit: Visit) -> Response:
    return visit.go("/")


def resolve(visit: Visit) -> Response:
    return visit.go("/")
