"""What the repository has: the facts that the rules judge by, gathered in one pass."""

from __future__ import annotations

from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Phase
from tpmcli.model.verdict import CheckResult, Facts
from tpmcli.repo.evidence import look
from tpmcli.rules.scope import checked_items, evidence_paths


def gather(workspace: Workspace, phases: tuple[Phase, ...]) -> Facts:
    """The facts needed to judge these phases: cited evidence, and the items' automated checks."""
    project = workspace.project
    paths = evidence_paths(project, phases)
    workspace.tree.prefetch(path.partition("#")[0] for path in paths)
    return Facts(workspace.today, look(workspace.tree, paths), run_checks(workspace, phases))


def run_checks(
    workspace: Workspace, phases: tuple[Phase, ...]
) -> dict[str, tuple[CheckResult, ...]]:
    """The results of the checks that the gates of these phases ask for, by item id."""
    items = checked_items(workspace.project, phases)
    if not items:
        return {}
    from tpmcli.app.checking import check_items

    return check_items(workspace, items)
