"""`tpm gate list`: every gate, its decisions, and their conditions."""

from __future__ import annotations

from tpmcli.model.record import Decision
from tpmcli.render.jsontext import dump
from tpmcli.render.labels import label
from tpmcli.render.short_increment import short_fields, short_text
from tpmcli.render.style import Style, pad
from tpmcli.rules.conditions import ConditionState, conditions
from tpmcli.rules.project import short_increment
from tpmcli.rules.status import PhaseStatus, ProjectStatus
from tpmcli.text.sanitize import sanitize_line


def render_text(status: ProjectStatus, style: Style) -> str:
    """Render a block for every gate, ending with a line feed."""
    lines: list[str] = []
    short = short_increment(status.project)
    if short is not None:
        lines += [*style.paragraph(f"{short_text(short)}."), ""]
    width = max(len(phase.phase.id) for phase in status.phases) + 2
    for phase in status.phases:
        verdict = label(phase.gate.verdict) if phase.gate else "skipped"
        name = style.paint(pad(phase.phase.id, width), "bold")
        lines.append(f"{name}{_holds(phase, verdict)}")
        for decision in _decisions(status, phase):
            why = f", {decision.reason}" if decision.reason else ""
            text = f"{decision.at[:10]} {decision.outcome} by {decision.by}{why}"
            lines += style.paragraph(text, "  ")
        for state in conditions(status.project, phase.phase.id):
            lines += style.paragraph(_condition(state), "    ")
    return "\n".join(lines) + "\n"


def _holds(phase: PhaseStatus, verdict: str) -> str:
    if phase.gate is None or phase.decision is None or not phase.decision.outcome.passes:
        return verdict if phase.gate is None else f"not decided, {verdict}"
    return "holds" if verdict == "met" else "no longer holds"


def _condition(state: ConditionState) -> str:
    condition, closing = state.condition, state.closing
    end = f"closed {closing.at[:10]} by {closing.by}" if closing else f"due {condition.due}"
    return f"condition {state.number}: {sanitize_line(condition.text)} ({condition.owner}, {end})"


def _decisions(status: ProjectStatus, phase: PhaseStatus) -> list[Decision]:
    entries = status.project.record.decisions.get(phase.phase.id, ())
    return [entry for entry in entries if isinstance(entry, Decision)]


def render_json(status: ProjectStatus) -> str:
    """Render the same as JSON, `tpm/gates/1`."""
    return dump(
        {
            "schema": "tpm/gates/1",
            "increment": status.project.record.increment,
            **short_fields(short_increment(status.project)),
            "as_of": status.today,
            "gates": [_gate(status, phase) for phase in status.phases],
        }
    )


def _gate(status: ProjectStatus, phase: PhaseStatus) -> dict[str, object]:
    return {
        "phase": phase.phase.id,
        "verdict": str(phase.gate.verdict) if phase.gate else "not-gated",
        "decisions": [
            {
                "decision": str(decision.outcome),
                "by": decision.by,
                "at": decision.at,
                "reason": decision.reason or None,
            }
            for decision in _decisions(status, phase)
        ],
        "conditions": [
            {
                "number": state.number,
                "text": state.condition.text,
                "owner": state.condition.owner,
                "due": state.condition.due,
                "closed_at": state.closing.at if state.closing else None,
                "closed_by": state.closing.by if state.closing else None,
            }
            for state in conditions(status.project, phase.phase.id)
        ],
    }
