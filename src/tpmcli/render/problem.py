"""The text of a problem: its message and its hint, made from data when they are shown.

No code reads this text. Typed text is in it unchanged; each format escapes it in its own way.
"""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.model.loosening import Loosened
from tpmcli.model.problem import Expression, Hint, Problem, Word
from tpmcli.render.jsontext import dump
from tpmcli.render.loosening import loosened_text


def problem_message(problem: Problem) -> str:
    """Return the message, in one sentence without a full stop."""
    return _filled(problem.flaw.text, problem.words)


def problem_line(problem: Problem) -> str:
    """Return `file:line:column: message`, as editors and CI logs link it."""
    place = problem.file
    if problem.line:
        place = f"{place}:{problem.line}:{problem.column}"
    message = problem_message(problem)
    return f"{place}: {message}" if place else message


def hint_text(hint: Hint | None) -> str:
    """Return the hint: a command, a line to add, the nearest valid name; empty for none."""
    return _filled(hint.remedy.text, hint.words) if hint is not None else ""


def problem_data(problem: Problem) -> dict[str, object]:
    """Return the problem as plain data, for the JSON formats."""
    return {
        "message": problem_message(problem),
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "hint": hint_text(problem.hint),
    }


def problems_json(problems: Iterable[Problem]) -> str:
    """Render the problems that prevented an evaluation, as `tpm/problems/1`."""
    found = [problem_data(problem) for problem in problems]
    return dump({"schema": "tpm/problems/1", "problems": found})


class _List:
    """A list of words, joined with commas, or with the word that a template names."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self._words = [_shown(word) for word in words]

    def __format__(self, joiner: str) -> str:
        return (f" {joiner} " if joiner else ", ").join(map(str, self._words))


def _filled(template: str, words: tuple[Word, ...]) -> str:
    return template.format(*map(_shown, words))


def _shown(word: Word) -> object:
    if not isinstance(word, tuple):
        return word
    if isinstance(word, Expression):
        return _filled(word.term.text, word.words)
    if isinstance(word, Loosened):
        return loosened_text(word)
    return problem_message(word) if isinstance(word, Problem) else _List(word)
