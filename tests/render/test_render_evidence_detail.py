"""The whole text of every kind of detail on evidence, compared once."""

from __future__ import annotations

import pytest

from tpmcli.model.facts import Detail, DetailText, EvidenceDetail
from tpmcli.render.finding import detail_text, placeholder_text

TEXTS: dict[DetailText, tuple[tuple[str, ...], str]] = {
    Detail.CHANGING: ((), "it is being changed right now"),
    Detail.REFUSED: (
        ("'..' in the path: write it without",),
        "'..' in the path: write it without",
    ),
    Detail.SPELLING: (("docs/prd.md",), "`docs/prd.md` exists: spelling and case count"),
    Detail.SAME_NAME: (("other/plan.md",), "`other/plan.md` has the same name"),
    Detail.SAME_NAMES: (
        ("a/plan.md", "2"),
        "2 files have the same name, such as `a/plan.md`",
    ),
    Detail.NEAREST: (("docs/prd.md",), "did you mean `docs/prd.md`?"),
    Detail.SYMLINK: (
        (),
        "it is a symbolic link, or behind one: cite the file that the link leads to",
    ),
    Detail.SUBMODULE: (
        (),
        "it belongs to another git repository (a submodule): cite a link to it",
    ),
    Detail.FOLDER: ((), "it is a folder"),
    Detail.NOT_REGULAR: ((), "it is not a regular file"),
    Detail.HASH_IN_NAME: (
        ("docs/C#.md",),
        "its own name contains `#`: cite it as `docs/C#.md#`",
    ),
    Detail.UNTRACKED: (
        ("'my plan.md'",),
        "git does not track it: git add -- 'my plan.md'",
    ),
    Detail.TOO_LARGE: (("50",), "it is larger than 50 MiB, too large to look for a heading"),
    Detail.NOT_FETCHED: ((), "its content is in Git LFS and was not fetched"),
    Detail.NOTHING_VISIBLE: ((), "it contains nothing that can be seen"),
    Detail.NO_CONTENT: ((), "it has no content"),
    Detail.UNFILLED: ((), "it contains only headings, comments, prompts and placeholders"),
    Detail.OWN_FILE: ((), "it is a file of tpm itself, below `.tpm/`"),
    Detail.BINARY: (
        ("x",),
        "it is not a text file, so it has no heading `#x`: cite the whole file",
    ),
    Detail.NO_HEADINGS: (("x",), "there is no heading `#x`: the file has no headings"),
    Detail.NO_HEADING: (("x",), "there is no heading `#x`"),
    Detail.NEAREST_HEADING: (
        ("goal", "goals"),
        "there is no heading `#goal`: did you mean `goals`?",
    ),
    Detail.OTHER_HEADINGS: (
        ("x", "goals, open"),
        "there is no heading `#x`: choose one of goals, open",
    ),
    Detail.NOTHING_BELOW: (
        ("Non-goals", "7"),
        "there is no text under the heading `Non-goals` (line 7)",
    ),
}


def test_every_kind_is_compared() -> None:
    kinds = [each for each in vars(Detail).values() if isinstance(each, DetailText)]
    assert list(TEXTS) == kinds


@pytest.mark.parametrize("kind", TEXTS)
def test_a_kind_of_detail(kind: DetailText) -> None:
    words, text = TEXTS[kind]
    assert detail_text(EvidenceDetail(kind, words)) == text


def test_words_that_look_like_a_template_stay_as_they_are() -> None:
    nearest = EvidenceDetail(Detail.NEAREST, ("{0}/{1}.md",))
    assert detail_text(nearest) == "did you mean `{0}/{1}.md`?"


def test_a_line_is_shown_if_there_is_one() -> None:
    assert placeholder_text("a.md#top", "TBD", 13) == "`a.md:13` still contains `TBD`"
    whole = placeholder_text("a.md", "only headings and comments", 0)
    assert whole == "`a.md` contains only headings and comments"
