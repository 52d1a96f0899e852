"""`tpm walk` in a real pseudo-terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest

from world.command import Repository
from world.files import clean_env

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a POSIX thing", allow_module_level=True)

import pexpect

PROMPT = r"\[q\]uit > "


@pytest.fixture
def walk(project: Repository) -> Iterator[Callable[..., pexpect.spawn]]:
    """Starts `tpm walk` with these words."""
    started: list[pexpect.spawn] = []

    def start(*args: str) -> pexpect.spawn:
        child = pexpect.spawn(
            project.command[0],
            [*project.command[1:], "walk", *args],
            cwd=str(project.root),
            env=clean_env(),
            dimensions=(40, 80),
            encoding="utf-8",
            timeout=60,
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def _end(child: pexpect.spawn) -> int:
    child.expect(pexpect.EOF)
    child.close()
    return int(child.exitstatus)


def _answers(project: Repository) -> dict[str, str]:
    status = project.run("status", "--format", "json").json
    return {
        item["id"]: item["answer"]
        for phase in status["phases"]
        for item in phase["items"]
        if item["answer"]
    }


def test_answers_back_help_and_quit(
    project: Repository, walk: Callable[..., pexpect.spawn]
) -> None:
    child = walk("feasibility", "--role", "tpm")
    child.expect("feasibility · 1 of")
    child.expect(PROMPT)
    child.send("?")
    child.expect("not applicable")
    child.expect(PROMPT)
    child.send("y")
    child.expect("evidence: ")
    child.sendline("docs/nowhere.md")
    child.expect("does not exist")
    child.expect(PROMPT)
    child.send("y")
    child.expect("evidence: ")
    child.sendline("docs/evidence.md")
    child.expect("feasibility · 2 of")
    child.expect(PROMPT)
    child.send("n")
    child.expect("note")
    child.sendline("no vendor yet")
    child.expect("feasibility · 3 of")
    child.expect(PROMPT)
    child.send("b")
    child.expect("feasibility · 2 of")
    child.expect("answered `not-met`")
    child.expect(PROMPT)
    child.send("s")
    child.expect("feasibility · 3 of")
    child.expect(PROMPT)
    child.send("x")
    child.expect("does nothing here")
    child.expect(PROMPT)
    child.send("q")
    child.expect("2 answered in feasibility")
    assert _end(child) == 0
    assert list(_answers(project).values()) == ["met", "not-met"]


def test_it_resumes_with_what_is_open(
    project: Repository, walk: Callable[..., pexpect.spawn]
) -> None:
    project.answer_all("feasibility")
    child = walk("feasibility", "--role", "tpm")
    child.expect("should")
    child.expect(PROMPT)
    child.send("q")
    assert _end(child) == 0
    child = walk("feasibility", "--role", "tpm", "--all")
    child.expect("must")
    child.expect(PROMPT)
    child.send("q")
    assert _end(child) == 0


def test_not_applicable_needs_a_reason(
    project: Repository, walk: Callable[..., pexpect.spawn]
) -> None:
    gate = project.run("checklist", "show", "feasibility", "--role", "tpm", "--format", "json")
    assert gate.code == 0
    child = walk("feasibility", "--role", "tpm")
    child.expect(PROMPT)
    child.send("a")
    child.expect("reason: ")
    child.sendline("")
    child.expect(PROMPT)
    child.send("a")
    child.expect("reason: ")
    child.sendline("we have none")
    child.expect("does not allow `not-applicable`")
    child.expect(PROMPT)
    child.send("q")
    assert _end(child) == 0
    assert _answers(project) == {}


def test_ctrl_c_keeps_what_was_answered(
    project: Repository, walk: Callable[..., pexpect.spawn]
) -> None:
    child = walk("feasibility", "--role", "tpm")
    child.expect(PROMPT)
    child.send("n")
    child.expect("note")
    child.sendline("")
    child.expect("feasibility · 2 of")
    child.expect(PROMPT)
    child.sendintr()
    child.expect("interrupted")
    assert _end(child) == 130
    assert list(_answers(project).values()) == ["not-met"]


def test_ctrl_c_within_a_question(project: Repository, walk: Callable[..., pexpect.spawn]) -> None:
    child = walk("feasibility", "--role", "tpm")
    child.expect(PROMPT)
    child.send("n")
    child.expect("note")
    child.sendintr()
    child.expect("interrupted")
    assert _end(child) == 130
    assert _answers(project) == {}
