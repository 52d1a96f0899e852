"""The formats of the report on a project, by name. A format is imported when it is used.

To add one: a module with `render`, and a line here. The command line offers whatever stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast

from tpmcli.rules.project_report import ProjectReport

FORMATS: Mapping[str, str] = {
    "html": "tpmcli.render.project.html",
    "markdown": "tpmcli.render.project.markdown",
}


class _Format(Protocol):
    def render(self, report: ProjectReport) -> str: ...


def render(name: str, report: ProjectReport) -> str:
    """The report in the format of that name, ending with a line feed."""
    from importlib import import_module

    return cast(_Format, import_module(FORMATS[name])).render(report)
