"""A command to run next, as it works when pasted where this one was started."""

from __future__ import annotations

from tpmcli.app.context import CommandContext
from tpmcli.model.fix import Command
from tpmcli.render.finding import command_text
from tpmcli.text.sanitize import sanitize_line


def arrow(*commands: Command) -> str:
    """Return the line that recommends a command, or several that are run together."""
    return f"→ {' && '.join(shown(command) for command in commands)}"


def shown(command: Command) -> str:
    """Return a command as it is pasted, harmless to look at."""
    return sanitize_line(command_text(command))


def here_too(command: Command, folder: str, context: CommandContext) -> Command:
    """Return a `tpm` command for the project, increment and person of this one.

    Its name is its first word. `folder` is what `-C` was given, or empty.
    """
    from tpmcli.cli.compiled_commands import COMMANDS

    _, name, *_ = map(str, command.words)
    given = {"folder": folder, "increment": context.increment, "person": context.person}
    more: list[str] = []
    for spelling, (field, *_) in COMMANDS[(name,)][2].items():
        if value := given.pop(field, ""):
            more += [spelling, value]
    return Command((*command.words, *more))
