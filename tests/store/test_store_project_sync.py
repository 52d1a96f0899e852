"""A new project file, one brought up to date, and one put in order."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_world import LAYOUT, PHASES, SEEDED, project, sync
from test_store_project_text import decorated, file_of, values

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, FlawText, Hint, Problem, Remedy, Word
from tpmcli.store.record.canonical import Phases, new_project
from tpmcli.store.record.outline import outline
from tpmcli.store.record.tidy import tidy, untidy

SMALL: Phases = [
    ("feasibility", [("tpm", "feasibility.a"), ("pm", "feasibility.b")]),
    ("release", [("tpm", "release.c")]),
]
NEW = """\
# The project file of tpm: what was recorded. Written by tpm; safe to merge.
schema: tpm/project/1
policy: ledger-7c1e
increment: "1.0"
kind: patch

items:

  # feasibility · tpm · a
  feasibility.a: {}

  # feasibility · pm · b
  feasibility.b: {}

  # release · tpm · c
  release.c: {}

signoffs:

  # feasibility · tpm
  feasibility.tpm: {}

  # feasibility · pm
  feasibility.pm: {}

  # release · tpm
  release.tpm: {}

  # release · pm
  release.pm: {}

decisions:

  # feasibility
  feasibility: {}

  # release
  release: {}
"""


def told(text: str) -> list[tuple[int, FlawText, *tuple[Word, ...]]]:
    return [(p.line, p.flaw, *p.words) for p in untidy(text.encode(), SMALL, "f")]


def tidied(text: str) -> str:
    return tidy(text.encode(), SMALL, "f").decode()


def test_a_new_project_file() -> None:
    assert new_project("ledger-7c1e", "1.0", "patch", SMALL).decode() == NEW
    plain = new_project("ledger-7c1e", "spring", "", SMALL).decode()
    assert plain == NEW.replace('"1.0"\nkind: patch', '"spring"')
    assert told(NEW) == []


def test_a_new_project_file_with_carried_answers() -> None:
    block = {"answer": "met", "carried": "0.9"}
    data = new_project("ledger-7c1e", "1.0", "patch", SMALL, record={"items": {"release.c": block}})
    wanted = '  release.c:\n    answer: met\n    carried: "0.9"\n'
    assert data.decode() == NEW.replace("  release.c: {}\n", wanted)


def test_sync_adds_what_is_missing_and_retires_what_is_gone() -> None:
    old = NEW.replace("  # feasibility · pm · b\n  feasibility.b: {}\n\n", "")
    old = old.replace("  # release\n  release: {}\n", "  # old\n  old: {}\n")
    old = old.replace("  release.c: {}", "  # mine\n  release.c: { }  # kept\n\n  z.gone: {} # why")
    result = sync(old.encode(), SMALL, {"z.gone", "not.there"}, "f")
    assert result.added == ("feasibility.b", "release")
    assert result.retired == ("z.gone",)
    wanted = NEW.replace("  release.c: {}\n", "  # mine\n  release.c: { }  # kept\n\n  # why\n")
    wanted = wanted.replace("  release: {}\n", "  release: {}\n\n  # old\n  old: {}\n")
    assert result.data.decode() == wanted
    again = sync(result.data, SMALL, {"z.gone"}, "f")
    assert again == (result.data, (), ())


def test_sync_of_a_synced_file_changes_nothing() -> None:
    assert sync(NEW.encode(), SMALL, (), "f") == (NEW.encode(), (), ())


@settings(SEEDED, max_examples=60)
@given(st.integers(0, 2**32))
def test_sync_changes_no_other_byte(seed: int) -> None:
    rng = random.Random(seed)
    data, comments = decorated(rng, file_of(project(rng)), 10)
    fewer = [
        (phase, [item for item in items if rng.random() < 0.7])
        for phase, items, *_ in PHASES
        if rng.random() < 0.8
    ]
    known = {name for _, items in fewer for _, name in items}
    retire = {name for name in LAYOUT["items"] if name not in known and rng.random() < 0.5}
    shorter = sync(data, fewer, retire, "f")
    assert shorter.added == ()
    assert set(shorter.retired) == retire
    longer = sync(shorter.data, PHASES, (), "f")
    assert set(longer.added) == retire
    was, now = values(data), values(longer.data)
    for name in retire:
        was["items"][name] = {}
    assert now == was
    assert list(now["items"]) == list(LAYOUT["items"])
    found = re.findall(r"# remark \d+ of a person", longer.data.decode())
    assert sorted(found) == sorted(comments)
    if not retire:
        assert longer.data == data


@settings(SEEDED, max_examples=80)
@given(st.integers(0, 2**32))
def test_tidying_keeps_the_record_and_every_comment(seed: int) -> None:
    rng = random.Random(seed)
    record = project(rng)
    data, comments = decorated(rng, file_of(record), 15)
    if rng.random() < 0.7:
        data = shuffled(rng, data)
    if rng.random() < 0.3:
        data = data.replace(b"\n", b"\r\n")
    done = tidy(data, PHASES, "f")
    was, now = values(data), values(done)
    for name in record:
        kept = {key: block for key, block in now[name].items() if block or key in was[name]}
        assert kept == was[name]
    for section, keys in LAYOUT.items():
        assert list(now[section]) == list(keys)
    found = re.findall(r"# remark \d+ of a person", done.decode())
    assert sorted(found) == sorted(comments)
    assert tidy(done, PHASES, "f") == done
    assert untidy(done, PHASES, "f") == []
    assert bool(untidy(data, PHASES, "f")) == (done != data)


def shuffled(rng: random.Random, data: bytes) -> bytes:
    """The file with its sections' blocks in another order, some of them missing where empty."""
    cut = outline(data, "f")
    for section in cut.sections:
        if section.blocks:
            rng.shuffle(section.blocks)
            kept = [
                b for b in section.blocks if "{}" not in "".join(b.body) or "#" in "".join(b.body)
            ]
            if len(kept) > 2 and rng.random() < 0.3:
                lead = [line for b in section.blocks if b not in kept for line in b.lead]
                kept[0].lead = [line for line in lead if "remark" in line] + kept[0].lead
                section.blocks = kept
    return cut.to_bytes()


