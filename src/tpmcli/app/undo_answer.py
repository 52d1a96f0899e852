"""Take back an answer that was just recorded, so that exactly what stood before stands again.

`tpm answer --clear` leaves no answer; this leaves the one before, byte for byte as it was written.
If somebody else saved in between, their change stays, and the answer before is written anew.
"""

import os
from typing import NamedTuple

from tpmcli.app.answer import AnswerResult
from tpmcli.app.saving import BlockEdit, file_missing, item_block, save
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.model.errors import RefusedError
from tpmcli.model.fix import tpm
from tpmcli.model.record import Answer, Record
from tpmcli.model.sha256 import sha256
from tpmcli.repo.atomic import update
from tpmcli.rules.authorisation import refuse_bound
from tpmcli.rules.project import Project
from tpmcli.store.record.file import read_project, record_of


class UndoStep(NamedTuple):
    """One answer that can be taken back.

    `before` is the answer that it replaced, None for none. In the project file, whose SHA-256 was
    `digest` then, it put the bytes `new` at the place `start` where `old` had been.
    """

    item: Item
    before: Answer | None
    answer: Answer
    start: int
    old: bytes
    new: bytes
    digest: bytes


def undo_step(result: AnswerResult) -> UndoStep:
    """Return how to take back the answer to the one item of a result."""
    (item,), (before,) = result.items, result.replaced
    answer, saved = result.workspace.record.item(item.id).answer, result.saved
    if answer is None or saved is None:
        raise ValueError(f"no answer to {item.id} was recorded")
    start = _alike(saved.before, saved.after)
    old, new = saved.before[start:], saved.after[start:]
    end = _alike(old[::-1], new[::-1])
    return UndoStep(
        item,
        before,
        answer,
        start,
        old[: len(old) - end],
        new[: len(new) - end],
        sha256(saved.after).digest(),
    )


def undo_answer(workspace: Workspace, step: UndoStep) -> Workspace:
    """Put back what stood before the answer, and return the project as it is then.

    Raises: RefusedError if the item was answered again since, or a decision locks the answer.
    """
    path = workspace.record_path
    restored: list[Record] = []

    def restore(data: bytes | None) -> bytes:
        if data is None:
            raise file_missing(path)
        if sha256(data).digest() != step.digest:
            return data
        behind = step.start + len(step.new)
        text = data[: step.start] + step.old + data[behind:]
        restored.append(record_of(read_project(text, path)))
        return text

    def change(project: Project) -> list[BlockEdit]:
        record = project.record.item(step.item.id)
        if record.answer != step.answer:
            raise RefusedError(
                f"“{step.item.title}” was answered again since; nothing was taken back",
                tpm("why", step.item.id),
            )
        refuse_bound(project, step.item)
        block = item_block(record._replace(answer=step.before, incomplete=None))
        return [BlockEdit("items", step.item.id, block)]

    update(os.path.join(workspace.root, path), restore)
    if restored:
        return workspace._replace(record=restored[0])
    return save(workspace, change)


def _alike(one: bytes, other: bytes) -> int:
    """Return how many bytes both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
