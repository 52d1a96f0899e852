"""Named lists and folders of documents, written out."""

from __future__ import annotations

import pytest

from tpmcli.text.find_patterns import in_folders, written_out

LISTS = {"adr": ["adr/*.md", "docs/adr/*.md"], "all": ["docs/adr/*.md", "x*"]}


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        ([], []),
        (["a*", "b*", "a*"], ["a*", "b*"]),
        (["@adr"], ["adr/*.md", "docs/adr/*.md"]),
        (["x*", "@adr", "@all"], ["x*", "adr/*.md", "docs/adr/*.md"]),
        (["@unknown", "b@c"], ["@unknown", "b@c"]),
    ],
)
def test_a_list_stands_for_its_patterns(patterns: list[str], expected: list[str]) -> None:
    assert written_out(patterns, LISTS) == expected


@pytest.mark.parametrize(
    ("patterns", "folders", "expected"),
    [
        (["docs/a*.md"], [], ["docs/a*.md", "doc/a*.md"]),
        (["docs/a*.md"], ["handbook"], ["handbook/a*.md"]),
        (["docs/**/a.md"], ["h", "docs"], ["h/**/a.md", "docs/**/a.md"]),
        (["docs/a.md"], ["h/"], ["h/a.md"]),
        (["README*", "**/docs/a.md", "docs"], ["h"], ["README*", "**/docs/a.md", "docs"]),
        (["docs/a.md", "doc/a.md"], [], ["docs/a.md", "doc/a.md"]),
    ],
)
def test_docs_stands_for_each_folder_of_documents(
    patterns: list[str], folders: list[str], expected: list[str]
) -> None:
    assert in_folders(patterns, folders) == expected
