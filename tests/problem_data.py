"""Problems as tests compare them: data without any text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.fix import Advice, Ask, Command, Edit, Fix, Help, HelpText
from tpmcli.model.loosening import Loosened, Looser, LooserText
from tpmcli.model.problem import (
    Expression,
    Flaw,
    FlawText,
    Hint,
    Problem,
    Remedy,
    RemedyText,
    Term,
    TermText,
    Word,
)
from tpmcli.render.fix import command_text

_T = TypeVar("_T")

Told = tuple[str, FlawText, *tuple[Word, ...]]
"""Where a problem is, `file:line:column`, its flaw and its words."""


def named(space: type, kind: type[_T]) -> dict[str, _T]:
    """Return the constants of a namespace by their names."""
    return {name: each for name, each in vars(space).items() if isinstance(each, kind)}


def texts() -> dict[str, FlawText | RemedyText | TermText]:
    """Return every message, hint and term by its name, such as `Flaw.TAB`."""
    spaces: tuple[tuple[type, type[FlawText | RemedyText | TermText]], ...] = (
        (Flaw, FlawText),
        (Remedy, RemedyText),
        (Term, TermText),
    )
    return {
        f"{space.__name__}.{name}": each
        for space, kind in spaces
        for name, each in named(space, kind).items()
    }


_LOOSER = {each: name for name, each in named(Looser, LooserText).items()}
_HELPS = {each: name for name, each in named(Help, HelpText).items()}
_NAMES = {each: name.partition(".")[2] for name, each in texts().items()}


def told(problem: Problem) -> str:
    """Return a problem without its file: `line:column FLAW words (REMEDY words)`."""
    parts = [f"{problem.line}:{problem.column}", _NAMES[problem.flaw], *map(_word, problem.words)]
    return " ".join([*parts, *([_hint(problem.hint)] if problem.hint else [])])


def _hint(hint: Fix | Hint) -> str:
    return f"({' '.join(_hint_parts(hint))})"


def _hint_parts(hint: Fix | Hint) -> Iterator[str]:
    if isinstance(hint, Command):
        yield _command(hint)
    elif isinstance(hint, Hint):
        yield _NAMES[hint.remedy]
        yield from map(_word, hint.words)
        if hint.command is not None:
            yield _command(hint.command)
    else:
        yield _HELPS[hint.help]
        if isinstance(hint, Ask):
            yield hint.person
        elif isinstance(hint, Edit):
            yield f"{hint.file}:{hint.line}"
        elif isinstance(hint, Advice):
            yield from (_command(each) for each in (hint.before, hint.command) if each)


def _command(command: Command) -> str:
    return f"<{command_text(command)}>"


def _word(word: Word) -> str:
    if not isinstance(word, tuple):
        return json.dumps(word, ensure_ascii=False)
    if isinstance(word, Expression):
        words = ", ".join([_word(each) for each in word.words])
        return f"{_NAMES[word.term]}[{words}]" if words else _NAMES[word.term]
    if isinstance(word, Problem):
        return f"<{told(word)}>"
    if isinstance(word, Loosened):
        values = [_word(each) for each in word[1:] if each]
        return f"{_LOOSER[word.how]}[{', '.join(values)}]" if values else _LOOSER[word.how]
    return f"[{', '.join([_word(each) for each in word])}]"


def flaws(problems: Iterable[Problem]) -> list[tuple[FlawText, *tuple[Word, ...]]]:
    """Return what is wrong: each flaw with its words."""
    return [(problem.flaw, *problem.words) for problem in problems]


def placed(problems: Iterable[Problem]) -> list[Told]:
    """Return what is wrong and where."""
    return [(f"{p.file}:{p.line}:{p.column}", p.flaw, *p.words) for p in problems]


def reword_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show every message, hint and term in other words: whatever is decided stays the same."""

    def reworded(template: str, words: tuple[Word, ...], **named: str) -> str:
        return " ".join(["reworded", *map(str, words), *named.values()])

    monkeypatch.setattr("tpmcli.render.problem.fill", reworded)
    monkeypatch.setattr("tpmcli.render.template.fill", reworded)


@contextmanager
def refused_for(flaw: FlawText, *words: Word) -> Iterator[pytest.ExceptionInfo[InvalidInputError]]:
    """Expect that input is refused for this one problem."""
    with pytest.raises(InvalidInputError) as caught:
        yield caught
    assert flaws(caught.value.problems) == [(flaw, *words)]
