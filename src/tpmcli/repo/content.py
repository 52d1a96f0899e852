"""Content as git would store it, and files read in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from tpmcli.model.tree import Tree

# git's own rule for what is text (buffer_is_binary): no NUL in the first 8,000 bytes.
_SNIFF = 8000
CHUNK = 1 << 20


class FileTree(Tree, Protocol):
    """A tree whose files can also be read in pieces, for those too large to hold."""

    def chunks(self, path: str) -> Iterator[bytes]:
        """The content as git would store it, in pieces. Raises FileNotFoundError as `read` does."""
        ...


def is_binary(start: bytes) -> bool:
    """True where git would take content that begins so for binary."""
    return b"\0" in start[:_SNIFF]


def normalise(content: bytes) -> bytes:
    """Text with LF as line end; binary content unchanged.

    Holds for both trees and whatever git's settings are, so that a checkout with CR LF has the
    same digest as one without, and as the object in git.
    """
    # Looking for one byte is a hundred times faster than looking for two.
    if b"\r" not in content or b"\r\n" not in content or is_binary(content):
        return content
    return content.replace(b"\r\n", b"\n")


def normalised_chunks(raw: Iterable[bytes]) -> Iterator[bytes]:
    """As `normalise`, piece by piece; a CR LF may stand on the border of two pieces."""
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
    """The whole normalised content; raises ValueError where it is larger than `limit` bytes."""
    held = []
    size = 0
    for piece in normalised_chunks(raw):
        size += len(piece)
        if size > limit:
            raise ValueError(f"{path} is larger than {limit:,} bytes")
        held.append(piece)
    return b"".join(held)
