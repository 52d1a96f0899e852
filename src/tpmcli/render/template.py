"""Templates of messages and hints, filled in with the words that they name."""

from __future__ import annotations

from tpmcli.model.loosening import Loosened
from tpmcli.model.problem import Expression, Problem, Word
from tpmcli.render.loosening import loosened_text


def fill(template: str, words: tuple[Word, ...], **named: str) -> str:
    """Return the template with its words, and those that it names, filled in."""
    return template.format(*map(_shown, words), **named)


class _List:
    """A list of words, joined with commas, with the word that a template names, or as code."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self._words = [_shown(word) for word in words]

    def __format__(self, joiner: str) -> str:
        if joiner == "code":
            return ", ".join(f"`{word}`" for word in self._words)
        return (f" {joiner} " if joiner else ", ").join(map(str, self._words))


def _shown(word: Word) -> object:
    if not isinstance(word, tuple):
        return word
    if isinstance(word, Expression):
        return fill(word.term.text, word.words)
    if isinstance(word, Loosened):
        return loosened_text(word)
    return fill(word.flaw.text, word.words) if isinstance(word, Problem) else _List(word)
