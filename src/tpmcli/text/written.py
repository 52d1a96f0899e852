"""What is written in a document, beside its headings: the text that a reader sees, piece by piece.

Rules, comments, link definitions, anchors, empty boxes of a list of tasks, images without words and
a table's header alone are no text. Code is.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tpmcli.text.documents import ASCIIDOC, RST, after_front_matter, lines_of
from tpmcli.text.headings import Heading, headings, is_adornment, shown_text
from tpmcli.text.markdown import Kind, MarkdownBlock, read_blocks
from tpmcli.text.visible import is_visible


class Piece(NamedTuple):
    """A piece of visible text. `line` is the first in the document, from 1."""

    line: int
    text: str
    is_code: bool = False


def written(text: str, form: str) -> Iterator[Piece]:
    """Yield the visible text that is neither heading nor front matter, in order."""
    lines = lines_of(text)
    if form == ASCIIDOC:
        found = _asciidoc(lines, text)
    elif form == RST:
        found = _rst(lines, text)
    else:
        found = _markdown(lines)
    return (piece for piece in found if is_visible(piece.text))


def has_text(text: str, heading: Heading, form: str) -> bool:
    """Return whether there is visible text in the heading's section, beside other headings."""
    section = "\n".join(lines_of(text)[heading.body - 1 : heading.end - 1])
    # A line before it, so that a rule at its begin is not taken for front matter.
    return next(written(f"\n{section}", form), None) is not None


def _markdown(lines: list[str]) -> Iterator[Piece]:
    blocks, labels = read_blocks(lines, after_front_matter(lines))
    for block in blocks:
        if block.kind is Kind.CODE:
            yield Piece(block.first, block.text, is_code=True)
        elif block.kind is Kind.TABLE:
            header, _, rows = block.text.partition("\n")
            if is_visible(_cells(rows, labels)):
                yield Piece(block.first, f"{_cells(header, labels)}\n{_cells(rows, labels)}")
        elif block.kind is Kind.HTML:
            yield Piece(block.first, _html(block))
        elif block.kind is Kind.PARAGRAPH:
            yield Piece(block.first, _without_box(_shown_lines(block.text, labels)))


def _shown_lines(source: str, labels: set[str]) -> str:
    """Return the visible text of a paragraph, line by line where its markup allows it."""
    whole = shown_text(source, labels, images=True)
    if "\n" not in source:
        return whole
    lines = [shown_text(line, labels, images=True) for line in source.split("\n")]
    return "\n".join(lines) if " ".join(lines).split() == whole.split() else whole


def _cells(rows: str, labels: set[str]) -> str:
    return "\n".join(
        shown_text(row.replace("|", "\t"), labels, images=True) for row in rows.split("\n")
    )


def _html(block: MarkdownBlock) -> str:
    text = block.text
    start = text[:9].lower()
    if start.startswith(("<script", "<style")) or (start[:4] == "<!--" and "-->" not in text):
        return ""
    if "<h" in text or "<H" in text:
        import re

        text = re.sub(r"(?is)<h([1-6])\b[^<>]*>[^<]*(?:<(?!/?h[1-6])[^<]*)*</h\1>", "", text)
    return shown_text(text, images=True)


def _without_box(text: str) -> str:
    """Return the text of a list's entry without the box of a task."""
    return text[3:] if text[:3] in ("[ ]", "[x]", "[X]") else text


def _of_headings(text: str, form: str) -> set[int]:
    found = headings(text, form)
    return {number for each in found for number in range(each.line, each.body)}


def _asciidoc(lines: list[str], text: str) -> Iterator[Piece]:
    import re

    # Attributes, anchors and the attributes of blocks, rules, page breaks, what brackets a block.
    none = re.compile(
        r":!?[\w-]+!?:.*|\[.*\]|'{3,}|-{3}|\*{3}|<{3,}|[-=.*_+]{4,}|--|\|===|```.*"
        r"|(?:toc|include)::.*\[.*\]|//(?!/).*"
    )
    marker = re.compile(r"(?:[*.-]+|\d+\.)\s+(?:\[[ xX*]\])?|\|")
    image = re.compile(r"image::?[^\[\s]+\[([^\],]*)[^\]]*\]")
    of_headings = _of_headings(text, ASCIIDOC)
    in_comment = False
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if stripped.startswith("////") and not stripped.strip("/"):
            in_comment = not in_comment
        elif not in_comment and number not in of_headings and not none.fullmatch(stripped):
            begun = marker.match(stripped)
            rest = stripped[begun.end() :] if begun else stripped
            yield Piece(number, image.sub(r"\1", rest))


def _rst(lines: list[str], text: str) -> Iterator[Piece]:
    import re

    explicit = re.compile(r"\.\.(?:\s|$)")
    directive = re.compile(r"\.\.\s+(?:\|[^|]+\|\s+)?([\w:+.-]+)::\s*(.*)")
    footnote = re.compile(r"\.\.\s+\[[^\]]+\]\s*(.*)")
    option = re.compile(r":([\w-]+):\s*(.*)")
    of_headings = _of_headings(text, RST)
    # What is indented below explicit markup belongs to it.
    below = ""
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if number in of_headings or not stripped or is_adornment(stripped):
            continue
        if line[0] in " \t" and below:
            named = option.fullmatch(stripped)
            if below == "shown" and (named is None or named[1] == "alt"):
                yield Piece(number, named[2] if named else stripped)
            continue
        below = ""
        if not explicit.match(line):
            yield Piece(number, stripped.removeprefix("- ").removeprefix("* "))
        elif named := directive.fullmatch(stripped):
            below = "hidden" if named[1] in _HIDDEN else "shown"
            silent = named[1] in _HIDDEN or named[1] in _WITHOUT_ARGUMENT
            yield Piece(number, "" if silent else named[2])
        else:
            noted = footnote.fullmatch(stripped)
            below = "shown" if noted else "hidden"
            yield Piece(number, noted[1] if noted else "")


# Directives of which nothing is text, and those whose argument is none.
_HIDDEN = frozenset(
    (
        *("contents", "currentmodule", "default-role", "highlight", "include", "index", "meta"),
        *("role", "sectnum", "toctree"),
    )
)
_WITHOUT_ARGUMENT = frozenset(("code", "code-block", "figure", "image", "raw"))
