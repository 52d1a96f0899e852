from __future__ import annotations

from starlette.responses import Response

from tpmcli.page.visit import Visit


def show(visit: Visit) -> Response:
    return visit.go("/")


def send(visit: Visit) -> Response:
    return visit.go("/")


def undo(visit: Visit) -> Response:
    return visit.go("/")


def update(visit: Visit) -> Response:
    return visit.go("/")


def main_notices(visit: Visit) -> tuple[()]:
    return ()
