"""Git, run with care.

Every call has an argument list and no shell, reads no terminal, takes no optional lock, follows no
replacement object, and starts neither hooks nor a file system monitor: the configuration and the
hooks of a repository are commands that its owner chose. Output is bytes.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tpmcli.model.errors import (
    InvalidInputError,
    MissingObjectsError,
    StorageError,
    TpmError,
    UsageError,
)
from tpmcli.model.fix import Command
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.git_environment import git_environment

if TYPE_CHECKING:
    from subprocess import Popen

TIMEOUT = 60.0

_SAFE = (
    *("--no-pager", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"),
)
# What git says of an object that it does not have.
_LOST_OBJECT = (
    "promisor remote",
    "lazy fetching disabled",
    "unable to read",
    "could not read",
    "missing",
    "bad object",
    "bad tree object",
    "not a tree object",
    "not a valid object",
)


class GitResult(NamedTuple):
    """The exit code of a run of git, its output and its stderr."""

    code: int
    out: bytes
    err: str


class Git:
    """Git in one folder. Paths are relative to `folder`, in which it runs."""

    options: Sequence[str] = _SAFE

    def __init__(
        self,
        folder: str,
        env: Mapping[str, str] | None = None,
        timeout: float = TIMEOUT,
        lender: "Git | None" = None,
    ) -> None:
        """Take the environment to start from, the process's own by default.

        `lender` is git in the repository whose objects this one borrows.
        """
        self.folder = os.path.realpath(folder)
        self.timeout = timeout
        self._lender = lender
        self.repository, self._env = git_environment(
            self.folder, os.environ if env is None else env
        )

    def run(self, *args: str, data: bytes | None = None, index: str = "") -> GitResult:
        """Run git and return how it ended. `data` goes to its standard input.

        `index` is the file to use as git's index, in place of the repository's own.

        Raises: StorageError if git cannot be started or takes longer than the timeout.
        """
        import subprocess

        try:
            done = subprocess.run(
                [self._program(), *self.options, *args],
                cwd=self.folder,
                env={**self._env, "GIT_INDEX_FILE": index} if index else self._env,
                input=b"" if data is None else data,
                capture_output=True,
                timeout=self.timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise StorageError(
                f"git took longer than {self.timeout:g} seconds: git {_command(args)}",
                "end another git that is busy in this repository, and try again",
            ) from error
        except OSError as error:
            raise self._not_started(error) from error
        return GitResult(done.returncode, done.stdout, done.stderr.decode(errors="replace").strip())

    def output(self, *args: str, data: bytes | None = None, index: str = "") -> bytes:
        """Return the output of a run of git; see `run`.

        Raises: as `failure` says, if it fails.
        """
        answer = self.run(*args, data=data, index=index)
        if answer.code:
            raise self.failure(answer, args)
        return answer.out

    def failure(self, answer: GitResult, args: Sequence[str]) -> TpmError:
        """Return a failed run of git as an error in plain words.

        An object that a partial clone lacks is a MissingObjectsError, since fetching it helps;
        everything else is a StorageError.
        """
        said = answer.err.lower()
        if any(sign in said for sign in _LOST_OBJECT) and self.is_partial():
            return MissingObjectsError()
        return _failure(answer, args)

    def is_partial(self) -> bool:
        """Return whether this is a clone from which a filter left objects out.

        It still is one after they were fetched.
        """
        if self._lender is not None:
            return self._lender.is_partial()
        if self.repository is None:
            return False
        try:
            names = os.listdir(os.path.join(self.repository.common_dir, "objects", "pack"))
        except OSError:
            return False
        return any(name.endswith(".promisor") for name in names)

    def start(self, *args: str) -> "Popen[bytes]":
        """Start git and leave it running, with pipes to its input and from its output."""
        import subprocess

        try:
            return subprocess.Popen(
                [self._program(), *self.options, *args],
                cwd=self.folder,
                env=self._env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise self._not_started(error) from error

    def _not_started(self, error: OSError) -> StorageError:
        return StorageError(f"git cannot be started in {self.folder}: {error.strerror}")

    def _program(self) -> str:
        found = program(self._env)
        if not found:
            raise StorageError("git is not installed, or not on PATH", "install git and try again")
        return found

    def config(self, key: str) -> str:
        """Return a value of git's configuration, empty if it is not set.

        Needs no repository.
        """
        answer = self.run("config", "--get", key)
        return answer.out.decode(errors="replace").strip() if answer.code == 0 else ""

    def resolve(self, revision: str, kind: str = "commit") -> str:
        """Return the object id of a revision (`kind`: commit or tree).

        Raises: UsageError for text that git would take for an option, InvalidInputError if the
        repository has no such revision.
        """
        if revision.startswith("-") or not revision or "\0" in revision:
            raise UsageError(f"not a revision: {revision!r}")
        name = f"{revision}^{{{kind}}}"
        answer = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        found = answer.out.decode("ascii", "replace").strip()
        if answer.code == 0 and found:
            return found
        if "dubious ownership" in answer.err or "not a git repository" in answer.err:
            raise self.failure(answer, ("rev-parse",))
        if kind == "tree" and self.is_partial():
            raise MissingObjectsError
        hint = self._missing_revision(revision)
        raise InvalidInputError([Problem(Flaw.REVISION_UNKNOWN, (kind, revision), hint=hint)])

    def _missing_revision(self, revision: str) -> Hint:
        """Return what to do about a revision that does not exist: only a branch can be fetched."""
        if not set(revision) & set("^~@:{"):
            remote, slash, branch = revision.removeprefix("refs/remotes/").partition("/")
            if remote in self.run("remote").out.decode("utf-8", "replace").split() and slash:
                fetch = Command(("git", "fetch", remote, branch))
                return Hint(Remedy.FETCH_REVISION, command=fetch)
            from tpmcli.text.names import nearest

            listed = self.run("for-each-ref", "--format=%(refname:short)").out
            close = nearest(revision, listed.decode("utf-8", "replace").split())
            if close:
                return Hint(Remedy.DID_YOU_MEAN, (close,))
        return Hint(Remedy.CHECK_NAME)

    def ignores(self, path: str) -> bool:
        """Return whether a path, relative to the folder of this git, is ignored."""
        listing = ("ls-files", "--others", "--ignored", "--exclude-standard", "--", path)
        return bool(self.run(*listing).out)

    def index_size(self) -> int:
        """Return the bytes of the index, some hundred for each path; 0 if there is none."""
        git_dir = self.repository.git_dir if self.repository else ""
        try:
            return os.stat(
                self._env.get("GIT_INDEX_FILE") or os.path.join(git_dir, "index")
            ).st_size
        except OSError:
            return 0

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment that git gets."""
        return self._env

    def is_installed(self) -> bool:
        """Return whether there is a git program to start."""
        return bool(program(self._env))

    def is_shallow(self) -> bool:
        """Return whether this is a clone without its whole history."""
        shallow = os.path.join(self.repository.common_dir, "shallow") if self.repository else ""
        return bool(shallow) and os.path.exists(shallow)


