"""Projects for the tests of the use cases."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_project import NOW, Small


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch: pytest.MonkeyPatch, checklists_read_once: None) -> None:
    """Waiting for the disk shows nothing here; the tests of the save itself hold it to that."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture(scope="session")
def begun(once: Callable[..., Path]) -> Path:
    """A repository made once, to be copied: starting git takes longer than most tests."""
    return once("kettle", lambda folder: Small.make(folder / "kettle")) / "kettle"


@pytest.fixture
def bare(begun: Path, tmp_path: Path) -> Small:
    """A repository with checklists and evidence, without a project."""
    return Small(Path(shutil.copytree(begun, tmp_path / "kettle")), NOW)


@pytest.fixture
def small(bare: Small) -> Small:
    """A project at its very beginning."""
    bare.init()
    return bare
