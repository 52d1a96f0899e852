"""The project report as one HTML page: no script, no external resource, fit for print.

The content-security policy allows nothing but the style sheet inside the page, by its digest, so
that even a broken escaper could run nothing. The page is ASCII, whatever its text, so that no
encoding on its way can damage it. Jinja is loaded only here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from os.path import dirname, join
from typing import TYPE_CHECKING

from tpmcli.model.problem import Problem
from tpmcli.render.escape import page_text
from tpmcli.render.project.charts import Chart, burn_up, calendar, phase_line
from tpmcli.render.project.dates import in_full, with_weekday, written
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
    from base64 import b64encode
    from hashlib import sha256

    from markupsafe import Markup

    style = style_sheet()
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    made = (
        _environment()
        .get_template(template)
        .render(style=Markup(style), style_digest=digest, version=__version__, **values)  # noqa: S704
    )
    return f"{made.rstrip()}\n".encode("ascii", "xmlcharrefreplace").decode("ascii")


@cache
def style_sheet() -> str:
    """Return the style sheet, for a screen by day and night, a phone, and paper."""
    with open(join(_TEMPLATES, "style.css"), encoding="ascii") as file:
        return file.read()


@cache
def _environment() -> Environment:
    """Return the templates: every value is made harmless, then escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=_harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "full": in_full,
        "weekday": with_weekday,
        "written": written,
        "coded": _coded,
    }
    made.globals["unverified"] = UNVERIFIED
    return made


def _harmless(value: object) -> object:
    if type(value) is str:
        return page_text(value)
    # What is markup already has `__html__`.
    return page_text(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _coded(text: str) -> object:
    """Return a message in which text between backticks is code."""
    if "`" not in text:
        return text
    from markupsafe import Markup, escape

    parts = [escape(page_text(part)) for part in text.split("`")]
    if len(parts) % 2 == 0:
        return Markup("`").join(parts)
    return Markup().join(
        Markup("<code>{}</code>").format(part) if number % 2 else part
        for number, part in enumerate(parts)
    )
