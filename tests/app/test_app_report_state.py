"""What a gate report carries for portfolios: the state of the project, from what the check read."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tpmcli.app.context import CommandContext
from tpmcli.app.facts import gather, gather_further
from tpmcli.app.gate_check import Evaluated
from tpmcli.app.local_check import check_locally
from tpmcli.app.report_state import state_of
from tpmcli.app.status import get_status
from tpmcli.app.workspace import Workspace, open_workspace
from tpmcli.rules.gate_check import CheckRequest, CheckScope, phases_to_check
from tpmcli.rules.portfolio import summarise
from tpmcli.rules.project import gated_phases

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "payments-ledger"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
REQUESTS = [
    CheckRequest(CheckScope.PHASE, "architecture"),
    CheckRequest(CheckScope.PHASE, "feasibility"),
    CheckRequest(CheckScope.THROUGH, "architecture"),
    CheckRequest(CheckScope.DECIDED),
]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("state") / "ledger"
    shutil.copytree(EXAMPLE, root)
    who = ("-c", "user.name=Sam", "-c", "user.email=sam@example.com")
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "Begin"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    return root


def opened(root: Path) -> Workspace:
    return open_workspace(CommandContext(str(root), {}, lambda: NOW, as_of="2026-11-22"))


@pytest.mark.parametrize("asked", REQUESTS, ids=lambda each: f"{each.scope}-{each.phase}")
def test_the_state_is_that_of_the_whole_project(example: Path, asked: CheckRequest) -> None:
    evaluated: list[Evaluated] = []
    check_locally(opened(example), asked, evaluated)
    state = state_of(evaluated)
    (found,) = state.projects
    assert found == summarise(".", get_status(opened(example)))
    assert sum(cell.satisfied for cell in found.phases) > found.satisfied > 0
    assert len(state.commit) == 40


@pytest.mark.parametrize("asked", REQUESTS, ids=lambda each: f"{each.scope}-{each.phase}")
def test_what_the_check_read_is_not_read_again(example: Path, asked: CheckRequest) -> None:
    workspace = opened(example)
    every = gated_phases(workspace.project)
    known = phases_to_check(workspace.project, asked)
    facts = gather(workspace, known)
    assert gather_further(workspace, known, known, facts) is facts
    # Facts that no file gives show that they are taken as they are.
    marked = facts._replace(
        evidence={path: each._replace(sha256="0") for path, each in facts.evidence.items()}
    )
    further = gather_further(workspace, every, known, marked)
    assert {path: further.evidence[path] for path in marked.evidence} == marked.evidence
    whole = gather(workspace, every, fixes=False)
    assert further.evidence.keys() == whole.evidence.keys()
    assert further.checks == whole.checks
