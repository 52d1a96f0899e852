"""Proposing a draft: what is in it, and sending it to the remote."""

from enum import StrEnum
from typing import NamedTuple

from tpmcli.app.draft import Draft, hold_draft
from tpmcli.app.draft_record import is_record, record_changes, requirements_in, titled
from tpmcli.app.draft_save import changing
from tpmcli.model.errors import InvalidInputError
from tpmcli.repo.code_host import find_code_host
from tpmcli.repo.discover import path_below
from tpmcli.repo.draft_commits import merge_base
from tpmcli.repo.draft_remote import RemoteAnswer, RemoteTrouble, push_branch
from tpmcli.repo.draft_tree import DraftTree, read_note, write_note
from tpmcli.repo.lock import WAIT
from tpmcli.rules.history import LogEntry

# Above so many bytes of lines, the rest is left out.
_MOST_LINES = 512 * 1024

# After these the remote has nothing of what was pushed; after any other it may have.
_REFUSED = (
    *(RemoteTrouble.REJECTED, RemoteTrouble.MOVED, RemoteTrouble.NO_RIGHTS),
    *(RemoteTrouble.NOT_FOUND, RemoteTrouble.PROTOCOL),
)


class FileChange(StrEnum):
    """What a draft does to a file."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class ProposedFile(NamedTuple):
    """A file that a draft changes, from the top of the repository."""

    path: str
    change: FileChange


class Difference(NamedTuple):
    """What a draft would bring to main.

    `changes` are those of the records, `files` all files. `lines` is the difference as git writes
    it, which `cut` says was too long. It is empty if the draft has nothing that main lacks.
    """

    changes: tuple[LogEntry, ...]
    files: tuple[ProposedFile, ...]
    lines: str
    cut: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to propose."""
        return not self.files


class DraftProposal(NamedTuple):
    """How a draft was proposed.

    `answer` is how the push ended, None if nothing was pushed, since there is nothing to propose.
    `link` is the form of the code host for a pull request, empty if that is not known. Whatever
    happened, the draft is kept as it is.
    """

    difference: Difference
    branch: str
    commit: str
    answer: RemoteAnswer | None
    link: str = ""

    @property
    def sent(self) -> bool:
        """Whether the remote has the draft."""
        return self.answer is not None and self.answer.trouble is None


def difference(draft: Draft) -> Difference:
    """Return what the draft would bring to main, as far as main is known."""
    tree = draft.tree()
    head = tree.head()
    start = merge_base(tree.git, draft.main.commit(tree.git), head)
    words = ("diff-tree", "-r", "-z", "--no-renames", "--name-status", start, head)
    told = tree.git.output(*words).decode("utf-8", "surrogateescape").split("\0")
    known = {"A": FileChange.ADDED, "D": FileChange.REMOVED}
    files = tuple(
        ProposedFile(path, known.get(mark, FileChange.CHANGED))
        for mark, path in zip(told[::2], told[1::2], strict=False)
        if mark
    )
    prefix = path_below(draft.folder, draft.top)
    inside = f"{prefix}/" if prefix else ""
    own = [each.path.removeprefix(inside) for each in files if each.path.startswith(inside)]
    git = tree.git_in(draft.folder)
    try:
        found = record_changes(git, start, head, [path for path in own if is_record(path)])
        changes = tuple(titled(found, requirements_in(draft.folder)))
    except InvalidInputError:
        changes = ()
    lines = tree.git.output("diff", "--no-ext-diff", "--no-textconv", "--no-color", start, head)
    text = lines[:_MOST_LINES].decode("utf-8", "replace")
    return Difference(changes, files, text, len(lines) > _MOST_LINES)


def propose(draft: Draft, *, wait: float = WAIT) -> DraftProposal:
    """Push the draft to its own branch of `origin`, and return how that went.

    The draft is kept whatever the remote answers. Nothing is forced, and main is never pushed. The
    draft can be used during the push; what is saved then is not part of it.

    Raises: what `changing` of a draft raises.
    """
    with changing(draft, wait) as tree:
        found, head = difference(draft), tree.head()
        nothing = DraftProposal(found, draft.branch, head, None)
        if found.empty:
            return nothing
        if not draft.main.has_remote:
            return nothing._replace(answer=RemoteAnswer(RemoteTrouble.NO_REMOTE))
        # Noted before: whatever is cut off, what may be at the remote is not dropped any more.
        before = read_note(draft.place)
        write_note(draft.place, before._replace(branch=draft.branch, offered=head))
    answer = push_branch(draft.remote_git(), head, draft.branch, draft.protocols)
    with hold_draft(draft.place, wait):
        note = read_note(draft.place)
        if answer.trouble is None:
            write_note(draft.place, note._replace(sent=head, offline=False))
        elif answer.trouble in _REFUSED and note.offered == head:
            write_note(draft.place, note._replace(offered=before.offered))
    link = _link(draft, tree, answer) if answer.trouble is None else ""
    return nothing._replace(answer=answer, link=link)


def _link(draft: Draft, tree: DraftTree, answer: RemoteAnswer) -> str:
    """Return the address of the form for a pull request.

    It is worked out from the address of the remote, else the one that the remote itself wrote.
    """
    host = find_code_host(tree.git)
    form = host.new_request(draft.branch, draft.main.name) if host else None
    return form or next(iter(answer.links), "")
