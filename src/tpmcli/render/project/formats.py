"""The formats of the project report, by name. A format is imported when it is used.

To add one: a line in `FORMATS`, and a case in `render` and `render_problems`. The command line
offers every format of that table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpmcli.model.problem import Problem
from tpmcli.render.style import Style
from tpmcli.rules.project_report import ProjectReport

FORMATS: Mapping[str, str] = {
    "html": "a page",
    "markdown": "Markdown",
    "text": "plain text, for the first screen alone",
    "badge": "a badge: the phase and the verdict, as SVG",
}
BRIEF_ONLY = frozenset({"text"})
"""The formats that have the first screen alone."""


def render(
    name: str, report: ProjectReport, style: Style | None = None, *, brief: bool = False
) -> str:
    """Render the report in the format of that name, ending with a line feed.

    With `brief`, only the first screen; a badge is always brief. `style` is for text alone.
    """
    if name == "badge":
        from tpmcli.render.project import badge

        return badge.render(report)
    if name == "html":
        from tpmcli.render.project import html

        return html.render(report, brief=brief)
    if not brief:
        from tpmcli.render.project import markdown

        return {"markdown": markdown.render}[name](report)
    from tpmcli.render.project.brief import render_markdown, render_text

    if name == "text":
        return render_text(report, style or Style())
    return {"markdown": render_markdown}[name](report)


def render_problems(name: str, problems: Sequence[Problem]) -> str:
    """Render why nothing could be evaluated, in the format of that name."""
    if name == "html":
        from tpmcli.render.project import html

        return html.render_problems(problems)
    from tpmcli.render.gate import formats

    return formats.render_problems(name, problems)
