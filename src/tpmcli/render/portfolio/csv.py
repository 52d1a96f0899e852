"""`tpm portfolio` as CSV that a spreadsheet opens without running anything in it.

A spreadsheet takes text that begins with one of `= + - @`, a tab or a carriage return for a
formula, and some do so behind blanks or in their wide forms, too. An apostrophe before it keeps it
text, as OWASP's page on CSV injection advises. The byte order mark tells Excel that it is UTF-8.
Lines end with a line feed, which every reader takes, and no field has one in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tpmcli.render.due import due_owners, due_text
from tpmcli.render.portfolio.text import gate_in_words
from tpmcli.render.problem import problem_line
from tpmcli.rules.portfolio import ProjectSummary
from tpmcli.rules.portfolio_phases import columns_of
from tpmcli.rules.portfolio_view import Portfolio, label_values
from tpmcli.text.sanitize import sanitize_line

_BOM = "\ufeff"
_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_HEAD = (
    *("state", "id", "project", "increment", "phase", "gate"),
    *("required_satisfied", "required_total", "unsigned"),
    *("decision", "decided_phase", "decided_day", "decided_by"),
    *("no_longer_holds", "waivers", "next_due", "next_due_owner", "next_due_text", "overdue"),
    *("folder", "report", "report_day", "report_days", "report_old", "report_commit"),
    *("earlier_reports", "problems"),
)


def render(portfolio: Portfolio) -> str:
    """Render a row for each project, with a column for each label and each phase."""
    labels = list(label_values(portfolio.summaries))
    phases = columns_of(each.phases for each in portfolio.summaries)
    head = [*_HEAD, *(f"label_{name}" for name in labels), *(f"gate_{name}" for name in phases)]
    lines = [",".join(map(_field, head))]
    for group in portfolio.groups():
        for each in group.summaries:
            lines.append(",".join(map(_field, _row(each, labels, phases))))  # noqa: PERF401
    return _BOM + "\n".join(lines) + "\n"


def _row(summary: ProjectSummary, labels: list[str], phases: list[str]) -> Iterator[str]:
    decision, due, origin = summary.decision, summary.due, summary.origin
    judged = not summary.problems
    yield from (str(summary.health), summary.project, summary.name, summary.increment)
    yield from (summary.phase, gate_in_words(summary) if judged else "not checked")
    yield from (str(summary.satisfied), str(summary.musts)) if judged else ("", "")
    yield " ".join(map(str, summary.unsigned))
    yield from (decision.decision, decision.phase, decision.day) if decision else ("", "", "")
    yield decision.by if decision else ""
    yield " ".join(summary.broken)
    yield str(summary.waived) if judged else ""
    yield from (due.day, due_owners(due), due_text(due)) if due else ("", "", "")
    yield str(len(summary.overdue)) if judged else ""
    yield summary.folder
    if origin is None:
        yield from [""] * 6
    else:
        yield from (origin.report, origin.as_of, str(origin.days) if origin.as_of else "")
        yield from ("yes" if origin.old else "no", origin.commit, str(origin.earlier))
    yield "; ".join(map(problem_line, summary.problems))
    yield from (summary.labels.get(name, "") for name in labels)
    states = {cell.phase: str(cell.state) for cell in summary.phases}
    yield from (states.get(name, "") for name in phases)


def _field(text: str) -> str:
    """Return text as a field in quotes, that begins like no formula."""
    text = sanitize_line(text)
    if text.lstrip(" ")[:1] in _FORMULA and not _is_number(text):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"'


def _is_number(text: str) -> bool:
    """Return whether text is one of the numbers that are written here: days may be negative."""
    return text.removeprefix("-").isdecimal() and text.isascii()
