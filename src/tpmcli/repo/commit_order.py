"""The order in which files were committed.

The times of the disk do not tell it: a clone sets each to the moment at which it was made.
"""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.repo.content import ProjectTree
from tpmcli.repo.git import open_git

# Files that none of so many commits touched count as the oldest.
MAX_COMMITS = 5_000


def newest_first(tree: ProjectTree, root: str, paths: Sequence[str]) -> list[str]:
    """Return the files, the one that was committed last first; those of one commit by name.

    Files that were never committed come first, and then, as without git, the times of the disk
    count. `root` is the folder on disk to which the paths are relative.
    """
    commits, by_commit = _by_commit(root, paths)
    unseen = 0 if commits < MAX_COMMITS else MAX_COMMITS + 1

    def place(path: str) -> tuple[int, float, str]:
        number = by_commit.get(path)
        return (unseen, -tree.modified(path), path) if number is None else (number, 0.0, path)

    return sorted(paths, key=place)


def _by_commit(root: str, paths: Sequence[str]) -> tuple[int, dict[str, int]]:
    """Return how many commits touch the files, and the last one to each: 1 is the newest."""
    git = open_git(root) if root and paths else None
    if git is None:
        return 0, {}
    answer = git.run(
        "log", f"-n{MAX_COMMITS}", "-z", "--name-only", "--relative", "--format=%x00", "--", *paths
    )
    found: dict[str, int] = {}
    number = 0
    for record in answer.out.decode("utf-8", "replace").split("\0"):
        # The first name of each commit stands behind a line end.
        number += record.startswith("\n")
        if record:
            found.setdefault(record.removeprefix("\n"), number)
    return number, found
