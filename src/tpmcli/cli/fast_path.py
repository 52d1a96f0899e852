"""A short way round typer for the commands that run unattended or all day.

Hooks, prompts, CI and people run the same few commands in their plain spellings, and loading typer
costs several times what judging a gate does. Typer stays the definition of the command line:
whatever is unusual here (help, an option not listed, a value missing or not among its choices,
anything said twice) is left to it, and a test holds every option of these commands against this
table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, cast

from tpmcli.model.tuples import NamedTuple

_COMMON = {"-C": "folder", "--format": "output_format"}
_READING = {
    **_COMMON,
    "--increment": "increment",
    "--artifacts": "artifacts",
    "--as-of": "as_of",
}
_QUIET = {"--quiet": "quiet", "-q": "quiet"}
_TEXT_OR_JSON = {"--format": ("text", "json")}


class FastCommand(NamedTuple):
    """A command in its plain spellings.

    ``module`` is MODULE:CLASS; the module has `run`, and the class holds its arguments. ``values``
    and ``flags`` map options to fields of the class; ``many`` those that may repeat. ``word`` is
    the field of the one argument, where it has one; ``words`` that of an argument of several. There
    must be ``least`` words.
    """

    module: str
    values: Mapping[str, str]
    flags: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]
    many: Mapping[str, str] = {}
    word: str = ""
    words: str = ""
    least: int = 0

    def repeated(self) -> frozenset[str]:
        """The fields that take several values."""
        return frozenset({*self.many.values(), self.words})


FAST_COMMANDS: Mapping[tuple[str, ...], FastCommand] = {
    ("gate", "check"): FastCommand(
        "tpmcli.cli.plain.gate_check:GateCheckArgs",
        {
            **_READING,
            "--through": "through",
            "--against": "against",
            "--head": "head",
            "--approvals": "approvals",
        },
        {
            **_QUIET,
            "--decided": "decided",
            "--deny-policy-change": "deny_policy_change",
            "--all-projects": "all_projects",
            "--allow-no-project": "allow_no_project",
        },
        {},
        {"--report": "report"},
        "phase",
    ),
    ("status",): FastCommand("tpmcli.cli.plain.status:StatusArgs", _READING, _QUIET, _TEXT_OR_JSON),
    ("next",): FastCommand(
        "tpmcli.cli.plain.next:NextArgs",
        {**_READING, "--role": "role", "-r": "role"},
        {},
        {**_TEXT_OR_JSON, "--role": ("tpm", "pm"), "-r": ("tpm", "pm")},
    ),
    ("due",): FastCommand(
        "tpmcli.cli.plain.due:DueArgs",
        {**_READING, "--within": "within", "--owner": "owner"},
        _QUIET,
        _TEXT_OR_JSON,
    ),
    ("report",): FastCommand(
        "tpmcli.cli.plain.report:ReportArgs",
        {**_READING, "--output": "output", "-o": "output"},
        {},
        {},
        word="phase",
    ),
    ("lint",): FastCommand(
        "tpmcli.cli.plain.lint:LintArgs", _COMMON, {**_QUIET, "--fix": "fix"}, _TEXT_OR_JSON
    ),
    ("why",): FastCommand(
        "tpmcli.cli.plain.why:WhyArgs", _READING, {}, _TEXT_OR_JSON, word="item", least=1
    ),
    ("log",): FastCommand(
        "tpmcli.cli.plain.log:LogArgs",
        {**_COMMON, "--increment": "increment", "--since": "since"},
        {},
        _TEXT_OR_JSON,
        word="item",
    ),
    ("answer",): FastCommand(
        "tpmcli.cli.plain.answer:AnswerArgs",
        {
            "-C": "folder",
            "--increment": "increment",
            "--as": "person",
            "--note": "note",
            "-n": "note",
            "--owner": "owner",
            "--due": "due",
        },
        _QUIET,
        {},
        {"--evidence": "evidence", "-e": "evidence"},
        words="words",
        least=1,
    ),
    ("portfolio",): FastCommand(
        "tpmcli.cli.plain.portfolio:PortfolioArgs",
        {
            **_COMMON,
            "--as-of": "as_of",
            "--sort": "sort",
            "--jobs": "jobs",
            "-j": "jobs",
        },
        _QUIET,
        {"--format": ("text", "json", "markdown"), "--sort": ("state", "name", "due")},
        words="paths",
    ),
}


class _Module(Protocol):
    def run(self, args: object) -> int: ...


def try_fast_path(arguments: Sequence[str]) -> int | None:
    """Runs the command where it is plainly spelled and returns its exit code; otherwise None."""
    from tpmcli.cli.context import change_directory

    rest = list(arguments)
    folder = ""
    if len(rest) > 2 and rest[0] == "-C" and not rest[1].startswith("-"):
        folder = rest[1]
        rest = rest[2:]
    for names, short in FAST_COMMANDS.items():
        if tuple(rest[: len(names)]) == names:
            said = _read(short, rest[len(names) :])
            if said is None:
                return None
            if folder:
                change_directory(folder)
            name, _, arguments_class = short.module.partition(":")
            module = _module(name)
            return module.run(getattr(module, arguments_class)(**said))
    return None


def _read(short: FastCommand, words: Sequence[str]) -> dict[str, object] | None:
    """The fields that the words fill; None where they are not plain."""
    said: dict[str, object] = {}
    many: dict[str, list[str]] = {short.words: []} if short.words else {}
    waiting = iter(words)
    for word in waiting:
        option, equals, value = word.partition("=")
        if not word.startswith("-"):
            field, value = short.word or short.words, word
        elif word in short.flags:
            field, value = short.flags[word], ""
        elif option in short.values or option in short.many:
            field = short.values.get(option) or short.many[option]
            if not (equals and option.startswith("--")):
                value = next(waiting, "-")
            if value.startswith("-") or value not in short.choices.get(option, (value,)):
                return None
        else:
            return None
        if not field or field in said:
            return None
        if field in short.repeated():
            many.setdefault(field, []).append(value)
        else:
            said[field] = True if word in short.flags else value
    if len(many.get(short.words, ())) + (short.word in said) < short.least:
        return None
    return {**said, **{field: tuple(values) for field, values in many.items()}}


def _module(name: str) -> _Module:
    from importlib import import_module

    return cast(_Module, import_module(name))
