"""Projects for the tests of the command line, a process that is the same everywhere, and typer."""

from __future__ import annotations

import functools
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer.main

from tpmcli.cli.main import main
from tpmcli.cli.tree import app

TPM, PM = "tpm@example.com", "pm@example.com"
Said = tuple[int, str, str]
Read = dict[str, object] | None
Reader = Callable[[tuple[str, ...], list[str]], Read]


@pytest.fixture(scope="session")
def made_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the standard lifecycle in a repository, made once to be copied."""
    root = tmp_path_factory.mktemp("made") / "ledger"
    (root / "docs").mkdir(parents=True)
    (root / "docs/evidence.md").write_text(
        "# Evidence\n\nIt was tried, and it works.\n", encoding="utf-8"
    )
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


@pytest.fixture(scope="session")
def by_typer() -> Reader:
    """Read words with typer: what it would call the command's function with, or None."""
    called: list[dict[str, object]] = []
    patched = pytest.MonkeyPatch()

    def recorder(command: Callable[..., int]) -> Callable[..., int]:
        @functools.wraps(command)
        def record(**values: object) -> int:
            called.append(values)
            return 0

        return record

    def replace(group: typer.Typer) -> None:
        for info in group.registered_commands:
            assert info.callback is not None
            patched.setattr(info, "callback", recorder(info.callback))
        for below in group.registered_groups:
            assert below.typer_instance is not None
            replace(below.typer_instance)

    replace(app)
    command: Any = typer.main.get_command(app)
    patched.undo()

    def read(names: tuple[str, ...], words: list[str]) -> Read:
        called.clear()
        try:
            command.main([*names, *words], prog_name="tpm", standalone_mode=False)
        except (typer.TyperException, typer.Exit):
            return None
        return called[0] if called else None

    return read
