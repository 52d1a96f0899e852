"""The bases of all cases, made once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree

import pytest
from attack_world import World, copy_of, make_bases


@pytest.fixture(autouse=True, scope="session")
def _clean_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No configuration of whoever runs the tests, and a cache of its own."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("GIT_", "TPM_"))]:
            patch.delenv(name)
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        patch.setenv("XDG_CONFIG_HOME", str(home / "config"))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        yield


@pytest.fixture(scope="session")
def bases(once: Callable[..., Path]) -> Path:
    return once("attacks", make_bases)


@pytest.fixture
def world_at(
    bases: Path, tmp_path: Path, checklists_read_once: None
) -> Iterator[Callable[[str], World]]:
    """A world whose main stands at a state. It is removed at once: there are hundreds."""
    yield lambda state: copy_of(bases, tmp_path / "repository", state)
    rmtree(tmp_path / "repository", ignore_errors=True)
