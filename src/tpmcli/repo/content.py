"""Content as git would store it, and files read in pieces."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from tpmcli.model.tree import Tree

# git's own rule for what is text (buffer_is_binary): no NUL in the first 8,000 bytes.
_SNIFF = 8000
CHUNK = 1 << 20


class FileTree(Tree, Protocol):
    """A tree whose files can also be read in pieces, for files too large to hold."""

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield the content as git would store it.

        Raises: FileNotFoundError, as `read` does.
        """
        ...


class StoredTree(FileTree, Protocol):
    """A tree of files that knows which of them Git LFS keeps, and where."""

    def in_lfs(self, path: str) -> bool:
        """Return whether the attributes of this tree give the path to Git LFS."""
        ...

    def lfs_objects(self) -> str:
        """Return the folder of the objects that Git LFS fetched; empty if there is none."""
        ...


class ProjectTree(StoredTree, Protocol):
    """The files of a project: on disk, or a tree in git."""

    def prefetch(self, paths: Iterable[str]) -> None:
        """Announce the paths that will be asked for."""
        ...

    def modified(self, path: str) -> float:
        """Return when a file was last written, in seconds since 1970; 0 if unknown."""
        ...

    def names(self, folder: str) -> Collection[str]:
        """Return the names in a folder; none if there is no such folder."""
        ...


def is_binary(start: bytes) -> bool:
    """Return whether git takes content that begins so for binary."""
    return b"\0" in start[:_SNIFF]


def normalise(content: bytes) -> bytes:
    """Return text with LF as line end; binary content unchanged.

    This holds for both kinds of trees and for all settings of git, so a checkout with CR LF has
    the same digest as one without, and as the object in git.
    """
    # Looking for one byte is a hundred times faster than looking for two.
    if b"\r" not in content or b"\r\n" not in content or is_binary(content):
        return content
    return content.replace(b"\r\n", b"\n")


def normalised_chunks(raw: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the result of `normalise` in pieces.

    A CR LF may span two pieces.
    """
    pieces = iter(raw)
    start = b""
    for piece in pieces:
        start += piece
        if len(start) >= _SNIFF:
            break
    if is_binary(start):
        yield start
        yield from pieces
        return
    held = b""
    for piece in _joined(start, pieces):
        text = held + piece
        held = b"\r" if text.endswith(b"\r") else b""
        yield (text[:-1] if held else text).replace(b"\r\n", b"\n")
    yield held


def _joined(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def read_limited(raw: Iterable[bytes], path: str, limit: int) -> bytes:
    """Return the whole normalised content.

    Raises: ValueError if it exceeds `limit` bytes.
    """
    held = []
    size = 0
    for piece in normalised_chunks(raw):
        size += len(piece)
        if size > limit:
            raise ValueError(f"{path} is larger than {limit:,} bytes")
        held.append(piece)
    return b"".join(held)