def open_git(folder: str, env: Mapping[str, str] | None = None) -> Git | None:
    """Return git for a folder, or None if it is in no repository or git is not installed.

    Both are normal: `tpm` works without git, and then reports less. Does not start git.
    """
    git = Git(folder, env)
    return git if git.repository is not None and git.is_installed() else None


def program(env: Mapping[str, str], name: str = "git") -> str:
    """Return the path of a program, or an empty text.

    Only the absolute folders of PATH are searched: a `git.exe` in the repository must not be
    started, as Windows would.
    """
    file = f"{name}.exe" if os.name == "nt" else name
    for folder in env.get("PATH", os.defpath).split(os.pathsep):
        found = os.path.join(folder, file)
        if os.path.isabs(folder) and os.path.isfile(found) and os.access(found, os.X_OK):
            return found
    return ""


def records(output: bytes) -> Iterator[bytes]:
    """Return the records of output that was asked for with `-z`."""
    return (record for record in output.split(b"\0") if record)


def text_records(output: bytes) -> Iterator[str]:
    """Return the `records`, decoded as names of files.

    Bytes outside UTF-8 become lone surrogates.
    """
    text = output.decode("utf-8", "surrogateescape")
    return (record for record in text.split("\0") if record)


def _failure(answer: GitResult, args: Sequence[str]) -> StorageError:
    if "dubious ownership" in answer.err:
        advice = [line.strip() for line in answer.err.splitlines() if "git config" in line]
        return StorageError(
            "git refuses to read this repository, since it belongs to another user",
            f"if you trust it, run `{advice[0]}`" if advice else "add it to git's `safe.directory`",
        )
    if "not a git repository" in answer.err:
        return StorageError(
            "this is not a git repository, or git cannot read it",
            Command(("git", "status")),
        )
    said = answer.err.splitlines()
    last = said[-1] if said else f"exit code {answer.code}"
    return StorageError(
        f"git {_command(args)} failed: {last}",
        Command(("git", "fsck")),
    )


def _command(args: Sequence[str]) -> str:
    return next((arg for arg in args if not arg.startswith("-")), "")
