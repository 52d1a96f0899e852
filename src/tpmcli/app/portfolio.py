"""`tpm portfolio`: many projects, each judged as `tpm status` does. Reads, and changes nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from tpmcli.app.context import CommandContext
from tpmcli.app.portfolio_evaluation import CacheEntry, Evaluator
from tpmcli.model.errors import Exit, InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.discover import is_below
from tpmcli.repo.projects import ProjectPlace, find_projects
from tpmcli.rules.portfolio import ProjectSummary

# For fewer, a further process or a look at the cache takes longer than it saves.
FEW = 16
_HINT = Hint(Remedy.NAME_TRACKED_FOLDERS)


def summarise_projects(
    session: CommandContext, paths: Sequence[str], jobs: int = 0, cache: str | None = None
) -> list[ProjectSummary]:
    """The standing of every project in these folders and below them, in no particular order.

    `jobs` is how many processes share the work; 0 for as many as pay. `cache` is the file in which
    what was found is kept for the next time where there is much of it; "" for that of the user,
    None for none. Raises UsageError for a path that is no folder, InvalidInputError where there is
    no project at all.
    """
    places = _places(session, paths or ["."])
    today = session.today()
    if cache is None or len(places) < FEW:
        return evaluate_projects(places, session.folder, today, jobs)[0]
    from tpmcli.app.portfolio_cache import default_path, open_cache

    path = cache or default_path()
    real = os.path.realpath(path)
    if any(is_below(real, place.top or place.root) for place in places):
        return evaluate_projects(places, session.folder, today, jobs)[0]
    kept = open_cache(path)
    summaries, learnt = evaluate_projects(places, session.folder, today, jobs, kept.known)
    kept.save(learnt)
    return summaries


def evaluate_projects(
    places: Sequence[ProjectPlace],
    here: str,
    today: str,
    jobs: int,
    known: Mapping[str, CacheEntry] | None = None,
) -> tuple[list[ProjectSummary], dict[str, CacheEntry]]:
    """The summaries of the places, and what was learnt of each, by folder."""
    jobs = min(jobs, len(places)) or max(1, min(os.cpu_count() or 1, len(places) // FEW))
    if jobs > 1:
        from tpmcli.app.portfolio_workers import evaluate_parallel

        return evaluate_parallel(places, here, today, jobs, known)
    evaluator = Evaluator(here, today, known)
    return [evaluator.evaluate(place) for place in places], evaluator.learnt


def _places(session: CommandContext, paths: Sequence[str]) -> list[ProjectPlace]:
    """The projects that the paths lead to, each once; a path that leads to none is a trouble."""
    found: dict[str, ProjectPlace] = {}
    empty: list[ProjectPlace] = []
    for path in paths:
        folder = os.path.join(session.folder, path)
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
