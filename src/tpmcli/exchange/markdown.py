"""Markdown (CommonMark with the tables and task lists of GitHub) as the blocks of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tpmcli.exchange.blocks import (
    PSEUDO,
    Block,
    DocumentBlocks,
    Grid,
    HeadingBlock,
    Hidden,
    ListEntry,
    TextSpan,
)
from tpmcli.exchange.html import HtmlBlocks
from tpmcli.exchange.source import UnreadableSourceError
from tpmcli.exchange.wording import clean, take_box, tasks_in
from tpmcli.model.imported import LeftReason

if TYPE_CHECKING:
    from markdown_it.token import Token

# A list and its element each take a level. markdown-it drops what is deeper.
MAX_NESTING = 200
# Some inline markup takes time that grows with the square of the length of a paragraph.
MAX_LINE = 20_000

_ID_COMMENT = re.compile(r"<!-- ([a-z][a-z0-9-]*\.[a-z0-9-]+) -->")
_PICTURE = re.compile(r"data:image/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=]+")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^(?:title|name):[ \t]*(.+)$", re.MULTILINE)


def read_blocks(text: str) -> DocumentBlocks:
    """Return the blocks of a Markdown document.

    Raises:
        UnreadableSourceError: a line is too long, or lists are nested too deep.
    """
    from markdown_it import MarkdownIt

    # Pictures that are in the document itself, as exports of word processors have them.
    text = _PICTURE.sub("data:,", text)
    title, text = _without_front_matter(text)
    longest = max(enumerate(text.split("\n"), 1), key=lambda pair: len(pair[1]))
    if len(longest[1]) > MAX_LINE:
        raise UnreadableSourceError(
            f"a line of more than {MAX_LINE:,} characters is not Markdown", longest[0]
        )
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    if any(token.level >= MAX_NESTING - 2 for token in tokens):
        raise UnreadableSourceError("lists are nested too deep")
    return DocumentBlocks(tuple(_Walk(tokens).blocks()), title)


def inline_text(text: str) -> str:
    """Return the text of one paragraph, without its markup."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("strikethrough").parseInline(text)
    return _span([child for token in tokens for child in token.children or ()]).text


def _without_front_matter(text: str) -> tuple[str, str]:
    """Return the title in the front matter, and the text with blank lines in its place."""
    match = _FRONT.match(text)
    if match is None or ":" not in match[1]:
        return "", text
    title = _FRONT_TITLE.search(match[1])
    named = clean(title[1].strip().strip("\"'")) if title else ""
    return named, "\n" * match[0].count("\n") + text[match.end() :]


