"""The command that restores lost evidence: it works as it is printed, where the reader stands."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tpmcli.app.place import place_of
from tpmcli.model.finding import Finding, errors
from tpmcli.model.place import Place, placed_fix
from tpmcli.model.rule import Reason, RuleReason
from tpmcli.render.fix import command_of, help_of
from world.files import clean_env
from world.folder import Folder
from world.people import FILES, PM, TPM

PLAN = "docs/plan.md"
TEXT = "# Plan\n\nWhat we build.\n\n## Costs\n\nThey are known.\n\n## Risks\n\nThey are known.\n"
SCAN = "reports/scan.sarif"
CHECKED = """schema: tpm/pack/1
name: house-rules
title: House rules
add:
  feasibility:
    tpm:
      - id: pinned-plan
        title: The plan is agreed
        why: It is what was agreed.
        level: must
        evidence: {expect: the plan, required: true, pin: true}
      - id: scanned
        title: The scan is clean
        why: A key that leaks is lost.
        level: must
        standing: true
        checks:
          - sarif: {file: reports/scan.sarif, below: error}
        answered-by: checks
"""


def made(root: Path, folder: str = "") -> Folder:
    """A decided gate: one answer pins the plan, others cite its sections, a check reads a scan."""
    world = Folder(root / folder if folder else root)
    world.root.mkdir(parents=True, exist_ok=True)
    Folder(root).git_init()
    for name, text in {**FILES, PLAN: TEXT}.items():
        world.write(name, text)
    world.write(SCAN, FILES["reports/secrets.sarif"])
    world.git("add", "-A")
    world.init(lifecycle="lite")
    world.write(".tpm/checklists/house-rules.yaml", CHECKED)
    policy = world.read(".tpm/policy.yaml")
    world.write(
        ".tpm/policy.yaml", policy.replace("packs: []", "packs: [.tpm/checklists/house-rules.yaml]")
    )
    world.sync()
    world.cites = ("docs/evidence.md",)
    world.answer_all("feasibility", should=True)
    world.answer("feasibility.pinned-plan", evidence=[PLAN])
    world.answer("feasibility.unknowns-spiked", evidence=[f"{PLAN}#risks"])
    world.sign("feasibility")
    world.decide("feasibility", conditions=())
    world.commit()
    return world


def shell(world: Folder, command: str) -> None:
    """Run a command as it is printed, and agree to whatever it asks."""
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=world.root,
        env=clean_env(),
        input="y\n" * 9,
        text=True,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr


def broken(world: Folder) -> list[Finding]:
    return errors(world.judged("decided").all_findings())


class Loss(NamedTuple):
    """How something is lost, what is reported of it, and the command that restores it."""

    name: str
    lose: Callable[[Folder], object]
    reasons: set[RuleReason]
    fix: str


LOSSES = (
    Loss(
        "deleted",
        lambda world: world.path("docs/evidence.md").unlink(),
        {Reason.EVIDENCE_MISSING},
        "git checkout HEAD -- docs/evidence.md",
    ),
    Loss(
        "emptied",
        lambda world: world.write("docs/evidence.md", ""),
        {Reason.EVIDENCE_EMPTY},
        "git checkout HEAD -- docs/evidence.md",
    ),
    Loss(
        "blanked",
        lambda world: world.write("docs/evidence.md", "\n\n"),
        {Reason.EVIDENCE_EMPTY},
        "git checkout HEAD -- docs/evidence.md",
    ),
    Loss(
        "heading_deleted",
        lambda world: world.write(PLAN, TEXT.replace("## Risks\n\nThey are known.\n", "")),
        {Reason.EVIDENCE_MISSING, Reason.EVIDENCE_CHANGED},
        f"git checkout -p HEAD -- {PLAN}",
    ),
    Loss(
        "heading_emptied",
        lambda world: world.write(
            PLAN, TEXT.replace("## Risks\n\nThey are known.\n", "## Risks\n")
        ),
        {Reason.EVIDENCE_EMPTY, Reason.EVIDENCE_CHANGED},
        f"git checkout -p HEAD -- {PLAN}",
    ),
    Loss(
        "pinned_edited",
        lambda world: world.write(PLAN, TEXT.replace("What we build", "What we might build")),
        {Reason.EVIDENCE_CHANGED},
        f"git checkout -p HEAD -- {PLAN}",
    ),
    Loss(
        "report_deleted",
        lambda world: world.path(SCAN).unlink(),
        {Reason.CHECK_FAILED},
        f"git checkout HEAD -- {SCAN}",
    ),
    Loss(
        "report_emptied",
        lambda world: world.write(SCAN, ""),
        {Reason.CHECK_FAILED},
        f"git checkout HEAD -- {SCAN}",
    ),
)


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("restorable") / "decided"
    made(root)
    return root


@pytest.fixture
def world(decided: Path, tmp_path: Path) -> Folder:
    import shutil

    shutil.copytree(decided, tmp_path / "world", symlinks=True)
    return Folder(tmp_path / "world")


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)
def test_what_is_lost_is_restored_as_the_finding_says(world: Folder, loss: Loss) -> None:
    loss.lose(world)
    found = broken(world)
    assert {finding.reason for finding in found} == loss.reasons
    assert {command_of(finding.fix) for finding in found} == {loss.fix}
    shell(world, loss.fix)
    assert broken(world) == []


def test_other_work_in_the_file_is_not_overwritten_unasked(world: Folder) -> None:
    """Only a file that is gone or empty is restored whole."""
    world.write(PLAN, TEXT.replace("## Risks\n\nThey are known.\n", "").replace("build", "sell"))
    assert {command_of(finding.fix) for finding in broken(world)} == {
        f"git checkout -p HEAD -- {PLAN}"
    }


def test_in_a_folder_of_the_repository_it_works_from_anywhere(tmp_path: Path) -> None:
    world = made(tmp_path / "mono", "svc/ledger")
    world.path("docs/evidence.md").unlink()
    (found,) = {finding.fix for finding in broken(world)}
    mono = Folder(tmp_path / "mono")
    place = place_of(mono.session(""), str(world.root))
    fix = command_of(placed_fix(found, place))
    assert fix == "git -C svc/ledger checkout HEAD -- docs/evidence.md"
    shell(mono, fix)
    assert broken(world) == []


@pytest.mark.parametrize("name", ["docs/it's a plan.md", "docs/[a] $HOME.md", "-p.md"])
def test_any_name_is_quoted(world: Folder, name: str) -> None:
    world.write(name, "# Plan\n\nIt was tried, and it works.\n")
    world.git("add", "-A")
    world.decide("feasibility", "recycle", reason="more to show")
    world.now = world.now.replace(hour=13)
    world.answer("feasibility.technical-risks-registered", evidence=[name])
    world.sign("feasibility")
    world.decide("feasibility")
    world.commit()
    world.path(name).unlink()
    (finding,) = broken(world)
    shell(world, command_of(placed_fix(finding.fix, Place())))
    assert broken(world) == []


def test_what_nothing_has_is_not_said_to_be_restorable(world: Folder) -> None:
    world.git("rm", "-q", "docs/evidence.md")
    world.git("commit", "-q", "--amend", "-m", "without")
    assert all("git" not in command_of(finding.fix) for finding in broken(world))


def test_an_untracked_file_is_added_and_not_overwritten(world: Folder) -> None:
    world.git("rm", "-q", "--cached", "docs/evidence.md")
    fixes = {command_of(finding.fix) for finding in broken(world)}
    assert fixes == {"git add docs/evidence.md"}


def test_renamed_evidence_of_an_open_gate_is_moved(world: Folder) -> None:
    world.answer("requirements.prd-complete", by=PM, evidence=["docs/evidence.md"])
    world.commit()
    world.git("mv", "docs/evidence.md", "docs/proof.md")
    open_gate = world.judged("phase", "requirements").gates[0]
    (finding,) = (each for each in open_gate.findings if each.reason is Reason.EVIDENCE_MISSING)
    assert command_of(finding.fix) == "tpm evidence move docs/evidence.md docs/proof.md"
    # A decision locks the answer, so the file comes back.
    assert {command_of(each.fix) for each in broken(world)} == {
        "git checkout HEAD -- docs/evidence.md"
    }


def test_what_closed_a_condition_is_restored(world: Folder) -> None:
    world.decide("feasibility", "recycle", reason="a promise")
    world.now = world.now.replace(hour=13)
    world.sign("feasibility")
    world.decide("feasibility", "conditional", conditions=[("measure it", TPM, "2026-12-01")])
    world.write("docs/measured.md", "# Measured\n\nTwelve milliseconds.\n")
    world.git("add", "-A")
    world.close("feasibility", 1, evidence=["docs/measured.md"])
    world.commit()
    world.path("docs/measured.md").unlink()
    (finding,) = broken(world)
    assert finding.reason is Reason.CLOSING_EVIDENCE_MISSING
    shell(world, command_of(finding.fix))
    assert broken(world) == []


def test_without_git_and_before_the_first_commit_nothing_is_asked_of_git(world: Folder) -> None:
    world.path("docs/evidence.md").unlink()
    world.git("update-ref", "-d", "HEAD")
    fixes = {help_of(finding.fix) for finding in broken(world)}
    assert fixes == {
        (
            "restore it; or reopen the gate: `tpm gate decide feasibility recycle --reason REASON`"
            " (REASON says why)"
        )
    }
