"""Measures tpm, and its peers on as many entries: `python bench/run.py`.

Makes its own data and environments in a temporary folder (`--work FOLDER` keeps them), prints the
tables and writes them into docs/performance.md. Needs git, no root, and a network for `pip`.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import peers
import portfolio
from measure import Command, Figure, clean_environment, measure, run_once, table

TOP = Path(__file__).resolve().parents[1]
PAGE = TOP / "docs" / "performance.md"
BEGIN, END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"
EXAMPLE = TOP / "examples" / "payments-ledger"
SIZES = (70, 1_000, 4_000, 10_000, 100_000)
WITH_PEERS = (70, 1_000, 4_000)
REPORTED = 1_000
GOALS = {
    "tpm gate check": "≤ 8, moonshot 4",
    "tpm status": "≤ 10, moonshot 6",
    "tpm next": "≤ 10, moonshot 6",
    "tpm lint": "≤ 10, moonshot 6",
    "tpm --help": "≤ 20, moonshot 10",
    "tpm answer": "≤ 20, moonshot 10",
    **dict.fromkeys(("tpm sign", "tpm gate list", "tpm checks list"), "≤ 12"),
    **dict.fromkeys(("tpm checklist show", "tpm doctor", "tpm explain unanswered"), "≤ 12"),
    "completion of an item, 400 items": "≤ 18, moonshot 8",
    "tpm gate check, 1,000 items": "≤ 11, moonshot 7",
    "tpm gate check, 10,000 items": "≤ 45, moonshot 20",
    "tpm report (HTML), 1,000 items": "≤ 25",
}
ANSWER = "answer feasibility.unknowns-spiked met -e docs/spikes/idempotency.md --as tpm@example.com"
SIGN = "sign requirements --role tpm --as tpm@example.com"
# Commands that are run now and then.
SOMETIMES = ("gate list", "checks list", "checklist show", "doctor", "explain unanswered")
COMPLETION = {"_TPM_COMPLETE": "complete_bash", "COMP_WORDS": "tpm why fea", "COMP_CWORD": "2"}
# How many times the processor time of its git processes a run of tpm takes, itself included.
IN_GIT = """
import resource, sys, time
from tpmcli.cli.main import main
main(sys.argv[1:])
git = resource.getrusage(resource.RUSAGE_CHILDREN)
in_git = git.ru_utime + git.ru_stime
print((time.process_time() + in_git) / in_git, file=sys.stderr)
"""
COMMITS = {"against": 1_000, "log": 5_000}


def main() -> None:
    """Measures everything and writes the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, help="where to keep data and environments")
    parser.add_argument("--rounds", type=int, default=21, help="rounds of the quick commands")
    parser.add_argument("--no-peers", action="store_true", help="leave the peers out")
    said = parser.parse_args()
    if said.work:
        said.work.mkdir(parents=True, exist_ok=True)
        text = _everything(said.work.resolve(), said.rounds, with_peers=not said.no_peers)
    else:
        with tempfile.TemporaryDirectory(prefix="tpm-bench-") as work:
            text = _everything(Path(work).resolve(), said.rounds, with_peers=not said.no_peers)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}{text}{END}{after}", encoding="utf-8")


