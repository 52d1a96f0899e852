"""`tpm portfolio`: many projects, each evaluated as `tpm status` does. Changes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

from tpmcli.app.context import CommandContext
from tpmcli.app.portfolio_evaluation import Evaluator
from tpmcli.model.errors import Exit, InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.projects import ProjectPlace, find_projects
from tpmcli.rules.portfolio import ProjectSummary

# For fewer projects, another process costs more time than it saves.
FEW = 16
_HINT = Hint(Remedy.NAME_TRACKED_FOLDERS)


Listener = Callable[[int, int], None]
"""Is told how many of how many projects are done."""


def summarise_projects(
    context: CommandContext,
    paths: Sequence[str],
    jobs: int = 0,
    listener: Listener | None = None,
) -> Iterator[ProjectSummary]:
    """Yield the summary of every project in these folders and below them, by folder.

    `jobs` is the number of processes; 0 for as many as are worth it.

    Raises: UsageError if a path is not a folder; InvalidInputError if there is no project at all.
    """
    places = _places(context, paths or ["."])
    jobs = min(jobs, len(places)) or max(1, min(os.cpu_count() or 1, len(places) // FEW))
    if jobs > 1:
        from tpmcli.app.portfolio_workers import evaluate_parallel

        found = evaluate_parallel(places, context.folder, context.today(), jobs)
    else:
        evaluator = Evaluator(context.folder, context.today())
        found = map(evaluator.evaluate, places)
    for done, summary in enumerate(found, 1):
        if listener is not None:
            listener(done, len(places))
        yield summary


def _places(context: CommandContext, paths: Sequence[str]) -> list[ProjectPlace]:
    """Return the projects at or below the paths, each once; a path without any is a problem."""
    found: dict[str, ProjectPlace] = {}
    empty: list[ProjectPlace] = []
    for path in paths:
        folder = os.path.join(context.folder, path)
        places = find_projects(folder)
        if not places:
            root = os.path.realpath(folder)
            trouble = Problem(Flaw.NO_PROJECT_HERE, hint=_HINT)
            empty.append(ProjectPlace(root, trouble=trouble, code=Exit.UNEVALUATED))
        for place in places:
            found.setdefault(place.root, place)
    if not found:
        raise InvalidInputError([Problem(Flaw.NO_PROJECT_AT, (tuple(paths),), hint=_HINT)])
    for place in empty:
        found.setdefault(place.root, place)
    return list(found.values())
