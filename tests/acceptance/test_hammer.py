"""Many processes, one project file: what a command acknowledged is there, whoever else saved."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tpmcli.model.errors import InvalidInputError
from tpmcli.store.record.file import read_record
from world.command import Repository
from world.files import clean_env

# One process that answers again and again, as a person would, each time through the whole command;
# started once, since starting Python takes longer than what is tested.
WORKER = """
import sys
from tpmcli.cli.main import main
number, times, names = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
for turn in range(times):
    name = names[turn % len(names)]
    while True:
        code = main(["answer", name, "not-met", "--note", f"{number} {turn}", "-q"])
        if code != 4:
            break
    if code:
        sys.exit(code)
    print(name, turn, flush=True)
"""


class Outcome(NamedTuple):
    """Answers acknowledged, those of them that are not in the file, and what the reader saw."""

    acknowledged: int
    lost: int
    torn: int
    reads: int


def hammer(project: Repository, processes: int, times: int, worker: str = WORKER) -> Outcome:
    """Processes that answer items of their own, while one reader reads."""
    phases = project.run("status", "--format", "json").json["phases"]
    names = [item["id"] for phase in phases for item in phase["items"]]
    path = project.root / ".tpm/project.yaml"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", worker, str(number), str(times), *names[number::processes]],
            cwd=project.root,
            env=clean_env(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    reads, torn, stop = [0], [0], threading.Event()
    reader = threading.Thread(target=_read, args=(path, reads, torn, stop))
    reader.start()
    last: dict[str, str] = {}
    acknowledged = 0
    for number, process in enumerate(running):
        out, err = process.communicate()
        assert process.returncode == 0, err
        for line in out.splitlines():
            name, turn = line.split()
            last[name] = f"{number} {turn}"
            acknowledged += 1
    stop.set()
    reader.join()
    items = read_record(path.read_bytes(), "f").items
    lost = sum((items[name].answer or NOTHING).note != note for name, note in last.items())
    return Outcome(acknowledged, lost, torn[0], reads[0])


class _Nothing(NamedTuple):
    note: str = ""


NOTHING = _Nothing()


def _read(path: Path, reads: list[int], torn: list[int], stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            read_record(path.read_bytes(), "f")
        except InvalidInputError:
            torn[0] += 1
        reads[0] += 1
        time.sleep(0.005)


def test_answers_of_four_processes_are_all_there(
    project: Repository, record_property: Callable[[str, object], None]
) -> None:
    outcome = hammer(project, 4, 10)
    assert outcome[:3] == (40, 0, 0)
    assert outcome.reads > 10
    record_property("answers", outcome.acknowledged)


@pytest.mark.soak
def test_answers_of_eight_processes_are_all_there(
    project: Repository, record_property: Callable[[str, object], None]
) -> None:
    outcome = hammer(project, 8, 100)
    assert outcome[:3] == (800, 0, 0)
    record_property("answers", outcome.acknowledged)
    record_property("reads", outcome.reads)


# A save that locks nothing and writes in place: what the comparison must find.
CARELESS = WORKER.replace(
    "number, times",
    """
from tpmcli.app import saving
import os, time
def careless(path, change, wait=0):
    with open(path, "rb") as file:
        data = change(file.read())
    time.sleep(0.01)
    with open(path, "wb", buffering=0) as file:
        for at in range(0, len(data), 4096):
            file.write(data[at:at + 4096])
    return True
saving.update = careless
import tpmcli.cli.errors
number, times""",
    1,
).replace("if code != 4:", "if code not in (3, 4):")


def test_the_comparison_finds_a_careless_save(project: Repository) -> None:
    outcome = hammer(project, 4, 6, CARELESS)
    assert outcome.acknowledged == 24
    assert outcome.lost + outcome.torn > 0


HOLDER = """
import sys, time
from tpmcli.repo.lock import hold
with hold(sys.argv[1]):
    print("held", flush=True)
    time.sleep(120)
"""


def test_a_lock_that_is_not_had_in_time_is_exit_4(project: Repository) -> None:
    """Whoever waits for the project file in vain says so, and nothing is changed."""
    path = project.root / ".tpm/project.yaml"
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            HOLDER,
            str(path),
        ],
        env=os.environ,
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        before = project.record()
        waiting = [
            subprocess.Popen(
                [*project.command, *words],
                cwd=project.root,
                env=clean_env(),
                stderr=subprocess.PIPE,
                text=True,
            )
            for words in (
                ["answer", "unknowns-spiked", "not-met"],
                ["gate", "decide", "feasibility", "hold", "--reason", "no"],
            )
        ]
        # Reading needs no turn.
        assert project.run("status").code == 0
        assert project.run("gate", "check").code == 1
        for process in waiting:
            _, err = process.communicate()
            assert process.returncode == 4, err
            assert f"process {holder.pid} to release" in err
            assert "wait until the other tpm is done" in err
        assert project.record() == before
    finally:
        holder.kill()
        holder.wait()
        assert holder.stdout is not None
        holder.stdout.close()
    project.ok("answer", "unknowns-spiked", "not-met")
