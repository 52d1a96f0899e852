"""The project report as one HTML page: no script, no external resource, fit for print.

It shows what `first_screen` and `details` say, with charts drawn as SVG.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from os.path import dirname, join
from typing import TYPE_CHECKING

from tpmcli.model.problem import Problem
from tpmcli.render.ceremony import REMARK
from tpmcli.render.dates import in_full, with_weekday, written
from tpmcli.render.escape import page_text
from tpmcli.render.page import BASE_STYLE, CHART_STYLE, asset, environment, render_page
from tpmcli.render.project.charts import Chart, burn_up, calendar, phase_line
from tpmcli.render.project.details import details
from tpmcli.render.project.first_screen import first_screen
from tpmcli.render.project.phrases import UNVERIFIED, minutes
from tpmcli.rules.project_report import ProjectReport
from tpmcli.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment

# With more roles than these, their charts are small.
_MOST_LARGE = 2
_TEMPLATES = join(dirname(__file__), "templates")


def render(report: ProjectReport, *, brief: bool = False) -> str:
    """Render the page, or its first screen alone, ending with a line feed."""
    first, today = first_screen(report), report.status.today
    small = len(first.progress) > _MOST_LARGE
    charts: dict[str, Chart | None] = {
        "phases": phase_line(first.phases, today),
        "calendar": calendar(first.dated, today) if first.dated else None,
    }
    return _page(
        "report.html",
        first=first,
        details=None if brief else details(report),
        source=report.source,
        charts=charts,
        burn_ups=[burn_up(row, today, small=small) for row in first.progress],
        small=small,
        current=report.status.current.id if report.status.current else "",
        minutes=lambda target: minutes(target, report),
    )


def render_problems(problems: Sequence[Problem]) -> str:
    """Render why nothing could be evaluated, as a page ending with a line feed."""
    from tpmcli.render.fix import command_of, help_of
    from tpmcli.render.problem import problem_message

    rows = [
        (each.file, each.line, problem_message(each), help_of(each.hint) or command_of(each.hint))
        for each in problems
    ]
    return _page("problems.html", problems=rows)


def _page(template: str, **values: object) -> str:
    return render_page(_templates(), template, style_sheet(), version=__version__, **values)


def style_sheet() -> str:
    """Return the style sheet, for a screen by day and night, a phone, and paper."""
    return asset(BASE_STYLE, CHART_STYLE, join(_TEMPLATES, "style.css"))


@cache
def _templates() -> Environment:
    made = environment(_TEMPLATES)
    made.filters |= {
        "full": in_full,
        "weekday": with_weekday,
        "written": written,
        "coded": _coded,
    }
    made.globals |= {"unverified": UNVERIFIED, "ceremony_remark": REMARK}
    return made


def _coded(text: str) -> object:
    """Return a message in which text between backticks is code."""
    if "`" not in text:
        return text
    from markupsafe import Markup, escape

    # Plain text from here on: markup would be joined several times as slowly.
    parts = [str(escape(page_text(part))) for part in text.split("`")]
    if len(parts) % 2 == 0:
        return Markup("`".join(parts))  # noqa: S704 - escaped above
    marked = (f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))
    return Markup("".join(marked))  # noqa: S704 - escaped above
