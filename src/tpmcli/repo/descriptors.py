"""Files on disk, opened without following a link and read to their end."""

from __future__ import annotations

import os
from collections.abc import Iterator

from tpmcli.repo.content import CHUNK, normalise, read_limited
from tpmcli.repo.os_errors import storage_error

# Not blocking on a pipe that nobody writes to; not following a link that was put there meanwhile.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
# Smaller files are read in one go.
_AT_ONCE = 256 * 1024


def open_file(path: str) -> int:
    """Return a descriptor of a place on disk, unless it is a link.

    Raises: OSError.
    """
    return os.open(path, _OPEN_FLAGS)


def open_in(folder: int, name: str) -> int:
    """Return a descriptor of a name in an open folder, unless it is a link.

    Raises: OSError.
    """
    return os.open(name, _OPEN_FLAGS, dir_fd=folder)


def open_folder(root: str, path: str) -> int:
    """Return a descriptor of the folder at a path below a root, opened step by step."""
    at = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    for folder in path.split("/") if path else ():
        try:
            below = os.open(folder, _OPEN_FLAGS | os.O_DIRECTORY, dir_fd=at)
        finally:
            os.close(at)
        at = below
    return at


def read_all(descriptor: int, size: int, path: str, limit: int) -> bytes:
    """Return the content of an open file of that size, with LF as line end, and close it.

    Raises: ValueError if it exceeds `limit` bytes, StorageError if it cannot be read.
    """
    if size > _AT_ONCE:
        return read_limited(read_chunks(descriptor, path), path, limit)
    try:
        content = os.read(descriptor, size + 1)
    except OSError as error:
        os.close(descriptor)
        raise storage_error(error, "read", path) from error
    if len(content) != size:
        # It is being written right now, so it is read to its end, past the size.
        os.lseek(descriptor, 0, os.SEEK_SET)
        return read_limited(read_chunks(descriptor, path), path, limit)
    os.close(descriptor)
    content = normalise(content)
    if len(content) > limit:
        raise ValueError(f"{path} is larger than {limit:,} bytes")
    return content


def read_chunks(descriptor: int, path: str) -> Iterator[bytes]:
    """Yield the content of an open file as it is, in pieces, and close it."""
    with open(descriptor, "rb", buffering=0) as file:
        while True:
            try:
                piece = file.read(CHUNK)
            except OSError as error:
                raise storage_error(error, "read", path) from error
            if not piece:
                return
            yield piece
