"""Evidence to propose: files that are there, where an item says to look."""

from __future__ import annotations

from typing import NamedTuple

from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.rules.headings import format_of, headings
from tpmcli.rules.paths import glob_paths

_MOST = 9
_LOOKED_AT = 64 * 1024


class Proposal(NamedTuple):
    """A file that may serve as evidence, with its first heading (or empty)."""

    path: str
    heading: str


def propose(workspace: Workspace, item: Item, most: int = _MOST) -> list[Proposal]:
    """The tracked files that the item's `find` globs name, newest first, at most so many."""
    if not item.evidence.find:
        return []
    found = glob_paths(item.evidence.find, workspace.tree.files())
    newest = sorted(found, key=lambda path: (-workspace.tree.modified(path), path))[:most]
    return [Proposal(path, _heading(workspace, path)) for path in newest]


def _heading(workspace: Workspace, path: str) -> str:
    try:
        text = workspace.tree.read(path, _LOOKED_AT).decode("utf-8")
    except (OSError, ValueError):
        return ""
    found = headings(text, format_of(path))
    return found[0].title if found else ""
