"""`tpm portfolio` as text: one line a project, with its problems, worst first."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.fix import Command, tpm
from tpmcli.model.place import Place, placed_command
from tpmcli.model.problem import Flaw, Problem
from tpmcli.model.verdict import GateVerdict
from tpmcli.render.due import due_line, due_owners
from tpmcli.render.fix import fix_lines
from tpmcli.render.problem import problem_line
from tpmcli.render.short_increment import short_text
from tpmcli.render.style import Style, cut, pad, plural
from tpmcli.rules.portfolio import Health, ProjectSummary, Totals, sum_up
from tpmcli.rules.portfolio_view import Group, Portfolio
from tpmcli.text.sanitize import sanitize_line

MARKS = {
    Health.NOT_EVALUATED: ("?", "red"),
    Health.NO_LONGER_HOLDS: ("✗", "red"),
    Health.OVERDUE: ("✗", "red"),
    Health.UNMET: ("▶", "cyan"),
    Health.MET: ("✓", "green"),
    Health.COMPLETE: ("✓", "green"),
    Health.KILLED: ("-", "dim"),
}
"""The mark of each state, and its colour."""

SUMS = {
    Health.NOT_EVALUATED: "not checked",
    Health.NO_LONGER_HOLDS: "no longer holds",
    Health.OVERDUE: "overdue",
    Health.UNMET: "not met",
    Health.MET: "met",
    Health.COMPLETE: "complete",
    Health.KILLED: "killed",
}
"""Each state in a word or two."""

_HEAD = ("project", "phase", "gate", "decided", "waived", "next due")
_GAP = "  "
_LEAST_NAME = 12
_LEAST_DUE = 10
_LEAST_OWNED = 16  # a narrower column shows the day alone
_OVERDUE_SHOWN = 3


def render(portfolio: Portfolio, style: Style) -> str:
    """Render the projects in their order, ending with their sum."""
    judged = [each for each in portfolio.summaries if each.health is not Health.NOT_EVALUATED]
    widths = _widths([_HEAD, *map(_cells, judged)], style.width)
    lines = []
    if judged:
        lines.append(style.paint(_row("  ", _HEAD, widths), "dim"))
    for group in portfolio.groups():
        if portfolio.by:
            lines += ["", *_group_head(portfolio, group, style)]
        for each in group.summaries:
            lines += _project(each, widths, style)
    return "\n".join([*lines, "", *style.paragraph(in_words(portfolio))]) + "\n"


def _group_head(portfolio: Portfolio, group: Group, style: Style) -> list[str]:
    lines = style.paragraph(f"{group_name(portfolio.by, group)}: {counts(sum_up(group.summaries))}")
    return [style.paint(line, "bold") for line in lines]


def _project(summary: ProjectSummary, widths: list[int], style: Style) -> list[str]:
    sign, look = MARKS[summary.health]
    mark = f"{style.paint(sign, look)} "
    if summary.health is Health.NOT_EVALUATED:
        return _why_not(summary, mark, style)
    lines = [_row(mark, _cells(summary), widths, summary.increment)]
    if summary.short is not None:
        lines += style.paragraph(short_text(summary.short), "    ", "      ")
    troubles = _troubles(summary, style)
    lines += troubles
    if remark := origin_remark(summary):
        # Troubles name the place already.
        named = remark if troubles else f"{remark}: {summary.place}"
        lines += style.paragraph(named, "    ", "      ")
    return lines


def origin_remark(summary: ProjectSummary) -> str:
    """Return what is to be known of the report behind a summary; empty if it is nothing."""
    origin = summary.origin
    if origin is None or not (origin.old or origin.days < 0 or origin.earlier):
        return ""
    parts = []
    if origin.old:
        parts.append(f"report of {origin.as_of}, {plural(origin.days, 'day')} old")
    if origin.days < 0:
        parts.append(f"report dated {origin.as_of}, after this date")
    if origin.earlier:
        parts.append(f"newest of {origin.earlier + 1:,} reports")
    return ", ".join(parts)


def group_name(by: str, group: Group) -> str:
    """Return the heading of a group."""
    return f"no {by}" if group.value is None else f"{by} {group.value}"


def _cells(summary: ProjectSummary) -> tuple[str, ...]:
    due = summary.due
    return (
        f"{sanitize_line(summary.name)} {sanitize_line(summary.increment)}",
        sanitize_line(summary.phase) or "-",
        gate_in_words(summary),
        summary.decision.decision if summary.decision else "-",
        str(summary.waived or "-"),
        f"{due.day} {sanitize_line(due_owners(due))}" if due else "-",
    )


def gate_in_words(summary: ProjectSummary) -> str:
    """Return the state of the current gate, in a word or two."""
    if summary.health is Health.KILLED:
        return "killed"
    if summary.verdict is None:
        return "complete"
    if summary.verdict is GateVerdict.MET:
        return "met"
    if summary.open_musts:
        return f"{summary.open_musts:,} open"
    return "unsigned" if summary.unsigned else "not met"


def _widths(rows: Sequence[tuple[str, ...]], width: int) -> list[int]:
    """Return the widths of the columns, so that lines fit into `width`; 0 is unlimited."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    if width:
        room = width - 2 - len(_GAP) * (len(widths) - 1) - sum(widths[1:-1])
        # The name gets up to two thirds of the room that the narrow columns leave.
        widths[-1] = min(widths[-1], max(_LEAST_DUE, room - min(widths[0], room * 2 // 3)))
        widths[0] = min(widths[0], max(_LEAST_NAME, room - widths[-1]))
    return widths


def _row(mark: str, cells: tuple[str, ...], widths: list[int], tail: str = "") -> str:
    """Return one line; the increment at the end of a name that is too long is kept."""
    name, *others = cells
    end = f" {sanitize_line(tail)}" if tail else ""
    if len(name) > widths[0] and len(end) < widths[0] - 4:
        name = cut(name.removesuffix(end), widths[0] - len(end)) + end
    if len(others[-1]) > widths[-1] < _LEAST_OWNED:
        others[-1] = others[-1].partition(" ")[0]
    shown = [cut(name, widths[0]), *map(cut, others, widths[1:])]
    return mark + _GAP.join(map(pad, shown, widths)).rstrip()


def _troubles(summary: ProjectSummary, style: Style) -> list[str]:
    if summary.health not in (Health.NO_LONGER_HOLDS, Health.OVERDUE):
        return []
    lines = style.paragraph(summary.place, "    in ", "       ")
    if summary.broken:
        lines += style.paragraph(", ".join(summary.broken), "    no longer holds: ", "      ")
    for due in summary.overdue[:_OVERDUE_SHOWN]:
        lines.append(due_line(due, "    ", style, overdue=True, least=20))
    more = len(summary.overdue) - _OVERDUE_SHOWN
    if more > 0:
        lines.append(f"    and {more} more")
        lines += _there(summary, tpm("due"), style)
    return lines


def _why_not(summary: ProjectSummary, mark: str, style: Style) -> list[str]:
    lines = style.paragraph(f"{summary.place}: not checked", mark, "  ")
    if summary.name:
        lines += style.paragraph(f"{summary.name} {summary.increment}", "    ")
    first, *others = summary.problems or (Problem(Flaw.UNKNOWN_REASON),)
    lines += style.paragraph(problem_line(first), "    ")
    lines += fix_lines(first.hint, style, 4)
    if others:
        lines.append(f"    and {plural(len(others), 'more problem')}")
        lines += _there(summary, tpm("status"), style)
    return lines


def _there(summary: ProjectSummary, command: Command, style: Style) -> list[str]:
    """Return a command for a project of the portfolio, which is named with -C.

    There is none for a project of which only a report is here.
    """
    if summary.origin is not None:
        return []
    above = style.place.directory
    folder = f"{above}/{summary.folder}" if above else summary.folder
    return fix_lines(placed_command(command, Place(folder)), style, 4)


def in_words(portfolio: Portfolio) -> str:
    """Return the sum, in one line."""
    totals = portfolio.totals()
    parts = [counts(totals)]
    if totals.old:
        parts.append(f"{plural(totals.old, 'report')} older than {portfolio.max_age or 0:,} days")
    if totals.earlier:
        parts.append(f"{plural(totals.earlier, 'earlier report')} left out")
    if totals.left_out:
        parts.append(f"{plural(totals.left_out, 'report')} on pull requests left out")
    return f"{plural(totals.projects, 'project')} on {portfolio.today}: {', '.join(parts)}"


def counts(totals: Totals) -> str:
    """Return the number of projects in each state, and what they have open, in words."""
    parts = [f"{count:,} {SUMS[health]}" for health, count in totals.by_health.items() if count]
    if totals.waived:
        parts.append(plural(totals.waived, "active waiver"))
    if totals.overdue:
        parts.append(plural(totals.overdue, "overdue date"))
    return ", ".join(parts) or "none"
