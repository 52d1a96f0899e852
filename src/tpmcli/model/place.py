"""Where the reader of a command stands, and commands that work there."""

from typing import NamedTuple

from tpmcli.model.fix import Command, File, Fix, Word, map_commands
from tpmcli.model.problem import Hint

_OPTIONS = {
    "--increment": frozenset(
        {
            ("answer",),
            ("waive",),
            ("sign",),
            ("walk",),
            ("why",),
            ("sync",),
            ("next",),
            ("status",),
            ("due",),
            ("log",),
            ("report",),
            ("gate", "check"),
            ("gate", "decide"),
            ("gate", "close"),
            ("gate", "list"),
            ("checks", "list"),
            ("checks", "run"),
            ("evidence", "new"),
            ("evidence", "find"),
            ("evidence", "move"),
            ("export", "answers"),
            ("import", "answers"),
        }
    ),
    "--as": frozenset(
        {
            ("answer",),
            ("waive",),
            ("sign",),
            ("walk",),
            ("start",),
            ("gate", "decide"),
            ("gate", "close"),
            ("checks", "run"),
            ("import", "answers"),
        }
    ),
}
"""The commands that take an option which findings and hints add."""


class Place(NamedTuple):
    """The circumstances that a command depends on.

    `directory` must be named with -C, empty for none. `inside` is the folder from which paths
    count, below the project's folder, with `/`; empty if it is the same. `increment` and `person`
    are named as the reader named them, empty if not.
    """

    directory: str = ""
    inside: str = ""
    increment: str = ""
    person: str = ""


def placed_fix(fix: Fix | None, place: Place) -> Fix | None:
    """Return the fix with commands that work at the place."""
    return map_commands(fix, lambda command: placed_command(command, place))


def placed_hint(hint: Fix | Hint | None, place: Place) -> Fix | Hint | None:
    """Return the hint with a command that works at the place."""
    if not isinstance(hint, Hint):
        return placed_fix(hint, place)
    command = hint.needed_command
    return hint._replace(command=placed_command(command, place)) if command else hint


def placed_command(command: Command, place: Place) -> Command:
    """Return the command as it works at the place; one that does already stays as it is."""
    words: tuple[Word, ...] = tuple(
        path_from(place.inside, word.path) if isinstance(word, File) else word
        for word in command.words
    )
    words = _with_option(words, "--increment", place.increment)
    # Others, who must be asked to run it, do not act in the name of the reader.
    words = _with_option(words, "--as", "" if command.people else place.person)
    if place.directory and words[0] in ("tpm", "git") and words[1:2] != ("-C",):
        words = (words[0], "-C", place.directory, *words[1:])
    return command._replace(words=words)


def for_increment(fix: Fix | None, increment: str) -> Fix | None:
    """Return the fix with `--increment` in its commands, if they take one."""

    def change(command: Command) -> Command:
        return command._replace(words=_with_option(command.words, "--increment", increment))

    return map_commands(fix, change)


def _with_option(words: tuple[Word, ...], option: str, value: str) -> tuple[Word, ...]:
    """Return the words with the option, if it has a value and the command takes it."""
    if not value or words[0] != "tpm" or words[1:2] == ("-C",) or option in words:
        return words
    for length in (1, 2):
        if words[1 : 1 + length] in _OPTIONS[option]:
            return (*words[: 1 + length], option, value, *words[1 + length :])
    return words


def path_from(folder: str, path: str) -> str:
    """Return a path of the project as it is named from a folder of the project.

    A path is never taken for an option, nor for a pathspec with magic (gitglossary).
    """
    start, end = folder.split("/") if folder else [], path.split("/")
    shared = 0
    while shared < min(len(start), len(end) - 1) and start[shared] == end[shared]:
        shared += 1
    found = "/".join([".."] * (len(start) - shared) + end[shared:])
    return f"./{found}" if found.startswith(("-", ":")) else found
