"""The queries of docs/portfolio.md, run by DuckDB over 10,000 collected reports."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from world.files import clean_env

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))
import collected  # noqa: E402

PAGE = ROOT / "docs" / "portfolio.md"
COUNT = 10_000
Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[Rows]:
    """The answer to each query of the page, in order, after the table was made."""
    folder = tmp_path_factory.mktemp("queries")
    collected.make_reports(folder / "reports", COUNT)
    (folder / "reports" / "half.json").write_text("{", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    (command,) = re.findall(r"^tpm (portfolio .* -o projects.jsonl)$", page, re.MULTILINE)
    done = subprocess.run(
        [sys.executable, "-m", "tpmcli", *command.split(), "--as-of", collected.TODAY],
        cwd=folder,
        env=clean_env(),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (3, "")
    queries = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    before = os.getcwd()
    os.chdir(folder)
    try:
        with duckdb.connect() as database:
            return [database.execute(query).fetchall() for query in queries][1:]
    finally:
        os.chdir(before)


def state(number: int) -> str:
    if number % collected.BROKEN == 0:
        return "no-longer-holds"
    if number % collected.OVERDUE == 0:
        return "overdue"
    return "met" if number % collected.MET == 0 else "unmet"


def team(number: int) -> str:
    return collected.TEAMS[number % len(collected.TEAMS)]


def test_states_by_team(answers: list[Rows]) -> None:
    expected = Counter((team(number), state(number)) for number in range(COUNT))
    assert answers[0] == [(*key, expected[key]) for key in sorted(expected)]


def test_waivers_by_team(answers: list[Rows]) -> None:
    waivers: Counter[str] = Counter()
    for number in range(COUNT):
        waivers[team(number)] += number % 3
    projects = Counter(map(team, range(COUNT)))
    rows = [(name, waivers[name], round(waivers[name] / projects[name], 2)) for name in waivers]
    assert answers[1] == sorted(rows, key=lambda row: (-row[2], row[0]))


def test_overdue_by_owner(answers: list[Rows]) -> None:
    overdue = [number for number in range(COUNT) if number % collected.OVERDUE == 0]
    since = min(1 + number % 20 for number in overdue)
    assert answers[2] == [("tpm@example.com", len(overdue), date(2026, 11, since))]


def test_waiting_by_phase(answers: list[Rows]) -> None:
    unsigned = sum(
        number % collected.MET != 0 and min(17, number % 18) == 17 for number in range(COUNT)
    )
    assert answers[3] == [("architecture", COUNT, unsigned)]
    assert unsigned > 0


def test_broken_gates(answers: list[Rows]) -> None:
    assert answers[4] == [("feasibility", -(-COUNT // collected.BROKEN))]


def test_old_reports(answers: list[Rows]) -> None:
    old = sorted(f"project-{number}" for number in range(0, COUNT, collected.OLD))
    assert answers[5] == [(name, date(2026, 11, 10)) for name in old]


def test_files_that_are_no_reports(answers: list[Rows]) -> None:
    assert answers[6] == [("reports/half.json", "not JSON, or only a part of it")]


def test_every_query_is_held(answers: list[Rows]) -> None:
    assert len(answers) == 7
