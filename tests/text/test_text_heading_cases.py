"""Case folder: every heading of a text with all that is known of it.

A case is a text whose name ends as its format does, and beside it, as `.txt`, its headings. To add
one, write the text, run the tests with --write-expected, and read what was written.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tpmcli.text import documents
from tpmcli.text import headings as subject
from tpmcli.text.written import has_text
from world.expected import Expected

FOLDER = Path(__file__).parent / "heading_cases"
CASES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".txt")


def told(path: Path) -> str:
    # As it is: line ends count.
    text = path.read_bytes().decode()
    form = documents.format_of(path.name)
    found = subject.headings(text, form)
    lines = []
    for heading in found:
        names = " ".join(f"#{name}" for name in heading.slugs)
        written = "" if has_text(text, heading, form) else ", nothing under it"
        lines += [
            f"{heading.line}: level {heading.level}, '{heading.title}', {names}",
            f"    lines {heading.body} to {heading.end - 1}{written}",
            f"    {subject.section_text(text, heading)!r}",
        ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_headings_of_a_file_are_as_expected(path: Path, expected: Expected) -> None:
    expected(path.with_name(f"{path.name}.txt"), told(path))


def test_every_expectation_has_its_case() -> None:
    assert {path.name for path in FOLDER.glob("*.txt")} == {f"{path.name}.txt" for path in CASES}
    assert len(CASES) >= 20


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("docs/a.md", documents.MARKDOWN),
        ("docs/a.markdown", documents.MARKDOWN),
        ("README", documents.MARKDOWN),
        ("rst", documents.RST),
        ("a.rst.md", documents.MARKDOWN),
        ("a.md.rst", documents.RST),
        ("A.RST", documents.RST),
        ("a.rest", documents.RST),
        ("a.adoc", documents.ASCIIDOC),
        ("a.AsciiDoc", documents.ASCIIDOC),
        ("a.asc", documents.ASCIIDOC),
        ("a.txt", documents.MARKDOWN),
    ],
)
def test_the_extension_tells_the_format(path: str, form: str) -> None:
    assert documents.format_of(path) == form


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ("a", "a"),
        ("<!-- a -->", ""),
        ("<!-- a -->b<!-- c -->d", "bd"),
        ("a<!-- b", "a"),
        ("<!-- b", ""),
        ("a-->b<!--c-->d", "a-->bd"),
        ("<!---->a", "a"),
        ("<!-->a-->b", "b"),
        ("<!--->a-->b", "b"),
    ],
)
def test_comments_are_taken_out(text: str, kept: str) -> None:
    assert documents.without_comments(text) == kept


@pytest.mark.parametrize(
    ("title", "name"),
    [("X", "x"), ("a_X_b", "a_x_b"), ("a-_b", "a-_b"), ("a & b", "a--b"), ("", ""), ("🚀", "")],
)
def test_only_words_and_their_joints_stay_in_a_name(title: str, name: str) -> None:
    assert subject.slug(title) == name
