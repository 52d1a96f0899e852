"""Files for this person alone, beside the locks: what a running page writes down for a later call.

They are in the git folder or in the user's cache (`repo/lock.py`), so a checkout stays clean.
"""

from __future__ import annotations

import os
from contextlib import suppress

from tpmcli.repo.lock import lock_file
from tpmcli.repo.os_errors import storage_error

_MOST = 64 * 1024


def private_path(path: str, suffix: str) -> str:
    """Return the private file with that suffix that belongs to a path of a project."""
    return lock_file(path).removesuffix(".lock") + suffix


def write_private(path: str, text: str) -> None:
    """Write a file that nobody else may read; one that is there is replaced.

    Raises: StorageError if it cannot be written.
    """
    temporary = f"{path}.{os.getpid()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        with open(os.open(temporary, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(temporary, path)
    except OSError as error:
        raise storage_error(error, "write", path) from error


def read_private(path: str) -> str:
    """Return the content of such a file; empty if there is none, or it is not this person's."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
    try:
        with open(os.open(path, flags), encoding="utf-8", errors="replace") as file:
            owner = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (owner.st_uid != os.getuid() or owner.st_mode & 0o077):
                return ""
            return file.read(_MOST)
    except OSError:
        return ""


def remove_private(path: str) -> None:
    """Remove such a file, if it is there."""
    with suppress(OSError):
        os.unlink(path)
