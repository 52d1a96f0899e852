"""The skeleton documents: headings, one line of help under each, and nothing else."""

import re

import pytest
from content_files import ROOT, TEMPLATES

from tpmcli.text.documents import MARKDOWN
from tpmcli.text.placeholders import SKELETON, find_placeholder, is_unfilled

HELP = re.compile(r"<!-- (?!.*--.*-->).{10,}? -->")
templates = pytest.mark.parametrize("name", TEMPLATES)


@templates
def test_an_unfilled_skeleton_has_no_content(name: str) -> None:
    text = (ROOT / "templates" / f"{name}.md").read_text(encoding="utf-8")
    left = [line for line in HELP.sub("", text).splitlines() if line and line[0] != "#"]
    assert left == []


@templates
def test_it_is_no_evidence_until_it_is_filled(name: str) -> None:
    text = (ROOT / "templates" / f"{name}.md").read_text(encoding="utf-8")
    assert is_unfilled(text, MARKDOWN)
    assert find_placeholder(text, MARKDOWN) == (SKELETON, 0)


@templates
def test_it_has_one_title_and_help_under_each_section(name: str) -> None:
    text = (ROOT / "templates" / f"{name}.md").read_text(encoding="utf-8")
    title, *sections = text.split("\n\n## ")
    assert re.fullmatch(r"# \S.*", title)
    assert len(sections) >= 2
    for section in sections:
        heading, blank, help_line, *rest = section.rstrip("\n").split("\n")
        assert heading.strip()
        assert blank == ""
        assert HELP.fullmatch(help_line)
        assert rest == []


@templates
def test_headings_are_unique(name: str) -> None:
    text = (ROOT / "templates" / f"{name}.md").read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    assert len(set(headings)) == len(headings)
