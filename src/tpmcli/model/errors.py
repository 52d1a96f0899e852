"""The errors that the tool raises, and the exit code of each.

One exit code has one meaning, so that a script can tell "evaluated, and not met" from "could not
be evaluated". The command line maps these exceptions in one place; nothing here prints.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from tpmcli.model.problem import Flaw, Hint, Problem, Remedy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmcli.model.finding import Finding
    from tpmcli.model.fix import Fix


class Exit(IntEnum):
    """The exit codes of every command."""

    OK = 0
    UNMET = 1
    USAGE = 2
    UNEVALUATED = 3
    STORAGE = 4
    BUG = 70
    INTERRUPTED = 130


class TpmError(Exception):
    """Base of every error that the tool raises on purpose."""

    code = Exit.BUG


class MessageError(TpmError):
    """Base of the errors that carry a message and a hint. No code reads these texts.

    The hint is a command, advice, or a sentence without a full stop.
    """

    def __init__(self, message: str, hint: Fix | Hint | str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = Hint(Remedy.OTHER, (hint,)) if isinstance(hint, str) else hint

    def as_problem(self, file: str = "") -> Problem:
        """Return the error as a problem, for a list of problems."""
        return Problem(Flaw.OTHER, (self.message,), file, hint=self.hint)


class UsageError(MessageError):
    """The command line names something that does not exist or does not fit (exit 2)."""

    code = Exit.USAGE


class RefusedError(MessageError):
    """Valid, but refused by the policy or a gate (exit 1).

    `findings` are the reasons: listed below the message, or, if that is empty, in its place.
    """

    code = Exit.UNMET

    def __init__(
        self,
        message: str,
        hint: Fix | Hint | str | None = None,
        findings: Sequence[Finding] = (),
    ) -> None:
        super().__init__(message, hint)
        self.findings = tuple(findings)


class StorageError(MessageError):
    """Reading or saving failed: lock, disk, permission (exit 4)."""

    code = Exit.STORAGE


class UnevaluatedError(TpmError):
    """Nothing could be evaluated (exit 3).

    Carries every problem found, not only the first, and no text.
    """

    code = Exit.UNEVALUATED

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(*problems)
        self.problems = tuple(problems)


class InvalidInputError(UnevaluatedError):
    """Missing, invalid or contradictory input."""


class MissingObjectsError(UnevaluatedError):
    """A partial clone lacks what git must read.

    Not invalid input: whoever goes on without an input that is invalid must not go on here.
    """

    def __init__(self) -> None:
        hint = Hint(Remedy.FETCH_OBJECTS)
        super().__init__([Problem(Flaw.OBJECTS_MISSING, hint=hint)])
