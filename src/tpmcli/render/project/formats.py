"""The formats of the project report, by name. A format is imported when it is used.

To add one: a module with `render`, and a line in `FORMATS`. The command line offers every format of
that table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast

from tpmcli.rules.project_report import ProjectReport

FORMATS: Mapping[str, str] = {
    "html": "tpmcli.render.project.html",
    "markdown": "tpmcli.render.project.markdown",
    "badge": "tpmcli.render.project.badge",
}


class _Format(Protocol):
    def render(self, report: ProjectReport) -> str: ...


def render(name: str, report: ProjectReport) -> str:
    """Render the report in the format of that name, ending with a line feed."""
    from importlib import import_module

    return cast(_Format, import_module(FORMATS[name])).render(report)
