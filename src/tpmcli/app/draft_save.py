"""Saving in a draft: an act of a person, committed at once as theirs, or not at all."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Generic, NamedTuple, TypeVar

from tpmcli.app.context import CommandContext
from tpmcli.app.draft import Draft, hold_draft
from tpmcli.app.draft_record import commit_record
from tpmcli.app.draft_repair import UPLOADS, repair, take_back
from tpmcli.app.shown import Shown, refuse_stale
from tpmcli.app.workspace import Workspace, open_workspace
from tpmcli.model.errors import RefusedError, UsageError
from tpmcli.repo.draft_tree import DraftTree, Step
from tpmcli.repo.lock import WAIT
from tpmcli.repo.uploads import MOST_FILES, Upload, drop, put
from tpmcli.repo.uploads import receive as receive_file
from tpmcli.rules.history import LogEntry

T = TypeVar("T")
Act = Callable[[Workspace, CommandContext, tuple[str, ...]], T]
"""What is done in a draft: one call of a use case.

It gets the project in the draft, the context of the acting person, and the paths of the uploaded
files, relative to the project, as evidence is cited.
"""

# An item or a phase, as the name of a folder.
_SUBJECT = re.compile(r"[a-z0-9][a-z0-9.-]{0,200}")


class DraftSave(NamedTuple, Generic[T]):
    """What a save did.

    `result` is that of the act, `commit` the id of its commit, empty if the act changed nothing.
    `changes` are what it recorded, `files` the uploads as they are named in the project.
    """

    result: T
    commit: str
    changes: tuple[LogEntry, ...] = ()
    files: tuple[str, ...] = ()


class Files(NamedTuple):
    """Received files that are saved with an act, and the item or phase that they are about."""

    subject: str
    uploads: tuple[Upload, ...]


def receive(draft: Draft, name: str, pieces: Iterable[bytes]) -> Upload:
    """Take a file in pieces, to be saved with an act: see `Files`.

    Raises: RefusedError if it is empty or larger than 20 MB.
    """
    return receive_file(draft.tree(), name, pieces)


def save(
    draft: Draft,
    act: Act[T],
    *,
    shown: Shown | None = None,
    files: Files | None = None,
    wait: float = WAIT,
) -> DraftSave[T]:
    """Do an act in the draft and commit what it changed, with the person as author.

    The commit holds the records that the act changed, and the uploads, which go to
    `docs/evidence/<subject>/`. If anything is refused or fails, the draft is as it was before, and
    the received files can be given again.

    Raises: StaleFormError if `shown` is no longer what stands there; UsageError if git has no name
    or address of the person; SigningFailed if the commit cannot be signed; what the act raises;
    StorageError if the lock is not free in time.
    """
    with changing(draft, wait) as tree:
        workspace = open_workspace(draft.context)
        if shown is not None:
            refuse_stale(workspace, shown)
        names: tuple[str, ...] = ()
        with step(tree, draft):
            if files is not None and files.uploads:
                names = _put(draft, tree, files)
                workspace = open_workspace(draft.context)
            result = act(workspace, draft.context, names)
            done = commit_record(tree, draft.folder)
    for upload in files.uploads if files else ():
        drop(upload.path)
    return DraftSave(result, done.commit, done.changes, names)


@contextmanager
def changing(draft: Draft, wait: float = WAIT) -> Iterator[DraftTree]:
    """Hold the draft's lock, and give its work tree in order.

    Raises: UsageError if git has no name or address of the person; RefusedError if the draft has
    ended meanwhile; StorageError if the lock is not free in time.
    """
    refuse_unnamed(draft)
    tree = draft.tree()
    with hold_draft(draft.place, wait):
        if tree.branch() != draft.branch:
            raise RefusedError("this draft has ended; nothing was saved", "open the page again")
        repair(tree, draft.folder)
        yield tree


@contextmanager
def step(tree: DraftTree, draft: Draft) -> Iterator[None]:
    """Note that a save is under way until it is committed; take it back if it fails."""
    tree.begin(Step("save", tree.head()))
    try:
        yield
    except BaseException:
        # An interruption may come after the commit: then that stands.
        take_back(tree, draft.folder)
        raise
    tree.end()


def refuse_unnamed(draft: Draft) -> None:
    """Raise UsageError if git does not name the person in whose name is committed."""
    missing = draft.author.missing
    if missing:
        names = " and no usable ".join(f"`{each}`" for each in missing)
        raise UsageError(
            f"git has no usable {names}",
            "ask for your name and address to be set in git on this computer",
        )


def _put(draft: Draft, tree: DraftTree, files: Files) -> tuple[str, ...]:
    """Put the received files into the draft, and into its index: only then can they be cited."""
    if len(files.uploads) > MOST_FILES:
        raise RefusedError(f"more than {MOST_FILES} files", "save the rest with another answer")
    if not _SUBJECT.fullmatch(files.subject) or ".." in files.subject:
        raise UsageError(f"no item or phase named `{files.subject}`")
    names: Sequence[str] = put(tree, draft.folder, f"{UPLOADS}/{files.subject}", files.uploads)
    tree.git_in(draft.folder).output("add", "--force", "--sparse", "--", *names)
    return tuple(names)
