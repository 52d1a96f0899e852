"""The history in git, as the automated checks ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.days import add_days, day_at
from tpmcli.repo.git import Git, open_git
from tpmcli.repo.git_time import read_seconds

UNKNOWN_DAY = "unknown"
"""The date of a commit whose date is missing, beyond the calendar or in the future."""


class GitHistory:
    """The history of revisions. Dates are UTC; commits dated in the future are left out."""

    def __init__(
        self,
        git: Git,
        today: str,
        revisions: Sequence[str] = ("HEAD",),
        *,
        prefix: str = "",
        tags_of: Git | None = None,
    ) -> None:
        """Take paths relative to the folder `prefix`, and tags of `tags_of` if given."""
        self._git = git
        self._latest = add_days(today, 1)
        self._revisions = revisions
        self._prefix = f"{prefix}/" if prefix else ""
        self._tags_of = tags_of or git

    def last_change(self, paths: Sequence[str]) -> str | None:
        """Return the date of the last commit that touches one of the paths, or None.

        `UNKNOWN_DAY` if there are such commits, and none has a date of the past.
        """
        if not paths:
            return None
        until = f"--until={self._latest}T23:59:59Z"
        told = self._last(paths, until)
        # git takes a date that it cannot read for one of the future.
        if told is None and self._last(paths) is None:
            return None
        seconds = read_seconds(told or "")
        return UNKNOWN_DAY if seconds is None else day_at(seconds)

    def _last(self, paths: Sequence[str], *options: str) -> str | None:
        """Return the committer date that git has for the last such commit, or None for none."""
        answer = self._git.run(
            "log",
            "-n1",
            *options,
            "--format=%H %ct",
            *self._revisions,
            "--",
            *(f"{self._prefix}{path}" for path in paths),
        )
        if answer.code and self._has_commit():
            raise self._git.failure(answer, ("log",))
        commit, _, seconds = answer.out.decode("ascii", "replace").strip().partition(" ")
        return seconds if answer.code == 0 and commit else None

    def _has_commit(self) -> bool:
        """Return whether there is a history: a new repository has none."""
        answer = self._git.run("rev-parse", "--verify", "--quiet", "--end-of-options", "HEAD")
        return answer.code == 0 or bool(answer.err)

    def tags(self) -> Sequence[str]:
        """Return the names of the tags that the revisions have, the newest (by creation) first."""
        # Raw and unsorted: git ends over a date that it can neither show nor sort by.
        answer = self._tags_of.run(
            "tag",
            "--list",
            *(f"--merged={revision}" for revision in self._revisions),
            "--format=%(creatordate:raw) %(refname:strip=2)",
        )
        if answer.code and self._has_commit():
            raise self._tags_of.failure(answer, ("tag",))
        found = []
        for line in answer.out.decode("utf-8", "replace").split("\n")[:-1]:
            date, _, name = line.rpartition(" ")
            seconds = read_seconds(date.partition(" ")[0])
            # One whose date is unknown is not the newest.
            found.append(((seconds is None, -(seconds or 0)), name))
        found.sort(key=lambda tag: tag[0])
        return [name for _, name in found]


def git_history(root: str, today: str) -> GitHistory | None:
    """Return the history of the repository around a folder, or None if there is none."""
    git = open_git(root)
    return GitHistory(git, today) if git is not None else None
