"""What can go wrong, and the exit code that says so.

One exit code has one meaning, so that a script can tell "evaluated, and not met" from "could not
be evaluated". The command line maps these exceptions in one place; nothing here prints.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from tpmcli.model.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmcli.model.finding import Finding


class Exit(IntEnum):
    """The exit codes of every command."""

    OK = 0
    UNMET = 1
    USAGE = 2
    UNEVALUATED = 3
    STORAGE = 4
    BUG = 70
    INTERRUPTED = 130


class Problem(NamedTuple):
    """One thing that is wrong with an input, and where.

    ``line`` and ``column`` count from 1; 0 means that there is no place to point at.
    ``hint`` is the way out: a command, a line to add, the nearest valid name.
    """

    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    hint: str = ""

    def __str__(self) -> str:
        """``file:line:column: message``, as editors and CI logs link it."""
        place = self.file
        if self.line:
            place = f"{place}:{self.line}:{self.column}"
        return f"{place}: {self.message}" if place else self.message


class TpmError(Exception):
    """Base of every error that the tool raises on purpose."""

    code = Exit.BUG

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(TpmError):
    """The command line asks for something that does not exist or does not fit (exit 2)."""

    code = Exit.USAGE


class RefusedError(TpmError):
    """Understood, and refused by policy or gate (exit 1).

    ``findings`` are the reasons: listed below the message, or, if that is empty, in its place.
    """

    code = Exit.UNMET

    def __init__(self, message: str, hint: str = "", findings: Sequence[Finding] = ()) -> None:
        super().__init__(message, hint)
        self.findings = tuple(findings)


class StorageError(TpmError):
    """Could not read or save: lock, disk, permission (exit 4)."""

    code = Exit.STORAGE


class InvalidInputError(TpmError):
    """Missing, invalid or contradictory input: nothing could be evaluated (exit 3).

    Carries every problem found, not only the first.
    """

    code = Exit.UNEVALUATED

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(str(first), first.hint)
        self.problems = tuple(problems)
