"""The project report as Markdown, for a wiki, an issue or a file beside the code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tpmcli.model.finding import Finding
from tpmcli.model.record import Evidence
from tpmcli.model.role import Role, in_order
from tpmcli.model.verdict import GateResult, ItemVerdict
from tpmcli.render.ceremony import REMARK
from tpmcli.render.due import due_owners
from tpmcli.render.escape import markdown, markdown_code
from tpmcli.render.finding import message, owners_text
from tpmcli.render.fix import fix_markup
from tpmcli.render.gate.text import summary
from tpmcli.render.project.details import signs_of_ceremony
from tpmcli.render.project.phrases import (
    DUE_SHOWN,
    PHASE_HEADS,
    WORDS,
    Link,
    Phrase,
    answered,
    check,
    cited,
    counted,
    decided,
    due_event,
    due_words,
    findings,
    first_words,
    footer,
    gate_state,
    item_state,
    level,
    minutes,
    place,
    plan,
    promise,
    recommended,
    severity,
    signoff_state,
    waiver,
)
from tpmcli.render.short_increment import short_text
from tpmcli.render.signers import signers
from tpmcli.rules.project import short_increment
from tpmcli.rules.project_report import DecisionHistory, ProjectReport, history
from tpmcli.rules.status import PhaseStatus
from tpmcli.version import __version__


def render(report: ProjectReport) -> str:
    """Render the whole report as Markdown, ending with a line feed."""
    policy, record = report.status.project.policy, report.status.project.record
    short = short_increment(report.status.project)
    kind = f" · {_text(short_text(short))}" if short else ""
    gate = f" · only the {_code(report.gates[0].phase.id)} gate" if report.alone else ""
    blocks = [
        f"# {_text(policy.name)} {_text(record.increment)}",
        f"As of {report.status.today}{kind}{gate}",
    ]
    blocks += [f"**{_phrase(first_words(answer))}**" for answer in report.answers]
    blocks += ["## Phases", _phases(report), "## Due next", _due(report)]
    if report.loosenings:
        blocks.append("## Loosened items")
        blocks.append(
            _list(f"{_code(each.subject.id)} {_text(message(each))}" for each in report.loosenings)
        )
    for phase in report.gates:
        if phase.gate is not None or report.alone:
            blocks += _gate(phase, report)
    if report.status.findings:
        blocks += ["## The project", _findings(report.status.findings)]
    if signs := signs_of_ceremony(report, names=False):
        blocks += ["## Signs of ceremony", _list(map(_text, signs)), _text(REMARK)]
    blocks += ["## Terms", _list(f"**{word}**: {_text(text)}" for word, text in WORDS.items())]
    blocks += ["---", _text(footer(report, __version__))]
    return "\n\n".join(blocks) + "\n"


def _text(text: str) -> str:
    """Escape text for one line; a hyphen if it is empty.

    Blanks at its ends would undo the signs around it, and so would an empty text.
    """
    return markdown(text.strip(), 0) or "-"


def _part(text: str) -> str:
    """Escape a part of a line, with the blanks at its ends."""
    return markdown(text, 0)


def _code(text: str, *, cell: bool = False) -> str:
    return markdown_code(text, 0, cell=cell)


def _phrase(phrase: Phrase) -> str:
    return _text(phrase.marked)


def _list(rows: Iterable[str]) -> str:
    return "\n".join(f"- {row}" for row in rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _phases(report: ProjectReport) -> str:
    current = report.status.current
    return _table(
        PHASE_HEADS, [_phase(each, each.phase == current) for each in report.status.phases]
    )


def _phase(phase: PhaseStatus, current: bool) -> Sequence[str]:
    mark = place(phase, current=current)
    mark = f" · **{mark}**" if mark else ""
    return (
        f"{_text(phase.phase.title)} {_code(phase.phase.id, cell=True)}{mark}",
        _phrase(gate_state(phase, current=current)),
        _text(decided(phase.decision)) if phase.decision else "-",
        *counted(phase.gate),
    )


def _due(report: ProjectReport) -> str:
    if not report.due:
        return "Nothing is due."
    today = report.status.today
    shown = report.due[:DUE_SHOWN]
    rows = [
        (
            f"{_text(each.day)} ({_text(due_words(each, today).text)})",
            f"{_text(due_event(each))} {_code(each.subject.id, cell=True)}",
            _text(due_owners(each)),
        )
        for each in shown
    ]
    table = _table(("Date", "What", "Who"), rows)
    later = len(report.due) - len(shown)
    return f"{table}\n\nand {later:,} later: `tpm due`" if later else table


def _gate(phase: PhaseStatus, report: ProjectReport) -> list[str]:
    name, title = _code(phase.phase.id), _text(phase.phase.title)
    current = phase.phase == report.status.current
    blocks = [f"## {title} {name}: {_phrase(gate_state(phase, current=current))}"]
    if phase.phase.question:
        blocks.append(f"*{_text(phase.phase.question)}*")
    gate = phase.gate
    if gate is None:
        return [*blocks, "This increment skips this gate."]
    blocks += [f"Counts: {_text(summary(gate))}", "### Decisions"]
    taken = history(report.status.project.record, phase.phase.id)
    rows = [f"{number}. {_decision(each, report)}" for number, each in enumerate(taken, 1)]
    blocks.append("\n".join(rows) or "No decision yet.")
    if gate.signoffs:
        blocks += ["### Sign-offs", _signoffs(gate)]
    if found := findings(gate):
        blocks += ["### Findings", _findings(found)]
    for role in in_order(item.item.role for item in gate.items):
        blocks += _items(gate, role, report)
    return blocks


def _decision(taken: DecisionHistory, report: ProjectReport) -> str:
    decision = taken.decision
    advice = recommended(decision)
    lines = [f"**{_text(decided(decision))}**" + (f" ({_text(advice)})" if advice else "")]
    if decision.reason:
        lines.append(f"   - reason: {_text(decision.reason)}")
    if decision.minutes:
        lines.append(f"   - minutes: {_link(minutes(decision.minutes, report))}")
    for number, condition in enumerate(decision.conditions, 1):
        closing = taken.closed.get(number)
        phrase = promise(number, condition, closing, report.status.today, counts=taken.counts)
        proof = (
            "".join(f" {_link(each)}" for each in cited(closing.evidence, report))
            if closing
            else ""
        )
        lines.append(f"   - {_phrase(phrase)}{proof}")
    return "\n".join(lines)


def _signoffs(gate: GateResult) -> str:
    return _table(
        ("Role", "State", "By", "On", "Identity"),
        [
            (
                _text(each.role.full_name),
                _phrase(signoff_state(each)),
                _text(signers(each)),
                _text(each.at[:10]),
                _text(each.identity) if each.by else "-",
            )
            for each in gate.signoffs
        ],
    )


def _findings(found: Iterable[Finding]) -> str:
    return _list(_finding(each) for each in found)


def _finding(finding: Finding) -> str:
    names = (finding.rule.id, finding.subject.id, owners_text(finding))
    about = ", ".join(_code(each) for each in names if each)
    fix = fix_markup(finding.fix, _code, _part)
    end = f"\n  {fix}" if fix else ""
    return f"**{_phrase(severity(finding))}** {_text(message(finding))} ({about}){end}"


def _items(gate: GateResult, role: Role, report: ProjectReport) -> list[str]:
    items = [item for item in gate.items if item.item.role == role]
    if not items:
        return []
    head = f"### {_text(role.full_name)} ({_text(role.short)})"
    return [head, "\n".join(_item(item, report) for item in items)]


def _item(verdict: ItemVerdict, report: ProjectReport) -> str:
    item, answer = verdict.item, verdict.answer
    lines = [
        f"- **{_text(item.title)}** {_code(item.slug)}: {_phrase(item_state(verdict))}",
        f"  - {level(verdict)}, {_text(answered(verdict))}",
    ]
    if verdict.waiver is not None:
        lines.append(f"  - waiver: {_text(waiver(verdict.waiver))}")
    if answer is not None:
        if answer.note:
            lines.append(f"  - note: {_text(answer.note)}")
        if planned := plan(answer, report.status.today):
            lines.append(f"  - plan: {_text(planned)}")
        lines += [f"  - evidence: {each}" for each in _evidence(answer.evidence, report)]
    lines += [f"  - check: {_phrase(check(result))}" for result in verdict.checks]
    return "\n".join(lines)


def _evidence(evidence: Iterable[Evidence], report: ProjectReport) -> list[str]:
    return [_link(link) for link in cited(evidence, report)]


def _link(link: Link) -> str:
    text = _code(link.text)
    if link.to:
        text = f"[{text}]({link.to.replace('&', '&amp;')})"
    return f"{text} ({_text(link.remark)})" if link.remark else text
