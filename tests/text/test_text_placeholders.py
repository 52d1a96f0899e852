"""A document of nothing but headings is told by its end where that is enough."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tpmcli.text import placeholders
from tpmcli.text.headings import MARKDOWN
from tpmcli.text.placeholders import SKELETON, find_placeholder

LINES = st.sampled_from(
    ["# One", "Two", "===", "---", "- - -", "", "  ", "\t# x", "    # x", "<!-- a", "b -->", "```"]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\x0b", " "])


@st.composite
def documents(draw: st.DrawFn) -> str:
    return "".join(draw(LINES) + draw(ENDS) for _ in range(draw(st.integers(0, 7))))


@given(documents())
@example("# One\n\nTwo\r---")
@example("Two\n===\n")
@example("<!<!-- -->-- x\n# One")
def test_the_short_look_says_what_the_whole_says(text: str) -> None:
    short = find_placeholder(text, MARKDOWN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placeholders, "_ends_in_words", lambda text: False)
        assert find_placeholder(text, MARKDOWN) == short


def test_most_documents_need_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_placeholder("# One\n\n<!-- say what -->\n", MARKDOWN) == (SKELETON, 0)
    monkeypatch.setattr(placeholders, "headings", None)
    assert find_placeholder("# One\n\nIt works.\n", MARKDOWN) == ("", 0)
    assert find_placeholder("# One\n\nTODO: this\n", MARKDOWN) == ("TODO", 3)
