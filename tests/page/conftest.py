"""A project with a bare remote, and its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from served_page import Served, serving

from world.draft import DraftWorld


@pytest.fixture
def world(tmp_path: Path) -> DraftWorld:
    """A clone of the PM, whose main is pushed."""
    return DraftWorld.begin(tmp_path)


@pytest.fixture
def served(world: DraftWorld) -> Iterator[Served]:
    """The page of that clone, opened."""
    with serving(world.context()) as found:
        # The first look begins the draft.
        assert found.ask("/").status == 200
        yield found
