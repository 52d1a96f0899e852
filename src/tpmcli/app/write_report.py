"""Reports in files that the user named, which are never tpm's or git's own."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

from tpmcli.model.errors import StorageError, UsageError
from tpmcli.repo.os_errors import storage_error

_KEPT = (".git", ".tpm")


def is_reserved_path(path: str) -> bool:
    """Return whether a path is in `.tpm/` or `.git/`, which no report may be written to."""
    parts = os.path.realpath(path).split(os.sep)
    return any(part.casefold() in _KEPT for part in parts)


def refuse_reserved(path: str, named: str, what: str = "reports") -> None:
    """Raise UsageError if a path, which the user named so, is in `.tpm/` or `.git/`."""
    if is_reserved_path(path):
        raise UsageError(
            f"{what} cannot be written into `.tpm/` or `.git/`: {named}", "name a file elsewhere"
        )


def write_report(path: str, text: str) -> None:
    """Write the text to a file, completely or not at all.

    The folder must exist. A device or a pipe is written to directly.

    Raises: StorageError if the system refuses, or the file is read-only.
    """
    write_file(path, text.encode("utf-8", "backslashreplace"))


def write_file(path: str, data: bytes) -> None:
    """Write bytes to a file, as `write_report` does.

    Raises: StorageError if the system refuses, or the file is read-only.
    """
    target = os.path.realpath(path)
    try:
        status = os.stat(target) if os.path.lexists(target) else None
        if status is not None and not stat.S_ISREG(status.st_mode):
            with open(target, "wb", buffering=0) as device:
                device.write(data)
            return
        if status is not None and not status.st_mode & stat.S_IWUSR:
            raise StorageError(
                f"cannot write `{path}`: it is read-only", "remove it, or name another"
            )
        _replace(target, data, status)
    except OSError as error:
        raise storage_error(error, "write", path) from error


def append_summary(path: str, text: str) -> None:
    """Append the text to a file that a CI runner made for it.

    Raises: StorageError if the system refuses, or the file is tpm's or git's own.
    """
    if is_reserved_path(path):
        raise StorageError(
            f"reports cannot be written into `.tpm/` or `.git/`: {path}",
            "set GITHUB_STEP_SUMMARY to a file outside of it",
        )
    try:
        with open(path, "ab") as file:
            file.write(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise storage_error(error, "write", path) from error


def _replace(target: str, data: bytes, status: os.stat_result | None) -> None:
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.tpm-tmp")
    try:
        with open(temporary, "xb") as file:
            file.write(data)
        if status is not None:
            os.chmod(temporary, stat.S_IMODE(status.st_mode))
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
