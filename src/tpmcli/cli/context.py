"""Where and when a command runs, told by the process; and the formats of what it reads out."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from enum import StrEnum

from tpmcli.app.context import CommandContext
from tpmcli.model.days import parse_day
from tpmcli.model.errors import UsageError


class Format(StrEnum):
    """How commands that only read write their result."""

    TEXT = "text"
    JSON = "json"


def change_directory(folder: str) -> None:
    """Makes `folder` the current one, as `tpm -C DIR` asks."""
    try:
        os.chdir(folder)
    except OSError as error:
        raise UsageError(f"cannot go to {folder}: {error.strerror}") from error


def command_context(
    folder: str = "",
    *,
    person: str = "",
    as_of: str = "",
    increment: str = "",
    artifacts: str = "",
) -> CommandContext:
    """The circumstances of this command."""
    if as_of and parse_day(as_of) is None:
        raise UsageError(f"--as-of '{as_of}' is no day", "write it as 2026-12-31")
    start = os.path.join(os.getcwd(), folder) if folder else os.getcwd()
    return CommandContext(
        start, os.environ, lambda: datetime.now(UTC), person, as_of, increment, artifacts
    )
