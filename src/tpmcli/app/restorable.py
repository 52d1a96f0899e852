"""Lost files that an earlier state still has, so that a finding can say how to restore them.

Git is asked only if something is lost. What it has is examined as evidence is: a revision counts
if the answer would be satisfied by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tpmcli.app.workspace import EarlierTree, Workspace
from tpmcli.model.errors import TpmError
from tpmcli.model.facts import CheckResult, EvidenceFact, EvidenceStatus, Restorable
from tpmcli.model.tree import EntryKind
from tpmcli.repo.evidence import inspect_evidence
from tpmcli.text.paths import split_fragment

_LOST = (EvidenceStatus.MISSING, EvidenceStatus.EMPTY, EvidenceStatus.OUTSIDE)


def find_restorable(
    workspace: Workspace,
    facts: Mapping[str, EvidenceFact],
    pinned: Mapping[str, frozenset[str]],
    checks: Mapping[str, tuple[CheckResult, ...]],
) -> dict[str, Restorable]:
    """Return where lost evidence and lacking files of checks can be had again, by path.

    `pinned` are the digests of evidence that must not change: only that content restores it.
    """
    lost = {target: fact for target, fact in facts.items() if _is_lost(target, fact, pinned)}
    lacking = {result.lacks for each in checks.values() for result in each if result.lacks}
    if not lost and not lacking:
        return {}
    try:
        with _earlier(workspace) as earlier:
            if earlier is None:
                return {}
            found = inspect_evidence(earlier.tree, [*lost, *lacking])
    except TpmError:
        # A repository without a commit, or without the object: no gate depends on a fix.
        return {}
    return {
        target: _restorable(earlier, workspace, target, facts.get(target))
        for target in (*lost, *lacking)
        if found[target].status is EvidenceStatus.OK
        and (target not in pinned or found[target].sha256 in pinned[target])
    }


def restorable_at(earlier: EarlierTree, workspace: Workspace, target: str) -> Restorable | None:
    """Return how to have lost evidence again from an earlier state, or None if it lacks it."""
    if inspect_evidence(earlier.tree, [target])[target].status is not EvidenceStatus.OK:
        return None
    return _restorable(
        earlier, workspace, target, inspect_evidence(workspace.tree, [target])[target]
    )


def _restorable(
    earlier: EarlierTree, workspace: Workspace, target: str, fact: EvidenceFact | None
) -> Restorable:
    path = split_fragment(target)[0]
    return Restorable(
        earlier.revision,
        path,
        _overwrites_nothing(workspace, path, fact, cited_whole=target == path),
    )


def _is_lost(target: str, fact: EvidenceFact, pinned: Mapping[str, frozenset[str]]) -> bool:
    if fact.status is EvidenceStatus.OK:
        return target in pinned and fact.sha256 not in pinned[target]
    return fact.status in _LOST


def _overwrites_nothing(
    workspace: Workspace, path: str, fact: EvidenceFact | None, *, cited_whole: bool
) -> bool:
    """Return whether the file is gone or has no content, so that nobody's work is in it."""
    entry = workspace.tree.entry(path)
    if entry is None or entry.kind is not EntryKind.FILE or entry.size == 0:
        return True
    # A file that a check lacks, and that is there, is empty.
    return fact is None or (fact.status is EvidenceStatus.EMPTY and cited_whole)


@contextmanager
def _earlier(workspace: Workspace) -> Iterator[EarlierTree | None]:
    """Return the state before the present one: that of the workspace, or the last commit."""
    if workspace.earlier is not None or not workspace.root:
        yield workspace.earlier
        return
    from tpmcli.repo.discover import folder_in_repository
    from tpmcli.repo.git import open_git
    from tpmcli.repo.gittree import GitTree

    git = open_git(workspace.root)
    if git is None:
        yield None
        return
    prefix = folder_in_repository(workspace.root)
    with GitTree(git, "HEAD", prefix) as tree:
        yield EarlierTree("HEAD", prefix, tree)
