"""`tpm answer --clear`: take answers back."""

from collections.abc import Sequence

from tpmcli.app.answer import AnswerResult
from tpmcli.app.saving import BlockEdit, item_block, save
from tpmcli.app.workspace import Workspace
from tpmcli.rules.authorisation import find_items
from tpmcli.rules.project import Project
from tpmcli.rules.taking_back import check_clearing_allowed


def clear(workspace: Workspace, names: Sequence[str]) -> AnswerResult:
    """Remove the answer of every named item, or of none.

    Waivers and check results stay. A sign-off that covers such an answer is outdated from then on.

    Raises: UsageError if an item does not exist; RefusedError if it has no answer, or a decision
    locks it.
    """
    found = find_items(workspace.project, names)
    items = tuple({item.id: item for item in found}.values())

    def change(project: Project) -> list[BlockEdit]:
        edits = []
        for item in items:
            check_clearing_allowed(project, item)
            block = item_block(project.record.item(item.id)._replace(answer=None, incomplete=None))
            edits.append(BlockEdit("items", item.id, block))
        return edits

    return AnswerResult(save(workspace, change), items, ())
