"""Our reader of Markdown says what a CommonMark library says (markdown-it-py), and stays linear."""

from __future__ import annotations

import random
import re
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tpmcli.text.documents import lines_of
from tpmcli.text.headings import shown_text
from tpmcli.text.markdown import Kind, read_blocks

LIBRARY = MarkdownIt("commonmark").enable("table")
# Level, line and visible title.
Outline = list[tuple[int, int, str]]


def theirs(text: str) -> Outline:
    tokens = LIBRARY.parse(text)
    return [
        (int(token.tag[1]), token.map[0] + 1, " ".join(_visible(tokens[at + 1]).split()))
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.map is not None
    ]


def _visible(inline: Token) -> str:
    breaks = ("softbreak", "hardbreak")
    texts = ("text", "text_special", "code_inline")
    return "".join(
        " " if child.type in breaks else child.content if child.type in texts else ""
        for child in inline.children or ()
    )


def ours(text: str) -> Outline:
    blocks, labels = read_blocks(lines_of(text))
    return [
        (block.level, block.first, " ".join(shown_text(block.text, labels).split()))
        for block in blocks
        if block.kind is Kind.HEADING
    ]


def documents_here() -> Iterator[str]:
    """Real Markdown: that of every library that is installed, and our own."""
    roots = (Path(sysconfig.get_path("purelib")), Path(__file__).parents[2])
    for root in roots:
        for path in sorted(root.rglob("*.md")):
            if not (root == roots[1] and ".venv" in path.parts):
                yield path.read_text("utf-8", "replace").replace("\0", "\ufffd")


def test_the_headings_of_real_documents_are_those_of_the_library() -> None:
    documents = set(documents_here())
    different = [text[:200] for text in documents if ours(text) != theirs(text)]
    assert different == []
    assert sum(len(ours(text)) for text in documents) >= 1_000


BLOCKS = (
    *(
        "# a",
        "# a",
        "# a",
        "## b ##",
        "## b ##",
        "a",
        "b c",
        "===",
        "---",
        "-",
        "=",
        "- ",
        "* ",
        "1. ",
        "2) ",
        "> ",
        ">",
    ),
    *("  ", "   ", "    ", "```", "~~~", "````", "<!--", "-->", "<div>", "</div>", "<a>", "<b"),
    *("***", "___", "+ q", "#", "####### x", "x #", "<pre>", "</pre>", "\\# e", "10. z"),
    *("- [ ] t", "-- x", ":-:", "# [l](u) *m*", "# `c` &amp; _n_"),
)


def block_document(dice: random.Random) -> str:
    return "\n".join(
        "".join(dice.choice(BLOCKS) for _ in range(dice.choice((0, 1, 1, 1, 2, 2, 3))))
        for _ in range(dice.randint(4, 16))
    )


def test_ten_thousand_made_up_headings_are_those_of_the_library() -> None:
    dice = random.Random(16)
    headings = 0
    for _ in range(11_000):
        text = block_document(dice)
        assert ours(text) == theirs(text), text
        headings += len(ours(text))
    assert headings >= 10_000


INLINE = (
    *("*", "**", "_", "__", "a", "b", " ", ".", "`", "``", "[", "]", ")", "![", "[x]", "(u)"),
    *("(<u>)", "(u 't')", "<b>", "</b>", "<http://a.b>", "<a@b.c>", "&amp;", "&copy;", "&#x41;"),
    *("&x", "\\*", "\\_", "\\a", "<!-- c -->", "!", "é", "“", "<i a='b'>", "<", "²", "~"),
)


@given(st.lists(st.sampled_from(INLINE), min_size=1, max_size=12))
def test_titles_are_read_as_by_the_library(parts: list[str]) -> None:
    title = "".join(parts)
    # The library does not take `[x]` for a link where brackets in brackets follow (6.6).
    if re.search(r"\]\[[^\]]*\[", title) is None:
        text = f"# {title}\n\n[x]: /u\n"
        assert ours(text) == theirs(text)


def test_a_table_is_no_heading_and_ends_a_paragraph() -> None:
    text = "words\n| a | b |\n| - | - |\n| c | d |\n---\n\n| e |\n---\n"
    blocks, _ = read_blocks(text.splitlines())
    assert [(block.kind, block.first, block.text) for block in blocks] == [
        (Kind.PARAGRAPH, 1, "words"),
        (Kind.TABLE, 2, "| a | b |\n| c | d |"),
        (Kind.TABLE, 7, "| e |"),
    ]


def test_link_definitions_are_no_text_and_known_by_label() -> None:
    text = "[ A  b ]: <u v>\n  'title\n  two'\n[c]: x y\n[d]:\nw\n\n[e]: /u\n"
    blocks, labels = read_blocks(text.splitlines())
    assert labels == {"a b", "e"}
    assert [block.text for block in blocks] == ["[c]: x y\n[d]:\nw"]


SECONDS = 4.0
HOSTILE = {
    "quotes": ">" * 100_000 + "\n" + "> \n" * 20_000,
    "lists": "+ " * 100_000 + "a\n" + "\n" * 100_000,
    "stars": "# " + "*" * 100_000,
    "mixed": "# " + "*_" * 25_000,
    "emphasis": "# " + "*a **b " * 20_000,
    "brackets": "# " + "[" * 50_000 + "]" * 50_000,
    "images": "# " + "![" * 100_000,
    "destinations": "# " + "[a](b" * 20_000,
    "titles": "# " + "[a](b '" * 30_000,
    "ticks": "# " + "".join("`" * width + " " for width in range(1, 500)),
    "comments": "# " + "<!--" * 50_000,
    "tags": "# " + "<a b='" * 40_000,
    "entities": "# " + "&" * 100_000,
    "definitions": "[a]: b 'c\n" * 20_000,
    "labels": "[" * 100_000 + "]: x",
    "table": "| a |\n| - |\n" + "|" * 100_000,
    "fences": "```\n" * 100_000,
    "html": "<div " * 50_000 + "\n\n" + "<h1>" * 50_000,
    "line": "a" * 1_000_000,
    "underlines": "a\n" * 100_000 + "===",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_take_linear_time(name: str) -> None:
    from tpmcli.text.documents import MARKDOWN
    from tpmcli.text.headings import headings
    from tpmcli.text.placeholders import find_placeholder, is_thin, is_unfilled

    text = HOSTILE[name]
    began = time.process_time()
    headings(text)
    is_unfilled(text, MARKDOWN)
    is_thin(text, MARKDOWN)
    find_placeholder(text, MARKDOWN)
    assert time.process_time() - began < SECONDS
