"""What is recorded in a draft's files and in no commit of it yet, as changes and as a commit."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tpmcli.app.workspace import INCREMENTS, RECORD, load_requirements
from tpmcli.model.checklist import Checklist
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.record import Record
from tpmcli.render.log.commit_message import commit_message
from tpmcli.repo.discover import path_below
from tpmcli.repo.draft_commit import commit_index
from tpmcli.repo.draft_tree import DraftTree
from tpmcli.repo.git import Git, text_records
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.history import EventType, LogEntry, RecordChange, diff_records
from tpmcli.store.record.file import read_record


class Committed(NamedTuple):
    """A commit of a draft and what it records; the id is empty if nothing had changed."""

    commit: str
    changes: tuple[LogEntry, ...] = ()


def commit_record(
    tree: DraftTree, folder: str, *, trailer: str = "", late: bool = False
) -> Committed:
    """Commit the changed records of the project in a folder of the draft, and what is staged.

    `trailer` ends the message. With `late`, the date of the commit's author is that of the newest
    entry: what was cut off yesterday was recorded yesterday.

    Raises: InvalidInputError if a record cannot be read; SigningFailed.
    """
    git = tree.git_in(folder)
    head = tree.head()
    paths = _changed_records(git)
    if paths:
        git.output("add", "--all", "--sparse", "--", *paths)
    staged = text_records(
        git.output("diff-index", "--cached", "--name-only", "-z", "--relative", head)
    )
    changes = titled(
        record_changes(git, head, "", [path for path in staged if is_record(path)]),
        requirements_in(folder),
    )
    if late and not changes:
        # A file was put there for an act that recorded nothing.
        return Committed("")
    date = max((each.change.entry.at for each in changes if each.change.entry), default="")
    message = commit_message(changes) + (f"\n{trailer}\n" if trailer else "")
    return Committed(commit_index(tree, message, [head], date=date if late else ""), tuple(changes))


def is_record(path: str) -> bool:
    """Return whether a path, relative to the project, is that of a record."""
    return path == RECORD or (path.startswith(f"{INCREMENTS}/") and path.endswith(".yaml"))


def requirements_in(folder: str) -> Checklist | None:
    """Return the checklist of the project in a folder; None if it cannot be read."""
    try:
        return load_requirements(WorkTree(folder)).checklist
    except InvalidInputError:
        return None


def record_changes(git: Git, old: str, new: str, paths: Sequence[str]) -> Iterator[RecordChange]:
    """Yield what changed in the records at these paths, from one commit to another.

    `git` is that in the project's folder; without `new` it is to the index.

    Raises: InvalidInputError if a record cannot be read.
    """
    for path in paths:
        before, after = (read_revision(git, revision, path) for revision in (old, new))
        if after is not None:
            yield from diff_records(before, after)
        elif before is not None:
            yield RecordChange(EventType.REMOVED, before.increment)


def titled(changes: Iterator[RecordChange], checklist: Checklist | None) -> list[LogEntry]:
    """Return the changes with the titles of their items and the words of their roles."""
    if checklist is None:
        return [LogEntry(change, "", "", "") for change in changes]
    items = checklist.items()
    titles = {name: item.title for name, item in items.items()}

    def worded(change: RecordChange) -> RecordChange:
        return change._replace(role=checklist.role(change.role)) if change.role else change

    return [
        LogEntry(worded(change), "", "", "", titles.get(change.subject, "")) for change in changes
    ]


def _changed_records(git: Git) -> list[str]:
    words = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".tpm")
    top = git.repository.top if git.repository is not None else git.folder
    below = path_below(git.folder, top)
    prefix = f"{below}/" if below else ""
    entries = text_records(git.output(*words))
    return [path for path in (each[3:].removeprefix(prefix) for each in entries) if is_record(path)]


def read_revision(git: Git, revision: str, path: str) -> Record | None:
    """Return the record at a path in a commit, or in the index for ""; None if absent."""
    answer = git.run("cat-file", "blob", f"{revision}:./{path}")
    return read_record(answer.out, path) if answer.code == 0 else None
