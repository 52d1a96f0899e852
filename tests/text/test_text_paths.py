"""Paths: one verdict for every operating system."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.text import paths

ACCEPTED = [
    "README.md",
    "docs/LATEX",
    "conX.md",
    "CONX",
    "docs/prd.md",
    "docs/adr/0001-use-postgres.md",
    ".github/workflows/ci.yml",
    ".gitignore",
    ".gitattributes",
    ".gitmodules",
    "docs/.git-notes.md",
    "git/readme.md",
    "docs/git~2",
    "a",
    "…",
    "docs/release notes.md",
    'docs/it\'s "quoted".md',
    "docs/what?.md",
    "docs/100%.md",
    "docs/C#.md",
    "docs/日本語.md",
    "docs/caf\u00e9.md",
    "docs/🚀.md",
    "docs/مخطط.md",
    "docs/-rf.md",
    "~/x.md",
    "$HOME/x.md",
    "console.md",
    "com/x.md",
    "com10.md",
    "null.md",
    "auxiliary/x",
    "docs/...md",
    "docs/.hidden/x",
    "a" * 255,
    "/".join(["a" * 127] * 8),
    " leading/space",
    "docs/a,b;c&d|e<f>.md",
    ".gitX/config",
    "X.git/config",
    "nul\u00a0.txt",
]

REFUSED = [
    ("", "the path is empty"),
    ("/etc/passwd", "an absolute path"),
    ("/", "an absolute path"),
    ("//server/share", "an absolute path"),
    ("C:/Users/x.md", "a drive letter"),
    ("c:x.md", "a drive letter"),
    ("C:", "a drive letter"),
    ("C:\\Users\\x.md", "a backslash"),
    ("docs\\prd.md", "a backslash"),
    ("\\\\server\\share", "a backslash"),
    ("..", "'..' in the path"),
    ("../x.md", "'..' in the path"),
    ("docs/../../x.md", "'..' in the path"),
    ("docs/..", "'..' in the path"),
    (".", "'.' in the path"),
    ("./docs/x.md", "'.' in the path"),
    ("docs/./x.md", "'.' in the path"),
    ("docs//x.md", "an empty part"),
    ("docs/", "an empty part"),
    ("docs/x\0.md", "a NUL character"),
    ("\0", "a NUL character"),
    ("docs/x\n.md", "a control character"),
    ("docs/x\t.md", "a control character"),
    ("docs/\x1b[31m.md", "a control character"),
    ("docs/\x7f.md", "a control character"),
    ("docs/\x85.md", "a control character"),
    (".git", "git's own folder"),
    (".git/config", "git's own folder"),
    (".GIT/config", "git's own folder"),
    (".Git/hooks/pre-commit", "git's own folder"),
    ("sub/.git/HEAD", "git's own folder"),
    ("git~1/config", "git's own folder"),
    ("GIT~1/config", "git's own folder"),
    (".g\u200cit/config", "git's own folder"),
    (".git\ufeff/config", "git's own folder"),
    ("\u202e.git/config", "git's own folder"),
    (".git.\u200c/config", "git's own folder"),
    (".git \ufeff/config", "git's own folder"),
    (".git./config", "ends with a dot or a space"),
    (".git /config", "ends with a dot or a space"),
    ("git~1 ./config", "ends with a dot or a space"),
    (".git::$INDEX_ALLOCATION/config", "names a stream or a drive"),
    ("docs/x.md:stream", "names a stream or a drive"),
    ("docs/x.md::$DATA", "names a stream or a drive"),
    ("https://example.com/x", "names a stream or a drive"),
    ("docs/x.md.", "ends with a dot or a space"),
    ("docs/x.md ", "ends with a dot or a space"),
    ("docs /x.md", "ends with a dot or a space"),
    ("docs./x.md", "ends with a dot or a space"),
    ("docs/.../x.md", "ends with a dot or a space"),
    ("CON", "a reserved name on Windows"),
    ("con", "a reserved name on Windows"),
    ("docs/CON/x.md", "a reserved name on Windows"),
    ("con.txt", "a reserved name on Windows"),
    ("docs/Aux.c", "a reserved name on Windows"),
    ("nul.tar.gz", "a reserved name on Windows"),
    ("NUL .txt", "a reserved name on Windows"),
    ("prn", "a reserved name on Windows"),
    ("com1", "a reserved name on Windows"),
    ("COM9.log", "a reserved name on Windows"),
    ("com0", "a reserved name on Windows"),
    ("com\u00b9", "a reserved name on Windows"),
    ("lpt3.txt", "a reserved name on Windows"),
    ("LPT\u00b2.md", "a reserved name on Windows"),
    ("conin$", "a reserved name on Windows"),
    ("CONOUT$", "a reserved name on Windows"),
    ("docs/cafe\u0301.md", "normalisation form C"),
    ("docs/\u1112\u1161\u11ab.md", "normalisation form C"),
    ("docs/\udcff.md", "not valid Unicode"),
    ("a" * 256, "longer than 255 bytes"),
    ("é" * 128, "longer than 255 bytes"),
    ("/".join(["a" * 128] * 8), "longer than 1024 bytes"),
]


@pytest.mark.parametrize("path", ACCEPTED)
def test_these_paths_are_accepted(path: str) -> None:
    assert paths.check_path(path) == ""


@pytest.mark.parametrize(("path", "reason"), REFUSED)
def test_refused_paths_say_why(path: str, reason: str) -> None:
    assert reason in paths.check_path(path)


# Checks as they are often written, and a path of the table that each lets through or refuses.
CARELESS: dict[str, tuple[Callable[[str], bool], str]] = {
    "by its parts": (lambda path: ".." not in path.split("/") and path[:1] != "/", "C:/Users/x.md"),
    "by what the system makes of it": (
        lambda path: not os.path.isabs(path) and not os.path.normpath(path).startswith(".."),
        "CON",
    ),
    "by letters of ASCII": (lambda path: path.isascii(), "docs/café.md"),
}


@pytest.mark.parametrize("name", CARELESS)
def test_the_table_tells_a_careless_check(name: str) -> None:
    accepts, told = CARELESS[name]
    wrong = [path for path in ACCEPTED if not accepts(path)]
    wrong += [path for path, _ in REFUSED if accepts(path)]
    assert told in wrong


def test_the_table_is_large_enough(record_property: Callable[[str, object], None]) -> None:
    rows = len(set(ACCEPTED)) + len({path for path, _ in REFUSED})
    assert rows >= 80
    record_property("rows", rows)


@given(st.text(max_size=60))
def test_what_is_accepted_stays_below(path: str) -> None:
    if paths.check_path(path) == "":
        parts = path.split("/")
        assert all(part not in ("", ".", "..") for part in parts)
        assert not any(part.casefold().startswith((".git.", "git~1")) for part in parts[:1])
        assert "\\" not in path
        assert ":" not in path
        assert unicodedata.is_normalized("NFC", path)
        assert path.isprintable() or not any(ord(char) < 32 for char in path)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("docs/prd.md", ("docs/prd.md", "")),
        ("docs/prd.md#non-goals", ("docs/prd.md", "non-goals")),
        ("docs/prd.md#", ("docs/prd.md", "")),
        ("docs/C#/notes.md", ("docs/C#/notes.md", "")),
        ("docs/C#/notes.md#why", ("docs/C#/notes.md", "why")),
        ("docs/C#.md#", ("docs/C#.md", "")),
        ("docs/C#.md#why", ("docs/C#.md", "why")),
        ("docs/C#.md", ("docs/C", ".md")),
        ("#x", ("", "x")),
        ("", ("", "")),
    ],
)
def test_the_last_hash_separates(target: str, expected: tuple[str, str]) -> None:
    assert paths.split_fragment(target) == expected


def test_parents() -> None:
    assert list(paths.parents("a/b/c")) == ["a", "a/b"]
    assert list(paths.parents("a/b/c/d.md")) == ["a", "a/b", "a/b/c"]
    assert list(paths.parents("long/er/name")) == ["long", "long/er"]
    assert list(paths.parents("/a")) == []
    assert list(paths.parents("a")) == []


EXACTLY = {
    "": "the path is empty",
    "/x": "an absolute path: write it relative to the folder that holds .tpm/",
    "c:x": "a drive letter: write the path relative to the folder that holds .tpm/",
    "a\0": "the path holds a NUL character",
    "a\\b": "a backslash: write '/' between folders, on Windows too",
    "é:x": "':' in 'é:x': on Windows this names a stream or a drive",
    "a\x9f": "the path holds a control character",
    "a\udcff": "the path is not valid Unicode: the file's name is not UTF-8",
    "e\u0301": "the path is not in Unicode normalisation form C (NFC): accented letters are"
    " written as two characters, which some systems take for another name",
    "a//b": "an empty part: two '/' in a row, or one at the end",
}


@pytest.mark.parametrize(("path", "words"), EXACTLY.items())
def test_the_words_of_a_refusal(path: str, words: str) -> None:
    assert paths.check_path(path) == words


def test_the_longest_path_and_part() -> None:
    whole = "/".join(["a" * 127] * 8)
    assert len(whole) == 1023
    assert paths.check_path(whole + "a") == ""
    assert "longer than 1024 bytes" in paths.check_path(whole + "aa")
    assert paths.check_path("x" * 255) == ""
