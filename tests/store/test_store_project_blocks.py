"""What lines tell of a project file's blocks, and what a parser tells of them: the same."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_world import PHASES, SEEDED, project
from test_store_project_text import HEAD, decorated, file_of, random_edit

from tpmcli.model.errors import InvalidInputError
from tpmcli.store.record import outline as subject
from tpmcli.store.record.canonical import SECTIONS, new_project, pair_lines
from tpmcli.store.record.edit import edited, edited_by_marks
from tpmcli.store.record.outline import Outline, outline
from tpmcli.store.yaml.reader import Document, read_yaml
from tpmcli.store.yaml.scan import RECORD_LIMITS

EXAMPLE = Path(__file__).parents[2] / "examples/payments-ledger/.tpm/project.yaml"
# What a person may do to a line, and what may stand in a text that goes on in the next one.
QUOTED = (
    ['note: "two', '# lines"'],
    ['note: "two', '      # lines"', "    # a remark"],
    ['note: "two', '      items: x"'],
    ["note: 'two", "      lines'"],
    ["note: it's"],
    ["evidence: [{url: https://example.com}]"],
)


def sections(cut: Outline) -> list[Any]:
    """Return an outline as data."""
    return [
        *((each.key, each.lead, each.body, each.line, blocks(each)) for each in cut.sections),
        (cut.tail, cut.newline, cut.bom),
    ]


def blocks(section: subject.Section) -> list[Any] | None:
    if section.blocks is None:
        return None
    return [(block.key, block.lead, block.body, block.line) for block in section.blocks]


def read(data: bytes) -> Document | None:
    """Return what was read by lines; None for all else."""
    try:
        document = read_yaml(data, "f", RECORD_LIMITS)
    except InvalidInputError:
        return None
    value = document.value
    if not document.by_lines or not all(isinstance(value.get(key, {}), dict) for key in SECTIONS):
        return None
    return document


def damaged(rng: random.Random, data: bytes) -> bytes:
    """Return the text with a few lines moved, left out, said twice or replaced."""
    lines = data.decode().split("\n")
    for _ in range(rng.randrange(3)):
        at = rng.randrange(len(lines))
        kind = rng.randrange(6)
        if kind == 0:
            lines[at] = " " * rng.randrange(4) + lines[at]
        elif kind == 1:
            lines[at] = lines[at].removeprefix(" " * rng.randrange(3))
        elif kind == 2:
            del lines[at]
        elif kind == 3:
            lines.insert(at, rng.choice(("", "   ", "# x", "  # x", "        # x")))
        else:
            indent = " " * (len(lines[at]) - len(lines[at].lstrip(" ")))
            first, *more = rng.choice(QUOTED)
            lines[at : at + 1] = [f"{indent}{first}", *(line for line in more)]
    return "\n".join(lines).encode()


@settings(SEEDED, max_examples=300)
@given(st.integers(0, 2**32))
def test_lines_and_a_parser_tell_the_same_blocks(seed: int) -> None:
    tell_the_same(seed)


@pytest.mark.soak
@settings(SEEDED, max_examples=20_000)
@given(st.integers(0, 2**32))
def test_lines_and_a_parser_tell_the_same_blocks_at_length(seed: int) -> None:
    tell_the_same(seed)


def tell_the_same(seed: int) -> None:
    rng = random.Random(seed)
    data, _ = decorated(rng, file_of(project(rng, 0.1)), rng.randrange(12))
    data = damaged(rng, data)
    if rng.random() < 0.2:
        data = data.replace(b"\n", b"\r\n")
    if rng.random() < 0.2:
        data = b"\xef\xbb\xbf" + data
    document = read(data)
    if document is not None:
        assert sections(outline(data, "f", document)) == sections(outline(data, "f"))


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "items: {}\nsignoffs: {}\n",
        HEAD + "items:  # of all phases\n\n    a.b: {}\n    # x\n  # y\n    c.d:\n      note: x\n",
        HEAD + "items: {a.b: {note: x}}  # in braces\n",
        HEAD + "items:\n  a.b: {}\n# at the margin\n    # deeper\nsignoffs:\n  a.tpm: {}",
        'schema: tpm/project/1\npolicy: p\nincrement: "1.0  # x"\nremark: \'it "is"\'\n',
    ],
)
def test_blocks_that_lines_tell(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    by_a_parser = sections(outline(text.encode(), "f"))
    document = read(text.encode())
    assert document is not None
    monkeypatch.setattr(subject, "keys_of", None)
    assert sections(outline(text.encode(), "f", document)) == by_a_parser


@pytest.mark.parametrize(
    "text",
    [
        'schema: tpm/project/1\npolicy: p\nincrement: "1.0\n  # x"\nitems: {}\n',
        'schema: tpm/project/1\npolicy: p\nincrement: "1.0\n  items: x"\n',
    ],
)
def test_blocks_that_lines_do_not_tell(text: str) -> None:
    document = read(text.encode())
    assert document is not None
    assert subject._keys_by_lines(text.splitlines(keepends=True), document.value) is None
    assert sections(outline(text.encode(), "f", document)) == sections(outline(text.encode(), "f"))


@pytest.mark.parametrize(
    "data", [EXAMPLE.read_bytes(), new_project("p", "1.0", "", PHASES)], ids=["example", "new"]
)
def test_what_tpm_writes_needs_no_parser(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    document = read(data)
    assert document is not None
    monkeypatch.setattr(subject, "keys_of", None)
    assert outline(data, "f", document).to_bytes() == data


@settings(SEEDED, max_examples=100)
@given(st.integers(0, 2**32))
def test_a_canonical_block_is_edited_alike(seed: int) -> None:
    rng = random.Random(seed)
    record = project(rng)
    section, key, value = random_edit(rng, record)
    old = record[section].get(key) or {}
    body = [line + "\n" for line in pair_lines(key, old, 2, section)]
    by_marks = body if old == value else edited_by_marks(body, old, value, section, "\n")
    assert edited(body, key, old, value, section, "\n") == by_marks
