"""Repositories for the acceptance tests."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from real_repository import Repository

CLEAN_SCAN = """{"version": "2.1.0", "runs": [
  {"tool": {"driver": {"name": "scanner", "rules": []}}, "results": []}]}
"""


@pytest.fixture
def command() -> list[str]:
    """How the command is started: the one installed in this environment."""
    return [sys.executable, "-m", "tpmcli.cli.main"]


@pytest.fixture
def make_repository(tmp_path: Path, command: list[str]) -> Callable[[str], Repository]:
    """Makes a repository of that name with one piece of evidence in it."""

    def make(name: str = "repository") -> Repository:
        repository = Repository(tmp_path / name, command)
        repository.write("docs/evidence.md", "# Evidence\n\nIt was tried, and it works.\n")
        # A machine looks at these itself, whatever people answer.
        repository.write("reports/secrets.sarif", CLEAN_SCAN)
        repository.commit("begin")
        return repository

    return make


@pytest.fixture
def repository(make_repository: Callable[[str], Repository]) -> Repository:
    """A repository without a project."""
    return make_repository("repository")


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Repository], Path]:
    """Sets a project up in a copy of a repository, once for each command; setting one up takes far
    longer than copying it.
    """
    made: dict[tuple[str, ...], Path] = {}

    def of(repository: Repository) -> Path:
        key = tuple(repository.command)
        if key not in made:
            folder = tmp_path_factory.mktemp("set-up") / "repository"
            shutil.copytree(repository.root, folder, symlinks=True)
            copy = Repository(folder, repository.command)
            copy.init()
            copy.commit("set tpm up")
            made[key] = folder
        return made[key]

    return of


@pytest.fixture
def project(repository: Repository, set_up: Callable[[Repository], Path]) -> Repository:
    """A repository with a project of the standard lifecycle."""
    prepared = set_up(repository)
    shutil.rmtree(repository.root)
    shutil.copytree(prepared, repository.root, symlinks=True)
    return repository
