"""The fast path reads every command as typer does, and leaves to typer what is not plain.

`compiled_commands` is written from the functions of the commands. Here it is compared with that
source, with the tree that typer builds from the same functions, and with what typer passes to them.
"""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer.main
import write_compiled_commands
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tpmcli.cli import tree
from tpmcli.cli.compiled_commands import COMMANDS, FOLDER, Option
from tpmcli.cli.context import forget
from tpmcli.cli.errors import run_guarded
from tpmcli.cli.fast_path import load, read_words, try_fast_path
from tpmcli.cli.tree import app, invoke

Read = dict[str, object] | None
Reader = Callable[[tuple[str, ...], list[str]], Read]


def _leaves(command: Any, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of typer's own tree, without the groups."""
    below = getattr(command, "commands", None)
    if below is None:
        yield names, command
    for name, each in (below or {}).items():
        yield from _leaves(each, (*names, name))


TREE = dict(_leaves(typer.main.get_command(app)))


# --- what is written -----------------------------------------------------------------------------


def test_the_commands_are_those_of_the_functions() -> None:
    written = write_compiled_commands.TARGET.read_text(encoding="utf-8")
    told = "run: python scripts/write_compiled_commands.py"
    assert written == write_compiled_commands.source(), told


def test_every_command_is_written() -> None:
    assert COMMANDS.keys() == TREE.keys()
    assert len(COMMANDS) >= 30


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_every_parameter_is_what_typer_makes_of_it(names: tuple[str, ...]) -> None:
    _, arguments, options = COMMANDS[names]
    made: dict[str, Option] = {}
    words = []
    for parameter in TREE[names].params:
        if parameter.name == "help":
            continue
        if parameter.param_type_name == "argument":
            kind = "many" if parameter.nargs == -1 else "value"
            words.append((parameter.name, kind, parameter.required))
            continue
        kind = "flag" if parameter.is_flag else "many" if parameter.multiple else "value"
        for spelling in (*parameter.opts, *parameter.secondary_opts):
            made[spelling] = (parameter.name, kind, options[spelling][2], parameter.required)
    assert options == made
    assert [(field, kind, required) for field, kind, _, required, _ in arguments] == words


MISREAD: list[tuple[dict[str, object], str]] = [
    ({"a": Annotated[bool, typer.Option("--a/--no-a")]}, "is spelled"),
    ({"a": Annotated[str, typer.Option()]}, "leaves its spelling"),
    ({"a": Annotated[str, typer.Option("--a", envvar="A")]}, "envvar"),
    ({"a": Annotated[str, typer.Option("--a", callback=str.strip)]}, "callback"),
    ({"a": Annotated[int, typer.Option("--a", min=1)]}, "min"),
    ({"a": Annotated[float, typer.Option("--a")]}, "float"),
    ({"a": Annotated[list[str], typer.Argument()], "b": Annotated[str, typer.Argument()]}, "after"),
    ({"a": str}, "neither"),
]


@pytest.mark.parametrize(("annotations", "told"), MISREAD)
def test_what_the_fast_path_would_misread_is_not_written(
    annotations: dict[str, object], told: str
) -> None:
    def command(a: object = "", b: object = "") -> int:
        return 0

    command.__annotations__ = {"b": Annotated[str, typer.Option("--b")], **annotations}
    with pytest.raises((ValueError, TypeError), match=told):
        write_compiled_commands._parameters(command)
    command.__annotations__ = {name: Annotated[str, typer.Option(f"--{name}")] for name in "ab"}
    assert len(write_compiled_commands._parameters(command)) == 5


# --- what is read --------------------------------------------------------------------------------


def fast(names: tuple[str, ...], words: list[str]) -> Read:
    """Read words with the fast path: what it would call the command's function with, or None."""
    found = read_words([*names, *words])
    if found is None:
        return None
    folder, function, values = found
    assert folder == ""
    signature = inspect.signature(load(function))
    bound = signature.bind(**values)
    bound.apply_defaults()
    return bound.arguments


def typed(value: object) -> object:
    """The value with its type, so that a text is not taken for the enum that equals it."""
    if isinstance(value, dict):
        return {key: typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [typed(each) for each in value]
    return type(value), value


def good(type_name: str) -> str:
    """A text that the type accepts."""
    if type_name in ("", "int"):
        return "7"
    kind: Any = load(type_name)
    assert issubclass(kind, Enum)
    return str(list(kind)[-1].value)


def least_words(names: tuple[str, ...]) -> list[str]:
    """The arguments without which the command is refused."""
    _, arguments, _ = COMMANDS[names]
    return [good(type_name) for _, _, type_name, required, _ in arguments if required]


def least_options(names: tuple[str, ...], besides: str = "") -> list[str]:
    """The options without which the command is refused; those of another field than this one."""
    _, _, options = COMMANDS[names]
    needed = {
        field: (spelling, good(kind))
        for spelling, (field, _, kind, must) in options.items()
        if must
    }
    return [word for field, words in needed.items() if field != besides for word in words]


EVERY_OPTION = [(names, spelling) for names in COMMANDS for spelling in COMMANDS[names][2]]


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_the_least_and_the_most_that_a_command_takes(
    names: tuple[str, ...], by_typer: Reader
) -> None:
    _, arguments, options = COMMANDS[names]
    least = [*least_words(names), *least_options(names)]
    most = [good(type_name) for _, _, type_name, _, _ in arguments]
    for spelling in {field: spelling for spelling, (field, *_) in options.items()}.values():
        _, kind, type_name, _ = options[spelling]
        most += [spelling] if kind == "flag" else [spelling, good(type_name)]
    for words in (least, most):
        assert typed(fast(names, words)) == typed(by_typer(names, words))
        assert fast(names, words) is not None
    if least:
        assert fast(names, least[:-1]) is None
        assert by_typer(names, least[:-1]) is None
    assert fast(names, [*most, "one", "more"]) is None or arguments[-1][1] == "many"


@pytest.mark.parametrize(("names", "spelling"), EVERY_OPTION, ids="".join)
def test_every_option_is_read_as_typer_reads_it(
    names: tuple[str, ...], spelling: str, by_typer: Reader
) -> None:
    field, kind, type_name, _ = COMMANDS[names][2][spelling]
    first, rest = least_words(names), least_options(names, besides=field)
    read_by_both = [[spelling]] if kind == "flag" else []
    left = [[spelling, spelling]] if kind == "flag" else [[spelling], [spelling, "-7"]]
    if kind != "flag":
        for text in dict.fromkeys((good(type_name), "", "a b", "é", "a=b")):
            lines = read_by_both if not type_name or text == good(type_name) else left
            lines.append([spelling, text])
            (lines if spelling.startswith("--") else left).append([f"{spelling}={text}"])
        twice = [spelling, good(type_name)] * 2
        (read_by_both if kind == "many" else left).append(twice)
    for words in read_by_both:
        line = [*first, *words, *rest]
        assert fast(names, line) is not None, words
        assert typed(fast(names, line)) == typed(by_typer(names, line)), words
    for words in left:
        assert fast(names, [*first, *words, *rest]) is None, words


WORDS = st.one_of(
    st.sampled_from(
        ["", "a", "7", "007", "+7", "-", "--", "-7", "--bogus", "met", "go", "a b", "é"]
    ),
    st.sampled_from(
        ["text", "json", "TEXT", "tpm", "pm", "TPM", "yaml", "name", "٣", "1_0", "7.0"]
    ),
    st.text(max_size=4).filter(lambda text: "\0" not in text),
)


@st.composite
def lines(draw: st.DrawFn) -> tuple[tuple[str, ...], list[str]]:
    """A command, and words that may or may not fit it."""
    names = draw(st.sampled_from(list(COMMANDS)))
    _, _, options = COMMANDS[names]
    words = [*least_words(names), *least_options(names)] if draw(st.booleans()) else []
    for _ in range(draw(st.integers(0, 4))):
        spelling = draw(st.sampled_from([*options, "--bogus"]))
        _, kind, type_name, _ = options.get(spelling, ("", "value", "", False))
        value = draw(st.one_of(st.just(good(type_name)), WORDS))
        form = draw(st.integers(0, 5))
        if form == 0:
            words.append(draw(WORDS))
        elif form == 1:
            words.append(f"{spelling}={value}")
        elif form == 2:
            words.append(spelling + value)
        else:
            words += [spelling] if kind == "flag" else [spelling, value]
    return names, words


@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(line=lines())
def test_whatever_the_fast_path_reads_typer_reads_alike(
    line: tuple[tuple[str, ...], list[str]], by_typer: Reader
) -> None:
    names, words = line
    read = fast(names, words)
    if read is not None:
        assert typed(read) == typed(by_typer(names, words))


def test_the_names_of_a_command_are_words_of_their_own() -> None:
    assert read_words(["gate check"]) is None
    assert read_words(["gate", "check"]) is not None
    assert read_words(["check"]) is None
    assert read_words([FOLDER, "x", "gate", "check"]) == ("x", "tpmcli.cli.gate.check:check", {})
    assert read_words([FOLDER, "x"]) is None
    assert read_words([FOLDER, "-x", "status"]) is None
    assert read_words([FOLDER, "x", FOLDER, "y", "status"]) is None


# --- what is said --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in a repository, with one answer."""
    root = tmp_path_factory.mktemp("short")
    (root / "a.md").write_text("# A\n\nA text of more than a few letters\n", encoding="utf-8")
    for words in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    run = [sys.executable, "-m", "tpmcli", "-C", str(root)]
    people = ["--tpm", "t@example.com", "--pm", "p@example.com"]
    subprocess.run([*run, "init", "--name", "X", *people, "-q"], check=True)
    answer = ["answer", "unknowns-spiked", "met", "-e", "a.md", "--as", "t@example.com", "-q"]
    subprocess.run([*run, *answer], check=True)
    return root


PLAIN = [
    "gate check",
    "gate check feasibility",
    "gate check feasability",
    "gate check --decided",
    "gate check --decided -q",
    "gate check --through release",
    "gate check --through=release --format=json",
    "gate check --format json --as-of 2026-11-22",
    "gate check --format sarif",
    "gate check --format nonsense",
    "gate check --as-of soon",
    "gate check --decided --through release",
    "gate check --increment 1.0",
    "gate check --increment 9.9 --format json",
    "gate check --head x",
    "gate check --against HEAD",
    "status",
    "status --format json",
    "status -q",
    "status --increment 1.0 --as-of 2026-11-22",
    "next",
    "next --role pm",
    "next -r tpm --format json",
    "due",
    "due --format json --as-of 2026-11-22",
    "due --within 30d --owner PM",
    "due --within=soon",
    "due --owner nobody -q",
    "due --owner t@example.com --increment 1.0 -q",
    "report --as-of 2026-11-22",
    "report feasibility --format markdown --as-of=2026-11-22",
    "report feasability",
    "report --format pdf",
    "report -o .tpm/x.html",
    "report --output no/such/folder.html",
    "report --increment 9.9",
    "lint",
    "lint --format=json",
    "lint --quiet",
    "-C . status",
    "-C nowhere status",
    "status -C .",
    "status -C nowhere",
    "why unknowns-spiked",
    "why unknowns-spyked --format=json",
    "why unknowns-spiked --as-of 2026-11-22 --format json",
    "log",
    "log unknowns-spiked --since 2026-11-22",
    "log --format json --increment 1.0",
    "answer unknowns-spiked options-compared not-met --note later --as t@example.com",
    "answer --as=t@example.com unknowns-spiked met -e a.md --evidence=a.md",
    "answer unknowns-spiked met -e nowhere.md --as t@example.com",
    "answer unknowns-spiked perhaps --as t@example.com",
    "answer met --as t@example.com",
    "answer unknowns-spyked met -q --as t@example.com",
    "answer unknowns-spiked not-met -n why --owner p@example.com --due soon --as t@example.com",
    "answer unknowns-spiked not-met --increment 9.9 --as t@example.com",
    "portfolio",
    "portfolio . . --sort=due --jobs 1 -q",
    "portfolio . --format markdown --as-of 2026-11-22 -j 1",
    "portfolio --format json --sort name",
    "portfolio nowhere",
    "portfolio --jobs many",
    "portfolio -C nowhere",
    "explain",
    "explain unanswered --format json",
    "explain unanswred",
    "init --name X --yes",
    "walk",
    "walk feasibility --role tpm --all",
    "waive unknowns-spiked --until 2027-01-01 --as t@example.com",
    "waive unknowns-spiked --withdraw --reason over --as t@example.com",
    "sign --role tpm",
    "sign feasibility -r pm --as p@example.com --for nobody@example.com",
    "gate decide feasibility go --as p@example.com",
    "gate decide feasibility hold --condition x --as p@example.com",
    "gate decide feasability hold",
    "gate close feasibility 1 -e a.md --as t@example.com",
    "gate list",
    "gate list --format json --as-of 2026-11-22",
    "checks list",
    "checks list feasibility --format json",
    "checks run",
    "checks run feasibility --format json",
    "evidence new unknowns-spiked a.md",
    "evidence find unknowns-spiked",
    "evidence find unknowns-spiked --format json",
    "evidence move a.md b.md",
    "start 2.0 --as t@example.com",
    "start hot --kind fix --parallel --abandon x --as t@example.com",
    "sync",
    "merge",
    "checklist list",
    "checklist list --format json",
    "checklist show feasibility --role pm --refs",
    "checklist show --kinds --format json",
    "checklist show --kinds --traits",
    "checklist show --lifecycle lite --pack saas --pack fintech --format yaml",
    "doctor",
    "doctor --format json --as-of 2026-11-22",
    "ci init nowhere",
    "schema",
    "schema status",
    "schema stattus",
]
UNUSUAL = [
    "",
    "gate",
    "gate check --help",
    "gate check -h",
    "gate check --bogus",
    "gate check a b",
    "gate check --through",
    "gate check --through --decided",
    "gate check -- feasibility",
    "gate check --decided --decided",
    "gate check --decide",
    "gate check --quiet=yes",
    "next --format xml",
    "status --format xml",
    "status extra",
    "due feasibility",
    "report -o",
    "report -ox.html",
    "report a b",
    "report -o a.html -o b.html",
    "due --within",
    "due --within -3",
    "why",
    "why a b",
    "log a b",
    "answer",
    "answer --as t@example.com",
    "answer unknowns-spiked met -e",
    "answer unknowns-spiked met -ea.md",
    "answer unknowns-spiked met -- -n",
    "portfolio --sort size",
    "--version",
    "-C",
    "gate close feasibility one",
    "gate close feasibility -1",
    "gate close feasibility",
    "gate decide feasibility maybe",
    "evidence move a.md",
    "evidence move a b c",
    "checklist show --format csv",
    "sync now",
    "ci init",
    "checks",
    "nonsense",
]


@pytest.mark.parametrize("line", PLAIN)
def test_both_ways_say_the_same(
    line: str, project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    words = line.split()
    ended = []
    for way in (try_fast_path, invoke):
        monkeypatch.chdir(project)
        forget()
        code = run_guarded(lambda way=way: way(words), words)  # type: ignore[misc]
        ended.append((code, *capfd.readouterr()))
    assert ended[0] == ended[1]
    assert ended[0][0] is not None


@pytest.mark.parametrize("line", UNUSUAL)
def test_what_is_unusual_is_left_to_typer(line: str) -> None:
    assert try_fast_path(line.split()) is None


@pytest.mark.parametrize("line", ["gate check --through", "gate close a x"])
def test_a_reader_that_takes_anything_would_be_seen(line: str, by_typer: Reader) -> None:
    """The comparison above can fail: typer refuses what the fast path leaves to it."""
    words = line.split()
    names = tuple(words[:2]) if tuple(words[:2]) in COMMANDS else tuple(words[:1])
    assert by_typer(names, words[len(names) :]) is None


def test_the_tree_resolves_every_annotation() -> None:
    for _, function in write_compiled_commands.commands(tree.app):
        assert not any(isinstance(hint, str) for hint in function.__annotations__.values())
