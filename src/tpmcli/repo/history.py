"""What git knows of the past, as the automated checks ask it."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.days import add_days
from tpmcli.repo.git import Git, open_git


class GitHistory:
    """The history of revisions. Days are UTC; commits dated in the future are left out."""

    def __init__(
        self,
        git: Git,
        today: str,
        revisions: Sequence[str] = ("HEAD",),
        *,
        prefix: str = "",
        tags_of: Git | None = None,
    ) -> None:
        """Paths are relative to the folder `prefix`; tags are those of `tags_of`, where given."""
        self._git = git
        self._latest = add_days(today, 1)
        self._revisions = revisions
        self._prefix = f"{prefix}/" if prefix else ""
        self._tags_of = tags_of or git

    def last_change(self, paths: Sequence[str]) -> str | None:
        """The day of the last commit that touches one of the paths, None where none does."""
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
        """The names of all tags, the newest (by creation) first."""
        out = self._tags_of.output("tag", "--list", "--sort=-creatordate")
        return out.decode("utf-8", "replace").split("\n")[:-1]


def git_history(root: str, today: str) -> GitHistory | None:
    """The history of the repository around a folder, or None where there is none."""
    git = open_git(root)
    return GitHistory(git, today) if git is not None else None
