"""The files that docs/ci.md shows are valid, and run as it says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ci_runner import EXPRESSION, load, scripts

from tpmcli.doctor.ci_platforms import github_jobs
from tpmcli.doctor.gate_jobs import jobs_advice
from tpmcli.version import __version__

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"<!-- valid as ([\w-]+) -->\n```(yaml|json)\n(.*?)```", PAGE, re.DOTALL)
WORKFLOWS: list[str] = [text for schema, _, text in BLOCKS if schema == "github-workflows"]


def _named(name: str) -> str:
    return next(text for text in WORKFLOWS if text.startswith(f"name: {name}\n"))


@pytest.mark.parametrize(("schema", "kind", "text"), BLOCKS, ids=range(len(BLOCKS)))
def test_every_file_on_the_page_is_valid(schema: str, kind: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / f"file.{kind}"
    file.write_text(text, encoding="utf-8")
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    if schema == "pre-commit":
        checker = [sys.executable, "-m", "pre_commit", "validate-config"]
    done = subprocess.run([*checker, str(file)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_page_shows_every_level_and_step() -> None:
    schemas = [schema for schema, *_ in BLOCKS]
    assert schemas.count("github-workflows") == 5
    assert {"dependabot", "renovate", "pre-commit"} <= set(schemas)
    assert PAGE.count("<!-- valid as") == len(BLOCKS)
    for platform in ("github", "gitlab", "azure", "pre-commit"):
        assert f"tpm ci init {platform}" in PAGE


def test_no_script_on_the_page_has_an_expression_in_it() -> None:
    for text in WORKFLOWS:
        assert not any(EXPRESSION.search(script) for script in scripts(load(text)))


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_every_script_on_the_page_is_one_that_bash_reads() -> None:
    found = [script for text in WORKFLOWS for script in scripts(load(text))]
    assert len(found) >= 4
    for script in found:
        subprocess.run(["bash", "-n", "-c", script], check=True)


def test_the_doctor_finds_nothing_in_the_levels_and_something_in_observing() -> None:
    for text in WORKFLOWS[:2]:
        jobs = github_jobs(load(text), "tpm.yml")
        assert len(jobs) == 1
        found = jobs_advice(jobs, platform=True, others=[])
        assert [each.rule for each in found if each.severity == "error"] == []
    jobs = github_jobs(load(_named("tpm observes")), "observe.yml")
    rules = [str(each.rule) for each in jobs_advice(jobs, platform=False, others=[])]
    assert rules == ["no-daily-check", "failure-ignored"]


def test_the_page_names_the_version_that_it_belongs_to() -> None:
    assert set(re.findall(r"tpmcli==([0-9.]+)", PAGE)) == {__version__}
    assert set(re.findall(r"OWNER/tpm@v([0-9.]+)", PAGE)) == {__version__}
