"""One gate on the HTML page: decisions, sign-offs, findings, and every item of both roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tpmcli.model.finding import Finding
from tpmcli.model.record import Evidence
from tpmcli.model.role import Role, in_order
from tpmcli.model.verdict import GateResult, ItemVerdict
from tpmcli.render.escape import page
from tpmcli.render.finding import message, owners_text
from tpmcli.render.fix import fix_markup
from tpmcli.render.gate.text import summary
from tpmcli.render.project.phrases import (
    Link,
    Phrase,
    answered,
    check,
    cited,
    decided,
    findings,
    gate_state,
    item_state,
    level,
    minutes,
    plan,
    promise,
    recommended,
    severity,
    signoff_state,
    waiver,
)
from tpmcli.render.signers import signers
from tpmcli.rules.project_report import DecisionHistory, ProjectReport, history
from tpmcli.rules.status import PhaseStatus


def chip(phrase: Phrase) -> str:
    """Return a short text with its sign, coloured."""
    return f'<span class="chip {phrase.mood}">{page(phrase.marked)}</span>'


def table(label: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table labelled by the element `label`, with a header cell in each row.

    Cells are HTML. On a narrow screen the style shows the rows as blocks, which is why each element
    has a role: without, a browser would no longer announce a table to a screen reader.
    """
    head = "".join(f'<th role="columnheader" scope="col">{each}</th>' for each in heads)
    lines = []
    for first, *rest in rows:
        cells = "".join(
            f'<td role="cell" data-label="{name}">{cell}</td>'
            for name, cell in zip(heads[1:], rest, strict=True)
        )
        lines.append(f'<tr role="row"><th role="rowheader" scope="row">{first}</th>{cells}</tr>\n')
    return (
        f'<table role="table" aria-labelledby="{label}">\n<thead role="rowgroup">'
        f'<tr role="row">{head}</tr></thead>\n<tbody role="rowgroup">\n{"".join(lines)}</tbody>\n'
        "</table>\n"
    )


def gate_section(parts: list[str], phase: PhaseStatus, report: ProjectReport) -> None:
    """Append the section of a gate to the parts of the page."""
    name, title = page(phase.phase.id), page(phase.phase.title)
    current = phase.phase == report.status.current
    parts.append(
        f'<section class="gate">\n<h2 id="{name}">{title} <code>{name}</code>'
        f" {chip(gate_state(phase, current=current))}</h2>\n"
    )
    if phase.phase.question:
        parts.append(f"<p><em>{page(phase.phase.question)}</em></p>\n")
    gate = phase.gate
    if gate is None:
        parts.append("<p>This increment skips this gate.</p>\n</section>\n")
        return
    parts.append(f'<p class="soft">{page(summary(gate))}</p>\n')
    _decisions(parts, phase, report)
    _signoffs(parts, gate)
    found = findings(gate)
    if found:
        parts.append("<h3>Findings</h3>\n")
        parts.append(finding_list(found, {item.item.id for item in gate.items}))
    for role in in_order(item.item.role for item in gate.items):
        _items(parts, gate, role, report)
    parts.append("</section>\n")


def _decisions(parts: list[str], phase: PhaseStatus, report: ProjectReport) -> None:
    taken = history(report.status.project.record, phase.phase.id)
    if not taken:
        parts.append("<h3>Decisions</h3>\n<p>No decision yet.</p>\n")
        return
    rows = "".join(_decision(each, report) for each in taken)
    parts.append(f'<h3>Decisions</h3>\n<ol class="history">\n{rows}</ol>\n')


def _decision(taken: DecisionHistory, report: ProjectReport) -> str:
    decision = taken.decision
    advice = recommended(decision)
    soft = f' <span class="soft">({page(advice)})</span>' if advice else ""
    text = f"<li><p><strong>{page(decided(decision))}</strong>{soft}</p>\n"
    if decision.reason:
        text += f'<p class="said">{page(decision.reason)}</p>\n'
    if decision.minutes:
        text += f"<p>Minutes: {_link(minutes(decision.minutes, report))}</p>\n"
    promises = ""
    for number, condition in enumerate(decision.conditions, 1):
        closing = taken.closed.get(number)
        phrase = promise(number, condition, closing, report.status.today, counts=taken.counts)
        proof = _evidence(closing.evidence, report) if closing else ""
        promises += f"<li>{page(phrase.marked)}{proof}</li>\n"
    return f"{text}<ul>\n{promises}</ul>\n</li>\n" if promises else f"{text}</li>\n"


