"""The draft: where it is, what a save commits, and that nothing of the person's is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpmcli.app.draft_repair import Repair
from tpmcli.app.draft_undo import undo
from tpmcli.app.draft_update import update
from tpmcli.app.propose import propose
from world.draft import ITEM, DraftWorld
from world.people import EVIDENCE, PM, RECORD


@pytest.fixture
def world(tmp_path: Path) -> DraftWorld:
    return DraftWorld.begin(tmp_path)


def test_a_save_is_a_commit_of_the_persons(world: DraftWorld) -> None:
    before = world.person_state()
    draft = world.open()
    done = world.answer(draft, note="as agreed")
    assert draft.branch == f"tpm/ana-perez-{world.now.date()}"
    shown = world.clone.git("show", "--format=%an|%ae|%cn|%ce|%B", "--name-only", draft.branch)
    assert shown == (
        f"Ana Pérez|{PM}|Ana Pérez|{PM}|"
        "Answer “Research or usage data from the last six months shows tha…”: met\n"
        "\n"
        "Answer “Research or usage data from the last six months shows that users have this need”:"
        " met\n"
        f"Item: {ITEM}\nEvidence: {EVIDENCE}\nNote: as agreed\n\n\n{RECORD}\n"
    )
    assert world.clone.git("rev-parse", draft.branch).strip() == done.commit
    assert world.clone.git("rev-parse", f"{draft.branch}^") == world.clone.git("rev-parse", "main")
    assert world.person_state() == before


def test_a_second_opening_finds_the_draft(world: DraftWorld) -> None:
    first = world.open()
    world.answer(first)
    world.later(days=1)
    second = world.open()
    assert second == first._replace(context=second.context)
    assert second.repaired is Repair.NOTHING


def test_work_of_the_persons_own_is_left_as_it_is(world: DraftWorld) -> None:
    clone = world.clone
    clone.write("stashed.md", "stashed\n")
    clone.git("add", "stashed.md")
    clone.git("stash", "-q")
    clone.git("checkout", "-q", "-b", "mine")
    clone.write("staged.md", "staged\n")
    clone.git("add", "staged.md")
    clone.write(EVIDENCE, "half written\n")
    clone.write(RECORD, "not even YAML: [\n")
    before = world.person_state()
    assert before["refs"].count(b"\n") == 2
    assert {"index", "HEAD", "config", "logs/refs/stash", f"files/{RECORD}"} <= set(before)
    draft = world.open()
    done = world.answer(draft)
    undo(draft, done.commit)
    world.answer(draft)
    assert propose(draft).sent
    assert not update(draft).conflicts
    assert world.person_state() == before
