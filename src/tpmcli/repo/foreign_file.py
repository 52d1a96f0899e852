"""Files that a person names, anywhere on disk: read whole and as they are, up to a limit."""

from __future__ import annotations

import os
import stat

from tpmcli.model.errors import StorageError, UsageError
from tpmcli.repo.os_errors import storage_error


def read_foreign(path: str, limit: int, shown: str = "") -> bytes:
    """Return the content of a regular file, or of what a link leads to.

    Args:
        path: where it is.
        limit: how many bytes it may have.
        shown: how messages name it; as `path` if empty.

    Raises:
        UsageError: there is no such file, or it is a folder.
        StorageError: it cannot be read, or is larger than `limit`.
    """
    shown = shown or path
    try:
        status = os.stat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise UsageError(f"no file `{shown}`") from None
    except OSError as error:
        raise storage_error(error, "read", shown) from error
    if stat.S_ISDIR(status.st_mode):
        raise UsageError(f"`{shown}` is a folder", "name a file in it")
    if not stat.S_ISREG(status.st_mode):
        raise UsageError(f"`{shown}` is not a regular file")
    if status.st_size > limit:
        raise _too_large(shown, limit)
    try:
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise storage_error(error, "read", shown) from error
    if len(data) > limit:
        raise _too_large(shown, limit)
    return data


def _too_large(shown: str, limit: int) -> StorageError:
    return StorageError(f"`{shown}` is larger than {limit >> 20} MiB, which is not read")
