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


_asked = CommandContext("", {}, lambda: datetime.now(UTC))


def forget() -> None:
    """Forget what an earlier command of this process was asked."""
    global _asked  # noqa: PLW0603 - as the current folder, it belongs to the process
    _asked = _asked._replace(directory="", person="", increment="")


def asked() -> CommandContext:
    """Return the circumstances of the command as far as it was read; errors need them."""
    return _asked._replace(folder=_asked.folder or os.getcwd(), env=os.environ)


def change_directory(folder: str) -> None:
    """Change to `folder`, as `tpm -C DIR` asks.

    Raises:
        UsageError: there is no such folder, or it may not be entered.
    """
    try:
        os.chdir(folder)
    except OSError as error:
        raise UsageError(f"cannot change to `{folder}`: {error.strerror}") from error
    global _asked  # noqa: PLW0603 - as the current folder, it belongs to the process
    _asked = _asked._replace(directory=folder)


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
        raise UsageError(f"`--as-of` {as_of} is not a date", "write YYYY-MM-DD, such as 2026-12-31")
    start = os.path.join(os.getcwd(), folder) if folder else os.getcwd()
    global _asked  # noqa: PLW0603 - as the current folder, it belongs to the process
    _asked = CommandContext(
        start,
        os.environ,
        lambda: datetime.now(UTC),
        person,
        as_of,
        increment,
        artifacts,
        os.path.join(_asked.directory, folder) if folder else _asked.directory,
    )
    return _asked
