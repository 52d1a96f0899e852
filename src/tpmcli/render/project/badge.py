"""A project report as a badge: the current phase, or the one asked for, and where it stands."""

from __future__ import annotations

from tpmcli.render.badge import Tone, render_badge
from tpmcli.rules.portfolio import Health, ProjectSummary, summarise
from tpmcli.rules.portfolio_phases import PhaseState, phase_cells
from tpmcli.rules.project_report import ProjectReport

_STATES = {
    PhaseState.SKIPPED: ("skipped", Tone.CARE),
    PhaseState.GO: ("go", Tone.GOOD),
    PhaseState.CONDITIONAL: ("conditional", Tone.CARE),
    PhaseState.BROKEN: ("no longer holds", Tone.BAD),
    PhaseState.OPEN: ("not met", Tone.BAD),
    PhaseState.READY: ("met", Tone.GOOD),
    PhaseState.HOLD: ("hold", Tone.CARE),
    PhaseState.RECYCLE: ("reopened", Tone.CARE),
    PhaseState.KILL: ("killed", Tone.BAD),
    PhaseState.LATER: ("later", Tone.PLAIN),
}
_HEALTH = {
    Health.NO_LONGER_HOLDS: ("no longer holds", Tone.BAD),
    Health.OVERDUE: ("overdue", Tone.BAD),
    Health.UNMET: ("not met", Tone.BAD),
    Health.MET: ("met", Tone.GOOD),
    Health.COMPLETE: ("complete", Tone.GOOD),
    Health.KILLED: ("killed", Tone.BAD),
}


def render(report: ProjectReport) -> str:
    """Render the badge of the whole project, or of the gate that the report is about."""
    status = report.status
    summary = summarise("", status)
    if report.alone:
        phase = report.gates[0].phase.id
        cell = next(each for each in phase_cells(status) if each.phase == phase)
        words, tone = _STATES[cell.state]
    else:
        phase, (words, tone) = _phase(summary), _HEALTH[summary.health]
    title = f"{summary.name} {summary.increment}: {phase} {words} ({status.today})"
    return render_badge(phase, words, tone, title)


def _phase(summary: ProjectSummary) -> str:
    """Return the phase that the verdict is about: the first that broke, else the current one."""
    return summary.broken[0] if summary.broken else summary.phase or "gates"
