"""Dates of git, whatever somebody wrote there."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tpmcli.model.days import day_at
from tpmcli.repo.file_history import versions
from tpmcli.repo.git import Git
from tpmcli.repo.git_time import read_seconds
from tpmcli.repo.history import UNKNOWN_DAY, GitHistory

Run = Callable[..., str]
BEYOND = "253402300800 +0000"
ODD = (BEYOND, "99999999999999999999999 +0000", "18446744073709551615 +0000", "-5 +0000", "")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        (" 1795893540\n", 1795893540),
        ("-1", -1),
        ("-62135596800", -62135596800),
        ("253402300799", 253402300799),
        ("253402300800", None),
        ("-62135596801", None),
        ("9" * 5000, None),
        ("", None),
        ("-", None),
        ("1.5", None),
        ("²", None),
        ("٣", None),
    ],
)
def test_seconds_of_the_calendar_alone_are_known(text: str, seconds: int | None) -> None:
    assert read_seconds(text) == seconds


def test_every_known_second_has_a_date() -> None:
    assert day_at(-62135596800) == "0001-01-01"
    assert day_at(253402300799) == "9999-12-31"


def _object(folder: Path, git: Run, kind: str, text: str) -> str:
    file = folder.parent / "object"
    file.write_text(text, encoding="utf-8")
    return git(folder, "hash-object", "-t", kind, "-w", "--literally", str(file))


def _commit(folder: Path, git: Run, date: str) -> str:
    git(folder, "add", "-A")
    tree = git(folder, "write-tree")
    parent = subprocess.run(
        ["git", "rev-parse", "-q", "--verify", "HEAD"], cwd=folder, capture_output=True, text=True
    ).stdout
    above = f"parent {parent.strip()}\n" if parent else ""
    person = f"a <a@example.com> {date}"
    text = f"tree {tree}\n{above}author {person}\ncommitter {person}\n\nm\n"
    commit = _object(folder, git, "commit", text)
    git(folder, "update-ref", "refs/heads/main", commit)
    return commit


@pytest.mark.parametrize("date", ODD)
def test_the_last_change_has_no_invented_date(repository: Path, git: Run, date: str) -> None:
    (repository / "a.md").write_text("a")
    _commit(repository, git, date)
    history = GitHistory(Git(str(repository)), "2026-11-22")
    assert history.last_change(["a.md"]) == UNKNOWN_DAY
    assert history.last_change(["b.md"]) is None


def test_the_last_change_with_a_date_of_the_past_counts(repository: Path, git: Run) -> None:
    for date in ("1767225600 +0000", BEYOND):
        (repository / "a.md").write_text(date)
        _commit(repository, git, date)
    assert GitHistory(Git(str(repository)), "2026-11-22").last_change(["a.md"]) == "2026-01-01"


def test_a_tag_without_a_date_is_not_the_newest(repository: Path, git: Run) -> None:
    (repository / "a.md").write_text("a")
    commit = _commit(repository, git, "1767225600 +0000")
    git(repository, "tag", "light")
    dated = {"older": "1700000000 +0000", "newer": "1780000000 +0000"}
    for name, date in {**dated, **{f"z{at}": date for at, date in enumerate(ODD)}}.items():
        text = f"object {commit}\ntype commit\ntag {name}\ntagger a <a@example.com> {date}\n\nm\n"
        git(repository, "update-ref", f"refs/tags/{name}", _object(repository, git, "tag", text))
    tags = GitHistory(Git(str(repository)), "2026-11-22").tags()
    assert list(tags)[:3] == ["newer", "light", "older"]
    assert len(tags) == 3 + len(ODD)


def test_a_tag_that_the_commit_does_not_have_is_none_of_its_own(repository: Path, git: Run) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", "one")
    git(repository, "tag", "v1")
    git(repository, "checkout", "-q", "-b", "side")
    git(repository, "commit", "-q", "--allow-empty", "-m", "two")
    git(repository, "tag", "v2")
    git(repository, "checkout", "-q", "main")
    both = Git(str(repository))
    assert GitHistory(both, "2026-11-22").tags() == ["v1"]
    assert sorted(GitHistory(both, "2026-11-22", ("main", "side")).tags()) == ["v1", "v2"]


def test_a_repository_without_a_commit_has_no_tags(tmp_path: Path, git: Run) -> None:
    git(tmp_path, "init", "-q")
    assert GitHistory(Git(str(tmp_path)), "2026-11-22").tags() == []


@pytest.mark.parametrize("date", ODD)
def test_a_version_without_a_date_is_told(repository: Path, git: Run, date: str) -> None:
    (repository / "a.md").write_text("a")
    commit = _commit(repository, git, date)
    (found,) = versions(Git(str(repository)), ["a.md"])
    assert (found.commit, found.time) == (commit, None)
