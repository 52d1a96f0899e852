"""What is checked out: the commit, its branch, and the files that differ from it."""

from typing import NamedTuple

from tpmcli.repo.git import Git, text_records


class Checkout(NamedTuple):
    """A commit, its branch (empty if none is checked out) and the paths changed since."""

    commit: str
    branch: str
    changed: frozenset[str]


def read_checkout(git: Git) -> Checkout | None:
    """Return what is checked out around git's folder; None if there is no commit.

    Changed are tracked files, relative to the top of the work tree.
    """
    answer = git.run("rev-parse", "--verify", "--quiet", "HEAD")
    if answer.code:
        return None
    branch = git.run("symbolic-ref", "--quiet", "--short", "HEAD").out
    # Unlike `git diff`, it writes nothing to the index where GIT_OPTIONAL_LOCKS is 0.
    status = git.run("status", "--porcelain=v1", "-z", "--untracked-files=no", "--no-renames", "--")
    return Checkout(
        answer.out.decode("ascii").strip(),
        branch.decode("utf-8", "replace").strip(),
        frozenset(record[3:] for record in text_records(status.out)),
    )
