"""Every folder below tests/cases/checks is a case: <kind>/<outcome>/<case>.

A case holds `check.yaml` (the check as a checklist has it; beside it, where the case needs them,
`today`, `tags`, `changes`, `increment`, and `cites`: what the answer cites, `answer`: its value),
the files that are looked at, and `expected.txt`: the message, and on a second line the place. Files
below `artifacts/` were made in this CI run, those below `base/` are the base's.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from checks_world import EXAMINING, TODAY, FakeHistory, check, cited_in, folder_tree

from tpmcli.model.facts import CheckOutcome

ROOT = Path(__file__).parent.parent / "cases" / "checks"
CASES = sorted(path.parent for path in ROOT.glob("*/*/*/check.yaml"))
OURS = ("check.yaml", "expected.txt", "artifacts", "base")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(ROOT).as_posix())
def test_case(case: Path) -> None:
    kind, outcome = case.parent.parent.name, case.parent.name
    setting = yaml.safe_load((case / "check.yaml").read_text())
    changes, tags = setting.get("changes"), setting.get("tags")
    history = None
    if changes is not None or tags is not None:
        history = FakeHistory(changes or {}, tags or [])
    artifacts, base = case / "artifacts", case / "base"
    result = check(
        kind,
        setting[kind],
        folder_tree(case, OURS),
        artifacts=folder_tree(artifacts) if artifacts.is_dir() else None,
        history=history,
        today=setting.get("today", TODAY),
        base=folder_tree(base) if base.is_dir() else None,
        cited=cited_in(setting),
        increment=setting.get("increment", ""),
    )
    place = f"{result.file}:{result.line}" if result.line else result.file
    assert f"{result.message}\n{place}\n" == (case / "expected.txt").read_text()
    assert (result.kind, result.outcome) == (kind, CheckOutcome(outcome))
    assert result.from_run == ("(from this run)" in result.message)


@pytest.mark.parametrize("kind", EXAMINING)
def test_every_kind_has_cases_of_every_outcome(kind: str) -> None:
    folders = [case for case in CASES if case.parent.parent.name == kind]
    assert len(folders) >= 6
    assert {case.parent.name for case in folders} == {str(outcome) for outcome in CheckOutcome}
