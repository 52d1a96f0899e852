"""`tpm lint` as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.finding import Finding
from tpmcli.model.fix import tpm
from tpmcli.model.place import placed_command, placed_fix
from tpmcli.model.problem import Problem
from tpmcli.render.finding import message
from tpmcli.render.fix import fix_lines
from tpmcli.render.gate.json import finding_data
from tpmcli.render.jsontext import dump
from tpmcli.render.problem import problem_data, problem_line
from tpmcli.render.style import Style, plural
from tpmcli.text.sanitize import sanitize_line


def render_text(
    files: Sequence[str],
    warnings: Sequence[Finding],
    untidy: Sequence[Problem],
    fixed: Sequence[str],
    style: Style,
) -> str:
    """Render one line for each problem and warning, then the sum, ending with a line feed."""
    lines = [f"fixed {sanitize_line(name)}" for name in fixed]
    for problem in untidy:
        lines += style.paragraph(problem_line(problem), "", "  ")
    for warning in warnings:
        label = style.paint("warning", "yellow")
        wrapped = style.paragraph(f"{message(warning)} [{warning.rule.id}]", "warning ", "  ")
        lines += [wrapped[0].replace("warning", label, 1), *wrapped[1:]]
        lines += fix_lines(placed_fix(warning.fix, style.place), style, 2)
    if untidy:
        lines.append(plural(len(untidy), "formatting problem"))
        lines += fix_lines(placed_command(tpm("lint", "--fix"), style.place), style, 2)
    else:
        lines.append(f"OK: policy, checklists and {plural(len(files), 'project file')} are valid")
    return "\n".join(lines) + "\n"


def render_json(
    files: Sequence[str],
    warnings: Sequence[Finding],
    untidy: Sequence[Problem],
    fixed: Sequence[str],
) -> str:
    """Render the same as JSON, `tpm/lint/1`."""
    return dump(
        {
            "schema": "tpm/lint/1",
            "files": list(files),
            "valid": True,
            "tidy": not untidy,
            "fixed": list(fixed),
            "untidy": [problem_data(problem) for problem in untidy],
            "warnings": [finding_data(warning) for warning in warnings],
        }
    )
