"""Many projects: however the work is shared, the same is said."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from test_read_only import listing

from tpmcli.app.portfolio import FEW
from world.command import Repository, Run
from world.files import clean_env
from world.people import PM

COUNT = 2 * FEW + 1


@pytest.fixture
def many(make_repository: Callable[[str], Repository], project: Repository) -> Repository:
    """A repository with many projects that differ, one of them broken."""
    whole = make_repository("whole")
    for number in range(COUNT):
        folder = whole.root / f"parts/p{number:02}"
        shutil.copytree(project.root, folder, ignore=shutil.ignore_patterns(".git"))
        policy = folder / ".tpm/policy.yaml"
        text = policy.read_text(encoding="utf-8")
        policy.write_text(text.replace("name: Ledger", f"name: Part {number}"), encoding="utf-8")
    whole.git("add", "-A")
    answer = ["answer", "unknowns-spiked", "met", "-e", "docs/evidence.md", "--as", PM, "-q"]
    assert whole.run("-C", "parts/p03", *answer).code == 0
    (whole.root / "parts/p05/.tpm/project.yaml").write_text("items: [\n", encoding="utf-8")
    whole.commit()
    return whole


def test_however_the_work_is_shared_the_same_is_said(many: Repository, tmp_path: Path) -> None:
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path / "home")}

    def look(*options: str) -> Run:
        return many.started("portfolio", "--format", "json", *options, env=env)

    before = listing(many.root)
    alone = look("--jobs", "1")
    assert (alone.code, alone.err) == (3, "")
    states = alone.json["totals"]["states"]
    assert (states["not-evaluated"], states["unmet"]) == (1, COUNT - 1)
    assert alone.json["projects"][0]["folder"] == "parts/p05"
    assert look("--jobs", "3") == alone
    assert look() == alone
    assert listing(many.root) == before
    assert not (tmp_path / "cache").exists()


def test_each_part_says_of_itself_what_the_whole_says(many: Repository) -> None:
    whole = many.run("portfolio", "--format", "json").json
    said = {each["folder"]: each for each in whole["projects"]}
    for folder in ("parts/p03", "parts/p07"):
        own = many.run("-C", folder, "status", "--format", "json").json
        gate = next(each for each in own["phases"] if each["phase"] == own["current"])
        assert said[folder]["phase"] == own["current"]
        assert said[folder]["verdict"] == gate["verdict"]
        must = [sum(role[key] for role in gate["roles"].values()) for key in ("satisfied", "total")]
        assert [said[folder]["must"][key] for key in ("satisfied", "total")] == must
    assert said["parts/p03"]["must"] != said["parts/p07"]["must"]


def test_quiet_tells_errors_alone(many: Repository) -> None:
    done = many.run("portfolio", "-q")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("parts/p05: .tpm/project.yaml:2:1: ")


DYING = """
import os, sys
from tpmcli.app.portfolio_evaluation import Evaluator
from tpmcli.cli.main import main
Evaluator.evaluate = lambda *said: os._exit(9)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process does not begin as a copy")
def test_a_process_that_is_ended_is_told_and_nothing_is_shown(many: Repository) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DYING, "portfolio", "--jobs", "2"],
        cwd=many.root,
        env=clean_env(),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.endswith("  help: if memory is short, use `--jobs 1`\n")
