"""Which files can be cited as evidence, so that nothing is offered that is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tpmcli.app.cite import cite_again
from tpmcli.app.weak_evidence import grade_reuse
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.model.errors import RefusedError
from tpmcli.model.record import Evidence
from tpmcli.text.paths import can_be_cited, whole_file


def citable(workspace: Workspace, item: Item, paths: Iterable[str]) -> Iterator[str]:
    """Yield the paths that a printed command can cite for an item, in their order.

    Each file is read only when its turn comes.
    """
    return accepted(workspace, item, filter(can_be_cited, paths))


def accepted(workspace: Workspace, item: Item, paths: Iterable[str]) -> Iterator[str]:
    """Yield the same, also those whose names cannot be typed as they are shown."""
    return (path for path in paths if _is_taken(workspace, item, path))


def _is_taken(workspace: Workspace, item: Item, path: str) -> bool:
    cited = (Evidence(path=whole_file(path)),)
    try:
        cite_again(workspace, cited)
        grade_reuse(workspace, workspace.record, [item.id], cited)
    except RefusedError:
        return False
    return True
