"""The short way says to a shell what typer says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tpmcli.cli.fast_completion import NAMED_ITEM, complete
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


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("names", sorted(NAMED_ITEM), ids=" ".join)
def test_both_ways_say_the_same(
    shell: str,
    names: tuple[str, ...],
    example: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(example)
    assert_same(asked(shell, f"tpm {' '.join(names)} feasibility.un"), monkeypatch, capsys)


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
        "tpm gate check fea",
        "",
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_what_is_unusual_is_left_to_typer(shell: str, line: str) -> None:
    assert complete(asked(shell, line)) is None


def test_installing_completion_is_left_to_typer() -> None:
    assert complete({"_TPM_COMPLETE": "source_bash"}) is None
    assert complete({"_TPM_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": "tpm why f"}) is None
