"""Writes src/tpmcli/cli/compiled_commands.py from the functions of the commands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin

import typer
from typer.models import ArgumentInfo, OptionInfo, ParamMeta
from typer.utils import get_params_from_function

from tpmcli.cli import tree

TARGET = Path(tree.__file__).with_name("compiled_commands.py")

_HEAD = '''\
"""Every command, its arguments and its options as plain literals. Do not edit.

Written by scripts/write_compiled_commands.py from the functions that typer is given;
`tpmcli.cli.fast_path` says what the literals mean.
"""

# fmt: off
from __future__ import annotations

Argument = tuple[str, str, str, bool, str]
Option = tuple[str, str, str, bool]
Command = tuple[str, tuple[Argument, ...], dict[str, Option]]

'''
# What does not change how a word is read. Of all else, the fast path knows nothing.
# What the fast path may ignore: it leaves a role in capitals to typer.
_PASSED_BY = {
    *("default", "param_decls", "metavar", "help", "show_default", "autocompletion"),
    "case_sensitive",
}


def source() -> str:
    """Return the text of `compiled_commands.py`."""
    lines = [
        f"FOLDER = {_literal(_folder_option())}",
        "COMMANDS: dict[tuple[str, ...], Command] = {",
    ]
    for names, command in commands(tree.app):
        lines += [f"    {_literal(names)}: (", f"        {_literal(_path(command))},"]
        lines += _parameters(command)
        lines.append("    ),")
    return _HEAD + "\n".join([*lines, "}", ""])


def commands(
    group: typer.Typer, above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Callable[..., Any]]]:
    """Yield every command below the group: its names, and its function."""
    for command in group.registered_commands:
        assert command.callback is not None
        yield (*above, str(command.name)), command.callback
    for below in group.registered_groups:
        assert below.typer_instance is not None
        yield from commands(below.typer_instance, (*above, str(below.name)))


def _folder_option() -> str:
    """Return the one option of `tpm` itself that is no action of its own."""
    root = tree.app.registered_callback
    assert root is not None
    assert root.callback is not None
    ((spelling, _),) = [
        option
        for parameter in get_params_from_function(root.callback).values()
        if parameter.default.callback is None
        for option in _option(parameter)
    ]
    return spelling


def _parameters(command: Callable[..., Any]) -> list[str]:
    arguments: list[str] = []
    options: list[str] = []
    many = False
    for parameter in get_params_from_function(command).values():
        if isinstance(parameter.default, ArgumentInfo):
            if many:
                raise ValueError(f"{_path(command)}: an argument after one that takes every word")
            field, kind, type_name, required = _read(parameter)
            many = kind == "many"
            completer = parameter.default.autocompletion
            named = _path(completer) if completer else ""
            arguments.append(f"            {_literal((field, kind, type_name, required, named))},")
        else:
            options += [
                f"            {_literal(spelling)}: {_literal(option)},"
                for spelling, option in _option(parameter)
            ]
    told = ["        (", *arguments, "        ),"] if arguments else ["        (),"]
    return [*told, "        {", *options, "        },"]


def _option(parameter: ParamMeta) -> list[tuple[str, tuple[str, str, str, bool]]]:
    """Return every spelling of an option, and what it is."""
    if not isinstance(parameter.default, OptionInfo):
        raise TypeError(f"{parameter.name} is neither typer.Argument nor typer.Option")
    spellings = parameter.default.param_decls or ()
    for spelling in spellings:
        if not spelling.startswith("-") or not spelling.replace("-", "").isalnum():
            raise ValueError(f"{parameter.name} is spelled {spelling}")
    if not spellings:
        raise ValueError(f"{parameter.name} leaves its spelling to typer")
    return [(spelling, _read(parameter)) for spelling in spellings]


def _read(parameter: ParamMeta) -> tuple[str, str, str, bool]:
    """Return field, kind, type and whether it is required."""
    info = parameter.default
    plain = vars(type(info)(default=...))
    unusual = [key for key, value in vars(info).items() if value != plain[key]]
    if not _PASSED_BY.issuperset(unusual):
        raise ValueError(f"{parameter.name}: {unusual} would be unknown to the fast path")
    annotation = parameter.annotation
    if get_origin(annotation) is UnionType:
        (annotation,) = [each for each in get_args(annotation) if each is not type(None)]
    kind = "value"
    if get_origin(annotation) is list:
        kind, (annotation,) = "many", get_args(annotation)
    elif annotation is bool:
        kind, annotation = "flag", str
    return parameter.name, kind, _type_name(annotation), info.default is ...


def _type_name(annotation: type) -> str:
    if annotation is str:
        return ""
    if annotation is int:
        return "int"
    if issubclass(annotation, Enum):
        return _path(annotation)
    raise TypeError(f"the fast path cannot read {annotation}")


def _path(thing: Callable[..., Any]) -> str:
    return f"{thing.__module__}:{thing.__qualname__}"


def _literal(value: object) -> str:
    if isinstance(value, tuple):
        inner = ", ".join(map(_literal, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return json.dumps(value) if isinstance(value, str) else repr(value)


if __name__ == "__main__":
    TARGET.write_text(source(), encoding="utf-8")
    print(f"written: {TARGET}")
