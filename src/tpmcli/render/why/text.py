"""`tpm why` as text."""

from __future__ import annotations

from tpmcli.model.facts import EvidenceFact, EvidenceStatus, Facts
from tpmcli.model.record import Evidence, Waiver
from tpmcli.model.rule import Severity
from tpmcli.model.verdict import State
from tpmcli.render.finding import message
from tpmcli.render.fix import fix_lines
from tpmcli.render.gate.disputes import answer_text, check_text
from tpmcli.render.labels import label
from tpmcli.render.style import Style, pad
from tpmcli.rules.why import ItemExplanation

_INDENT = 12


def render_text(explanation: ItemExplanation, style: Style) -> str:
    """Render everything about the item, ending with a line feed."""
    item, verdict = explanation.item, explanation.verdict
    lines = style.paragraph(item.title)
    lines[0] = style.paint(lines[0], "bold")
    lines.append(f"{item.id} · {item.role.short} · {label(item.level)} · from {item.layer}")
    lines.append("")
    if verdict is None:
        needs = ", ".join(f"`{each}`" for each in explanation.missing_traits)
        lines += _line("state", f"does not apply: this project does not have {needs}", style)
    elif not explanation.gated:
        lines += _line("state", "skipped: this increment skips its gate", style)
    else:
        lines += _line("state", label(verdict.state), style)
        if verdict.state is State.DISPUTED:
            lines += _line("person", answer_text(verdict), style)
            for text in check_text(verdict):
                lines += _line("check", text, style)
    lines += _line("why", item.why, style)
    lines += _line("expects", item.evidence.expect, style)
    lines += _answer(explanation, style)
    for number, waiver in enumerate(explanation.record.waivers, 1):
        lines += _line(f"waiver {number}", _waiver(waiver), style)
    for result in verdict.checks if verdict else ():
        lines += _line("check", f"{result.kind} {label(result.outcome)}: {result.message}", style)
    if explanation.decision is not None:
        taken = explanation.decision
        lines += _line("decided", f"{taken.outcome} on {taken.at[:10]} by {taken.by}", style)
    for finding in verdict.findings if verdict and explanation.gated else ():
        lines += _line(str(finding.severity), f"{message(finding)} [{finding.rule.id}]", style)
        if finding.severity is not Severity.NOTE:
            lines += fix_lines(finding.fix, style, _INDENT)
    return "\n".join(lines) + "\n"


def _line(label: str, text: str, style: Style) -> list[str]:
    return style.paragraph(text, pad(label, _INDENT)) if text else []


def _answer(explanation: ItemExplanation, style: Style) -> list[str]:
    answer = explanation.record.answer
    if answer is None:
        by_checks = explanation.item.answered_by_checks and explanation.item.checks
        return _line("answer", "automatic, by its checks" if by_checks else "none yet", style)
    carried = f", carried from {answer.carried}" if answer.carried else ""
    text = f"{answer.value} by {answer.by} on {answer.at[:10]}{carried}"
    lines = _line("answer", text, style)
    lines += _line("note", answer.note, style)
    for evidence in answer.evidence:
        lines += _line("evidence", evidence_text(evidence, explanation.facts), style)
    lines += _line("expires", f"after {explanation.lapses}" if explanation.lapses else "", style)
    if answer.owner or answer.due:
        lines += _line("plan", f"{answer.owner} {answer.due}".strip(), style)
    return lines


def evidence_text(evidence: Evidence, facts: Facts) -> str:
    """Return the cited file or link, and whether it has changed since."""
    if evidence.url:
        return f"{evidence.url} (not verified)"
    fact = facts.evidence.get(evidence.path, EvidenceFact(EvidenceStatus.MISSING))
    if fact.status is not EvidenceStatus.OK:
        return f"{evidence.path} ({label(fact.status)})"
    changed = "" if fact.sha256 == evidence.sha256 else " (changed since)"
    return f"{evidence.path}{changed}"


def _waiver(waiver: Waiver) -> str:
    if waiver.withdrawn:
        why = f": {waiver.reason}" if waiver.reason else ""
        return f"withdrawn on {waiver.at[:10]} by {waiver.by}{why}"
    return (
        f"until {waiver.until}, approved by {' and '.join(waiver.approved_by)},"
        f" requested by {waiver.by}: {waiver.reason}"
    )
