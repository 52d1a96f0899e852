"""The bases of all cases, made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree

import pytest
from attack_world import World, copy_of, make_bases


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
