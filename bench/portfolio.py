"""Measures `tpm portfolio` on many projects."""

from __future__ import annotations

import statistics
import subprocess
from pathlib import Path

from collected import TODAY
from measure import Command, measure, run_once

PROJECTS = 1_000
REPORTS = 10_000
FORMATS = ("text", "csv", "jsonl", "json", "html")
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


def collected_figures(work: Path, python: Path, tpm: str, rounds: int) -> str:
    """A Markdown table of `tpm portfolio --from`: seconds, ratio to `pass`, and peak memory."""
    folder = work / "collected"
    if not folder.exists():
        maker = str(Path(__file__).with_name("collected.py"))
        subprocess.run([str(python), maker, str(folder), str(REPORTS)], check=True)
    size = sum(file.stat().st_size for file in folder.rglob("*.json")) / 2**20
    env = {"HOME": str(work / "home")}
    words = [tpm, "portfolio", "--from", str(folder), "--as-of", TODAY, "--format"]
    commands = [Command(f"`--format {name}`", [*words, name], work, env) for name in FORMATS]
    found = measure(python, commands, max(3, rounds // 4))
    lines = [
        f"| {REPORTS:,} collected reports, {size:.0f} MiB | seconds | x `pass` | peak MiB |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {each.name} | {each.milliseconds / 1000:.2f} | {each.ratio:.0f} | {each.peak:.0f} |"
        for each in found
    ]
    return "\n".join(lines)
