"""What reaches the terminal: data to stdout, talk to stderr, and nothing that a stream cannot show.

Rendering comes after deciding, so nothing here may change an exit code: a reader that went away
(`tpm status | head -1`) and an output encoding without the signs we use are both taken quietly.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TextIO

from tpmcli.model.errors import StorageError
from tpmcli.render.style import Style

_PLAIN = str.maketrans(
    {
        "✓": "+",
        "✗": "x",
        "▶": ">",
        "→": "->",
        "·": "-",
        "…": "...",
        "“": '"',
        "”": '"',
        "─": "-",
    }
)


def wants_colour(stream: TextIO, env: Mapping[str, str]) -> bool:
    """Colour on a terminal, unless NO_COLOR is set or the terminal is dumb; FORCE_COLOR wins."""
    if env.get("FORCE_COLOR"):
        return True
    return not env.get("NO_COLOR") and env.get("TERM") != "dumb" and stream.isatty()


def style_for(stream: TextIO, env: Mapping[str, str]) -> Style:
    """How to write to a stream: wrapped to a terminal's width, unwrapped into a file or pipe."""
    width = 0
    if stream.isatty():
        try:
            width = int(env.get("COLUMNS", "")) if env.get("COLUMNS") else 0
            width = width or os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):
            width = 80
        width = max(40, min(width, 110))
    return Style(wants_colour(stream, env), width)


def runs_workflow_commands(env: Mapping[str, str]) -> bool:
    """True where a CI runner looks for commands in whatever is printed."""
    return any(env.get(name) for name in ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"))


def write(text: str, stream: TextIO, *, commands: bool = False) -> None:
    """Writes all of the text, in what the stream's encoding can show.

    Where a CI runner obeys what is printed, nothing in the text is a command, unless the text is
    made of `commands`. A reader that closed the pipe has seen what it wanted: the rest goes
    nowhere.
    """
    if not commands and runs_workflow_commands(os.environ):
        from tpmcli.render.escape import mute

        text = mute(text)
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.translate(_PLAIN).encode(encoding, "backslashreplace").decode(encoding)
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        silence(stream)
    except OSError as error:
        silence(stream)
        raise StorageError(
            f"the output cannot be written: {error.strerror}", "see where it was sent to"
        ) from error


def silence(stream: TextIO) -> None:
    """Sends what is left for a closed pipe to nowhere, so that exiting does not fail over it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, stream.fileno())
    finally:
        os.close(nowhere)


def print_message(text: str) -> None:
    """A line of talk, to stderr."""
    write(f"{text}\n", sys.stderr)


def print_data(text: str, *, commands: bool = False) -> None:
    """Data, to stdout; `commands` for a CI runner are left as they are."""
    write(text, sys.stdout, commands=commands)


def style() -> Style:
    """How to write to stdout."""
    return style_for(sys.stdout, os.environ)
