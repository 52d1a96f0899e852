"""The contract of imports: it holds, and it counts imports that only type checkers see."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLANTED = {
    "upwards": (
        "render/due.py",
        "from tpmcli.app.context import CommandContext",
        "tpmcli.render.due -> tpmcli.app.context",
    ),
    "sideways": (
        "checks/tag.py",
        "from tpmcli.store.yaml.reader import Document",
        "tpmcli.checks.tag -> tpmcli.store.yaml.reader",
    ),
    "circle": (
        "store/yaml/scan.py",
        "from tpmcli.store.yaml.reader import Document",
        "No cycles are allowed in tpmcli.store.yaml.",
    ),
    "system": ("rules/scope.py", "import os", "tpmcli.rules.scope -> os"),
    "library": ("text/names.py", "import yaml", "tpmcli.text.names -> yaml"),
    "typer": ("app/why.py", "import typer", "tpmcli.app.why -> typer"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the sources and of the contract."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(folder: Path) -> tuple[int, str]:
    """Return the exit code and the output of `lint-imports --no-cache` over the copy."""
    program = "from importlinter.cli import lint_imports_command as run; run()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


def test_imports_keep_the_contract(copy: Path) -> None:
    code, output = lint_imports(copy)
    assert code == 0, output
    assert " 0 broken." in output


@pytest.mark.parametrize("name", PLANTED)
def test_an_import_for_type_checkers_counts(name: str, copy: Path) -> None:
    file, line, refusal = PLANTED[name]
    with (copy / "src/tpmcli" / file).open("a", encoding="utf-8") as module:
        module.write(f"\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    {line}\n")
    code, output = lint_imports(copy)
    assert code == 1, output
    assert refusal in output


def test_every_room_has_a_floor(copy: Path) -> None:
    room = copy / "src/tpmcli/cellar"
    room.mkdir()
    (room / "__init__.py").touch()
    code, output = lint_imports(copy)
    assert code == 1, output
    assert "cellar" in output
