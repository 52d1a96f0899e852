"""Two states of a repository to compare: a base, and the tree after the merge.

Everything is read from git's objects, through a temporary repository (`temporary.py`), which also
receives the objects that a merge makes.
"""

from collections.abc import Mapping
from types import TracebackType
from typing import Self

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.discover import FOLDER
from tpmcli.repo.git import Git, GitResult, text_records
from tpmcli.repo.git_time import read_seconds
from tpmcli.repo.gittree import BlobReader, GitTree
from tpmcli.repo.merge_tree import merge_tree
from tpmcli.repo.replay import replay
from tpmcli.repo.revisions import (
    check_revision,
    head_commit,
    place,
    refuse_shallow,
    unambiguous,
)
from tpmcli.repo.temporary import TemporaryRepository

_UNKNOWN_OPTION = 129
# Stands for a tree that was not asked for yet.
_UNKNOWN = ""
_RECORD = f"/{FOLDER}/project.yaml"
# How many files in conflict are named.
_SHOWN = 5


class Comparison:
    """A base commit, a head commit and the tree that merging them gives.

    `entries_head` is the head of the commits that introduced the entries: in a merge queue the
    pull request's, since the queue's own commit may be a squashed one. A context manager: leaving
    it ends git and removes the temporary repository.
    """

    def __init__(
        self,
        folder: str,
        against: str,
        head: str,
        env: Mapping[str, str],
        entries_from: str = "",
    ) -> None:
        """Take the revisions to compare; `entries_from` is the head of the commits to attribute.

        Raises: UsageError for a revision that is an option; InvalidInputError, with the fix, if
        there is nothing to compare: no repository, a shallow clone, a missing revision, a merge in
        conflict.
        """
        named = {"--against": against, "--head": head, "--entries-from": entries_from or head}
        for option, revision in named.items():
            check_revision(option, revision)
        self.user_git, self.folder = place(folder, env)
        refuse_shallow(self.user_git)
        self.base = self.user_git.resolve(unambiguous(self.user_git, "--against", against))
        self.head = head_commit(self.user_git, unambiguous(self.user_git, "--head", head))
        self.entries_head = self.head
        if entries_from:
            revision = unambiguous(self.user_git, "--entries-from", entries_from)
            self.entries_head = self.user_git.resolve(revision)
        self.against = against
        self._temporary = TemporaryRepository(self.user_git, self.base, env)
        self.git = self._temporary.git
        self._trees: dict[tuple[str, str], GitTree] = {}
        self._replayed: str | None = _UNKNOWN
        self._reader = BlobReader(self.git)
        try:
            self.tree = _merge(self.git, self.base, self.head, against)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End git and remove the temporary repository."""
        self._reader.close()
        self._temporary.remove()

    def base_tree(self, prefix: str = "") -> GitTree:
        """Return the files of the base below a folder."""
        return self._open(self.base, prefix)

    def result_tree(self, prefix: str = "") -> GitTree:
        """Return the files below a folder after the merge."""
        return self._open(self.tree, prefix)

    @property
    def in_queue(self) -> bool:
        """Whether the head is the commit of a merge queue, which becomes the base as it is."""
        return self.entries_head != self.head

    def replayed_tree(self) -> str | None:
        """Return the tree that a rebase of the branch gives, or None if that conflicts.

        Raises: InvalidInputError if there are too many commits.
        """
        if self._replayed == _UNKNOWN:
            self._replayed = replay(self.git, self.base, self.head, self.tree)
        return self._replayed

    def tree_at(self, commit: str, prefix: str = "") -> GitTree:
        """Return the files of a commit below a folder."""
        return self._open(commit, prefix)

    def touched(self, folder: str, most: int) -> list[str]:
        """Return at most `most` commits of the base that touch a folder, the newest first."""
        out = self.git.output("log", f"-n{most}", "--format=%H", self.base, "--", folder)
        return out.decode("ascii").split()

    def base_time(self) -> int | None:
        """Return the commit date of the base in seconds since 1970; None if it is unknown."""
        out = self.git.output("log", "-1", "--format=%ct", self.base)
        return read_seconds(out.decode("ascii", "replace"))

    def scratch(self, name: str, content: bytes) -> str:
        """Return the path of a temporary file with this content, removed after the comparison."""
        return self._temporary.write(name, content)

    def _open(self, treeish: str, prefix: str) -> GitTree:
        """Return the tree, always the same one, since git lists it once."""
        if (treeish, prefix) not in self._trees:
            self._trees[treeish, prefix] = GitTree(
                self.git, treeish, prefix, self._reader, lfs_of=self.user_git
            )
        return self._trees[treeish, prefix]


def _merge(git: Git, base: str, head: str, against: str) -> str:
    """Return the tree of merging `head` into `base`."""
    answer = merge_tree(git, base, head)
    if answer.code == 0:
        return next(text_records(answer.out))
    if answer.code == 1:
        files = list(text_records(answer.out))[1:]
        raise InvalidInputError([_conflict(files, against)])
    raise _merge_error(git, answer, against)


def _conflict(files: list[str], against: str) -> Problem:
    own = any(f"/{name}".endswith(_RECORD) for name in files)
    hint = Hint(Remedy.RESOLVE_MERGE_OF_RECORD if own else Remedy.RESOLVE_MERGE, (against,))
    first, more = tuple(files[:_SHOWN]), len(files) - _SHOWN
    if more > 0:
        return Problem(Flaw.MERGE_CONFLICTS_IN_MANY, (against, first, more), hint=hint)
    return Problem(Flaw.MERGE_CONFLICTS, (against, first), hint=hint)


def _merge_error(git: Git, answer: GitResult, against: str) -> Exception:
    if answer.code == _UNKNOWN_OPTION or "unknown option" in answer.err:
        hint = Hint(Remedy.NEWER_GIT)
        return InvalidInputError([Problem(Flaw.GIT_TOO_OLD_FOR_AGAINST, hint=hint)])
    if "unrelated histories" in answer.err:
        return InvalidInputError(
            [Problem(Flaw.UNRELATED, (against,), hint=Hint(Remedy.FETCH_HISTORY))]
        )
    return git.failure(answer, ("merge-tree",))
