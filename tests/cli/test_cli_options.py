"""An option is declared once, and every command that tpm recommends is one that it accepts."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import tpmcli
from tpmcli.cli.compiled_commands import COMMANDS
from tpmcli.cli.fast_path import read_words
from tpmcli.model import fix, place

SOURCE = Path(str(tpmcli.__file__)).parent
GENERATED = {"compiled_commands.py", "compiled_schemas.py"}
MODULES = {
    path: ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(SOURCE.rglob("*.py"))
    if path.name not in GENERATED and path.parent.name != "compiled"
}
SPELLINGS = {spelling for _, _, options in COMMANDS.values() for spelling in options}
Reader = Callable[[tuple[str, ...], list[str]], dict[str, object] | None]


# --- declared once -------------------------------------------------------------------------------


def declared(tree: ast.AST) -> list[ast.Constant]:
    """The spellings that a module gives to typer."""
    return [
        spelling
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "typer.Option"
        for spelling in node.args
        if isinstance(spelling, ast.Constant)
    ]


def spelled(tree: ast.AST) -> list[ast.Constant]:
    """The texts of a module that are the spelling of an option, whatever for."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and str(node.value).partition("=")[0] in SPELLINGS
    ]


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_an_option_of_a_command_is_declared_once(names: tuple[str, ...]) -> None:
    function, _, options = COMMANDS[names]
    own = SOURCE.joinpath(*function.partition(":")[0].split(".")[1:]).with_suffix(".py")
    shared = SOURCE / "cli/options.py"
    found = [
        (str(spelling.value), path)
        for path in (own, shared)
        for spelling in declared(MODULES[path])
        if spelling.value in options
    ]
    here = {spelling for spelling, path in found if path == own}
    # What a command declares itself may be spelled as a shared option is, with another meaning.
    kept = [spelling for spelling, path in found if path == own or spelling not in here]
    assert sorted(kept) == sorted(options)


def test_nothing_else_of_the_command_line_spells_an_option() -> None:
    stray = {
        (str(path.relative_to(SOURCE)), str(node.value))
        for path, tree in MODULES.items()
        if path.is_relative_to(SOURCE / "cli")
        for node in spelled(tree)
        if node.value not in {spelling.value for spelling in declared(tree)}
    }
    # Which form an error has is told from words that may be no command.
    assert stray == {("cli/errors.py", "--format"), ("cli/errors.py", "--format=json")}


# --- recommended as data -------------------------------------------------------------------------

BLANKS = {
    fix.Blank.REASON: "because",
    fix.Blank.EVIDENCE: "a.md",
    fix.Blank.DATE: "2026-12-31",
    fix.Blank.EMAIL: "a@example.com",
    fix.Blank.ROLE: "pm",
    fix.Blank.NAME: "2.0",
    fix.Blank.TEXT: "measure it",
    fix.Blank.ITEM: "feasibility.unknowns-spiked",
    fix.Blank.PHASE: "feasibility",
}
# What the code puts into a command, by its source, and what that may be.
PHASE, ITEM = [["feasibility"]], [["feasibility.unknowns-spiked"]]
ROLE = [["tpm"], ["pm"]]
FILE = [["a.md"]]
OUTCOME = [["go"], ["conditional"], ["hold"], ["recycle"], ["kill"]]
SAMPLES: dict[str, list[list[str]]] = {
    "phase": PHASE,
    "phase.id": PHASE,
    "gate.phase": PHASE,
    "item.phase": PHASE,
    "subject.phase": PHASE,
    "item.id": ITEM,
    "number": [["1"]],
    "str(number)": [["1"]],
    "str(state.number)": [["1"]],
    "str(value)": [["met"], ["not-met"]],
    "str(role)": ROLE,
    "str(signoff.role)": ROLE,
    "str(roles[0]) if roles else Blank.ROLE": ROLE,
    "str(decision)": OUTCOME,
    "str(entry.outcome)": OUTCOME,
    "*evidence": [[], ["--evidence", "a.md"]],
    "*promise": [[], ["--condition", "x", "--owner", "a@example.com", "--due", "2026-12-31"]],
    "path": [["a.md"]],
    "fact.moved_to": [["b.md"]],
    "now": [["2.0"]],
    "subject.name": ITEM,
    "step.phase": PHASE,
    "step.item.id": ITEM,
    "str(step.role)": ROLE,
    "done.item.id": ITEM,
    "*(names or (Blank.ITEM,))": [["unknowns-spiked"]],
    "*left": [["unknowns-spiked"], ["unknowns-spiked", "options-compared"]],
    "File(path)": FILE,
    "File(fact.moved_to)": FILE,
    "decision": OUTCOME,
    "approver": [["a@example.com"]],
    "waiver.until": [["2026-12-31"]],
    "waiver.reason or Blank.REASON": [["because"]],
    "*(word for approver in approvers for word in ('--approved-by', approver))": [
        [],
        ["--approved-by", "a@example.com"],
    ],
    "*because": [[], ["--reason", "because"]],
    "File(target)": FILE,
    "File(done.path)": FILE,
    "File(same)": FILE,
    "File(found[0])": FILE,
    "File(found.files[0].path)": FILE,
    "record.increment": [["1.0"]],
    "*words": [["start", "2.0", "--kind", "fix", "--parallel", "--abandon", "because"]],
    "*(('--increment', record.increment) if beside else ())": [[], ["--increment", "1.0"]],
    # One name for several things, told apart by the command.
    "checklist name": PHASE,
    "checks name": ITEM,
    "checks *asked": [[], ["feasibility"]],
    "start name": [["2.0"]],
    "waive name": ITEM,
    "import name": [["answers.xlsx"]],
}


