"""Two states of a repository to compare: a base, and the tree after the merge.

Everything is read from git's objects, through a temporary bare repository that has the user's
objects as alternates. It has no configuration, attributes, hooks, references or replacements of
anybody, and receives the objects that a merge makes. So neither a pull request nor the machine
influences what is judged, and nothing is added to the user's repository.
"""

import os
from collections.abc import Mapping
from itertools import takewhile
from types import TracebackType
from typing import NamedTuple, Self

from tpmcli.model.errors import InvalidInputError, UsageError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.discover import FOLDER, find_repository
from tpmcli.repo.git import Git, GitResult, failure, text_records
from tpmcli.repo.gittree import BlobReader, GitTree

_DEEPEN = Hint(Remedy.FETCH_HISTORY)
_UNKNOWN_OPTION = 129
_RECORD = f"/{FOLDER}/project.yaml"
# How many files in conflict are named.
_SHOWN = 5
# Signs that make a revision more than a name: `main~2`, `main@{1}`, `:/text`.
_OPERATORS = frozenset("~^:@{ ?*[\\")


class ComparedFolder(NamedTuple):
    """The folder that a comparison was asked for, within its repository, with `/`."""

    git: Git
    folder: str


class Comparison:
    """A base commit, a head commit and the tree that merging them gives.

    A context manager: leaving it ends git and removes the temporary repository.
    """

    def __init__(self, folder: str, against: str, head: str, env: Mapping[str, str]) -> None:
        """Raise UsageError for a revision that is an option.

        Raises: InvalidInputError, with the fix, if there is nothing to compare: no repository, a
        shallow clone, a missing revision, a merge in conflict.
        """
        for option, revision in (("--against", against), ("--head", head)):
            if not revision or revision.startswith("-"):
                raise UsageError(
                    f"{option} '{revision}' is no revision", f"such as {option} origin/main"
                )
        self.user_git, self.folder = _place(folder, env)
        _refuse_shallow(self.user_git)
        self.base = self.user_git.resolve(_unambiguous(self.user_git, "--against", against))
        self.head = _head(self.user_git, _unambiguous(self.user_git, "--head", head))
        self.against = against
        self._temporary = _Temporary(self.user_git, self.base, env)
        self.git = self._temporary.git
        self._trees: dict[tuple[str, str], GitTree] = {}
        self._reader = BlobReader(self.git)
        try:
            self.tree = _merge(self.git, self.base, self.head, against)
        except BaseException:
            self.close()
            raise

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
        """End git and remove the temporary repository."""
        self._reader.close()
        self._temporary.remove()

    def base_tree(self, prefix: str = "") -> GitTree:
        """Return the files of the base below a folder."""
        return self._open(self.base, prefix)

    def result_tree(self, prefix: str = "") -> GitTree:
        """Return the files below a folder after the merge."""
        return self._open(self.tree, prefix)

    def tree_at(self, commit: str, prefix: str = "") -> GitTree:
        """Return the files of a commit below a folder."""
        return self._open(commit, prefix)

    def touched(self, folder: str, most: int) -> list[str]:
        """Return at most `most` commits of the base that touch a folder, the newest first."""
        out = self.git.output("log", f"-n{most}", "--format=%H", self.base, "--", folder)
        return out.decode("ascii").split()

    def base_time(self) -> int:
        """Return the commit date of the base in seconds since 1970."""
        return int(self.git.output("log", "-1", "--format=%ct", self.base).strip() or b"0")

    def scratch(self, name: str, content: bytes) -> str:
        """Return the path of a temporary file with this content, removed after the comparison."""
        return self._temporary.write(name, content)

    def _open(self, treeish: str, prefix: str) -> GitTree:
        """Return the tree, always the same one, since git lists it once."""
        if (treeish, prefix) not in self._trees:
            self._trees[treeish, prefix] = GitTree(
                self.git, treeish, prefix, self._reader, lfs_of=self.user_git
            )
        return self._trees[treeish, prefix]


def _place(folder: str, env: Mapping[str, str]) -> ComparedFolder:
    if not os.path.isdir(folder):
        raise UsageError(f"no such folder: {folder}")
    git = Git(folder, env)
    repository = git.repository or find_repository(folder)
    if repository is None:
        words = (os.path.realpath(folder),)
        hint = Hint(Remedy.RUN_IN_CLONE)
        raise InvalidInputError([Problem(Flaw.NO_REPOSITORY, words, hint=hint)])
    if not git.is_installed():
        hint = Hint(Remedy.NEWER_GIT)
        raise InvalidInputError([Problem(Flaw.NO_GIT_FOR_AGAINST, hint=hint)])
    if not repository.top:
        return ComparedFolder(git, "")
    here = os.path.relpath(os.path.realpath(folder), repository.top).replace(os.sep, "/")
    return ComparedFolder(git, "" if here == "." or here.startswith("..") else here)


def _refuse_shallow(git: Git) -> None:
    if git.is_shallow():
        raise InvalidInputError([Problem(Flaw.SHALLOW, hint=_DEEPEN)])


