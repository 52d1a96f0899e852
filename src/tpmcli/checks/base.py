"""What every kind of automated check has in common.

A check ends in one of three ways, and this is the line between them:

- ``pass``: everything that was asked for was looked at, and is so.
- ``fail``: it was looked at and is not so. A file that is missing or empty is a fail, and so is a
  report that reads well and counts nothing.
- ``could-not-run``: there is something, but it cannot be read as what it should be: no well-formed
  report, a binary file, a symbolic link, too large, no history, options that make no sense. Never
  a pass.

Files are looked for in the artifacts first (reports made in the same CI run, under the same path
below the artifacts' folder), and only where nothing matches there in the repository.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from tpmcli.model.facts import CheckOutcome, CheckResult
from tpmcli.model.tree import Tree
from tpmcli.model.tuples import NamedTuple
from tpmcli.text.sanitize import sanitize_line

Options = Mapping[str, object]


class History(Protocol):
    """What git knows of the past. Days are ``YYYY-MM-DD``, UTC."""

    def last_change(self, paths: Sequence[str]) -> str | None:
        """The day of the last commit that touches one of the paths, None where none does.

        A commit dated later than the clock by more than a day is left out.
        """
        ...

    def tags(self) -> Sequence[str]:
        """The names of all tags, the newest (by creation) first."""
        ...


class CheckContext(NamedTuple):
    """What a check may look at.

    ``artifacts`` holds reports made in this CI run; ``today`` is the UTC day that is judged;
    ``history`` is None where there is no git history to ask.
    """

    tree: Tree
    artifacts: Tree | None
    today: str
    history: History | None


class CheckedFile(NamedTuple):
    """A file to look at, and where it comes from."""

    path: str
    tree: Tree
    from_run: bool = False


class CheckKind(Protocol):
    """One kind of check: a module with these three.

    ``OPTIONS`` says for each option what it means.
    """

    ABOUT: str
    OPTIONS: Mapping[str, str]

    def run(self, options: Options, context: CheckContext) -> CheckResult:
        """The result; its ``kind`` is left to the registry. May raise `StoppedError`."""
        ...


class StoppedError(Exception):
    """The check is over, and not with a pass."""

    outcome = CheckOutcome.COULD_NOT_RUN

    def __init__(self, message: str, source: CheckedFile | None = None, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.line = line

    def result(self) -> CheckResult:
        """What the check says."""
        return _result(self.outcome, self.message, self.source, self.line)


class FailedError(StoppedError):
    """It was looked at and is not so."""

    outcome = CheckOutcome.FAIL


class CannotRunError(StoppedError):
    """It could not be looked at."""


def passed(message: str, source: CheckedFile | None = None, line: int = 0) -> CheckResult:
    """A pass."""
    return _result(CheckOutcome.PASS, message, source, line)


def failed(message: str, source: CheckedFile | None = None, line: int = 0) -> CheckResult:
    """A fail."""
    return _result(CheckOutcome.FAIL, message, source, line)


def _result(
    outcome: CheckOutcome, message: str, source: CheckedFile | None, line: int
) -> CheckResult:
    if source is None:
        return CheckResult("", outcome, message)
    return CheckResult("", outcome, message, source.path, line, source.from_run)


def excerpt(text: str, most: int = 80) -> str:
    """Text from a file, on one line and cut to `most` characters."""
    flat = " ".join(sanitize_line(text[: 4 * most]).split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def is_blank(text: str) -> bool:
    """True where nothing can be seen in the text: blanks and invisible characters only."""
    return not any(char.isprintable() and not char.isspace() for char in text)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 test``, ``3,120 tests``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
