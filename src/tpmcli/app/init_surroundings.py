"""The projects around the folder of a new one, and below it: each has gates of its own."""

import os
from contextlib import suppress
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.model.errors import InvalidInputError
from tpmcli.repo.discover import find_project


class Surroundings(NamedTuple):
    """Other projects of the same repository, relative to the folder of a new one.

    `above` is the folder of the project around it, empty for none.
    """

    above: str
    below: tuple[str, ...]


def find_surroundings(context: CommandContext) -> Surroundings:
    """Return the projects around the folder of a new one, and below it.

    A project that cannot be examined is none.
    """
    from tpmcli.repo.projects import nested_projects

    folder = os.path.realpath(context.folder)
    parent = os.path.dirname(folder)
    above = None
    # A repository begins here, or the file system does: what is above is another's.
    if not os.path.lexists(os.path.join(folder, ".git")) and parent != folder:
        with suppress(InvalidInputError):
            above = find_project(parent)
    return Surroundings(
        os.path.relpath(above, folder) if above else "",
        tuple(nested_projects(folder, context.env)),
    )
