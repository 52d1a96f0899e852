"""Saving: a change to the record, made under the lock on what is there at that moment."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tpmcli.app.blocks import blocks_of
from tpmcli.app.workspace import Workspace, refuse_foreign
from tpmcli.model.errors import InvalidInputError, UsageError
from tpmcli.model.problem import Flaw, Problem
from tpmcli.model.record import ItemRecord, Record
from tpmcli.repo.atomic import update
from tpmcli.rules.project import Project
from tpmcli.store.formats.fields import plain
from tpmcli.store.record.file import read_project, record_of, record_of_edit

if TYPE_CHECKING:
    from tpmcli.store.record.canonical import Phases
    from tpmcli.store.yaml.reader import Document


class BlockEdit(NamedTuple):
    """One block of the project file and what it holds from now on; None if it goes."""

    section: str
    key: str
    value: Mapping[str, object] | Sequence[object] | None


class Saved(NamedTuple):
    """The project after a save, and the bytes of the project file before and after it."""

    workspace: Workspace
    before: bytes
    after: bytes


def save(workspace: Workspace, change: Callable[[Project], list[BlockEdit]]) -> Workspace:
    """Apply a change to the project file and return the project as it is then.

    `change` and what it may raise are those of `save_bytes`.
    """
    return save_bytes(workspace, change).workspace


def save_bytes(workspace: Workspace, change: Callable[[Project], list[BlockEdit]]) -> Saved:
    """Apply a change to the project file and return what it made of the file.

    `change` is called under the lock with the record as it is on disk, so that two people who save
    at once never overwrite each other; what it raises leaves the file untouched. Only the blocks
    that it names are changed. The file is read once.
    """
    policy, path = workspace.policy, workspace.record_path
    saved: list[Saved] = []

    def rewrite(data: bytes | None) -> bytes:
        if data is None:
            raise file_missing(path)
        document = read_project(data, path)
        record = record_of(document)
        refuse_foreign(record, policy)
        edits = change(workspace.project._replace(record=record))
        after = data
        if edits:
            after, record = _edited(data, document, edits, blocks_of(workspace))
        saved.append(Saved(workspace._replace(record=record), data, after))
        return after

    update(os.path.join(workspace.root, path), rewrite)
    return saved[0]


def file_missing(path: str) -> InvalidInputError:
    """Return the error that the project file vanished."""
    return InvalidInputError([Problem(Flaw.FILE_MISSING, (), path)])


def _edited(
    data: bytes, document: "Document", edits: Sequence[BlockEdit], phases: "Phases"
) -> tuple[bytes, Record]:
    """Return the file with its edits, and the record that it holds then.

    Raises:
        UsageError: what was typed cannot be recorded, such as a note with a character that changes
            the writing direction. The record before it was sound.
    """
    from tpmcli.store.record.canonical import layout
    from tpmcli.store.record.text import ProjectText

    text = ProjectText.parse(data, document)
    places = layout(phases)
    try:
        for edit in edits:
            if edit.value is None:
                text.remove(edit.section, [edit.key])
                continue
            value = edit.value if isinstance(edit.value, Mapping) else list(edit.value)
            text.set_block(edit.section, edit.key, value, places)
        rewritten = text.to_bytes()
        return rewritten, record_of_edit(text.value, rewritten, document.file)
    except InvalidInputError as error:
        from tpmcli.render.problem import problem_message

        problem = error.problems[0]
        hint = problem.hint or "nothing was changed; write it without that"
        message = f"this cannot be recorded: {problem_message(problem)}"
        raise UsageError(message, hint) from error


def item_block(item: ItemRecord) -> dict[str, object]:
    """Return what the project file holds of an item."""
    block: dict[str, object] = dict(item.raw_answer or {})
    if item.waivers:
        block["waivers"] = [dict(waiver.raw) for waiver in item.waivers]
    if item.runs:
        block["runs"] = [plain(run) for run in item.runs]
    return block
