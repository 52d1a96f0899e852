"""Where the blocks of a project file stand."""

from __future__ import annotations

from project_world import line_of, text_of

from tpmcli.store.record.canonical import new_project
from tpmcli.store.record.file import block_lines

PHASES = [
    ("build", [("tpm", "build.one"), ("pm", "build.two")]),
    ("ship", [("tpm", "ship.three")]),
]
ANSWERED = {
    "items": {
        "build.one": {
            "answer": "met",
            "role": "tpm",
            "evidence": [{"path": "docs/a.md", "sha256": "0" * 64}],
            "note": "items:\n  build.two: no block",
            "by": "a@b.example",
            "at": "2026-11-22T10:00:00Z",
            "question": "q1:" + "0" * 64,
        }
    }
}


def test_the_lines_are_those_of_the_text_itself() -> None:
    data = new_project("p", "1.0", "", PHASES, record=ANSWERED)
    text = text_of(data)
    expected = {
        (section, key): line_of(text, section, key)
        for section in ("items", "signoffs", "decisions")
        for key in text.keys(section)
    }
    assert len(expected) == 9
    assert block_lines(data, expected) == expected
    assert block_lines(data.replace(b"\n", b"\r\n"), expected) == expected
    assert block_lines(data[data.index(b"items:") :], [("items", "build.one")]) == {
        ("items", "build.one"): 4
    }


def test_many_blocks_are_found_as_few_are() -> None:
    items = [("tpm", f"build.number-{number}") for number in range(100)]
    data = new_project("p", "1.0", "", [("build", items)])
    keys = [("items", name) for _, name in items]
    assert len(block_lines(data, keys)) == 100
    assert block_lines(data, keys) == {key: block_lines(data, [key])[key] for key in keys}


def test_a_block_that_is_not_there_has_no_line() -> None:
    data = new_project("p", "1.0", "", PHASES)
    assert block_lines(data, [("items", "build.nine"), ("nowhere", "build.one")]) == {}


def test_a_block_in_another_style_has_no_line() -> None:
    data = b"items: {build.one: {}}\n"
    assert block_lines(data, [("items", "build.one")]) == {}
