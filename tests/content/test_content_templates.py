"""The skeleton documents: headings, a line of help under each, the headers of tables; examples."""

import re

import pytest
from content_files import ALL, EXAMPLES, ROOT, TEMPLATES

from tpmcli.text.documents import MARKDOWN
from tpmcli.text.placeholders import SKELETON, find_placeholder, is_unfilled

HELP = re.compile(r"<!-- (?!.*--.*-->).{10,}? -->")
HEADER = re.compile(r"\|( [^|]+ \|)+")
RULE = re.compile(r"\|(---\|)+")
# Required items whose evidence is made by a machine or is a setting, so that nobody writes it.
MADE_ELSEWHERE = {
    "ci-on-every-change": "the pipeline's configuration",
    "dependencies-controlled": "lock files and the bot's configuration",
    "secrets-kept-out": "the scanner's report",
    "oss-support-matrix-tested": "the pipeline's configuration",
    "saas-isolation-tested": "the report of a test run",
    "ai-evals-run-on-change": "the report of a test run",
    "eu-bill-of-materials-complete": "a file that the build makes",
    "api-style-and-limits-fixed": "the rules and the report of a linter",
    "api-breaking-changes-checked": "the report of a comparison",
}
templates = pytest.mark.parametrize("name", TEMPLATES)
examples = pytest.mark.parametrize("name", EXAMPLES)


def read(name: str, folder: str = "templates") -> str:
    return (ROOT / folder / f"{name}.md").read_text(encoding="utf-8")


@templates
def test_an_unfilled_skeleton_has_no_content(name: str) -> None:
    """Headings, comments and tables without rows: no sentence, no cell below a header."""
    lines = HELP.sub("", read(name)).splitlines()
    left = [line for line in lines if line and line[0] not in "#|"]
    assert left == []
    rows = [line for line in lines if line.startswith("|")]
    assert [line for line in rows[0::2] if not HEADER.fullmatch(line)] == []
    assert [line for line in rows[1::2] if not RULE.fullmatch(line)] == []
    assert [head.count("|") for head in rows[0::2]] == [rule.count("|") for rule in rows[1::2]]


@templates
def test_it_is_no_evidence_until_it_is_filled(name: str) -> None:
    text = (ROOT / "templates" / f"{name}.md").read_text(encoding="utf-8")
    assert is_unfilled(text, MARKDOWN)
    assert find_placeholder(text, MARKDOWN) == (SKELETON, 0)


@templates
def test_it_has_one_title_and_help_under_each_section(name: str) -> None:
    title, *sections = read(name).split("\n\n## ")
    assert re.fullmatch(r"# \S.*", title)
    assert len(sections) >= 2
    for section in sections:
        heading, blank, help_line, *table = section.rstrip("\n").split("\n")
        assert heading.strip()
        assert blank == ""
        assert HELP.fullmatch(help_line)
        assert len(table) in (0, 3)
        assert not table or table[0] == ""


@templates
def test_headings_are_unique(name: str) -> None:
    headings = re.findall(r"^#+ (.*)$", read(name), re.MULTILINE)
    assert len(set(headings)) == len(headings)


def test_every_must_has_a_template_or_is_made_elsewhere() -> None:
    without = {
        entry.item["id"]
        for entry in ALL
        if (entry.item["level"] == "must" or "must-when" in entry.item)
        and "template" not in entry.item["evidence"]
        and entry.item.get("answered-by") != "checks"
    }
    assert without == set(MADE_ELSEWHERE)


def test_ten_templates_have_a_filled_example() -> None:
    assert len(EXAMPLES) == 10
    assert set(EXAMPLES) <= set(TEMPLATES)


@examples
def test_an_example_fills_every_section_of_its_template(name: str) -> None:
    skeleton, filled = read(name), read(name, "examples")
    headings = re.findall(r"^## .*$", skeleton, re.MULTILINE)
    assert re.findall(r"^## .*$", filled, re.MULTILINE) == headings
    assert "<!--" not in filled
    for section in filled.split("\n\n## ")[1:]:
        body = section.partition("\n")[2]
        rows = [line for line in body.splitlines() if line.startswith("|")]
        assert len(rows) == 0 or len(rows) > 2
        assert len(body.strip()) >= 30


@examples
def test_an_example_keeps_the_columns_of_its_template(name: str) -> None:
    heads = [line for line in read(name).splitlines() if HEADER.fullmatch(line)]
    filled = read(name, "examples").splitlines()
    assert [head for head in heads if head not in filled] == []
    cells = [line for line in filled if line.startswith("|") and line not in heads]
    assert [line for line in cells if "|  |" in line or "| |" in line] == []
