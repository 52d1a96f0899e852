"""A small project in a real git repository: two phases, four items, and a clock that stands still.

Its lifecycle is its own, so that the whole record fits on a screen and no shipped checklist has a
say in what is expected.
"""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from tpmcli.app.answer import AnswerRequest, answer
from tpmcli.app.context import CommandContext
from tpmcli.app.decide import decide
from tpmcli.app.init import InitOptions, initialise
from tpmcli.app.sign import sign
from tpmcli.app.workspace import Workspace, open_workspace
from tpmcli.model.checklist import Role
from tpmcli.model.digest import question_digest
from tpmcli.model.errors import InvalidInputError, MessageError
from tpmcli.model.problem import Problem
from tpmcli.model.record import AnswerValue, Outcome

TPM, PM = "tpm@example.com", "pm@example.com"
STRANGER = "stranger@example.com"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AT, TODAY = "2026-11-22T09:00:00Z", "2026-11-22"
POLICY, RECORD = ".tpm/policy.yaml", ".tpm/project.yaml"
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


class Small:
    """The project, and what people do in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def make(cls, root: Path) -> Small:
        """A repository with checklists and evidence, without a project."""
        root.mkdir()
        made = cls(root)
        made.git("init", "-q", "-b", "main", "--template=")
        made.git("config", "user.name", "Somebody")
        made.git("config", "user.email", TPM)
        for name, text in (("short", LIFECYCLE), ("idea", IDEA), ("build", BUILD)):
            made.write(f"own/{name}.yaml", text)
        made.write("docs/note.md", "# Note\n\nIt works.\n")
        return made

    def git(self, *args: str, check: bool = True) -> str:
        done = subprocess.run(
            ["git", *args], cwd=self.root, env=environment(), capture_output=True, text=True
        )
        if check and done.returncode:
            raise AssertionError(f"git {args}: {done.stdout}{done.stderr}")
        return done.stdout

    def commit(self, message: str = "change") -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", message)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        self.git("add", "--", path)

    def read(self, path: str = RECORD) -> str:
        return (self.root / path).read_bytes().decode()

    def edit(self, old: str, new: str, path: str = RECORD) -> None:
        """Changes a file by hand, in one place."""
        text = self.read(path)
        assert text.count(old) == 1, text
        (self.root / path).write_bytes(text.replace(old, new).encode())

    def files(self) -> dict[str, bytes]:
        """Every file of the project with its content, `.git` left out."""
        return {
            file.relative_to(self.root).as_posix(): file.read_bytes()
            for file in sorted(self.root.rglob("*"))
            if file.is_file() and ".git" not in file.relative_to(self.root).parts
        }

    def session(self, person: str = TPM, **more: Any) -> CommandContext:
        folder = str(self.root / more.pop("folder", ""))
        return CommandContext(folder, environment(), lambda: NOW, person, **more)

    def open(self, **more: Any) -> Workspace:
        return open_workspace(self.session(**more))

    def init(self, **more: Any) -> None:
        setup = InitOptions("Kettle", (TPM,), (PM,), "own/short.yaml")._replace(**more)
        initialise(self.session(), setup, bytes)

    # What people do, each on the record as it is on disk now.

    def answer(
        self, name: str, value: str = "met", *evidence: str, person: str = TPM, **more: Any
    ) -> None:
        increment = more.pop("increment", "")
        session = self.session(person, increment=increment)
        said = AnswerRequest(AnswerValue(value), evidence, **more)
        answer(open_workspace(session), session, [name], said)

    def sign(self, phase: str, role: str, increment: str = "") -> None:
        session = self.session(TPM if role == "tpm" else PM, increment=increment)
        sign(open_workspace(session), session, phase, Role(role))

    def decide(self, phase: str, outcome: str, reason: str = "so it is") -> None:
        session = self.session(PM)
        decide(open_workspace(session), session, phase, Outcome(outcome), reason=reason)

    def pass_idea(self) -> None:
        self.answer("tried", "met", "docs/note.md")
        self.answer("wanted", person=PM)
        self.sign("idea", "tpm")
        self.sign("idea", "pm")
        self.decide("idea", "go")

    def pass_build(self) -> None:
        self.answer("documented")
        self.sign("build", "tpm")
        self.sign("build", "pm")
        self.decide("build", "go")

    def question(self, name: str) -> str:
        """The digest of an item as it is asked now."""
        return question_digest(self.open().checklist.items()[name])


def environment() -> dict[str, str]:
    """What git and the lock need, and nothing that differs from machine to machine."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "HOME") if key in os.environ}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def changes(before: str, after: str) -> list[str]:
    """The lines that went and came, each with its sign."""
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def refused(caught: pytest.ExceptionInfo[MessageError]) -> tuple[str, str]:
    """The message and the hint."""
    return caught.value.message, caught.value.hint


def problems(caught: pytest.ExceptionInfo[InvalidInputError]) -> list[Problem]:
    """Return every problem."""
    return list(caught.value.problems)
