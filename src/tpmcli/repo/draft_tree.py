"""The work tree of a draft: a linked one of its own below the git folder, on a branch of its own.

The person's files, index, branch, stash and configuration are never touched. A note in the draft's
own git folder says which step is under way, so that a step which was cut off is told apart from
one that never began: see `repair`.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from tpmcli.model.errors import StorageError
from tpmcli.model.fix import Command
from tpmcli.repo.atomic import remove, update
from tpmcli.repo.author import Author
from tpmcli.repo.discover import find_repository
from tpmcli.repo.draft_git import DraftGit
from tpmcli.repo.git import text_records
from tpmcli.repo.main_branch import ref_commit
from tpmcli.repo.os_errors import storage_error

# Seconds that git gets to release a lock by itself: one that outlived its process never goes.
_PATIENCE = 1.0


class DraftPlace(NamedTuple):
    """Where a draft is kept. `home` is a folder in the repository's git folder."""

    common: str
    name: str

    @property
    def home(self) -> str:
        """The folder of everything that is kept for drafts."""
        return os.path.join(self.common, "tpm")

    def make_home(self) -> None:
        """Make the folder of drafts, if it is not there.

        Raises: StorageError.
        """
        try:
            os.makedirs(self.home, exist_ok=True)
        except OSError as error:
            raise storage_error(error, "create", self.home) from error

    @property
    def top(self) -> str:
        """The top of the draft's work tree."""
        return os.path.join(self.home, self.name)

    @property
    def note(self) -> str:
        """The file that says which branch the draft is, and what of it was sent."""
        return os.path.join(self.home, f"{self.name}.json")


class DraftNote(NamedTuple):
    """What is kept of a draft beside its branch.

    `offered` is the last commit that a push was begun with, `sent` the last one that the remote
    took. `fetched` is when main was fetched last, in seconds since 1970, 0 if never; `offline`:
    the last attempt failed.
    """

    branch: str = ""
    offered: str = ""
    sent: str = ""
    fetched: int = 0
    offline: bool = False


class Step(NamedTuple):
    """A step under way: `save`, begun at the commit `head`, or `move`, after which HEAD decides."""

    what: str
    head: str = ""


def read_note(place: DraftPlace) -> DraftNote:
    """Return the note of a draft; an empty one if there is none that can be read."""
    import json

    try:
        with open(place.note, "rb") as file:
            found = json.loads(file.read(65536))
        branch, offered, sent = (str(found.get(name, "")) for name in DraftNote._fields[:3])
        return DraftNote(
            branch, offered, sent, int(found.get("fetched", 0)), bool(found.get("offline"))
        )
    except (OSError, ValueError, AttributeError, TypeError):
        return DraftNote()


def write_note(place: DraftPlace, note: DraftNote) -> None:
    """Write the note of a draft, durably."""
    import json

    data = json.dumps(note._asdict()).encode()
    update(place.note, lambda _: data)


