"""Saving: a file is whole, old or new, whatever happens in between.

The order of the steps is the promise. A temporary file in the same folder is written, flushed to
disk and renamed over the old one, then the folder is flushed: a reader sees the old content or the
new, and after a call has returned, a power cut cannot take it back. A failure before the rename
leaves the old file as it was.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import ExitStack, suppress

from tpmcli.model.errors import StorageError
from tpmcli.model.fix import Command
from tpmcli.repo.lock import WAIT, hold
from tpmcli.repo.os_errors import storage_error
from tpmcli.repo.replaceable import (
    OPEN_FLAGS,
    UNCHANGED,
    file_content,
    file_status,
    refuse_irregular,
    refuse_linked_folder,
)

_SUFFIX = ".tpm-tmp"
# On Windows a virus scanner or an editor may hold the file open for a moment.
_TRIES = 20 if os.name == "nt" else 1
_PAUSE = 0.05


def update(path: str, change: Callable[[bytes | None], bytes], wait: float = WAIT) -> bool:
    """Change a file under its lock, and return whether it was written.

    `change` gets the content under the lock (None if there is no file yet) and returns the new
    one. If it raises, the file stays.

    Raises: StorageError if the lock is not free within `wait` seconds, if the file is read-only, a
    link or not a regular file, and if the system refuses.
    """
    with hold(path, wait):
        _sweep(path)
        status = file_status(path)
        if status is not None:
            refuse_irregular(path, status)
        before = file_content(path) if status is not None else None
        after = change(before)
        if after == before:
            return False
        refuse_linked_folder(path)
        _write(path, after, status, _replace)
        return True


def create(path: str, data: bytes, wait: float = WAIT) -> None:
    """Create a file and its parent folders, durably.

    Raises: StorageError if `path` exists, even if it appears meanwhile.
    """
    try:
        os.makedirs(os.path.dirname(path) or ".", mode=0o755, exist_ok=True)
    except OSError as error:
        raise storage_error(error, "create the folder of", path) from error
    with hold(path, wait):
        _sweep(path)
        refuse_linked_folder(path)
        if os.path.lexists(path):
            raise _exists(path)
        _write(path, data, None, _put_new)


def move(source: str, target: str, wait: float = WAIT) -> None:
    """Move a file, unchanged, to a path that does not exist.

    The content is always at one of both places. If a move was cut off with the file at both
    places, a second call completes it.
    """
    try:
        os.makedirs(os.path.dirname(target) or ".", mode=0o755, exist_ok=True)
    except OSError as error:
        raise storage_error(error, "create the folder of", target) from error
    with ExitStack() as held:
        for path in sorted((source, target)):
            held.enter_context(hold(path, wait))
        status = file_status(source)
        if status is None:
            message = f"cannot move `{source}`: it does not exist"
            raise StorageError(message, Command(("git", "status")))
        refuse_irregular(source, status)
        refuse_linked_folder(target)
        there = file_status(target)
        if there is not None and not os.path.samestat(status, there):
            raise _exists(target)
        try:
            if there is None:
                _put_new_keeping(source, target)
                _sync_folder(target)
            if os.path.lexists(source):
                os.unlink(source)
            _sync_folder(source)
        except FileExistsError as error:
            raise _exists(target) from error
        except OSError as error:
            raise storage_error(error, "move", source, "its content is unchanged") from error


def put_back(
    source: str, target: str, check: Callable[[bytes, bytes], None], wait: float = WAIT
) -> None:
    """Replace a file by another, unchanged, in one step: then `source` is gone.

    `check` gets the contents of target and source under their locks. If it raises, both stay.

    Raises: StorageError if one of them does not exist or must not be replaced.
    """
    with hold(target, wait), hold(source, wait):
        _sweep(target)
        check(_removable(target), _removable(source))
        try:
            _replace(source, target)
            _sync_folder(target)
            _sync_folder(source)
        except OSError as error:
            raise storage_error(error, "put back", source, "its content is unchanged") from error


def remove(path: str, check: Callable[[bytes], None], wait: float = WAIT) -> None:
    """Remove a file, durably.

    `check` gets the content under the lock. If it raises, the file stays.

    Raises: StorageError if it does not exist or must not be removed.
    """
    with hold(path, wait):
        check(_removable(path))
        try:
            os.unlink(path)
            _sync_folder(path)
        except OSError as error:
            raise storage_error(error, "remove", path) from error


def _removable(path: str) -> bytes:
    """Return the content of a file that may go from its place."""
    status = file_status(path)
    if status is None:
        raise StorageError(f"`{path}` does not exist; {UNCHANGED}", Command(("git", "status")))
    refuse_irregular(path, status)
    refuse_linked_folder(path)
    return file_content(path)


def _write(
    path: str,
    data: bytes,
    like: os.stat_result | None,
    put: Callable[[str, str], None],
) -> None:
    temporary = _temporary(path)
    try:
        try:
            _write_temporary(temporary, data, like)
            put(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise storage_error(error, "save", path, UNCHANGED) from error
    try:
        _sync_folder(path)
    except OSError as error:
        after = "the new content is written, but may not survive a power cut"
        raise storage_error(error, "flush to disk", path, after) from error


def _write_temporary(temporary: str, data: bytes, like: os.stat_result | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | OPEN_FLAGS
    descriptor = os.open(temporary, flags, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if like is not None:
            _copy_mode(descriptor, temporary, like)
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _copy_mode(descriptor: int, temporary: str, like: os.stat_result) -> None:
    if hasattr(os, "fchown") and like.st_uid != os.fstat(descriptor).st_uid:
        with suppress(PermissionError):
            os.fchown(descriptor, like.st_uid, like.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, stat.S_IMODE(like.st_mode))
    else:
        os.chmod(temporary, stat.S_IMODE(like.st_mode))


def _sync(descriptor: int) -> None:
    """Flush a file to disk.

    On macOS `fsync` leaves it in the drive's cache.
    """
    full = None
    if os.name == "posix":
        import fcntl

        full = getattr(fcntl, "F_FULLFSYNC", None)
        if full is not None:
            with suppress(OSError):
                fcntl.fcntl(descriptor, full)
                return
    os.fsync(descriptor)


def _sync_folder(path: str) -> None:
    """Flush the names in a folder to disk, if the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    import errno

    descriptor = os.open(os.path.dirname(path) or ".", os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems (network, FUSE) cannot flush a folder.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _replace(temporary: str, path: str) -> None:
    from time import sleep

    for left in reversed(range(_TRIES)):
        try:
            os.replace(temporary, path)
        except PermissionError:
            if not left:
                raise
            sleep(_PAUSE)
        else:
            return


def _put_new(temporary: str, path: str) -> None:
    _put_new_keeping(temporary, path)
    # The file is in its place; the next save removes a second name that is left.
    with suppress(OSError):
        os.unlink(temporary)


def _put_new_keeping(source: str, path: str) -> None:
    """Give a file a second name that must be free, or a new name if links are not supported.

    Raises: FileExistsError if the name is taken.
    """
    if os.name != "nt":
        try:
            os.link(source, path, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError:
            if os.path.lexists(path):
                raise FileExistsError(path) from None
        else:
            return
    os.rename(source, path)


def _temporary(path: str) -> str:
    """Return a name that nobody else uses: under the lock there is one writer."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name}.{os.getpid()}{_SUFFIX}")


def _sweep(path: str) -> None:
    """Remove what a killed save left behind.

    Under the lock nobody else is saving.
    """
    folder, name = os.path.split(path)
    with suppress(OSError):
        for other in os.listdir(folder or "."):
            if other.startswith(f".{name}.") and other.endswith(_SUFFIX):
                os.unlink(os.path.join(folder, other))


def _exists(path: str) -> StorageError:
    return StorageError(
        f"`{path}` already exists; {UNCHANGED}", "choose another name, or move it away first"
    )
