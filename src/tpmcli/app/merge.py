"""`tpm merge`: resolve a conflicted project file by its records, from git's three stages."""

import os
from typing import NamedTuple

from tpmcli.app.blocks import phases_of
from tpmcli.app.context import CommandContext
from tpmcli.app.elsewhere import locate
from tpmcli.app.workspace import INCREMENTS, RECORD, load_requirements
from tpmcli.model.errors import InvalidInputError, RefusedError
from tpmcli.model.fix import Command, File
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import Record
from tpmcli.repo.atomic import update
from tpmcli.repo.conflict_stages import Stages, conflicted
from tpmcli.repo.git import Git, open_git
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.project import Project
from tpmcli.store.record.file import read_record
from tpmcli.store.record.merge import Conflict, merge
from tpmcli.store.record.tidy import readable


class MergeOutcome(NamedTuple):
    """The files that were merged, and what is left to a person in each."""

    files: tuple[str, ...]
    conflicts: tuple[tuple[str, Conflict], ...]


def merge_project_files(session: CommandContext) -> MergeOutcome:
    """Merge every conflicted project file of the project, leaving only real contradictions.

    Raises:
        RefusedError: no project file is conflicted, or one was resolved by hand.
        InvalidInputError: a side cannot be read.
    """
    root = locate(session.folder)
    git = open_git(root, session.env)
    if git is None:
        raise InvalidInputError([Problem(Flaw.NO_GIT_FOR_MERGE)])
    files = [
        path
        for path in conflicted(git)
        if path == RECORD or (path.startswith(f"{INCREMENTS}/") and path.endswith(".yaml"))
    ]
    if not files:
        raise RefusedError("no project file is in conflict", Command(("git", "status")))
    conflicts = [(path, conflict) for path in files for conflict in _merge_file(root, git, path)]
    return MergeOutcome(tuple(files), tuple(conflicts))


def _merge_file(root: str, git: Git, path: str) -> tuple[Conflict, ...]:
    stages = Stages.read(git, path)
    ours, theirs = stages.ours, stages.theirs
    if ours is None or theirs is None:
        hint = Hint(Remedy.KEEP_OTHER_SIDE)
        if ours is None:
            raise InvalidInputError([Problem(Flaw.OUR_SIDE_REMOVED, (), path, hint=hint)])
        raise InvalidInputError([Problem(Flaw.THEIR_SIDE_REMOVED, (), path, hint=hint)])
    policy, checklist = load_requirements(WorkTree(root))
    kind = _kind(ours, path)
    project = Project(policy, checklist, Record(policy.id, "", kind))
    result = merge(stages.base, ours, theirs, path, phases_of(project))
    update(os.path.join(root, path), lambda now: _merged(now, result.data, path))
    return result.conflicts


def _merged(now: bytes | None, merged: bytes, path: str) -> bytes:
    """Return the merge, unless a person has resolved the file already."""
    if now is not None and b"<<<<<<<" not in now and now != merged:
        raise RefusedError(
            f"`{path}` contains no conflict markers: it is already resolved",
            Command(("git", "add", File(path))),
        )
    return merged


def _kind(data: bytes, path: str) -> str:
    outline = readable(data, f"{path} (ours)").cut
    return read_record(outline.to_bytes(), path).kind
