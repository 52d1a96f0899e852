"""What `tpm walk` prints: an item, what was recorded or taken back, and what is next.

Nothing is said by colour alone. Titles, paths and notes are untrusted, and made harmless here.
"""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.checklist import Level
from tpmcli.model.facts import EvidenceStatus
from tpmcli.model.record import Answer, AnswerValue
from tpmcli.model.rule import Rule, Severity
from tpmcli.model.verdict import State
from tpmcli.model.walk_view import (
    CitedTarget,
    RecordedAnswer,
    RoleProgress,
    UndoneAnswer,
    WalkCard,
)
from tpmcli.render.finding import message
from tpmcli.render.style import Style, pad, plural
from tpmcli.text.sanitize import sanitize_line

_INDENT = 12
_LISTED = 5
_LEVELS = {Level.MUST: "required", Level.SHOULD: "recommended"}
_STATES = {
    State.NO_EVIDENCE: "without evidence",
    State.STALE: "outdated",
    State.LAPSED: "expired",
}


def card_text(card: WalkCard, style: Style) -> str:
    """Render the current item, ending with a line feed."""
    item, verdict = card.item, card.verdict
    place = f"{item.phase} · {card.number} of {card.total}"
    what = f"{item.role.short} · {_LEVELS[item.level]} · {item.id}"
    lines = ["", *style.paragraph(f"{place} · {what}", "", "  ")]
    lines += [style.paint(line, "bold") for line in style.paragraph(item.title)]
    lines += _line("state", _STATES.get(verdict.state, str(verdict.state)), style)
    lines += _line("why", item.why, style)
    lines += _line("expects", item.evidence.expect, style)
    if verdict.answer is not None:
        lines += _answer(verdict.answer, card.cited, style)
    for finding in verdict.findings:
        if finding.severity is not Severity.NOTE and finding.rule is not Rule.UNANSWERED:
            found = _line(str(finding.severity), message(finding), style)
            lines += [style.paint(line, "yellow") for line in found]
    for number, candidate in enumerate(card.candidates, 1):
        heading = f" · {candidate.heading}" if candidate.heading else ""
        found = style.paragraph(candidate.path + heading, f"  {number}  ")
        lines += [style.paint(line, "cyan") for line in found]
    if card.refused:
        lines += _line("found", f"{card.refused} cannot be cited yet; complete it first", style)
    return "\n".join(lines) + "\n"


def _answer(answer: Answer, cited: Sequence[CitedTarget], style: Style) -> list[str]:
    carried = f", carried from {answer.carried}" if answer.carried else ""
    text = f"{answer.value} by {answer.by} on {answer.at[:10]}{carried}"
    lines = _line("answer", text, style)
    for each in cited:
        lines += _line("evidence", each.target + _remark(each), style)
    lines += _line("note", answer.note, style)
    return lines + _line("plan", f"{answer.owner} {answer.due}".strip(), style)


def _remark(cited: CitedTarget) -> str:
    if cited.status is None:
        return " (not verified)"
    if cited.status is not EvidenceStatus.OK:
        return f" ({cited.status})"
    return " (changed since)" if cited.changed else ""


def _line(label: str, text: str, style: Style) -> list[str]:
    return style.paragraph(text, pad(f"  {label}", _INDENT)) if text else []


def recorded_text(done: RecordedAnswer, style: Style) -> str:
    """Render what was recorded, and the remarks on it, ending with a line feed."""
    said = str(done.answer.value)
    if done.answer.value is AnswerValue.MET:
        said = f"met with {_listed(done.targets)}" if done.targets else "met, without evidence"
    elif done.answer.note:
        said += f": {done.answer.note}"
    lines = style.paragraph(f"recorded: {said}", "", "  ")
    for remark in done.remarks:
        lines += style.paragraph(f"note: {remark}", "", "  ")
    return "\n".join(lines) + "\n"


def undone_text(undone: UndoneAnswer, style: Style) -> str:
    """Render what was taken back, and what stands again, ending with a line feed."""
    before = undone.before
    now = f"is answered `{before.value}` again" if before else "has no answer again"
    lines = style.paragraph(f"taken back: “{undone.item.title}” {now}", "", "  ")
    return "\n".join(lines) + "\n"


def _listed(targets: Sequence[str]) -> str:
    shown = list(targets[:_LISTED])
    more = len(targets) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def open_text(progress: Sequence[RoleProgress], phase: str) -> str:
    """Return how many required items are open, by role; empty if none is."""
    parts = [
        f"{plural(each.required, 'required item')} of {each.role.named}"
        for each in progress
        if each.required
    ]
    if not parts:
        return ""
    verb = "is" if sum(each.required for each in progress) == 1 else "are"
    return sanitize_line(f"{' and '.join(parts)} {verb} still open in {phase}")