def values(argument: ast.expr, command: str) -> list[list[str]]:
    """What one argument of `tpm(...)` may stand for, in a command with this first word."""
    source = ast.unparse(argument)
    if isinstance(argument, ast.Constant):
        return [[str(argument.value)]]
    if source.startswith("Blank."):
        return [[BLANKS[fix.Blank[source.removeprefix("Blank.")]]]]
    found = SAMPLES.get(f"{command} {source}", SAMPLES.get(source))
    assert found is not None, f"give {source} of {command} a sample here"
    return found


def recommended() -> Iterator[tuple[str, list[str]]]:
    """Every command that findings and `tpm next` recommend, where it is made, with its words."""
    for path, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "tpm":
                lines: list[list[str]] = [[]]
                arguments = [
                    each
                    for argument in node.args
                    for each in (
                        argument.value.elts
                        if isinstance(argument, ast.Starred)
                        and isinstance(argument.value, ast.Tuple)
                        else [argument]
                    )
                ]
                command = ast.unparse(arguments[0]).strip("'")
                for argument in arguments:
                    found = values(argument, command)
                    lines = [[*line, *more] for line in lines for more in found]
                for line in lines:
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}", line


RECOMMENDED = [
    pytest.param(words, id=" ".join(words).replace("feasibility.", ""))
    for words in {tuple(words): None for _, words in recommended() if words}
]


def names_of(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[:1] if words[:1] in COMMANDS else words[:2]


@pytest.mark.parametrize("words", RECOMMENDED)
def test_a_recommended_command_is_accepted(words: tuple[str, ...], by_typer: Reader) -> None:
    command = place.for_increment(fix.tpm(*words), "1.0")
    assert isinstance(command, fix.Command)
    for line in (words, tuple(str(word) for word in command.words[1:])):
        names = names_of(line)
        assert by_typer(names, list(line[len(names) :])) is not None
        assert read_words(line) is not None
    # Within another increment, the command is about that one, if it can be. To begin one cannot.
    takes = "--increment" in COMMANDS[names_of(words)][2] and words[0] not in ("init", "start")
    assert ("--increment" in command.words) is (takes or "--increment" in words)


def test_the_places_that_recommend_are_found() -> None:
    assert len({place for place, _ in recommended()}) >= 20
    assert len(RECOMMENDED) >= 25


@pytest.mark.parametrize("words", ["answr x met", "sign feasibility --rol tpm", "gate close x one"])
def test_a_command_that_is_not_accepted_would_be_seen(words: str, by_typer: Reader) -> None:
    line = tuple(words.split())
    names = names_of(line)
    assert by_typer(names, list(line[len(names) :])) is None


# --- recommended in a text -----------------------------------------------------------------------

FIRST = {names[0] for names in COMMANDS}
# Quotes, full stops and brackets end a command, and so does a comma.
_MENTION = re.compile(r"(?<![\w.@/-])tpm ([a-z][^`'\",;:()|”<]*)")
# `a version of tpm may`, `; tpm writes`: the tool, not a command.
_PROSE = re.compile(r"[\w;,(][ \n](as )?$")


def texts(tree: ast.AST) -> Iterator[str]:
    """The texts of a module, with `{}` for what is put into them."""
    nodes = list(ast.walk(tree))
    joined = [node for node in nodes if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in joined for part in node.values}
    for text in joined:
        found = [part.value if isinstance(part, ast.Constant) else "{}" for part in text.values]
        yield "".join(map(str, found))
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield node.value


def faults(text: str) -> list[str]:
    """What a text says of commands that is not so."""
    found = []
    for mention in _MENTION.finditer(text):
        words = mention[1].split()
        if words[0].rstrip(".") not in FIRST:
            if not _PROSE.search(text[: mention.start()]):
                found.append(f"there is no tpm {words[0]}")
            continue
        names = tuple(word.rstrip(".") for word in words[:2])
        names = names if names in COMMANDS else names[:1]
        if names not in COMMANDS and (len(words) > 1 and words[1].isalpha()):
            found.append(f"there is no tpm {' '.join(words[:2])}")
        if names in COMMANDS:
            options = [word.partition("=")[0].rstrip(".") for word in words if word[0] == "-"]
            _, _, known = COMMANDS[names]
            found += [
                f"tpm {' '.join(names)} has no {word}" for word in options if word not in known
            ]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_text_names_commands_and_options_that_there_are(path: Path) -> None:
    assert [fault for text in texts(MODULES[path]) for fault in faults(text)] == []


def test_a_text_that_names_what_there_is_not_would_be_seen() -> None:
    assert faults("run `tpm lok`, or see: tpm gates") == [
        "there is no tpm lok",
        "there is no tpm gates",
    ]
    assert faults("'tpm gate chek --decided'") == ["there is no tpm gate chek"]
    assert faults("tpm gate check --decided --every.") == ["tpm gate check has no --every"]
    assert faults("a version of tpm may judge; tpm writes it") == []
    mentions = [text for tree in MODULES.values() for text in texts(tree) if _MENTION.search(text)]
    assert len(mentions) > 150
