"""One page for a project: who serves it, and how a later `tpm serve` finds it.

A lock is held as long as a page is served, so a page that died is never taken for a running one.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tpmcli.model.errors import StorageError
from tpmcli.page.access import Access
from tpmcli.page.guard import AGAIN, CONTROL
from tpmcli.repo.os_errors import storage_error
from tpmcli.repo.private_file import private_path, read_private, remove_private, write_private

_SECONDS = 5.0
_TRIES, _PAUSE = 20, 0.1


class RunningPage(NamedTuple):
    """A page that another process serves: its address, and a key that opens it once."""

    address: str
    key: str


class Claim:
    """The right to serve the page of a project, and what others are told of it."""

    def __init__(self, root: str) -> None:
        place = os.path.join(root, ".tpm", "page")
        self._state = private_path(place, ".json")
        self.forwarder = private_path(place, ".html")
        self._lock = private_path(place, ".serving")

    @contextmanager
    def hold(self) -> Iterator[bool]:
        """Hold the right to serve; False if another process holds it.

        Raises: StorageError if it cannot be found out.
        """
        from filelock import FileLock, Timeout

        try:
            os.makedirs(os.path.dirname(self._lock), exist_ok=True)
            lock = FileLock(self._lock, timeout=0)
            lock.acquire()
        except Timeout:
            yield False
            return
        except OSError as error:
            raise storage_error(error, "lock", self._lock) from error
        try:
            yield True
        finally:
            remove_private(self._state)
            remove_private(self.forwarder)
            lock.release()

    def announce(self, access: Access) -> None:
        """Write down, for this person alone, where the page is served."""
        state = {"port": access.port, "control": access.control, "process": os.getpid()}
        write_private(self._state, json.dumps(state))

    def find(self) -> RunningPage:
        """Return the page that another process serves.

        One that has only just begun may take a moment to say where.

        Raises: StorageError if it does not answer.
        """
        import time

        for _ in range(_TRIES):
            try:
                return self._ask()
            except StorageError:
                time.sleep(_PAUSE)
        return self._ask()

    def _ask(self) -> RunningPage:
        import http.client

        try:
            state = json.loads(read_private(self._state))
            port, control = int(state["port"]), str(state["control"])
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
            try:
                connection.request("POST", AGAIN, headers={CONTROL: control})
                answer = json.loads(connection.getresponse().read(4096))
            finally:
                connection.close()
            return RunningPage(f"http://127.0.0.1:{port}", str(answer["key"]))
        except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException) as error:
            raise StorageError(
                "another `tpm serve` holds this project, but does not answer",
                "wait a moment and try again, or end that process",
            ) from error
