"""Which files can be cited as evidence, so that no command is printed that is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tpmcli.app.cite import cite_again
from tpmcli.app.weak_evidence import grade_reuse
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.model.errors import RefusedError
from tpmcli.model.record import Evidence
from tpmcli.text.paths import can_be_cited


def citable(workspace: Workspace, item: Item, paths: Iterable[str]) -> Iterator[str]:
    """Yield the paths that can be cited for an item as they are now, in their order.

    Each file is read only when its turn comes.
    """
    for path in paths:
        if can_be_cited(path) and _is_taken(workspace, item, path):
            yield path


def _is_taken(workspace: Workspace, item: Item, path: str) -> bool:
    cited = (Evidence(path=path),)
    try:
        cite_again(workspace, cited)
        grade_reuse(workspace, workspace.record, [item.id], cited)
    except RefusedError:
        return False
    return True
