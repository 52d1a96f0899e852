"""Projects that are in the repository, but not where one was asked for."""

from collections.abc import Sequence

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.discover import (
    find_project,
    find_repository,
    governed_folders,
    require_project,
)

# How many folders are named.
_SHOWN = 5


def locate(folder: str) -> str:
    """Return the folder of the project around a folder.

    Raises: InvalidInputError if there is none; projects below it are named.
    """
    try:
        return require_project(folder)
    except InvalidInputError:
        if find_project(folder) is None and find_repository(folder) is not None:
            from tpmcli.repo.worktree import WorkTree

            refuse_elsewhere("", governed_folders(WorkTree(folder).paths()), all_projects=False)
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
