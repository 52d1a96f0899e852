"""Text that nobody filled in: TBD, TODO, FIXME, FILL_IN, lorem ipsum, bare skeletons."""

from __future__ import annotations

from tpmcli.text.headings import MARKDOWN, headings, lines_of, without_comments

SKELETON = "only headings and comments"

# Capitals only where the lower-case word is a word of some language ("todo" is Spanish).
_WORDS = r"\b(?:TODO|FIXME|FILL[_-]IN|(?i:TBD)|(?i:lorem\s+ipsum))\b"


def find_placeholder(text: str, form: str = "") -> tuple[str, int]:
    """The first text that looks unfilled and its line (from 1); ``("", 0)`` where there is none.

    With `form` (a format of `headings`), a document of nothing but headings and comments is one
    too, reported at line 1. Honest documents mention these words, so this is a hint.
    """
    import re

    if form and text.strip() and _is_skeleton(text, form):
        return SKELETON, 1
    found = re.search(_WORDS, text)
    if found is None:
        return "", 0
    return " ".join(found.group().split()), text.count("\n", 0, found.start()) + 1


def _is_skeleton(text: str, form: str) -> bool:
    text = without_comments(text)
    if form == MARKDOWN and _ends_in_words(text):
        return False
    lines = lines_of(text)
    of_headings = {
        number
        for heading in headings("\n".join(lines), form)
        for number in range(heading.line, heading.body)
    }
    return not any(
        line.strip() for number, line in enumerate(lines, 1) if number not in of_headings
    )


def _ends_in_words(text: str) -> bool:
    """True where the last line of a Markdown text that is not blank can be part of no heading: it
    is neither one with ``#`` nor the underline of one. Most documents are told by that alone.
    """
    text = text.rstrip()
    last = text[max(text.rfind("\n"), text.rfind("\r")) + 1 :].lstrip()
    return last[:1] not in ("", "#") and last.strip("=") != "" and last.strip("-") != ""
