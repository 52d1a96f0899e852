"""The text of a problem: its message and its place, made from data when they are shown.

No code reads this text. Typed text is in it unchanged; each format escapes it in its own way.
"""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.model.problem import Problem
from tpmcli.render.fix import fix_data
from tpmcli.render.jsontext import dump
from tpmcli.render.template import fill


def problem_message(problem: Problem) -> str:
    """Return the message, in one sentence without a full stop."""
    return fill(problem.flaw.text, problem.words)


def problem_line(problem: Problem) -> str:
    """Return `file:line:column: message`, as editors and CI logs link it."""
    place = problem.file
    if problem.line:
        place = f"{place}:{problem.line}:{problem.column}"
    message = problem_message(problem)
    return f"{place}: {message}" if place else message


def problem_data(problem: Problem) -> dict[str, object]:
    """Return the problem as plain data, for the JSON formats."""
    return {
        "message": problem_message(problem),
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        **fix_data(problem.hint),
    }


def problems_json(problems: Iterable[Problem]) -> str:
    """Render the problems that prevented an evaluation, as `tpm/problems/1`."""
    found = [problem_data(problem) for problem in problems]
    return dump({"schema": "tpm/problems/1", "problems": found})