def _everything(work: Path, rounds: int, *, with_peers: bool) -> str:
    python = _install(work)
    tpm = str(python.with_name("tpm"))
    if with_peers:
        peers.install(work, sys.executable)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    version = platform.python_version()
    parts = [f"Python {version} on {machine}; {rounds} rounds of the quick commands.\n"]
    _say(parts, "The example project", _example(work, python, tpm, rounds))
    projects = {count: _project(work, python, count) for count in SIZES}
    figures: dict[int, Figure] = {}
    for count, folder in projects.items():
        name = f"tpm gate check, {count:,} items"
        few = max(3, min(rounds, 40_000 // count))
        commands = [Command(name, [tpm, "gate", "check"], folder)]
        if count == REPORTED:
            commands.append(Command(f"tpm report (HTML), {count:,} items", [tpm, "report"], folder))
        found = measure(python, commands, few)
        if with_peers and count in WITH_PEERS:
            others = peers.commands(work, count, folder / ".tpm" / "project.yaml")
            found += measure(python, others, {70: 5, 1_000: 3}.get(count, 1))
        figures[count] = found[0]
        _say(parts, f"{count:,} items", table(found, GOALS))
    _say(parts, "Growth", _growth(figures))
    _say(parts, "History", _history(work, tpm, projects[70]))
    _say(parts, "Many projects", portfolio.figures(work, python, tpm, rounds))
    _say(parts, "Collected reports", portfolio.collected_figures(work, python, tpm, rounds))
    return "\n".join(parts)


def _say(parts: list[str], title: str, text: str) -> None:
    parts.append(f"### {title}\n\n{text}\n")
    print(parts[-1], flush=True)


def _install(work: Path) -> Path:
    """Tpm, as its users install it, in an environment of its own; its python."""
    folder = work / "tpm"
    if folder.exists():
        shutil.rmtree(folder)
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    for words in (
        ["-m", "pip", "install", "-q", str(TOP)],
        # What a fresh environment of Python 3.12 or later has not, and what slows every start.
        ["-m", "pip", "uninstall", "-q", "-y", "setuptools"],
        ["-m", "compileall", "-q", str(folder / "lib")],
    ):
        subprocess.run([str(python), *words], env=clean_environment(), check=True)
    return python


def _project(work: Path, python: Path, count: int) -> Path:
    folder = work / "projects" / str(count)
    if not folder.exists():
        folder.mkdir(parents=True)
        maker = str(TOP / "bench" / "projects.py")
        subprocess.run([str(python), maker, str(folder), str(count)], check=True)
    return folder


def _example(work: Path, python: Path, tpm: str, rounds: int) -> str:
    folder = work / "example"
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(EXAMPLE, folder)
    _git(folder, "init", "-q")
    _git(folder, "add", "-A")
    writing = work / "example-to-write"
    shutil.rmtree(writing, ignore_errors=True)
    shutil.copytree(folder, writing)
    commands = [
        Command(f"tpm {words}", [tpm, *words.split()], folder)
        for words in ("gate check", "status", "next", "lint", "--help", *SOMETIMES)
    ]
    commands.append(Command("tpm answer", [tpm, *ANSWER.split()], writing))
    commands.append(Command("tpm sign", [tpm, *SIGN.split()], writing))
    completing = _project(work, python, 400)
    commands.append(Command("completion of an item, 400 items", [tpm], completing, COMPLETION))
    return table(measure(python, commands, rounds), GOALS)


def _growth(figures: dict[int, Figure]) -> str:
    lines = ["| from | to | µs an item | exponent |", "|---|---|---|---|"]
    sizes = [count for count in figures if count >= 1_000]
    # A machine is faster at one time than at another: what is compared are ratios, which were
    # taken in pairs, and turned into time by what `python -c pass` took on the whole.
    base = statistics.median(figure.processor / figure.cpu for figure in figures.values())
    for small, large in [*pairwise(sizes), (sizes[0], sizes[-1])]:
        low, high = figures[small].cpu, figures[large].cpu
        each = (high - low) * base * 1000 / (large - small)
        # What is the same for every size says nothing about growth.
        fixed = figures[70].cpu
        exponent = math.log((high - fixed) / (low - fixed)) / math.log(large / small)
        lines.append(f"| {small:,} | {large:,} | {each:.0f} | {exponent:.2f} |")
    told = (
        f"From `cpu x`, where `python -c pass` takes {base:.1f} ms of processor time."
        " Goal: ≤ 35 µs (moonshot 15), exponent ≤ 1.05."
    )
    return "\n".join([*lines, "", told])


def _history(work: Path, tpm: str, project: Path) -> str:
    """Against the git commands themselves."""
    against = _commits(work, project, COMMITS["against"])
    log = _commits(work, project, COMMITS["log"])
    python = Path(tpm).with_name("python")
    words = [str(python), "-c", IN_GIT, "gate", "check", "--against", "HEAD~1"]
    ratios = [
        float(
            subprocess.run(
                words, cwd=against, env=clean_environment(), capture_output=True, check=False
            ).stderr.split()[-1]
        )
        for _ in range(5)
    ]
    file = ".tpm/project.yaml"
    own = [run_once(Command("log", [tpm, "log"], log)).seconds for _ in range(3)]
    raw = [
        run_once(Command("git", ["git", "log", "-p", "--", file], log)).seconds for _ in range(3)
    ]
    first = f"tpm gate check --against, {COMMITS['against']:,} commits"
    second = f"tpm log, {COMMITS['log']:,} commits"
    in_log = sorted(own)[1] / sorted(raw)[1]
    return (
        "| command | x git | goal |\n|---|---|---|\n"
        f"| {first} | {sorted(ratios)[2]:.1f} | ≤ 2.5, moonshot 1.5 |\n"
        f"| {second} | {in_log:.1f} | ≤ 3, moonshot 1.5 |\n\n"
        "The first is processor time, held against that of the git processes it starts; the second"
        " is held against `git log -p` on the project file."
    )


def _commits(work: Path, project: Path, count: int) -> Path:
    """A repository in which so many commits change one note in the project file each."""
    folder = work / "history" / str(count)
    if folder.exists():
        return folder
    shutil.copytree(project, folder)
    text = (folder / ".tpm" / "project.yaml").read_text(encoding="utf-8")
    note = "note: shown to both roles on the way to the gate"
    places = text.count(note)
    with subprocess.Popen(
        ["git", "fast-import", "--quiet", "--force"], cwd=folder, stdin=subprocess.PIPE
    ) as importing:
        assert importing.stdin is not None
        pieces = text.split(note)
        notes = [note] * places
        for number in range(count):
            notes[number % places] = f"note: looked at in round {number}"
            body = pieces[0] + "".join(map("".join, zip(notes, pieces[1:], strict=True)))
            data = body.encode()
            start = "from HEAD^0\n" if number == 0 else ""
            head = (
                f"commit refs/heads/bench-{count}\n"
                f"committer TPM <tpm@example.com> {1_790_000_000 + number * 60} +0000\n"
                f"data 5\nround\n{start}M 100644 inline .tpm/project.yaml\ndata {len(data)}\n"
            )
            importing.stdin.write(head.encode() + data + b"\n")
    _git(folder, "checkout", "-q", "-f", f"bench-{count}")
    _git(folder, "gc", "-q")
    return folder


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, env=clean_environment())


if __name__ == "__main__":
    main()
