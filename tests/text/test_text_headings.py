"""Headings, their names and sections."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.text import documents
from tpmcli.text import headings as subject
from tpmcli.text.placeholders import SKELETON, find_placeholder
from tpmcli.text.written import has_text


def outline(text: str, form: str = documents.MARKDOWN) -> list[tuple[int, str, int]]:
    return [(found.level, found.slugs[0], found.line) for found in subject.headings(text, form)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Goals", "goals"),
        ("Non-goals", "non-goals"),
        ("What is it, really?", "what-is-it-really"),
        ("A & B", "a--b"),
        ("`code` and *stars*", "code-and-stars"),
        ("snake_case stays", "snake_case-stays"),
        ("_soft_ words", "soft-words"),
        ("[Link](https://example.com/a_b) text", "link-text"),
        ("Version 1.2.3", "version-123"),
        ("Über uns", "über-uns"),
        ("日本語 タイトル", "日本語-タイトル"),
        ("हिन्दी", "हिन्दी"),
        ("🚀 Launch", "-launch"),
        ("<b>Bold</b> move", "bold-move"),
        ("  trimmed  ", "trimmed"),
        ("1) First", "1-first"),
    ],
)
def test_slugs_are_those_of_github(title: str, expected: str) -> None:
    assert subject.headings(f"# {title}\n")[0].slugs[0] == expected


MARKDOWN = """---
title: front matter
---
# One

text

## Two ##
```md
# not one
~~~
```
~~~~
# nor this
~~~
~~~~
<!--
# nor that
-->
Setext one
==========
Setext
two
---
    # code

### Two
## Two
#hash without space
####### seven
- list
---
| a |
---
# Named {#my-name}
#
"""


def test_headings_of_markdown_are_found() -> None:
    assert outline(MARKDOWN) == [
        (1, "one", 4),
        (2, "two", 8),
        (1, "setext-one", 20),
        (2, "setext-two", 22),
        (3, "two-1", 27),
        (2, "two-2", 28),
        (1, "named", 35),
        (1, "", 36),
    ]
    named = subject.find_heading(subject.headings(MARKDOWN), "My-Name")
    assert named is not None
    assert named.title == "Named"


def test_line_ends_do_not_count() -> None:
    expected = outline(MARKDOWN)
    assert outline(MARKDOWN.replace("\n", "\r\n")) == expected
    assert outline(MARKDOWN.replace("\n", "\r")) == expected


def test_a_taken_name_is_counted_on() -> None:
    assert [name for _, name, _ in outline("# a\n# a-1\n# a\n# a\n")] == ["a", "a-1", "a-2", "a-3"]


def test_headings_of_asciidoc_are_found() -> None:
    text = "= Title\n\n[[goal-id]]\n== Our Goals\ntext\n----\n== not\n----\n[#other]\n=== Deep\n"
    assert outline(text, documents.ASCIIDOC) == [
        (1, "title", 1),
        (2, "our-goals", 4),
        (3, "deep", 10),
    ]
    found = subject.headings(text, documents.ASCIIDOC)
    assert found[1].slugs == ("our-goals", "goal-id", "_our_goals")
    assert found[2].slugs[1] == "other"


def test_headings_of_restructuredtext_are_found() -> None:
    text = "=====\nTitle\n=====\n\nGoals\n-----\ntext\n\nDeep\n~~~~\n\nNext\n-----\n\nshort\n--\n"
    assert outline(text, documents.RST) == [
        (1, "title", 1),
        (2, "goals", 5),
        (3, "deep", 9),
        (2, "next", 12),
    ]


def test_a_section_ends_with_the_next_heading_of_its_level() -> None:
    text = "# A\n\none\n\n## B\n\ntwo\n\n\n# C\n<!-- help -->\n## D\n\n# E\n## F\nx\n"
    found = subject.headings(text)
    sections = {heading.title: subject.section_text(text, heading) for heading in found}
    assert sections == {
        "A": "# A\n\none\n\n## B\n\ntwo\n",
        "B": "## B\n\ntwo\n",
        "C": "# C\n<!-- help -->\n## D\n",
        "D": "## D\n",
        "E": "# E\n## F\nx\n",
        "F": "## F\nx\n",
    }
    assert {heading.title for heading in found if has_text(text, heading, documents.MARKDOWN)} == {
        "A",
        "B",
        "E",
        "F",
    }


def test_find_heading_decodes() -> None:
    found = subject.headings("# Café société\n")
    assert subject.find_heading(found, "caf%C3%A9-soci%C3%A9t%C3%A9") is found[0]
    assert subject.find_heading(found, "Café-Société") is found[0]
    assert subject.find_heading(found, "cafe-societe") is None


@given(
    st.text(alphabet="#=-~`<!>| \tab\n\r{}[]*_.+", max_size=200),
    st.sampled_from([documents.MARKDOWN, documents.ASCIIDOC, documents.RST]),
)
def test_any_text_has_sound_headings(text: str, form: str) -> None:
    found = subject.headings(text, form)
    last = len(documents.lines_of(text))
    slugs = [heading.slugs[0] for heading in found]
    assert len(set(slugs)) == len(slugs)
    for before, after in pairwise(found):
        assert before.body <= after.line
    for heading in found:
        assert 1 <= heading.line < heading.body <= heading.end <= last + 1
        assert heading.level >= 1
        has_text(text, heading, form)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("all is well", ("", 0)),
        ("para todo el mundo", ("", 0)),
        ("a\nb TODO c", ("TODO", 2)),
        ("tbd", ("tbd", 1)),
        ("TBDs", ("", 0)),
        ("FIXME", ("FIXME", 1)),
        ("owner: FILL_IN", ("FILL_IN", 1)),
        ("owner: FILL-IN", ("FILL-IN", 1)),
        ("Lorem\nipsum dolor", ("Lorem ipsum", 1)),
        ("<!-- say who -->\n# Goals\n\n<!-- what -->\n", (SKELETON, 0)),
        ("# Goals\n\n<!-- TODO -->\n", ("TODO", 3)),
        ("# Goals\n\n<!-- help -->\nreal\n", ("", 0)),
        ("", ("", 0)),
    ],
)
def test_the_first_placeholder_is_found_with_its_line(text: str, expected: tuple[str, int]) -> None:
    assert find_placeholder(text, documents.MARKDOWN) == expected
