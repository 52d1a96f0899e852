"""The short way says to a shell what typer says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tpmcli.cli.compiled_commands import COMMANDS
from tpmcli.cli.fast_completion import complete, completer_of
from tpmcli.cli.main import main
from tpmcli.cli.tree import invoke

EXAMPLE = Path(__file__).parents[2] / "examples" / "payments-ledger"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("completing") / "payments-ledger"
    shutil.copytree(EXAMPLE, root)
    return root


def asked(shell: str, line: str) -> dict[str, str]:
    """The variables through which a shell asks about the end of a line."""
    words = line.split()
    number = len(words) - (not line.endswith(" "))
    return {
        "_TPM_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(number),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }


def said(
    way: Callable[[list[str]], int], capsys: pytest.CaptureFixture[str]
) -> tuple[int | str | None, str]:
    """How a command line without words ends, and what it prints."""
    capsys.readouterr()
    try:
        code: int | str | None = way([])
    except SystemExit as ended:
        code = ended.code
    return code or 0, capsys.readouterr().out


def assert_same(
    variables: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert complete(variables) is not None
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    ours = said(main, capsys)
    assert ours[0] == 0
    assert ours == said(invoke, capsys)


COMPLETED = [names for names in COMMANDS if completer_of(names)]
BEGINNINGS = {
    "items": "feasibility.un",
    "phases": "re",
    "rules": "un",
    "checklist_parts": "re",
    "_known": "po",
    "platforms": "git",
}


def test_completers_are_those_that_are_tried() -> None:
    assert {completer_of(names).partition(":")[2] for names in COMPLETED} == set(BEGINNINGS)
    assert len(COMPLETED) >= 15


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("names", COMPLETED, ids=" ".join)
def test_both_ways_say_the_same(
    shell: str,
    names: tuple[str, ...],
    example: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(example)
    word = BEGINNINGS[completer_of(names).partition(":")[2]]
    variables = asked(shell, f"tpm {' '.join(names)} {word}")
    assert word in (complete(variables) or "")
    assert_same(variables, monkeypatch, capsys)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("word", ["unkn", "nothing-like-it", "release.r"])
def test_slugs_and_nothing_are_the_same(
    shell: str,
    word: str,
    example: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(example)
    assert_same(asked(shell, f"tpm why {word}"), monkeypatch, capsys)


@pytest.mark.parametrize(
    "line",
    [
        "tpm ",
        "tpm wh",
        "tpm why ",
        "tpm why --",
        "tpm why --format ",
        "tpm why --format js",
        "tpm why 'fea",
        "tpm why fea$",
        "tpm -C . why fea",
        "tpm answer feasibility.x m",
        "tpm gate check --through fea",
        "tpm gate decide release g",
        "tpm gate fea",
        "tpm sync fea",
        "tpm portfolio fea",
        "",
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_what_is_unusual_is_left_to_typer(shell: str, line: str) -> None:
    assert complete(asked(shell, line)) is None


def test_installing_completion_is_left_to_typer() -> None:
    assert complete({"_TPM_COMPLETE": "source_bash"}) is None
    assert complete({"_TPM_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": "tpm why f"}) is None
