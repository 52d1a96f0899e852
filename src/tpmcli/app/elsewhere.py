"""Projects that are in the repository, but not where one was asked for."""

from collections.abc import Sequence

from tpmcli.app.context import CommandContext
from tpmcli.app.workspace import Workspace, open_workspace
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.discover import find_project, find_repository, governed_folders

# How many folders are named.
_SHOWN = 5


def open_project(context: CommandContext) -> Workspace:
    """Load the project around the current folder.

    Raises: InvalidInputError as `open_workspace`; it names the projects below if only those exist.
    """
    try:
        return open_workspace(context)
    except InvalidInputError:
        if find_project(context.folder) is None and find_repository(context.folder) is not None:
            from tpmcli.repo.worktree import WorkTree

            paths = WorkTree(context.folder).paths()
            refuse_elsewhere("", governed_folders(paths), all_projects=False)
        raise


def refuse_elsewhere(here: str, governed: Sequence[str], *, all_projects: bool) -> None:
    """Raise InvalidInputError, with the way to judge them, if projects exist, but not here.

    `here` is a folder of the repository, `governed` those that hold a `.tpm`.
    """
    from posixpath import relpath

    if not governed:
        return
    places = tuple(relpath(folder or ".", here or ".") for folder in governed[:_SHOWN])
    if all_projects:
        hint = Hint(Remedy.RESTORE_OR_REMOVE)
        raise InvalidInputError([Problem(Flaw.TPM_WITHOUT_PROJECT, (places,), hint=hint)])
    hint = Hint(Remedy.NAME_PROJECT, (places[0],))
    raise InvalidInputError([Problem(Flaw.PROJECTS_ELSEWHERE, (places,), hint=hint)])
