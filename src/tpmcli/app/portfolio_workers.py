"""The work on a portfolio, shared by several processes."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from tpmcli.app.portfolio_evaluation import Evaluator
from tpmcli.model.errors import StorageError
from tpmcli.model.tuples import NamedTuple
from tpmcli.repo.projects import ProjectPlace
from tpmcli.rules.portfolio import ProjectSummary

# Projects differ in size: small portions even out what each process has to do, and an interruption
# waits for no more than one.
_PORTIONS = 4
_LARGEST = 16


class _Work(NamedTuple):
    """What a process has at hand."""

    places: Sequence[ProjectPlace]
    evaluator: Evaluator


_work: list[_Work] = []


def evaluate_parallel(
    places: Sequence[ProjectPlace], here: str, today: str, jobs: int
) -> list[ProjectSummary]:
    """Return the summaries of the places, in their order, evaluated in `jobs` processes.

    Raises: StorageError if one of the processes is ended from outside.
    """
    # A copy of this process has everything already. Elsewhere than on Linux libraries of the system
    # do not stand being copied.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    size = min(_LARGEST, -(-len(places) // (jobs * _PORTIONS)))
    starts = range(0, len(places), size)
    try:
        with ProcessPoolExecutor(jobs, context, _begin, (places, here, today)) as pool:
            portions = pool.map(_evaluate, starts, [size] * len(starts))
            return [summary for portion in portions for summary in portion]
    except BrokenProcessPool as error:
        raise StorageError(
            "a process that looked at projects was ended from outside",
            "where memory is short, run it with --jobs 1",
        ) from error


def _begin(places: Sequence[ProjectPlace], here: str, today: str) -> None:
    # An interruption is the business of the process that waits for this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work[:] = [_Work(places, Evaluator(here, today))]


def _evaluate(start: int, size: int) -> list[ProjectSummary]:
    places, evaluator = _work[0]
    return [evaluator.evaluate(place) for place in places[start : start + size]]
