"""The files on disk, as git sees them: what is in its index, and stands below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from tpmcli.model.tree import EntryKind, TreeEntry
from tpmcli.repo.content import normalised_chunks, read_limited
from tpmcli.repo.descriptors import read_all, read_chunks
from tpmcli.repo.disk import DiskFolder, kind_of
from tpmcli.repo.git import Git, open_git
from tpmcli.repo.index import LISTING, IndexListing, read_listing
from tpmcli.text.paths import check_path, parents

# Above so many paths one full listing of the index is cheaper than a limited one: git compares
# every path of the index with every path asked for.
_LIMITED = 150
# A smaller index, of some thousand paths, is listed whole: what nobody said would be asked for,
# such as the files of checks, then needs no second run of git, which takes longer.
_SMALL_INDEX = 256 * 1024
REGULAR = "100"
_LINK = "120"
_GITLINK = "160"


class WorkTree:
    """The files below `root` on disk.

    A file counts as present if git tracks it; without git (not installed, or no repository) if it
    exists. Git is asked once, when first needed: for the `wanted` paths alone if they are few in a
    large index, otherwise for its whole index.
    """

    def __init__(
        self,
        root: str,
        git: Git | None = None,
        wanted: Iterable[str] = (),
        index: IndexListing | None = None,
    ) -> None:
        """Take `git` and its `index` if they are known; git is asked otherwise.

        `index` has every path below `root`, which leads over no link then.
        """
        self.root = os.path.realpath(root) if index is None else root
        self._disk = DiskFolder(self.root)
        self._git = git
        self._git_sought = git is not None
        self._wanted = set(wanted)
        self._modes, self._sparse = index or IndexListing({}, {})
        self._whole = index is not None
        self._in_lfs: frozenset[str] | None = None
        self._last_read = ("", b"")
        self._files: Sequence[str] | None = None

    def prefetch(self, paths: Iterable[str]) -> None:
        """Announce the paths that will be asked for, so git is asked for all of them at once."""
        self._wanted.update(paths)

    def entry(self, path: str) -> TreeEntry | None:
        """Return the entry at exactly this path.

        A path through a link or submodule is such an entry itself.
        """
        if not _is_plain(path):
            return None
        mode = self._mode(path)
        if mode is None and self._through_gitlink(path):
            return TreeEntry(EntryKind.SUBMODULE)
        barrier = self._disk.barrier(path)
        if barrier is not None:
            return TreeEntry(barrier, tracked=mode is not None)
        status = self._disk.status(path)
        if status is None:
            return self._not_checked_out(path)
        if mode is None and not self._disk.is_spelled_so(path):
            return None
        kind = kind_of(status)
        if kind is EntryKind.DIRECTORY:
            return self._folder(path, mode)
        if mode is not None and mode.startswith(_LINK):
            kind = EntryKind.SYMLINK
        tracked = mode is not None or self._repository() is None
        return TreeEntry(kind, status.st_size, tracked)

    def read(self, path: str, limit: int) -> bytes:
        """Return the content with LF as line end; see `Tree.read`."""
        try:
            descriptor = self._descriptor(path)
        except FileNotFoundError:
            return read_limited([self._left_out(path)], path, limit)
        return read_all(descriptor, os.fstat(descriptor).st_size, path, limit)

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield the content with LF as line end, in pieces."""
        try:
            return normalised_chunks(self._raw(path))
        except FileNotFoundError:
            return normalised_chunks([self._left_out(path)])

    def files(self) -> Sequence[str]:
        """Return the existing regular files that git tracks; without git, all of them.

        Those that a sparse checkout leaves out exist, too. They are listed once.
        """
        if self._files is None:
            self._files = self._find_files()
        return self._files

    def _find_files(self) -> list[str]:
        if self._repository() is None:
            return sorted(self._disk.walk())
        self._load_all()
        there: dict[str, frozenset[str]] = {}
        found = []
        for path, mode in self._modes.items():
            folder, _, name = path.rpartition("/")
            if folder not in there:
                there[folder] = self._disk.regular_names(folder)
            if mode.startswith(REGULAR) and (
                name in there[folder] or self._disk.is_other_spelling(path) or self._is_sparse(path)
            ):
                found.append(path)
        return sorted(found)

    def paths(self) -> list[str]:
        """Return the paths that git tracks, on disk or not; without git, all regular files."""
        if self._repository() is None:
            return sorted(self._disk.walk())
        self._load_all()
        return sorted(self._modes)

    def modified(self, path: str) -> float:
        """Return when a file was last written, in seconds since 1970; 0 if it does not exist."""
        return self._disk.modified(path)

    def names(self, folder: str) -> frozenset[str]:
        """Return the names in a folder, as they are spelled; none if there is no such folder."""
        return self._disk.names(folder)

    def committed(self, path: str) -> bytes | None:
        """Return the content in the last commit, or None if there is none."""
        git = self._repository()
        found = git.run("cat-file", "blob", f"HEAD:./{path}") if git is not None else None
        return found.out if found is not None and found.code == 0 else None

    def in_lfs(self, path: str) -> bool:
        """Return whether git's attributes give the path to Git LFS; no without git."""
        git = self._repository()
        if git is None:
            return False
        if self._in_lfs is None:
            from tpmcli.repo.lfs import paths_in_lfs

            self._load_all()
            self._in_lfs = paths_in_lfs(git, self._modes)
        return path in self._in_lfs

    def lfs_objects(self) -> str:
        """Return the folder of the objects that Git LFS fetched; empty without git."""
        from tpmcli.repo.lfs import objects_folder

        git = self._repository()
        return "" if git is None else objects_folder(git)

    def _repository(self) -> Git | None:
        if not self._git_sought:
            self._git = open_git(self.root)
            self._git_sought = True
        return self._git

    def _mode(self, path: str) -> str | None:
        """Return the path's mode in git's index, or None if git does not track it."""
        git = self._repository()
        if git is None:
            return None
        if not self._whole and not self._modes:
            if 0 < len(self._wanted) <= _LIMITED and git.index_size() > _SMALL_INDEX:
                self._load(sorted(self._wanted))
            else:
                self._load_all()
        mode = self._modes.get(path)
        if mode is None and not self._whole:
            self._load_all()
            mode = self._modes.get(path)
        return mode

    def _load_all(self) -> None:
        if not self._whole:
            self._whole = True
            self._load([])

    def _load(self, paths: Sequence[str]) -> None:
        git = self._repository()
        if git is None:
            return
        usable = [path for path in paths if not check_path(path)]
        found = read_listing(git.output(*LISTING, *(["--", *usable] if usable else [])))
        self._modes.update(found.modes)
        self._sparse.update(found.sparse)

    def _not_checked_out(self, path: str) -> TreeEntry | None:
        """Return the entry of a path that git tracks and a sparse checkout leaves out."""
        mode = self._modes.get(path, "")
        if path in self._sparse and mode.startswith(REGULAR):
            return TreeEntry(EntryKind.FILE, len(self._blob(path)))
        if path in self._sparse:
            link = mode.startswith(_LINK)
            return TreeEntry(EntryKind.SYMLINK if link else EntryKind.SUBMODULE)
        below = f"{path}/"
        if any(other.startswith(below) for other in self._sparse):
            return TreeEntry(EntryKind.DIRECTORY)
        return None

    def _is_sparse(self, path: str) -> bool:
        """Return whether a regular file is in the index alone, since it is not checked out."""
        return (
            path in self._sparse
            and self._modes[path].startswith(REGULAR)
            and self._disk.status(path) is None
        )

    def _left_out(self, path: str) -> bytes:
        """Return the content of a regular file that a sparse checkout leaves out.

        Raises: FileNotFoundError if the path is no such file.
        """
        self._mode(path)
        if not self._is_sparse(path):
            raise FileNotFoundError(path)
        return self._blob(path)

    def _blob(self, path: str) -> bytes:
        """Return the content that the index has for a path, and keep the last one.

        Raises: MissingObjectsError if a partial clone lacks it.
        """
        if self._last_read[0] != path:
            git = self._repository()
            content = git.output("cat-file", "blob", self._sparse[path]) if git else b""
            self._last_read = (path, content)
        return self._last_read[1]

    def _through_gitlink(self, path: str) -> bool:
        """Return whether the path is in a submodule, or in another repository on disk."""
        for parent in parents(path):
            if self._modes.get(parent, "").startswith(_GITLINK):
                return True
            if self._repository() is not None and self._disk.status(f"{parent}/.git") is not None:
                return True
        return False

    def _folder(self, path: str, mode: str | None) -> TreeEntry:
        if mode is not None and mode.startswith(_GITLINK):
            return TreeEntry(EntryKind.SUBMODULE)
        if self._repository() is None:
            return TreeEntry(EntryKind.DIRECTORY)
        below = f"{path}/"
        return TreeEntry(
            EntryKind.DIRECTORY, tracked=any(tracked.startswith(below) for tracked in self._modes)
        )

    def _raw(self, path: str) -> Iterator[bytes]:
        return read_chunks(self._descriptor(path), path)

    def _descriptor(self, path: str) -> int:
        """Return an open file.

        Raises: FileNotFoundError if there is no regular one at the path.
        """
        readable = (
            self._modes.get(path, REGULAR).startswith(REGULAR)
            and _is_plain(path)
            and (path in self._modes or self._disk.is_certain(path))
        )
        descriptor = self._disk.open(path) if readable else -1
        if descriptor < 0:
            raise FileNotFoundError(path)
        return descriptor


def _is_plain(path: str) -> bool:
    """Return whether the path only goes down, and a file system can hold it."""
    # Most are decided without taking them apart.
    plain = "/." not in path and "//" not in path and path.isprintable()
    if plain and path[:1] not in ("", "/", ".") and path[-1] != "/":
        return True
    return "\0" not in path and not any(part in ("", ".", "..") for part in path.split("/"))
