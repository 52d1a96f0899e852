"""Many commands at once, and commands that are killed: nothing acknowledged is lost."""

from __future__ import annotations

import random
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from world.command import Repository
from world.files import clean_env


def _must_items(project: Repository) -> list[str]:
    phases = project.run("status", "--format", "json").json["phases"]
    return [item["id"] for phase in phases for item in phase["items"]]


def test_eight_at_once_lose_nothing(project: Repository) -> None:
    names = _must_items(project)[:24]

    def answer(name: str) -> int:
        return project.started("answer", name, "not-met", "--note", name).code

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(answer, names)) == [0] * len(names)
    text = project.record().decode()
    assert [name for name in names if f"note: {name}" not in text] == []
    assert project.run("lint").code == 0


def test_killed_saves_leave_the_old_file_or_the_new(project: Repository) -> None:
    names = _must_items(project)
    chance = random.Random(7)
    project.ok("answer", names[0], "not-met")
    for name in names[1:9]:
        before = project.record()
        child = subprocess.Popen(
            [*project.command, "answer", name, "not-met"],
            cwd=project.root,
            env=clean_env(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.05, 0.6))
        child.kill()
        child.wait()
        after = project.record()
        assert after == before or f"{name}:\n    answer: not-met" in after.decode()
        assert project.run("lint").code == 0
    project.ok("answer", names[20], "not-met")
    left = [path.name for path in (project.root / ".tpm").iterdir() if "tmp" in path.name]
    assert left == []
