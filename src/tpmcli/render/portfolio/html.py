"""`tpm portfolio` as one HTML page: a heat map of projects and phases. It loads nothing.

Everything is there without the script, which only filters and sorts.
"""

from collections.abc import Iterator
from os.path import dirname, join
from typing import NamedTuple

from tpmcli.render.due import KINDS, due_owners, due_text
from tpmcli.render.page import BASE_STYLE, asset, environment, render_page
from tpmcli.render.portfolio.text import (
    MARKS,
    SUMS,
    counts,
    gate_in_words,
    group_name,
    in_words,
    origin_remark,
)
from tpmcli.render.problem import problem_line
from tpmcli.render.short_increment import short_text
from tpmcli.render.style import cut, plural
from tpmcli.rules.portfolio import Health, ProjectSummary, sum_up
from tpmcli.rules.portfolio_phases import PhaseCell, PhaseState, columns_of
from tpmcli.rules.portfolio_view import Portfolio, label_values

_TEMPLATES = join(dirname(__file__), "templates")
_PROBLEMS_SHOWN = 3
_LONGEST = 200
_SHORT = 100

_CELLS = {
    PhaseState.GO: ("good", "✓", "Go"),
    PhaseState.CONDITIONAL: ("care", "◐", "Conditional"),
    PhaseState.BROKEN: ("bad", "✗", "No longer holds"),
    PhaseState.OPEN: ("open", "▶", ""),
    PhaseState.READY: ("ready", "●", "Ready"),
    PhaseState.HOLD: ("care", "=", "Hold"),
    PhaseState.RECYCLE: ("care", "↺", "Recycle"),
    PhaseState.KILL: ("bad", "■", "Kill"),
    PhaseState.LATER: ("none", "·", "Later"),
    PhaseState.SKIPPED: ("none", "/", "Skipped"),
}
_LEGEND = {
    PhaseState.GO: "decided “go”, and it still holds",
    PhaseState.CONDITIONAL: "decided “conditional”: go, with conditions",
    PhaseState.BROKEN: "the gate passed, but its answers, evidence or waivers changed since",
    PhaseState.OPEN: "the current gate, with its satisfied and all its required items",
    PhaseState.READY: "the current gate is met and waits for a decision",
    PhaseState.HOLD: "decided “hold”",
    PhaseState.RECYCLE: "reopened",
    PhaseState.KILL: "the project was stopped here",
    PhaseState.LATER: "not reached yet",
    PhaseState.SKIPPED: "this increment does not pass the gate",
}
_TONES = {
    Health.NOT_EVALUATED: "bad",
    Health.NO_LONGER_HOLDS: "bad",
    Health.OVERDUE: "bad",
    Health.UNMET: "link",
    Health.MET: "good",
    Health.COMPLETE: "good",
    Health.KILLED: "soft",
}


class _Cell(NamedTuple):
    """A cell of the heat map; `rank` is what it is sorted by."""

    look: str
    sign: str
    words: str
    rank: int


class _Row(NamedTuple):
    """A project; the cells of phases that it does not have are None."""

    name: str
    increment: str
    place: str
    tone: str
    sign: str
    state: str
    rank: int
    gate: str
    labels: tuple[str, ...]
    cells: tuple[_Cell | None, ...]
    due: str
    due_words: str
    report: str
    age: int
    notes: tuple[str, ...]


class _Group(NamedTuple):
    """A heading with its sum, and its rows; the heading is empty if there is one group."""

    heading: str
    words: str
    rows: tuple[_Row, ...]


def render(portfolio: Portfolio) -> str:
    """Render the page."""
    phases = columns_of(each.phases for each in portfolio.summaries)
    titles = {cell.phase: cell.title for each in portfolio.summaries for cell in each.phases}
    labels = label_values(portfolio.summaries)
    return render_page(
        environment(_TEMPLATES),
        "portfolio.html",
        style_sheet(),
        asset(join(_TEMPLATES, "filter.js")),
        today=portfolio.today,
        summary=in_words(portfolio),
        collected=portfolio.collected,
        phases=[(name, titles[name]) for name in phases],
        labels=labels,
        states=[SUMS[state] for state in Health if portfolio.totals().by_health[state]],
        groups=tuple(_groups(portfolio, phases, list(labels))),
        legend=[(*_CELLS[state], words) for state, words in _LEGEND.items()],
        total=plural(len(portfolio.summaries), "project"),
    )


def style_sheet() -> str:
    """Return the style sheet, for a screen by day and night, a phone, and paper."""
    return asset(BASE_STYLE, join(_TEMPLATES, "style.css"))


def _groups(portfolio: Portfolio, phases: list[str], labels: list[str]) -> Iterator[_Group]:
    for group in portfolio.groups():
        heading = group_name(portfolio.by, group) if portfolio.by else ""
        rows = tuple(_row(each, phases, labels) for each in group.summaries)
        yield _Group(heading[:1].upper() + heading[1:], counts(sum_up(group.summaries)), rows)


def _row(summary: ProjectSummary, phases: list[str], labels: list[str]) -> _Row:
    health, due, origin = summary.health, summary.due, summary.origin
    cells = {cell.phase: _cell(cell) for cell in summary.phases}
    first = summary.overdue[0] if summary.overdue else due
    dated = origin is not None and origin.as_of
    return _Row(
        cut(summary.name or summary.place, _LONGEST),
        cut(summary.increment, _LONGEST),
        cut(summary.place, _LONGEST) if summary.name else "",
        _TONES[health],
        MARKS[health][0],
        SUMS[health],
        list(Health).index(health),
        gate_in_words(summary) if health is not Health.NOT_EVALUATED else "",
        tuple(summary.labels.get(name, "") for name in labels),
        tuple(cells.get(name) for name in phases),
        first.day if first else "",
        cut(f"{KINDS[first.kind]}: {due_text(first)} ({due_owners(first)})", _SHORT)
        if first
        else "",
        origin.as_of if origin and dated else "",
        origin.days if origin and dated else -1,
        tuple(_notes(summary)),
    )


def _cell(cell: PhaseCell) -> _Cell:
    look, sign, words = _CELLS[cell.state]
    rank = list(PhaseState).index(cell.state) * 100
    if cell.state is PhaseState.OPEN:
        tenths = cell.satisfied * 10 // cell.total if cell.total else 0
        return _Cell(f"open q{tenths}", sign, f"{cell.satisfied} of {cell.total}", rank + tenths)
    return _Cell(look, sign, words, rank)


def _notes(summary: ProjectSummary) -> Iterator[str]:
    """Yield what is to be known of a project beside its cells."""
    for problem in summary.problems[:_PROBLEMS_SHOWN]:
        yield cut(problem_line(problem), 2 * _LONGEST)
    more = len(summary.problems) - _PROBLEMS_SHOWN
    if more > 0:
        yield f"and {plural(more, 'more problem')}"
    if summary.broken:
        yield cut(f"no longer holds: {', '.join(summary.broken)}", _LONGEST)
    if len(summary.overdue) > 1:
        yield f"{len(summary.overdue):,} overdue dates"
    if summary.waived:
        yield plural(summary.waived, "active waiver")
    if summary.short is not None:
        yield cut(short_text(summary.short), _LONGEST)
    if remark := origin_remark(summary):
        yield remark
