"""What is read line by line has the value that the parsers read; all else is left to them."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from yaml_readers import read_yaml_with

from tpmcli.model.errors import InvalidInputError
from tpmcli.store.yaml.plain import read_plain
from tpmcli.store.yaml.scan import CONFIG_LIMITS, RECORD_LIMITS, Limits, scan

TOP = Path(__file__).parents[2]
FILES = sorted(
    [*TOP.glob("checklists/**/*.yaml"), *TOP.glob("examples/*/.tpm/**/*.yaml")],
    key=lambda path: path.as_posix(),
)
# What is put into the text at random: signs with a meaning in YAML, and what looks like values.
PIECES = [
    *" \n:-#\"'[]{},?&*!|>%@`\\~.0123456789ae/_=+<é\xa0\u3000—",
    *("- ", ": ", " #", "\n\n", "\n  ", "\n    ", "\n      ", "[a, b]", "{a: b}", "{}", "[]"),
    *("true", "null", "1.5", "-1", "0x1F", "- - ", "? ", "<<: ", "---\n", "...\n", "\n- ", "key: "),
    *("a: ", "'x'", '"y"', "\n# c\n", "''", '""', ":\n"),
]


def parsed(text: str, *, libyaml: bool = True) -> object:
    """The parser's value, or the first thing that is wrong."""
    try:
        return read_yaml_with(text.encode(), "x.yaml", CONFIG_LIMITS, libyaml=libyaml).value
    except InvalidInputError as error:
        return error.problems[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TOP).as_posix())
def test_our_own_files_are_plain(path: Path) -> None:
    """Otherwise every run pays for starting a parser."""
    text = path.read_text(encoding="utf-8")
    value = read_plain(text, RECORD_LIMITS)
    assert value is not None
    assert repr(value) == repr(parsed(text))


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n",
        "a:\n  b: 1\n  c:\n    - d\n    - e: {f: [g, 'h'], i: \"j, k\"}\n      l: 1.5\nm: true\n",
        "a:\nb: ~\nc: null\n",
        'a: "one\n  two"   # said\nb: "#3"\n',
        "a: 'one   \n\n# no\n",
        "a: it's 12:30 # a comment\nb: x#y\n",
        "tpm@example.com: [github:login, docs/prd.md#goals, it's]\n",
        "a:  # why\n  - b\n",
        "a: 2026-02-30\nb: 007\nc: 1_000\nd: no\ne: 0o17\n",
    ],
)
def test_plain_spellings_are_read(text: str) -> None:
    found = read_plain(text, CONFIG_LIMITS)
    expected = parsed(text)
    if isinstance(expected, dict):
        assert repr(found) == repr(expected)
    else:
        assert found is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "- a\n",
        "plain\n",
        "---\na: b\n",
        "a: b\na: c\n",
        "a: {b: 1, b: 2}\n",
        "a: &x b\n",
        "a: *x\n",
        "a: !t b\n",
        "a: |\n  b\n",
        "a: >-\n  b\n",
        'a: "b\\n"\n',
        "a: 'it''s'\n",
        "a: b\n  c\n",
        "a: b: c\n",
        "a: b:\n",
        "? a\n: b\n",
        "<<: {a: b}\n",
        "a: [b,\n  c]\n",
        "a: [b, c,]\n",
        "a: [b?]\n",
        "a: [b: c]\n",
        "a: [b]c\n",
        'a: "b"c\n',
        'a: "b\n\n  c"\n',
        'a: "b\nc"\n',
        'a: "b\t\n  c"\n',
        'a: "b\n  \tc"\n',
        "a:\n- b\n   c\n",
        "a:\n    b: 1\n  c: 2\n",
        "a:\n  -\n",
        "a:\n  - \n",
        "a:\n  - - b\n",
        "a: @b\n",
        "a: -1\n",
        "a:b\n",
        '"a": b\n',
        f"{'k' * 2000}: b\n",
        f"a: {'[' * 12}{']' * 12}\n",
        "".join(f"{' ' * depth}a:\n" for depth in range(12)),
    ],
)
def test_everything_else_is_left_to_the_parser(text: str) -> None:
    assert read_plain(text, CONFIG_LIMITS) is None


def test_what_may_hold_too_much_is_left_to_the_parser() -> None:
    text = "a: [" + ", ".join("b" * 300) + "]\n"
    assert read_plain(text, CONFIG_LIMITS) is not None
    assert read_plain(text, Limits(bytes=1 << 20, nodes=300, depth=20)) is None


def test_damaged_copies_are_read_as_the_parsers_read_them(
    record_property: Callable[[str, object], None],
) -> None:
    chance = random.Random(20261122)
    texts = [path.read_text(encoding="utf-8") for path in FILES]
    read = 0
    for _ in range(4000):
        text = damaged(chance, fragment(chance, chance.choice(texts)))
        try:
            scan(text.encode(), "x.yaml", CONFIG_LIMITS.bytes)
        except InvalidInputError:
            continue
        value = read_plain(text, CONFIG_LIMITS)
        if value is None:
            continue
        read += 1
        assert repr(value) == repr(parsed(text)), text
        if chance.random() < 0.1:
            assert repr(value) == repr(parsed(text, libyaml=False)), text
    assert read > 500
    record_property("inputs", 4000)


def fragment(chance: random.Random, text: str) -> str:
    """Some lines of a file, moved to the margin."""
    lines = text.split("\n")
    start = chance.randrange(len(lines))
    part = lines[start : start + chance.randrange(1, 14)]
    margin = min((len(line) - len(line.lstrip(" ")) for line in part if line.strip()), default=0)
    return "\n".join(line[margin:] for line in part)


def damaged(chance: random.Random, text: str) -> str:
    """The text with up to three places changed."""
    for _ in range(chance.randrange(4)):
        start = chance.randrange(len(text) + 1)
        end = start + chance.choice([0, 0, 0, 1, 1, 2, 5])
        text = text[:start] + (chance.choice(PIECES) if chance.random() < 0.85 else "") + text[end:]
    return text
