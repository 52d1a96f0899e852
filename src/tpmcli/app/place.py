"""Where the reader of a command stands, as seen from a project."""

from __future__ import annotations

import os

from tpmcli.app.context import CommandContext
from tpmcli.model.errors import TpmError
from tpmcli.model.place import Place
from tpmcli.repo.discover import find_project, find_repository, is_below, path_below


def place_of(context: CommandContext, root: str) -> Place:
    """Return where the reader stands, as seen from the project in the folder `root`.

    From outside of it, the project is named with -C.
    """
    here, top = os.path.realpath(context.folder), os.path.realpath(root)
    named = context.directory
    directory = "" if not named or os.path.normpath(named) == os.curdir else named
    given = Place(directory, "", context.increment, context.person)
    if here == top:
        return given
    if is_below(here, top):
        return given._replace(inside=path_below(here, top))
    return given._replace(directory=os.path.join(context.directory, os.path.relpath(top, here)))


def place_here(context: CommandContext) -> Place:
    """Return where the reader stands; the project is the one around the folder, if any."""
    try:
        root = find_project(context.folder)
    except TpmError:
        root = None
    return place_of(context, root or context.folder)


def project_root(folder: str, prefix: str) -> str:
    """Return the folder of the project at `prefix` in the repository around a folder."""
    repository = find_repository(folder)
    return os.path.join(repository.top if repository is not None else folder, prefix)
