"""Saving in a draft: an act of a person, committed at once as theirs, or not at all."""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from tpmcli.app.context import CommandContext
from tpmcli.app.draft import Draft, hold_draft
from tpmcli.app.draft_record import commit_record
from tpmcli.app.draft_repair import repair, take_back
from tpmcli.app.workspace import Workspace, open_workspace
from tpmcli.model.errors import RefusedError, UsageError
from tpmcli.repo.draft_tree import Step
from tpmcli.repo.lock import WAIT
from tpmcli.rules.history import LogEntry

T = TypeVar("T")
Act = Callable[[Workspace, CommandContext, tuple[str, ...]], T]
"""What is done in a draft: one call of a use case.

It gets the project in the draft, the context of the acting person, and the paths of the uploaded
files, relative to the project, as evidence is cited.
"""


class DraftSave(NamedTuple, Generic[T]):
    """What a save did.

    `result` is that of the act, `commit` the id of its commit, empty if the act changed nothing.
    `changes` are what it recorded, `files` the uploads as they are named in the project.
    """

    result: T
    commit: str
    changes: tuple[LogEntry, ...] = ()
    files: tuple[str, ...] = ()


def save(draft: Draft, act: Act[T], *, wait: float = WAIT) -> DraftSave[T]:
    """Do an act in the draft and commit what it changed, with the person as author.

    The commit holds the records that the act changed, and the uploads. If anything is refused or
    fails, the draft is as it was before.

    Raises: UsageError if git has no name or address of the person; SigningFailed if the commit
    cannot be signed; what the act raises; StorageError if the lock is not free in time.
    """
    refuse_unnamed(draft)
    tree = draft.tree()
    with hold_draft(draft.place, wait):
        if tree.branch() != draft.branch:
            raise RefusedError("this draft has ended; nothing was saved", "open the page again")
        repair(tree, draft.folder)
        head = tree.head()
        tree.begin(Step("save", head))
        try:
            result = act(open_workspace(draft.context), draft.context, ())
            done = commit_record(tree, draft.folder)
        except BaseException:
            # An interruption may come after the commit: then it stands.
            take_back(tree, draft.folder)
            raise
        tree.end()
    return DraftSave(result, done.commit, done.changes)


def refuse_unnamed(draft: Draft) -> None:
    """Raise UsageError if git does not name the person in whose name is committed."""
    missing = draft.author.missing
    if missing:
        raise UsageError(
            f"git has no usable {' and no usable '.join(f'`{each}`' for each in missing)}",
            "ask for your name and address to be set in git on this computer",
        )
