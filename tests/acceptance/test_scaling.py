"""Four times the items take four times the work: counted in calls, which no busy machine disturbs.

The projects are those that `bench/` measures.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tpmcli.app.context import CommandContext
from tpmcli.app.gate_check import check
from tpmcli.app.workspace import Workspace, open_workspace
from tpmcli.cli.main import main
from tpmcli.model.record import ItemRecord, SignOff, Waiver
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.rule import Rule
from tpmcli.repo.disk import DiskFolder
from tpmcli.repo.git import Git
from tpmcli.rules.gate_check import CheckRequest, CheckScope
from tpmcli.rules.signoffs import current_digest

SMALL, LARGE = 1000, 4000
PROJECTS = Path(__file__).parents[2] / "bench" / "projects.py"
PM = "pm@example.com"


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Projects by their number of items."""
    spec = importlib.util.spec_from_file_location("bench_projects", PROJECTS)
    assert spec is not None
    assert spec.loader is not None
    maker: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    found = {}
    for count in (SMALL, LARGE):
        found[count] = tmp_path_factory.mktemp("scaling") / str(count)
        maker.make(found[count], count)
    return found


def calls(work: Callable[[], object]) -> int:
    """How many functions, ours and Python's own, some work calls."""
    seen: Counter[str] = Counter()

    def count(frame: object, event: str, argument: object) -> None:
        seen[event] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return seen["call"] + seen["c_call"]


def assert_linear(small: int, large: int) -> None:
    """What is the same for every size counts in favour of the larger one."""
    assert small > SMALL, small
    assert large <= small * (LARGE / SMALL) * 1.02, (small, large)


@pytest.mark.parametrize(
    "command",
    [
        ["gate", "check"],
        ["gate", "check", "--format", "json"],
        ["status"],
        ["next"],
        ["due"],
        ["report"],
        ["report", "--format", "markdown"],
    ],
)
def test_commands_are_linear_in_items(
    command: list[str],
    projects: dict[int, Path],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    counted = {}
    for size in (SMALL, LARGE):
        monkeypatch.chdir(projects[size])
        main(command)  # what is loaded and compiled once is not counted
        counted[size] = calls(lambda: main(command))
    capfd.readouterr()
    assert_linear(counted[SMALL], counted[LARGE])


def test_git_is_asked_once_and_every_file_read_once(
    projects: dict[int, Path], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    read: Counter[str] = Counter()
    real_ask, real_open = Git.run, DiskFolder.open

    def ask(self: Git, *args: str, **more: Any) -> Any:
        asked.append(args[0])
        return real_ask(self, *args, **more)

    def opened(self: DiskFolder, path: str) -> int:
        read[path] += 1
        return real_open(self, path)

    monkeypatch.setattr(Git, "run", ask)
    monkeypatch.setattr(DiskFolder, "open", opened)
    monkeypatch.chdir(projects[SMALL])
    assert main(["gate", "check"]) == 1
    capfd.readouterr()
    # Whose address it is decides which commands are the reader's own.
    assert asked == ["ls-files", "config"]
    evidence = {path: times for path, times in read.items() if not path.startswith(".tpm/")}
    assert evidence == {f"docs/note-{number}.md": 1 for number in range(20)}
    # The record once more for the lines of the findings, and nothing else twice.
    assert {path for path, times in read.items() if times > 1} <= {".tpm/project.yaml"}


def test_waivers_are_linear(projects: dict[int, Path]) -> None:
    counted = {}
    for size in (SMALL, LARGE):
        workspace = _all_waived(_opened(projects[size]))
        asked = CheckRequest(CheckScope.PHASE, "feasibility")
        report = check(workspace, asked)
        assert {item.state for item in report.gates[0].items} == {"waived"}
        assert not [f for f in report.gates[0].findings if f.rule is Rule.WAIVER_UNAPPROVED]
        counted[size] = calls(lambda w=workspace, a=asked: check(w, a))  # type: ignore[misc]
    assert_linear(counted[SMALL], counted[LARGE])


def test_the_comparison_can_fail() -> None:
    def quadratic(size: int) -> int:
        return calls(lambda: [len(range(one)) for one in range(size) for _ in range(size // 100)])

    with pytest.raises(AssertionError):
        assert_linear(quadratic(SMALL), quadratic(LARGE))


def _opened(folder: Path) -> Workspace:
    from datetime import UTC, datetime

    now = datetime(2026, 11, 22, tzinfo=UTC)
    return open_workspace(CommandContext(str(folder), os.environ, lambda: now))


def _all_waived(workspace: Workspace) -> Workspace:
    """The project with every answer taken away, every item waived, and the PM's signature over
    all of it."""
    record = workspace.record
    items = {name: ItemRecord(name, None, (_waiver(),), ()) for name in record.items}
    bare = record._replace(items=items)
    signoffs = dict(record.signoffs)
    for phase in _phases(record.items):
        waivers = {name: 1 for name in items if name.startswith(f"{phase}.")}
        digest = current_digest(bare, phase, PM_ROLE, waivers)
        assert digest is not None
        signoffs[phase, PM_ROLE] = (SignOff(PM, "2026-11-03T00:00:00Z", digest, waivers),)
    return workspace._replace(record=bare._replace(signoffs=signoffs))


def _phases(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name.partition(".")[0] for name in names))


def _waiver() -> Waiver:
    raw = {"reason": "r", "by": "tpm@example.com", "approved-by": PM, "until": "2026-12-01"}
    at = "2026-11-02T00:00:00Z"
    return Waiver(raw["by"], at, "r", (PM,), raw["until"], raw={**raw, "at": at})
