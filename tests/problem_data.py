"""Problems as tests compare them: data without any text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Expression, Flaw, Hint, Problem, Remedy, Term, Word

Told = tuple[str, Flaw, *tuple[Word, ...]]
"""Where a problem is, `file:line:column`, its flaw and its words."""


def told(problem: Problem) -> str:
    """Return a problem without its file: `line:column FLAW words (REMEDY words)`."""
    parts = [f"{problem.line}:{problem.column}", problem.flaw.name, *map(_word, problem.words)]
    return " ".join([*parts, *([_hint(problem.hint)] if problem.hint else [])])


def _hint(hint: Hint) -> str:
    return f"({' '.join([hint.remedy.name, *map(_word, hint.words)])})"


def _word(word: Word) -> str:
    if not isinstance(word, tuple):
        return json.dumps(word, ensure_ascii=False)
    if isinstance(word, Expression):
        words = ", ".join([_word(each) for each in word.words])
        return f"{word.term.name}[{words}]" if words else word.term.name
    if isinstance(word, Problem):
        return f"<{told(word)}>"
    return f"[{', '.join([_word(each) for each in word])}]"


def flaws(problems: Iterable[Problem]) -> list[tuple[Flaw, *tuple[Word, ...]]]:
    """Return what is wrong: each flaw with its words."""
    return [(problem.flaw, *problem.words) for problem in problems]


def placed(problems: Iterable[Problem]) -> list[Told]:
    """Return what is wrong and where."""
    return [(f"{p.file}:{p.line}:{p.column}", p.flaw, *p.words) for p in problems]


def reword_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every message, hint and term another text: whatever is decided stays the same."""
    kinds: tuple[type[Flaw | Remedy | Term], ...] = (Flaw, Remedy, Term)
    for member in (each for kind in kinds for each in kind):
        fields = re.findall(r"(?<!{){\d[^}]*}", member.value)
        monkeypatch.setattr(member, "value", f"reworded {' '.join(fields)}")


@contextmanager
def refused_for(flaw: Flaw, *words: Word) -> Iterator[pytest.ExceptionInfo[InvalidInputError]]:
    """Expect that input is refused for this one problem."""
    with pytest.raises(InvalidInputError) as caught:
        yield caught
    assert flaws(caught.value.problems) == [(flaw, *words)]
