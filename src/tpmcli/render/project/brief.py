"""The first screen of the report as Markdown, and as text for a terminal or a mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tpmcli.render.escape import markdown
from tpmcli.render.project.first_screen import first_screen
from tpmcli.render.project.screen_parts import FirstScreen, TaskRow
from tpmcli.render.style import Style
from tpmcli.rules.project_report import ProjectReport
from tpmcli.text.sanitize import sanitize_line


def render_markdown(report: ProjectReport) -> str:
    """Render the first screen as Markdown, ending with a line feed."""

    def text(words: str) -> str:
        return markdown(words.strip(), 0) or "-"

    first = first_screen(report)
    blocks = [
        f"# {text(first.title)}: {text(first.verdict.word)}",
        f"**{text(first.verdict.sentence)}** {text(_why(first))}",
        text(_about(first, report)),
    ]
    for heading, lines in _sections(first):
        blocks += [f"## {heading}", "\n".join(f"- {text(line)}" for line in lines)]
    return "\n\n".join(blocks) + "\n"


def render_text(report: ProjectReport, style: Style) -> str:
    """Render the first screen as plain text, ending with a line feed."""
    first = first_screen(report)
    looks = {"good": "green", "bad": "red", "care": "yellow"}
    word = style.paint(first.verdict.word, looks.get(first.verdict.mood, "bold"), "bold")
    title = style.paint(sanitize_line(first.title), "bold")
    lines = [f"{title} · {word}"]
    lines += style.paragraph(f"{first.verdict.sentence} {_why(first)}")
    lines += style.paragraph(_about(first, report))
    for heading, rows in _sections(first):
        lines += ["", style.paint(heading, "bold")]
        for row in rows:
            lines += style.paragraph(row, "  ", "    ")
    return "\n".join(lines) + "\n"


def _why(first: FirstScreen) -> str:
    advice = first.verdict.recommendation
    return f"{first.verdict.why} {f'Recommendation: {advice}.' if advice else ''}".strip()


def _about(first: FirstScreen, report: ProjectReport) -> str:
    """Return the date, the commit, the numbers of the gate and the people."""
    verdict, source = first.verdict, report.source
    parts = [first.day]
    if source is not None:
        commit = f"{source.branch} at {source.commit[:10]}" if source.branch else source.commit[:10]
        parts.append(f"{commit}, with uncommitted changes" if source.dirty else commit)
    if verdict.total:
        waived = f", {verdict.waived:,} waived" if verdict.waived else ""
        items = f"{verdict.satisfied:,} of {verdict.total:,} required items satisfied"
        parts.append(f"{items}{waived}")
    parts += [f"{role} {who}" for role, who in first.roles]
    return " · ".join([*parts, first.remark] if first.remark else parts)


def _sections(first: FirstScreen) -> Iterator[tuple[str, list[str]]]:
    """Yield the headings with their lines; a heading without a line is left out."""
    phases = [
        f"{row.title}: {row.state}{f', {row.when}' if row.when else ''}" for row in first.phases
    ]
    progress = [
        f"{row.title}: {row.burn_up.satisfied:,} of {row.burn_up.total:,} required items satisfied"
        for row in first.progress
    ]
    decided = []
    for row in first.decisions:
        advice = f" (recommended: {row.recommended})" if row.recommended else ""
        decided.append(f"{row.day} {row.word} for {row.phase}, by {row.who}{advice}")
        decided += [
            f"{row.day} condition: {each.text}, {each.who} by {each.due}: {each.state}"
            for each in row.conditions
        ]
    now = _rows(first.now, first.more_now, _task)
    later = _rows(first.later, first.more_later, _task)
    for heading, lines in (
        ("Holds the gate now", now),
        ("Promised and planned", later),
        ("Phases", phases),
        ("Required items up to this gate", progress),
        ("Decided so far", decided),
    ):
        if lines:
            yield heading, lines


def _rows(rows: tuple[TaskRow, ...], more: int, line: Callable[[TaskRow], str]) -> list[str]:
    return [*map(line, rows), *([f"and {more:,} more"] if more else [])]


def _task(row: TaskRow) -> str:
    when = "" if row.when == "now" else f"{row.when}: "
    late = "overdue since " if row.late else ""
    why = f" ({row.why.removesuffix('.')})" if row.why else ""
    return f"{late}{when}{row.who}: {row.what}{why}"
