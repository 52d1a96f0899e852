"""Evidence to propose: existing files that match the globs of an item."""

from __future__ import annotations

from itertools import islice

from tpmcli.app.citable import accepted, citable
from tpmcli.app.find_globs import find_globs
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.model.evidence_view import CitableProposals, EvidenceProposals, Proposal
from tpmcli.repo.commit_order import newest_first
from tpmcli.repo.content import is_binary
from tpmcli.rules.authorisation import find_item
from tpmcli.text.documents import document_format
from tpmcli.text.headings import headings
from tpmcli.text.usual_names import find_paths

_MOST = 9
_MOST_LISTED = 50
_LOOKED_AT = 64 * 1024
# Of so many files it is found out whether they can be cited.
_MOST_READ = 50
_WORKFLOWS = ".github/workflows/"
# In `on` of a workflow: alone, in a list of either style, or as a key.
_ON_PULL_REQUEST = (
    r"""^\s*(?:["']?on["']?\s*:[^#\n]*?|-\s*)?["']?\bpull_request["']?\s*(?:[:,\]}#]|$)"""
)


def propose(workspace: Workspace, item: Item, most: int = _MOST) -> CitableProposals:
    """Return the files that match the item's `find` globs and can be cited, newest first.

    There are at most `most` of them.
    """
    newest = _ordered(workspace, item)
    taken = tuple(islice(accepted(workspace, item, newest[:_MOST_READ]), most))
    files = tuple(Proposal(path, _heading(workspace, path)) for path in taken)
    return CitableProposals(files, "" if taken else next(iter(newest), ""))


def find_evidence(workspace: Workspace, name: str, most: int = _MOST_LISTED) -> EvidenceProposals:
    """Return every file that matches, for `tpm evidence find`, with their number.

    Raises: UsageError if there is no such item.
    """
    item = find_item(workspace.project, name)
    newest = _ordered(workspace, item)
    files = tuple(Proposal(path, _heading(workspace, path)) for path in newest[:most])
    cited = next(citable(workspace, item, newest[:_MOST_READ]), "")
    return EvidenceProposals(item, files, len(newest), tuple(find_globs(workspace, item)), cited)


def _ordered(workspace: Workspace, item: Item) -> list[str]:
    """Return the newest files first, but before them workflows that run on pull requests."""
    newest = _newest(workspace, item)
    if not any(path.startswith(_WORKFLOWS) for path in newest):
        return newest
    return sorted(newest, key=lambda path: not _runs_on_pull_requests(workspace, path))


def _runs_on_pull_requests(workspace: Workspace, path: str) -> bool:
    if not path.startswith(_WORKFLOWS):
        return False
    import re

    return re.search(_ON_PULL_REQUEST, _start(workspace, path), re.MULTILINE) is not None


def _newest(workspace: Workspace, item: Item) -> list[str]:
    if not item.evidence.find:
        return []
    found = find_paths(find_globs(workspace, item), workspace.tree.files())
    return newest_first(workspace.tree, workspace.root, found)


def _heading(workspace: Workspace, path: str) -> str:
    """Return the first heading near the beginning of a document; empty if there is none."""
    form = document_format(path)
    found = headings(_start(workspace, path), form) if form else []
    return found[0].title if found else ""


def _start(workspace: Workspace, path: str) -> str:
    """Return the beginning of a text file; empty if it cannot be read, or is binary."""
    try:
        start = next(workspace.tree.chunks(path), b"")[:_LOOKED_AT]
    except OSError:
        return ""
    return "" if is_binary(start) else start.decode("utf-8-sig", "ignore")
