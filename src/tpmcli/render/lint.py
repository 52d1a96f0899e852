"""`tpm lint` as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.finding import Finding
from tpmcli.model.fix import tpm
from tpmcli.model.place import placed_command, placed_fix, placed_hint
from tpmcli.model.problem import Hint, Problem, Remedy
from tpmcli.render.finding import message
from tpmcli.render.fix import fix_lines
from tpmcli.render.gate.json import finding_data
from tpmcli.render.jsontext import dump
from tpmcli.render.problem import problem_data, problem_line
from tpmcli.render.style import Style, plural
from tpmcli.text.sanitize import sanitize_line

_FIX = Hint(Remedy.LINT_FIX)


def render_text(
    files: Sequence[str],
    warnings: Sequence[Finding],
    untidy: Sequence[Problem],
    fixed: Sequence[str],
    incomplete: Sequence[Problem],
    style: Style,
) -> str:
    """Render one line for each problem and warning, then the sum, ending with a line feed."""
    lines = [f"fixed {sanitize_line(name)}" for name in fixed]
    for problem in untidy:
        lines += style.paragraph(problem_line(problem), "", "  ")
    for problem in incomplete:
        lines += style.paragraph(problem_line(problem), "", "  ")
        if problem.hint is not None and problem.hint != _FIX:
            lines += fix_lines(placed_hint(problem.hint, style.place), style, 2)
    for warning in warnings:
        label = style.paint("warning", "yellow")
        wrapped = style.paragraph(f"{message(warning)} [{warning.rule.id}]", "warning ", "  ")
        lines += [wrapped[0].replace("warning", label, 1), *wrapped[1:]]
        lines += fix_lines(placed_fix(warning.fix, style.place), style, 2)
    counts = [(len(untidy), "formatting problem"), (len(incomplete), "incomplete answer")]
    if untidy or incomplete:
        lines.append(", ".join(plural(number, name) for number, name in counts if number))
        if untidy or any(problem.hint == _FIX for problem in incomplete):
            lines += fix_lines(placed_command(tpm("lint", "--fix"), style.place), style, 2)
    else:
        lines.append(f"OK: policy, checklists and {plural(len(files), 'project file')} are valid")
    return "\n".join(lines) + "\n"


def render_json(
    files: Sequence[str],
    warnings: Sequence[Finding],
    untidy: Sequence[Problem],
    fixed: Sequence[str],
    incomplete: Sequence[Problem],
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
            "incomplete": [problem_data(problem) for problem in incomplete],
            "warnings": [finding_data(warning) for warning in warnings],
        }
    )
