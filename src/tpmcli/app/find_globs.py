"""Where the evidence of an item is looked for in this project."""

from __future__ import annotations

from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.store.checklists import shipped
from tpmcli.text.find_patterns import in_folders, written_out


def find_globs(workspace: Workspace, item: Item) -> list[str]:
    """Return the item's patterns: lists written out, in the policy's folders of documents."""
    patterns = item.evidence.find
    if any(pattern.startswith("@") for pattern in patterns):
        patterns = tuple(written_out(patterns, shipped.find_lists()))
    return in_folders(patterns, workspace.policy.documents)
