"""The wording that an answer was given to, found in git again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpmcli.app.earlier_wording import EarlierWordings, earlier_wordings
from tpmcli.app.workspace import Workspace
from world.folder import Folder
from world.people import EVIDENCE, FILES

PACK = ".tpm/checklists/own.yaml"
ITEM = "feasibility.own-limits-written"
TITLES = ("The limits are written down", "Limits and alerts are written down", "Limits are tested")


def pack(title: str) -> str:
    return f"""\
schema: tpm/pack/1
name: own
title: Own rules
add:
  feasibility:
    tpm:
      - id: own-limits-written
        title: {title}
        why: Somebody must look it up at night.
        level: must
        evidence: {{expect: a table of limits, required: true}}
"""


class Team(Folder):
    """A team with its own pack, in the first wording of which an item was answered."""

    cites = (EVIDENCE,)

    def reword(self, title: str, *, commit: bool = True) -> None:
        self.write(PACK, pack(title))
        if commit:
            self.save(title)

    def save(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def wordings(self, **more: int) -> EarlierWordings:
        workspace = self.open()
        return earlier_wordings(workspace, workspace.checklist.items().values(), **more)


def title_of(found: EarlierWordings) -> str | None:
    item = found.items[ITEM]
    return item.title if item else None


@pytest.fixture
def team(tmp_path: Path) -> Team:
    made = Team(tmp_path / "team")
    made.root.mkdir()
    made.git_init()
    for name, text in FILES.items():
        made.write(name, text)
    made.write(PACK, pack(TITLES[0]))
    made.git("add", "-A")
    made.init(lifecycle="lite", packs=(PACK,))
    made.answer(ITEM)
    made.save("begin")
    return made


def test_nothing_changed(team: Team) -> None:
    assert team.wordings() == EarlierWordings({})


@pytest.mark.parametrize("commit", [True, False])
def test_one_change(team: Team, commit: bool) -> None:
    team.reword(TITLES[1], commit=commit)
    found = team.wordings()
    assert title_of(found) == TITLES[0]
    assert found.complete


def test_the_wording_of_the_answer_and_not_the_last_one(team: Team) -> None:
    team.reword(TITLES[1])
    team.reword(TITLES[2])
    assert title_of(team.wordings()) == TITLES[0]


def test_a_commit_that_cannot_be_read_is_passed_over(team: Team) -> None:
    team.write(PACK, "schema: [")
    team.save("broken")
    team.reword(TITLES[1])
    assert title_of(team.wordings()) == TITLES[0]


def test_a_change_by_the_policy(team: Team) -> None:
    team.edit(
        "adjust: {}", f"adjust:\n  {ITEM}: {{level: should, reason: later}}", ".tpm/policy.yaml"
    )
    team.save("recommended")
    item = team.wordings().items[ITEM]
    assert item is not None
    assert str(item.level) == "must"


def test_the_search_is_bounded_and_says_so(team: Team) -> None:
    for title in (*TITLES[1:], *TITLES[1:]):
        team.reword(title)
    found = team.wordings(most=2)
    assert (title_of(found), found.searched, found.complete) == (None, 2, False)
    assert title_of(team.wordings()) == TITLES[0]


def test_a_wording_that_was_never_committed(team: Team) -> None:
    team.reword(TITLES[1], commit=False)
    team.answer(ITEM)
    team.reword(TITLES[2])
    found = team.wordings()
    assert (title_of(found), found.complete) == (None, True)


def test_a_shallow_clone_and_no_git_at_all(team: Team, tmp_path: Path) -> None:
    team.reword(TITLES[1])
    team.git("clone", "-q", "--depth=1", f"file://{team.root}", str(tmp_path / "shallow"))
    shallow = Team(tmp_path / "shallow")
    assert title_of(shallow.wordings()) is None
    team.git("archive", "-o", str(tmp_path / "a.tar"), "HEAD")
    (tmp_path / "plain").mkdir()
    team.git("--work-tree", str(tmp_path / "plain"), "checkout", "HEAD", "--", ".")
    assert title_of(Team(tmp_path / "plain").wordings()) is None


def test_a_project_in_a_folder_of_its_repository(tmp_path: Path, team: Team) -> None:
    root = tmp_path / "mono"
    root.mkdir()
    (root / "services").mkdir()
    team.root.rename(root / "services" / "pay")
    project = Team(root / "services" / "pay")
    (project.root / ".git").rename(root / ".git")
    project.save("move")
    project.reword(TITLES[1])
    assert title_of(project.wordings()) == TITLES[0]


def test_only_a_workspace_on_disk_is_searched(team: Team) -> None:
    team.reword(TITLES[1])
    workspace: Workspace = team.open()._replace(root="")
    found = earlier_wordings(workspace, workspace.checklist.items().values())
    assert found == EarlierWordings({ITEM: None})
