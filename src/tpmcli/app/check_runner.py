"""The automated checks of items: run on the project's files, or looked up where they need a
program.
"""

from __future__ import annotations

from tpmcli.app.workspace import Workspace
from tpmcli.checks.base import CheckContext
from tpmcli.checks.registry import RECORDED, run_check
from tpmcli.model.checklist import CheckSpec, Item
from tpmcli.model.facts import CheckResult
from tpmcli.repo.history import git_history


def check_items(workspace: Workspace, items: list[Item]) -> dict[str, tuple[CheckResult, ...]]:
    """Every check of these items, by item id, in the order in which the item declares them."""
    looker = _CheckRunner(workspace)
    return {item.id: tuple(looker.look(item, spec) for spec in item.checks) for item in items}


class _CheckRunner:
    """One look at the project's checks; the digest of its files is made once, when needed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._context = CheckContext(
            workspace.tree,
            workspace.artifacts,
            workspace.today,
            workspace.history or git_history(workspace.root, workspace.today),
        )
        self._digest = ""

    def look(self, item: Item, spec: CheckSpec) -> CheckResult:
        if spec.kind not in RECORDED:
            return run_check(spec, self._context)
        from tpmcli.checks.command import recorded

        runs = self._workspace.record.item(item.id).runs
        return recorded(spec, runs, self._tree_digest)

    def _tree_digest(self) -> str:
        if not self._digest:
            from tpmcli.repo.tree_digest import tree_digest

            self._digest = tree_digest(self._workspace.tree)
        return self._digest
