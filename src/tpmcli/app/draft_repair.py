"""Repairing a draft in which a step was cut off, before it is used again.

A save that reached the project file is committed, with the time at which it was recorded. One that
did not, or that cannot be committed, is taken back: nobody was told that it was saved.
"""

import os
from enum import StrEnum

from tpmcli.app.draft_record import commit_record
from tpmcli.model.errors import TpmError
from tpmcli.repo.draft_tree import DraftTree

UPLOADS = "docs/evidence"


class Repair(StrEnum):
    """What the opening of a draft found and repaired."""

    NOTHING = "nothing"
    COMMITTED = "committed"
    TAKEN_BACK = "taken-back"
    RESTORED = "restored"


def repair(tree: DraftTree, folder: str) -> Repair:
    """Make the draft's files those of its last commit, and return how.

    `folder` is the project's in it.
    """
    tree.unlock()
    step = tree.step()
    if step is None:
        if tree.is_clean():
            return Repair.NOTHING
        tree.reset()
        return Repair.RESTORED
    done = Repair.RESTORED
    if step.what == "save" and step.head == tree.head():
        done = _finish(tree, folder)
    take_back(tree, folder)
    return done


def _finish(tree: DraftTree, folder: str) -> Repair:
    try:
        recorded = commit_record(tree, folder, late=True)
    except TpmError:
        return Repair.TAKEN_BACK
    return Repair.COMMITTED if recorded.commit else Repair.TAKEN_BACK


def take_back(tree: DraftTree, folder: str) -> None:
    """Drop what is in the draft's files and in no commit, and end the step."""
    tree.reset()
    if os.path.isdir(os.path.join(folder, UPLOADS)):
        tree.drop_untracked(os.path.join(folder, UPLOADS))
    tree.end()
