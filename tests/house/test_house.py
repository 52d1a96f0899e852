"""The house itself: its rooms, its size, and what a built wheel holds."""

from __future__ import annotations

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/tpmcli"
# Without the data that a script writes.
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.parent.name != "compiled")
# Generated tables, and the tables of every rule and of every problem.
TABLES = {"compiled_commands.py", "compiled_schemas.py", "problem.py", "rule.py"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_say_what_they_are_and_packages_are_empty(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    if module.name == "__init__.py":
        assert text == ""
    else:
        assert text.startswith('"""')


def test_modules_are_rarely_long_or_short() -> None:
    """A subject that needs 310 lines may have them, and a leftover of 20 is a subject of another.

    Counted on 2026-11-28, tables left out: 7 of 289 modules have over 300 lines, none over 328.
    Under 50 lines have 42 of the 237 outside `cli/`, where a command is a module, however small.
    """
    lines = {
        str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8").count("\n")
        for path in MODULES
        if path.name not in {"__init__.py", *TABLES}
    }
    assert [name for name, count in lines.items() if count > 400] == []
    long = [name for name, count in lines.items() if count > 300]
    assert len(long) <= len(lines) // 30, long
    rest = {name: count for name, count in lines.items() if not name.startswith("cli")}
    short = [name for name, count in rest.items() if count < 50]
    assert len(short) <= len(rest) // 5, short


def test_every_room_has_a_home_for_its_tests() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name[0] != "_"}
    assert rooms == {
        *("app", "checks", "cli", "doctor", "exchange", "model", "page", "render", "repo"),
        *("rules", "store", "text"),
    }


def test_the_name_of_a_public_class_is_used_once() -> None:
    places: dict[str, list[str]] = {}
    for module in MODULES:
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(str(module.relative_to(SOURCE)))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
    assert len(places) > 200


def test_no_annotation_of_a_tuple_is_text() -> None:
    """`typing` compiles text, which takes a fifth of the time of a hot command."""
    tuples = 0
    for module in MODULES:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        found = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef) and "NamedTuple" in map(ast.unparse, node.bases)
        ]
        tuples += len(found)
        futures = [
            node
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module == "__future__"
        ]
        texts = [
            ast.unparse(field)
            for node in found
            for field in node.body
            if isinstance(field, ast.AnnAssign) and isinstance(field.annotation, ast.Constant)
        ]
        assert not (found and futures), module
        assert texts == [], module
    assert tuples > 100


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(target.glob("*.whl"))


def test_the_wheel_holds_every_module_and_every_checklist(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    tracked = subprocess.run(
        ["git", "ls-files", "src/tpmcli", "checklists"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    expected = {
        name.replace("src/tpmcli/", "tpmcli/", 1) if name.startswith("src/") else f"tpmcli/{name}"
        for name in tracked
    }
    assert expected <= held
    assert {name for name in held - expected if not (ROOT / "src" / name).exists()} <= {
        f"tpmcli/{path.relative_to(ROOT)}" for path in (ROOT / "checklists").rglob("*.*")
    }


def test_an_installed_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """In an environment of its own, with only the libraries of this one, from another folder."""
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    scripts = environment / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / "python"
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(
        subprocess.run([python, "-c", where], check=True, capture_output=True, text=True).stdout[
            :-1
        ]
    )
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    libraries = subprocess.run(
        [sys.executable, "-c", where], check=True, capture_output=True, text=True
    ).stdout[:-1]
    # Only the libraries: a path in a .pth file does not bring that folder's own .pth files.
    (site / "libraries.pth").write_text(libraries + "\n", encoding="utf-8")
    project = tmp_path / "project"
    project.mkdir()
    tpm = [str(python), "-m", "tpmcli"]
    subprocess.run(
        [*tpm, "init", "--name", "X", "--tpm", "t@example.com", "--pm", "p@example.com"],
        cwd=project,
        check=True,
        capture_output=True,
    )
    found = subprocess.run(
        [python, "-c", "import tpmcli; print(tpmcli.__file__)"],
        cwd=project,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert Path(found[:-1]).is_relative_to(environment)
    listed = subprocess.run(
        [*tpm, "checklist", "list"], cwd=project, check=True, capture_output=True, text=True
    ).stdout
    assert "fintech" in listed
    checked = subprocess.run([*tpm, "gate", "check"], cwd=project, capture_output=True, text=True)
    assert checked.returncode == 1
    assert checked.stderr == ""
