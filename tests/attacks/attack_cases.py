"""The table of cases: what somebody does, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from attack_world import Result, World


class Case(NamedTuple):
    """One pull request.

    ``state`` is where main stands. ``rule`` is the finding that must block; for exit 3 it is text
    of the problem instead. An honest one has exit 0, and may name a rule that must be shown.
    """

    name: str
    what: str
    state: str
    rule: str
    code: int
    play: Callable[[World], Result]

    @property
    def honest(self) -> bool:
        return self.code == 0


CASES: list[Case] = []
Play = Callable[[World], Result]


def attack(
    what: str, rule: str, *, state: str = "decided", code: int = 1
) -> Callable[[Play], Play]:
    """A dishonest pull request that must be stopped by that rule with that exit code."""
    return _register(what, rule, state, code)


def honest(what: str, *, state: str = "decided", shows: str = "") -> Callable[[Play], Play]:
    """An honest pull request, which must pass."""
    return _register(what, shows, state, 0)


def _register(what: str, rule: str, state: str, code: int) -> Callable[[Play], Play]:
    def register(play: Play) -> Play:
        name = play.__name__
        assert all(case.name != name for case in CASES), name
        CASES.append(Case(name, what, state, rule, code, play))
        return play

    return register
