"""Projects for the tests of the command line, and a process that is the same everywhere."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tpmcli.cli.main import main

TPM, PM = "tpm@example.com", "pm@example.com"
Said = tuple[int, str, str]


@pytest.fixture(scope="session")
def made_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the standard lifecycle in a repository, made once to be copied."""
    root = tmp_path_factory.mktemp("made") / "ledger"
    (root / "docs").mkdir(parents=True)
    (root / "docs/evidence.md").write_text("# Evidence\n\nIt works.\n", encoding="utf-8")
    # Looking for a repository above stops here.
    for words in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    people = ["--tpm", TPM, "--pm", PM]
    assert main(["init", "--name", "Ledger", *people, "-C", str(root), "-q"]) == 0
    return root


@pytest.fixture
def project(made_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project, which is the current folder."""
    root = Path(shutil.copytree(made_project, tmp_path / "ledger"))
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a project, which is the current one."""
    folder = tmp_path / "outside"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def tpm(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    checklists_read_once: None,
) -> Callable[..., Said]:
    """Runs a command in this process: its exit code, stdout and stderr."""
    monkeypatch.setenv("TERMINAL_WIDTH", "80")

    def run(*words: str) -> Said:
        capsys.readouterr()
        code = main(words)
        out, err = capsys.readouterr()
        return code, out, err

    return run
