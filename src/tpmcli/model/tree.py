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
        `limit` bytes.
        """
        ...

    def files(self) -> Sequence[str]:
        """Return every file that counts as present (tracked, or all without git), sorted."""
        ...
