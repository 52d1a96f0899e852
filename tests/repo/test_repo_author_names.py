"""Names of people from git and `.mailmap`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tpmcli.repo.author_names import author_names
from tpmcli.repo.git import Git

Run = Callable[..., str]


def commit(git: Run, folder: Path, name: str, email: str) -> None:
    author = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email}
    git(folder, "commit", "-q", "--allow-empty", "-m", "x", **author)


def test_a_repository_without_a_commit(repository: Path) -> None:
    assert author_names(Git(str(repository))) == {}


def test_the_newest_name_counts(repository: Path, git: Run) -> None:
    commit(git, repository, "Samuel", "Sam@example.com")
    commit(git, repository, "Sam", "sam@example.com")
    commit(git, repository, "<script\u202e", "eve@example.com")
    assert author_names(Git(str(repository))) == {
        "sam@example.com": "Sam",
        "eve@example.com": "script\u202e",
    }


def test_the_mailmap_counts_for_both_addresses(repository: Path, git: Run) -> None:
    commit(git, repository, "sp", "sp@old.example")
    (repository / ".mailmap").write_text("Sam Poe <sam@example.com> <sp@old.example>\n")
    assert author_names(Git(str(repository))) == {
        "sp@old.example": "Sam Poe",
        "sam@example.com": "Sam Poe",
    }


def test_the_search_is_bounded(repository: Path, git: Run) -> None:
    for name in ("a", "b", "c"):
        commit(git, repository, name, f"{name}@example.com")
    assert list(author_names(Git(str(repository)), 2)) == ["c@example.com", "b@example.com"]
