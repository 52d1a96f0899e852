"""A person at a real pseudo-terminal, who reads, presses keys and types lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pexpect

from world.files import clean_env

_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Person:
    """Somebody who started a command in a folder.

    Without colours, so that what is read is what is written. `seen` is all of it, and `raw` the
    same with every control sequence.
    """

    def __init__(
        self,
        command: list[str],
        folder: Path,
        *words: str,
        env: Mapping[str, str] | None = None,
        columns: int = 80,
    ) -> None:
        self.seen = self.raw = ""
        self._child = pexpect.spawn(
            command[0],
            [*command[1:], *words],
            cwd=str(folder),
            env={**clean_env(), "NO_COLOR": "1", **(env or {})},
            dimensions=(50, columns),
            encoding="utf-8",
            timeout=30,
        )

    def sees(self, text: str) -> str:
        """Wait until a text is shown, however it is wrapped, and return what came with it."""
        pattern = r"\s+".join(re.escape(word) for word in text.split())
        self._child.expect(pattern)
        return self._note(f"{self._child.before}{self._child.after}")

    def presses(self, keys: str) -> None:
        """Press keys, without Enter."""
        self._child.send(keys)

    def types(self, line: str) -> None:
        """Type a line and press Enter."""
        self._child.send(f"{line}\r")

    def interrupts(self) -> None:
        """Press Ctrl-C."""
        # Not before the question waits for an answer: unlike `sendintr`, this takes its time.
        self._child.send("\x03")

    def ends_the_input(self) -> None:
        """Press Ctrl-D."""
        self._child.send("\x04")

    def resizes(self, columns: int) -> None:
        """Make the window that wide."""
        self._child.setwinsize(50, columns)

    def leaves(self) -> int:
        """Wait for the end, and return the exit code."""
        self._child.expect(pexpect.EOF)
        self._note(str(self._child.before))
        self._child.close()
        return int(self._child.exitstatus)

    def _note(self, raw: str) -> str:
        text = _SEQUENCE.sub("", raw)
        self.raw += raw
        self.seen += text
        return text

    def close(self) -> None:
        """End the command, whatever it does."""
        self._child.close(force=True)
