"""Globs of checklists, and the patterns of CODEOWNERS and .gitattributes."""

from __future__ import annotations

import glob as python_glob
import re
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpmcli.text import globs
from tpmcli.text.globs import covers

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
def test_globs(glob: str, path: str, expected: bool) -> None:
    assert globs.match(glob, path) is expected


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
    assert globs.match("/".join(glob), "/".join(path)) == _slow_match(glob, path)


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
    assert not globs.match(glob, path)
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
    assert reason in globs.check_glob(glob)


@pytest.mark.parametrize(
    "glob",
    [
        *("docs/*.md", "**", "docs/", "[!a-z]?", "[]]", "[a][b-c]", "{a,b}", "[a-]", "a b*"),
        *("[a-a]", "[-ab]", "[!- ]", "[-a]", "[!-a]", "a" * 1024, "\xa0*"),
    ],
)
def test_globs_that_are_fine(glob: str) -> None:
    assert globs.check_glob(glob) == ""


def test_many_globs_against_many_paths() -> None:
    there = ["b.md", "docs/a.md", "docs/adr/1.md", "docs/b.txt", "src/a.md"]
    assert globs.glob_paths(["docs/**/*.md", "docs/a*", "*.md", "x"], reversed(there)) == [
        "b.md",
        "docs/a.md",
        "docs/adr/1.md",
    ]
    assert globs.glob_paths([], there) == []


def test_fifty_thousand_paths_take_no_time() -> None:
    there = [f"d{folder}/src/file_{number}.py" for folder in range(500) for number in range(100)]
    start = time.perf_counter()
    assert len(globs.glob_paths([f"d{n}/src/*_7.py" for n in range(100)], there)) == 100
    assert len(globs.glob_paths(["**/file_7.py"], there)) == 500
    assert time.perf_counter() - start < 3


GLOBS_EXACTLY = {
    "": "the pattern is empty",
    "a\\b": "a backslash: write '/' between folders; '[*]' is a literal star",
    "a\n": "the pattern holds a control character",
    "/x": "an absolute pattern: write it relative to the folder that holds .tpm/",
    "a//b": "an empty part: two '/' in a row",
}


@pytest.mark.parametrize(("glob", "words"), GLOBS_EXACTLY.items())
def test_the_words_about_a_glob(glob: str, words: str) -> None:
    assert globs.check_glob(glob) == words


def _by_python(glob: str, path: str) -> bool:
    """Return the verdict of `glob.translate`, which is new in Python 3.13."""
    translate = vars(python_glob)["translate"]
    expression = translate(glob, recursive=True, include_hidden=True, seps="/")
    return re.fullmatch(expression, path) is not None


@pytest.mark.skipif(sys.version_info < (3, 13), reason="glob.translate is new in 3.13")
@given(st.text("aabB.*?[]!-", min_size=1, max_size=8), st.text("aabB.*[]!-", min_size=1))
def test_a_part_agrees_with_the_standard_library(glob: str, path: str) -> None:
    assert globs.match(glob, path) is _by_python(glob, path)


# Without sets that could cover a slash: in the standard library they do.
_parts = st.one_of(st.just("**"), st.text("aab.*?[]", min_size=1, max_size=6))


@pytest.mark.skipif(sys.version_info < (3, 13), reason="glob.translate is new in 3.13")
@given(
    st.lists(_parts, min_size=1, max_size=5),
    st.lists(st.text("aab.[]*", min_size=1, max_size=4), min_size=1, max_size=5),
)
def test_parts_agree_with_the_standard_library(parts: list[str], path: list[str]) -> None:
    glob = "/".join(parts)
    assert globs.match(glob, "/".join(path)) is _by_python(glob, "/".join(path))


