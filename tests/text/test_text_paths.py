"""Paths and globs: one verdict for every operating system."""

from __future__ import annotations

import os
import re
import time
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


MATCHES = [
    ("docs/prd.md", "docs/prd.md", True),
    ("docs/prd.md", "docs/prd.mdx", False),
    ("docs/prd.md", "Docs/prd.md", False),
    ("docs/*.md", "docs/prd.md", True),
    ("docs/*.md", "docs/.md", True),
    ("docs/*.md", "docs/a/prd.md", False),
    ("docs/*", "docs/.hidden", True),
    ("docs/*", "docs/", False),
    ("*", "a", True),
    ("*", "a/b", False),
    ("*", "", False),
    ("**", "a/b/c", True),
    ("**", "a", True),
    ("**/x.md", "x.md", True),
    ("**/x.md", "a/b/x.md", True),
    ("**/x.md", "a/b/yx.md", False),
    ("docs/**", "docs/a/b.md", True),
    ("docs/**", "docs", False),
    ("docs/", "docs/a/b.md", True),
    ("docs/**/x.md", "docs/x.md", True),
    ("docs/**/x.md", "docs/a/b/x.md", True),
    ("docs/**/x.md", "docsx.md", False),
    ("a/**/b/**/c", "a/b/c", True),
    ("a/**/b/**/c", "a/x/b/y/z/c", True),
    ("a/**/b/**/c", "a/x/y/z/c", False),
    ("a/**/b/**/c", "x/b/c", False),
    ("a/**/b/**/**/c", "a/b/x/c", True),
    ("a/**/b/**/**/c", "a/b", False),
    ("**/**", "a", True),
    ("X/**", "X/a", True),
    ("a/**/b/**/b/c", "a/b/b/c", True),
    ("a/**/b/**/b/c", "a/b/c", False),
    ("a/**/**/c", "a/c", True),
    ("**/a/*", "a/a/b", True),
    ("**/a/*", "x/a/a/b", True),
    ("a**b", "axxb", True),
    ("a**b", "ax/xb", False),
    ("?.md", "a.md", True),
    ("?.md", ".md", False),
    ("?.md", "ab.md", False),
    ("a?b", "a/b", False),
    ("[abc].md", "b.md", True),
    ("[abc].md", "d.md", False),
    ("[a-c].md", "b.md", True),
    ("[!a-c].md", "d.md", True),
    ("[!a-c].md", "b.md", False),
    ("a[!x]b", "a/b", False),
    ("a[/]b", "a/b", False),
    ("a[.-0]b", "a/b", False),
    ("[]]", "]", True),
    ("[!]]", "a", True),
    ("[*]", "*", True),
    ("[*]", "a", False),
    ("[-a]", "-", True),
    ("[a-]", "-", True),
    ("[^a]", "^", True),
    ("[z-a]", "m", False),
    ("[!z-a]", "m", True),
    ("[!z-a]", "!", True),
    ("[ab]", "X", False),
    ("a/b/", "a/b/c", True),
    ("a/b/", "a/x/c", False),
    ("a/b/c/", "a/b/c/d/e", True),
    ("[a-cx-z]", "y", True),
    ("[a-cx-z]", "b", True),
    ("[a-cx-z]", "-", False),
    ("[a-cx-z]", "c", True),
    ("[a-cx]", "x", True),
    ("[ab-d]", "c", True),
    ("[!ab]", "!", True),
    ("[a!]", "!", True),
    ("[!a!]", "!", False),
    ("[!a]x]", "bx]", True),
    ("x[ab]y[cd]z", "xaydz", True),
    ("x[ab]y[cd]z", "xay]z", False),
    ("x[a-b]", "xb", True),
    ("a/**/**", "a/b/c", True),
    ("**/b/**/c/d", "a/b/x/c/d", True),
    ("**/b/c/**/d", "b/c/d", True),
    ("**/b/c/**/d", "b/x/c/d", False),
    ("[", "[", True),
    ("a.c", "abc", False),
    ("a+(b)", "a+(b)", True),
    ("a{b,c}", "a{b,c}", True),
    ("*a*b*c", "xaybzc", True),
    ("*a*b*c", "xaybz", False),
    ("*ab*ab", "ab", False),
    ("*ab*ab", "abab", True),
    ("*aab", "aaab", True),
    ("日*.md", "日本.md", True),
    ("a\nb", "a\nb", True),
    ("*", "a\nb", True),
]


@pytest.mark.parametrize(("glob", "path", "expected"), MATCHES)
def test_a_glob_matches_these_paths(glob: str, path: str, expected: bool) -> None:
    assert paths.match(glob, path) is expected


def _slow_match(glob: list[str], path: list[str]) -> bool:
    """The meaning of globs, written down anew and without regard to time."""
    if not glob:
        return not path
    if glob[0] == "**":
        if len(glob) == 1:
            return bool(path)
        return any(_slow_match(glob[1:], path[cut:]) for cut in range(len(path) + 1))
    return bool(path) and _slow_part(glob[0], path[0]) and _slow_match(glob[1:], path[1:])


