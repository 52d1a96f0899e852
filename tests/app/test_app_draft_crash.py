"""A draft whose process is killed: before and after each run of git, and at system calls.

Whatever was cut off, the next opening finds all of it or nothing, the person's files are theirs,
and the same step succeeds then.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tpmcli.app.draft import Draft
from tpmcli.app.draft_entries import entries
from tpmcli.app.draft_state import state
from tpmcli.app.draft_undo import undo
from tpmcli.app.draft_update import update
from tpmcli.app.propose import propose
from tpmcli.app.workspace import open_workspace
from tpmcli.repo.draft_tree import read_note
from world.draft import ITEM, DraftWorld
from world.people import RECORD

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with signals of POSIX")
TESTS = Path(__file__).parents[1]
GIT = shutil.which("git") or ""

# Counts the runs of git from when `$COUNT` exists, and kills who started the one of that number.
WRAPPER = """#!/bin/sh
if [ -e "$COUNT" ]; then
  echo >> "$COUNT"
  if [ "$(wc -l < "$COUNT")" = "$AT" ]; then
    if [ "$WHEN" = before ]; then kill -9 $PPID; exit 1; fi
    GIT "$@"
    kill -9 $PPID
    exit 1
  fi
fi
exec GIT "$@"
"""

# One step in a process of its own. What stands before the marker is neither counted nor killed.
STEP = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from world.draft import *
from world.draft_steps import STEPS
root = Path(sys.argv[2])
world = DraftWorld(root, Files(root / "clone"), root / "remote.git")
world.env = {**world.env, "PATH": os.environ["PATH"]}
draft = world.open()
open(os.environ["COUNT"], "w").close()
os.path.exists("/marker")
STEPS[sys.argv[3]](world, draft)
os.path.exists("/marker")
print("done", flush=True)
"""


