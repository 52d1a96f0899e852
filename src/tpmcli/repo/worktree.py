"""The files on disk, as git sees them.

Names are compared exactly, so a file system that ignores case gives the same verdict as git.
Symbolic links are never followed: their target may be outside, and may change.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence

from tpmcli.model.tree import EntryKind, TreeEntry
from tpmcli.repo.content import normalised_chunks, read_limited
from tpmcli.repo.descriptors import open_file, open_folder, open_in, read_all, read_chunks
from tpmcli.repo.git import Git, open_git
from tpmcli.repo.index import LISTING, IndexListing, read_listing
from tpmcli.repo.os_errors import storage_error
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
_COMPOSES = sys.platform == "darwin"
_IGNORES_CASE = sys.platform in ("darwin", "win32", "cygwin")
_STEPWISE = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")


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
        self._top = os.path.join(self.root, "")
        self._git = git
        self._git_sought = git is not None
        self._wanted = set(wanted)
        self._modes, self._sparse = index or IndexListing({}, {})
        self._whole = index is not None
        self._last_read = ("", b"")
        self._listed: dict[str, frozenset[str]] = {}
        self._kinds: dict[str, EntryKind | None] = {}

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
        barrier = self._barrier(path)
        if barrier is not None:
            return TreeEntry(barrier, tracked=mode is not None)
        try:
            status = os.lstat(self._disk(path))
        except OSError:
            return self._not_checked_out(path)
        if mode is None and not self._spelled_so(path):
            return None
        kind = _kind(status)
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

        Those that a sparse checkout leaves out exist, too.
        """
        if self._repository() is None:
            return sorted(self._walk())
        self._load_all()
        there: dict[str, frozenset[str]] = {}
        found = []
        for path, mode in self._modes.items():
            folder, _, name = path.rpartition("/")
            if folder not in there:
                there[folder] = self._regular_names(folder)
            if mode.startswith(REGULAR) and (
                name in there[folder]
                or (_IGNORES_CASE and self._is_file(path))
                or self._is_sparse(path)
            ):
                found.append(path)
        return sorted(found)

    def paths(self) -> list[str]:
        """Return the paths that git tracks, on disk or not; without git, all regular files."""
        if self._repository() is None:
            return sorted(self._walk())
        self._load_all()
        return sorted(self._modes)

    def committed(self, path: str) -> bytes | None:
        """Return the content in the last commit, or None if there is none."""
        git = self._repository()
        found = git.run("cat-file", "blob", f"HEAD:./{path}") if git is not None else None
        return found.out if found is not None and found.code == 0 else None

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
            and not os.path.lexists(self._disk(path))
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
        """Return the content that the index has for a path. The last one is kept.

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
            if self._repository() is not None and os.path.lexists(self._disk(f"{parent}/.git")):
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

    def _barrier(self, path: str) -> EntryKind | None:
        """Return SYMLINK if a folder on the way is a link, None if the way is free."""
        for parent in parents(path):
            if parent not in self._kinds:
                try:
                    self._kinds[parent] = _kind(os.lstat(self._disk(parent)))
                except OSError:
                    self._kinds[parent] = None
            if self._kinds[parent] is EntryKind.SYMLINK:
                return EntryKind.SYMLINK
        return None

    def _regular_names(self, folder: str) -> frozenset[str]:
        """Return the names of a folder's regular files; none if a link is on the way."""
        if self._barrier(f"{folder}/x" if folder else "x") is not None:
            return frozenset()
        try:
            with os.scandir(self._disk(folder)) as found:
                return frozenset(
                    _composed(entry.name) for entry in found if entry.is_file(follow_symlinks=False)
                )
        except OSError:
            return frozenset()

    def _is_file(self, path: str) -> bool:
        if self._barrier(path) is not None:
            return False
        try:
            return stat.S_ISREG(os.lstat(self._disk(path)).st_mode)
        except OSError:
            return False

    def _spelled_so(self, path: str) -> bool:
        """Return whether every part has exactly this spelling in its folder."""
        folder = ""
        for part in path.split("/"):
            if part not in self.names(folder):
                return False
            folder = f"{folder}/{part}" if folder else part
        return True

    def modified(self, path: str) -> float:
        """Return when a file was last written, in seconds since 1970; 0 if it does not exist."""
        try:
            return os.lstat(self._disk(path)).st_mtime
        except (OSError, ValueError):
            return 0.0

    def names(self, folder: str) -> frozenset[str]:
        """Return the names in a folder, as they are spelled; none if there is no such folder."""
        if folder not in self._listed:
            try:
                names = os.listdir(self._disk(folder))
            except OSError:
                names = []
            self._listed[folder] = frozenset(map(_composed, names))
        return self._listed[folder]

    def _walk(self) -> Iterator[str]:
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(self._disk(folder)) as found:
                    entries = list(found)
            except OSError as error:
                raise storage_error(error, "read the folder", folder or self.root) from error
            for entry in entries:
                name = _composed(entry.name)
                path = f"{folder}/{name}" if folder else name
                if entry.is_dir(follow_symlinks=False):
                    if name != ".git":
                        waiting.append(path)
                elif entry.is_file(follow_symlinks=False):
                    yield path

    def _raw(self, path: str) -> Iterator[bytes]:
        return read_chunks(self._descriptor(path), path)

    def _descriptor(self, path: str) -> int:
        """Return an open file.

        Raises: FileNotFoundError if there is no regular one at the path.
        """
        readable = self._modes.get(path, REGULAR).startswith(REGULAR) and _is_plain(path)
        if readable and _IGNORES_CASE:
            readable = path in self._modes or self._spelled_so(path)
        descriptor = self._open(path) if readable else -1
        if descriptor < 0:
            raise FileNotFoundError(path)
        return descriptor

    def _open(self, path: str) -> int:
        """Return a descriptor of the regular file at the path, or -1 if there is none."""
        try:
            descriptor = self._open_stepwise(path) if _STEPWISE else self._open_checked(path)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return -1
        except OSError as error:
            if not stat.S_ISREG(self._status_mode(path)) or self._barrier(path) is not None:
                return -1
            raise storage_error(error, "read", path) from error
        if descriptor >= 0 and not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            return -1
        return descriptor

    def _open_stepwise(self, path: str) -> int:
        """Open folder by folder, so no link is followed even if one is put there now."""
        folder, _, name = path.rpartition("/")
        at = open_folder(self.root, folder)
        try:
            return open_in(at, name)
        finally:
            os.close(at)

    def _open_checked(self, path: str) -> int:
        if self._barrier(path) is not None or not stat.S_ISREG(self._status_mode(path)):
            return -1
        return open_file(self._disk(path))

    def _status_mode(self, path: str) -> int:
        try:
            return os.lstat(self._disk(path)).st_mode
        except OSError:
            return 0

    def _disk(self, path: str) -> str:
        return self._top + path.replace("/", os.sep) if path else self.root


def _is_plain(path: str) -> bool:
    """Return whether the path only goes down, and a file system can hold it."""
    # Most are decided without taking them apart.
    plain = "/." not in path and "//" not in path and path.isprintable()
    if plain and path[:1] not in ("", "/", ".") and path[-1] != "/":
        return True
    return "\0" not in path and not any(part in ("", ".", "..") for part in path.split("/"))


def _kind(status: os.stat_result) -> EntryKind:
    if stat.S_ISREG(status.st_mode):
        return EntryKind.FILE
    if stat.S_ISDIR(status.st_mode):
        return EntryKind.DIRECTORY
    return EntryKind.SYMLINK if stat.S_ISLNK(status.st_mode) else EntryKind.OTHER


def _composed(name: str) -> str:
    """Return the name as git for macOS stores it (`core.precomposeunicode`): composed."""
    if not _COMPOSES or name.isascii():
        return name
    from unicodedata import normalize

    return normalize("NFC", name)
