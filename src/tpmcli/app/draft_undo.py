"""Taking back what was saved in a draft.

Before anything was sent, the last save is dropped. Otherwise a commit takes an entry back: it puts
what stood before into the same block, unless that block changed again since.
"""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple, TypeVar

from tpmcli.app.draft import Draft
from tpmcli.app.draft_record import commit_record, is_record, read_revision
from tpmcli.app.draft_save import changing, step
from tpmcli.app.saving import BlockEdit, item_block, save
from tpmcli.app.workspace import Workspace, open_workspace
from tpmcli.model.errors import RefusedError
from tpmcli.model.record import Answer, ConditionClose, Record
from tpmcli.repo.discover import path_below
from tpmcli.repo.draft_commits import TAKES_BACK, DraftCommit, added, draft_commits
from tpmcli.repo.draft_tree import DraftTree, read_note
from tpmcli.repo.lock import WAIT
from tpmcli.rules.authorisation import passing_decision, refuse_bound
from tpmcli.rules.project import Project
from tpmcli.text.paths import split_fragment

_T = TypeVar("_T")


class DraftUndo(NamedTuple):
    """What an undo did: it dropped the commit of a save, or made another, whose id this is."""

    dropped: bool
    commit: str = ""


def undo(draft: Draft, entry: str, *, wait: float = WAIT) -> DraftUndo:
    """Take back what the commit `entry` of the draft recorded.

    Raises: RefusedError if it is no commit of the draft, if what it recorded changed again since,
    or if a decision rests on it; what `save` of a draft raises.
    """
    with changing(draft, wait) as tree:
        head = tree.head()
        commits = draft_commits(tree.git, draft.main.commit(tree.git), head)
        commit = next((each for each in commits if each.id == entry), None)
        if commit is None:
            raise RefusedError(
                "this is not in the draft; nothing was undone", "open the page again"
            )
        if commit.id == head and not read_note(draft.place).offered:
            tree.move(commit.parent)
            return DraftUndo(dropped=True)
        if any(each.takes_back == entry for each in commits):
            raise RefusedError("this is undone already", "open the page again")
        with step(tree, draft):
            _take_back(draft, tree, commit)
            done = commit_record(tree, draft.folder, trailer=f"{TAKES_BACK}: {commit.id}")
        return DraftUndo(dropped=False, commit=done.commit)


def _take_back(draft: Draft, tree: DraftTree, commit: DraftCommit) -> None:
    prefix = path_below(draft.folder, draft.top)
    start = f"{prefix}/" if prefix else ""
    own = [path.removeprefix(start) for path in commit.paths if path.startswith(start)]
    git = tree.git_in(draft.folder)
    saved = open_workspace(draft.context)
    for path in filter(is_record, own):
        before, after = (read_revision(git, each, path) for each in (commit.parent, commit.id))
        if before is None or after is None:
            raise RefusedError(
                "an increment began or ended here; this cannot be undone on the page",
                "ask a colleague to undo it",
            )
        workspace = open_workspace(draft.context._replace(increment=after.increment))
        saved = save(workspace, partial(_edits, before, after))
    new = [path.removeprefix(start) for path in added(tree.git, commit) if path.startswith(start)]
    left = _cited(saved)
    gone = [path for path in new if not is_record(path) and path not in left]
    if gone:
        git.output("rm", "--quiet", "--force", "--sparse", "--", *gone)


def _edits(before: Record, after: Record, project: Project) -> list[BlockEdit]:
    """Return the blocks in which what `after` brought is as it was `before`."""
    now = project.record
    edits = []
    items = project.checklist.items()
    for name in {**before.items, **after.items}:
        old, new, present = (item_block(each.item(name)) for each in (before, after, now))
        if old == new:
            continue
        if name in items:
            refuse_bound(project, items[name])
        edits.append(BlockEdit("items", name, _put_back(name, old, new, present)))
    for place in {**before.signoffs, **after.signoffs}:
        phase, block = place
        lists = [
            [entry.raw for entry in each.signoffs.get(place, ())] for each in (before, after, now)
        ]
        if lists[0] == lists[1]:
            continue
        if passing_decision(project, phase) is not None:
            raise RefusedError(
                f"the decision at {phase} rests on this sign-off", "undo the decision first"
            )
        edits.append(BlockEdit("signoffs", f"{phase}.{block}", _unchanged(phase, *lists)))
    for phase in {**before.decisions, **after.decisions}:
        lists = [
            [entry.raw for entry in each.decisions.get(phase, ())] for each in (before, after, now)
        ]
        if lists[0] != lists[1]:
            edits.append(BlockEdit("decisions", phase, _unchanged(phase, *lists)))
    return edits


def _put_back(
    name: str, old: Mapping[str, object], new: Mapping[str, object], now: Mapping[str, object]
) -> dict[str, object]:
    """Return an item's block in which the answer, the waivers or the runs are the old ones."""
    lists = ("waivers", "runs")
    said = [{key: each[key] for key in each if key not in lists} for each in (old, new, now)]
    result = dict(_unchanged(name, *said) if said[0] != said[1] else said[2])
    for key in lists:
        parts = [each.get(key, []) for each in (old, new, now)]
        kept = _unchanged(name, *parts) if parts[0] != parts[1] else parts[2]
        if kept:
            result[key] = kept
    return result


def _unchanged(name: str, old: _T, new: _T, now: _T) -> _T:
    """Return the old value.

    Raises: RefusedError if the new one is no longer what is recorded.
    """
    if now != new:
        raise RefusedError(
            f"`{name}` changed again after this was saved", "undo the later change first"
        )
    return old


def _cited(workspace: Workspace) -> set[str]:
    """Return every path that the record cites."""
    record = workspace.record
    said: list[Answer | ConditionClose] = [
        item.answer for item in record.items.values() if item.answer is not None
    ]
    for taken in record.decisions.values():
        said += [entry for entry in taken if isinstance(entry, ConditionClose)]
    return {split_fragment(each.path)[0] for entry in said for each in entry.evidence if each.path}
