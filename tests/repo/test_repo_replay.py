"""A replay gives what `git rebase` gives, over random histories of a branch and its base."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from tpmcli.model.errors import InvalidInputError
from tpmcli.repo.comparison import Comparison
from tpmcli.repo.git import Git, GitResult
from tpmcli.repo.replay import replay

Run = Callable[..., str]
_NAMES = ("a", "b", "docs/c")
# Few lines far apart, so that changes repeat and undo one another more often than they collide.
_LINES = ("one", "two", "three")
_GAP = "\n" * 4


class _Histories:
    """A writer of random histories, in the form that `git fast-import` reads."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._marks = 0
        self.stream: list[str] = []

    @property
    def head(self) -> str:
        """The commit that was added last."""
        return f":{self._marks}"

    def grow(self, branch: str, start: str, commits: int, files: dict[str, str]) -> dict[str, str]:
        """Add commits to a branch, and return the files of its head."""
        self.stream.append(f"reset refs/heads/{branch}\n" + (f"from {start}\n" if start else ""))
        for _ in range(commits):
            self._marks += 1
            files = files | self._changes() if files else dict.fromkeys(_NAMES, _text([]))
            start = f":{self._marks}"
            self._commit(branch, files)
        return files

    def merge(self, branch: str, other: str, files: dict[str, str]) -> None:
        """Add a merge commit that has just these files."""
        self._marks += 1
        self._commit(branch, files, f"merge {other}\n")

    def _changes(self) -> dict[str, str]:
        count = self._random.choice((0, 1, 1, 1, 2))
        return {
            name: _text([line for line in _LINES if self._random.random() < 0.5])
            for name in self._random.sample(_NAMES, count)
        }

    def _commit(self, branch: str, files: dict[str, str], merge: str = "") -> None:
        self.stream.append(
            f"commit refs/heads/{branch}\nmark :{self._marks}\n"
            f"committer x <x@example.com> {self._marks} +0000\ndata 1\nx\n{merge}"
        )
        for name, text in files.items():
            self.stream.append(f"M 100644 inline {name}\ndata {len(text)}\n{text}\n")


def _text(lines: list[str]) -> str:
    return _GAP.join(line if line in lines else "-" for line in _LINES) + "\n"


class _Outcome(NamedTuple):
    """The trees that a replay and a rebase give, None for a conflict, and the tree of the merge."""

    replayed: str | None
    rebased: str | None
    merged: str


def _compare(folder: Path, git: Run, seed: int) -> _Outcome | None:
    """Return how both end for one random history; None if it cannot be merged."""
    random = Random(seed)
    folder.mkdir()
    git(folder, "init", "-q", "-b", "none", "--template=")
    histories = _Histories(random)
    first = histories.grow("main", "", 1, {})
    theirs = histories.grow("main", histories.head, random.randint(0, 3), first)
    main = histories.head
    own = histories.grow("topic", ":1", random.randint(0, 4), first)
    if random.random() < 0.3:
        both = {name: random.choice((own[name], theirs[name])) for name in _NAMES}
        histories.merge("topic", main, both)
        histories.grow("topic", histories.head, random.randint(0, 2), both)
    subprocess.run(
        ["git", "fast-import", "--quiet"],
        cwd=folder,
        input="".join(histories.stream),
        text=True,
        capture_output=True,
        check=True,
    )
    try:
        with Comparison(str(folder), "main", "topic", os.environ) as compared:
            replayed = replay(compared.git, compared.base, compared.head, compared.tree)
            merged = compared.tree
    except InvalidInputError:
        return None
    git(folder, "checkout", "-qf", "topic")
    settings = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    rebase = ("rebase", "-q", "--reapply-cherry-picks", "--empty=keep", "--force-rebase", "main")
    done = subprocess.run(["git", *settings, *rebase], cwd=folder, capture_output=True)
    rebased = None if done.returncode else git(folder, "rev-parse", "HEAD^{tree}").strip()
    return _Outcome(replayed, rebased, merged)


def _check(folder: Path, git: Run, seeds: range) -> list[_Outcome]:
    found = {seed: _compare(folder / str(seed), git, seed) for seed in seeds}
    outcomes = {seed: outcome for seed, outcome in found.items() if outcome is not None}
    differing = {
        seed: outcome for seed, outcome in outcomes.items() if outcome.replayed != outcome.rebased
    }
    assert not differing
    return list(outcomes.values())


def test_a_replay_gives_what_a_rebase_gives(tmp_path: Path, git: Run) -> None:
    outcomes = _check(tmp_path, git, range(60))
    # Each way to end is among them, or the comparison would show little.
    assert sum(outcome.replayed is None for outcome in outcomes) >= 3
    assert sum(outcome.replayed == outcome.merged for outcome in outcomes) >= 10
    assert sum(outcome.replayed not in (None, outcome.merged) for outcome in outcomes) >= 3


@pytest.mark.soak
def test_a_replay_gives_what_a_rebase_gives_at_full_size(tmp_path: Path, git: Run) -> None:
    assert len(_check(tmp_path, git, range(1_000, 3_000))) > 1_000


class _CountingGit(Git):
    """Git that counts how often it is run."""

    runs = 0

    def run(self, *args: str, data: bytes | None = None, index: str = "") -> GitResult:
        self.runs += 1
        return super().run(*args, data=data, index=index)


@pytest.mark.parametrize(
    ("touching", "runs"), [((), 5), ((7,), 5), ((3, 30), 6 + 4), ((3, 4, 5), 6 + 6)]
)
def test_only_commits_that_touch_what_the_base_changed_take_steps(
    repository: Path, git: Run, touching: tuple[int, ...], runs: int
) -> None:
    def commit(name: str, text: str) -> None:
        (repository / name).write_text(text)
        git(repository, "add", "-A")
        git(repository, "commit", "-qm", name)

    commit("a", _text([]))
    git(repository, "checkout", "-qb", "topic")
    for number in range(40):
        text = f"{number}\n{_text([])}" if number in touching else str(number)
        commit("a" if number in touching else "mine", text)
    git(repository, "checkout", "-q", "main")
    commit("a", _text([]).rstrip() + "\nend\n")
    counting = _CountingGit(str(repository))
    replay(counting, counting.resolve("main"), counting.resolve("topic"), "")
    # Two to name the ends, three to see who changed what; one for the base's tree, two for a step.
    assert counting.runs == runs
