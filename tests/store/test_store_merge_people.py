"""People who sign off on branches of their own: git merges their sign-offs without a conflict.

Each has a block from the start, with a comment before it and a blank line behind it.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_world import decision, digest

from tpmcli.store.record.canonical import Phases, layout, new_project
from tpmcli.store.record.file import read_record
from tpmcli.store.record.merge import merge
from tpmcli.store.record.text import ProjectText, sync
from tpmcli.store.record.tidy import tidy
from tpmcli.store.yaml.reader import read_yaml
from tpmcli.store.yaml.scan import RECORD_LIMITS

GATES = ("feasibility", "requirements", "architecture", "development", "testing", "release", "live")
ROLES = ("security", "legal", "design")
PAIRS = 250

Block = tuple[str, str, list[dict[str, Any]]]
"""The section and the key of a block, and the entries that it holds then."""


class Team(NamedTuple):
    """The people of each role, and the blocks that they have."""

    people: dict[str, list[str]]
    phases: Phases


def team(dice: random.Random, least: int = 2) -> Team:
    people = {}
    for role in ROLES:
        names = [f"{dice.choice('abcdefghij')}{number}@example.com" for number in range(6)]
        people[role] = sorted(names[: dice.randrange(least, 7)])
    return Team(people, phases_for(people))


def phases_for(people: dict[str, list[str]]) -> Phases:
    blocks = ["tpm", "pm", *(f"{role}/{name}" for role in people for name in people[role])]
    return [(gate, [("tpm", f"{gate}.built"), ("pm", f"{gate}.sold")], blocks) for gate in GATES]


def file_of(dice: random.Random, made: Team) -> bytes:
    """A project file in which some have signed already."""
    signed = {
        key: [entry(dice, key)] for key in layout(made.phases)["signoffs"] if dice.random() < 0.3
    }
    return new_project("p", "1.0", "", made.phases, record={"signoffs": signed})


def entry(dice: random.Random, key: str, minute: int = 0) -> dict[str, Any]:
    by = key.partition("/")[2] or "tpm@example.com"
    return {"by": by, "at": f"2026-12-01T10:{minute:02}:00Z", "digest": digest(dice, "s1")}


def with_entry(data: bytes, section: str, key: str, new: dict[str, Any], phases: Phases) -> bytes:
    """The file as `tpm sign` or `tpm gate decide` leaves it."""
    document = read_yaml(data, "f", RECORD_LIMITS)
    text = ProjectText.parse(data, document)
    earlier = document.value.get(section, {}).get(key) or []
    text.set_block(section, key, [*earlier, new], layout(phases))
    return text.to_bytes()


def signs(dice: random.Random, made: Team, base: bytes, gate: str, role: str, who: str) -> bytes:
    key = f"{gate}.{role}/{who}"
    return with_entry(base, "signoffs", key, entry(dice, key, dice.randrange(60)), made.phases)


Sides = tuple[bytes, list[bytes]]


def two_of_a_role(dice: random.Random) -> Sides:
    made = team(dice)
    base, gate, role = file_of(dice, made), dice.choice(GATES), dice.choice(ROLES)
    some = dice.sample(made.people[role], 2)
    return base, [signs(dice, made, base, gate, role, who) for who in some]


def three_of_a_role(dice: random.Random) -> Sides:
    made = team(dice, 3)
    base, gate, role = file_of(dice, made), dice.choice(GATES), dice.choice(ROLES)
    some = dice.sample(made.people[role], 3)
    return base, [signs(dice, made, base, gate, role, who) for who in some]


def neighbours(dice: random.Random) -> Sides:
    """Two whose blocks stand next to each other."""
    made = team(dice)
    base, gate, role = file_of(dice, made), dice.choice(GATES), dice.choice(ROLES)
    at = dice.randrange(len(made.people[role]) - 1)
    some = made.people[role][at : at + 2]
    return base, [signs(dice, made, base, gate, role, who) for who in some]


def two_roles(dice: random.Random) -> Sides:
    made = team(dice)
    base, gate = file_of(dice, made), dice.choice(GATES)
    some = dice.sample(ROLES, 2)
    sides = [signs(dice, made, base, gate, role, dice.choice(made.people[role])) for role in some]
    return base, sides


def sign_and_decide(dice: random.Random) -> Sides:
    made = team(dice)
    base, gate, role = file_of(dice, made), dice.choice(GATES), dice.choice(ROLES)
    signed = signs(dice, made, base, gate, role, dice.choice(made.people[role]))
    taken = decision(dice) | {"signoffs": {"tpm": 1, f"{role}/{made.people[role][0]}": 1}}
    taken.pop("standing", None)
    return base, [signed, with_entry(base, "decisions", gate, taken, made.phases)]


def sign_and_join(dice: random.Random) -> Sides:
    """One signs, and a colleague gets blocks by `tpm sync`."""
    made = team(dice)
    base, gate, role = file_of(dice, made), dice.choice(GATES), dice.choice(ROLES)
    signed = signs(dice, made, base, gate, role, dice.choice(made.people[role]))
    joined = {
        **made.people,
        role: sorted([*made.people[role], f"{dice.choice('aek')}x@example.com"]),
    }
    text = ProjectText.parse(base, read_yaml(base, "f", RECORD_LIMITS))
    return base, [signed, sync(text, phases_for(joined), ()).data]


def deputy_and_holder(dice: random.Random) -> Sides:
    made = team(dice)
    gate, role = dice.choice(GATES), dice.choice(ROLES)
    holder, deputy = made.people[role][0], "dana@example.com"
    made.people[role].append(deputy)
    made = Team(made.people, phases_for({r: sorted(p) for r, p in made.people.items()}))
    base = file_of(dice, made)
    key = f"{gate}.{role}/{deputy}"
    acted = entry(dice, key, 7) | {"deputy-for": holder}
    acting = with_entry(base, "signoffs", key, acted, made.phases)
    return base, [signs(dice, made, base, gate, role, holder), acting]


KINDS: list[Callable[[random.Random], Sides]] = [
    two_of_a_role,
    three_of_a_role,
    neighbours,
    two_roles,
    sign_and_decide,
    sign_and_join,
    deputy_and_holder,
]


def by_lines(folder: Path, base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, bool]:
    """What git makes of the lines of three versions, and whether they conflict."""
    for name, data in (("base", base), ("ours", ours), ("theirs", theirs)):
        (folder / name).write_bytes(data)
    done = subprocess.run(
        ["git", "merge-file", "-p", "ours", "base", "theirs"], cwd=folder, capture_output=True
    )
    return done.stdout, done.returncode != 0


def signed_in(data: bytes) -> dict[tuple[str, str], int]:
    return {key: len(entries) for key, entries in read_record(data, "f").signoffs.items()}


def check_lines(kind: Callable[[random.Random], Sides], pairs: range, folder: Path) -> int:
    """How many conflict; what merges holds what each side added."""
    conflicts = 0
    for seed in pairs:
        base, sides = kind(random.Random(f"{kind.__name__} {seed}"))
        merged = sides[0]
        for other in sides[1:]:
            merged, failed = by_lines(folder, base, merged, other)
            conflicts += failed
        counts = signed_in(base)
        for side in sides:
            for key, number in signed_in(side).items():
                counts[key] = max(counts.get(key, 0), number)
        assert signed_in(merged) == counts
    return conflicts


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_no_pair_conflicts(kind: Callable[[random.Random], Sides], tmp_path: Path) -> None:
    assert check_lines(kind, range(60), tmp_path) == 0


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_no_branch_conflicts_in_git(kind: Callable[[random.Random], Sides], tmp_path: Path) -> None:
    for seed in range(PAIRS):
        base, sides = kind(random.Random(f"{kind.__name__} {seed}"))
        merge_branches(tmp_path / str(seed), base, sides)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_a_few_branches_in_git(kind: Callable[[random.Random], Sides], tmp_path: Path) -> None:
    for seed in range(2):
        base, sides = kind(random.Random(f"{kind.__name__} {seed}"))
        merge_branches(tmp_path / str(seed), base, sides)


def merge_branches(folder: Path, base: bytes, sides: list[bytes]) -> None:
    """Merge branches with `git merge`, which must not conflict."""
    folder.mkdir()
    file = folder / "project.yaml"

    def git(*words: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.com")
        subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    file.write_bytes(base)
    git("add", ".")
    git("commit", "-qm", "base")
    for number, side in enumerate(sides):
        git("checkout", "-q", "-b", f"side{number}", "main")
        file.write_bytes(side)
        git("commit", "-qam", "signed")
    git("checkout", "-q", "main")
    for number in range(len(sides)):
        git("merge", "-q", "-m", "merge", f"side{number}")
    assert sum(signed_in(file.read_bytes()).values()) >= sum(signed_in(base).values()) + 1


def test_two_sign_offs_of_one_person_are_merged_by_time(tmp_path: Path) -> None:
    """git conflicts, rightly; `tpm merge` keeps both."""
    dice = random.Random(1)
    made = team(dice)
    base = new_project("p", "1.0", "", made.phases)
    who = made.people["legal"][0]
    key = f"release.legal/{who}"
    sides = [
        with_entry(base, "signoffs", key, entry(dice, key, minute), made.phases)
        for minute in (1, 2)
    ]
    assert by_lines(tmp_path, base, *sides)[1]
    merged = merge(base, sides[0], sides[1], "f", made.phases)
    assert not merged.conflicts
    found = read_record(merged.data, "f").signoffs["release", f"legal/{who}"]
    assert [each.at[14:16] for each in found] == ["01", "02"]


def test_a_list_for_a_role_would_conflict(tmp_path: Path) -> None:
    """What a block a person is for: with one list both sides add at the same place."""
    dice = random.Random(2)
    base = new_project("p", "1.0", "", phases_for({}))
    sides = [
        with_entry(base, "signoffs", "release.tpm", entry(dice, key, minute), phases_for({}))
        for minute, key in ((1, "release.tpm/a@example.com"), (2, "release.tpm/b@example.com"))
    ]
    assert by_lines(tmp_path, base, *sides)[1]


PART = st.text("abcxyz0189.!#$%&'*+-/=?^_`{|}~:\"\\ß", min_size=1, max_size=60)
ADDRESSES = st.builds("{}@{}".format, PART, PART)
HOSTILE = [
    "a.b.c@example.com",
    "a/b@example.com",
    "#a@example.com",
    "a:@example.com",
    "'a'@example.com",
    '"a"@example.com',
    "{a}@example.com",
    f"{'x' * 250}@example.com",
    "größe@example.com",
    "-@example.com",
    "*a@example.com",
    "&a@example.com",
]


def round_trip(address: str) -> None:
    phases = phases_for({"legal": [address, "zoe@example.com"]})
    key = f"release.legal/{address}"
    data = new_project("p", "1.0", "", phases)
    assert tidy(data, phases, "f") == data
    changed = with_entry(data, "signoffs", key, entry(random.Random(3), key), phases)
    assert tidy(changed, phases, "f") == changed
    record = read_record(changed, "f")
    assert [each.by for each in record.signoffs["release", f"legal/{address}"]] == [address]
    text = ProjectText.parse(data, read_yaml(data, "f", RECORD_LIMITS))
    gone = sync(text, phases_for({"legal": ["zoe@example.com"]}), ())
    assert key in gone.retired
    assert gone.data == new_project("p", "1.0", "", phases_for({"legal": ["zoe@example.com"]}))


@pytest.mark.parametrize("address", HOSTILE)
def test_blocks_of_hostile_addresses(address: str) -> None:
    round_trip(address)


@settings(max_examples=60, deadline=None)
@given(ADDRESSES)
def test_blocks_of_any_address(address: str) -> None:
    round_trip(address)


def test_a_full_block_stays_when_its_person_leaves() -> None:
    before = phases_for({"legal": ["ann@example.com", "bo@example.com"]})
    key = "release.legal/ann@example.com"
    data = new_project("p", "1.0", "", before)
    data = with_entry(data, "signoffs", key, entry(random.Random(4), key), before)
    text = ProjectText.parse(data, read_yaml(data, "f", RECORD_LIMITS))
    done = sync(text, phases_for({"legal": ["bo@example.com"]}), ())
    assert key not in done.retired
    assert len(done.retired) == len(GATES) - 1
