"""Evidence to propose: existing files that match the globs of an item."""

from __future__ import annotations

from tpmcli.app.find_globs import find_globs
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.model.evidence_view import EvidenceProposals, Proposal
from tpmcli.repo.content import is_binary
from tpmcli.rules.authorisation import find_item
from tpmcli.text.headings import format_of, headings
from tpmcli.text.usual_names import find_paths

_MOST = 9
_MOST_LISTED = 50
_LOOKED_AT = 64 * 1024


def propose(workspace: Workspace, item: Item, most: int = _MOST) -> list[Proposal]:
    """Return the tracked files that match the item's `find` globs, newest first.

    There are at most `most` of them.
    """
    newest = _newest(workspace, item)[:most]
    return [Proposal(path, _heading(workspace, path)) for path in newest]


def find_evidence(workspace: Workspace, name: str, most: int = _MOST_LISTED) -> EvidenceProposals:
    """Return the same for `tpm evidence find`, with the number of all files.

    Raises: UsageError if there is no such item.
    """
    item = find_item(workspace.project, name)
    newest = _newest(workspace, item)
    files = tuple(Proposal(path, _heading(workspace, path)) for path in newest[:most])
    return EvidenceProposals(item, files, len(newest), tuple(find_globs(workspace, item)))


def _newest(workspace: Workspace, item: Item) -> list[str]:
    if not item.evidence.find:
        return []
    found = find_paths(find_globs(workspace, item), workspace.tree.files())
    return sorted(found, key=lambda path: (-workspace.tree.modified(path), path))


def _heading(workspace: Workspace, path: str) -> str:
    """Return the first heading near the beginning of a text file; empty if there is none."""
    try:
        start = next(workspace.tree.chunks(path), b"")[:_LOOKED_AT]
    except OSError:
        return ""
    if is_binary(start):
        return ""
    text = start.decode("utf-8-sig", "ignore")
    found = headings(text, format_of(path))
    return found[0].title if found else ""
