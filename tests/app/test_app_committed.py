"""What a check without `--against` shows of who signed: committed entries, and claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpmcli.app.local_check import check_locally
from tpmcli.app.report import build_report
from tpmcli.app.workspace import open_workspace
from tpmcli.model.verdict import GateReport
from tpmcli.render.gate.summary import headline
from world.folder import Folder
from world.memory import question_of
from world.people import PM, TPM

SENTENCE = "verified only with `--against`, as in CI."


@pytest.fixture
def world(tmp_path: Path) -> Folder:
    """A repository in which feasibility is answered and committed."""
    made = Folder(tmp_path / "shop" / "svc")
    made.root.mkdir(parents=True)
    top = Folder(tmp_path / "shop")
    top.git_init()
    made.cites = ("docs/evidence.md",)
    made.write("docs/evidence.md", "# Evidence\n\nIt was tried, and it works.\n")
    top.commit()
    made.init(lifecycle="lite")
    for items in made.unsatisfied("feasibility").values():
        made.answer_each(items)
    top.commit()
    return made


def checked(world: Folder, asked: str, phase: str = "") -> GateReport:
    """What `tpm gate check` reports without --against."""
    workspace = world.open()
    return check_locally(workspace, question_of(workspace.project, asked, phase))


def shown(report: GateReport) -> tuple[list[str], int, bool]:
    """The levels of the sign-offs, the count of claims, and whether the headline names them."""
    levels = [signoff.identity for signoff in report.gates[0].signoffs if signoff.by]
    return levels, report.uncommitted, SENTENCE in headline(report)


def test_what_is_not_committed_is_claimed_and_the_sentence_says_so(world: Folder) -> None:
    world.sign("feasibility")
    assert shown(checked(world, "phase", "feasibility")) == (["claimed", "claimed"], 2, True)
    world.git("add", "-A")
    assert shown(checked(world, "phase", "feasibility")) == (["claimed", "claimed"], 2, True)
    world.commit()
    assert shown(checked(world, "phase", "feasibility")) == (["committed", "committed"], 0, False)


def test_each_entry_is_looked_at_by_itself(world: Folder) -> None:
    world.sign("feasibility", "tpm")
    world.commit()
    world.sign("feasibility", "pm")
    assert shown(checked(world, "phase", "feasibility")) == (["committed", "claimed"], 1, True)
    world.commit()
    world.decide("feasibility")
    assert shown(checked(world, "decided")) == (["committed", "committed"], 1, True)


def test_an_entry_that_replaces_a_committed_one_is_claimed(world: Folder) -> None:
    world.sign("feasibility")
    world.commit()
    world.edit(f"by: {PM}", "by: pm@EXAMPLE.com")
    levels, claims, _ = shown(checked(world, "phase", "feasibility"))
    assert (levels, claims) == (["committed", "claimed"], 1)


def test_signing_as_somebody_else_is_a_claim(world: Folder) -> None:
    world.sign("feasibility", "tpm")
    world.commit()
    world.sign("feasibility", "pm", by=PM)
    report = checked(world, "phase", "feasibility")
    assert "1 entry is not committed yet; its author is verified only with" in headline(report)


def test_without_git_everything_is_claimed(tmp_path: Path) -> None:
    world = Folder.lite(tmp_path)
    world.cites = ("docs/evidence.md",)
    for items in world.unsatisfied("feasibility").values():
        world.answer_each(items)
    world.sign("feasibility")
    assert shown(checked(world, "phase", "feasibility")) == (["claimed", "claimed"], 2, True)


def test_a_commit_whose_record_cannot_be_read_proves_nothing(world: Folder) -> None:
    world.sign("feasibility")
    whole = world.read()
    world.write(".tpm/project.yaml", "<<<<<<< HEAD\n")
    world.commit()
    world.write(".tpm/project.yaml", whole)
    assert shown(checked(world, "phase", "feasibility")) == (["claimed", "claimed"], 2, True)


def test_nobody_is_warned_where_a_claim_is_enough(world: Folder) -> None:
    world.edit("identity: author", "identity: claimed", ".tpm/policy.yaml")
    world.sign("feasibility")
    assert shown(checked(world, "phase", "feasibility")) == (["claimed", "claimed"], 0, False)


def test_git_is_not_asked_for_a_gate_without_entries(
    world: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise AssertionError("the last commit was read")

    monkeypatch.setattr("tpmcli.repo.worktree.WorkTree.committed", refuse)
    assert checked(world, "phase", "feasibility").uncommitted == 0


def test_a_project_report_shows_the_same(world: Folder) -> None:
    world.sign("feasibility", "tpm", by=TPM)
    world.commit()
    world.sign("feasibility", "pm")
    report = build_report(open_workspace(world.session()), "feasibility")
    gate = report.gates[0].gate
    assert gate is not None
    assert [signoff.identity for signoff in gate.signoffs] == ["committed", "claimed"]
