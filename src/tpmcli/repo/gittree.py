"""The files of a tree in git's object store.

Only git objects are read, so this serves bare repositories and a merge that was never checked out,
and nothing in a work tree has an influence.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import IO, TYPE_CHECKING, NamedTuple, Self

from tpmcli.model.errors import MissingObjectsError, StorageError, TpmError
from tpmcli.model.fix import Command
from tpmcli.model.tree import EntryKind, TreeEntry
from tpmcli.repo.content import CHUNK, normalised_chunks, read_limited
from tpmcli.repo.git import Git, text_records
from tpmcli.text.paths import parents

if TYPE_CHECKING:
    from subprocess import Popen

_REGULAR = "100"
_KINDS = {_REGULAR: EntryKind.FILE, "120": EntryKind.SYMLINK, "160": EntryKind.SUBMODULE}


class _Object(NamedTuple):
    kind: EntryKind
    id: str
    size: int


class GitTree:
    """The files of `treeish` (a commit or tree) below the folder `prefix`, "" for all of it.

    Git lists the tree once, when first needed, and hands out contents through one process. Close
    the tree, or use it as a context manager, to end that process. Several trees of one repository
    can share one `reader`, which the caller closes. A folder that is not in the tree is empty.
    What Git LFS fetched is in the repository of `lfs_of`, by default that of `git`, which runs at
    the top of it.
    """

    def __init__(
        self,
        git: Git,
        treeish: str,
        prefix: str = "",
        reader: "BlobReader | None" = None,
        *,
        lfs_of: Git | None = None,
    ) -> None:
        self._git = git
        self._lfs_of = lfs_of or git
        self._in_lfs: frozenset[str] | None = None
        # An object id needs no looking up: git says when it lists the tree that there is none.
        self._tree = treeish if _is_id(treeish) else git.resolve(treeish, "tree")
        self._prefix = prefix.strip("/")
        self._lines: dict[str, str] | None = None
        self._folders: set[str] = set()
        self._reader = reader or BlobReader(git)

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
        """End the process that hands out contents."""
        self._reader.close()

    def entry(self, path: str) -> TreeEntry | None:
        """Return the entry at exactly this path.

        A path through a link or submodule is such an entry itself.
        """
        found = self._object(path)
        if found is not None:
            return TreeEntry(found.kind, found.size if found.kind is EntryKind.FILE else 0)
        if path in self._folders:
            return TreeEntry(EntryKind.DIRECTORY)
        for parent in parents(path):
            holder = self._object(parent)
            if holder is not None and holder.kind is not EntryKind.FILE:
                return TreeEntry(holder.kind)
        return None

    def read(self, path: str, limit: int) -> bytes:
        """Return the content with LF as line end; see `Tree.read`."""
        found = self._object(path)
        if found is not None and found.size > 2 * limit:
            # A line end of two bytes becomes one: less than half cannot remain.
            raise ValueError(f"{path} is larger than {limit:,} bytes")
        return read_limited(self._raw(path), path, limit)

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield the content with LF as line end, in pieces."""
        return normalised_chunks(self._raw(path))

    def files(self) -> Sequence[str]:
        """Return the regular files of the tree, sorted."""
        return sorted(path for path, line in self._load().items() if line.startswith(_REGULAR))

    def objects(self) -> Iterator[tuple[str, str, str]]:
        """Return the mode, object id and path of everything in the tree except folders."""
        for path, line in self._load().items():
            mode, _, object_id, _ = line.split()
            yield mode, object_id, path

    def in_lfs(self, path: str) -> bool:
        """Return whether the tree's own `.gitattributes` give the path to Git LFS."""
        if self._in_lfs is None:
            self._in_lfs = self._ask_attributes()
        return self._named(path) in self._in_lfs

    def _ask_attributes(self) -> frozenset[str]:
        """Ask git once for every file: an index of the whole tree is what takes time.

        `check-attr --source` would need no index, and git 2.40.
        """
        from tempfile import TemporaryDirectory

        from tpmcli.repo.lfs import paths_in_lfs

        with TemporaryDirectory(prefix="tpm-") as folder:
            index = os.path.join(folder, "index")
            self._git.output("read-tree", self._tree, index=index)
            return paths_in_lfs(self._git, map(self._named, self._load()), "--cached", index=index)

    def lfs_objects(self) -> str:
        """Return the folder of the objects that Git LFS fetched."""
        from tpmcli.repo.lfs import objects_folder

        return objects_folder(self._lfs_of)

    def _named(self, path: str) -> str:
        """Return the path from the top of the tree."""
        return f"{self._prefix}/{path}" if self._prefix else path

    def paths(self) -> list[str]:
        """Return every path of the tree except folders, in the order of git."""
        return list(self._load())

    def prefetch(self, paths: Iterable[str]) -> None:
        """Do nothing: git lists the whole tree at once."""

    def modified(self, path: str) -> float:  # noqa: ARG002 - as of a work tree
        """Return 0, since a tree does not record when a file was written."""
        return 0.0

    def names(self, folder: str) -> frozenset[str]:
        """Return the names in a folder; none if there is no such folder."""
        start = f"{folder}/" if folder else ""
        return frozenset(
            path[len(start) :].partition("/")[0]
            for path in self._load()
            if path.startswith(start) and len(path) > len(start)
        )

    def _raw(self, path: str) -> Iterator[bytes]:
        found = self._object(path)
        if found is None or found.kind is not EntryKind.FILE:
            raise FileNotFoundError(path)
        return self._reader.pieces(found.id, path)

    def _object(self, path: str) -> _Object | None:
        line = self._load().get(path)
        if line is None:
            return None
        mode, _, object_id, size = line.split()
        if size == "BAD":
            raise self._reader.lost(path)
        length = int(size) if size.isdigit() else 0
        return _Object(_KINDS.get(mode[:3], EntryKind.OTHER), object_id, length)

    def _load(self) -> dict[str, str]:
        """Return what git lists for each path: mode, type, object id, size."""
        if self._lines is None:
            self._lines = {}
            cut = len(self._prefix) + 1 if self._prefix else 0
            for record in text_records(self._git.output("ls-tree", *self._arguments())):
                line, _, name = record.partition("\t")
                path = name[cut:]
                if path:
                    self._lines[path] = line
                    folder = path.rpartition("/")[0]
                    if folder and folder not in self._folders:
                        self._folders.update((folder, *parents(folder)))
        return self._lines

    def _arguments(self) -> list[str]:
        arguments = ["-r", "-z", "-l", "--full-tree", self._tree]
        return [*arguments, "--", f"{self._prefix}/"] if self._prefix else arguments


