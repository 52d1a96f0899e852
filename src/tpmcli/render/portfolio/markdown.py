"""`tpm portfolio` as Markdown: one table, for a wiki page or a status meeting."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.render.due import due_owners
from tpmcli.render.escape import markdown, markdown_code
from tpmcli.render.portfolio.text import gate_in_words, in_words
from tpmcli.render.problem import problem_line
from tpmcli.render.short_increment import short_text
from tpmcli.rules.portfolio import Health, ProjectSummary, sum_up

_HEAD = """\
| project | folder | phase | gate | last decision | waivers | next due | problems |
|---|---|---|---|---|---|---|---|"""


def render(summaries: Sequence[ProjectSummary], today: str) -> str:
    """Render the summaries in the given order, below their sum."""
    rows = [f"| {' | '.join(_cells(each))} |" for each in summaries]
    return "\n".join([f"**{in_words(sum_up(summaries), today)}**", "", _HEAD, *rows]) + "\n"


def _cells(summary: ProjectSummary) -> list[str]:
    folder = markdown_code(summary.folder, cell=True)
    if summary.health is Health.NOT_EVALUATED:
        return ["-", folder, *["-"] * 5, f"not checked: {_problem(summary)}"]
    decision, due = summary.decision, summary.due
    taken = f"{decision.decision} · {decision.phase} · {decision.day}" if decision else "-"
    return [
        _name(summary),
        folder,
        markdown(summary.phase) or "-",
        markdown(gate_in_words(summary)),
        markdown(taken),
        str(summary.waived),
        markdown(f"{due.day} {due_owners(due)}", 150) if due else "-",
        _trouble(summary),
    ]


def _name(summary: ProjectSummary) -> str:
    name = markdown(f"{summary.name} {summary.increment}", 150)
    return f"{name}<br>{markdown(short_text(summary.short))}" if summary.short else name


def _problem(summary: ProjectSummary) -> str:
    return markdown("; ".join(problem_line(problem) for problem in summary.problems[:1]))


def _trouble(summary: ProjectSummary) -> str:
    parts = []
    if summary.broken:
        parts.append(f"no longer holds: {markdown(', '.join(summary.broken))}")
    if summary.overdue:
        since = summary.overdue[0].day
        parts.append(f"{len(summary.overdue):,} overdue, the first since {since}")
    return "<br>".join(parts) or "-"
