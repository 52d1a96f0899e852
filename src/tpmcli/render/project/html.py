"""The project report as one HTML page: no script, no external resource, fit for print.

The content-security policy forbids everything but the style sheet inside the page, so that even a
broken escaper could run nothing. The page is ASCII, whatever its text, so that no encoding on its
way can damage it.
"""

from __future__ import annotations

from tpmcli.render.due import due_owners
from tpmcli.render.escape import page
from tpmcli.render.finding import message
from tpmcli.render.project.css import STYLE
from tpmcli.render.project.html_gate import chip, finding_list, gate_section, table
from tpmcli.render.project.phrases import (
    DUE_SHOWN,
    PHASE_HEADS,
    WORDS,
    counted,
    decided,
    due_event,
    due_words,
    first_words,
    footer,
    gate_state,
    place,
)
from tpmcli.render.short_increment import short_text
from tpmcli.rules.due import Due
from tpmcli.rules.project import short_increment
from tpmcli.rules.project_report import ProjectReport
from tpmcli.rules.status import PhaseStatus
from tpmcli.version import __version__

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render(report: ProjectReport) -> str:
    """Render the whole page, ending with a line feed."""
    policy, record = report.status.project.policy, report.status.project.record
    name = page(f"{policy.name} {record.increment}")
    short = short_increment(report.status.project)
    kind = f" · {page(short_text(short))}" if short else ""
    gate = f" · only the {page(report.gates[0].phase.id)} gate" if report.alone else ""
    parts = []
    parts.append(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}: gates</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{name}</h1>\n<p class="soft">As of {report.status.today}{kind}{gate}</p>\n'
    )
    for answer in report.answers:
        phrase = first_words(answer)
        parts.append(f'<p class="lead {phrase.mood}">{page(phrase.marked)}</p>\n')
    parts.append(_phases(report))
    parts.append(_due(report.due, report.status.today))
    parts.append(_loosened(report))
    for phase in report.gates:
        if phase.gate is not None or report.alone:
            gate_section(parts, phase, report)
    if report.status.findings:
        parts.append('<section>\n<h2 id="_the-project">The project</h2>\n')
        parts.append(finding_list(report.status.findings, frozenset()))
        parts.append("</section>\n")
    words = "".join(f"<dt>{page(word)}</dt><dd>{page(text)}</dd>\n" for word, text in WORDS.items())
    parts.append(
        f'<section>\n<h2 id="_words">Terms</h2>\n<dl>\n{words}</dl>\n</section>\n</main>\n'
        f'<footer class="soft"><p>{page(footer(report, __version__))}</p></footer>\n'
        "</body>\n</html>\n"
    )
    return "".join(parts).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _phases(report: ProjectReport) -> str:
    described = {each.phase.id for each in report.gates if each.gate is not None or report.alone}
    current = report.status.current
    rows = [
        _phase(phase, current=phase.phase == current, linked=phase.phase.id in described)
        for phase in report.status.phases
    ]
    shown = table("_phases", PHASE_HEADS, rows)
    return f'<section>\n<h2 id="_phases">Phases</h2>\n{shown}</section>\n'


def _phase(phase: PhaseStatus, *, current: bool, linked: bool) -> tuple[str, ...]:
    name, title = page(phase.phase.id), page(phase.phase.title)
    if linked:
        title = f'<a href="#{name}">{title}</a>'
    mark = place(phase, current=current)
    mark = f" · {mark}" if mark else ""
    return (
        f'{title}<br><span class="soft"><code>{name}</code>{mark}</span>',
        chip(gate_state(phase, current=current)),
        page(decided(phase.decision)) if phase.decision else "-",
        *counted(phase.gate),
    )


def _due(due: tuple[Due, ...], today: str) -> str:
    if not due:
        return '<section>\n<h2 id="_due">Due next</h2>\n<p>Nothing is due.</p>\n</section>\n'
    rows = [
        (
            f"{page(each.day)}<br>{chip(due_words(each, today))}",
            f"{page(due_event(each))}<br><code>{page(each.subject.id)}</code>",
            page(due_owners(each)),
        )
        for each in due[:DUE_SHOWN]
    ]
    later = len(due) - len(rows)
    more = f"<p>and {later:,} later: <code>tpm due</code></p>\n" if later else ""
    shown = table("_due", ("Date", "What", "Who"), rows)
    return f'<section>\n<h2 id="_due">Due next</h2>\n{shown}{more}</section>\n'


def _loosened(report: ProjectReport) -> str:
    if not report.loosenings:
        return ""
    rows = "".join(f"<li>{page(message(finding))}</li>\n" for finding in report.loosenings)
    return f'<section>\n<h2 id="_loosened">Loosened items</h2>\n<ul>\n{rows}</ul>\n</section>\n'