def _slow_part(glob: str, part: str) -> bool:
    expression = "".join({"*": "[^/]*", "?": "[^/]"}.get(char, re.escape(char)) for char in glob)
    return bool(part) and re.fullmatch(expression, part) is not None


_glob_parts = st.lists(
    st.one_of(st.just("**"), st.text(alphabet="ab*?", min_size=1, max_size=4)),
    min_size=1,
    max_size=5,
).filter(lambda parts: all(part == "**" or "**" not in part for part in parts))
_path_parts = st.lists(st.text(alphabet="ab", min_size=1, max_size=4), min_size=1, max_size=6)


@given(_glob_parts, _path_parts)
def test_globs_agree_with_a_second_definition(glob: list[str], path: list[str]) -> None:
    assert paths.match("/".join(glob), "/".join(path)) == _slow_match(glob, path)


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("*a" * 60 + "b", "a" * 250),
        ("**/a/" * 60 + "b", "a/" * 400 + "c"),
        ("**/*a*a*a*a*b/" * 10 + "x", ("a" * 200 + "/") * 5),
        ("?*" * 60 + "b", "a" * 255),
    ],
)
def test_no_glob_takes_for_ever(glob: str, path: str) -> None:
    start = time.perf_counter()
    assert not paths.match(glob, path)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("glob", "reason"),
    [
        ("", "the pattern is empty"),
        ("a" * 1025, "longer than 1024"),
        ("docs\\*.md", "a backslash"),
        ("/docs/*", "an absolute pattern"),
        ("docs//x", "an empty part"),
        ("docs//", "an empty part"),
        ("../*", "'..' in the pattern"),
        ("./*", "'.' in the pattern"),
        ("a\n*", "a control character"),
        ("docs/[abc", "'[' without ']'"),
        ("docs/[]", "'[' without ']'"),
        ("docs/[z-a]x", "a range that runs backwards"),
        ("[ab]/[z-a]", "a range that runs backwards"),
        ("[ab][z-a]", "a range that runs backwards"),
        ("[ab][", "'[' without ']'"),
        ("[!z-a]", "a range that runs backwards"),
        ("[z-a][ab]", "a range that runs backwards"),
        ("[ab][z-a][cd]", "a range that runs backwards"),
        ("[X-A]", "a range that runs backwards"),
        ("a\x7f*", "a control character"),
        ("a\x9f*", "a control character"),
    ],
)
def test_globs_that_are_refused(glob: str, reason: str) -> None:
    assert reason in paths.check_glob(glob)


@pytest.mark.parametrize(
    "glob",
    [
        *("docs/*.md", "**", "docs/", "[!a-z]?", "[]]", "[a][b-c]", "{a,b}", "[a-]", "a b*"),
        *("[a-a]", "[-ab]", "[!- ]", "[-a]", "[!-a]", "a" * 1024, "\xa0*"),
    ],
)
def test_globs_that_are_fine(glob: str) -> None:
    assert paths.check_glob(glob) == ""


def test_many_globs_against_many_paths() -> None:
    there = ["b.md", "docs/a.md", "docs/adr/1.md", "docs/b.txt", "src/a.md"]
    assert paths.glob_paths(["docs/**/*.md", "docs/a*", "*.md", "x"], reversed(there)) == [
        "b.md",
        "docs/a.md",
        "docs/adr/1.md",
    ]
    assert paths.glob_paths([], there) == []


def test_fifty_thousand_paths_take_no_time() -> None:
    there = [f"d{folder}/src/file_{number}.py" for folder in range(500) for number in range(100)]
    start = time.perf_counter()
    assert len(paths.glob_paths([f"d{n}/src/*_7.py" for n in range(100)], there)) == 100
    assert len(paths.glob_paths(["**/file_7.py"], there)) == 500
    assert time.perf_counter() - start < 3


def test_parents_are_found_from_the_top() -> None:
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
GLOBS_EXACTLY = {
    "": "the pattern is empty",
    "a\\b": "a backslash: write '/' between folders; '[*]' is a literal star",
    "a\n": "the pattern holds a control character",
    "/x": "an absolute pattern: write it relative to the folder that holds .tpm/",
    "a//b": "an empty part: two '/' in a row",
}


@pytest.mark.parametrize(("path", "words"), EXACTLY.items())
def test_the_words_of_a_refusal(path: str, words: str) -> None:
    assert paths.check_path(path) == words


@pytest.mark.parametrize(("glob", "words"), GLOBS_EXACTLY.items())
def test_the_words_about_a_glob(glob: str, words: str) -> None:
    assert paths.check_glob(glob) == words


def test_the_longest_path_and_part() -> None:
    whole = "/".join(["a" * 127] * 8)
    assert len(whole) == 1023
    assert paths.check_path(whole + "a") == ""
    assert "longer than 1024 bytes" in paths.check_path(whole + "aa")
    assert paths.check_path("x" * 255) == ""
