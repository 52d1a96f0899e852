"""A file outside of the repository that a person starts: a shortcut on the desktop."""

from __future__ import annotations

import os
from contextlib import suppress

from tpmcli.repo.os_errors import storage_error


def write_program(path: str, content: bytes, *, executable: bool) -> None:
    """Write a file for this person alone; one of that name is replaced, a link never followed.

    Raises: StorageError if it cannot be written.
    """
    temporary = f"{path}.{os.getpid()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        with open(os.open(temporary, flags, 0o700 if executable else 0o600), "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except OSError as error:
        raise storage_error(error, "write", path) from error
