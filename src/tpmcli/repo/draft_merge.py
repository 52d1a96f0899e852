"""Merging another commit into a draft, without its files: git's merge, with some paths replaced."""

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from tpmcli.repo.conflict_stages import Stages
from tpmcli.repo.draft_commit import commit_tree
from tpmcli.repo.draft_tree import DraftTree, Step
from tpmcli.repo.git import Git

Replacement = bytes | str | None


class MergedTree(NamedTuple):
    """What git merged: the tree, and the paths that it could not merge, from the top."""

    tree: str
    conflicts: tuple[str, ...]


def merge_commits(git: Git, ours: str, theirs: str) -> MergedTree:
    """Merge two commits and return the tree; nothing but objects is written.

    Raises: as `Git.failure`, if they have nothing in common or git is too old.
    """
    words = ("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, theirs)
    done = git.run(*words)
    if done.code not in (0, 1):
        raise git.failure(done, words)
    tree, *paths = done.out.decode("utf-8", "surrogateescape").split("\0")
    return MergedTree(tree, tuple(dict.fromkeys(filter(None, paths))))


def three_versions(git: Git, base: str, ours: str, theirs: str, path: str) -> Stages:
    """Return a file, relative to git's folder, in three commits."""

    def content(commit: str) -> bytes | None:
        done = git.run("cat-file", "blob", f"{commit}:./{path}") if commit else None
        return done.out if done is not None and done.code == 0 else None

    return Stages(content(base), content(ours), content(theirs))


def commit_merge(
    tree: DraftTree,
    merged: str,
    replaced: Mapping[str, Replacement],
    message: str,
    parents: tuple[str, str],
) -> str:
    """Commit a merged tree with some files replaced, move the draft to it, and return its id.

    `replaced` are contents by path from the top, or entries as `tree_entry` gives them; None for
    a file that is gone.
    """
    git, index = tree.git, os.path.join(tree.git_dir, "tpm-merge-index")
    with suppress(FileNotFoundError):
        os.unlink(index)
    try:
        git.output("read-tree", merged, index=index)
        entries = "".join(_entry(git, path, data) for path, data in replaced.items())
        git.output(
            *("update-index", "-z", "--index-info"),
            data=entries.encode("utf-8", "surrogateescape"),
            index=index,
        )
        made = git.output("write-tree", index=index).decode("ascii").strip()
    finally:
        with suppress(OSError):
            os.unlink(index)
    # From here on the last commit decides about the files.
    tree.begin(Step("move"))
    commit = commit_tree(tree, made, message, parents)
    tree.reset()
    tree.end()
    return commit


def tree_entry(git: Git, commit: str, path: str) -> str | None:
    """Return the mode and the object of a path from the top in a commit; None if absent."""
    out = git.output("ls-tree", "-z", "--full-tree", commit, "--", path)
    words = out.decode("utf-8", "surrogateescape").partition("\t")[0].split()
    return f"{words[0]} {words[2]}" if len(words) == 3 else None


def _entry(git: Git, path: str, data: Replacement) -> str:
    if data is None:
        return f"0 {'0' * 40}\t{path}\0"
    if isinstance(data, str):
        return f"{data}\t{path}\0"
    object_id = git.output("hash-object", "-w", "--stdin", data=data).decode("ascii").strip()
    return f"100644 {object_id}\t{path}\0"