@pytest.mark.parametrize(
    ("pattern", "path", "owners", "attributes"),
    [
        ("", "a", False, False),
        ("/", "a", True, False),
        ("//", "a", False, False),
        ("a", "a", True, True),
        ("a", "x/a", True, True),
        ("a", "x/a/b", True, False),
        ("a", "xa", False, False),
        ("a", "ax", False, False),
        ("/a", "a", True, True),
        ("/a", "x/a", False, False),
        ("a/", "a/b", True, False),
        ("a/", "x/a/b/c", True, False),
        ("a/", "a", False, False),
        ("a/b", "a/b", True, True),
        ("a/b", "x/a/b", False, False),
        ("a/b/", "a/b/c", True, False),
        ("a/b/", "x/a/b/c", False, False),
        ("*", "a", True, True),
        ("*", "a/b", True, True),
        ("/*", "a", True, True),
        ("/*", "a/b", True, False),
        ("a/*", "a/b", True, True),
        ("a/*", "a/b/c", False, False),
        ("*.md", "a/b.md", True, True),
        ("*.md", "b.mdx", False, False),
        ("a*c", "abc", True, True),
        ("a*c", "a/c", False, False),
        ("a?c", "abc", True, True),
        ("a?c", "ac", False, False),
        ("a?c", "a/c", False, False),
        ("**/b", "b", True, True),
        ("**/b", "a/x/b", True, True),
        ("**/b", "ab", False, False),
        ("a/**", "a/b/c", True, True),
        ("a/**", "a", False, False),
        ("a/**", "a/", False, False),
        ("a/**/b", "a/b", True, True),
        ("a/**/b", "a/x/y/b", True, True),
        ("a/**/b", "ab", False, False),
        ("a**c", "abxc", True, True),
        ("a**c", "a/b/c", False, False),
        ("a[!b]c", "a/c", False, False),
        ("a\\*c", "a*c", True, True),
        ("a\\*c", "abc", False, False),
        ("a.c", "abc", False, False),
        ("a+c", "a+c", True, True),
        ("a\\ b", "a b", True, True),
        ("[ab]", "a", True, True),
        ("[ab]", "c", False, False),
        ("[!ab]", "c", True, True),
        ("[!ab]", "a", False, False),
        ("[^ab]", "c", True, True),
        ("[^ab]", "a", False, False),
        ("[a-c]", "b", True, True),
        ("[a!]", "!", True, True),
        ("[[]", "[", True, True),
        ("[\\d]", "5", False, False),
        ("[\\d]", "\\", True, True),
        ("[]", "[]", True, True),
        ("a[", "a[", True, True),
        ("]", "]", True, True),
        ("a\nb", "a\nb", True, True),
        ("a/**", "a/b\nc", True, True),
        ("X", "X", True, True),
        ("aX", "aX", True, True),
        ("[\\d]", "X", False, False),
        ("[[]", "X", False, False),
        ("[Xa]", "X", True, True),
        ("[Xa]", "b", False, False),
    ],
)
def test_a_pattern_covers(pattern: str, path: str, owners: bool, attributes: bool) -> None:
    assert covers(pattern, path, contents=True) is owners
    assert covers(pattern, path, contents=False) is attributes


_pieces = st.sampled_from(
    ["a", "b", "c", "*", "**", "?", "[ab]", "[!a]", "[^a]", "[a-b]", "\\a", "\\*", "."]
)
_pattern_parts = st.lists(
    st.one_of(st.just("**"), st.lists(_pieces, min_size=1, max_size=4).map("".join)),
    min_size=1,
    max_size=4,
)
_patterns = st.builds(
    lambda start, parts, end: f"{start}{'/'.join(parts)}{end}",
    st.sampled_from(["", "/"]),
    _pattern_parts,
    st.sampled_from(["", "", "", "/"]),
    # Against its own manual, git lets `a**/**` match `a`. Nor does it see that `a/b**` has letters
    # before its stars: it cuts off the beginning without signs first.
).filter(lambda pattern: not re.search(r"[^/]\*\*/\*\*|^(?=.*/)[^*?\[\\]*[^/*?\[\\]\*\*", pattern))
PATHS = sorted(
    "/".join(parts)
    for count in (1, 2, 3)
    for parts in product(["a", "b", "ab", "a*", "c.a"], repeat=count)
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", "--template="], cwd=folder, check=True)
    return folder


@settings(max_examples=15, deadline=None)
@given(patterns=st.lists(_patterns, min_size=1, max_size=40))
def test_git_says_the_same_of_a_pattern(repository: Path, patterns: list[str]) -> None:
    """One attribute for each pattern, and one call of git for all of them and every path."""
    lines = [f"{pattern} line-{number}\n" for number, pattern in enumerate(patterns)]
    (repository / ".gitattributes").write_text("".join(lines), encoding="utf-8")
    done = subprocess.run(
        ["git", "check-attr", "-z", "--stdin", "--all"],
        cwd=repository,
        input="\0".join(PATHS) + "\0",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    fields = done.stdout.split("\0")
    by_git = {(path, name) for path, name in zip(fields[::3], fields[1::3], strict=False)}
    for number, pattern in enumerate(patterns):
        ours = {path for path in PATHS if covers(pattern, path, contents=False)}
        theirs = {path for path, name in by_git if name == f"line-{number}"}
        assert ours == theirs, pattern