def _signoffs(parts: list[str], gate: GateResult) -> None:
    if not gate.signoffs:
        return
    rows = [
        (
            page(each.role.full_name),
            chip(signoff_state(each)),
            page(signers(each)) or "-",
            page(each.at[:10]) or "-",
            page(each.identity) if each.by else "-",
        )
        for each in gate.signoffs
    ]
    name = f"{page(gate.phase)}-signoffs_"
    shown = table(name, ("Role", "State", "By", "On", "Identity"), rows)
    parts.append(f'<h3 id="{name}">Sign-offs</h3>\n{shown}')


def finding_list(found: Iterable[Finding], items: Iterable[str]) -> str:
    """Return the findings with their owners and fixes; subjects in `items` are linked."""
    known = frozenset(items)
    rows = "".join([_finding(finding, led=finding.subject.id in known) for finding in found])
    return f'<ul class="findings">\n{rows}</ul>\n'


def _code(text: str) -> str:
    return f"<code>{page(text)}</code>"


def _finding(finding: Finding, *, led: bool) -> str:
    subject = page(finding.subject.id)
    if led:
        subject = f'<a href="#{subject}">{subject}</a>'
    owners, fix = owners_text(finding), fix_markup(finding.fix, _code, page)
    owner = f" · {page(owners)}" if owners else ""
    end = f'<p class="fix">{fix}</p>' if fix else ""
    return (
        f"<li><p>{chip(severity(finding))} {page(message(finding))}</p>"
        f'<p class="soft">{page(finding.rule.id)} · {subject}{owner}</p>{end}</li>\n'
    )


def _items(parts: list[str], gate: GateResult, role: Role, report: ProjectReport) -> None:
    items = [item for item in gate.items if item.item.role == role]
    if not items:
        return
    parts.append(f'<h3>{page(role.full_name)} ({page(role.short)})</h3>\n<ul class="items">\n')
    parts += [_item(item, report) for item in items]
    parts.append("</ul>\n")


def _item(verdict: ItemVerdict, report: ProjectReport) -> str:
    item, answer = verdict.item, verdict.answer
    text = (
        f'<li id="{page(item.id)}"><h4>{page(item.title)}</h4>\n'
        f"<p>{chip(item_state(verdict))} {level(verdict)} · {page(answered(verdict))} ·"
        f" <code>{page(item.slug)}</code></p>\n"
    )
    if verdict.waiver is not None:
        text += f"<p>Waiver: {page(waiver(verdict.waiver))}</p>\n"
    if answer is not None:
        if answer.note:
            text += f'<p class="said">{page(answer.note)}</p>\n'
        planned = plan(answer, report.status.today)
        if planned:
            text += f"<p>Plan: {page(planned)}</p>\n"
        text += _evidence(answer.evidence, report)
    if verdict.checks:
        results = [check(result) for result in verdict.checks]
        rows = "".join(f"<li>{page(phrase.marked)}</li>\n" for phrase in results)
        text += f"<ul>\n{rows}</ul>\n"
    return f"{text}</li>\n"


def _evidence(evidence: Iterable[Evidence], report: ProjectReport) -> str:
    links = ", ".join([_link(link) for link in cited(evidence, report)])
    return f'<p class="cited">Evidence: {links}</p>\n' if links else ""


def _link(link: Link) -> str:
    text = f"<code>{page(link.text)}</code>"
    if link.to:
        # A site outside the project must not learn of this page; a file inside it may.
        rel = ' rel="noreferrer"' if "://" in link.to else ""
        text = f'<a href="{page(link.to)}"{rel}>{text}</a>'
    return f'{text} <span class="soft">({page(link.remark)})</span>' if link.remark else text
