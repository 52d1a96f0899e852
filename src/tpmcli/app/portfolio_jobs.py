"""The work on a portfolio, shared by several processes."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from tpmcli.app.portfolio_judging import Entry, Judging
from tpmcli.model.errors import StorageError
from tpmcli.model.tuples import NamedTuple
from tpmcli.repo.projects import Place
from tpmcli.rules.portfolio import Standing

# Projects differ in size: small portions even out what each process has to do, and an interruption
# waits for no more than one. What a process has learnt serves it in the next.
_PORTIONS = 4
_LARGEST = 16


class _Work(NamedTuple):
    """What a process has at hand."""

    places: Sequence[Place]
    judging: Judging


_work: list[_Work] = []


def share(
    places: Sequence[Place],
    here: str,
    today: str,
    jobs: int,
    known: Mapping[str, Entry] | None = None,
) -> tuple[list[Standing], dict[str, Entry]]:
    """The standings of the places, in their order, judged in so many processes; what was learnt.

    Raises StorageError where one of the processes is ended from outside.
    """
    # A copy of this process has everything already. Elsewhere than on Linux libraries of the system
    # do not stand being copied.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    size = min(_LARGEST, -(-len(places) // (jobs * _PORTIONS)))
    starts = range(0, len(places), size)
    standings: list[Standing] = []
    learnt: dict[str, Entry] = {}
    try:
        with ProcessPoolExecutor(jobs, context, _begin, (places, here, today, known)) as pool:
            for found, entries in pool.map(_judge, starts, [size] * len(starts)):
                standings += found
                learnt |= entries
    except BrokenProcessPool as error:
        raise StorageError(
            "a process that looked at projects was ended from outside",
            "where memory is short, run it with --jobs 1",
        ) from error
    return standings, learnt


def _begin(
    places: Sequence[Place], here: str, today: str, known: Mapping[str, Entry] | None
) -> None:
    # An interruption is the business of the process that waits for this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work[:] = [_Work(places, Judging(here, today, known))]


def _judge(start: int, size: int) -> tuple[list[Standing], dict[str, Entry]]:
    places, judging = _work[0]
    judging.learnt = {}
    return [judging.judge(place) for place in places[start : start + size]], judging.learnt
