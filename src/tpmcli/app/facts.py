"""The facts that the rules are told of a repository, gathered in one pass."""

from __future__ import annotations

from collections.abc import Mapping

from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Phase
from tpmcli.model.facts import CheckResult, EvidenceFact, EvidenceStatus, Facts, Restorable
from tpmcli.repo.evidence import inspect_evidence
from tpmcli.rules.project import Project
from tpmcli.rules.scope import (
    checked_items,
    cited_digests,
    cited_often,
    evidence_paths,
    pinned_digests,
)
from tpmcli.text.paths import split_fragment


def gather(workspace: Workspace, phases: tuple[Phase, ...], *, fixes: bool = True) -> Facts:
    """Return the facts for these phases: cited evidence, and the results of checks.

    Without `fixes` nobody is told how to restore what is lost, and git is not asked where it is.
    """
    project = workspace.project
    paths = evidence_paths(project, phases)
    workspace.tree.prefetch(split_fragment(path)[0] for path in paths)
    found = inspect_evidence(workspace.tree, paths, cited_often(workspace.record))
    lost = [target for target, fact in found.items() if fact.status is EvidenceStatus.MISSING]
    if lost:
        found = {**found, **_followed(workspace, phases, {path: found[path] for path in lost})}
    checks = run_checks(workspace, phases)
    restorable = _restorable(workspace, phases, found, checks) if fixes else {}
    return Facts(workspace.today, found, checks, restorable)


def _restorable(
    workspace: Workspace,
    phases: tuple[Phase, ...],
    found: Mapping[str, EvidenceFact],
    checks: Mapping[str, tuple[CheckResult, ...]],
) -> Mapping[str, Restorable]:
    """Return where what is lost can be had again."""
    pinned = pinned_digests(workspace.project, phases)
    whole = all(
        fact.status is EvidenceStatus.OK and (path not in pinned or fact.sha256 in pinned[path])
        for path, fact in found.items()
    )
    if whole and not any(result.lacks for each in checks.values() for result in each):
        return {}
    from tpmcli.app.restorable import find_restorable

    return find_restorable(workspace, found, pinned, checks)


def gather_further(
    workspace: Workspace, phases: tuple[Phase, ...], known: tuple[Phase, ...], facts: Facts
) -> Facts:
    """Return the facts for these phases, of which those of the phases `known` are `facts`.

    Nobody is told how to restore what is lost.
    """
    rest = tuple(phase for phase in phases if phase not in known)
    if not rest:
        return facts
    further = gather(workspace, rest, fixes=False)
    return Facts(
        facts.today,
        {**further.evidence, **facts.evidence},
        {**further.checks, **facts.checks},
    )


def gather_again(
    workspace: Workspace, project: Project, phases: tuple[Phase, ...], before: Facts
) -> Facts:
    """Return the facts for the record as it is under the lock.

    Those gathered before are returned if the record is the same. If somebody else saved it in
    between, it may cite other files.
    """
    if project.record == workspace.record:
        return before
    return gather(workspace._replace(record=project.record), phases)


def _followed(
    workspace: Workspace, phases: tuple[Phase, ...], lost: dict[str, EvidenceFact]
) -> dict[str, EvidenceFact]:
    """Return missing evidence whose content is elsewhere now, with that place."""
    from tpmcli.repo.moved import find_moved

    digests = cited_digests(workspace.project, phases)
    wanted = {target: digests[target] for target in lost if target in digests}
    moved = find_moved(workspace.tree, wanted)
    return {target: lost[target]._replace(moved_to=path) for target, path in moved.items()}


def run_checks(
    workspace: Workspace, phases: tuple[Phase, ...]
) -> dict[str, tuple[CheckResult, ...]]:
    """Return the results of the checks that the gates of these phases ask for, by item id."""
    items = checked_items(workspace.project, phases)
    if not items:
        return {}
    from tpmcli.app.check_runner import check_items

    return check_items(workspace, items)
