"""Connections of the local page: few, and none that is slow holds others up."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from tpmcli.page.limits import CONNECTIONS, REQUEST_SECONDS

_LOOK = 0.25


class LimitedProtocol(H11Protocol):
    """One connection, which is cut if a request or its answer takes too long to travel.

    uvicorn itself waits for ever for the rest of a request, and for a reader who reads nothing.
    The time that the page needs in between is not counted.
    """

    most_connections = CONNECTIONS
    most_seconds = REQUEST_SECONDS
    _since = 0.0
    _was_busy = False
    _watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection; of too many, the oldest that waits for nothing makes room."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._watch = self.loop.call_later(_LOOK, self._look)
        # One that was cut is forgotten only in the next round of the loop.
        others = [
            each
            for each in self.connections
            if each is not self and not each.transport.is_closing()
        ]
        if len(others) < self.most_connections:
            return
        idle = [each for each in others if isinstance(each, LimitedProtocol) and not each.is_busy]
        oldest = min(idle, key=lambda each: each.idle_since, default=self)
        if oldest.transport is not None:
            oldest.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        if self._watch is not None:
            self._watch.cancel()
        super().connection_lost(exc)

    @property
    def is_busy(self) -> bool:
        """Whether the page works on a request whose body has arrived."""
        cycle: RequestResponseCycle | None = getattr(self, "cycle", None)
        return cycle is not None and not cycle.response_complete and not cycle.more_body

    @property
    def idle_since(self) -> float:
        """Since when, by the loop's clock, the connection waits for the other side."""
        return self._since

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        self._since = self.loop.time()
        super().on_response_complete()

    def _look(self) -> None:
        """Cut the connection if the other side keeps it waiting for too long.

        Also one that is closing: what its reader does not take would keep it open.
        """
        now = self.loop.time()
        # The page works, and its answer is not held up by the reader.
        working = self.is_busy and self.transport.get_write_buffer_size() == 0
        if working or (self._was_busy and not self.is_busy):
            self._since = now
        self._was_busy = self.is_busy
        if now - self._since > self.most_seconds:
            self.transport.abort()
            return
        self._watch = self.loop.call_later(_LOOK, self._look)
