"""Since which commit a decided gate does not hold: named where it is known, and never guessed."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from tpmcli.app import since
from tpmcli.app.all_projects import check_all_projects
from tpmcli.app.local_check import check_locally
from tpmcli.model.finding import Finding, errors
from tpmcli.model.rule import Reason
from tpmcli.model.verdict import GateReport
from tpmcli.render.finding import since_text
from tpmcli.repo import mainline
from tpmcli.repo.git import Git
from tpmcli.rules.gate_check import CheckRequest, CheckScope
from world.folder import Folder
from world.people import EVIDENCE, FILES, PM, TPM

DECIDED = CheckRequest(CheckScope.DECIDED)
OTHER = "docs/other.md"


class Main(Folder):
    """A branch on which every commit is one of the moment."""

    cites = (EVIDENCE,)

    def save(self, author: str = TPM) -> str:
        """Commit what is there, and return the commit."""
        self.now += timedelta(days=1)
        when = f"{int(self.now.timestamp())} +0000"
        self.git("add", "-A")
        self.git(
            *("commit", "-q", "--allow-empty", "-m", "change", f"--author=A <{author}>"),
            env={"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
        )
        return self.git("rev-parse", "HEAD").strip()

    def found(self, request: CheckRequest = DECIDED) -> list[Finding]:
        """What blocks, as a check of the files as they are reports it."""
        return errors(check_locally(self.open(), request).all_findings())

    def named(self) -> set[str]:
        """The commits that the findings name."""
        return {finding.since.commit if finding.since else "" for finding in self.found()}


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A decided gate whose answers cite one file, and one of them another."""
    world = Main(tmp_path_factory.mktemp("since") / "decided")
    world.root.mkdir()
    world.git_init()
    other = "# Other\n\nThis was tried as well, and it holds.\n"
    for name, text in {**FILES, OTHER: other}.items():
        world.write(name, text)
    world.git("add", "-A")
    world.init(lifecycle="lite")
    world.save()
    world.answer_all("feasibility", should=True)
    world.answer("feasibility.unknowns-spiked", evidence=[OTHER])
    world.sign("feasibility")
    world.decide("feasibility")
    world.save()
    return world.root


@pytest.fixture
def main(decided: Path, tmp_path: Path) -> Main:
    shutil.copytree(decided, tmp_path / "main", symlinks=True)
    return Main(tmp_path / "main")