class Killing:
    """A world that is copied for each kill."""

    def __init__(self, root: Path, step: str) -> None:
        self.root = root
        self.step = step
        self.template = root / "template"
        self.template.mkdir()
        DraftWorld.begin(self.template).open()
        self.prepare(self.template)
        bin_folder = root / "bin"
        bin_folder.mkdir()
        wrapper = bin_folder / "git"
        wrapper.write_text(WRAPPER.replace("GIT", GIT))
        wrapper.chmod(0o755)
        self.path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
        self.copies = 0

    def prepare(self, root: Path) -> None:
        world = self.world(root)
        if self.step != "save":
            world.answer(world.open())
        if self.step == "update":
            host = DraftWorld.of(world.remote, root, "host").clone
            host.write("notes.md", "# Notes\n")
            host.commit("notes")
            host.git("push", "-q", "origin", "main")

    @staticmethod
    def world(root: Path) -> DraftWorld:
        from world.files import Files

        return DraftWorld(root, Files(root / "clone"), root / "remote.git")

    def fresh(self) -> DraftWorld:
        """Return the world as it was, in the same place: git's work trees know where they are."""
        place = self.root / "work"
        if not self.copies:
            self.template.rename(place)
            self.template = self.root / "kept"
            shutil.copytree(place, self.template, symlinks=True)
        else:
            shutil.rmtree(place)
            shutil.copytree(self.template, place, symlinks=True)
        self.copies += 1
        world = self.world(place)
        world.clone.git("remote", "set-url", "origin", str(world.remote))
        if self.copies == 1:
            world.open()
            shutil.rmtree(self.template)
            shutil.copytree(place, self.template, symlinks=True)
        return world

    def run(
        self, world: DraftWorld, at: int = 0, when: str = "before", *tracer: str
    ) -> subprocess.CompletedProcess[str]:
        count = self.root / "count"
        count.unlink(missing_ok=True)
        more = {"COUNT": str(count), "AT": str(at), "WHEN": when, "PATH": self.path}
        command = [sys.executable, "-c", STEP, str(TESTS), str(world.root), self.step]
        env = {**os.environ, **more, "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run([*tracer, *command], env=env, capture_output=True, text=True)


def check(killing: Killing, world: DraftWorld, before: dict[str, bytes], *, done: bool) -> str:
    """Open the draft after a kill, and return whether the step is in it."""
    draft = world.open()
    tree = draft.tree()
    assert tree.is_clean()
    assert tree.step() is None
    assert world.person_state() == before
    record = open_workspace(draft.context).record
    saved = [entry.commit for entry in entries(draft)]
    outcome = OUTCOMES[killing.step](world, draft, len(saved), record.item(ITEM).answer is not None)
    assert outcome == "after" or not done
    AGAIN[killing.step](world, draft, outcome)
    assert world.person_state() == before
    return outcome


def _saved(world: DraftWorld, draft: Draft, count: int, answered: bool) -> str:
    folder = Path(draft.folder, "docs/evidence", ITEM)
    uploaded = folder.is_dir() and bool(list(folder.iterdir()))
    assert answered == uploaded == bool(count)
    if count:
        names = world.clone.git("show", "--format=", "--name-only", draft.branch).split()
        assert names == [RECORD, f"docs/evidence/{ITEM}/proof.txt"]
    return "after" if count else "before"


def _undone(world: DraftWorld, draft: Draft, count: int, answered: bool) -> str:
    assert answered == bool(count)
    return "before" if count else "after"


def _proposed(world: DraftWorld, draft: Draft, count: int, answered: bool) -> str:
    assert (count, answered) == (1, True)
    out = subprocess.run(
        [GIT, "rev-parse", "--verify", "--quiet", f"refs/heads/{draft.branch}"],
        cwd=world.remote,
        capture_output=True,
        text=True,
    ).stdout.strip()
    assert out in ("", draft.tree().head())
    # What may be at the remote is not dropped any more.
    assert not out or read_note(draft.place).offered == out
    return "after" if out else "before"


def _updated(world: DraftWorld, draft: Draft, count: int, answered: bool) -> str:
    assert (count, answered) == (1, True)
    merged = draft.tree().git.run("rev-parse", "--verify", "--quiet", "HEAD^2").code == 0
    assert Path(draft.top, "notes.md").exists() == merged
    return "after" if merged else "before"


def _save_again(world: DraftWorld, draft: Draft, outcome: str) -> None:
    assert world.answer(draft, note="again").commit


def _undo_again(world: DraftWorld, draft: Draft, outcome: str) -> None:
    if outcome == "before":
        assert undo(draft, entries(draft)[-1].commit).dropped


def _propose_again(world: DraftWorld, draft: Draft, outcome: str) -> None:
    assert propose(draft).sent
    assert state(draft).sent


def _update_again(world: DraftWorld, draft: Draft, outcome: str) -> None:
    assert not update(draft).conflicts
    assert state(draft).behind == 0


OUTCOMES: dict[str, Callable[[DraftWorld, Draft, int, bool], str]] = {
    "save": _saved,
    "undo": _undone,
    "propose": _proposed,
    "update": _updated,
}
AGAIN: dict[str, Callable[[DraftWorld, Draft, str], None]] = {
    "save": _save_again,
    "undo": _undo_again,
    "propose": _propose_again,
    "update": _update_again,
}


def kill_at_runs_of_git(root: Path, step: str, when: str) -> Counter[str]:
    """Kill the step at each of its runs of git, and return what was found how often."""
    killing = Killing(root, step)
    found = Counter[str]()
    for at in range(1, 100):
        world = killing.fresh()
        before = world.person_state()
        ended = killing.run(world, at, when)
        assert "Traceback" not in ended.stderr, ended.stderr
        done = "done" in ended.stdout
        found[check(killing, world, before, done=done)] += 1
        if done:
            break
    assert found["before"] > 1
    assert found["after"]
    return found


def test_a_save_killed_before_every_run_of_git(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    found = kill_at_runs_of_git(tmp_path, "save", "before")
    record_property("points", sum(found.values()))


@pytest.mark.soak
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", list(OUTCOMES))
def test_killed_at_every_run_of_git(
    step: str, when: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    found = kill_at_runs_of_git(tmp_path, step, when)
    record_property("points", sum(found.values()))


MARKER = re.compile(r'stat[a-z0-9]*\(.*"/marker"')
OWN = re.compile(r"^(?:fsync|flock)|\.git/")
CALLS = "rename,unlink,mkdir,fsync,link,openat,write,close,rmdir,flock"


def points(killing: Killing, log: Path) -> Iterator[tuple[str, int]]:
    """Yield the system calls of the step's own process, each as name and its number."""
    trace = ("strace", "-qq", "-o", str(log), "-e", f"trace={CALLS},newfstatat,stat")
    ended = killing.run(killing.fresh(), 0, "before", *trace)
    assert "done" in ended.stdout, ended.stderr
    counts = Counter[str]()
    marks = 0
    for line in log.read_text(errors="replace").splitlines():
        name = line.partition("(")[0]
        counts[name] += 1
        if MARKER.search(line):
            marks += 1
        # Reading modules is no part of the step.
        elif marks == 1 and name in CALLS.split(",") and OWN.search(line):
            yield name, counts[name]
    assert marks == 2


@pytest.mark.soak
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize("step", list(OUTCOMES))
def test_killed_at_system_calls(
    step: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    killing = Killing(tmp_path, step)
    found = Counter[str]()
    for name, number in list(points(killing, tmp_path / "log")):
        world = killing.fresh()
        before = world.person_state()
        inject = f"inject={name}:signal=SIGKILL:when={number}"
        strace = ("strace", "-qq", "-o", os.devnull, "-e", f"trace={name}", "-e", inject)
        ended = killing.run(world, 0, "before", *strace)
        assert ended.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), (name, number)
        found[check(killing, world, before, done=False)] += 1
    assert found["before"]
    record_property("points", sum(found.values()))
