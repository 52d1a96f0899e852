"""What two to eight roles see in a terminal of 80 columns, by the command itself."""

from __future__ import annotations

import sys

import pytest

from tpmcli.store.checklists.shipped import trait_names
from world.command import Repository
from world.people import PM, POLICY, TPM

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a POSIX thing", allow_module_level=True)

from test_life_of_roles import too_wide

from world.person import Person

PACKS = {
    "security": "security",
    "legal": "legal",
    "design": "design",
    "quality": "qa",
    "operations": "sre",
    "data": "data",
}
"""The packs that bring a role, with the role."""
GATE = "architecture"


def set_up(repository: Repository, count: int) -> None:
    """A project with so many roles, all of which sign off one gate; two of three of the first."""
    packs = list(PACKS)[: count - 2]
    words = [word for name in packs for word in ("--pack", name)]
    for name in packs:
        people = ("ann.with-a-very-long-name", "bo", "cy") if name == "security" else ("someone",)
        for person in people:
            address = f"{person}@{name}.department.example.com"
            words += ["--person", f"{PACKS[name]}={address}"]
    words += [word for trait in trait_names() for word in ("--trait", trait)]
    repository.init("--lifecycle", "lite", *words)
    asked = [f"{{role: {PACKS[name]}, at: [{GATE}]}}" for name in packs]
    if packs:
        asked[0] = asked[0].replace("at:", "people: 2, at:")
    repository.edit(
        "signoffs: [tpm, pm]", f"signoffs: [{', '.join(['tpm', 'pm', *asked])}]", POLICY
    )
    repository.ok("sync")
    repository.commit("set up")


@pytest.mark.parametrize("count", [2, 3, 4, 5, 8])
def test_every_line_fits(repository: Repository, count: int) -> None:
    set_up(repository, count)
    roles = ["TPM", "PM", "SEC", "LEGAL", "UX", "QA", "SRE", "DATA"][:count]
    for words in (
        ("status",),
        ("next",),
        ("people",),
        ("people", "--gate", GATE),
        ("gate", "check", GATE),
        ("gate", "list"),
        ("due",),
        ("sign", GATE, "--role", "pm", "--as", PM),
    ):
        person = Person(repository.command, repository.root, *words, env={"TPM_AS": TPM})
        assert person.leaves() in (0, 1), person.seen
        wide = [line for line in too_wide(person.seen.replace("\r", ""), 80) if "→" not in line]
        assert wide == [], (words, wide)
        if words in (("people",), ("gate", "check", GATE)):
            assert [role for role in roles if role not in person.seen] == []
