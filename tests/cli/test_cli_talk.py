"""What the commands that ask are told: keys, lines of paths, and commands to go on with."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.cli.terminal import Terminal
from tpmcli.cli.typed_targets import complete_target, numbered, split_targets

Run = Callable[..., tuple[int, str, str]]
FILES = ["docs/a.md", "docs/my file.md", "docs/my files/x y.md", "docs/o'hara.md", "src/x.py"]
KNOWN = FILES.__contains__


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", []),
        ("  docs/a.md  ", ["docs/a.md"]),
        ("docs/my file.md", ["docs/my file.md"]),
        ("docs/a.md docs/my file.md src/x.py", ["docs/a.md", "docs/my file.md", "src/x.py"]),
        ("'docs/my file.md' \"src/x.py\"", ["docs/my file.md", "src/x.py"]),
        ("docs/o'hara.md", ["docs/o'hara.md"]),
        ("docs/o'hara.md docs/a.md", ["docs/o'hara.md", "docs/a.md"]),
        ("docs/my other.md", ["docs/my", "other.md"]),
        ("2 https://example.com/#x", ["2", "https://example.com/#x"]),
        ("docs/a.md#part", ["docs/a.md#part"]),
    ],
)
def test_the_words_of_a_line(line: str, words: list[str]) -> None:
    assert split_targets(line, KNOWN) == words


@pytest.mark.skipif(sys.platform == "win32", reason="a backslash is no escape there")
def test_a_backslash_keeps_a_space() -> None:
    assert split_targets("docs/my\\ file.md src/x.py", KNOWN) == ["docs/my file.md", "src/x.py"]


@given(st.lists(st.sampled_from(FILES), unique=True))
def test_names_that_are_not_quoted_are_found(names: list[str]) -> None:
    assert split_targets(" ".join(names), KNOWN) == names


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("", ["docs/", "src/"]),
        ("do", ["docs/"]),
        ("docs/a", ["docs/a.md"]),
        ("docs/m", ["docs/my file.md", "docs/my files/"]),
        ("docs/my fi", ["docs/my file.md", "docs/my files/"]),
        ("docs/my files/", ["docs/my files/x y.md"]),
        ("'docs/my fi", ["'docs/my file.md'", "'docs/my files/"]),
        ('docs/a.md "sr', ['docs/a.md "src/']),
        ("docs/my file.md s", ["docs/my file.md src/"]),
        ("docs/o", ["docs/o'hara.md"]),
        ("docs/o'h", ["docs/o'hara.md"]),
        ("nowhere", []),
        ("'a' 'docs/a", ["'a' 'docs/a.md'"]),
    ],
)
def test_tab_completes_a_path(line: str, completed: list[str]) -> None:
    start = line.rfind(" ") + 1
    assert [line[:start] + end for end in complete_target(line, start, FILES)] == completed


def test_a_number_stands_for_a_name() -> None:
    assert numbered(["1", "3", "x", "2"], ["a", "b"]) == ["a", "3", "x", "b"]


@pytest.mark.parametrize(
    ("env", "plain"),
    [
        ({}, False),
        ({"TPM_ACCESSIBLE": ""}, False),
        ({"TPM_ACCESSIBLE": "1"}, True),
        ({"TERM": "dumb"}, True),
        ({"TERM": "xterm"}, False),
    ],
)
def test_which_terminals_are_plain(env: dict[str, str], plain: bool) -> None:
    terminal = Terminal(io.StringIO(), {"FORCE_COLOR": "1", **env})
    assert (terminal.plain, terminal.style.colour) == (plain, not plain)


def test_init_takes_what_it_knows(tpm: Run, outside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TPM_AS", "me@example.com")
    assert tpm("init", "--yes")[0] == 0
    policy = (outside / ".tpm/policy.yaml").read_text(encoding="utf-8")
    assert "\nname: outside\n" in policy
    assert policy.count("me@example.com]  #") == 2
