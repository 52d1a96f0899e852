"""Cutting a project file into pieces finds what reading it whole finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project_world import text_of

from tpmcli.store.record.cut import Cut, cut, read_pieces
from tpmcli.store.record.file import read_record

EXAMPLE = Path(__file__).parents[2] / "examples/payments-ledger/.tpm/project.yaml"
DATA = EXAMPLE.read_bytes()
RECORD = read_record(DATA, "p")


def _cut(data: bytes) -> Cut:
    found = cut(data, {})
    assert found is not None
    return found


def test_a_file_in_canonical_form_comes_apart_and_together_again() -> None:
    found = _cut(DATA)
    assert len(found.items) == len(RECORD.items)
    assert read_pieces(found, "p") == RECORD._replace(file="p")
    assert _cut(DATA.replace(b"\n", b"\r\n")) == found


def test_versions_share_their_pieces() -> None:
    known: dict[bytes, bytes] = {}
    one, two = cut(DATA, known), cut(DATA + b"", known)
    assert one is not None
    assert two is not None
    assert {id(text) for text in one.items} == {id(text) for text in two.items}


NOTES = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Zl", "Zp"], blacklist_characters="\x00")
    | st.sampled_from("\n\n:#'\"{}[]|> -&*!%@`"),
    max_size=60,
)


@given(NOTES, st.sampled_from(sorted(RECORD.items)))
def test_what_differs_is_what_was_changed_whatever_a_note_says(note: str, name: str) -> None:
    answer = RECORD.items[name].answer
    if answer is None or not note.strip() or note[0] in " \n":
        return
    text = text_of(DATA)
    text.set_block("items", name, {**answer.raw, "note": note})
    after = text.to_bytes()
    whole = read_record(after, "p")
    pieces = cut(after, {})
    if pieces is None:
        # Unusual enough to be read whole.
        return
    come = read_pieces(pieces.without(_cut(DATA)), "p")
    assert come is not None
    changed = {key: item for key, item in whole.items.items() if item != RECORD.items[key]}
    assert dict(come.items) == changed


BLOCK = b"""
  # feasibility \xc2\xb7 tpm \xc2\xb7 unknowns-spiked
  feasibility.unknowns-spiked:
"""


@pytest.mark.parametrize(
    "old_new",
    [
        (b"\nitems:\n", b"\nitems: {a.b: {}}\n"),
        (b"\nitems:\n", b"\nitems:   # all\n"),
        (b"\nitems:\n", b"\nitems:\n\n  # x\n\n    deep: {}\n"),
        (BLOCK, b'\n  x.y:\n    note: "open\n\n  # z\n  feasibility.unknowns-spiked:\n'),
        (BLOCK, b"\n  x.y:\n    note: 'open\n\n  # z\n  feasibility.unknowns-spiked:\n"),
        (BLOCK, b"\n  x.y:\n    note: |\n      text\n\n  feasibility.unknowns-spiked:\n"),
        (BLOCK, b"\n  x.y: {answer: met,\n\n  note: x}\n  feasibility.unknowns-spiked:\n"),
        (BLOCK, b"\n<<<<<<< ours\n  feasibility.unknowns-spiked:\n"),
        (b"\nsignoffs:\n", b"\nitems:\n"),
    ],
)
def test_what_is_not_in_canonical_form_is_not_cut(old_new: tuple[bytes, bytes]) -> None:
    old, new = old_new
    assert old in DATA
    assert cut(DATA.replace(old, new, 1), {}) is None


def test_pieces_that_do_not_read_are_none() -> None:
    broken = DATA.replace(b"answer: met", b"answer: perhaps", 1)
    found = cut(broken, {})
    assert found is not None
    assert read_pieces(found.without(_cut(DATA)), "p") is None
