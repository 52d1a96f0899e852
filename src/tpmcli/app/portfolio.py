"""`tpm portfolio`: many projects, each judged as `tpm status` does. Reads, and changes nothing."""

from __future__ import annotations

import os
from collections.abc import Sequence

from tpmcli.app.judging import Judging
from tpmcli.app.session import Session
from tpmcli.model.errors import InvalidInputError, Problem
from tpmcli.repo.projects import Place, find_projects
from tpmcli.rules.portfolio import Standing


def look_at_all(session: Session, paths: Sequence[str], jobs: int = 0) -> list[Standing]:
    """The standing of every project in these folders and below them, in no particular order.

    `jobs` is how many processes share the work; 0 for as many as pay. Raises UsageError for a path
    that is no folder, InvalidInputError where there is no project at all.
    """
    places = _places(session, paths or ["."])
    today = session.today()
    jobs = _jobs(jobs, len(places))
    if jobs == 1:
        judging = Judging(session.folder, today)
        return [judging.judge(place) for place in places]
    from tpmcli.app.portfolio_jobs import share

    return share(places, session.folder, today, jobs)


def _places(session: Session, paths: Sequence[str]) -> list[Place]:
    found: dict[str, Place] = {}
    for path in paths:
        for place in find_projects(os.path.join(session.folder, path)):
            found.setdefault(place.root, place)
    if not found:
        named = ", ".join(paths)
        hint = "name folders with projects that git tracks; 'tpm init' begins one"
        raise InvalidInputError(
            [Problem(f"no project (.tpm/policy.yaml) below {named}", hint=hint)]
        )
    return list(found.values())


# Starting a process and sending it work takes as long as judging some projects.
_FEW = 16


def _jobs(asked: int, projects: int) -> int:
    if asked:
        return min(asked, projects)
    return max(1, min(os.cpu_count() or 1, projects // _FEW))
