"""Folders of collected reports: what is found, what is read, and what is said of the rest."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from problem_data import refused_for
from tpmcli.app.context import CommandContext
from tpmcli.app.portfolio_reports import CollectedReports, read_reports
from tpmcli.model.errors import UsageError
from tpmcli.model.problem import Flaw
from tpmcli.repo.report_files import LARGEST
from tpmcli.rules.portfolio import ProjectSummary
from world.files import clean_env

TODAY = "2026-11-22"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def report(name: str, as_of: str = TODAY, hour: int = 10, increment: str = "1.0") -> dict[str, Any]:
    return {
        "schema": "tpm/gate-report/1",
        "as_of": as_of,
        "commit": {"id": "ab" * 20, "time": f"{as_of}T{hour:02}:00:00Z"},
        "projects": [
            {
                "folder": ".",
                "state": "unmet",
                "id": name,
                "name": name.upper(),
                "increment": increment,
                "labels": {},
                "phase": "build",
                "title": "Build",
                "verdict": "unmet",
                "must": {"satisfied": hour, "total": 24},
                "unsigned": [],
                "decision": None,
                "broken": [],
                "waived": 0,
                "next": None,
                "overdue": [],
                "phases": [],
            }
        ],
    }


def save(file: Path, data: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data), encoding="utf-8")


def collect(folder: Path, *folders: str, max_age: int | None = 7) -> CollectedReports:
    context = CommandContext(str(folder), clean_env(), lambda: NOW, as_of=TODAY)
    heard: list[tuple[int, int]] = []
    found = read_reports(
        context, folders or (".",), max_age, lambda done, total: heard.append((done, total))
    )
    assert [done for done, _ in heard] == list(range(1, len(heard) + 1))
    assert {total for _, total in heard} == {len(heard)}
    return found


def named(found: CollectedReports) -> dict[str, ProjectSummary]:
    return {each.place: each for each in found.summaries}


def test_the_newest_state_counts_and_the_others_are_counted(tmp_path: Path) -> None:
    save(tmp_path / "b/gate.json", report("ledger", "2026-11-21"))
    save(tmp_path / "a/deep/er/gate.JSON", report("ledger", TODAY, 8))
    save(tmp_path / "c.json", report("ledger", TODAY, 9))
    save(tmp_path / "d.json", report("ledger", TODAY, 9, increment="1.1"))
    save(tmp_path / "notes.txt", {})
    found = named(collect(tmp_path))
    assert {place: each.origin and each.origin.earlier for place, each in found.items()} == {
        "c.json": 2,
        "d.json": 0,
    }
    assert found["c.json"].satisfied == 9


def test_the_order_of_reading_does_not_matter(tmp_path: Path) -> None:
    for name, hour in (("a", 9), ("z", 7)):
        save(tmp_path / f"{name}.json", report("one", TODAY, hour))
    for name, hour in (("a", 7), ("z", 9)):
        save(tmp_path / f"{name}2.json", report("two", TODAY, hour))
    assert sorted(named(collect(tmp_path))) == ["a.json", "z2.json"]


def test_an_old_report_and_one_from_the_future(tmp_path: Path) -> None:
    save(tmp_path / "old.json", report("old", "2026-11-14"))
    save(tmp_path / "just.json", report("just", "2026-11-15"))
    save(tmp_path / "ahead.json", report("ahead", "2027-01-01"))
    save(tmp_path / "both.json", report("just", "2027-01-01"))
    found = named(collect(tmp_path))
    assert {
        place: (each.origin.days, each.origin.old)
        for place, each in found.items()
        if each.origin is not None
    } == {"old.json": (8, True), "just.json": (7, False), "ahead.json": (-40, False)}
    assert not any(each.origin and each.origin.old for each in collect(tmp_path, max_age=None)[0])


def test_reports_on_pull_requests_are_left_out_and_counted(tmp_path: Path) -> None:
    change = {**report("ledger"), "against": "origin/main"}
    del change["projects"]
    save(tmp_path / "pull.json", change)
    with refused_for(Flaw.ONLY_CHANGES_AT, (".",)):
        collect(tmp_path)
    save(tmp_path / "main.json", report("ledger"))
    found = collect(tmp_path)
    assert (len(found.summaries), found.left_out) == (1, 1)


def test_folders_that_overlap_are_read_once(tmp_path: Path) -> None:
    save(tmp_path / "a/b/gate.json", report("ledger"))
    (found,) = collect(tmp_path, "a", "a/b").summaries
    assert found.origin is not None
    assert (found.origin.report, found.origin.earlier) == ("a/b/gate.json", 0)


def test_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "empty/er").mkdir(parents=True)
    (tmp_path / "empty/read.me").write_text("")
    with refused_for(Flaw.NO_REPORT_AT, "empty"):
        collect(tmp_path, "empty")
    with pytest.raises(UsageError, match="no such folder"):
        collect(tmp_path, "missing")


@pytest.mark.skipif(sys.platform == "win32", reason="no links and pipes without rights")
def test_links_pipes_and_huge_files_are_named_and_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    save(outside / "secret.json", report("secret"))
    folder = tmp_path / "reports"
    save(folder / "good.json", report("good"))
    (folder / "link.json").symlink_to(outside / "secret.json")
    (folder / "linked").symlink_to(outside, target_is_directory=True)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "dangling.json").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe.json")
    with (folder / "huge.json").open("wb") as file:
        file.truncate(LARGEST + 1)
    found = named(collect(tmp_path, "reports"))
    assert {
        place.removeprefix("reports/"): [problem.flaw for problem in each.problems]
        for place, each in found.items()
    } == {
        "good.json": [],
        "link.json": [Flaw.REPORT_IS_LINK],
        "linked": [Flaw.REPORT_IS_LINK],
        "loop": [Flaw.REPORT_IS_LINK],
        "dangling.json": [Flaw.REPORT_IS_LINK],
        "pipe.json": [Flaw.REPORT_IS_NO_FILE],
        "huge.json": [Flaw.FILE_TOO_LARGE],
    }
    assert {each.code for each in found.values()} == {0, 3}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_what_may_not_be_read_is_a_matter_of_storage(tmp_path: Path) -> None:
    save(tmp_path / "a.json", report("a"))
    (tmp_path / "a.json").chmod(0)
    save(tmp_path / "shut/b.json", report("b"))
    (tmp_path / "shut").chmod(0)
    try:
        assert {each.code for each in collect(tmp_path).summaries} == {4}
    finally:
        (tmp_path / "shut").chmod(0o700)
