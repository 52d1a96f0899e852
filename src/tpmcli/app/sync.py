"""`tpm sync`: give a project file the blocks that today's checklists ask for."""

import os
from typing import NamedTuple

from tpmcli.app.blocks import blocks_of
from tpmcli.app.workspace import Workspace, refuse_foreign
from tpmcli.repo.atomic import update
from tpmcli.rules.orphans import retirable
from tpmcli.store.record.file import read_project, record_of
from tpmcli.store.record.text import ProjectText, Synced
from tpmcli.store.record.text import sync as sync_text


class SyncResult(NamedTuple):
    """The blocks that came and went."""

    path: str
    added: tuple[str, ...]
    retired: tuple[str, ...]


def sync(workspace: Workspace) -> SyncResult:
    """Add missing blocks, and retire those of gone items that no entry relies on."""
    done: list[Synced] = []
    path, policy = workspace.record_path, workspace.policy

    def rewrite(data: bytes | None) -> bytes:
        document = read_project(data or b"", path)
        record = record_of(document)
        refuse_foreign(record, policy)
        project = workspace.project._replace(record=record)
        text = ProjectText.parse(data or b"", document)
        done.append(sync_text(text, blocks_of(workspace), retirable(project)))
        return done[0].data

    update(os.path.join(workspace.root, path), rewrite)
    return SyncResult(path, done[0].added, done[0].retired)
