"""Counts the instructions of hot commands with valgrind and holds them against a budget.

`python bench/instructions.py PYTHON` with the python of an environment that has tpm installed;
`--write` takes the present counts as the new budget. What is compared is the ratio to
`python -c pass`, so that the build of python matters little. Exit 1 where a command takes over
10 % more than its budget. Without valgrind, or a budget for that build of Python, nothing is
compared, which is said.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import clean_environment

TOP = Path(__file__).resolve().parents[1]
BUDGET = Path(__file__).with_name("instructions.json")
SLACK = 1.10
COMMANDS = ("gate check", "status", "next", "lint")


class _NotCounted(Exception):  # noqa: N818 - no error of ours: not every machine runs valgrind
    """Valgrind ended without a count."""


def main() -> int:
    """Compares, or writes the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", help="the python that has tpm installed")
    parser.add_argument("--write", action="store_true")
    said = parser.parse_args()
    if not shutil.which("valgrind"):
        print("valgrind is not installed: nothing was compared")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "example"
        shutil.copytree(TOP / "examples" / "payments-ledger", project)
        for words in (["init", "-q"], ["add", "-A"]):
            subprocess.run(["git", *words], cwd=project, check=True)
        try:
            found = _ratios(os.path.abspath(said.python), project)
        except _NotCounted as error:
            print(f"valgrind cannot count here, nothing was compared: {error}")
            return 0
    budgets = json.loads(BUDGET.read_text(encoding="utf-8"))
    build = _build(said.python)
    if said.write:
        budgets[build] = found
        BUDGET.write_text(json.dumps(budgets, indent=2) + "\n", encoding="utf-8")
        return 0
    if build not in budgets:
        print(f"there is no budget for Python {build}: nothing was compared")
        return 0
    budget = budgets[build]
    over = False
    for command, ratio in found.items():
        dear = ratio > budget[command] * SLACK
        over = over or dear
        verdict = "over the budget" if dear else "within the budget"
        print(f"tpm {command}: {ratio:.2f} x pass, {verdict} of {budget[command]:.2f} + 10 %")
    return int(over)


def _build(python: str) -> str:
    """Version, compiler and machine: each build executes other instructions for one program."""
    ask = "import platform as p; print(p.python_version(), p.python_compiler(), p.machine())"
    return subprocess.check_output([python, "-c", ask], text=True).strip()


def _ratios(python: str, project: Path) -> dict[str, float]:
    base = _count([python, "-c", "pass"], project)
    run = [python, "-c", "from tpmcli.cli.main import run; run()"]
    found = {}
    for command in COMMANDS:
        words = [*run, *command.split()]
        # The first run may compile modules.
        subprocess.run(
            words, cwd=project, env=clean_environment(), capture_output=True, check=False
        )
        found[command] = round(_count(words, project) / base, 2)
    return found


def _count(words: list[str], folder: Path) -> int:
    """The instructions that a process executes, without those of the programs it starts."""
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *words],
        cwd=folder,
        # Strings hash alike, so that one run counts as the next.
        env={**clean_environment(), "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    told = done.stderr.splitlines()
    counted = [line for line in told if "Collected" in line]
    if not counted:
        raise _NotCounted(told[-1] if told else f"it ended with {done.returncode}")
    return int(counted[0].split()[-1])


if __name__ == "__main__":
    sys.exit(main())
