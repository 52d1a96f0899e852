"""Which increment was current before, as the commits of a branch have it."""

from __future__ import annotations

from collections.abc import Collection

from tpmcli.app.workspace import RECORD
from tpmcli.model.errors import InvalidInputError, TpmError
from tpmcli.repo.authorship import contents, objects_at
from tpmcli.repo.git import Git
from tpmcli.repo.mainline import mainline
from tpmcli.store.record.file import read_record

# So many commits of the project file are looked at.
_MOST = 500


def seen_before(git: Git, revision: str, prefix: str, kept: Collection[str]) -> str:
    """Return which of the kept increments was current last, empty if no commit tells.

    One that is not kept was undone. The branch at `revision` is followed along its first parents;
    `prefix` is the project's folder.
    """
    path = f"{prefix}/{RECORD}" if prefix else RECORD
    try:
        commits = [each.id for each in mainline(git, revision, [path], _MOST).commits]
        objects = objects_at(git, commits, (path,))
        found = [objects[commit, path] for commit in commits if (commit, path) in objects]
        known = contents(git, sorted(set(found)))
    except TpmError:
        # No commit yet, or a part of the history is missing.
        return ""
    for object_id in found:
        try:
            name = read_record(known[object_id], path).increment
        except InvalidInputError:
            continue
        if name in kept:
            return name
    return ""
