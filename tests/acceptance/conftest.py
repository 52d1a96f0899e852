"""Repositories for the acceptance tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree

import pytest
from attack_world import make_bases
from fix_follow import Shell
from fix_worlds import Begin, FixWorld, copied, standing_clock

from world.command import COMMAND, Repository


@pytest.fixture
def command() -> list[str]:
    """How the command is started: the one installed in this environment."""
    return COMMAND


@pytest.fixture(scope="session")
def begun(once: Callable[..., Path]) -> Path:
    """A repository without a project, to be copied."""
    return once("begun", lambda folder: Repository.begin(folder / "repository")) / "repository"


@pytest.fixture
def make_repository(begun: Path, tmp_path: Path, command: list[str]) -> Callable[[str], Repository]:
    """Makes a repository of that name with one piece of evidence in it."""

    def make(name: str = "repository") -> Repository:
        return Repository.copy(begun, tmp_path / name, command)

    return make


@pytest.fixture
def repository(make_repository: Callable[[str], Repository]) -> Repository:
    """A repository without a project."""
    return make_repository("repository")


@pytest.fixture(scope="session")
def set_up(once: Callable[..., Path]) -> Path:
    """A copy of the repository in which a project was set up; setting one up takes far longer than
    copying it.
    """

    def fill(folder: Path) -> None:
        made = Repository.begin(folder / "repository")
        made.init()
        made.commit("set tpm up")
        made.pack()

    return once("set-up", fill) / "repository"


@pytest.fixture
def project(
    set_up: Path, tmp_path: Path, command: list[str], checklists_read_once: None
) -> Repository:
    """A repository with a project of the standard lifecycle."""
    return Repository.copy(set_up, tmp_path / "repository", command)


@pytest.fixture(scope="session")
def bases(once: Callable[..., Path]) -> Path:
    return once("attacks", make_bases)


@pytest.fixture
def begin(bases: Path, tmp_path: Path, checklists_read_once: None) -> Iterator[Begin]:
    """Begins a world, and removes it at once."""

    def made(state: str, name: str = "repository", project: str = "") -> FixWorld:
        (tmp_path / "made").mkdir()
        return copied(bases, tmp_path / "made" / name, state, project)

    with standing_clock():
        yield made
    rmtree(tmp_path / "made")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)
