"""The server of the local page: one address of this machine, until nobody asks any more."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from tpmcli.model.errors import StorageError, UsageError
from tpmcli.page.connections import LimitedProtocol
from tpmcli.page.limits import IDLE_SECONDS, KEEP_ALIVE_SECONDS, PUSH_SECONDS

if TYPE_CHECKING:
    from starlette.types import ASGIApp

ADDRESS = "127.0.0.1"


class Activity:
    """When somebody last asked, and whether something is under way that must not be cut off."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = clock()
        self._under_way = 0
        self._lock = threading.Lock()

    def note(self) -> None:
        """Note that somebody asked."""
        self._last = self._clock()

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Keep the server running while something is saved or sent."""
        with self._lock:
            self._under_way += 1
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1
                self._last = self._clock()

    def is_over(self, seconds: float) -> bool:
        """Return whether nobody asked for so long, and nothing is under way."""
        return self._under_way == 0 and self._clock() - self._last > seconds


def listen(port: int) -> socket.socket:
    """Return a socket that listens on a port of this machine alone; 0 lets the system choose.

    Raises: UsageError if the port is out of range; StorageError if it is taken.
    """
    if not 0 <= port <= 65535:
        raise UsageError(f"`--port` {port} is not a port", "choose one from 1024 to 65535")
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.bind((ADDRESS, port))
        made.listen()
    except OSError as error:
        made.close()
        raise StorageError(
            f"cannot serve at {ADDRESS}:{port}: {error.strerror}",
            "leave out `--port`, so that the system chooses a free one",
        ) from error
    return made


class PageServer(uvicorn.Server):
    """uvicorn, which ends itself when nobody asked for an hour."""

    def __init__(
        self, app: ASGIApp, activity: Activity, idle_seconds: float = IDLE_SECONDS
    ) -> None:
        # What uvicorn writes by itself would hold the query, and so the key.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        config = uvicorn.Config(
            app,
            http=LimitedProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=PUSH_SECONDS,
        )
        super().__init__(config)
        self._activity = activity
        self._idle_seconds = idle_seconds

    async def on_tick(self, counter: int) -> bool:
        """Return whether the server must end."""
        over = self._activity.is_over(self._idle_seconds)
        return await super().on_tick(counter) or over

    def serve_on(self, listening: socket.socket) -> None:
        """Serve until nobody asks any more, or the person interrupts it.

        What is under way is finished first, for as long as a push may take. An interruption ends
        the server at whatever moment it comes: uvicorn takes it over only once it runs.
        """
        if threading.current_thread() is not threading.main_thread():
            asyncio.run(self.serve(sockets=[listening]))
            return
        before = signal.signal(signal.SIGINT, self.handle_exit)
        try:
            asyncio.run(self.serve(sockets=[listening]))
        finally:
            signal.signal(signal.SIGINT, before)
