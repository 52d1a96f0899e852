"""Canonical text: what is written is what is read, and the second time byte for byte."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from project_world import ALLOWED_TEXT, ITEMS, PHASES, SEEDED, TRICKY, records
from yaml_readers import read_yaml_with

from tpmcli.store.record.canonical import element_lines, new_project, pair_lines
from tpmcli.store.yaml.emit import scalar
from tpmcli.store.yaml.parsers import LIBYAML
from tpmcli.store.yaml.scan import RECORD_LIMITS

PARSERS = [False, True] if LIBYAML else [False]


def read(text: str, *, libyaml: bool) -> Any:
    return read_yaml_with(text.encode(), "f", RECORD_LIMITS, libyaml=libyaml).value


@pytest.mark.parametrize("libyaml", PARSERS)
@settings(max_examples=1000, deadline=None)
@given(ALLOWED_TEXT | TRICKY)
def test_a_text_is_read_as_it_was_written(libyaml: bool, text: str) -> None:
    assert read(f"k: {scalar(text)}\n", libyaml=libyaml) == {"k": text}
    flow = "- {k: " + scalar(text, flow=True) + ", l: 1}\n"
    assert read(flow, libyaml=libyaml) == [{"k": text, "l": 1}]


@settings(max_examples=500, deadline=None)
@given(ALLOWED_TEXT | TRICKY)
def test_another_reader_of_yaml_takes_it_for_the_same_text(text: str) -> None:
    assert yaml.safe_load(f"k: {scalar(text)}\n") == {"k": text}


@settings(max_examples=500, deadline=None)
@given(ALLOWED_TEXT | TRICKY)
def test_a_text_stays_on_one_line(text: str) -> None:
    assert len(scalar(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("p99 12 ms at 2,000 requests a second", "p99 12 ms at 2,000 requests a second"),
        ("docs/prd.md#non-goals", "docs/prd.md#non-goals"),
        ("q1:00ff", "q1:00ff"),
        ("tpm@example.com", "tpm@example.com"),
        ("https://example.com/a?b#c", "https://example.com/a?b#c"),
        ("Größe 😀", "Größe 😀"),
        ("1f0c", "1f0c"),
        ("123e45", '"123e45"'),
        ("no", '"no"'),
        ("1.0", '"1.0"'),
        ("2026-11-22T14:03:00Z", '"2026-11-22T14:03:00Z"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("", '""'),
        ("two\nlines", '"two\\nlines"'),
        ('say "hi"', 'say "hi"'),
        ("\u2028\ufeff\U000e0041", '"\\u2028\\ufeff\\U000e0041"'),
    ],
)
def test_quotes_stand_where_they_are_needed(text: str, written: str) -> None:
    assert scalar(text) == written


def test_within_braces_more_needs_quotes() -> None:
    texts = ["a, b", "a{b", "a?b", "a]", "a:b"]
    written = [scalar(text, flow=True) for text in texts]
    assert written == ['"a, b"', '"a{b"', '"a?b"', '"a]"', "a:b"]


@pytest.mark.parametrize("value", [None, 1.5, b"x"])
def test_what_the_format_does_not_hold_is_not_written(value: object) -> None:
    with pytest.raises(TypeError, match="a project file cannot hold a"):
        scalar(value)


def test_a_block_is_written_key_by_key() -> None:
    value = {
        "waivers": [{"at": "2026-11-22T14:03:00Z", "reason": "late, again", "by": "a@b.c"}],
        "evidence": [{"sha256": "1f0c", "path": "docs/a.md"}, {"url": "https://b.c"}],
        "by": "a@b.c",
        "answer": "met",
    }
    assert pair_lines("release.x", value, 2, "items") == [
        "  release.x:",
        "    answer: met",
        "    evidence:",
        "      - path: docs/a.md",
        "        sha256: 1f0c",
        "      - url: https://b.c",
        "    by: a@b.c",
        "    waivers:",
        '      - {reason: "late, again", by: a@b.c, at: "2026-11-22T14:03:00Z"}',
    ]
    assert pair_lines("release.x", {}, 2, "items") == ["  release.x: {}"]
    assert pair_lines("release.pm", [{"waivers": {"a.b": 1}, "by": "x"}], 2, "signoffs") == [
        "  release.pm:",
        "    - by: x",
        "      waivers:",
        "        a.b: 1",
    ]
    assert element_lines("a.b", 4, "standing") == ["    - a.b"]


@settings(SEEDED, max_examples=60)
@given(records())
def test_a_record_is_read_as_it_was_written(record: dict[str, dict[str, Any]]) -> None:
    data = new_project("p", "1.0", "", PHASES, record=record)
    value = read(data.decode(), libyaml=LIBYAML)
    assert {name: value[name] for name in record} == record
    again = {name: value[name] for name in record}
    assert new_project("p", "1.0", "", PHASES, record=again) == data
    assert list(value["items"]) == ITEMS
