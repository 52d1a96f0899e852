"""A gate report as GitHub workflow commands: annotations at the lines of the project file.

GitHub shows ten errors and ten warnings of a step, so errors come first. The first line is plain
and opens the log; no text that a person wrote can be a command there.
"""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.finding import Finding
from tpmcli.model.problem import Problem
from tpmcli.model.rule import Severity
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.render.escape import mute, workflow_data, workflow_property
from tpmcli.render.finding import fix_text, message, owners_text
from tpmcli.render.gate.grouping import errors_first, path_from_top
from tpmcli.render.gate.summary import headline
from tpmcli.render.problem import hint_text, problem_message
from tpmcli.text.sanitize import sanitize_line

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: GateReport) -> str:
    """Render the headline, then a command for each finding."""
    first = headline(report)
    lines = [mute(sanitize_line(first))]
    if report.verdict is GateVerdict.NOT_GATED:
        lines.append(_command("error", "", 0, "tpm: not judged", first))
    lines += [_finding(finding, report.folder) for finding in errors_first(report.all_findings())]
    return "\n".join(lines) + "\n"


def render_problems(problems: Sequence[Problem]) -> str:
    """Render an error for each problem that prevented the evaluation."""
    lines = ["Nothing was evaluated: the input is not sound."]
    for problem in problems:
        text = "\n".join(filter(None, (problem_message(problem), hint_text(problem.hint))))
        title = "tpm: not evaluated"
        lines.append(_command("error", problem.file, problem.line, title, text, problem.column))
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, folder: str) -> str:
    text = message(finding)
    who = ", ".join(each for each in (finding.cause, owners_text(finding)) if each)
    if who:
        text += f" ({who})"
    if fix := fix_text(finding.fix):
        text += f"\nTo mend it: {fix}"
    file = path_from_top(folder, finding.file) if finding.file else ""
    title = f"{finding.rule.id}: {finding.subject.id}"
    return _command(_COMMANDS[finding.severity], file, finding.line, title, text)


def _command(name: str, file: str, line: int, title: str, text: str, column: int = 0) -> str:
    properties = {"file": file, "line": str(line or ""), "col": str(column or ""), "title": title}
    fields = ",".join(f"{k}={workflow_property(v)}" for k, v in properties.items() if v)
    return f"::{name} {fields}::{workflow_data(text)}"
