"""Measures `tpm portfolio` on many projects."""

from __future__ import annotations

import statistics
import subprocess
from pathlib import Path

from measure import Command, run_once

PROJECTS = 1_000
ONE = "≤ 4"
ALL = "≤ 2"


def figures(work: Path, python: Path, tpm: str, rounds: int) -> str:
    """A Markdown table: milliseconds a project, whole processes."""
    folder = work / "many"
    if not folder.exists():
        maker = str(Path(__file__).with_name("many.py"))
        subprocess.run([str(python), maker, str(folder), str(PROJECTS)], check=True)
    env = {"HOME": str(work / "home")}
    rows = [("one process", ["--jobs", "1"], ONE), ("all cores", [], ALL)]
    run_once(Command("first", [tpm, "portfolio", "-q"], folder, env))
    lines = [
        f"| {PROJECTS:,} projects of 139 items | ms a project | of processor time | goal |",
        "|---|---|---|---|",
    ]
    for name, options, goal in rows:
        command = Command(name, [tpm, "portfolio", "-q", *options], folder, env)
        runs = [run_once(command) for _ in range(rounds)]
        clock = statistics.median(run.seconds for run in runs) * 1000 / PROJECTS
        processor = statistics.median(run.cpu for run in runs) * 1000 / PROJECTS
        lines.append(f"| {name} | {clock:.2f} | {processor:.2f} | {goal} |")
    return "\n".join(lines)
