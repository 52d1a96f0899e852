"""The commits of a branch applied one by one onto the base, as a rebase does.

A merge compares the two ends of a branch with their common ancestor. A rebase applies each commit
by itself, so a commit that repeats a change of the base does nothing, and one that reverts it takes
the base's change away. The result can differ from the merge that was checked.

Git 2.38 cannot be given the base of a merge. A temporary commit that has the tree so far, and the
parent of the commits to apply as its own parent, lets git find that base by itself.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.authorship import Commit, commits_between
from tpmcli.repo.git import Git, text_records
from tpmcli.repo.merge_tree import merge_tree

# Each step runs git twice, which takes about 7 ms.
MOST_STEPS = 1_000

_WRITER = ("-c", "user.name=tpm", "-c", "user.email=tpm", "-c", "commit.gpgSign=false")
_CONFLICT = 1


class _Step(NamedTuple):
    """Commits to apply as one: what leads from `parent` to `last`. A root has no parent."""

    parent: str
    last: str


def replay(git: Git, base: str, head: str, merged: str) -> str | None:
    """Return the tree of the base with the commits of `head` applied, or None for a conflict.

    `merged` is the tree of their merge; it is returned if the two are certain to be the same.

    Raises: InvalidInputError if there are more than `MOST_STEPS` steps.
    """
    commits = commits_between(git, base, head)
    linear = all(len(commit.parents) == 1 for commit in commits)
    steps = _linear_steps(git, base, commits) if linear else _single_steps(git, commits)
    if linear and len(steps) < 2:
        return merged
    if len(steps) > MOST_STEPS:
        hint = Hint(Remedy.SQUASH_OR_MERGE_WAYS)
        raise InvalidInputError(
            [Problem(Flaw.TOO_MANY_TO_REPLAY, (len(steps), MOST_STEPS), hint=hint)]
        )
    tree: str | None = git.resolve(base, "tree")
    for step in steps:
        if tree is not None:
            tree = _apply(git, tree, step)
    return tree


def changed_paths(git: Git, before: str, after: str) -> frozenset[str]:
    """Return the paths at which two trees (or commits) differ."""
    out = git.output("diff-tree", "-r", "-z", "--name-only", "--no-renames", before, after)
    return frozenset(text_records(out))


def _linear_steps(git: Git, base: str, commits: Sequence[Commit]) -> list[_Step]:
    """Return the steps of a branch without merge commits.

    A path that the base did not change meanwhile takes what the branch has. So commits can be
    applied together as long as only one of them changes other paths; a single step is the merge.
    """
    start = commits[0].parents[0] if commits else base
    moved = changed_paths(git, start, base) if start != base else frozenset()
    steps: list[_Step] = []
    overlapped = False
    for commit, paths in _changes(git, commits) if moved else ():
        overlaps = not moved.isdisjoint(paths)
        if not steps or (overlaps and overlapped):
            steps.append(_Step(commit.parents[0], commit.id))
            overlapped = overlaps
        else:
            steps[-1] = steps[-1]._replace(last=commit.id)
            overlapped = overlapped or overlaps
    return steps


def _single_steps(git: Git, commits: Sequence[Commit]) -> list[_Step]:
    """Return a step for each commit that is no merge; a rebase leaves merge commits out."""
    return [
        _Step(commit.parents[0] if commit.parents else "", commit.id)
        for commit, _ in _changes(git, commits)
    ]


def _changes(git: Git, commits: Sequence[Commit]) -> Iterator[tuple[Commit, set[str]]]:
    """Yield commits that change something, merges left out, with the changed paths."""
    single = {commit.id: commit for commit in commits if len(commit.parents) < 2}
    listed = "".join(f"{commit}\n" for commit in single)
    out = git.output(
        *("diff-tree", "--stdin", "--root", "-r", "-z", "--raw", "--no-renames"),
        data=listed.encode("ascii"),
    )
    records = text_records(out)
    commit: Commit | None = None
    paths: set[str] = set()
    for record in records:
        # A path stands behind a record that begins with a colon, so it is not taken for a commit.
        if record.startswith(":"):
            paths.add(next(records))
            continue
        if commit is not None:
            yield commit, paths
        commit, paths = single[record], set()
    if commit is not None:
        yield commit, paths


def _apply(git: Git, tree: str, step: _Step) -> str | None:
    """Return the tree after one step, or None for a conflict."""
    parent, last = step
    if not parent:
        empty = git.output("hash-object", "-t", "tree", "-w", "--stdin").decode("ascii").strip()
        parent = _commit(git, empty)
        last = _commit(git, git.resolve(last, "tree"), parent)
    ours = _commit(git, tree, parent)
    answer = merge_tree(git, ours, last)
    if answer.code == _CONFLICT:
        return None
    if answer.code:
        raise git.failure(answer, ("merge-tree",))
    return next(text_records(answer.out))


def _commit(git: Git, tree: str, parent: str = "") -> str:
    """Return a temporary commit of a tree."""
    of_parent = ("-p", parent) if parent else ()
    out = git.output(*_WRITER, "commit-tree", "-m", "replayed", *of_parent, tree)
    return out.decode("ascii").strip()
