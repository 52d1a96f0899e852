"""The short way says to a shell what typer says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tpmcli.cli.completing import NAMED_ITEM, complete

EXAMPLE = Path(__file__).parents[2] / "examples" / "payments-ledger"
TYPER = "from tpmcli.cli.tree import invoke; raise SystemExit(invoke([]))"
OURS = "from tpmcli.cli.main import main; raise SystemExit(main([]))"


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


def said(code: str, variables: dict[str, str], folder: Path) -> str:
    env = {**os.environ, **variables, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("names", sorted(NAMED_ITEM), ids=" ".join)
def test_both_ways_say_the_same(shell: str, names: tuple[str, ...], example: Path) -> None:
    variables = asked(shell, f"tpm {' '.join(names)} feasibility.un")
    assert complete(variables) is not None
    assert said(OURS, variables, example) == said(TYPER, variables, example)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("word", ["unkn", "nothing-like-it", "release.r"])
def test_slugs_and_nothing_are_the_same(shell: str, word: str, example: Path) -> None:
    variables = asked(shell, f"tpm why {word}")
    assert complete(variables) is not None
    assert said(OURS, variables, example) == said(TYPER, variables, example)


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
