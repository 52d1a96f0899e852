"""A person at a terminal: keys, lines of text, and what they are shown.

Everything goes through `console`, so that it is disarmed and fits the stream's encoding. With
`TPM_ACCESSIBLE`, and on a terminal without control sequences, a key is a line that ends with Enter,
and no sequence is written: no colour, no line editor, and no line broken before it must be.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TextIO

from tpmcli.cli.console import disarmed, style_for, write
from tpmcli.render.style import Style

CONTROL_D = "\x04"
_CONTROL_C = "\x03"
# How long the rest of an escape sequence takes at most, in seconds.
_SEQUENCE = 0.05

Completer = Callable[[str, int], list[str]]
"""Returns what may stand at the end of a line from a place on, as `complete_target` does."""


class Terminal:
    """A person at a terminal, who reads what is written to `stream`."""

    def __init__(self, stream: TextIO, env: Mapping[str, str]) -> None:
        self._stream = stream
        self._env = env
        self.plain = bool(env.get("TPM_ACCESSIBLE")) or env.get("TERM") == "dumb"

    @property
    def style(self) -> Style:
        """The style of the terminal as wide as it is now."""
        return Style() if self.plain else style_for(self._stream, self._env)

    def show(self, text: str) -> None:
        """Print text that is harmless to look at."""
        write(text, self._stream)

    def line(self, text: str, first: str = "", rest: str = "  ") -> None:
        """Print untrusted text, as lines that fit; what precedes them is as for a paragraph."""
        self.show("\n".join(self.style.paragraph(text, first, rest)) + "\n")

    def key(self, prompt: str) -> str:
        """Return the next key in lower case, or a typed line; the end of the input is Ctrl-D.

        Raises:
            KeyboardInterrupt: Ctrl-C was pressed.
        """
        if self.plain:
            typed = self.ask(prompt)
            return CONTROL_D if typed is None else typed.lower()
        lines = self.style.paragraph(prompt)
        self.show(self.style.paint("\n".join(lines), "bold") + " ")
        pressed = _read_key().lower()
        self.show(pressed + "\n" if pressed.isprintable() else "\n")
        return pressed

    def ask(self, question: str, complete: Completer | None = None) -> str | None:
        """Return a line that the person types, stripped; None if they end the input instead.

        `complete` serves the Tab key where the terminal has a line editor.

        Raises:
            KeyboardInterrupt: Ctrl-C was pressed.
        """
        while True:
            try:
                return self._typed(question + " ", complete).strip()
            except EOFError:
                self.show("\n")
                return None
            except UnicodeError:
                self.line(f"the encoding of this terminal ({sys.stdin.encoding}) lacks that text")

    def _typed(self, prompt: str, complete: Completer | None) -> str:
        # The line editor must know what stands before the text that it draws anew.
        edits = not self.plain and self._stream is sys.stdout
        if edits:
            _edit_lines(complete)
            return input(disarmed(prompt, self._stream))
        self.show(prompt)
        return input()


def _edit_lines(complete: Completer | None) -> None:
    """Let a line be edited, and completed with Tab, if this Python has the library for it."""
    with suppress(ImportError):
        import readline

        found: list[str] = []

        def completion(_: str, number: int) -> str | None:
            if number == 0:
                line = readline.get_line_buffer()[: readline.get_endidx()]
                found[:] = complete(line, readline.get_begidx()) if complete else []
            return found[number] if number < len(found) else None

        readline.set_completer(completion)
        readline.set_completer_delims(" ")
        # macOS has another library under this name, with another language.
        is_editline = "libedit" in (readline.__doc__ or "")
        readline.parse_and_bind("bind ^I rl_complete" if is_editline else "tab: complete")


def _read_key() -> str:
    """Return a key: a sign, or the sequence that an arrow or the like sends."""
    if sys.platform == "win32":
        import msvcrt

        pressed = msvcrt.getwch()
        if pressed == _CONTROL_C:
            raise KeyboardInterrupt
        return pressed + msvcrt.getwch() if pressed in "\x00\xe0" else pressed
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    # What was typed ahead stays.
    tty.setcbreak(descriptor, termios.TCSADRAIN)
    try:
        return _read_sign(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _read_sign(descriptor: int) -> str:
    from select import select

    data = os.read(descriptor, 1)
    if not data:
        return CONTROL_D
    if data == b"\x1b":
        while select([descriptor], [], [], _SEQUENCE)[0] and (more := os.read(descriptor, 1)):
            data += more
    elif data[0] >= 0xC0:
        # UTF-8 says in its first byte how many follow.
        data += os.read(descriptor, 1 + (data[0] >= 0xE0) + (data[0] >= 0xF0))
    return data.decode("utf-8", "replace")
