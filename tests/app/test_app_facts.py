"""What is gathered of the world for the rules."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from small_project import Small

from tpmcli.app.facts import gather
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.project import gated_phases


def test_git_is_told_the_very_paths_that_will_be_asked_for(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last `#` begins the heading, not the first."""
    small.write("docs/C#/notes.md", "# Notes\n\n## Use\n\nIt works for all of the team.\n")
    small.answer("tried", "met", evidence=["docs/C#/notes.md#use"])
    told: list[str] = []

    def noting(_: WorkTree, paths: Iterable[str]) -> None:
        told.extend(paths)

    monkeypatch.setattr(WorkTree, "prefetch", noting)
    workspace = small.open()
    facts = gather(workspace, gated_phases(workspace.project))
    assert told == ["docs/C#/notes.md"]
    assert list(facts.evidence) == ["docs/C#/notes.md#use"]


CHECKS = """\
    checks:
      - file: {glob: docs/none.md}
      - file: {glob: docs/note.md}
      - command: {run: [make]}
      - file: {glob: docs/none.md}
      - text: {file: docs/note.md, contains: [works]}
  - id: shown
    title: It is shown
    checks:
      - text: {file: docs/note.md, contains: [works]}
      - file: {glob: docs/none.md}
"""
RESULTS = {
    "idea.tried": [
        ("file", "fail", "docs/none.md does not exist"),
        ("file", "pass", "docs/note.md: not empty, no placeholder left"),
        ("command", "could-not-run", "make: was not run yet"),
        ("file", "fail", "docs/none.md does not exist"),
        ("text", "pass", "docs/note.md: contains 'works'"),
    ],
    "idea.shown": [
        ("text", "pass", "docs/note.md: contains 'works'"),
        ("file", "fail", "docs/none.md does not exist"),
    ],
}


def test_results_are_in_the_order_and_number_of_the_checks(small: Small) -> None:
    """A finding tells checks apart by their place among the item's checks."""
    small.edit("\npm:\n", f"\n{CHECKS}pm:\n", "own/idea.yaml")
    workspace = small.open()
    facts = gather(workspace, gated_phases(workspace.project))
    found = {
        name: [(each.kind, str(each.outcome), each.message) for each in results]
        for name, results in facts.checks.items()
    }
    assert found == RESULTS
    for item in workspace.checklist.items().values():
        kinds = [result.kind for result in facts.checks.get(item.id, ())]
        assert kinds == [spec.kind for spec in item.checks]


def test_a_broken_check_keeps_its_place(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(*_: object) -> None:
        raise KeyError("x")

    small.edit("\npm:\n", f"\n{CHECKS}pm:\n", "own/idea.yaml")
    monkeypatch.setattr("tpmcli.checks.text.find_documents", breaking)
    workspace = small.open()
    results = gather(workspace, gated_phases(workspace.project)).checks["idea.shown"]
    assert [(each.kind, str(each.outcome)) for each in results] == [
        ("text", "could-not-run"),
        ("file", "fail"),
    ]
