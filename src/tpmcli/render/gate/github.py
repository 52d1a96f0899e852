"""A gate report as GitHub workflow commands: annotations at the lines of the project file.

GitHub shows ten errors, ten warnings and ten notices of a step. So a cause has one annotation,
however many items it concerns, what this change causes comes first, and the last line counts those
that are left out. The first line is plain and opens the log; no text that a person wrote can be a
command there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tpmcli.model.finding import Finding
from tpmcli.model.problem import Problem
from tpmcli.model.rule import Severity
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.render.escape import mute, workflow_data, workflow_property
from tpmcli.render.finding import since_text
from tpmcli.render.fix import fix_text
from tpmcli.render.gate.grouping import path_from_top
from tpmcli.render.gate.shared_cause import (
    by_cause,
    file_at_fault,
    shared_message,
    shared_owners,
)
from tpmcli.render.gate.summary import headline
from tpmcli.render.problem import problem_message
from tpmcli.render.style import plural
from tpmcli.text.sanitize import sanitize_line

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
# GitHub shows so many annotations of each kind.
MOST = 10


def render(report: GateReport) -> str:
    """Render the headline, then a command for each cause."""
    first = headline(report)
    lines = [mute(sanitize_line(first))]
    if report.verdict is GateVerdict.NOT_GATED:
        lines.append(_command("error", "", 0, "tpm: not checked", first))
    shown: Counter[Severity] = Counter()
    for findings in by_cause(report.all_findings()):
        severity = findings[0].severity
        shown[severity] += 1
        if shown[severity] <= MOST:
            lines.append(_annotation(findings, report.folder))
    lines += _left_out({name: shown[severity] for severity, name in _COMMANDS.items()})
    return "\n".join(lines) + "\n"


def render_problems(problems: Sequence[Problem]) -> str:
    """Render an error for each problem that prevented the evaluation."""
    lines = ["Not checked: the files are not valid."]
    for problem in problems[:MOST]:
        text = "\n".join(filter(None, (problem_message(problem), fix_text(problem.hint))))
        title = "tpm: not checked"
        lines.append(_command("error", problem.file, problem.line, title, text, problem.column))
    lines += _left_out({"error": len(problems)})
    return "\n".join(lines) + "\n"


def _left_out(found: Mapping[str, int]) -> list[str]:
    """Return the line that counts the annotations beyond `MOST` of a kind; none if none are."""
    left = [plural(count - MOST, f"more {name}") for name, count in found.items() if count > MOST]
    return [f"Not shown here: {', '.join(left)}. Text output lists all of them."] if left else []


def _annotation(findings: Sequence[Finding], folder: str) -> str:
    """Return the command for findings of one cause."""
    finding = findings[0]
    text = shared_message(findings)
    who = ", ".join(each for each in (finding.cause, shared_owners(findings)) if each)
    if who:
        text += f" ({who})"
    if since := since_text(finding):
        text += f"\n{since}"
    if fix := fix_text(finding.fix):
        text += f"\n{fix}"
    file = path_from_top(folder, finding.file) if finding.file else ""
    about = finding.subject.id if len(findings) == 1 else file_at_fault(finding)
    rule = f"waiting ({finding.rule.id})" if finding.awaits_approval else finding.rule.id
    title = f"{rule}: {about}"
    return _command(_COMMANDS[finding.severity], file, finding.line, title, text)


def _command(name: str, file: str, line: int, title: str, text: str, column: int = 0) -> str:
    properties = {"file": file, "line": str(line or ""), "col": str(column or ""), "title": title}
    fields = ",".join(f"{k}={workflow_property(v)}" for k, v in properties.items() if v)
    return f"::{name} {fields}::{workflow_data(text)}"
