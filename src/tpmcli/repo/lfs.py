"""Files that git stores as pointers to Git LFS, read as the content that the pointers stand for.

A small text is a pointer only if the attributes of its own tree give its path to Git LFS: anybody
can write such a text. The content comes from the objects that Git LFS fetched into the repository;
nothing is downloaded, and the program `git-lfs` is not started.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tpmcli.model.tree import NotFetchedError, TreeEntry
from tpmcli.repo.content import StoredTree, normalised_chunks, read_limited
from tpmcli.repo.descriptors import open_file, read_chunks
from tpmcli.repo.git import Git, text_records

# The bytes of a pointer, with one digit to 18 for the size, and either line end on disk.
_SIZES = range(126, 147)
_VERSION = b"version https://git-lfs.github.com/spec/v1\n"


class LfsPointer(NamedTuple):
    """A pointer: the SHA-256 of the content that it stands for, and its size in bytes."""

    oid: str
    size: int


def parse_pointer(content: bytes) -> LfsPointer | None:
    """Return what a pointer says; None if the content has not just the form of one.

    A pointer with extensions is none either: its object is not the content of the file.
    https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md#the-pointer
    """
    if len(content) not in _SIZES or not content.startswith(_VERSION):
        return None
    import re

    rest = content[len(_VERSION) :]
    found = re.fullmatch(rb"oid sha256:([0-9a-f]{64})\nsize ([0-9]{1,18})\n", rest)
    return None if found is None else LfsPointer(found[1].decode("ascii"), int(found[2]))


def paths_in_lfs(git: Git, paths: Iterable[str], *options: str, index: str = "") -> frozenset[str]:
    """Return which of the paths, relative to git's folder, its attributes give to Git LFS.

    `options` and `index` choose where git reads the attributes: in the work tree by default.
    """
    data = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
    answer = git.output("check-attr", *options, "-z", "--stdin", "filter", data=data, index=index)
    # The path, the attribute and its value, in turns.
    fields = list(text_records(answer))
    pairs = zip(fields[::3], fields[2::3], strict=True)
    return frozenset(path for path, value in pairs if value == "lfs")


def objects_folder(git: Git) -> str:
    """Return where Git LFS keeps its objects in a repository; empty without one."""
    if git.repository is None:
        return ""
    storage = git.config("lfs.storage") or "lfs"
    return os.path.join(git.repository.common_dir, storage, "objects")


def content_size(tree: StoredTree, path: str, size: int) -> int:
    """Return the bytes of a file of that size in the tree, or of what it is a pointer to."""
    pointer = parse_pointer(tree.read(path, size)) if size in _SIZES else None
    return pointer.size if pointer is not None and tree.in_lfs(path) else size


class LfsTree:
    """The files of another tree, with the content that pointers to Git LFS stand for.

    Reading a file raises NotFetchedError if its content was not fetched.
    """

    def __init__(self, tree: StoredTree) -> None:
        self._tree = tree
        self._objects: str | None = None

    def entry(self, path: str) -> TreeEntry | None:
        """Return the entry at exactly this path, with the size of the pointer if it is one."""
        return self._tree.entry(path)

    def files(self) -> Sequence[str]:
        """Return the files of the tree."""
        return self._tree.files()

    def read(self, path: str, limit: int) -> bytes:
        """Return the content with LF as line end; see `Tree.read`."""
        content = self._tree.read(path, limit)
        pointer = self._pointer(path, content)
        if pointer is None:
            return content
        return read_limited(self._pieces(path, pointer), path, limit)

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield the content with LF as line end, in pieces."""
        entry = self._tree.entry(path)
        if entry is not None and entry.size in _SIZES:
            pointer = self._pointer(path, self._tree.read(path, entry.size))
            if pointer is not None:
                return normalised_chunks(self._pieces(path, pointer))
        return self._tree.chunks(path)

    def _pointer(self, path: str, content: bytes) -> LfsPointer | None:
        pointer = parse_pointer(content)
        return pointer if pointer is not None and self._tree.in_lfs(path) else None

    def _pieces(self, path: str, pointer: LfsPointer) -> Iterator[bytes]:
        if not pointer.size:
            return iter(())
        if self._objects is None:
            self._objects = self._tree.lfs_objects()
        oid = pointer.oid
        place = os.path.join(self._objects, oid[:2], oid[2:4], oid)
        try:
            descriptor = open_file(place)
        except OSError:
            raise NotFetchedError(path, oid) from None
        if os.fstat(descriptor).st_size != pointer.size:
            os.close(descriptor)
            raise NotFetchedError(path, oid)
        return read_chunks(descriptor, path)
