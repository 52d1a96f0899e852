"""The history in git, as the automated checks ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.days import add_days
from tpmcli.repo.git import Git, open_git


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
        """Return the date of the last commit that touches one of the paths, or None."""
        if not paths:
            return None
        answer = self._git.run(
            "log",
            "-n1",
            f"--until={self._latest}T23:59:59Z",
            "--format=%cd",
            "--date=format-local:%Y-%m-%d",
            *self._revisions,
            "--",
            *(f"{self._prefix}{path}" for path in paths),
        )
        return answer.out.decode("ascii", "replace").strip() or None if answer.code == 0 else None

    def tags(self) -> Sequence[str]:
        """Return the names of all tags, the newest (by creation) first."""
        out = self._tags_of.output("tag", "--list", "--sort=-creatordate")
        return out.decode("utf-8", "replace").split("\n")[:-1]


def git_history(root: str, today: str) -> GitHistory | None:
    """Return the history of the repository around a folder, or None if there is none."""
    git = open_git(root)
    return GitHistory(git, today) if git is not None else None
