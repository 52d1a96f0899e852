"""A gate report for a terminal or a log: one sentence, then each finding and its fix."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.finding import Finding
from tpmcli.model.problem import Problem
from tpmcli.model.rule import Severity
from tpmcli.model.verdict import GateReport, GateResult, GateVerdict, SignOffState
from tpmcli.render.finding import message, owners_text, since_text
from tpmcli.render.fix import fix_lines, fix_text
from tpmcli.render.gate.grouping import errors_first, gate_name
from tpmcli.render.gate.summary import headline
from tpmcli.render.labels import label
from tpmcli.render.signers import acting, share, signers
from tpmcli.render.style import Style
from tpmcli.rules.alike import condensed
from tpmcli.text.sanitize import sanitize_line

_LOOKS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
_MARKS = {
    GateVerdict.MET: ("✓", "green"),
    GateVerdict.UNMET: ("✗", "red"),
    GateVerdict.NOTHING_DECIDED: ("-", "dim"),
    GateVerdict.NOT_GATED: ("-", "dim"),
}


def render(report: GateReport, style: Style) -> str:
    """Render the whole report as text, ending with a line feed."""
    lines = [*style.paragraph(headline(report)), ""]
    for gate in report.gates:
        lines += _gate(gate, style)
    lines += _findings(report.findings, style)
    while lines[-1] == "":
        lines.pop()
    return "\n".join(lines) + "\n"


def render_problems(problems: Sequence[Problem]) -> str:
    """Render each problem that prevented the evaluation, with its place and hint."""
    from tpmcli.render.problem import problem_line

    lines = []
    for problem in problems:
        lines.append(sanitize_line(problem_line(problem)))
        if hint := fix_text(problem.hint):
            lines.append(f"  {sanitize_line(hint)}")
    count = len(problems)
    lines.append(f"{'1 problem' if count == 1 else f'{count} problems'}; the gate was not checked")
    return "\n".join(lines) + "\n"


def _gate(gate: GateResult, style: Style) -> list[str]:
    mark, look = _MARKS[gate.verdict]
    name = style.paint(sanitize_line(gate_name(gate)), "bold")
    title = f"{style.paint(mark, look)} {name} · {sanitize_line(gate.title)}"
    lines = [title, *style.paragraph(summary(gate), "  ")]
    if gate.signoffs:
        lines += style.paragraph(_signatures(gate), "  ")
    for item in gate.items:
        if item.waived_until:
            lines += style.paragraph(f"waived until {item.waived_until}: {item.item.title}", "  ")
    lines.append("")
    found = gate.findings if style.verbose else condensed(gate)
    lines += _findings(found, style)
    return lines


def summary(gate: GateResult) -> str:
    """Return the figures of a gate, with its decision or the recommendation."""
    if gate.verdict is GateVerdict.NOT_GATED:
        return "skipped by this increment"
    counts = gate.counts
    levels = (
        ("required", counts.must_satisfied, counts.must_total),
        ("recommended", counts.should_satisfied, counts.should_total),
    )
    parts = [f"{name} {done:,} of {total:,}" for name, done, total in levels if total]
    if counts.waived:
        parts.append(f"{counts.waived:,} waived")
    decision = gate.decided
    if decision is not None:
        by = acting(decision.by, decision.deputy_for)
        parts.append(f"decided `{decision.outcome}` on {decision.at[:10]} by {by}")
    if decision is None or not decision.outcome.passes:
        parts.append(f"recommendation: `{gate.recommendation.decision}`")
    return " · ".join(parts)


def _signatures(gate: GateResult) -> str:
    parts = []
    for signoff in gate.signoffs:
        role = signoff.role.short
        if signoff.state is SignOffState.MISSING:
            some = f"{role}: {share(signoff)} signed off ({signers(signoff)})"
            parts.append(some if signoff.signed else f"{role} has not signed off")
        elif signoff.state is SignOffState.WAITING:
            parts.append(f"{role}: waiting for {signers(signoff)} to approve ({signoff.identity})")
        else:
            state = "" if signoff.state is SignOffState.VALID else f", {label(signoff.state)}"
            parts.append(f"{role} signed off by {signers(signoff)} ({signoff.identity}{state})")
    return " · ".join(parts)


def _findings(findings: Sequence[Finding], style: Style) -> list[str]:
    lines: list[str] = []
    for finding in errors_first(findings):
        waits = finding.awaits_approval
        word = f"{'waiting' if waits else finding.severity:<8}"
        label = style.paint(word, "yellow" if waits else _LOOKS[finding.severity])
        about = "".join(f", {each}" for each in (finding.cause, owners_text(finding)) if each)
        wrapped = style.paragraph(
            f"{message(finding)} [{finding.rule.id}{about}]", "  " + word, " " * 10
        )
        wrapped = style.link(wrapped, finding.about.path)
        lines.append(wrapped[0].replace(word, label, 1))
        lines += wrapped[1:]
        if since := since_text(finding):
            lines += style.paragraph(since, " " * 10)
        if style.verbose or finding.severity is not Severity.NOTE:
            lines += fix_lines(finding.fix, style, 4)
    return [*lines, ""] if lines else []
