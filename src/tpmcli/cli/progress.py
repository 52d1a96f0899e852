"""A progress bar on a terminal, which is erased when the work is done.

It is drawn on stderr, so that output that is piped or saved has nothing of it, and only for
somebody who watches: not without a terminal, with `--quiet` or `TPM_ACCESSIBLE`, or where the
terminal has no control sequences.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from time import monotonic
from types import TracebackType
from typing import Self, TextIO

from tpmcli.cli.console import disarmed, style_for
from tpmcli.render.style import bar

# Seconds until the first drawing, so that nothing flickers, and between two.
_BEGIN = 0.3
_PAUSE = 0.1
_BAR = 24
_ERASE = "\r\x1b[K"


class ProgressBar:
    """Shows how much of a work is done, from its first call to the end of the `with` block."""

    def __init__(
        self,
        what: str,
        *,
        quiet: bool = False,
        stream: TextIO | None = None,
        env: Mapping[str, str] | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Take the noun of what is counted, such as `projects`."""
        self._what = what
        self._stream = sys.stderr if stream is None else stream
        self._env = os.environ if env is None else env
        self._clock = clock
        plain = self._env.get("TERM") == "dumb" or bool(self._env.get("TPM_ACCESSIBLE"))
        self._watched = self._stream.isatty() and not quiet and not plain
        self._next = clock() + _BEGIN if self._watched else 0.0
        self._drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.erase()

    def show(self, done: int, total: int) -> None:
        """Show how many of how many are done, if the last drawing is long enough ago."""
        if not self._watched or self._clock() < self._next:
            return
        self._next = self._clock() + _PAUSE
        numbers = f"{done:,} of {total:,} {self._what}"
        width = style_for(self._stream, self._env).width
        drawn = f"{bar(done, total, _BAR)} {numbers}"
        self._write(_ERASE + (drawn if len(drawn) < width else numbers[: max(0, width - 1)]))
        self._drawn = True

    def erase(self) -> None:
        """Remove what is drawn, before anything else is printed and at the end."""
        if self._drawn:
            self._write(_ERASE)
            self._drawn = False

    def _write(self, text: str) -> None:
        try:
            self._stream.write(disarmed(text, self._stream))
            self._stream.flush()
        except OSError:  # nobody watches any more
            self._watched = False
