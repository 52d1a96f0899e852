"""The work on a portfolio, shared by several processes."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from tpmcli.app.judging import Judging
from tpmcli.repo.projects import Place
from tpmcli.rules.portfolio import Standing

# Projects differ in size: smaller portions even out what each process has to do, and each process
# keeps what it learnt from one to the next.
_PORTIONS = 4


def share(places: Sequence[Place], here: str, today: str, jobs: int) -> list[Standing]:
    """The standings of the places, in their order, judged in so many processes."""
    # A copy of this process has loaded everything already. Elsewhere than on Linux libraries of the
    # system do not stand being copied.
    how = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(how)
    with ProcessPoolExecutor(jobs, context, _begin, (here, today)) as pool:
        parts = list(_portions(places, jobs * _PORTIONS))
        return [standing for part in pool.map(_judge, parts) for standing in part]


def _portions(places: Sequence[Place], count: int) -> Iterator[Sequence[Place]]:
    size = -(-len(places) // count)
    for start in range(0, len(places), size):
        yield places[start : start + size]


_judging: list[Judging] = []


def _begin(here: str, today: str) -> None:
    _judging.append(Judging(here, today))


def _judge(places: Sequence[Place]) -> list[Standing]:
    return [_judging[-1].judge(place) for place in places]
