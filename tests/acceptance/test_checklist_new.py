"""`tpm checklist new` in a real pseudo-terminal: its questions, and what it writes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a POSIX thing", allow_module_level=True)

from world.command import Repository
from world.person import Person

KIND = "A pack of items, or a lifecycle with its own phases? (pack or lifecycle) [pack]:"
NAME = "What is it called? [house-rules]:"
LEVEL = "Is it required (must) or recommended (should)? (must or should) [must]:"


@pytest.fixture
def person(repository: Repository, request: pytest.FixtureRequest) -> Iterator[Person]:
    words = getattr(request, "param", ())
    asked = Person(repository.command, repository.root, "checklist", "new", *words)
    yield asked
    asked.close()


def files(root: Path) -> list[str]:
    return sorted(path.name for path in root.glob("*.yaml"))


def test_a_pack_is_asked_for_and_written(person: Person, repository: Repository) -> None:
    person.sees(KIND)
    person.types("")
    person.sees(NAME)
    person.types("House Rules")
    person.sees("error: `House Rules` is not a name for a checklist")
    person.sees("help: use `house-rules`")
    person.sees(NAME)
    person.types("")
    person.sees("Its title for people? [House rules]:")
    person.types("")
    person.sees("At which gate are its items asked? [feasibility]:")
    person.types("relase")
    person.sees("help: did you mean `release`?")
    person.types("release")
    person.sees("Which role answers them? (tpm, pm) [tpm]:")
    person.types("pm")
    person.sees("First item:")
    person.types("")
    person.sees("error: an answer is needed")
    person.types("The price list is updated")
    person.sees(LEVEL)
    person.types("should")
    person.sees("Next item (Enter to end):")
    person.types("")
    person.sees("wrote house-rules.yaml")
    assert person.leaves() == 0
    text = repository.path("house-rules.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=pack.schema.json\n")
    assert text.endswith(
        "add:\n  release:\n    pm:\n      - id: the-price-list-is-updated\n"
        "        title: The price list is updated\n        level: should\n"
    )


@pytest.mark.parametrize("person", [("three-gates", "--lifecycle")], indirect=True)
def test_a_lifecycle_is_asked_for(person: Person, repository: Repository) -> None:
    person.sees("Its title for people? [Three gates]:")
    person.types("Plan, build, run")
    person.sees("Draw the phases from a shipped lifecycle?")
    person.types("none")
    person.sees("Which phases, in order? (space-separated) [plan build run]:")
    person.types("plan run")
    person.sees("wrote three-gates/three-gates.yaml")
    assert person.leaves() == 0
    assert sorted(path.name for path in repository.path("three-gates").glob("*.yaml")) == [
        *("plan.yaml", "run.yaml", "three-gates.yaml")
    ]


def test_an_interruption_writes_nothing(person: Person, repository: Repository) -> None:
    person.sees(KIND)
    person.interrupts()
    person.sees("interrupted; nothing was written")
    assert person.leaves() == 130
    assert files(repository.root) == []