def _unambiguous(git: Git, option: str, revision: str) -> str:
    """Return the revision if it names one thing.

    git would prefer a tag to a remote's branch, and whoever may push can push a tag named
    `origin/main`.
    """
    name = "".join(takewhile(lambda sign: sign not in _OPERATORS, revision))
    if name in ("", "HEAD") or name.startswith("refs/"):
        return revision
    places = [f"refs/{kind}{name}" for kind in ("", "tags/", "heads/", "remotes/")]
    listed = git.output("for-each-ref", "--format=%(refname)", *places)
    found = [ref for ref in listed.decode("utf-8", "replace").split("\n") if ref in places]
    hint = Hint(Remedy.NAME_IN_FULL, (option, name))
    if len(found) > 1:
        words = (name, tuple(found))
        raise InvalidInputError([Problem(Flaw.REVISION_AMBIGUOUS, words, hint=hint)])
    remote, slash, _ = name.partition("/")
    if found and slash and not found[0].startswith("refs/remotes/"):
        remotes = git.output("remote").decode("utf-8", "replace").split("\n")
        if remote in remotes:
            problem = Problem(Flaw.REVISION_NOT_OF_REMOTE, (name, found[0], remote), hint=hint)
            raise InvalidInputError([problem])
    return revision


def _head(git: Git, head: str) -> str:
    try:
        return git.resolve(head)
    except InvalidInputError:
        if head != "HEAD":
            raise
        problem = Problem(Flaw.NO_COMMIT, hint=Hint(Remedy.COMMIT_OR_HEAD))
        raise InvalidInputError([problem]) from None


def _merge(git: Git, base: str, head: str, against: str) -> str:
    """Return the tree of merging `head` into `base`."""
    answer = git.run("merge-tree", "--write-tree", "--no-messages", "--name-only", "-z", base, head)
    if answer.code == 0:
        return next(text_records(answer.out))
    if answer.code == 1:
        files = list(text_records(answer.out))[1:]
        raise InvalidInputError([_conflict(files, against)])
    raise _merge_error(answer, against)


def _conflict(files: list[str], against: str) -> Problem:
    own = any(f"/{name}".endswith(_RECORD) for name in files)
    hint = Hint(Remedy.RESOLVE_MERGE_OF_RECORD if own else Remedy.RESOLVE_MERGE, (against,))
    first, more = tuple(files[:_SHOWN]), len(files) - _SHOWN
    if more > 0:
        return Problem(Flaw.MERGE_CONFLICTS_IN_MANY, (against, first, more), hint=hint)
    return Problem(Flaw.MERGE_CONFLICTS, (against, first), hint=hint)


def _merge_error(answer: GitResult, against: str) -> Exception:
    if answer.code == _UNKNOWN_OPTION or "unknown option" in answer.err:
        hint = Hint(Remedy.NEWER_GIT)
        return InvalidInputError([Problem(Flaw.GIT_TOO_OLD_FOR_AGAINST, hint=hint)])
    if "unrelated histories" in answer.err:
        return InvalidInputError([Problem(Flaw.UNRELATED, (against,), hint=_DEEPEN)])
    if "unable to read" in answer.err or "missing" in answer.err:
        hint = Hint(Remedy.FETCH_OBJECTS)
        return InvalidInputError([Problem(Flaw.OBJECTS_MISSING, hint=hint)])
    return failure(answer, ("merge-tree",))


class _Temporary:
    """An empty bare repository that finds the user's objects."""

    def __init__(self, user: Git, base: str, env: Mapping[str, str]) -> None:
        from tempfile import mkdtemp

        self.folder = os.path.realpath(mkdtemp(prefix="tpm-"))
        bare = os.path.join(self.folder, "compared")
        for name in ("objects/info", "refs"):
            os.makedirs(os.path.join(bare, name))
        self._file("compared/HEAD", b"ref: refs/heads/none\n")
        self._file("compared/config", _configuration(base))
        stores = "".join(f"{_quoted(store)}\n" for store in _object_stores(user, env))
        self._file("compared/objects/info/alternates", os.fsencode(stores))
        self.git = Git(bare, _bare_environment(env, bare, self.folder))

    def write(self, name: str, content: bytes) -> str:
        return self._file(name, content)

    def remove(self) -> None:
        from shutil import rmtree

        rmtree(self.folder, ignore_errors=True)

    def _file(self, name: str, content: bytes) -> str:
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content)
        return path


def _configuration(base: str) -> bytes:
    if len(base) == 64:
        return (
            b"[core]\n\trepositoryformatversion = 1\n\tbare = true\n"
            b"[extensions]\n\tobjectformat = sha256\n"
        )
    return b"[core]\n\trepositoryformatversion = 0\n\tbare = true\n"


def _object_stores(user: Git, env: Mapping[str, str]) -> list[str]:
    """Return the folders of the user's objects: the repository's, and those a hook was given."""
    stores = []
    if user.repository is not None:
        stores.append(os.path.join(user.repository.common_dir, "objects"))
    if env.get("GIT_QUARANTINE_PATH"):
        stores.append(os.path.realpath(env["GIT_QUARANTINE_PATH"]))
    return stores


def _quoted(path: str) -> str:
    """Return a path as git reads it in `alternates`: in quotes, as a string of C."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _bare_environment(env: Mapping[str, str], bare: str, home: str) -> dict[str, str]:
    """Return the environment without anything that configures git, or ssh-keygen behind it."""
    kept = {
        name: value
        for name, value in env.items()
        if not name.startswith(("GIT_", "SSH_")) and name not in ("XDG_CONFIG_HOME", "EMAIL")
    }
    return kept | {
        "GIT_DIR": bare,
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
    }
