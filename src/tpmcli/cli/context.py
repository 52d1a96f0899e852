"""The folder, the environment and the time of this process, as use cases are given them."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from enum import StrEnum

from tpmcli.app.context import CommandContext
from tpmcli.model.days import parse_day
from tpmcli.model.errors import UsageError


class Format(StrEnum):
    """The formats of commands that only read."""

    TEXT = "text"
    JSON = "json"


def change_directory(folder: str) -> None:
    """Change to `folder`, as `tpm -C DIR` asks.

    Raises:
        UsageError: there is no such folder, or it may not be entered.
    """
    try:
        os.chdir(folder)
    except OSError as error:
        raise UsageError(f"cannot change to `{folder}`: {error.strerror}") from error


def command_context(
    folder: str = "",
    *,
    person: str = "",
    as_of: str = "",
    increment: str = "",
    artifacts: str = "",
) -> CommandContext:
    """Return the circumstances of this command; `folder` is relative to the current one.

    Raises:
        UsageError: `as_of` is no day.
    """
    if as_of and parse_day(as_of) is None:
        raise UsageError(f"`--as-of` {as_of} is not a date", "write it as 2026-12-31")
    start = os.path.join(os.getcwd(), folder) if folder else os.getcwd()
    return CommandContext(
        start, os.environ, lambda: datetime.now(UTC), person, as_of, increment, artifacts
    )
