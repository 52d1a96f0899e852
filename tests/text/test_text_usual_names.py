"""The names of documents that every project has, for checks and for the search alike."""

from __future__ import annotations

import pytest

from tpmcli.text.usual_names import find_paths, usual_paths

LOGS = ["CHANGELOG.md", "Changes", "HISTORY.rst", "NEWS.adoc", "docs/changelog.md", "RELEASES.md"]
LICENCES = ["COPYING", "LICENCE.txt", "License", "LICENSE-MIT", "UNLICENSE"]
OTHERS = [
    "changes/1.md",
    "HISTORY.py",
    "docs/LICENSE",
    "NEWSLETTER.md",
    "src/README.md",
    "history2.md",
]


@pytest.mark.parametrize(
    ("glob", "expected"),
    [
        ("CHANGELOG*", LOGS),
        ("changelog*", LOGS),
        ("LICEN*", LICENCES),
        ("README*", ["Readme.rst", "docs/README.md"]),
        ("docs/*.md", []),
        ("CHANGELOG.md", []),
    ],
)
def test_a_glob_stands_for_the_usual_names(glob: str, expected: list[str]) -> None:
    found = usual_paths(glob, [*OTHERS, "docs/README.md", "Readme.rst", *LOGS, *LICENCES])
    assert sorted(found) == sorted(expected)


def test_files_at_the_top_go_first() -> None:
    assert usual_paths("README*", ["docs/readme.md", "readme.txt"]) == [
        "readme.txt",
        "docs/readme.md",
    ]


def test_the_search_takes_any_case_and_other_markup() -> None:
    paths = ["docs/FAQ.md", "docs/faq-2.rst", "Docs/Faq.adoc", "docs/faq.txt", "other/faq.md"]
    assert find_paths(["docs/faq*.md"], paths) == ["Docs/Faq.adoc", "docs/FAQ.md", "docs/faq-2.rst"]
    assert find_paths([".github/dependabot.y*ml"], [".github/dependabot.yaml"]) == [
        ".github/dependabot.yaml"
    ]


def test_the_search_knows_the_usual_names_too() -> None:
    assert find_paths(["CHANGELOG*", "docs/*.md"], [*LOGS, *LICENCES]) == sorted(LOGS)
