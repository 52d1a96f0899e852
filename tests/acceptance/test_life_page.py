"""Every command of docs/life.md is run, in its order, in one repository."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, date, datetime
from pathlib import Path

from world.command import Repository
from world.people import POLICY

PAGE = (Path(__file__).parents[2] / "docs/life.md").read_text(encoding="utf-8")
WRITTEN = date(2026, 12, 1)
# A command, with its exit code if it is refused; or what is done between commands.
STEPS = re.compile(r"^\$ (.+)$(?:\n# exit (\d))?|^<!-- ([a-z ]+): (.+) -->$", re.MULTILINE)


def as_if_today(text: str) -> str:
    """Return the text with its dates as far from today as they are from the page's day."""
    shift = datetime.now(UTC).date() - WRITTEN

    def moved(found: re.Match[str]) -> str:
        return (date.fromisoformat(found[0]) + shift).isoformat()

    return re.sub(r"\d{4}-\d\d-\d\d", moved, text)


def between(repository: Repository, what: str, about: str) -> None:
    """Do what the page says was done, without its commands."""
    if what == "policy":
        old, _, new = about.partition(" => ")
        repository.edit(old, new, POLICY)
        return
    phases, _, but = about.partition(" but ")
    for phase in phases.split(", "):
        if what == "passed":
            repository.pass_gate(phase)
        else:
            assert what == "answered and signed"
            repository.answer_all(phase, but)
            repository.sign_both(phase)
    repository.commit(what)


def test_every_command_does_what_the_page_says(repository: Repository) -> None:
    repository.write("docs/other.md", "# Other\n\nThis was tried as well, and it holds.\n")
    steps = STEPS.findall(as_if_today(PAGE))
    for command, code, what, about in steps:
        if what:
            between(repository, what, about)
            continue
        program, *words = shlex.split(command)
        if program == "git":
            repository.git(*words)
            continue
        assert program == "tpm"
        done = repository.run(*words)
        assert done.code == int(code or 0), f"{command}: {done.code}\n{done.out}{done.err}"
    assert sum(step[0] != "" for step in steps) >= 25
    assert sum(line.startswith("$ ") for line in PAGE.splitlines()) == sum(
        step[0] != "" for step in steps
    )
