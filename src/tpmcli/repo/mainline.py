"""The commits that a branch took in, one after the other: its first parents.

What a platform merges is one such commit, whichever way it merges.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tpmcli.model.days import day_at
from tpmcli.repo.git import Git
from tpmcli.repo.git_time import read_seconds

# So many commits of a branch are searched for those that touch a path.
_SEARCHED = 2_000


class MainlineCommit(NamedTuple):
    """A commit of a branch. `day` is that of its committer (UTC), empty beyond the calendar."""

    id: str
    parents: tuple[str, ...]
    day: str
    author: str


class Mainline(NamedTuple):
    """Commits of a branch, the newest first. `complete`: there is none before them."""

    commits: tuple[MainlineCommit, ...]
    complete: bool


def mainline(git: Git, start: str, paths: Sequence[str], most: int) -> Mainline:
    """Return at most `most` commits of the branch at `start` that touch one of the paths.

    Without paths all of them count. The search is bounded, however long the branch is.
    """
    older = git.output("rev-list", "--first-parent", f"--skip={_SEARCHED}", "-n1", start)
    before = [f"^{older.decode('ascii').strip()}"] if older.strip() else []
    out = git.output(
        "log",
        "-z",
        "--first-parent",
        "--no-mailmap",
        f"-n{most}",
        "--format=%H%n%P%n%ct%n%ae",
        start,
        *before,
        "--",
        *paths,
    )
    found = []
    for record in out.decode("utf-8", "replace").split("\0"):
        if record.strip():
            commit, parents, seconds, author = record.split("\n", 3)
            parent_ids = tuple(parents.split())
            found.append(MainlineCommit(commit.strip(), parent_ids, _day(seconds), author.strip()))
    complete = len(found) < most and not before and not git.is_shallow()
    return Mainline(tuple(found), complete)


def _day(seconds: str) -> str:
    known = read_seconds(seconds)
    return "" if known is None else day_at(known)