UNTIDY = [
    pytest.param(
        lambda text: text.replace("  # release · tpm · c\n  release.c: {}\n\n", ""),
        [(7, Flaw.BLOCK_MISSING, "release.c", "items")],
        NEW,
        id="missing",
    ),
    pytest.param(
        lambda text: (
            text.replace("feasibility.a", "x.x")
            .replace("feasibility.b", "feasibility.a")
            .replace("x.x", "feasibility.b")
            .replace("pm · b", "tpm · a2")
            .replace("tpm · a\n", "pm · b\n")
            .replace("a2", "a")
        ),
        [(13, Flaw.BLOCK_MISPLACED, "feasibility.a", "feasibility.b")],
        NEW,
        id="order",
    ),
    pytest.param(
        lambda text: text.replace("release.c: {}", "release.c: {}\n  release.c: {} # more"),
        [(17, Flaw.BLOCK_TWICE, "release.c", 16, 17)],
        NEW.replace("\n  # release · tpm · c", "\n  # more\n  # release · tpm · c"),
        id="twice",
    ),
    pytest.param(
        lambda text: text.replace("feasibility.b: {}", "feasibility.b: { }"),
        [(13, Flaw.BLOCK_LOOKS, "feasibility.b")],
        NEW,
        id="form",
    ),
    pytest.param(
        lambda text: text.replace("  # feasibility · pm · b\n", "  # mine\n"),
        [(13, Flaw.BLOCK_LOOKS, "feasibility.b")],
        NEW.replace("  # feasibility · pm · b\n", "  # mine\n  # feasibility · pm · b\n"),
        id="comment",
    ),
    pytest.param(
        lambda text: text.partition("\n")[2],
        [(1, Flaw.HEADER_MISSING)],
        NEW,
        id="header",
    ),
    pytest.param(
        lambda text: text.replace("policy: ledger-7c1e\n", "").replace(
            "kind: patch\n", "kind: 'patch' # short\npolicy: ledger-7c1e # id\n"
        ),
        [
            (2, Flaw.SECTIONS_MISPLACED),
            (4, Flaw.FIELD_LOOKS, "kind"),
            (5, Flaw.FIELD_LOOKS, "policy"),
        ],
        NEW.replace("policy:", "# id\npolicy:").replace("kind:", "# short\nkind:"),
        id="top",
    ),
    pytest.param(
        lambda text: text.partition("signoffs:")[0],
        [
            (1, Flaw.BLOCK_MISSING, "feasibility", "decisions"),
            (1, Flaw.BLOCK_MISSING, "feasibility.pm", "signoffs"),
            (1, Flaw.BLOCK_MISSING, "feasibility.tpm", "signoffs"),
            (1, Flaw.BLOCK_MISSING, "release", "decisions"),
            (1, Flaw.BLOCK_MISSING, "release.pm", "signoffs"),
            (1, Flaw.BLOCK_MISSING, "release.tpm", "signoffs"),
        ],
        NEW,
        id="sections",
    ),
    pytest.param(
        lambda text: text.rstrip("\n"),
        [(1, Flaw.FILE_LOOKS)],
        NEW,
        id="last line end",
    ),
    pytest.param(
        lambda text: "---\n" + text + "\n\n# the end\n...\n",
        [(1, Flaw.FILE_LOOKS)],
        NEW + "\n# the end\n",
        id="document marks",
    ),
]


@pytest.mark.parametrize(("spoil", "problems", "wanted"), UNTIDY)
def test_what_is_untidy_is_told_and_mended(
    spoil: Any, problems: list[tuple[Any, ...]], wanted: str
) -> None:
    text = spoil(NEW)
    assert text != NEW
    assert sorted(told(text), key=str) == problems
    assert tidied(text) == wanted
    assert told(wanted) == []


def test_blocks_that_differ_are_left_to_a_person() -> None:
    text = NEW.replace("release.c: {}", "release.c: {}\n  release.c: {runs: []}")
    with pytest.raises(InvalidInputError) as caught:
        tidied(text)
    words = ("release.c", 16, 17)
    hint = Hint(Remedy.KEEP_RIGHT_BLOCK)
    assert caught.value.problems == (Problem(Flaw.BLOCK_TWICE_UNLIKE, words, "f", 17, 3, hint),)


def test_a_file_that_cannot_be_read_is_not_touched() -> None:
    with pytest.raises(InvalidInputError) as caught:
        tidied(NEW.replace("release.c: {}", "release.c: {answer: maybe}"))
    assert [problem.flaw for problem in caught.value.problems] == [Flaw.UNFIT_VALUE]


def test_a_comment_behind_text_is_tidy() -> None:
    text = NEW.replace("release.c: {}", "release.c: {}  # later")
    assert told(text) == []
    assert tidied(text) == text
