"""What is in a draft: what each save recorded, and whether it was sent."""

from collections.abc import Mapping
from typing import NamedTuple

from tpmcli.app.draft import Draft
from tpmcli.app.draft_record import is_record, record_changes, requirements_in, titled
from tpmcli.model.errors import InvalidInputError
from tpmcli.repo.discover import path_below
from tpmcli.repo.draft_commits import DraftCommit, draft_commits
from tpmcli.repo.draft_tree import read_note
from tpmcli.rules.history import LogEntry


class DraftEntry(NamedTuple):
    """One save in a draft.

    `changes` are what it recorded, `files` the other files of its commit, relative to the project.
    `at` is the author's time in seconds since 1970, None if it is unknown. `sent`: the remote has
    it. `takes_back` is the commit that it undoes, `taken_back`: another entry undoes it.
    """

    commit: str
    changes: tuple[LogEntry, ...]
    files: tuple[str, ...]
    at: int | None
    sent: bool = False
    takes_back: str = ""
    taken_back: bool = False


def entries(draft: Draft, known: Mapping[str, DraftEntry] | None = None) -> tuple[DraftEntry, ...]:
    """Return what was saved in the draft and main does not have, the oldest first.

    What a commit of the draft recorded never changes, so that `known`, entries by commit from an
    earlier call, saves reading two records for each of them.
    """
    tree = draft.tree()
    git, main, head = tree.git, draft.main.commit(tree.git), tree.head()
    commits = draft_commits(git, main, head)
    if not commits:
        return ()
    prefix = path_below(draft.folder, draft.top)
    start = f"{prefix}/" if prefix else ""
    checklist = requirements_in(draft.folder)
    inside = tree.git_in(draft.folder)
    sent = _sent(draft, commits)
    undone = {each.takes_back for each in commits if each.takes_back}
    found = []
    for commit in commits:
        own = [path.removeprefix(start) for path in commit.paths if path.startswith(start)]
        records = [path for path in own if is_record(path)]
        before = known.get(commit.id) if known else None
        try:
            changes = (
                list(before.changes)
                if before is not None
                else titled(record_changes(inside, commit.parent, commit.id, records), checklist)
            )
        except InvalidInputError:
            changes = []
        found.append(
            DraftEntry(
                commit.id,
                tuple(change._replace(commit=commit.id) for change in changes),
                tuple(path for path in own if not is_record(path)),
                commit.time,
                commit.id in sent,
                commit.takes_back,
                commit.id in undone,
            )
        )
    return tuple(found)


def _sent(draft: Draft, commits: list[DraftCommit]) -> set[str]:
    """Return which of the commits the remote took."""
    note = read_note(draft.place)
    if not note.sent:
        return set()
    git = draft.tree().git
    out = git.run("rev-list", note.sent, f"^{commits[0].parent}").out.decode("ascii", "replace")
    return set(out.split()) & {each.id for each in commits}