class _Walk:
    """Goes over the tokens once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._lists = 0
        self._html = HtmlBlocks()

    def blocks(self) -> Iterator[Block]:
        while self._at < len(self._tokens):
            yield from self._block()
        yield from self._html.close()

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _block(self) -> Iterator[Block]:
        token = self._next()
        line = (token.map or [0])[0] + 1
        if token.type == "heading_open":
            yield HeadingBlock(int(token.tag[1]), self._inline("heading_close"), line)
        elif token.type == "paragraph_open":
            yield from self._paragraph(line)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield from self._list(token)
        elif token.type == "table_open":
            yield self._table(line)
        elif token.type == "html_block":
            yield from self._html.feed(token.content, line)
        elif token.type in ("fence", "code_block"):
            yield from _hidden(LeftReason.IN_CODE, token.content, line)

    def _paragraph(self, line: int) -> Iterator[Block]:
        """Yield the lines that are tasks without a dash, or a line in bold letters as a heading."""
        children: Sequence[Token] = ()
        while (token := self._next()).type != "paragraph_close":
            if token.type == "inline":
                children = token.children or ()
        spans = list(map(_span, _by_line(children)))
        boxes = [take_box(span.text) for span in spans]
        if all(box.ticked is not None and box.rest and not box.is_sign for box in boxes):
            for number, (span, box) in enumerate(zip(spans, boxes, strict=True)):
                text = span._replace(text=box.rest)
                yield ListEntry(text, box.ticked, is_numbered=False, line=line + number)
        elif len(spans) == 1 and spans[0].is_bold and len(spans[0].text) <= 120:
            yield HeadingBlock(PSEUDO, spans[0], line)

    def _inline(self, end: str) -> TextSpan:
        """Return the text up to the token that ends its block."""
        span = TextSpan("")
        while (token := self._next()).type != end:
            if token.type == "inline":
                span = _span(token.children or ())
        return span

    def _list(self, opening: Token) -> Iterator[ListEntry | Block]:
        end = opening.type.replace("_open", "_close")
        self._lists += 1
        series = self._lists
        while (token := self._next()).type != end:
            if token.type == "list_item_open":
                line = (token.map or [0])[0] + 1
                for block in self._entry(line):
                    if isinstance(block, ListEntry) and block.line == line:
                        numbered = opening.type == "ordered_list_open"
                        yield block._replace(is_numbered=numbered, series=series)
                    else:
                        yield block

    def _entry(self, line: int) -> Iterator[Block]:
        span: TextSpan | None = None
        details: list[str] = []
        children: list[ListEntry] = []
        others: list[Block] = []
        while self._tokens[self._at].type != "list_item_close":
            token = self._tokens[self._at]
            if token.type == "paragraph_open":
                self._at += 1
                found = self._inline("paragraph_close")
                if span is None:
                    span = found
                elif found.text:
                    details.append(found.text)
                continue
            for block in self._block():
                if isinstance(block, ListEntry):
                    children.append(block)
                elif span is None and isinstance(block, HeadingBlock):
                    span = block.span
                else:
                    others.append(block)
        self._at += 1
        span = span or TextSpan("")
        box = take_box(span.text)
        yield ListEntry(
            span._replace(text=box.rest),
            box.ticked,
            is_numbered=False,
            line=line,
            children=tuple(children),
            details=tuple(details),
            is_sign=box.is_sign,
        )
        yield from others

    def _table(self, line: int) -> Grid:
        rows: list[tuple[int, tuple[TextSpan, ...]]] = []
        cells: list[TextSpan] = []
        start = line
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                cells, start = [], (token.map or [line - 1])[0] + 1
            elif token.type == "inline":
                cells.append(_span(token.children or ()))
            elif token.type == "tr_close":
                rows.append((start, tuple(cells)))
        return Grid(line, rows[0][1] if rows else (), tuple(rows[1:]))


def _by_line(children: Sequence[Token]) -> list[list[Token]]:
    """Return the parts of a paragraph line by line."""
    lines: list[list[Token]] = [[]]
    for token in children:
        if token.type in ("softbreak", "hardbreak"):
            lines.append([])
        else:
            lines[-1].append(token)
    return lines


def _hidden(reason: LeftReason, content: str, line: int) -> Iterator[Hidden]:
    if texts := tasks_in(content):
        yield Hidden(reason, texts, line)


def _span(children: Sequence[Token]) -> TextSpan:
    """Return the text of a paragraph, without its markup."""
    reader = _InlineReader()
    for token in children:
        reader.take(token)
    return reader.span()


class _InlineReader:
    """Gathers a text, and how much of it is bold, struck out or a link."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._labels: list[str] = []
        self._depth = {"strong": 0, "s": 0, "anchor": 0}
        self._outside = dict.fromkeys(self._depth, 0)
        self._links: list[bool] = []
        self._item_id = ""

    def take(self, token: Token) -> None:
        kind = token.type
        if kind in ("text", "code_inline", "text_special"):
            self._add(f"`{token.content}`" if kind == "code_inline" else token.content)
        elif kind in ("softbreak", "hardbreak"):
            self._parts.append(" ")
        elif kind == "image":
            if label := clean(token.content):
                self._labels.append(label)
        elif kind in ("strong_open", "strong_close", "s_open", "s_close"):
            name, _, way = kind.partition("_")
            self._depth[name] += 1 if way == "open" else -1
        elif kind == "link_open":
            self._links.append(str(token.attrGet("href") or "").startswith("#"))
            self._depth["anchor"] += self._links[-1]
        elif kind == "link_close" and self._links:
            self._depth["anchor"] -= self._links.pop()
        elif kind == "html_inline":
            self._html(token.content)

    def _html(self, tag: str) -> None:
        if match := _ID_COMMENT.fullmatch(tag):
            self._item_id = match[1]
            return
        name = tag.strip("</> ").split()[0].lower() if tag.strip("</> ") else ""
        if name in ("br", "br/", "p", "li", "div"):
            self._parts.append(" ")
        elif name in ("b", "strong", "s", "del", "strike"):
            kind = "strong" if name in ("b", "strong") else "s"
            self._depth[kind] = max(0, self._depth[kind] + (-1 if tag.startswith("</") else 1))
        elif name == "input" and "checkbox" in tag.lower():
            self._parts.append("[x] " if "checked" in tag.lower() else "[ ] ")

    def _add(self, text: str) -> None:
        self._parts.append(text)
        own = take_box(text).rest if len(self._parts) == 1 else text
        seen = sum(char.isalnum() for char in own)
        for name, depth in self._depth.items():
            if not depth:
                self._outside[name] += seen

    def span(self) -> TextSpan:
        text = clean("".join(self._parts))
        has_text = any(char.isalnum() for char in text)
        whole = {name: has_text and not count for name, count in self._outside.items()}
        if not text and self._labels:
            # A picture is all there is: its name is the text.
            return TextSpan(self._labels[0])
        return TextSpan(
            *(text, whole["strong"], whole["s"], tuple(self._labels), whole["anchor"]),
            self._item_id,
        )
