"""Files in the order in which they were committed, whatever the times of the disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tpmcli.repo import commit_order
from tpmcli.repo.commit_order import newest_first
from tpmcli.repo.worktree import WorkTree

Run = Callable[..., str]


def order(folder: Path, *paths: str) -> list[str]:
    return newest_first(WorkTree(str(folder)), str(folder), paths)


@pytest.fixture
def committed(repository: Path, git: Run) -> Path:
    """Three files, each with a commit of its own, and times of the disk in the other order."""
    for age, name in enumerate(("one.md", "docs/two two.md", "docs/thr\u00e9e.md")):
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text(name, encoding="utf-8")
        os.utime(repository / name, (2_000_000_000 - age, 2_000_000_000 - age))
        git(repository, "add", ".")
        git(repository, "commit", "-qm", name)
    return repository


def test_the_last_commit_counts(committed: Path, git: Run) -> None:
    names = ["one.md", "docs/two two.md", "docs/thr\u00e9e.md"]
    assert order(committed, *names) == names[::-1]
    (committed / "one.md").write_text("again", encoding="utf-8")
    git(committed, "commit", "-qam", "again")
    assert order(committed, *names) == ["one.md", *names[:0:-1]]
    assert order(committed) == []


def test_files_of_one_commit_are_in_order_of_their_names(committed: Path, git: Run) -> None:
    for name in ("b.md", "a.md"):
        (committed / name).write_text(name, encoding="utf-8")
    git(committed, "add", ".")
    git(committed, "commit", "-qm", "both")
    assert order(committed, "b.md", "one.md", "a.md") == ["a.md", "b.md", "one.md"]


def test_a_file_that_was_never_committed_is_the_newest(committed: Path, git: Run) -> None:
    for age, name in enumerate(("b.md", "a.md")):
        (committed / name).write_text(name, encoding="utf-8")
        os.utime(committed / name, (1_000 - age, 1_000 - age))
    git(committed, "add", ".")
    assert order(committed, "one.md", "a.md", "b.md") == ["b.md", "a.md", "one.md"]


def test_paths_are_relative_to_the_project(committed: Path) -> None:
    names = ["two two.md", "thr\u00e9e.md"]
    assert order(committed / "docs", *names) == names[::-1]


def test_no_more_commits_are_read(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commit_order, "MAX_COMMITS", 2)
    names = ["one.md", "docs/two two.md", "docs/thr\u00e9e.md"]
    assert order(committed, *names) == names[::-1]


def test_without_git_the_disk_tells(tmp_path: Path) -> None:
    for age, name in enumerate(("a.md", "b.md")):
        (tmp_path / name).write_text(name, encoding="utf-8")
        os.utime(tmp_path / name, (1_000 + age, 1_000 + age))
    assert order(tmp_path, "a.md", "b.md") == ["b.md", "a.md"]
