"""A gate report as a badge: the gate and the verdict on it."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.problem import Problem
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.render.badge import Tone, render_badge
from tpmcli.render.gate.grouping import gate_name

_WORDS = {
    GateVerdict.MET: ("met", Tone.GOOD),
    GateVerdict.UNMET: ("not met", Tone.BAD),
    GateVerdict.NOTHING_DECIDED: ("nothing decided", Tone.PLAIN),
    GateVerdict.NOT_GATED: ("skipped", Tone.CARE),
}


def render(report: GateReport) -> str:
    """Render the verdict on the gate, or on several."""
    words, tone = _WORDS[report.verdict]
    label = gate_name(report.gates[0]) if len(report.gates) == 1 else "gates"
    project = f"{report.project_name} {report.increment}".strip()
    return render_badge(label, words, tone, f"{project}: {label} {words} ({report.as_of})")


def render_problems(problems: Sequence[Problem]) -> str:
    """Render that nothing could be evaluated."""
    several = "problem" if len(problems) == 1 else "problems"
    title = f"gates not checked: {len(problems):,} {several}"
    return render_badge("gates", "not checked", Tone.BAD, title)
