"""Where a comparison is run: what cannot be compared says so, with the fix, and nothing is left."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from attack_world import Result, World

from tpmcli.model.fix import Command
from tpmcli.model.problem import Flaw, FlawText, Hint, Remedy, RemedyText
from world.files import clean_env
from world.people import DEV, EVIDENCE, PM, TPM

WorldAt = Callable[[str], World]


@pytest.fixture
def world(world_at: WorldAt) -> World:
    made = world_at("decided")
    made.write("src/main.py", "print('mine')\n")
    made.commit(author=DEV)
    return made


def tpm(folder: Path, *args: str, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tpmcli.cli.main", *args],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**clean_env(), "PYTHONUTF8": "1", **(env or {})},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


DECIDED = ("gate", "check", "--decided", "--against", "main")


def test_a_detached_head(world: World) -> None:
    world.git("checkout", "-q", "--detach", "pr")
    assert world.check(head="HEAD").code == 0


def test_a_bare_repository(world: World, tmp_path: Path) -> None:
    world.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    assert World(tmp_path / "bare.git", world.now).check().code == 0


def test_a_further_work_tree(world: World, tmp_path: Path) -> None:
    world.git("worktree", "add", "-q", "--detach", str(tmp_path / "second"), "pr")
    assert World(tmp_path / "second", world.now).check(head="HEAD").code == 0


def test_a_submodule_is_a_repository_of_its_own(world: World, tmp_path: Path) -> None:
    above = World(tmp_path / "above", world.now)
    above.root.mkdir()
    above.git("init", "-q", "--template=", "-b", "main")
    path = str(world.root)
    above.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", path, "ledger")
    above.commit()
    inside = World(above.path("ledger"), world.now)
    assert inside.check(base="origin/main", head="origin/pr").code == 0


def _stopped(result: Result) -> tuple[FlawText, RemedyText]:
    """What kept the comparison from being made, and the way out."""
    assert result.code == 3
    (problem,) = result.problems
    assert isinstance(problem.hint, Hint)
    return problem.flaw, problem.hint.remedy


def test_a_shallow_clone(world: World, tmp_path: Path) -> None:
    world.git("clone", "-q", "--depth=1", f"file://{world.root}", str(tmp_path / "shallow"))
    result = World(tmp_path / "shallow", world.now).check(head="HEAD")
    assert _stopped(result) == (Flaw.SHALLOW, Remedy.FETCH_HISTORY)


def test_a_branch_without_a_commit(tmp_path: Path) -> None:
    world = World(tmp_path / "unborn")
    world.root.mkdir()
    world.git("init", "-q", "--template=", "-b", "main")
    assert _stopped(world.check(head="HEAD")) == (Flaw.REVISION_UNKNOWN, Remedy.CHECK_NAME)
    world.write("a.md", "a\n")
    world.commit()
    world.git("checkout", "-q", "--orphan", "next")
    assert _stopped(world.check(head="HEAD")) == (Flaw.NO_COMMIT, Remedy.COMMIT_OR_HEAD)


def test_without_a_repository_the_check_is_refused(tmp_path: Path) -> None:
    result = World(tmp_path).check(head="HEAD")
    assert _stopped(result) == (Flaw.NO_REPOSITORY, Remedy.RUN_IN_CLONE)


def test_without_git_the_check_is_refused(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert _stopped(world.check()) == (Flaw.NO_GIT_FOR_AGAINST, Remedy.NEWER_GIT)


def test_a_git_that_is_too_old_is_refused(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.which("git")
    old = tmp_path / "bin" / "git"
    old.parent.mkdir()
    old.write_text(
        "#!/bin/sh\n"
        'for each in "$@"; do if [ "$each" = merge-tree ]; then\n'
        '  echo "usage: git merge-tree <base-tree> <branch1> <branch2>" >&2; exit 129; fi; done\n'
        f'exec {real} "$@"\n'
    )
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{old.parent}:{os.environ['PATH']}")
    assert _stopped(world.check()) == (Flaw.GIT_TOO_OLD_FOR_AGAINST, Remedy.NEWER_GIT)


def test_a_missing_base_names_what_to_fetch(world: World) -> None:
    world.git("remote", "add", "origin", "elsewhere")
    result = world.check(base="origin/main")
    assert _stopped(result) == (Flaw.REVISION_UNKNOWN, Remedy.FETCH_REVISION)
    fetch = Command(("git", "fetch", "origin", "main"))
    assert result.problems[0].hint == Hint(Remedy.FETCH_REVISION, command=fetch)


@pytest.mark.parametrize("wrong", ["--upload-pack=x", "-x", ""])
def test_a_base_that_is_an_option(world: World, wrong: str) -> None:
    code, out, _ = tpm(world.root, "gate", "check", "--decided", f"--against={wrong}")
    assert (code, out) == (2, "")
    assert world.check(base=wrong).code == 2


def test_a_conflict_names_the_file(world: World) -> None:
    world.git("checkout", "-q", "main")
    world.write("src/main.py", "print('theirs')\n")
    world.commit(author=DEV)
    result = world.check()
    assert _stopped(result) == (Flaw.MERGE_CONFLICTS, Remedy.RESOLVE_MERGE)
    assert result.problems[0].words == ("main", ("src/main.py",))


def test_a_conflict_in_the_record_names_the_command(world: World) -> None:
    world.answer("requirements.prd-complete", by=PM)
    world.commit(author=PM)
    world.git("checkout", "-q", "main")
    world.answer("requirements.prd-complete", "not-met", by=PM, note="far from it")
    world.commit(author=PM)
    world.git("checkout", "-q", "pr")
    assert _stopped(world.check()) == (Flaw.MERGE_CONFLICTS, Remedy.RESOLVE_MERGE_OF_RECORD)


@pytest.mark.parametrize(
    "option", ["--head=x", "--approvals=x", "--deny-policy-change", "--allow-no-project"]
)
def test_options_that_need_a_base(world: World, option: str) -> None:
    code, out, _ = tpm(world.root, "gate", "check", "--decided", option)
    assert (code, out) == (2, "")
    assert tpm(world.root, *DECIDED, option)[0] != 2


@pytest.mark.parametrize(
    "options",
    [
        ("--on=main",),
        ("--decided", "--on=main"),
        ("release", "--on=main"),
        ("--through=release", "--on=main", "--against=main"),
        ("--through=release", "--on="),
        ("--through=release", "--on=--all"),
    ],
)
def test_a_branch_is_asked_for_a_release_alone(world: World, options: tuple[str, ...]) -> None:
    code, out, _ = tpm(world.root, "gate", "check", *options)
    assert (code, out) == (2, "")


@pytest.mark.parametrize("output", ["text", "json", "junit", "sarif", "markdown", "github"])
def test_a_release_that_was_not_merged_is_told_in_every_format(
    world_at: WorldAt, output: str
) -> None:
    world = world_at("ended")
    world.write("src/main.py", "print('mine')\n")
    commit = world.commit(author=DEV)
    ask = ("gate", "check", "--through", "release", "--format", output, "--on")
    code, out, _ = tpm(world.root, *ask, "main")
    assert code == 1
    assert "not-on-branch" in out
    assert commit[:10] in out
    assert tpm(world.root, *ask, "pr")[0] == 0


def test_a_day_of_the_past(world: World) -> None:
    for day, expected in ((-1, 2), (0, 0)):
        assert world.check(as_of=world.day(day)).code == expected
    assert tpm(world.root, *DECIDED, "--as-of", "2020-01-01")[:2] == (2, "")


def test_a_repository_that_is_not_governed(world_at: WorldAt) -> None:
    world = world_at("empty")
    world.write("src/main.py", "print('mine')\n")
    world.commit(author=DEV)
    result = world.check()
    assert result.problems[0].flaw == Flaw.NO_PROJECT_COMPARED
    assert tpm(world.root, *DECIDED)[0] == 3
    code, out, err = tpm(world.root, *DECIDED, "--allow-no-project")
    assert (code, out) == (0, "")
    # What was not judged is never silent.
    assert err


def test_taking_the_project_away_is_not_ungoverned(world: World) -> None:
    world.git("rm", "-rq", ".tpm")
    world.commit(author=DEV)
    code, out, _ = tpm(world.root, *DECIDED, "--allow-no-project", "--format", "json")
    assert code == 1
    assert json.loads(out)["findings"][0]["rule"] == "project-removed"


def _two_projects(world: World) -> None:
    """A second project in a folder, both on main."""
    world.git("checkout", "-q", "main")
    shutil.copytree(world.path(".tpm"), world.path("shop/.tpm"))
    world.write("shop/docs/evidence.md", world.path(EVIDENCE).read_text())
    for name in ("policy", "project"):
        world.replace(f"shop/.tpm/{name}.yaml", "ledger-07070707", "shop-01010101")
    world.commit()
    world.branch()


def test_every_project_in_one_report(world: World) -> None:
    _two_projects(world)
    world.path("shop/docs/evidence.md").unlink()
    world.commit(author=DEV)
    assert world.check().code == 0
    assert World(world.path("shop"), world.now).check().code == 1
    code, out, _ = tpm(world.root, *DECIDED, "--all-projects", "--format", "json")
    report = json.loads(out)
    assert code == 1
    assert {gate["phase"]: gate["verdict"] for gate in report["gates"]} == {
        ".: feasibility": "met",
        "shop: feasibility": "unmet",
    }
    assert {f["file"] for gate in report["gates"] for f in gate["findings"]} >= {
        "shop/.tpm/project.yaml"
    }


def test_a_folder_below_the_project_finds_it(world: World) -> None:
    world.path(EVIDENCE).unlink()
    world.commit(author=DEV)
    assert World(world.path("src"), world.now).check().code == 1


def test_nothing_is_left_behind(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.answer("requirements.prd-complete", by=PM)
    world.commit(author=PM)
    world.git("checkout", "-q", "main")
    world.answer("requirements.obligations-confirmed-in-writing", by=PM)
    world.commit(author=PM)
    world.git("checkout", "-q", "pr")
    before = _everything(world.root)
    # Of its own: in the machine's, other runs come and go.
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    result = world.check()
    assert result.code == 0
    assert _everything(world.root) == before
    assert os.listdir(temporary) == []


def _everything(root: Path) -> dict[str, tuple[int, int]]:
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            status = os.lstat(os.path.join(folder, name))
            found[os.path.join(folder, name)] = (status.st_mtime_ns, status.st_size)
    return found


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, which is Linux's")
def test_only_git_runs_and_no_file_of_the_work_tree_is_opened(world: World, tmp_path: Path) -> None:
    world.git("config", "core.fsmonitor", "true")
    world.git("config", "log.showSignature", "true")
    world.answer("requirements.prd-complete", by=PM)
    world.commit(author=PM)
    trace = tmp_path / "trace"
    done = subprocess.run(
        [
            *(
                "strace",
                "-f",
                "-y",
                "-qq",
                "-o",
                str(trace),
                "-e",
                "trace=execve,open,openat,openat2",
            ),
            *(sys.executable, "-P", "-m", "tpmcli.cli.main", *DECIDED),
        ],
        cwd=world.root,
        capture_output=True,
        text=True,
        env={k: v for k, v in clean_env().items() if k != "PYTHONPATH"},
    )
    assert done.returncode in (0, 1), done.stderr
    lines = trace.read_text(errors="replace").splitlines()
    programs = {_quoted(line) for line in lines if "execve(" in line and "= 0" in line}
    names = {os.path.basename(program) for program in programs} - {os.path.basename(sys.executable)}
    assert names <= {"git", "ssh-keygen"}
    assert "git" in names
    root = str(world.root)
    opened = {_opened(line) for line in lines if "open" in line and " = -1 " not in line}
    inside = {path for path in opened if path.startswith(root + os.sep)}
    assert inside, "git reads its objects there"
    assert {path for path in inside if not path.startswith(os.path.join(root, ".git"))} == set()


def _opened(line: str) -> str:
    """The path that a line of the trace ends with: ``… = 5</the/path>``."""
    return line.rpartition("<")[2].rstrip(">")


def _quoted(line: str) -> str:
    return line.split('"')[1]


def test_the_base_may_be_a_little_ahead_of_the_clock(world: World) -> None:
    world.git("checkout", "-q", "main")
    world.commit(author=DEV, at=world.now)
    world.git("checkout", "-q", "pr")
    later = world.now
    world.now = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    report = world.check().report
    assert report is not None
    assert report.as_of == later.date().isoformat()
    # More than a day ahead says more of the committer's clock.
    world.now = datetime(2026, 2, 20, tzinfo=UTC)
    report = world.check().report
    assert report is not None
    assert report.as_of == "2026-02-20"


def test_signing_in_a_persons_name(world: World) -> None:
    world.answer_all("requirements", should=True)
    world.commit()
    code, _, _ = tpm(
        *(world.root, "sign", "requirements", "--role", "pm", "--for", PM, "--as", TPM)
    )
    assert code == 0
    assert f"by: {PM}" in world.block("requirements.pm")
    assert tpm(world.root, "sign", "requirements", "--role", "pm", "--for", DEV)[0] == 1
    assert DEV not in world.block("requirements.pm")


def test_at_the_top_of_several_projects_the_way_to_each_is_named(world: World) -> None:
    world.path("svc").mkdir()
    world.git("mv", ".tpm", "svc/.tpm")
    world.commit(author=DEV)
    code, _, err = tpm(world.root, "gate", "check", "--decided")
    assert (code, "svc" in err, "-C svc" in err, "--all-projects" in err) == (3, True, True, True)
    assert tpm(world.root, "gate", "check", "--decided", "--all-projects")[0] == 1


@pytest.mark.parametrize("lost", [".tpm/policy.yaml", ".tpm"])
def test_a_project_that_is_lost_on_disk_alone_is_not_left_out(world: World, lost: str) -> None:
    _two_projects(world)
    place = world.path(f"shop/{lost}")
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    code, _, err = tpm(world.root, "gate", "check", "--decided", "--all-projects")
    assert (code, ".tpm/policy.yaml" in err) == (3, True)
