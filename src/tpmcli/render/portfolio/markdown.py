"""`tpm portfolio` as Markdown: one table, for a wiki page or a status meeting."""

from __future__ import annotations

from tpmcli.render.due import due_owners
from tpmcli.render.escape import markdown, markdown_code
from tpmcli.render.portfolio.text import counts, gate_in_words, group_name, in_words, origin_remark
from tpmcli.render.problem import problem_line
from tpmcli.render.short_increment import short_text
from tpmcli.rules.portfolio import Health, ProjectSummary, sum_up
from tpmcli.rules.portfolio_view import Portfolio

_HEAD = """\
| project | folder | phase | gate | last decision | waivers | next due | problems |
|---|---|---|---|---|---|---|---|"""


def render(portfolio: Portfolio) -> str:
    """Render the projects in their order below their sum, a table for each group."""
    lines = [f"**{in_words(portfolio)}**", ""]
    for group in portfolio.groups():
        if portfolio.by:
            # A heading of the group's own words alone: `markdown` must not begin a line.
            name = markdown(group_name(portfolio.by, group), 150)
            lines += [f"### {name}", "", f"{counts(sum_up(group.summaries)).capitalize()}", ""]
        rows = [f"| {' | '.join(_cells(each))} |" for each in group.summaries]
        lines += [_HEAD, *rows, ""]
    return "\n".join(lines[:-1]) + "\n"


def _cells(summary: ProjectSummary) -> list[str]:
    folder = markdown_code(summary.place, cell=True)
    if summary.health is Health.NOT_EVALUATED:
        name = _name(summary) if summary.name else "-"
        return [name, folder, *["-"] * 5, f"not checked: {_problem(summary)}"]
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
    if remark := origin_remark(summary):
        parts.append(remark)
    return "<br>".join(parts) or "-"
