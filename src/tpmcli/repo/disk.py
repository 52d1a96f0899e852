"""The files below a folder on disk. No link is followed: its target may be outside, and may change.

Names are compared exactly, so a file system that ignores case gives the same verdict as git.
"""

import os
import stat
import sys
from collections.abc import Iterator

from tpmcli.model.tree import EntryKind
from tpmcli.repo.descriptors import open_file, open_folder, open_in
from tpmcli.repo.os_errors import storage_error
from tpmcli.text.paths import parents

_COMPOSES = sys.platform == "darwin"
_IGNORES_CASE = sys.platform in ("darwin", "win32", "cygwin")
_STEPWISE = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")


class DiskFolder:
    """A folder on disk, with paths below it, with `/`. What was looked at is remembered."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._top = os.path.join(root, "")
        self._listed: dict[str, frozenset[str]] = {}
        self._kinds: dict[str, EntryKind | None] = {}

    def status(self, path: str) -> os.stat_result | None:
        """Return what stands at a path, or None if that is nothing."""
        try:
            return os.lstat(self.path(path))
        except (OSError, ValueError):
            return None

    def barrier(self, path: str) -> EntryKind | None:
        """Return SYMLINK if a folder on the way is a link, None if the way is free."""
        for parent in parents(path):
            if parent not in self._kinds:
                status = self.status(parent)
                self._kinds[parent] = kind_of(status) if status is not None else None
            if self._kinds[parent] is EntryKind.SYMLINK:
                return EntryKind.SYMLINK
        return None

    def regular_names(self, folder: str) -> frozenset[str]:
        """Return the names of a folder's regular files; none if a link is on the way."""
        if self.barrier(f"{folder}/x" if folder else "x") is not None:
            return frozenset()
        try:
            with os.scandir(self.path(folder)) as found:
                return frozenset(
                    _composed(entry.name) for entry in found if entry.is_file(follow_symlinks=False)
                )
        except OSError:
            return frozenset()

    def is_other_spelling(self, path: str) -> bool:
        """Return whether a file stands there whose name differs in case only."""
        return _IGNORES_CASE and self.barrier(path) is None and self._is_regular(path)

    def is_certain(self, path: str) -> bool:
        """Return whether what stands at the path has exactly this name, case included."""
        return not _IGNORES_CASE or self.is_spelled_so(path)

    def is_spelled_so(self, path: str) -> bool:
        """Return whether every part has exactly this spelling in its folder."""
        folder = ""
        for part in path.split("/"):
            if part not in self.names(folder):
                return False
            folder = f"{folder}/{part}" if folder else part
        return True

    def modified(self, path: str) -> float:
        """Return when a file was last written, in seconds since 1970; 0 if it does not exist."""
        status = self.status(path)
        return status.st_mtime if status is not None else 0.0

    def names(self, folder: str) -> frozenset[str]:
        """Return the names in a folder, as they are spelled; none if there is no such folder."""
        if folder not in self._listed:
            try:
                names = os.listdir(self.path(folder))
            except OSError:
                names = []
            self._listed[folder] = frozenset(map(_composed, names))
        return self._listed[folder]

    def walk(self) -> Iterator[str]:
        """Yield the regular files of the folder, without those of git.

        Raises: StorageError if a folder cannot be read.
        """
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(self.path(folder)) as found:
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

    def open(self, path: str) -> int:
        """Return a descriptor of the regular file at the path, or -1 if there is none.

        Raises: StorageError if it cannot be read.
        """
        try:
            descriptor = self._open_stepwise(path) if _STEPWISE else self._open_checked(path)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return -1
        except OSError as error:
            if not self._is_regular(path) or self.barrier(path) is not None:
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
        if self.barrier(path) is not None or not self._is_regular(path):
            return -1
        return open_file(self.path(path))

    def _is_regular(self, path: str) -> bool:
        status = self.status(path)
        return status is not None and stat.S_ISREG(status.st_mode)

    def path(self, path: str) -> str:
        """Return where a path is on this machine."""
        return self._top + path.replace("/", os.sep) if path else self.root


def kind_of(status: os.stat_result) -> EntryKind:
    """Return the kind of what has this status."""
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
