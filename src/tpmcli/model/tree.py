"""The files that are judged, wherever they come from.

A work tree on disk and a tree in git's object store answer the same questions, so a plain check
and one that judges a pull request share one path.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from tpmcli.model.tuples import NamedTuple


class EntryKind(StrEnum):
    """What stands at a path."""

    FILE = "file"
    DIRECTORY = "directory"
    SYMLINK = "symlink"
    SUBMODULE = "submodule"
    OTHER = "other"


class TreeEntry(NamedTuple):
    """What stands at a path. ``size`` in bytes; ``tracked`` False where git does not know it."""

    kind: EntryKind
    size: int = 0
    tracked: bool = True


class Tree(Protocol):
    """Read access to a tree of files. Paths are relative, with ``/``, without ``..``."""

    def entry(self, path: str) -> TreeEntry | None:
        """What stands at exactly this path (case included), or None. Links are not followed."""
        ...

    def read(self, path: str, limit: int) -> bytes:
        """The content as git would store it.

        Raises FileNotFoundError where there is no regular file, and ValueError where it is larger
        than `limit` bytes.
        """
        ...

    def files(self) -> Sequence[str]:
        """Every file that counts as there (tracked, or all without git), sorted."""
        ...
