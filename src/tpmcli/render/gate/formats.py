"""The formats of a gate report, by name. A format is imported when it is used.

To add one: a module with `render` and `render_problems`, and a line in `FORMATS`. The command line
offers every format of that table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, cast

from tpmcli.model.problem import Problem
from tpmcli.model.verdict import GateReport
from tpmcli.render.style import Style

if TYPE_CHECKING:
    from tpmcli.rules.portfolio import ReportState

FORMATS: Mapping[str, str] = {
    "text": "tpmcli.render.gate.text",
    "json": "tpmcli.render.gate.json",
    "junit": "tpmcli.render.gate.junit",
    "sarif": "tpmcli.render.gate.sarif",
    "markdown": "tpmcli.render.gate.markdown",
    "github": "tpmcli.render.gate.github",
    "badge": "tpmcli.render.gate.badge",
}
# Formats for people, which take a style; the others look the same everywhere.
_STYLED = frozenset({"text"})
# Formats for other programs that carry the state of each project as well.
_STATED = frozenset({"json"})


class _Plain(Protocol):
    def render(self, report: GateReport) -> str: ...

    def render_problems(self, problems: Sequence[Problem]) -> str: ...


class _Styled(Protocol):
    def render(self, report: GateReport, style: Style) -> str: ...


class _Stated(Protocol):
    def render(self, report: GateReport, state: ReportState | None) -> str: ...


def carries_state(name: str) -> bool:
    """Return whether the format of that name shows the state of each project."""
    return name in _STATED


def render(
    name: str,
    report: GateReport,
    style: Style | None = None,
    state: ReportState | None = None,
) -> str:
    """Render the report in the format of that name, ending with a line feed."""
    module = _module(name)
    if name in _STATED:
        return cast(_Stated, module).render(report, state)
    if name in _STYLED:
        return cast(_Styled, module).render(report, style or Style())
    return cast(_Plain, module).render(report)


def render_problems(name: str, problems: Sequence[Problem]) -> str:
    """Render the problems that prevented the evaluation, in the format of that name."""
    return cast(_Plain, _module(name)).render_problems(problems)


def _module(name: str) -> object:
    from importlib import import_module

    return import_module(FORMATS[name])
