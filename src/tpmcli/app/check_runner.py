"""The automated checks of items, run on the project's files.

Programs are not run here: a check of the kind `command` looks its recorded result up.
"""

from __future__ import annotations

from functools import cache

from tpmcli.app.workspace import Workspace
from tpmcli.checks.base import CheckContext
from tpmcli.checks.registry import run_check
from tpmcli.model.checklist import Item
from tpmcli.model.facts import CheckResult
from tpmcli.repo.history import git_history
from tpmcli.repo.lfs import LfsTree


def check_items(workspace: Workspace, items: list[Item]) -> dict[str, tuple[CheckResult, ...]]:
    """Return the results of the items' checks by item id, in the order of `item.checks`.

    The digest of the tracked files is made at most once, and only if a recorded run needs it.
    """

    @cache
    def digest() -> str:
        from tpmcli.repo.tree_digest import tree_digest

        return tree_digest(workspace.tree)

    context = CheckContext(
        LfsTree(workspace.tree),
        workspace.artifacts,
        workspace.today,
        workspace.history or git_history(workspace.root, workspace.today),
        tree_digest=digest,
        base=LfsTree(workspace.earlier.tree) if workspace.earlier is not None else None,
    )
    results = {}
    for item in items:
        of_item = context._replace(runs=workspace.record.item(item.id).runs)
        results[item.id] = tuple(run_check(spec, of_item) for spec in item.checks)
    return results
