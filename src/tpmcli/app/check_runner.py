"""The automated checks of items, run on the project's files.

Programs are not run here: a check of the kind `command` looks its recorded result up.
"""

from __future__ import annotations

from functools import cache

from tpmcli.app.workspace import Workspace
from tpmcli.checks.base import CheckContext, CitedEvidence
from tpmcli.checks.registry import run_check
from tpmcli.model.checklist import Item
from tpmcli.model.facts import CheckResult
from tpmcli.model.record import Answer
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
        increment=workspace.record.increment,
    )
    results = {}
    for item in items:
        record = workspace.record.item(item.id)
        of_item = context._replace(runs=record.runs, cited=_cited(record.answer))
        results[item.id] = tuple(run_check(spec, of_item) for spec in item.checks)
    return results


def _cited(answer: Answer | None) -> CitedEvidence:
    if answer is None:
        return CitedEvidence()
    paths = tuple(each.path for each in answer.evidence if each.path)
    links = tuple(each.url for each in answer.evidence if each.url)
    return CitedEvidence(str(answer.value), paths, links)
