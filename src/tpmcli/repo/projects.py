"""Every project below a folder, across repositories.

Inside a repository git is asked once for all its projects: those that it tracks, as for `gate
check --all-projects`, and folders with further repositories. Outside, and if git tracks nothing,
the folders themselves are searched. Symbolic links are not followed.
"""

import os
import stat
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tpmcli.model.errors import Exit, StorageError, UsageError
from tpmcli.model.problem import Flaw, Problem
from tpmcli.repo.discover import FOLDER, find_repository, is_git_dir
from tpmcli.repo.git import open_git
from tpmcli.repo.index import LISTING, IndexListing, read_listing

# Tracked files with modes, and files that are neither tracked nor ignored, folders as one.
_LIST = (*LISTING, "-o", "--exclude-standard", "--directory")
_OTHER = b"? "
_GITLINK = b"160000"
# One of them marks a project; if the other is missing, that is a trouble of the project.
_HOLDER = FOLDER.encode()
_MARKS = (_HOLDER + b"/policy.yaml", _HOLDER + b"/project.yaml")


class ProjectPlace(NamedTuple):
    """The place of a project. `root` is its folder, absolute.

    `top` is the folder in which git was asked, and `listing` its output on the project's files, by
    their path below `top`, as `ls-files -z -t -s` writes it; both empty if it was not asked.
    `trouble` is why the folder cannot be evaluated, None if it can; `code` is the exit code for
    it.
    """

    root: str
    top: str = ""
    listing: bytes = b""
    trouble: Problem | None = None
    code: int = Exit.STORAGE

    def tracked(self) -> IndexListing:
        """Return the tracked files in git's index, by their path below the project."""
        return read_listing(self.listing, len(self.root) - len(self.top.rstrip(os.sep)))


def find_projects(start: str) -> list[ProjectPlace]:
    """Return the projects in a folder and below it, each once, by folder.

    A folder or repository that cannot be read is a place with its trouble.

    Raises: UsageError if `start` is not a folder.
    """
    if not os.path.isdir(start):
        raise UsageError(f"no such folder: {start}")
    finder = _Finder()
    finder.look(os.path.realpath(start))
    return sorted(finder.found.values())


def nested_projects(folder: str, env: Mapping[str, str]) -> list[str]:
    """Return the folders below `folder`, relative to it, that hold a project, sorted.

    Those that git tracks and those that are new count; ignored ones and other repositories do not.
    Empty without git.
    """
    git = open_git(folder, env)
    if git is None or not git.is_installed():
        return []
    listing = git.run("ls-files", "-co", "--exclude-standard", "-z")
    marks = tuple(b"/" + mark for mark in _MARKS)
    names = [name for name in listing.out.split(b"\0") if name.endswith(marks)]
    holders = {os.fsdecode(name.rpartition(b"/" + _HOLDER)[0]) for name in names}
    return sorted(each for each in holders if _has_project(os.path.join(folder, each)))


class _Finder:
    """One search, which remembers the folders that are not links."""

    def __init__(self) -> None:
        self.found: dict[str, ProjectPlace] = {}
        self._real: dict[str, bool] = {}

    def look(self, folder: str) -> None:
        """Search with git in a repository, and folder by folder elsewhere."""
        repository = find_repository(folder)
        if repository is None or not repository.top or not self._in_repository(folder):
            self._on_disk(folder)
        elif _has_project(folder):
            # The user named it, so it is judged even before git tracks it.
            self.found.setdefault(folder, ProjectPlace(folder))

    def _in_repository(self, folder: str) -> bool:
        """Add the projects that git tracks, and return whether it tracks anything here."""
        git = open_git(folder)
        if git is None:
            return False
        try:
            output = git.output(*_LIST)
        except StorageError as error:
            self.found[folder] = ProjectPlace(folder, trouble=error.as_problem())
            return True
        index = _Index(output)
        for below in index.roots():
            root = os.path.join(folder, *below.split("/")) if below else folder
            if self._is_real(root, folder) and _has_project(root):
                self.found[root] = ProjectPlace(root, folder, index.below(below))
        for below in index.gitlinks():
            self._nested(os.path.join(folder, below))
        for other in index.others:
            if other.endswith(b"/"):
                self._nested(os.path.join(folder, os.fsdecode(other[:-1])))
        return bool(index.records)

    def _is_real(self, folder: str, top: str) -> bool:
        """Return whether no link leads from the top to the folder."""
        if folder == top:
            return True
        if folder not in self._real:
            try:
                real = stat.S_ISDIR(os.lstat(folder).st_mode)
            except OSError:
                real = False
            self._real[folder] = real and self._is_real(os.path.dirname(folder), top)
        return self._real[folder]

    def _nested(self, folder: str) -> None:
        """Search a folder of a repository for further repositories; nothing else there counts."""
        for path, names in _folders(folder):
            if ".git" in names and _is_repository(path):
                self.look(path)
                names.clear()

    def _on_disk(self, folder: str) -> None:
        for path, names in _folders(folder):
            if path != folder and ".git" in names and _is_repository(path):
                self.look(path)
                names.clear()
            elif FOLDER in names:
                self.found[path] = ProjectPlace(path)
            elif not names and not os.access(path, os.R_OK | os.X_OK):
                trouble = Problem(Flaw.FOLDER_UNREADABLE, (path,))
                self.found[path] = ProjectPlace(path, trouble=trouble)


def _has_project(folder: str) -> bool:
    return os.path.lexists(os.path.join(folder, FOLDER))


def _is_repository(folder: str) -> bool:
    marker = os.path.join(folder, ".git")
    return os.path.isfile(marker) or is_git_dir(marker)


def _folders(top: str) -> Iterator[tuple[str, set[str]]]:
    """Yield every folder with the names in it.

    A name that the caller removes is not entered.
    """
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                kinds = {each.name: each.is_dir(follow_symlinks=False) for each in entries}
        except OSError:
            kinds = {}
        names = set(kinds)
        yield folder, names
        waiting += [
            os.path.join(folder, name)
            for name in names
            if kinds[name] and name not in (".git", FOLDER)
        ]


class _Index:
    """The files that git lists below a folder, in the order of the names' bytes, and the rest."""

    def __init__(self, output: bytes) -> None:
        records = output.split(b"\0")[:-1]
        self.others = [record[2:] for record in records if record.startswith(_OTHER)]
        self.records = records[len(self.others) :]
        self.names = [record.partition(b"\t")[2] for record in self.records]

    def roots(self) -> list[str]:
        """Return the folders that hold a project; "" is the one that was asked for."""
        found = set()
        for name in self.names:
            if name.endswith(_MARKS):
                folder, _, _ = name.rpartition(_HOLDER)
                if name[len(folder) :].lstrip(b"/") in _MARKS:
                    found.add(folder.removesuffix(b"/"))
        return [root.decode("utf-8", "surrogateescape") for root in sorted(found)]

    def gitlinks(self) -> list[str]:
        """Return the folders of submodules."""
        pairs = zip(self.names, self.records, strict=True)
        return [os.fsdecode(name) for name, record in pairs if record[2:].startswith(_GITLINK)]

    def below(self, folder: str) -> bytes:
        """Return the part of the listing below a folder."""
        if not folder:
            return b"\0".join(self.records)
        name = folder.encode("utf-8", "surrogateescape")
        first = bisect_left(self.names, name + b"/")
        # The sign behind the slash.
        last = bisect_left(self.names, name + b"0", first)
        return b"\0".join(self.records[first:last])
