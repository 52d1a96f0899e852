"""Save, load, save: the same record, and the second time the same bytes.

The second save goes through the model as every command does, with every block written anew.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from project_world import ALLOWED_TEXT, LAYOUT, PHASES, answer, project, text_of

from tpmcli.app.saving import item_block
from tpmcli.model.role import Role
from tpmcli.store.record.canonical import new_project
from tpmcli.store.record.file import read_record

Record = dict[str, dict[str, Any]]


def generated(seed: int) -> tuple[bytes, Record]:
    """A project file, and what it holds."""
    rng = random.Random(seed)
    record = project(rng, rng.choice((0.1, 0.5, 0.9)))
    for block in record["items"].values():
        if "answer" in block and rng.random() < 0.2:
            block["note"] = "".join(chr(rng.choice(LETTERS)) for _ in range(rng.randint(1, 60)))
            block["note"] = "n" + block["note"]
    kind, remark = rng.choice(("", "patch")), rng.choice(("", "left: no market", "# remark"))
    return new_project(
        "p", rng.choice(("1.0", "no", "x y")), kind, PHASES, remark, record=record
    ), record


LETTERS = [*range(32, 127), 10, 9, 0xE4, 0x20AC, 0x4E2D, 0x1F600, 0x301, 0x5D0]


def saved_again(data: bytes) -> bytes:
    """The file written anew from what the model holds of it."""
    record = read_record(data, "f")
    sections: Record = {"items": {}, "signoffs": {}, "decisions": {}}
    for key in LAYOUT["items"]:
        sections["items"][key] = item_block(record.item(key))
    for key in LAYOUT["signoffs"]:
        phase, _, role = key.partition(".")
        entries = record.signoffs.get((phase, Role(role)), ())
        sections["signoffs"][key] = [dict(entry.raw) for entry in entries]
    for key in LAYOUT["decisions"]:
        taken = record.decisions.get(key, ())
        sections["decisions"][key] = [dict(entry.raw) for entry in taken]
    # Block by block, as a command saves: nothing changes where nothing is new.
    text = text_of(data)
    for section, blocks in sections.items():
        for key, value in blocks.items():
            text.set_block(section, key, value)
    assert text.to_bytes() == data
    return new_project(
        record.policy, record.increment, record.kind, PHASES, record.remark, record=sections
    )


def check(seed: int, again: Callable[[bytes], bytes] = saved_again) -> None:
    data, wanted = generated(seed)
    second = again(data)
    assert second == data, f"seed {seed}"
    record = read_record(second, "f")
    assert record == read_record(data, "f")
    for key, block in wanted["items"].items():
        assert item_block(record.item(key)) == block, f"seed {seed}: {key}"


def test_a_record_saved_again_is_the_same_bytes(
    record_property: Callable[[str, object], None],
) -> None:
    for seed in range(150):
        check(seed)
    record_property("records", 150)


@pytest.mark.soak
def test_a_record_saved_again_is_the_same_bytes_at_length(
    record_property: Callable[[str, object], None],
) -> None:
    for seed in range(5_000):
        check(seed)
    record_property("records", 5_000)


@settings(max_examples=200, deadline=None)
@given(ALLOWED_TEXT.map(lambda text: f"n{text}"))
def test_any_note_is_saved_as_it_was_said(note: str) -> None:
    rng = random.Random(1)
    key = next(iter(LAYOUT["items"]))
    block = {**answer(rng), "note": note}
    data = new_project("p", "1.0", "", PHASES, record={"items": {key: block}})
    assert saved_again(data) == data
    assert item_block(read_record(data, "f").item(key))["note"] == note


def test_the_comparison_finds_a_record_that_is_not_kept() -> None:
    def forgetful(data: bytes) -> bytes:
        return saved_again(data).replace(b"not-met", b"met", 1)

    with pytest.raises(AssertionError, match="seed 3"):
        check(3, forgetful)
