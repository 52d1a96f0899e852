"""Edits of a project file's text: the block changes, every other byte and every comment stays."""

from __future__ import annotations

import random
import re
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from project_world import (
    GATES,
    ITEMS,
    LAYOUT,
    PHASES,
    SEEDED,
    SIGNOFFS,
    answer,
    decision,
    line_of,
    project,
    run,
    signoff,
    text_of,
    waiver,
)

from tpmcli.store.record.canonical import new_project
from tpmcli.store.record.file import read_project, read_record

HEAD = 'schema: tpm/project/1\npolicy: p\nincrement: "1.0"\n\n'


def file_of(record: dict[str, dict[str, Any]]) -> bytes:
    return new_project("p", "1.0", "", PHASES, record=record)


def values(data: bytes) -> dict[str, Any]:
    read_record(data, "f")
    value: dict[str, Any] = read_project(data, "f").value
    return value


def edited(text: str, section: str, key: str, value: object) -> str:
    parsed = text_of(text.encode())
    parsed.set_block(section, key, value, LAYOUT)
    return parsed.to_bytes().decode()


class PlainTruths(yaml.SafeDumper):
    """Writes texts in any style, and what is not text as our format has it: plain."""


PlainTruths.add_representer(
    bool,
    lambda dumper, value: dumper.represent_scalar(
        "tag:yaml.org,2002:bool", "true" if value else "false", style=""
    ),
)


def random_edit(rng: random.Random, record: dict[str, dict[str, Any]]) -> tuple[str, str, Any]:
    """A block and a new value of it, such as a command would write."""
    section = rng.choice(("items", "items", "items", "signoffs", "decisions"))
    if section == "signoffs":
        key = rng.choice(SIGNOFFS)
        return section, key, [*(record[section].get(key) or []), signoff(rng)]
    if section == "decisions":
        key = rng.choice(GATES)
        return section, key, [*(record[section].get(key) or []), decision(rng)]
    key = rng.choice(ITEMS)
    old = record[section].get(key, {})
    lists = {name: old[name] for name in ("waivers", "runs") if name in old}
    kind = rng.randrange(6)
    if kind == 0:
        return section, key, {}
    if kind == 1:
        return section, key, {**old, "waivers": [*old.get("waivers", []), waiver(rng)]}
    if kind == 2:
        return section, key, {**old, "runs": [*old.get("runs", []), run(rng)]}
    return section, key, {**answer(rng), **lists}


def decorated(rng: random.Random, data: bytes, count: int) -> tuple[bytes, list[str]]:
    """The text with comments at random places, on lines of their own and behind text."""
    lines = data.decode().split("\n")
    comments = [f"# remark {number} of a person" for number in range(count)]
    for comment in comments:
        at = rng.randrange(len(lines) - 1)
        if rng.random() < 0.5:
            indent = " " * rng.choice((0, 2, 4, 6))
            lines.insert(at, f"{indent}{comment}")
        elif lines[at].strip() and "#" not in lines[at]:
            lines[at] += f"  {comment}"
        else:
            lines.insert(at, f"  {comment}")
    return "\n".join(lines).encode(), comments


