"""All output: data to stdout, messages to stderr, in what the stream's encoding can show.

Output comes after the decision, so a reader that closed the pipe (`tpm status | head -1`) and an
encoding without our signs change no exit code.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from tpmcli.model.errors import StorageError
from tpmcli.render.style import Style

if TYPE_CHECKING:
    from tpmcli.model.fix import Fix
    from tpmcli.model.problem import Hint

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
        "▰": "#",
        "▱": ".",
    }
)


# Terminals that follow links, by their TERM_PROGRAM, and the first VTE that does (0.50).
_LINKING = frozenset(("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio"))
_VTE = 5000


def wants_colour(stream: TextIO, env: Mapping[str, str]) -> bool:
    """Return whether to write colour to the stream.

    FORCE_COLOR wins; otherwise it must be a terminal, not dumb, and neither NO_COLOR nor
    TPM_ACCESSIBLE set.
    """
    if env.get("FORCE_COLOR"):
        return True
    plain = env.get("NO_COLOR") or env.get("TPM_ACCESSIBLE")
    return not plain and env.get("TERM") != "dumb" and stream.isatty()


def style_for(stream: TextIO, env: Mapping[str, str]) -> Style:
    """Return the style of a stream.

    It wraps for a terminal only, at 40 to 110 columns.
    """
    width = 0
    if stream.isatty():
        try:
            width = int(env.get("COLUMNS", "")) if env.get("COLUMNS") else 0
            width = width or os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):
            width = 80
        width = max(40, min(width, 110))
    return Style(wants_colour(stream, env), width)


def write(text: str, stream: TextIO, *, commands: bool = False) -> None:
    """Write the whole text, as `disarmed` returns it.

    If the reader closed the pipe, the rest is dropped.

    Raises:
        StorageError: the system refuses the output.
    """
    text = disarmed(text, stream, commands=commands)
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        silence(stream)
    except OSError as error:
        silence(stream)
        raise StorageError(
            f"cannot write the output: {error.strerror}", "see where it was sent to"
        ) from error


def disarmed(text: str, stream: TextIO, *, commands: bool = False) -> str:
    """Return the text in what the stream's encoding can show.

    What a CI runner would take for a command is disarmed, unless the text is made of `commands`,
    and everywhere: no variable tells for sure that this is a job (a container gets none of them),
    and what is printed elsewhere may be shown in a job later.
    """
    if "::" in text or "##" in text or "section_" in text:
        from tpmcli.render.escape import mute

        text = mute(text, own_commands=commands)
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.translate(_PLAIN).encode(encoding, "backslashreplace").decode(encoding)
    return text


def silence(stream: TextIO) -> None:
    """Open the null device as the stream, so that flushing it at exit does not fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, stream.fileno())
    finally:
        os.close(nowhere)


def print_message(text: str) -> None:
    """Write a line to stderr."""
    write(f"{text}\n", sys.stderr)


def print_data(text: str, *, commands: bool = False) -> None:
    """Write data to stdout; if it is made of `commands` for a CI runner, unchanged."""
    write(text, sys.stdout, commands=commands)


def print_fix(fix: Fix | Hint | None) -> None:
    """Write a fix to stderr, as it works where the reader stands: → COMMAND, or help."""
    if fix is None:
        return
    from tpmcli.app.place import place_here
    from tpmcli.cli.context import asked
    from tpmcli.model.place import placed_hint
    from tpmcli.render.fix import fix_lines

    shown = placed_hint(fix, place_here(asked()))
    for line in fix_lines(shown, style_for(sys.stderr, os.environ), 2):
        print_message(line)


def shown_path(path: str) -> str:
    """Return a path of the project as it is named from the current folder."""
    from tpmcli.app.place import place_here
    from tpmcli.cli.context import asked
    from tpmcli.model.place import path_from

    return path_from(place_here(asked()).inside, path)


def style() -> Style:
    """Return the style of stdout, with the place where the reader stands."""
    from tpmcli.app.place import place_here
    from tpmcli.cli.context import asked

    shown = style_for(sys.stdout, os.environ)
    root = _file_root(asked().folder) if follows_links(sys.stdout, os.environ) else ""
    return shown._replace(place=place_here(asked()), root=root)


def follows_links(stream: TextIO, env: Mapping[str, str]) -> bool:
    """Return whether the terminal makes text into links (OSC 8).

    FORCE_HYPERLINK wins; otherwise it must be a terminal that is known to, and no multiplexer.
    """
    if (forced := env.get("FORCE_HYPERLINK")) is not None:
        return forced not in ("", "0")
    if not stream.isatty() or env.get("TERM") == "dumb" or env.get("TMUX") or env.get("STY"):
        return False
    return (
        env.get("TERM_PROGRAM") in _LINKING
        or "WT_SESSION" in env
        or "KITTY_WINDOW_ID" in env
        or (env.get("VTE_VERSION", "").isdigit() and int(env["VTE_VERSION"]) >= _VTE)
    )


def _file_root(folder: str) -> str:
    """Return the folder of the project around a folder as an address; empty if there is none."""
    from pathlib import Path

    from tpmcli.model.errors import TpmError
    from tpmcli.repo.discover import find_project

    try:
        root = find_project(folder)
    except TpmError:
        return ""
    return Path(root).as_uri() if root else ""
