"""What an item was when it was answered, if its wording changed since.

A record holds only the digest of the wording. The wording itself is found where the policy and the
team's own checklists were in git: composed anew at the commits that changed them, until one gives
the very digest. The wording that another version of tpm shipped is not in the repository, so an
item that only an update changed has none. The search is bounded, and nothing is decided by it.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tpmcli.app.since import Branch, branch_of
from tpmcli.app.workspace import POLICY, Workspace, load_requirements
from tpmcli.model.checklist import Item
from tpmcli.model.digest import question_digest
from tpmcli.model.errors import TpmError
from tpmcli.repo.gittree import BlobReader, GitTree
from tpmcli.repo.mainline import Mainline, mainline

MOST_COMMITS = 30
"""So many commits are composed at most; each costs some milliseconds."""

_CHECKLISTS = ".tpm/checklists"


class EarlierWordings(NamedTuple):
    """Items as they were when they were answered, by id; None if that was not found.

    `searched` is how many commits were read; `complete` whether there is none before them.
    """

    items: Mapping[str, Item | None]
    searched: int = 0
    complete: bool = True


def earlier_wordings(
    workspace: Workspace, items: Iterable[Item], most: int = MOST_COMMITS
) -> EarlierWordings:
    """Return the earlier wording of each of these items that changed since its answer.

    Items without an answer, and those that are as they were, are left out.
    """
    wanted = dict(_changed(workspace, items))
    found: dict[str, Item | None] = dict.fromkeys(wanted)
    branch = branch_of(workspace.root) if wanted and workspace.root else None
    if branch is None:
        return EarlierWordings(found)
    try:
        past = _commits(workspace, branch, most)
        searched = _search(branch, past, wanted, found)
    except TpmError:
        return EarlierWordings(found, complete=False)
    return EarlierWordings(found, searched, past.complete)


def _changed(workspace: Workspace, items: Iterable[Item]) -> Iterable[tuple[str, str]]:
    for item in items:
        answer = workspace.record.item(item.id).answer
        if answer is not None and answer.question != question_digest(item, answer.question):
            yield item.id, answer.question


def _commits(workspace: Workspace, branch: Branch, most: int) -> Mainline:
    """Return the newest commits of the branch that touch what the checklist is made of."""
    sources: dict[str, bytes] = {}
    load_requirements(workspace.tree, sources)
    start = f"{branch.prefix}/" if branch.prefix else ""
    paths = dict.fromkeys((POLICY, _CHECKLISTS, *sources))
    return mainline(branch.git, branch.commit, [f"{start}{path}" for path in paths], most)


def _search(
    branch: Branch, past: Mainline, wanted: Mapping[str, str], found: dict[str, Item | None]
) -> int:
    """Fill in what the commits have, the newest first, and return how many were read."""
    reader = BlobReader(branch.git)
    try:
        for number, commit in enumerate(past.commits):
            if all(found.values()):
                return number
            try:
                tree = GitTree(branch.git, commit.id, branch.prefix, reader)
                items = load_requirements(tree).checklist.items()
            except TpmError:
                continue
            for name, digest in wanted.items():
                item = items.get(name)
                if not found[name] and item and question_digest(item, digest) == digest:
                    found[name] = item
    finally:
        reader.close()
    return len(past.commits)
