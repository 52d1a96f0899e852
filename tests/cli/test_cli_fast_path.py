"""The short way round typer says what typer says, and knows every option that typer has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

from tpmcli.cli.errors import run_guarded
from tpmcli.cli.fast_path import FAST_COMMANDS, FastCommand, try_fast_path
from tpmcli.cli.tree import app, invoke


def _command(names: tuple[str, ...]) -> Any:
    command: Any = typer.main.get_command(app)
    for name in names:
        command = command.commands[name]
    return command


@pytest.mark.parametrize("names", list(FAST_COMMANDS), ids=" ".join)
def test_the_table_has_every_option(names: tuple[str, ...]) -> None:
    short = FAST_COMMANDS[names]
    flags: dict[str, str] = {}
    values: dict[str, str] = {}
    many: dict[str, str] = {}
    words: list[str] = []
    for parameter in _command(names).params:
        if parameter.param_type_name == "argument":
            words.append(parameter.name)
            continue
        if parameter.name == "help":
            continue
        target = flags if parameter.is_flag else many if parameter.multiple else values
        target.update(dict.fromkeys(parameter.opts, parameter.name))
    assert dict(short.flags) == flags
    assert dict(short.values) == values
    assert dict(short.many) == many
    assert [field for field in (short.word, short.words) if field] == words


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in a repository, with one answer."""
    root = tmp_path_factory.mktemp("short")
    (root / "a.md").write_text("# A\n\ntext\n", encoding="utf-8")
    for words in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    run = [sys.executable, "-m", "tpmcli.cli.main", "-C", str(root)]
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
    "next --role boss",
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
    "portfolio --sort age",
    "portfolio --format csv",
    "--version",
    "-C",
]


@pytest.mark.parametrize("line", PLAIN)
def test_both_ways_say_the_same(
    line: str, project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    words = line.split()
    ended = []
    for way in (try_fast_path, invoke):
        monkeypatch.chdir(project)
        code = run_guarded(lambda way=way: way(words), words)  # type: ignore[misc]
        ended.append((code, *capfd.readouterr()))
    assert ended[0] == ended[1]
    assert ended[0][0] is not None


@pytest.mark.parametrize("line", UNUSUAL)
def test_what_is_unusual_is_left_to_typer(line: str, project: Path) -> None:
    assert try_fast_path(line.split()) is None


def test_a_missing_option_would_be_seen() -> None:
    """The comparison above can fail."""
    short = FAST_COMMANDS["gate", "check"]
    crippled = FastCommand(short.module, {}, short.flags, short.choices, short.many, short.word)
    assert dict(crippled.values) != dict(short.values)
