"""Many projects at once say of each what its own `tpm status` says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_project import NOW, Small

from problem_data import flaws, refused_for
from tpmcli.app import portfolio_evaluation
from tpmcli.app.context import CommandContext
from tpmcli.app.portfolio import summarise_projects
from tpmcli.app.status import get_status
from tpmcli.app.workspace import open_workspace
from tpmcli.model.checklist import Checklist
from tpmcli.model.facts import Facts
from tpmcli.model.problem import Flaw, Hint, Remedy
from tpmcli.repo.git import Git, GitResult
from tpmcli.rules.portfolio import Health, ProjectSummary, summarise
from tpmcli.rules.project import Project
from tpmcli.rules.status import ProjectStatus, evaluate_project
from tpmcli.store.checklists.load import load_checklist
from tpmcli.store.policy_file import PolicyFile
from world.files import clean_env
from world.people import PM, POLICY, RECORD, TODAY


@pytest.fixture
def several(small: Small, tmp_path: Path) -> Path:
    """Projects in several states, each in a repository of its own, and one that is broken."""
    root = tmp_path / "several"
    shutil.copytree(small.root, root / "begun")
    small.answer("tried", "not-met", owner=PM, due="2026-11-30")
    shutil.copytree(small.root, root / "planned")
    small.pass_idea()
    shutil.copytree(small.root, root / "half")
    small.pass_build()
    shutil.copytree(small.root, root / "done")
    shutil.copytree(small.root, root / "undone")
    (root / "undone/docs/note.md").unlink()
    shutil.copytree(small.root, root / "broken")
    (root / "broken" / RECORD).write_text("items: [\n", encoding="utf-8")
    return root


def session(folder: Path) -> CommandContext:
    return CommandContext(str(folder), clean_env(), lambda: NOW)


def look(folder: Path, *paths: str) -> dict[str, ProjectSummary]:
    return {each.folder: each for each in summarise_projects(session(folder), paths, 1)}


def test_each_stands_as_its_own_status_says(several: Path) -> None:
    found = look(several)
    assert {folder: each.health for folder, each in found.items()} == {
        "begun": Health.UNMET,
        "broken": Health.NOT_EVALUATED,
        "done": Health.COMPLETE,
        "half": Health.UNMET,
        "planned": Health.UNMET,
        "undone": Health.NO_LONGER_HOLDS,
    }
    for folder, each in found.items():
        if folder != "broken":
            alone = get_status(open_workspace(session(several / folder)))
            assert each == summarise(folder, alone)
    assert found["undone"].broken == ("idea",)
    due = found["planned"].due
    assert due is not None
    assert (due.day, due.owners) == ("2026-11-30", (PM,))


def test_in_one_repository_each_stands_as_in_its_own(several: Path) -> None:
    alone = look(several)
    for folder in several.iterdir():
        shutil.rmtree(folder / ".git")
    Small(several).git("init", "-q")
    Small(several).git("add", "-A")
    assert look(several) == alone
    Small(several).git("rm", "-q", "--cached", "half/docs/note.md")
    changed = look(several)
    assert changed.pop("half").health is Health.NO_LONGER_HOLDS
    assert changed == {folder: each for folder, each in alone.items() if folder != "half"}


def test_git_is_asked_once_for_all_projects_of_a_repository(
    several: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in several.iterdir():
        shutil.rmtree(folder / ".git")
    Small(several).git("init", "-q")
    Small(several).git("add", "-A")
    asked: list[tuple[str, ...]] = []
    ask = Git.run

    def asking(git: Git, *args: str, **more: Any) -> GitResult:
        asked.append(args)
        return ask(git, *args, **more)

    monkeypatch.setattr(Git, "run", asking)
    look(several)
    assert [args[0] for args in asked] == ["ls-files"]


def test_a_project_that_cannot_be_evaluated_says_why(several: Path) -> None:
    broken = look(several)["broken"]
    assert broken.code == 3
    assert broken.problems[0].file == RECORD
    (several / "begun" / POLICY).unlink()
    begun = look(several)["begun"]
    assert [(each.flaw, each.file) for each in begun.problems] == [(Flaw.FILE_MISSING, POLICY)]


def test_a_bug_in_one_is_told_of_that_one(several: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def fail(project: Project, facts: Facts) -> ProjectStatus:
        if project.record.decisions["idea"]:
            raise RuntimeError("no\nway")
        return evaluate_project(project, facts)

    monkeypatch.setattr(portfolio_evaluation, "evaluate_project", fail)
    found = look(several)
    assert (found["half"].code, found["begun"].code) == (70, 0)
    assert flaws(found["half"].problems) == [(Flaw.BUG, "RuntimeError", "no way")]
    monkeypatch.setenv("TPM_DEBUG", "1")
    with pytest.raises(RuntimeError):
        look(several)


def test_paths_name_projects_and_each_is_told_once(several: Path) -> None:
    assert list(look(several, "half", ".", str(several / "done"))).count("half") == 1
    assert list(look(several, "half", "done")) == ["half", "done"]
    assert list(look(several / "half", "../done", ".")) == ["../done", "."]


def test_no_project_is_nothing_evaluated(tmp_path: Path) -> None:
    with refused_for(Flaw.NO_PROJECT_AT, (".",)) as caught:
        look(tmp_path)
    assert caught.value.problems[0].hint == Hint(Remedy.NAME_TRACKED_FOLDERS)
    (tmp_path / "a").mkdir()
    with refused_for(Flaw.NO_PROJECT_AT, ("a",)):
        look(tmp_path, "a")


def test_a_path_that_leads_to_no_project_is_told(several: Path) -> None:
    (several / "empty").mkdir()
    found = look(several, "half", "empty", "done/docs")
    assert [(each.folder, each.code) for each in found.values()] == [
        ("half", 0),
        ("empty", 3),
        ("done/docs", 3),
    ]
    assert flaws(found["empty"].problems) == [(Flaw.NO_PROJECT_HERE,)]


def test_checklists_are_made_once_for_projects_that_ask_the_same(
    several: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[PolicyFile] = []

    def load(policy_file: PolicyFile, read: Callable[[str], bytes]) -> Checklist:
        made.append(policy_file)
        return load_checklist(policy_file, read)

    monkeypatch.setattr(portfolio_evaluation, "load_checklist", load)
    before = look(several)
    assert len(made) == 1
    Small(several / "half").edit("It was tried", "It was tried twice", "own/idea.yaml")
    made.clear()
    after = look(several)
    assert len(made) == 2
    assert {each for each in before if before[each] != after[each]} <= {"half"}
    policy = several / "done" / POLICY
    text = policy.read_text(encoding="utf-8")
    assert "traits: []" in text
    policy.write_text(text.replace("traits: []", "traits: [public-api]"), encoding="utf-8")
    made.clear()
    look(several)
    assert len(made) == 3


def test_the_day_asked_for_decides_what_is_overdue(several: Path) -> None:
    later = session(several)._replace(as_of="2026-12-01")
    found = {each.folder: each for each in summarise_projects(later, ["planned"], 1)}
    assert found["planned"].health is Health.OVERDUE
    assert TODAY < "2026-11-30"
