"""A small project in a real git repository: two phases, four items.

Its lifecycle is its own, so that the whole record fits on a screen and no shipped checklist has a
say in what is expected.
"""

from __future__ import annotations

from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path
from typing import Any, Self

import pytest

from tpmcli.model.errors import InvalidInputError, MessageError
from tpmcli.model.problem import Problem
from tpmcli.render.fix import fix_text
from world.folder import Folder
from world.people import PM

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AT = "2026-11-22T09:00:00Z"
NOTE = "docs/note.md"
LIFECYCLE = """\
schema: tpm/lifecycle/1
name: short
title: Short
phases: [idea, build]
"""
IDEA = """\
schema: tpm/checklist/1
phase: idea
title: Idea
question: Should we?
tpm:
  - id: tried
    title: It was tried
    why: Trying shows it.
    evidence: {expect: a note, required: true, find: ["docs/*.md"]}
pm:
  - id: wanted
    title: Somebody wants it
    repeats: product
    not-applicable: true
    valid-for: 60d
"""
BUILD = """\
schema: tpm/checklist/1
phase: build
title: Build
question: Is it built?
tpm:
  - id: tested
    title: It is tested
    when: [hosted]
  - id: documented
    title: It is documented
    repeats: product
"""


class Small(Folder):
    """The project, and people who work on it."""

    @classmethod
    def make(cls, root: Path) -> Self:
        """Return a repository with checklists and evidence, without a project."""
        root.mkdir()
        made = cls(root, NOW)
        made.git_init()
        for name, text in (("short", LIFECYCLE), ("idea", IDEA), ("build", BUILD)):
            made.write(f"own/{name}.yaml", text)
        made.write(NOTE, "# Note\n\nIt was tried for a week, and it works.\n")
        return made

    def write(self, name: str, text: str) -> str:
        """Write a file that git tracks from now on, and return its name."""
        super().write(name, text)
        self.git("add", "--", name)
        return name

    def init(self, **more: Any) -> None:
        """Set the project up."""
        super().init(**{"name": "Kettle", "lifecycle": "own/short.yaml", **more})

    def pass_idea(self) -> None:
        """Let the project pass its first gate."""
        self.answer("tried", evidence=[NOTE])
        self.answer("wanted", by=PM)
        self.sign("idea")
        self.decide("idea")

    def pass_build(self) -> None:
        """Let the project pass its second gate."""
        self.answer("documented")
        self.sign("build")
        self.decide("build")


def changes(before: str, after: str) -> list[str]:
    """The lines that went and came, each with its sign."""
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def refused(caught: pytest.ExceptionInfo[MessageError]) -> tuple[str, str]:
    """The message and the hint, with the label that tells a command from advice."""
    return caught.value.message, fix_text(caught.value.hint)


def problems(caught: pytest.ExceptionInfo[InvalidInputError]) -> list[Problem]:
    """Return every problem."""
    return list(caught.value.problems)
