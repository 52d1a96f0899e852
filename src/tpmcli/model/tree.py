"""A tree of files to evaluate, independent of where it is stored.

A work tree on disk and a tree in git's object store answer the same questions, so a plain check
and a check of a pull request share one path.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol


class EntryKind(StrEnum):
    """The kind of thing at a path."""

    FILE = "file"
    DIRECTORY = "directory"
    SYMLINK = "symlink"
    SUBMODULE = "submodule"
    OTHER = "other"


class TreeEntry(NamedTuple):
    """The thing at a path. `size` is in bytes; `tracked` is False if git does not know it."""

    kind: EntryKind
    size: int = 0
    tracked: bool = True


class NotFetchedError(Exception):
    """A file's content is in Git LFS, and was not fetched. `oid` is its SHA-256."""

    def __init__(self, path: str, oid: str) -> None:
        super().__init__(path)
        self.path = path
        self.oid = oid


class Tree(Protocol):
    """Read access to a tree of files. Paths are relative, with `/`, without `..`."""

    def entry(self, path: str) -> TreeEntry | None:
        """Return the entry at exactly this path (case included), or None.

        Links are not followed.
        """
        ...

    def read(self, path: str, limit: int) -> bytes:
        """Return the content as git would store it.

        Raises: FileNotFoundError if there is no regular file; ValueError if it is larger than
        `limit` bytes; NotFetchedError if only a pointer to it is here.
        """
        ...

    def files(self) -> Sequence[str]:
        """Return every file that counts as present (tracked, or all without git), sorted."""
        ...
