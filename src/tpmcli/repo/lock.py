"""One writer at a time, with a lock outside everything that is judged.

The lock is a file of its own that is never renamed or removed: a lock on the data file is lost
when the file is replaced, and a removed one lets two writers in. The kernel drops it when its
process ends, however it ends. It is in the git folder, or in the user's cache if there is no
repository, so a checkout stays clean.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tpmcli.model.errors import StorageError
from tpmcli.repo.discover import find_repository
from tpmcli.repo.os_errors import storage_error

WAIT = 10.0
_POLL = 0.01


def lock_file(path: str) -> str:
    """Return the lock of a file: in the repository's git folder, or in the user's cache."""
    from tpmcli.model.sha256 import sha256

    folder = os.path.realpath(os.path.dirname(path) or ".")
    real = os.path.join(folder, os.path.basename(path))
    repository = find_repository(folder) if os.path.isdir(folder) else None
    if repository is not None:
        place = os.path.join(repository.common_dir, "tpm")
    else:
        from platformdirs import user_cache_dir

        place = os.path.join(user_cache_dir("tpm", appauthor=False), "locks")
    key = sha256(os.path.normcase(real).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return os.path.join(place, f"{key}.lock")


@contextmanager
def hold(path: str, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock of a file; the same thread can take it again.

    Raises: StorageError, naming the holder, if it is not free within `wait` seconds.
    """
    from filelock import FileLock, Timeout

    name = lock_file(path)
    try:
        os.makedirs(os.path.dirname(name), exist_ok=True)
        lock = FileLock(name, is_singleton=True)
        lock.acquire(timeout=wait, poll_interval=_POLL)
    except Timeout as error:
        raise _busy(path, name, wait) from error
    except OSError as error:
        raise storage_error(error, "lock", path, f"the lock is {name}") from error
    try:
        _sign(name)
        yield
    finally:
        # What was saved is saved; the kernel drops a lock that cannot be given back.
        with suppress(OSError):
            lock.release()


def _sign(name: str) -> None:
    """Note who holds the lock, for those who wait.

    The lock itself is the kernel's.
    """
    with suppress(OSError), open(f"{name}.holder", "w", encoding="utf-8") as file:
        file.write(f"process {os.getpid()}")


def _busy(path: str, name: str, wait: float) -> StorageError:
    holder = "another process"
    with suppress(OSError, UnicodeDecodeError), open(f"{name}.holder", encoding="utf-8") as file:
        holder = file.read(200) or holder
    return StorageError(
        f"timed out after {wait:g} s waiting for {holder} to release `{path}`; nothing was changed",
        "wait until the other tpm is done, or end that process, then try again",
    )
