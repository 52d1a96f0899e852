"""Places: the folder that holds `.tpm/`, and the git repository around a folder.

They are found without starting git, since most commands need no more than this.
"""

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tpmcli.model.errors import InvalidInputError, UsageError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy

FOLDER = ".tpm"
# What stands behind the name in a path that shows a project.
_MARKS = ("", "/policy.yaml", "/project.yaml")


class Repository(NamedTuple):
    """A git repository, with absolute paths. `top` is its work tree, empty for a bare one.

    `git_dir` belongs to the work tree; `common_dir` to the repository and all its work trees.
    """

    git_dir: str
    common_dir: str
    top: str


def find_project(start: str) -> str | None:
    """Return the folder that holds `.tpm/`: `start` or the nearest above it, or None.

    The search does not leave the git repository that `start` is in, so a project in a home folder
    never judges a checkout below it. A submodule is a repository of its own.

    Raises: UsageError if `start` is not a folder, InvalidInputError if `.tpm` is a file or a
    symbolic link.
    """
    if not os.path.isdir(start):
        raise UsageError(f"no such folder: {start}")
    for folder in _upward(os.path.realpath(start)):
        holder = os.path.join(folder, FOLDER)
        if os.path.lexists(holder):
            _refuse_other_than_folder(holder)
            return folder
        if os.path.lexists(os.path.join(folder, ".git")):
            return None
    return None


def require_project(start: str) -> str:
    """Return the project's folder, as `find_project`.

    Raises: InvalidInputError, with the fix, if there is none.
    """
    found = find_project(start)
    if found is None:
        hint = Hint(Remedy.INIT_OR_NAME_FOLDER)
        words = (os.path.realpath(start),)
        raise InvalidInputError([Problem(Flaw.PROJECT_ABSENT, words, hint=hint)])
    return found


def is_below(path: str, folder: str) -> bool:
    """Return whether one real path leads to something in the folder of the other."""
    return path.startswith(folder.rstrip(os.sep) + os.sep)


def project_folders(paths: Iterable[str]) -> list[str]:
    """Return the folders among a tree's paths that hold a project, sorted; "" is the root.

    Either of its two files is enough, or something else in the place of `.tpm/`: that the rest is
    missing is a fault of the project.
    """
    found = set()
    for path in paths:
        above, mark, below = path.rpartition(FOLDER)
        if mark and below in _MARKS and (not above or above.endswith("/")):
            found.add(above.removesuffix("/"))
    return sorted(found)


def governed_folders(paths: Iterable[str]) -> list[str]:
    """Return the folders among a tree's paths that hold a `.tpm`, sorted; "" is the root.

    Whatever it is and however it is spelled: some file systems ignore case.
    """
    found = set()
    for path in paths:
        if FOLDER in path.casefold():
            parts = path.split("/")
            names = [part.casefold() for part in parts]
            if FOLDER in names:
                found.add("/".join(parts[: names.index(FOLDER)]))
    return sorted(found)


def find_repository(folder: str) -> Repository | None:
    """Return the git repository whose work tree or bare store holds the folder, or None.

    Only the file system is examined; `repo.git` handles `GIT_DIR` and the like.
    """
    for above in _upward(os.path.realpath(folder)):
        git_dir = _git_dir_at(os.path.join(above, ".git"))
        if git_dir:
            return Repository(git_dir, common_dir(git_dir), above)
        if is_git_dir(above):
            return Repository(above, common_dir(above), "")
    return None


def folder_in_repository(root: str) -> str:
    """Return a project's folder in its repository, with `/`; empty for the top or no git."""
    repository = find_repository(root) if root else None
    return path_below(root, repository.top) if repository is not None and repository.top else ""


def holder_in(prefix: str) -> str:
    """Return the path of the folder that holds a project's files, from the top."""
    return f"{prefix}/{FOLDER}" if prefix else FOLDER


def path_below(folder: str, top: str) -> str:
    """Return the path of a folder from another one, with `/`; empty if they are the same."""
    path = os.path.relpath(folder, top)
    return "" if path == os.curdir else path.replace(os.sep, "/")


def common_dir(git_dir: str) -> str:
    """Return the repository's own folder, also for the git folder of a further work tree."""
    try:
        with open(os.path.join(git_dir, "commondir"), "rb") as file:
            named = os.fsdecode(file.read(4096)).strip()
    except OSError:
        return git_dir
    return os.path.realpath(os.path.join(git_dir, named)) if named else git_dir


def _upward(folder: str) -> Iterator[str]:
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _refuse_other_than_folder(holder: str) -> None:
    hint = Hint(Remedy.MAKE_TPM_FOLDER)
    if os.path.islink(holder):
        raise InvalidInputError([Problem(Flaw.TPM_IS_LINK, (holder,), hint=hint)])
    if not os.path.isdir(holder):
        raise InvalidInputError([Problem(Flaw.TPM_IS_NO_FOLDER, (holder,), hint=hint)])


def _git_dir_at(marker: str) -> str:
    """Return the git folder that `.git` is or names (`gitdir: …`), or an empty text."""
    if os.path.isdir(marker):
        return os.path.realpath(marker) if is_git_dir(marker) else ""
    try:
        with open(marker, "rb") as file:
            text = os.fsdecode(file.read(4096))
    except OSError:
        return ""
    if not text.startswith("gitdir:"):
        return ""
    named = text.removeprefix("gitdir:").strip()
    found = os.path.realpath(os.path.join(os.path.dirname(marker), named))
    return found if is_git_dir(found) else ""


def is_git_dir(folder: str) -> bool:
    """Return whether git takes the folder for its own: HEAD, and objects and refs somewhere."""
    if not os.path.lexists(os.path.join(folder, "HEAD")):
        return False
    shared = common_dir(folder)
    return os.path.isdir(os.path.join(shared, "objects")) and os.path.isdir(
        os.path.join(shared, "refs")
    )
