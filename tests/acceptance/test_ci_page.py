"""The files that docs/ci.md shows are valid, and run as it says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ci_runner import EXPRESSION, Runner, load, scripts

from tpmcli.doctor.ci_platforms import github_jobs
from tpmcli.doctor.gate_jobs import jobs_advice
from tpmcli.model.platform_setting import settings_for
from tpmcli.version import __version__
from world.command import Repository
from world.people import DEV, TPM

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
    assert len(found) >= 2
    for script in found:
        subprocess.run(["bash", "-n", "-c", script], check=True)


def test_the_doctor_finds_nothing_in_the_levels_and_something_in_observing() -> None:
    for text in WORKFLOWS[:2]:
        jobs = github_jobs(load(text), "tpm.yml")
        assert len(jobs) == 1
        found = jobs_advice(jobs, platform=True, others=[])
        assert [str(each.rule) for each in found] == ["no-daily-check"]
    jobs = github_jobs(load(_named("tpm observes")), "observe.yml")
    rules = [str(each.rule) for each in jobs_advice(jobs, platform=False, others=[])]
    assert rules == ["no-daily-check", "failure-ignored"]


def test_the_page_names_the_version_that_it_belongs_to() -> None:
    named = re.findall(r"tpmcli[=-]=?(\d+\.\d+\.\d+)|OWNER/tpm@HASH  # v([0-9.]+)", PAGE)
    assert len(named) >= 5
    assert {either for each in named for either in each if either} == {__version__}


def _section(title: str) -> str:
    return PAGE.partition(f"\n## {title}")[2].partition("\n## ")[0]


def _commands(text: str) -> list[list[str]]:
    """The commands of each console block."""
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    return [[line[2:] for line in block.splitlines() if line[:2] == "$ "] for block in blocks]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_way_out_when_the_approver_is_gone_works_as_written(
    repository: Repository, command: list[str], tmp_path: Path
) -> None:
    repository.init("--lifecycle", "lite", "--start-at", "release")
    policy = repository.path(".tpm/policy.yaml")
    text = policy.read_text(encoding="utf-8").replace("identity: author", "identity: platform")
    text = text.replace("aliases: {}", 'aliases: {kim@example.com: ["github:kim"]}')
    policy.write_text(text, encoding="utf-8")
    repository.answer_all("release")
    repository.ok("sign", "release", "--role", "tpm", "--as", TPM)
    repository.commit("ready for the launch")
    repository.git("branch", "-q", "-M", "main")
    repository.git("checkout", "-q", "-b", "elsewhere")
    clone = Repository(tmp_path / "clone", command)
    clone.git("remote", "add", "origin", str(repository.root))
    clone.git("fetch", "-q", "origin")
    clone.git("config", "user.name", "dev")
    clone.git("config", "user.email", DEV)
    runner = Runner(tmp_path / "runner", clone.root)
    name, sign = _commands(_section("The approver is gone"))

    def run(*commands: str) -> str:
        # Who signs the commit is not what is shown here.
        script = "\n".join(commands).replace(" commit -S ", " commit ")
        done = runner.bash(script, {})
        assert done.code == 0, done
        return done.out + done.err

    assert "[policy-loosened" in run(*name)
    clone.git("push", "-q", "origin", "HEAD:main")
    run(*sign)
    head = clone.git("rev-parse", "HEAD").strip()
    said = tmp_path / "approvals.json"
    words = ("gate", "check", "release", "--against", "origin/main", "--approvals", str(said))
    said.write_text("[]")
    assert clone.run(*words).code == 1
    said.write_text(json.dumps([{"login": "github:kim", "commit": head, "state": "APPROVED"}]))
    done = clone.run(*words)
    assert done.code == 0, done


def test_the_page_lists_every_setting_that_the_doctor_cannot_see() -> None:
    table = _section("The settings that it needs")
    rows = [line for line in table.splitlines() if line.startswith("|")][2:]
    for platform, column in ((".github/", 3), (".gitlab/", 4), (".azure-pipelines/", 5)):
        filled = [row.split("|")[column].strip() for row in rows]
        assert all(filled), platform
        assert abs(len(rows) - len(settings_for((f"{platform}x.yml",)))) <= 1


def test_the_page_says_of_every_level_how_it_is_reached_on_every_platform() -> None:
    section = _section("Who signs off, and how that is proven")
    table = section.partition("\n\n|")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]
    assert [row[0] for row in rows] == ["`author`", "`platform`", "`signed`"]
    assert all(len(row) == 5 and all(row) for row in rows)