@settings(SEEDED, max_examples=80)
@given(st.integers(0, 2**32), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_an_edit_changes_its_block_and_no_other_byte(
    seed: int,
    newline: str,
    bom: bool,
    final: bool,
) -> None:
    rng = random.Random(seed)
    record = project(rng)
    data, _ = decorated(rng, file_of(record), 8)
    if not final:
        data = data.rstrip(b"\n")
    data = data.replace(b"\n", newline.encode())
    if bom:
        data = b"\xef\xbb\xbf" + data
    section, key, value = random_edit(rng, record)
    text = text_of(data)
    assert text.to_bytes() == data
    block = next(b for b in text.outline.section(section).blocks if b.key == key)  # type: ignore[union-attr]
    before = "".join(block.body).encode()
    start = data.index(before, sum(map(len, data.splitlines(keepends=True)[: block.line - 1])))
    text.set_block(section, key, value)
    changed = text.to_bytes()
    assert changed.startswith(data[:start])
    assert changed.endswith(data[start + len(before) :])
    wanted = values(data)
    wanted[section][key] = value
    assert values(changed) == wanted
    assert (b"\r\n" in changed) == (newline == "\r\n")
    assert b"\n" not in changed.replace(newline.encode(), b"")


@settings(SEEDED, max_examples=50)
@given(st.integers(0, 2**32))
def test_no_edit_loses_a_comment(seed: int) -> None:
    edit_beside_comments(seed)


@pytest.mark.soak
@settings(SEEDED, max_examples=500)
@given(st.integers(0, 2**32))
def test_no_edit_loses_a_comment_at_length(seed: int) -> None:
    edit_beside_comments(seed)


def edit_beside_comments(seed: int) -> None:
    rng = random.Random(seed)
    record = project(rng)
    data, comments = decorated(rng, file_of(record), 25)
    text = text_of(data)
    for _ in range(12):
        section, key, value = random_edit(rng, record)
        record[section][key] = value
        text.set_block(section, key, value)
    changed = text.to_bytes()
    found = re.findall(r"# remark \d+ of a person", changed.decode())
    assert sorted(found) == sorted(comments)
    assert {name: values(changed)[name] for name in record} == record


@settings(SEEDED, max_examples=100)
@given(st.integers(0, 2**32))
def test_an_edit_leaves_canonical_text_canonical(seed: int) -> None:
    rng = random.Random(seed)
    record = project(rng)
    text = text_of(file_of(record))
    for _ in range(8):
        section, key, value = random_edit(rng, record)
        record[section][key] = value
        text.set_block(section, key, value)
    assert text.to_bytes() == file_of(record)


@settings(SEEDED, max_examples=100)
@given(st.integers(0, 2**32))
def test_appending_leaves_the_bytes_of_earlier_entries(seed: int) -> None:
    rng = random.Random(seed)
    entries = [signoff(rng) for _ in range(3)]
    record = {"signoffs": {"release.pm": entries}}
    data, _ = decorated(rng, file_of(record), 30)
    text = text_of(data)
    more = [*entries, signoff(rng), signoff(rng)]
    block = next(
        block
        for block in text.outline.section("signoffs").blocks  # type: ignore[union-attr]
        if block.key == "release.pm"
    )
    before = list(block.body)
    text.set_block("signoffs", "release.pm", more)
    old = [line for line in before if line in block.body]
    assert old == before
    assert values(text.to_bytes())["signoffs"]["release.pm"] == more


class Dumped(NamedTuple):
    """How another program may write a file."""

    flow: bool | None
    indent: int
    width: int
    style: str | None


STYLES = st.builds(
    Dumped,
    st.sampled_from([None, True, False]),
    st.sampled_from([2, 3, 4, 7]),
    st.sampled_from([20, 60, 10_000]),
    st.sampled_from([None, '"', "'", "|", ">"]),
)


@settings(SEEDED, max_examples=40)
@given(st.integers(0, 2**32), STYLES)
def test_a_file_in_another_style_is_edited_just_so(seed: int, dumped: Dumped) -> None:
    edit_in_another_style(seed, dumped)


@pytest.mark.soak
@settings(SEEDED, max_examples=500)
@given(st.integers(0, 2**32), STYLES)
def test_a_file_in_another_style_is_edited_just_so_at_length(seed: int, dumped: Dumped) -> None:
    edit_in_another_style(seed, dumped)


def edit_in_another_style(seed: int, style: Dumped) -> None:
    rng = random.Random(seed)
    record = project(rng)
    whole: dict[str, Any] = {"schema": "tpm/project/1", "policy": "p", "increment": "1.0"}
    whole |= record
    dumped = yaml.dump(
        whole,
        Dumper=PlainTruths,
        default_flow_style=style.flow,
        indent=style.indent,
        width=style.width,
        default_style=style.style,
        allow_unicode=True,
        sort_keys=rng.random() < 0.5,
    )
    data = dumped.encode()
    # Not compared with the record: the dumper itself garbles a few texts that it folds.
    whole = values(data)
    assert whole == yaml.safe_load(dumped)
    record = {name: whole[name] for name in record}
    text = text_of(data)
    for _ in range(6):
        section, key, value = random_edit(rng, record)
        record[section][key] = value
        text.set_block(section, key, value, LAYOUT)
        assert values(text.to_bytes()) == {**whole, **record}
        line = text.to_bytes().decode().split("\n")[line_of(text, section, key) - 1]
        assert key in line


def test_an_absent_block_goes_to_its_place() -> None:
    record: dict[str, dict[str, Any]] = {"items": {}}
    whole = file_of(record)
    for section, keys in LAYOUT.items():
        for key in keys:
            text = text_of(whole)
            text.remove(section, [key])
            assert key not in text.keys(section)
            text.set_block(section, key, {}, LAYOUT)
            assert text.to_bytes() == whole


def test_blocks_inserted_in_any_order_make_the_canonical_file() -> None:
    rng = random.Random(7)
    everything = [(section, key) for section, keys in LAYOUT.items() for key in keys]
    rng.shuffle(everything)
    text = text_of(file_of({}).partition(b"\nitems:")[0])
    for section, key in everything:
        text.set_block(section, key, {}, LAYOUT)
    canonical = file_of({}).decode()
    assert text.to_bytes().decode().split() == canonical.split()
    assert read_project(text.to_bytes(), "f").value == read_project(file_of({}), "f").value


CASES = [
    pytest.param(
        "items:\n  release.value: {answer: met, # why\n    by: a@b.c} # who\n\n  # next\n"
        "  release.need-shown: {}\n",
        {"answer": "not-met", "by": "a@b.c"},
        "items:\n  release.value:\n    # why\n    answer: not-met\n    # who\n    by: a@b.c\n\n"
        "  # next\n  release.need-shown: {}\n",
        id="braces",
    ),
    pytest.param(
        'items:\n      "release.value":\n            by: a@b.c\n            answer: met\n'
        "            at: x\n",
        {"answer": "not-met", "by": "a@b.c", "note": "n"},
        'items:\n      "release.value":\n            by: a@b.c\n'
        '            answer: not-met\n            note: "n"\n',
        id="another indentation and order",
    ),
    pytest.param(
        "items:\n  release.value:\n    # about the answer\n    answer: met # sure?\n"
        "    # about the note\n    note: |  # long\n      # no comment\n      text\n"
        "    # about by\n    by: a@b.c\n    # at the end\n  # before the next\n  a.b: {}\n",
        {"answer": "met", "by": "d@b.c"},
        "items:\n  release.value:\n    # about the answer\n    answer: met # sure?\n"
        "    # about the note\n    # long\n"
        "    # about by\n    by: d@b.c\n    # at the end\n  # before the next\n  a.b: {}\n",
        id="comments",
    ),
    pytest.param(
        "items:\n  release.value:  # key\n    evidence:  # list\n    # first\n"
        '    - path: a  # path\n      sha256: "1"\n    -\n      url: b\n    # last\n'
        "    by: a@b.c\n",
        {"evidence": [{"path": "c"}, {"url": "b"}, {"url": "d"}], "by": "a@b.c"},
        "items:\n  release.value:  # key\n    # list\n    evidence:\n      # first\n"
        "      # path\n      - path: c\n      - url: b\n      - url: d\n    # last\n"
        "    by: a@b.c\n",
        id="a list with a dash alone",
    ),
    pytest.param(
        "items:\n  release.value:\n    evidence:  # list\n    # first\n    - path: a  # path\n"
        '      sha256: "1"\n    # second\n    - url: b # link\n    # last\n    by: a@b.c\n',
        {"evidence": [{"url": "c"}, {"url": "b"}], "by": "a@b.c"},
        "items:\n  release.value:\n    evidence:  # list\n    # first\n    # path\n    - url: c\n"
        "    # second\n    - url: b # link\n    # last\n    by: a@b.c\n",
        id="a list at the column of its key",
    ),
    pytest.param(
        "items:\n  release.value:\n    waivers: [{reason: a, # why\n        by: b}] # end\n"
        "    by: c\n",
        {"waivers": [{"reason": "a", "by": "b"}, {"reason": "d"}], "by": "c"},
        "items:\n  release.value:\n    waivers:\n      # why\n      # end\n"
        "      - {reason: a, by: b}\n      - {reason: d}\n    by: c\n",
        id="a list in brackets",
    ),
    pytest.param(
        "items:\n  release.value:\n    answer: met # one\n    # two\n    by: a\n  # three\n",
        {},
        "items:\n  # one\n  # two\n  release.value: {}\n  # three\n",
        id="emptied",
    ),
    pytest.param(
        'items: {"release.value": {}, # one\n  a.b: {answer: met}} # two\nsignoffs: {}\n',
        {"answer": "met"},
        "# one\n# two\nitems:\n\n  # release · tpm · value\n  release.value:\n    answer: met\n\n"
        "  # a · tpm · b\n  a.b:\n    answer: met\nsignoffs: {}\n",
        id="a section in braces",
    ),
    pytest.param(
        'items:\n  release.value:\n    note: "two\n# lines"\n    by: "a\n\n      b"',
        {"note": "two # lines", "by": "a\nb", "at": "c"},
        'items:\n  release.value:\n    note: "two\n# lines"\n    by: "a\n\n      b"\n    at: c\n',
        id="quoted text on several lines, no line end at the end",
    ),
    pytest.param(
        "signoffs:\n  release.pm: {}",
        {"answer": "met"},
        "items:\n\n  # release · pm · value\n  release.value:\n    answer: met\n\n"
        "signoffs:\n  release.pm: {}",
        id="no section",
    ),
]


@pytest.mark.parametrize(("before", "value", "after"), CASES)
def test_styles_and_comments(before: str, value: dict[str, Any], after: str) -> None:
    assert edited(HEAD + before, "items", "release.value", value) == HEAD + after


def test_an_edit_that_changes_nothing_leaves_every_byte() -> None:
    text = HEAD + "items:\n  release.value: { answer: 'met' }   # as I like it\n"
    assert edited(text, "items", "release.value", {"answer": "met"}) == text


def test_removing_keeps_what_people_wrote() -> None:
    text = (
        HEAD + "items:\n\n  # release · pm · value\n  release.value:\n    answer: met # why\n"
        "    # more\n\n  # mine\n\n  # release · pm · need-shown\n  release.need-shown: {}\n\n"
        "signoffs: {}\n"
    )
    parsed = text_of(text.encode())
    parsed.remove("items", ["release.value"])
    assert parsed.to_bytes().decode() == (
        HEAD + "items:\n\n  # why\n  # more\n\n  # mine\n\n  # release · pm · need-shown\n"
        "  release.need-shown: {}\n\nsignoffs: {}\n"
    )
    parsed.remove("items", ["release.need-shown"])
    assert parsed.to_bytes().decode() == (
        HEAD + "items: {}\n\n  # why\n  # more\n  # mine\n\nsignoffs: {}\n"
    )
