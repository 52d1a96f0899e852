"""`tpm portfolio` as Markdown: one table, for a wiki page or a status meeting."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.report.escape import markdown, markdown_code
from tpmcli.report.portfolio_text import gate_in_words, in_words
from tpmcli.report.style import plural
from tpmcli.rules.portfolio import Health, Standing, total

_HEAD = """\
| project | folder | phase | gate | last decision | waivers | next due | trouble |
|---|---|---|---|---|---|---|---|"""


def render(standings: Sequence[Standing], today: str) -> str:
    """The lines in the order in which they come, and above them their sum."""
    rows = [f"| {' | '.join(_cells(each))} |" for each in standings]
    return "\n".join([f"**{in_words(total(standings), today)}**", "", _HEAD, *rows]) + "\n"


def _cells(standing: Standing) -> list[str]:
    folder = markdown_code(standing.folder, cell=True)
    if standing.health is Health.NOT_EVALUATED:
        return ["-", folder, *["-"] * 5, f"not evaluated: {_problem(standing)}"]
    decision, due = standing.decision, standing.due
    taken = f"{decision.decision} · {decision.phase} · {decision.day}" if decision else "-"
    return [
        markdown(f"{standing.name} {standing.increment}", 150),
        folder,
        markdown(standing.phase) or "-",
        markdown(gate_in_words(standing)),
        markdown(taken),
        str(standing.waived),
        markdown(f"{due.day} {due.owner}", 150) if due else "-",
        _trouble(standing),
    ]


def _problem(standing: Standing) -> str:
    return markdown("; ".join(str(problem) for problem in standing.problems[:1]))


def _trouble(standing: Standing) -> str:
    parts = []
    if standing.broken:
        parts.append(f"no longer holds: {markdown(', '.join(standing.broken))}")
    if standing.overdue:
        since = standing.overdue[0].day
        parts.append(f"{plural(len(standing.overdue), 'thing')} overdue since {since}")
    return "<br>".join(parts) or "-"
