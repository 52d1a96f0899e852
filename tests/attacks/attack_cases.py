"""The table of cases: what somebody does, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from attack_world import Result, World

from tpmcli.model.finding import Cause
from tpmcli.model.problem import FlawText
from tpmcli.model.rule import Rule, RuleReason

Stop = Rule | RuleReason | FlawText | str
"""What stops a pull request: a rule, a reason for one, what is wrong with an input, or a part of
what an error of usage says.
"""


Causes = Mapping[str, Cause]
"""The cause of a finding by what it names beside its subject."""


class Case(NamedTuple):
    """One pull request.

    ``state`` is where main stands. ``stop`` is what must block, and nothing else will do. An honest
    one has exit 0, and may name what must be shown. ``causes``, if given, are those of everything
    that is reported for that reason.
    """

    name: str
    what: str
    state: str
    stop: Stop | None
    code: int
    play: Callable[[World], Result]
    causes: Causes | None = None

    @property
    def honest(self) -> bool:
        return self.code == 0


CASES: list[Case] = []
Play = Callable[[World], Result]


def attack(
    what: str,
    stop: Stop,
    *,
    state: str = "decided",
    code: int = 1,
    causes: Causes | None = None,
) -> Callable[[Play], Play]:
    """A dishonest pull request that must be stopped by just that with that exit code."""
    return _register(what, stop, state, code, causes)


def honest(
    what: str,
    *,
    state: str = "decided",
    shows: Rule | RuleReason | None = None,
    causes: Causes | None = None,
) -> Callable[[Play], Play]:
    """An honest pull request, which must pass."""
    return _register(what, shows, state, 0, causes)


def _register(
    what: str, stop: Stop | None, state: str, code: int, causes: Causes | None
) -> Callable[[Play], Play]:
    def register(play: Play) -> Play:
        name = play.__name__
        assert all(case.name != name for case in CASES), name
        CASES.append(Case(name, what, state, stop, code, play, causes))
        return play

    return register