def _is_id(treeish: str) -> bool:
    """Return whether this is a whole object id in hexadecimal, of SHA-1 or SHA-256."""
    return len(treeish) in (40, 64) and not treeish.strip("0123456789abcdef")


class BlobReader:
    """One running `git cat-file --batch`: an object id in, its content out."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: Popen[bytes] | None = None
        self._unread = 0
        self._turn = 0

    def pieces(self, object_id: str, path: str) -> Iterator[bytes]:
        """Yield the content of an object.

        Contents come one after another: asking for the next ends the one before, and skips its
        rest.
        """
        self._turn += 1
        stdin, stdout = self._pipes()
        self._skip(stdout)
        try:
            stdin.write(object_id.encode("ascii") + b"\n")
            stdin.flush()
            head = stdout.readline().split()
        except OSError as error:
            raise self.lost(path) from error
        if len(head) != 3 or head[1] != b"blob":
            raise self.lost(path)
        self._unread = int(head[2]) + 1
        return self._content(stdout, path, self._turn)

    def _content(self, stdout: IO[bytes], path: str, turn: int) -> Iterator[bytes]:
        while turn == self._turn and self._unread > 1:
            piece = stdout.read(min(CHUNK, self._unread - 1))
            if not piece:
                raise self.lost(path)
            self._unread -= len(piece)
            yield piece
        if turn != self._turn:
            raise RuntimeError(f"another file was asked for while {path} was read")
        self._skip(stdout)

    def lost(self, path: str) -> TpmError:
        """Return the error that git does not have the content of a path."""
        if self._git.is_partial():
            return MissingObjectsError()
        return StorageError(f"git cannot read the content of {path}", Command(("git", "fsck")))

    def _skip(self, stdout: IO[bytes]) -> None:
        while self._unread:
            piece = stdout.read(min(CHUNK, self._unread))
            if not piece:
                break
            self._unread -= len(piece)
        self._unread = 0

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = self._git.start("cat-file", "--batch")
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise StorageError("git was started without pipes")
        return stdin, stdout

    def close(self) -> None:
        """End git: it stops at the end of its input."""
        process, self._process = self._process, None
        if process is None:
            return
        if self._unread:
            process.kill()
        with process:
            if process.stdin is not None:
                process.stdin.close()
