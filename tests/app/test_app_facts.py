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
    small.write("docs/C#/notes.md", "# Notes\n\n## Use\n\nIt works.\n")
    small.answer("tried", "met", evidence=["docs/C#/notes.md#use"])
    told: list[str] = []

    def noting(_: WorkTree, paths: Iterable[str]) -> None:
        told.extend(paths)

    monkeypatch.setattr(WorkTree, "prefetch", noting)
    workspace = small.open()
    facts = gather(workspace, gated_phases(workspace.project))
    assert told == ["docs/C#/notes.md"]
    assert list(facts.evidence) == ["docs/C#/notes.md#use"]
