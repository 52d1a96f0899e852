"""The automated checks of items, run on the project's files."""

from __future__ import annotations

from tpmcli.app.workspace import Workspace
from tpmcli.checks.base import CheckContext
from tpmcli.checks.registry import run_check
from tpmcli.model.checklist import Item
from tpmcli.model.verdict import CheckResult
from tpmcli.repo.history import git_history


def check_items(workspace: Workspace, items: list[Item]) -> dict[str, tuple[CheckResult, ...]]:
    """Every check of these items, by item id, in the order in which the item declares them."""
    context = CheckContext(
        workspace.tree, None, workspace.today, git_history(workspace.root, workspace.today)
    )
    return {item.id: tuple(run_check(spec, context) for spec in item.checks) for item in items}
