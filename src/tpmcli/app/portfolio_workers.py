"""The evaluation of a portfolio in several processes."""

import multiprocessing
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import NamedTuple

from tpmcli.app.portfolio_evaluation import Evaluator
from tpmcli.model.errors import StorageError
from tpmcli.repo.projects import ProjectPlace
from tpmcli.rules.portfolio import ProjectSummary

# Projects differ in size: small portions even out the work, and an interruption waits for no more
# than one.
_PORTIONS = 4
_LARGEST = 16


class _Work(NamedTuple):
    """The work of a process: all places, and its evaluator."""

    places: Sequence[ProjectPlace]
    evaluator: Evaluator


_work: list[_Work] = []


def evaluate_parallel(
    places: Sequence[ProjectPlace], folder: str, today: str, jobs: int
) -> Iterator[ProjectSummary]:
    """Yield the summaries of the places, in their order, evaluated in `jobs` processes.

    Raises: StorageError if one of the processes is killed.
    """
    # A forked process has everything already. On other systems than Linux, system libraries may
    # crash in a fork.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    size = min(_LARGEST, -(-len(places) // (jobs * _PORTIONS)))
    starts = range(0, len(places), size)
    try:
        with ProcessPoolExecutor(jobs, context, _begin, (places, folder, today)) as pool:
            portions = pool.map(_evaluate, starts, [size] * len(starts))
            for portion in portions:
                yield from portion
    except BrokenProcessPool as error:
        raise StorageError(
            "a worker process was stopped from outside",
            "if memory is short, use `--jobs 1`",
        ) from error


def _begin(places: Sequence[ProjectPlace], folder: str, today: str) -> None:
    # Only the process that waits for this one handles an interruption.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work[:] = [_Work(places, Evaluator(folder, today))]


def _evaluate(start: int, size: int) -> list[ProjectSummary]:
    places, evaluator = _work[0]
    return [evaluator.evaluate(place) for place in places[start : start + size]]
