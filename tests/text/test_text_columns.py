"""The columns of text on a terminal, and its lines, in every script."""

# ruff: noqa: RUF001 - wide signs are the subject
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.render.style import Style, pad
from tpmcli.text.columns import columns, pieces
from tpmcli.text.sanitize import sanitize_line


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("plain", 5),
        ("Zoë · “all” → …", 15),
        ("日本語", 6),
        ("한국어", 6),
        ("ﾊﾝｶｸ", 4),
        ("ＡＢ", 4),
        ("🚀 go", 5),
        ("e\u0301a", 2),
        ("שָׁלוֹם", 4),
        ("سلام", 4),
    ],
)
def test_columns(text: str, count: int) -> None:
    assert columns(text) == count
    assert pad(text, 20) == text + " " * (20 - count)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("two words", [("", "two"), (" ", "words")]),
        (" a  b", [("", ""), (" ", "a"), (" ", ""), (" ", "b")]),
        ("需求，已写", [("", "需"), ("", "求，"), ("", "已"), ("", "写")]),
        ("（需）求", [("", "（需）"), ("", "求")]),
        ("用API写", [("", "用"), ("", "API"), ("", "写")]),
        ("看 docs/需求.md", [("", "看"), (" ", "docs/需求.md")]),
    ],
)
def test_where_a_line_may_end(text: str, parts: list[tuple[str, str]]) -> None:
    assert pieces(text) == parts


@given(st.text(alphabet="ab 需求，（）שלם/🚀e\u0301"))
def test_the_parts_are_the_text(text: str) -> None:
    assert "".join(space + part for space, part in pieces(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "每个主要技术未知数都有一个限时的探究，并给出明确结果（包括时间、结果和改变的内容）。" * 2,
        "主要な技術的不明点には、それぞれ時間を区切った調査と、明記された結果があります。" * 2,
        "לכל אי ודאות טכנית מרכזית יש בדיקה תחומה בזמן עם תוצאה כתובה " * 3,
        "لكل مجهول تقني رئيسي تجربة محددة الوقت ونتيجة مكتوبة " * 3,
        "The top technical unknowns each have a time-boxed spike with a stated result. " * 2,
    ],
)
@pytest.mark.parametrize("width", [40, 80])
def test_every_script_fits_the_width(text: str, width: int) -> None:
    lines = Style(width=width).paragraph(text, "  why  ")
    assert len(lines) > 1
    assert all(columns(line) <= width for line in lines)
    # No line is much shorter than it could be.
    assert all(columns(line) > width - 20 for line in lines[:-1])


@given(st.text(max_size=200), st.integers(10, 100))
def test_no_text_is_lost(text: str, width: int) -> None:
    lines = Style(width=width).paragraph(text, "> ", "  ")
    joined = "".join(line[2:] for line in lines)
    assert joined.replace(" ", "") == sanitize_line(text).replace(" ", "")
