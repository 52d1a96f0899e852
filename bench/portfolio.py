"""Measures `tpm portfolio` on many projects, judged anew and with what was kept from before."""

from __future__ import annotations

import statistics
import subprocess
from pathlib import Path

from measure import Command, run_once

PROJECTS = 1_000
ONE = "≤ 1.2, moonshot 0.5"
ALL = "≤ 0.7, moonshot 0.3"


def figures(work: Path, python: Path, tpm: str, rounds: int) -> str:
    """A Markdown table: milliseconds a project, whole processes."""
    folder = work / "many"
    if not folder.exists():
        maker = str(Path(__file__).with_name("many.py"))
        subprocess.run([str(python), maker, str(folder), str(PROJECTS)], check=True)
    env = {"XDG_CACHE_HOME": str(work / "cache"), "HOME": str(work / "home")}
    anew, one = ["--no-cache"], ["--jobs", "1"]
    rows = [
        ("judged anew, one process", [*anew, *one], 1, ONE),
        ("judged anew, all cores", anew, 1, ALL),
        ("looked at before, one process", one, rounds, ONE),
        ("looked at before, all cores", [], rounds, ALL),
    ]
    run_once(Command("first", [tpm, "portfolio", "-q"], folder, env))
    lines = [
        f"| {PROJECTS:,} projects of 139 items | ms a project | of processor time | goal |",
        "|---|---|---|---|",
    ]
    for name, options, times, goal in rows:
        command = Command(name, [tpm, "portfolio", "-q", *options], folder, env)
        runs = [run_once(command) for _ in range(times)]
        clock = statistics.median(run.seconds for run in runs) * 1000 / PROJECTS
        processor = statistics.median(run.cpu for run in runs) * 1000 / PROJECTS
        lines.append(f"| {name} | {clock:.2f} | {processor:.2f} | {goal} |")
    return "\n".join(lines)
