"""Makes collected gate reports: `python bench/collected.py FOLDER PROJECTS`.

One report is written by `tpm gate check` in the example project, and the others are copies of it
under ids, names, labels, states and dates of their own, in a folder each, as CI jobs leave them.
What differs follows from a project's number alone, so that figures can be computed beside them.
"""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[1]
EXAMPLE = TOP / "examples" / "payments-ledger"
TODAY = "2026-11-28"
TEAMS = ("payments", "ledger", "cards", "risk", "onboarding", "data", "mobile")
TIERS = ("1", "2", "3")
OLD_DAY = "2026-11-10"
A_GROUP = 100
# Of so many projects one is as named.
OLD, OVERDUE, BROKEN, MET = 25, 10, 15, 6


def make_reports(folder: Path, count: int) -> None:
    """Write so many reports, `NUMBER // 100/project-NUMBER/gate.json`."""
    first = _first()
    for number in range(count):
        place = folder / str(number // A_GROUP) / f"project-{number}"
        place.mkdir(parents=True)
        text = json.dumps(report(first, number), indent=2)
        (place / "gate.json").write_text(text + "\n", encoding="utf-8")


def report(first: dict[str, Any], number: int) -> dict[str, Any]:
    """Return the report of a project."""
    data = {**first, "projects": copy.deepcopy(first["projects"])}
    (project,) = data["projects"]
    data["project"] = {**data["project"], "id": f"project-{number}", "name": f"Project {number}"}
    data["as_of"] = OLD_DAY if number % OLD == 0 else TODAY
    project |= {"id": f"project-{number}", "name": f"Project {number}", "folder": "."}
    project["labels"] = {"team": TEAMS[number % len(TEAMS)], "tier": TIERS[number % len(TIERS)]}
    project["waived"] = number % 3
    project["must"] = {"satisfied": number % 18, "total": 17}
    project["must"]["satisfied"] = min(17, project["must"]["satisfied"])
    state, verdict = "unmet", "unmet"
    if number % MET == 0:
        state, verdict = "met", "met"
        project["must"] = {"satisfied": 17, "total": 17}
        project["unsigned"] = []
    if number % OVERDUE == 0:
        state = "overdue"
        day = f"2026-11-{1 + number % 20:02}"
        project["overdue"] = [{**project["next"], "day": day, "owner": "tpm@example.com"}]
    if number % BROKEN == 0:
        state = "no-longer-holds"
        project["broken"] = ["feasibility"]
        project["phases"][0]["state"] = "no-longer-holds"
    project["state"], project["verdict"] = state, verdict
    project["phases"][2]["must"] = project["must"]
    project["phases"][2]["state"] = "ready" if verdict == "met" else "open"
    return data


def _first() -> dict[str, Any]:
    """Return the report of the example project, as the command writes it."""
    with tempfile.TemporaryDirectory(prefix="tpm-bench-") as folder:
        example = Path(folder) / "example"
        shutil.copytree(EXAMPLE, example)
        author = ("-c", "user.name=B", "-c", "user.email=b@example.com")
        for words in (["init", "-q"], ["add", "-A"], [*author, "commit", "-qm", "Begin"]):
            subprocess.run(["git", *words], cwd=example, check=True)
        words = [sys.executable, "-m", "tpmcli", "gate", "check", "--format", "json"]
        env = {name: value for name, value in os.environ.items() if not name.startswith("TPM_")}
        done = subprocess.run(
            [*words, "--as-of", TODAY],
            cwd=example,
            capture_output=True,
            text=True,
            env=env,
            check=False,
        )
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    data: dict[str, Any] = json.loads(done.stdout)
    return data


if __name__ == "__main__":
    make_reports(Path(sys.argv[1]), int(sys.argv[2]))
