"""Text that nobody filled in: TBD, TODO, FIXME, FILL_IN, lorem ipsum, bare skeletons."""

from typing import NamedTuple

from tpmcli.text.headings import MARKDOWN, headings, lines_of, without_comments

SKELETON = "only headings and comments"

# Capitals only where the lower-case word is a word of some language ("todo" is Spanish).
_WORDS = r"\b(?:TODO|FIXME|FILL[_-]IN|(?i:TBD)|(?i:lorem\s+ipsum))\b"


class Placeholder(NamedTuple):
    """Text that looks unfilled; empty if there is none.

    `line` counts from 1; it is 0 if the document as a whole is unfilled.
    """

    words: str
    line: int

    @property
    def is_whole(self) -> bool:
        """Whether the document as a whole is unfilled: a skeleton."""
        return bool(self.words) and not self.line


def find_placeholder(text: str, form: str = "") -> Placeholder:
    """Return the first text that looks unfilled.

    With `form` (a format of `headings`), a document of nothing but headings and comments is one
    too. Honest documents mention these words, so this is a hint.
    """
    import re

    if form and text.strip() and _is_skeleton(text, form):
        return Placeholder(SKELETON, 0)
    found = re.search(_WORDS, text)
    if found is None:
        return Placeholder("", 0)
    line = text.count("\n", 0, found.start()) + 1
    return Placeholder(" ".join(found.group().split()), line)


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
    """Return whether the last line with text can be part of no Markdown heading.

    It is neither a heading with `#` nor the underline of one. That alone decides for most
    documents.
    """
    text = text.rstrip()
    last = text[max(text.rfind("\n"), text.rfind("\r")) + 1 :].lstrip()
    return last[:1] not in ("", "#") and last.strip("=") != "" and last.strip("-") != ""
