"""Which files may be replaced or removed: regular and writable ones, in folders that are no links.

All that is refused is refused before anything is changed.
"""

from __future__ import annotations

import os
import stat

from tpmcli.model.errors import StorageError
from tpmcli.model.fix import Command
from tpmcli.repo.os_errors import storage_error

UNCHANGED = "nothing was changed"
OPEN_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


def file_status(path: str) -> os.stat_result | None:
    """Return the status of a path itself, None if nothing is there."""
    try:
        return os.lstat(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise storage_error(error, "inspect", path, UNCHANGED) from error


def refuse_irregular(path: str, status: os.stat_result) -> None:
    """Raise StorageError for a file that must not be replaced.

    `os.replace` needs no permission on the file itself, so a write-protected one would be lost.
    The mode is examined as well, since permissions do not bind the superuser.
    """
    if stat.S_ISLNK(status.st_mode):
        raise StorageError(
            f"`{path}` is a symbolic link; {UNCHANGED}", "put the file itself in its place"
        )
    if not stat.S_ISREG(status.st_mode):
        raise StorageError(f"`{path}` is not a regular file; {UNCHANGED}", "move it out of the way")
    if not status.st_mode & stat.S_IWUSR:
        raise StorageError(
            f"`{path}` is read-only; {UNCHANGED}",
            Command(("chmod", "u+w", path)),
        )
    try:
        os.close(os.open(path, os.O_WRONLY | OPEN_FLAGS))
    except OSError as error:
        raise storage_error(error, "write", path, UNCHANGED) from error


def refuse_linked_folder(path: str) -> None:
    """Raise StorageError for a path in a folder that is a symbolic link."""
    folder = os.path.dirname(path)
    if folder and os.path.islink(folder):
        raise StorageError(
            f"cannot save `{path}`: its folder is a symbolic link; {UNCHANGED}",
            "put a folder in the link's place",
        )


def file_content(path: str) -> bytes:
    """Return the content of a regular file."""
    try:
        descriptor = os.open(path, os.O_RDONLY | OPEN_FLAGS | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as file:
            return file.read()
    except OSError as error:
        raise storage_error(error, "read", path, UNCHANGED) from error
