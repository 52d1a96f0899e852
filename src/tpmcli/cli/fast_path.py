"""A short way round typer for plainly spelled commands.

Loading typer costs several times what judging a gate does. Typer's functions stay the one
definition of the command line: `compiled_commands` is written from them. Whatever is unusual (help,
an unknown option, a value that is missing or wrong, an option given twice) is left to typer, and
what is read here is read as typer would read it.

In `compiled_commands`, a command is its function as MODULE:NAME, its arguments in order, and its
options by spelling. Each of these is the parameter it fills, its kind (`value`, `flag` or `many`),
its type ("" for text, `int`, or an enum as MODULE:NAME) and whether it is required; an argument
also has the function that completes it, or "".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from tpmcli.cli.compiled_commands import COMMANDS, FOLDER, Argument, Option

_MOST_DIGITS = 9


def try_fast_path(arguments: Sequence[str]) -> int | None:
    """Run the command and return its exit code; None if typer must read the words."""
    found = read_words(arguments)
    if found is None:
        return None
    folder, function, values = found
    if folder:
        from tpmcli.cli.context import change_directory

        change_directory(folder)
    return int(load(function)(**values))


def read_words(arguments: Sequence[str]) -> tuple[str, str, dict[str, Any]] | None:
    """Return where to go first ("" for nowhere), the function and what to call it with.

    None if the words are not plain.
    """
    words = list(arguments)
    folder = ""
    if len(words) > 2 and words[0] == FOLDER and not words[1].startswith("-"):
        folder = words[1]
        words = words[2:]
    for length in (1, 2):
        command = COMMANDS.get(tuple(words[:length]))
        if command is not None:
            function, arguments_of, options = command
            values = _values(words[length:], arguments_of, options)
            return None if values is None else (folder, function, values)
    return None


def load(path: str) -> Callable[..., Any]:
    """Return the function or class that is called MODULE:NAME."""
    module, _, name = path.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def _values(
    words: Sequence[str], arguments: Sequence[Argument], options: dict[str, Option]
) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    texts: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if not word.startswith("-"):
            texts.append(word)
            continue
        spelling, equals, text = word.partition("=")
        if spelling not in options or (equals and not spelling.startswith("--")):
            return None
        field, kind, type_name, _ = options[spelling]
        if kind == "flag":
            value: object = None if equals else True
        else:
            value = _convert(text if equals else next(waiting, "-"), type_name)
        if value is None or (field in values and kind != "many"):
            return None
        if kind == "many":
            values.setdefault(field, []).append(value)
        else:
            values[field] = value
    if not _place(texts, arguments, values):
        return None
    needed = {field for field, _, _, required in options.values() if required}
    return values if needed <= values.keys() else None


def _place(texts: list[str], arguments: Sequence[Argument], values: dict[str, Any]) -> bool:
    """Fill the arguments with the texts, in order; False if they do not fit."""
    for field, kind, type_name, required, _ in arguments:
        taken = texts if kind == "many" else texts[:1]
        texts = texts[len(taken) :]
        converted = [_convert(text, type_name) for text in taken]
        if None in converted or (required and not taken):
            return False
        if taken:
            values[field] = converted if kind == "many" else converted[0]
    return not texts


def _convert(text: str, type_name: str) -> object:
    """Return the text as its type; None if typer must judge it."""
    if text.startswith("-"):
        return None
    if not type_name:
        return text
    if type_name == "int":
        plain = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
        return int(text) if plain else None
    try:
        return load(type_name)(text)
    except ValueError:
        return None
