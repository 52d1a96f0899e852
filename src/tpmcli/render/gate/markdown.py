"""A gate report as Markdown: a pull-request comment, or the summary of a CI job.

The first line is a hidden mark by which a bot finds its comment again. Then come one sentence, a
table of the two roles, the blocking findings with their fixes, and the rest folded. The whole fits
into a comment: GitHub accepts 65,536 characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tpmcli.model.finding import Finding, errors
from tpmcli.model.problem import Problem
from tpmcli.model.role import SHIPPED_ROLES, Role, in_order
from tpmcli.model.verdict import (
    GateReport,
    GateResult,
    GateVerdict,
    ItemVerdict,
    SignOffState,
    State,
)
from tpmcli.render.escape import html, markdown, markdown_code
from tpmcli.render.finding import message, owners_text, since_text
from tpmcli.render.fix import fix_markup
from tpmcli.render.gate.grouping import errors_first, gate_name
from tpmcli.render.gate.summary import headline
from tpmcli.render.labels import label
from tpmcli.render.problem import problem_message
from tpmcli.render.signers import acting, share, signers
from tpmcli.render.style import plural
from tpmcli.version import __version__

MARK = "<!-- tpm-gate-report -->"
_ROOM = 60_000
_BLOCKERS = 25
# The most findings of a gate, from what is shown if there is room for it down to the least.
_FEWER = (_BLOCKERS, 10, 3, 1)
_MARKS = {GateVerdict.MET: "✓", GateVerdict.UNMET: "✗"}


def render(report: GateReport) -> str:
    """Render the whole report as Markdown."""
    mark = _MARKS.get(report.verdict, "-")
    blocks = [MARK, f"**{mark} {markdown(headline(report))}**"]
    blocks += _gates(report, _ROOM - _size(blocks))
    folded = [part for gate in report.gates for part in _details(gate)]
    folded += _fold("The project: warnings and notes", _remarks(report.findings))
    kept, left_out = _fitting(folded, _ROOM - _size(blocks))
    blocks += kept
    if left_out:
        blocks.append(f"{plural(left_out, 'part')} left out for length: see `tpm gate check`.")
    name = f"{markdown(report.project_name, 100)} {markdown(report.increment, 100)}"
    blocks.append(f"<sub>{name} · checked as of {markdown(report.as_of)} · tpm {__version__}</sub>")
    return "\n\n".join(blocks) + "\n"


def render_problems(problems: Sequence[Problem]) -> str:
    """Render the problems that prevented the evaluation."""
    count = plural(len(problems), "problem")
    blocks = [MARK, f"**✗ Not checked: {count} in the files of the project.**"]
    lines = []
    for problem in problems[:_BLOCKERS]:
        place = f"{problem.file}:{problem.line}" if problem.line else problem.file
        where = markdown_code(place) if place else "the project"
        hint = fix_markup(problem.hint, markdown_code, markdown)
        help_ = f"<br>{hint}" if hint else ""
        lines.append(f"- {where}: {markdown(problem_message(problem))}{help_}")
    if len(problems) > _BLOCKERS:
        lines.append(f"- and {len(problems) - _BLOCKERS} more")
    return "\n\n".join([*blocks, "\n".join(lines)]) + "\n"


def _gates(report: GateReport, room: int) -> list[str]:
    """Return the gates and what blocks, with as many findings of each as there is room for.

    If there are too many gates for one finding of each, they are only listed, what blocks first.
    """
    alone = len(report.gates) == 1
    for most in _FEWER:
        blocks = [block for gate in report.gates for block in _gate(gate, most, alone=alone)]
        blocks += _blockers(errors(report.findings), "the project", most)
        if _size(blocks) <= room:
            return blocks
    blocks = _blockers(errors(report.findings), "the project", 1)
    gates = sorted(report.gates, key=lambda gate: not errors(gate.findings))
    lines, left_out = _fitting(list(map(_line, gates)), room - _size(blocks) - 100)
    if left_out:
        lines.append(f"- and {plural(left_out, 'gate')} more: see `tpm gate check`")
    return ["\n".join(lines), *blocks]


def _line(gate: GateResult) -> str:
    found = plural(len(errors(gate.findings)), "blocking finding")
    return f"- {_MARKS.get(gate.verdict, '-')} {markdown(gate_name(gate), 100)}: {found}"


def _gate(gate: GateResult, most: int, *, alone: bool) -> list[str]:
    state = {GateVerdict.MET: "met", GateVerdict.UNMET: "not met"}.get(gate.verdict, "skipped")
    if gate.decided is not None and gate.decided.outcome.passes:
        state = {"met": "holds", "not met": "no longer holds"}.get(state, state)
    name = f"{markdown(gate_name(gate), 100)} · {markdown(gate.title, 100)}"
    blocks = [f"### {_MARKS.get(gate.verdict, '-')} {name}: {state}"]
    if gate.verdict is GateVerdict.NOT_GATED:
        return blocks
    if alone or gate.verdict is not GateVerdict.MET:
        blocks.append(_roles(gate))
    blocks += [text for text in (_decision(gate),) if text]
    return blocks + _blockers(errors(gate.findings), gate_name(gate), most)


def _roles(gate: GateResult) -> str:
    lines = [
        "| Role | Required | Recommended | Waived | Sign-off |",
        "| --- | --- | --- | --- | --- |",
    ]
    signoffs = {signoff.role: signoff for signoff in gate.signoffs}
    for role in in_order((*SHIPPED_ROLES, *_owners(gate), *signoffs)):
        items = [item for item in gate.items if item.item.role == role]
        signoff = signoffs.get(role)
        if signoff is None:
            signed = "not required"
        elif signoff.state is SignOffState.MISSING:
            signed = f"missing ({share(signoff)})" if share(signoff) else "missing"
        else:
            state = "" if signoff.state is SignOffState.VALID else f", **{label(signoff.state)}**"
            identity = markdown(signoff.identity)
            signed = f"{markdown_code(signers(signoff), cell=True)} ({identity}{state})"
        must = _tally(item for item in items if item.must)
        should = _tally(item for item in items if not item.must)
        waived = sum(item.state is State.WAIVED for item in items)
        lines.append(f"| {role.short} | {must} | {should} | {waived or '-'} | {signed} |")
    return "\n".join(lines)


def _owners(gate: GateResult) -> tuple[Role, ...]:
    return tuple(item.item.role for item in gate.items)


def _tally(items: Iterable[ItemVerdict]) -> str:
    states = [item.satisfied for item in items]
    return f"{sum(states)} of {len(states)}" if states else "-"


def _decision(gate: GateResult) -> str:
    decision = gate.decided
    if decision is None:
        advice = markdown(gate.recommendation.decision)
        why = markdown(label(gate.recommendation.rule))
        return f"Not decided yet; recommended: **{advice}** ({why})."
    by = markdown_code(acting(decision.by, decision.deputy_for))
    text = f"Decided **{decision.outcome}** on {markdown(decision.at[:10])} by {by}"
    lines = [f"{text}: {markdown(decision.reason)}" if decision.reason else f"{text}."]
    for condition in decision.conditions[:_BLOCKERS]:
        owner = markdown_code(condition.owner)
        lines.append(f"- condition, due {condition.due} ({owner}): {markdown(condition.text)}")
    return "\n".join(lines)


def _blockers(findings: Sequence[Finding], where: str, most: int) -> list[str]:
    waiting = [finding for finding in findings if finding.awaits_approval]
    others = [finding for finding in errors_first(findings) if not finding.awaits_approval]
    return [
        *_numbered("Blocking", others, where, most),
        *_numbered("Waiting for approval", waiting, where, most),
    ]


def _numbered(title: str, findings: Sequence[Finding], where: str, most: int) -> list[str]:
    if not findings:
        return []
    lines = [f"{number}. {_finding(f)}" for number, f in enumerate(findings[:most], 1)]
    if len(findings) > most:
        lines.append(f"\nand {len(findings) - most:,} more at {markdown(where, 100)}.")
    return [f"**{title}**", "\n".join(lines)]


def _finding(finding: Finding) -> str:
    # Typed text never begins a line, since more signs are markup there.
    about = [markdown_code(each, 100) for each in (finding.cause, owners_text(finding)) if each]
    who = f" ({', '.join(about)})" if about else ""
    since, fix = since_text(finding), fix_markup(finding.fix, markdown_code, markdown)
    end = f"<br>{markdown(since, 200)}" if since else ""
    end += f"<br>{fix}" if fix else ""
    return f"{markdown_code(finding.rule.id, 50)} {markdown(message(finding), 300)}{who}{end}"


def _details(gate: GateResult) -> list[str]:
    name = gate_name(gate)
    parts = []
    for role in in_order(_owners(gate)):
        items = [item for item in gate.items if item.item.role == role]
        if items:
            rows = [_row(item) for item in items]
            table = "\n".join(["| | Item | Level | State |", "| --- | --- | --- | --- |", *rows])
            parts += _fold(f"{name}: {plural(len(items), 'item')} of {role.named}", table)
    return parts + _fold(f"{name}: warnings and notes", _remarks(gate.findings))


def _row(verdict: ItemVerdict) -> str:
    item = verdict.item
    state = label(verdict.state)
    if verdict.state is State.WAIVED:
        reason = f": {markdown(verdict.waiver.reason, 200)}" if verdict.waiver else ""
        state = f"waived until {markdown(verdict.waived_until)}{reason}"
    level = "required" if verdict.must else "recommended"
    title = f"{markdown(item.title, 200)} {markdown_code(item.slug, 100, cell=True)}"
    return f"| {'✓' if verdict.satisfied else '✗'} | {title} | {level} | {state} |"


def _remarks(findings: Sequence[Finding]) -> str:
    """Return warnings and notes as a list."""
    rest = [finding for finding in errors_first(findings) if not finding.blocks]
    return "\n".join(f"- {finding.severity}: {_finding(finding)}" for finding in rest)


def _fold(title: str, body: str) -> list[str]:
    """Return a folded part; blank lines around its body make that Markdown inside HTML."""
    if not body:
        return []
    return [f"<details><summary>{html(title, 200)}</summary>\n\n{body}\n\n</details>"]


def _size(blocks: Iterable[str]) -> int:
    """Return the length of blocks with a blank line behind each."""
    return sum(len(block) + 2 for block in blocks)


def _fitting(parts: Sequence[str], room: int) -> tuple[list[str], int]:
    """Return the parts that fit into `room` characters, and the number of the others."""
    kept = []
    for part in parts:
        if len(part) + 2 <= room:
            kept.append(part)
            room -= len(part) + 2
    return kept, len(parts) - len(kept)
