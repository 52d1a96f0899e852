"""Whole processes, measured in paired rounds.

Every round runs `python -c pass` of the same virtual environment and then every command once, so
that what else the machine does weighs on both. What counts is the ratio within a round, and of
those the median.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Command(NamedTuple):
    """What is run: its name in the table, its words, where, and with which further environment."""

    name: str
    words: Sequence[str]
    folder: Path
    env: Mapping[str, str] = {}


class Figure(NamedTuple):
    """What came of it. ``ratio`` is to `python -c pass` on the clock, ``low`` and ``high`` hold the
    middle half of the ratios; ``cpu`` is the ratio of processor time, git's included, which a busy
    machine disturbs less; ``processor`` that time in milliseconds; ``peak`` is in MiB."""

    name: str
    ratio: float
    low: float
    high: float
    milliseconds: float
    cpu: float
    processor: float
    peak: float
    code: int


class Run(NamedTuple):
    """One process: seconds on the clock and of processor time, peak memory in MiB, exit code."""

    seconds: float
    cpu: float
    peak: float
    code: int


def clean_environment() -> dict[str, str]:
    """The environment without what changes how python starts or what tpm writes."""
    unwanted = ("PYTHON", "COV_", "TPM_", "GIT_")
    return {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}


def run_once(command: Command) -> Run:
    """Starts the command, waits for it; what it prints goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, nowhere, stream) for stream in (0, 1, 2)]
    env = {**clean_environment(), **command.env}
    here = os.getcwd()
    os.chdir(command.folder)
    try:
        start = time.perf_counter()
        pid = os.posix_spawnp(command.words[0], list(command.words), env, file_actions=actions)
        _, status, usage = os.wait4(pid, 0)
        seconds = time.perf_counter() - start
    finally:
        os.chdir(here)
        os.close(nowhere)
    cpu = usage.ru_utime + usage.ru_stime
    return Run(seconds, cpu, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))


def measure(python: Path, commands: Sequence[Command], rounds: int) -> list[Figure]:
    """The figures of the commands, in their order. One more round goes ahead and is not counted."""
    floor = Command("pass", [str(python), "-c", "pass"], Path.cwd())
    bases: list[Run] = []
    runs: list[list[Run]] = [[] for _ in commands]
    for number in range(rounds + (rounds > 2)):
        base = run_once(floor)
        done = [run_once(command) for command in commands]
        if number or rounds <= 2:
            bases.append(base)
            for found, run in zip(runs, done, strict=True):
                found.append(run)
    return [_figure(command, bases, found) for command, found in zip(commands, runs, strict=True)]


def _figure(command: Command, bases: list[Run], runs: list[Run]) -> Figure:
    pairs = list(zip(runs, bases, strict=True))
    ratios = [run.seconds / base.seconds for run, base in pairs]
    low, _, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
    return Figure(
        command.name,
        statistics.median(ratios),
        low,
        high,
        statistics.median(run.seconds for run in runs) * 1000,
        statistics.median(run.cpu / base.cpu for run, base in pairs),
        statistics.median(run.cpu for run in runs) * 1000,
        max(run.peak for run in runs),
        runs[-1].code,
    )


def table(figures: Sequence[Figure], reach: Mapping[str, str]) -> str:
    """A Markdown table; `reach` holds the goal of a row by its name."""
    lines = [
        "| command | x `pass` | middle half | cpu x | ms | peak MiB | goal (x) |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {figure.name} | {figure.ratio:.1f} | {figure.low:.1f} to {figure.high:.1f}"
        f" | {figure.cpu:.1f} | {figure.milliseconds:.0f} | {figure.peak:.0f}"
        f" | {reach.get(figure.name, '')} |"
        for figure in figures
    ]
    return "\n".join(lines)