def asked_of_git(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every command that git is run with from now on."""
    asked: list[str] = []
    run = Git.run

    def asking(git: Git, *args: str, data: bytes | None = None, index: str = "") -> object:
        asked.append(args[0])
        return run(git, *args, data=data, index=index)

    monkeypatch.setattr(Git, "run", asking)
    return asked


def test_the_commit_on_main_is_named(main: Main) -> None:
    main.path(OTHER).unlink()
    guilty = main.save(PM)
    main.answer("requirements.prd-complete", by=PM)
    main.save()
    (finding,) = main.found()
    day = (main.now - timedelta(days=1)).date()
    assert since_text(finding) == f"since the commit {guilty[:10]} of {day} by {PM}"


def test_two_causes_name_two_commits(main: Main) -> None:
    main.path(OTHER).unlink()
    first = main.save()
    main.path(EVIDENCE).unlink()
    second = main.save()
    main.save()
    assert {(each.about.path, each.since and each.since.commit) for each in main.found()} == {
        (OTHER, first),
        (EVIDENCE, second),
    }


def test_the_merge_is_named_and_not_a_commit_of_its_branch(main: Main) -> None:
    main.git("checkout", "-q", "-b", "side")
    main.path(OTHER).unlink()
    main.save(PM)
    main.git("checkout", "-q", "main")
    main.save()
    main.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    merge = main.git("rev-parse", "HEAD").strip()
    main.save()
    (finding,) = main.found()
    assert finding.since is not None
    assert finding.since[0] == merge
    assert since_text(finding).startswith("since the merge ")


def test_what_is_not_committed_names_none(main: Main) -> None:
    main.path(OTHER).unlink()
    assert main.named() == {""}


def test_what_time_brings_about_names_none(main: Main) -> None:
    """The gate held on the day of every commit."""
    main.decide("feasibility", "recycle", reason="a promise")
    main.now += timedelta(hours=1)
    main.sign("feasibility")
    due = (main.now + timedelta(days=9)).date().isoformat()
    main.decide("feasibility", "conditional", conditions=[("measure it", TPM, due)])
    main.save()
    main.now += timedelta(days=30)
    main.save()
    (finding,) = main.found()
    assert finding.reason is Reason.CONDITION_OVERDUE
    assert finding.since is None


def test_a_policy_that_asks_more_is_named(main: Main) -> None:
    """Every commit is judged by its own policy."""
    policy = main.read(".tpm/policy.yaml")
    item = "feasibility.unknowns-spiked"
    main.write(OTHER, "# Other\n\nThis was tried as well, and it holds more.\n")
    main.save()
    pin = f"adjust:\n  {item}: {{pin: true, reason: agreed}}"
    main.write(".tpm/policy.yaml", policy.replace("adjust: {}", pin))
    assert main.read(".tpm/policy.yaml") != policy
    guilty = main.save(PM)
    main.save()
    assert {finding.reason for finding in main.found()} == {Reason.EVIDENCE_CHANGED}
    assert main.named() == {guilty}


def test_a_commit_that_cannot_be_read_is_passed_over(main: Main) -> None:
    main.path(OTHER).unlink()
    guilty = main.save()
    record = main.read()
    main.write(".tpm/project.yaml", record + "<<<<<<< ours\n")
    main.save()
    main.write(".tpm/project.yaml", record)
    main.save()
    assert main.named() == {guilty}


def test_beyond_the_bound_nothing_is_guessed(main: Main, monkeypatch: pytest.MonkeyPatch) -> None:
    main.path(OTHER).unlink()
    main.save()
    for number in range(4):
        main.write(".tpm/note.md", str(number))
        main.save()
    monkeypatch.setattr(since, "MOST", 3)
    assert main.named() == {""}
    monkeypatch.setattr(since, "MOST", 50)
    monkeypatch.setattr(mainline, "_SEARCHED", 3)
    assert main.named() == {""}


def test_a_shallow_clone_does_not_blame_its_oldest_commit(main: Main, tmp_path: Path) -> None:
    main.path(OTHER).unlink()
    main.save()
    main.save()
    main.git("clone", "-q", "--depth=1", f"file://{main.root}", str(tmp_path / "shallow"))
    assert Main(tmp_path / "shallow", main.now).named() == {""}


def test_without_git_nothing_is_named(main: Main) -> None:
    main.path(OTHER).unlink()
    main.save()
    shutil.rmtree(main.path(".git"))
    assert main.named() == {""}


def test_history_is_read_only_if_a_decided_gate_does_not_hold(
    main: Main, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_of_git(monkeypatch)
    assert main.found() == []
    assert main.found(CheckRequest(CheckScope.THROUGH, "requirements"))
    main.path(OTHER).unlink()
    assert main.found(CheckRequest(CheckScope.PHASE, "feasibility"))
    assert "log" not in asked
    assert main.found()
    assert asked.count("log") == 1


def test_a_project_in_a_folder_is_looked_for_there(decided: Path, tmp_path: Path) -> None:
    top = Main(tmp_path / "mono")
    top.root.mkdir()
    top.git_init()
    for name in ("a", "b"):
        shutil.copytree(decided, top.root / name, ignore=shutil.ignore_patterns(".git"))
    top.save()
    top.path(f"a/{OTHER}").unlink()
    guilty = top.save()
    top.write("b/src/main.py", "print()\n")
    top.save()
    report: GateReport = check_all_projects(top.session(), lambda _: DECIDED)
    (finding,) = errors(report.all_findings())
    assert finding.since is not None
    assert finding.since.commit == guilty
