"""Text that nobody filled in: words such as TODO, and what templates leave to be replaced.

Honest documents mention these, so a placeholder in a document is a hint; a document of nothing else
is an untouched template.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from tpmcli.text.documents import MARKDOWN, without_comments
from tpmcli.text.visible import count_letters

SKELETON = "only headings, comments and prompts"

# Capitals only where the lower-case word is a word of some language ("todo" is Spanish).
_WORDS = r"\b(?:TODO|FIXME|FILL[_-]IN|(?i:TBD)|(?i:lorem\s+ipsum))\b"
# A sentence, or one of the first rows of a table, that is plain to see: nothing in it is markup.
_SENTENCE = (
    r"^(?:[-*+] |\d+[.)] )?\*{0,2}[^\W\d_][^\n\r<>{}\[\]|`#]{27,}[\w.!?;,)]$"
    r"|^[ |:-]*-[ |:-]*\n(?:\|[^\n]*\n){0,3}?\|(?:[^\n\r<>{}\[\]`#]|[<>] ){40,}$"
)
# What a field or a prompt has in its line, so that it may say nothing.
_DOUBTFUL = r"TODO|TBD|FIXME|XXX|FILL|YYYY|yyyy|(?i:lorem|because\W*$)|\b[A-Z]{4,}\W*$"
# Letters and digits below which a text shows hardly anything.
ENOUGH = 24


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


_NONE = Placeholder("", 0)


def find_placeholder(text: str, form: str = "") -> Placeholder:
    """Return the first text that looks unfilled.

    With `form` (a format of `headings`) the text is a document: what templates put in brackets,
    braces and capitals counts, too, and a skeleton is unfilled as a whole.
    """
    found = re.search(_WORDS, text) if _may_have_words(text) else None
    word = _NONE
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        word = Placeholder(" ".join(found.group().split()), line)
    if form and _may_have_fields(text):
        from tpmcli.text.template_fields import find_field

        field = find_field(text, form)
        if field is not None and (not word.line or field.line < word.line):
            return Placeholder(field.words, field.line)
    if form and not word.words and text.strip() and is_unfilled(text, form):
        return Placeholder(SKELETON, 0)
    return word


def _may_have_words(text: str) -> bool:
    """Return whether a quick look finds the begin of what `_WORDS` matches."""
    if any(sign in text for sign in ("TODO", "FIXME", "FILL")):
        return True
    lower = text.lower()
    return "tbd" in lower or "lorem" in lower


def _may_have_fields(text: str) -> bool:
    """Return whether a quick look finds what could be a field of a template."""
    signs = ("{", "<", "[", "YYYY", "yyyy", "XXX")
    if not any(sign in text for sign in signs) and not _ends_in_capitals(text):
        return False
    from tpmcli.text.template_fields import may_have_fields

    return may_have_fields(text)


def _ends_in_capitals(text: str) -> bool:
    """Return whether a short line ends in a word of capitals; four letters are quick to find."""
    if not re.search(r"(?m)[A-Z]{4}$", text):
        return False
    return re.search(r"(?m)^.{0,60}\b[A-Z]{4,}$", text) is not None


def is_unfilled(text: str, form: str) -> bool:
    """Return whether a document has only headings, comments, prompts and placeholders."""
    if form == MARKDOWN and has_sentence(text):
        return False
    from tpmcli.text.template_fields import is_prompt
    from tpmcli.text.written import written

    return all(
        is_prompt(line, is_code=piece.is_code)
        for piece in written(text, form)
        for line in piece.text.split("\n")
    )


def is_thin(text: str, form: str) -> bool:
    """Return whether a text has fewer than 24 letters and digits.

    In a document (with a `form`), those count that a reader sees, headings included.
    """
    if not form:
        return count_letters(text, ENOUGH) < ENOUGH
    if form == MARKDOWN and has_sentence(text):
        return False
    from tpmcli.text.headings import headings
    from tpmcli.text.written import written

    titles = (heading.title for heading in headings(text, form))
    pieces = (piece.text for piece in written(text, form))
    found = 0
    for part in (*titles, *pieces):
        found += count_letters(part, ENOUGH)
        if found >= ENOUGH:
            return False
    return True


@lru_cache(maxsize=1)
def has_sentence(text: str) -> bool:
    """Return whether Markdown has a sentence of 24 letters or more that is plain to see.

    A row of a table will do. That alone decides for most documents. The last answer is remembered,
    since a document is asked in turn whether it is unfilled, a skeleton and thin.
    """
    if "<s" in text or "<S" in text:
        # What is in a script is not seen.
        return False
    text = without_comments(text)
    start = 0
    if text.startswith("---"):
        start = max(text.find("\n---", 3), text.find("\n...", 3)) + 4
    return any(
        not re.search(_DOUBTFUL, found[0])
        and not _is_title(text, found.end())
        and sum(map(str.isalnum, found[0])) >= ENOUGH
        for found in re.compile(_SENTENCE, re.MULTILINE).finditer(text, start)
    )


def _is_title(text: str, end: int) -> bool:
    """Return whether the paragraph that goes on at `end` is a heading, by its last line."""
    blank = text.find("\n\n", end)
    last = text[end : blank if blank >= 0 else len(text)].rstrip().rpartition("\n")[2].strip()
    return bool(last) and not (last.strip("=") and last.strip("-"))