class DraftTree:
    """The work tree of a draft, and git in it."""

    def __init__(self, place: DraftPlace, git: DraftGit) -> None:
        self.place = place
        self.git = git
        self._branch = ""

    @property
    def git_dir(self) -> str:
        """The draft's own git folder."""
        repository = self.git.repository
        assert repository is not None  # noqa: S101 - it was opened as one
        return repository.git_dir

    def git_in(self, folder: str) -> DraftGit:
        """Return git in a folder of the work tree."""
        return self.git.within(folder)

    def head(self) -> str:
        """Return the id of the draft's last commit."""
        return ref_commit(self.git, "HEAD")

    def branch(self) -> str:
        """Return the name of the draft's branch, empty if it is on none; asked for once."""
        if not self._branch:
            out = self.git.run("symbolic-ref", "--quiet", "HEAD").out
            self._branch = out.decode("utf-8", "replace").strip().removeprefix("refs/heads/")
        return self._branch

    # steps

    def begin(self, step: Step) -> None:
        """Note, durably, that a step is under way."""
        data = f"{step.what} {step.head}\n".encode()
        update(self._step_file(), lambda _: data)

    def end(self) -> None:
        """Note that no step is under way."""
        with suppress(StorageError):
            remove(self._step_file(), lambda _: None)

    def step(self) -> Step | None:
        """Return the step that was under way when the draft was used last."""
        try:
            with open(self._step_file(), encoding="ascii", errors="replace") as file:
                what, _, head = file.read(200).strip().partition(" ")
        except OSError:
            return None
        return Step(what, head)

    def _step_file(self) -> str:
        return os.path.join(self.git_dir, "tpm-step")

    # the work tree

    def is_clean(self) -> bool:
        """Return whether the files that git tracks are those of the last commit."""
        return not self.changed()

    def changed(self) -> list[str]:
        """Return the paths that differ from the last commit, of files that git tracks."""
        words = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=no")
        out = self.git.output(*words, "--ignore-submodules=all")
        return [entry[3:] for entry in text_records(out)]

    def reset(self) -> None:
        """Make the index and every file that git tracks those of the last commit."""
        self.git.output("reset", "--hard", "--quiet")

    def move(self, commit: str) -> None:
        """Move the branch to a commit, and the files with it."""
        self.begin(Step("move"))
        self.git.output("reset", "--hard", "--quiet", commit)
        self.end()

    def drop_untracked(self, folder: str) -> None:
        """Remove the files below a folder that git does not track."""
        self.git.output("clean", "-ffdxq", "--", folder)

    def unlock(self) -> None:
        """Remove locks of git that outlived their process.

        Nobody but the holder of the draft's lock works in it, so they are nobody's.
        """
        from time import monotonic, sleep

        branch = os.path.join(self.place.common, "refs", "heads", *self.branch().split("/"))
        locks = [os.path.join(self.git_dir, name) for name in ("index.lock", "HEAD.lock")]
        locks.append(f"{branch}.lock")
        end = monotonic() + _PATIENCE
        while any(map(os.path.lexists, locks)) and monotonic() < end:
            sleep(0.02)
        for lock in locks:
            with suppress(OSError):
                os.unlink(lock)


def open_tree(place: DraftPlace, env: Mapping[str, str], author: Author) -> DraftTree | None:
    """Return the work tree of a draft; None if it is not there, or is not whole."""
    repository = find_repository(place.top) if os.path.isdir(place.top) else None
    if repository is None or repository.top != os.path.realpath(place.top):
        return None
    if repository.common_dir != os.path.realpath(place.common) or not _leads_back(
        place, repository.git_dir
    ):
        return None
    tree = DraftTree(place, DraftGit(place.top, env, author))
    return tree if tree.head() and tree.branch() else None


def _leads_back(place: DraftPlace, git_dir: str) -> bool:
    """Return whether the draft's git folder knows its work tree: a copied one knows another."""
    try:
        with open(os.path.join(git_dir, "gitdir"), "rb") as file:
            named = os.fsdecode(file.read(65536)).strip()
    except OSError:
        return False
    return os.path.realpath(named) == os.path.realpath(os.path.join(place.top, ".git"))


def add_tree(
    place: DraftPlace, git: DraftGit, branch: str, env: Mapping[str, str], author: Author
) -> DraftTree:
    """Make the work tree of a draft anew, on a branch that exists.

    What stands in its place is removed: it is no work tree of this repository.
    """
    import shutil

    place.make_home()
    try:
        if os.path.islink(place.top) or os.path.isfile(place.top):
            os.unlink(place.top)
        elif os.path.isdir(place.top):
            shutil.rmtree(place.top)
    except OSError as error:
        raise storage_error(error, "remove", place.top) from error
    # Twice: also over the entry of a work tree that is gone and was locked.
    git.output("worktree", "add", "--force", "--force", "--quiet", place.top, branch)
    tree = open_tree(place, env, author)
    if tree is None:
        raise StorageError(
            f"git made no work tree at {place.top}", Command(("git", "worktree", "list"))
        )
    return tree
