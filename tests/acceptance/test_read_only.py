"""Looking changes nothing: every command that reads works where nothing can be written.

The checkout is made read-only for this process too: permissions do not bind the superuser, who
runs tests in containers, so the child gives that right up before it starts.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import typer

from clean_machine import give_up_superuser_rights
from tpmcli.cli.tree import app
from world.command import Repository, Run
from world.files import clean_env
from world.people import PM, TPM

SPIKES = "feasibility.unknowns-spiked"
READING: dict[str, list[list[str]]] = {
    "status": [[], ["--format", "json"]],
    "next": [[]],
    "why": [[SPIKES]],
    "gate check": [
        [],
        ["--format", "json"],
        ["feasibility", "--format", "sarif"],
        ["--through", "requirements"],
        ["--decided"],
        ["--against", "HEAD"],
        ["--all-projects"],
    ],
    "gate list": [[]],
    "checks list": [[]],
    "evidence find": [[SPIKES]],
    "lint": [[]],
    "checklist list": [[]],
    "checklist show": [["feasibility"]],
    "schema": [["project"]],
    "log": [[]],
    "due": [[], ["--format", "json"]],
    "explain": [[], ["not-met", "--format", "json"]],
    "report": [[], ["feasibility", "--format", "markdown"]],
    "doctor": [[]],
    "portfolio": [["."]],
    "people": [[], ["--format", "json"]],
    "export answers": [["--output", "-", "--format", name] for name in ("csv", "markdown")],
}
WRITING = {
    *("init", "walk", "answer", "waive", "sign", "start", "sync", "merge", "serve"),
    *("gate decide", "gate close", "checks run", "evidence new", "evidence move"),
    *("checklist new", "checklist import", "checklist export", "ci init"),
    "import answers",
}


def commands() -> set[str]:
    """Every command of the tree, with its group."""
    tree: Any = typer.main.get_command(app)
    found = set()
    for name, command in tree.commands.items():
        below = getattr(command, "commands", None)
        found |= {f"{name} {inner}" for inner in below} if below else {name}
    return found


def test_every_command_is_known_to_read_or_to_write() -> None:
    assert commands() <= READING.keys() | WRITING


def listing(folder: Path) -> dict[str, tuple[Any, ...]]:
    """All that stands in a folder: kind and mode, size, content, and every time but the last look
    at it. Of git's objects not even the times: git renews the age of one that it is asked to write
    and that is there already, so that no clearing up takes it away.
    """
    found: dict[str, tuple[Any, ...]] = {}
    for path in [folder, *sorted(folder.rglob("*"))]:
        status = path.lstat()
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        name = str(path.relative_to(folder))
        is_object = name.startswith(".git/objects/") and path.is_file()
        times = () if is_object else (status.st_mtime_ns, status.st_ctime_ns)
        found[name] = (status.st_mode, status.st_size, content, times)
    return found


@pytest.fixture
def settled(project: Repository) -> Repository:
    """A project in its second phase, with a file that git would like to look at again."""
    project.answer_all("feasibility")
    project.sign_both("feasibility")
    project.ok("gate", "decide", "feasibility", "go", "--reason", "on", "--as", PM)
    project.commit("feasibility")
    later = (project.root / "docs/evidence.md").stat().st_mtime + 60
    os.utime(project.root / "docs/evidence.md", (later, later))
    return project


def _calls() -> list[list[str]]:
    there = commands()
    return [
        [*name.split(), *options]
        for name, calls in READING.items()
        if name in there
        for options in calls
    ]


def test_the_listing_sees_what_git_itself_leaves(settled: Repository) -> None:
    """`git status` writes what it found into the index; a check that cannot see it is blind."""
    before = listing(settled.root)
    settled.git("status")
    assert listing(settled.root) != before


def run_bound(repository: Repository, words: list[str], env: dict[str, str]) -> Run:
    """Runs `tpm` as somebody whom permissions bind."""
    done = subprocess.run(
        [*repository.command, *words],
        cwd=repository.root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=env,
        preexec_fn=give_up_superuser_rights,
    )
    return Run(done.returncode, done.stdout, done.stderr)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Nothing below the folder may be written."""
    paths = [folder, *folder.rglob("*")]
    modes = {path: path.lstat().st_mode for path in paths if not path.is_symlink()}
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    try:
        probe = subprocess.run(
            ["/bin/sh", "-c", "echo x > probe"],
            cwd=folder,
            capture_output=True,
            preexec_fn=give_up_superuser_rights,
        )
        if probe.returncode == 0:
            pytest.skip("permissions do not bind this user")
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_reading_works_where_nothing_can_be_written_and_leaves_nothing_where_it_can(
    settled: Repository, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    there = {"HOME": str(home), "XDG_CACHE_HOME": str(home), "TMPDIR": str(home)}
    said = {}
    before = listing(settled.root)
    for words in _calls():
        done = said[tuple(words)] = settled.run(*words, env=there)
        assert done.code in (0, 1), (words, done.out, done.err)
        assert listing(settled.root) == before, words
        assert list(home.iterdir()) == [], words
    nowhere = {**clean_env(), "HOME": "/nonexistent", "TMPDIR": "/nonexistent"}
    with _locked(settled.root):
        before = listing(settled.root)
        for words in _calls():
            assert run_bound(settled, words, nowhere) == said[tuple(words)], words
        refused = run_bound(settled, ["answer", SPIKES, "not-met", "--as", TPM], nowhere)
        assert refused.code == 4, refused
        assert listing(settled.root) == before
    record_property("commands", len(_calls()))


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_checking_runs_git_and_nothing_else(settled: Repository, tmp_path: Path) -> None:
    log = tmp_path / "log"
    for words in (["gate", "check"], ["status"], ["why", SPIKES], ["due"], ["report"]):
        subprocess.run(
            ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=execve", *settled.command, *words],
            cwd=settled.root,
            capture_output=True,
            env=clean_env(),
            check=False,
        )
        started = {
            os.path.basename(line.split('"')[1])
            for line in log.read_text(errors="replace").splitlines()
            if "execve(" in line and line.rstrip().endswith("= 0")
        }
        assert started <= {os.path.basename(sys.executable), "git"}, (words, started)
        assert started >= {os.path.basename(sys.executable)}
