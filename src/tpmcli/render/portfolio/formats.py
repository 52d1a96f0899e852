"""The formats of a portfolio, by name. A format is imported when it is used.

To add one: a module with `render`, and a line in `FORMATS`. The command line offers every format of
that table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast

from tpmcli.render.style import Style
from tpmcli.rules.portfolio_view import Portfolio

FORMATS: Mapping[str, str] = {
    "text": "tpmcli.render.portfolio.text",
    "markdown": "tpmcli.render.portfolio.markdown",
    "csv": "tpmcli.render.portfolio.csv",
    "json": "tpmcli.render.portfolio.json",
    "jsonl": "tpmcli.render.portfolio.jsonl",
    "html": "tpmcli.render.portfolio.html",
}
# Formats for people at a terminal, which take a style; the others look the same everywhere.
_STYLED = frozenset({"text"})


class _Plain(Protocol):
    def render(self, portfolio: Portfolio) -> str: ...


class _Styled(Protocol):
    def render(self, portfolio: Portfolio, style: Style) -> str: ...


def render(name: str, portfolio: Portfolio, style: Style) -> str:
    """Render the portfolio in the format of that name, ending with a line feed."""
    from importlib import import_module

    module = import_module(FORMATS[name])
    if name in _STYLED:
        return cast(_Styled, module).render(portfolio, style)
    return cast(_Plain, module).render(portfolio)
