"""HTML as the blocks of a document: exports of wikis and note books, and HTML within Markdown.

Confluence writes task lists as `<ac:task>` in its own format and as `inline-task-list` in exports,
Notion as a `to-do-list` with `checkbox-on` and `checkbox-off`, others as `<input type=checkbox>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from tpmcli.exchange.blocks import (
    PSEUDO,
    Block,
    DocumentBlocks,
    Fold,
    Grid,
    HeadingBlock,
    Hidden,
    ListEntry,
    TextSpan,
)
from tpmcli.exchange.html_text import GatheredEntry, GatheredText
from tpmcli.exchange.source import UnreadableSourceError
from tpmcli.exchange.wording import clean, take_box, tasks_in
from tpmcli.model.imported import LeftReason

MAX_DEPTH = 200

_SKIPPED = frozenset(("script", "style", "head", "template", "svg", "nav", "ac:task-id"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "ac:task-list"))
_BOLD = frozenset(("b", "strong"))
_STRUCK = frozenset(("s", "del", "strike"))
_ENTRIES = frozenset(("li", "ac:task"))
_CODE = frozenset(("pre", "ac:plain-text-body"))
_TABLE_TAGS = frozenset(("table", "tr", "td", "th"))
_BREAKS = frozenset(("br", "p", "div", "dt", "dd"))


def read_html(text: str) -> DocumentBlocks:
    """Return the blocks of an HTML document.

    Raises:
        UnreadableSourceError: lists are nested too deep.
    """
    reader = HtmlBlocks()
    blocks = [*reader.feed(text, 1), *reader.close()]
    return DocumentBlocks(tuple(blocks), reader.title)


class HtmlBlocks:
    """Turns HTML, given in one piece or several, into blocks."""

    def __init__(self) -> None:
        self._parser = _Parser()

    @property
    def title(self) -> str:
        """The document's title; empty without one."""
        return clean(self._parser.title)

    def feed(self, text: str, line: int) -> Iterator[Block]:
        """Yield the blocks that a piece completes; it begins on the given line."""
        self._parser.begin(line)
        try:
            self._parser.feed(text)
        except AssertionError:
            # What the library does for a declaration that it does not know.
            raise UnreadableSourceError("not HTML that can be read", line) from None
        # What is cut off in the middle of a tag stays for the next piece.
        yield from self._parser.take_blocks()

    def close(self) -> Iterator[Block]:
        """Yield what the end of the document completes."""
        self._parser.close()
        self._parser.end_all()
        yield from self._parser.take_blocks()


class _Parser(HTMLParser):
    """Gathers blocks from tags; wrong nesting ends what is open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self._blocks: list[Block] = []
        self._line = 0
        self._skipped: list[str] = []
        self._in_title = False
        self._marks = {"bold": 0, "struck": 0, "anchor": 0}
        self._lists: list[tuple[str, int]] = []
        # Below zero, since Markdown counts its own lists upwards.
        self._series = 0
        self._entries: list[GatheredEntry] = []
        self._heading: tuple[int, GatheredText] | None = None
        self._paragraph: GatheredText | None = None
        self._summary: GatheredText | None = None
        self._code: GatheredText | None = None
        self._rows: list[tuple[int, list[TextSpan]]] | None = None
        self._cell: GatheredText | None = None
        self._status: list[str] | None = None
        self._table_line = 0

    def begin(self, line: int) -> None:
        """Set the line on which the next piece begins."""
        self._line = line - self.getpos()[0]

    def take_blocks(self) -> list[Block]:
        """Return the blocks that are complete, once."""
        blocks, self._blocks = self._blocks, []
        return blocks

    def end_all(self) -> None:
        """End what is still open."""
        self._end_paragraph()
        while self._entries:
            self._end_entry()
        self._end_table()

    @property
    def _at(self) -> int:
        return self._line + self.getpos()[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "title" and not self.title:
            self._in_title = True
        if self._skipped or tag in _SKIPPED:
            # The head and its like hold nothing else; an empty element never ends.
            if tag in _SKIPPED:
                self._skipped.append(tag)
            return
        classes = values.get("class", "").split()
        if tag == "input" and values.get("type", "").lower() == "checkbox":
            self._tick("checked" in values)
        elif "checkbox-on" in classes or "checkbox-off" in classes:
            self._tick("checkbox-on" in classes)
        elif tag == "img":
            if text := self._open_text():
                text.label(values.get("alt", ""))
        elif tag == "ac:task-status":
            self._status = []
        else:
            self._open(tag, values, classes)

    def _open(self, tag: str, values: dict[str, str], classes: list[str]) -> None:
        if self._cell is not None and tag in (*_LISTS, *_ENTRIES):
            self._in_cell(values)
        elif tag in _HEADINGS and not self._entries and self._rows is None:
            self._end_paragraph()
            self._heading = (_HEADINGS[tag], GatheredText(self._at))
        elif tag in _LISTS:
            self._open_list(tag)
        elif tag in _ENTRIES:
            self._open_entry(tag, values, classes)
        elif tag in _TABLE_TAGS:
            self._open_table(tag)
        elif tag == "details":
            self._end_paragraph()
            self._blocks.append(Fold("", self._at))
        elif tag == "summary":
            self._summary = GatheredText(self._at)
        elif tag in _CODE:
            self._code = GatheredText(self._at)
        elif tag == "p" and not self._entries and self._rows is None:
            self._end_paragraph()
            self._paragraph = GatheredText(self._at)
        else:
            self._mark(tag, values, 1)
            if tag in _BREAKS and (text := self._open_text()):
                text.blank()

    def _open_list(self, tag: str) -> None:
        self._end_paragraph()
        self._series -= 1
        self._lists.append((tag, self._series))
        if len(self._lists) > MAX_DEPTH:
            raise UnreadableSourceError("lists are nested too deep", self._at)

    def _open_table(self, tag: str) -> None:
        if self._rows is None:
            if tag == "table":
                self._end_paragraph()
                self._rows, self._table_line = [], self._at
        elif tag == "tr":
            self._end_cell()
            self._rows.append((self._at, []))
        elif tag != "table" and self._rows:
            self._end_cell()
            self._cell = GatheredText(self._at)

    def _in_cell(self, values: dict[str, str]) -> None:
        """Take a list within a cell of a table as a part of its text."""
        if self._cell is not None:
            self._cell.blank()
            if "data-inline-task-id" in values:
                self._tick("checked" in values.get("class", "").split())

    def _open_entry(self, tag: str, values: dict[str, str], classes: list[str]) -> None:
        depth = len(self._lists)
        # An element without an end is ended by the next one of its list.
        while len(self._entries) >= max(depth, 1):
            self._end_entry()
        box: bool | None = None
        if "data-inline-task-id" in values or tag == "ac:task":
            box = "checked" in classes
        is_numbered = bool(self._lists) and self._lists[-1][0] == "ol"
        series = self._lists[-1][1] if self._lists else 0
        self._entries.append(GatheredEntry(self._at, series, is_numbered, box))

    def _tick(self, is_ticked: bool) -> None:
        if self._entries and self._cell is None:
            entry = self._entries[-1]
            if entry.text.box is None:
                entry.text.box = is_ticked
        elif text := self._open_text():
            text.add("[x] " if is_ticked else "[ ] ", dict.fromkeys(self._marks, 1))

    def _mark(self, tag: str, values: dict[str, str], step: int) -> None:
        name = "bold" if tag in _BOLD else "struck" if tag in _STRUCK else ""
        if tag == "a" and (step < 0 or values.get("href", "").startswith("#")):
            name = "anchor"
        if name:
            self._marks[name] = max(0, self._marks[name] + step)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if self._skipped:
            if tag in self._skipped:
                del self._skipped[self._skipped.index(tag) :]
            return
        if tag in _HEADINGS and self._heading is not None:
            level, text = self._heading
            self._heading = None
            self._blocks.append(HeadingBlock(level, text.span(), text.line))
        elif self._cell is not None and tag in (*_LISTS, *_ENTRIES):
            self._cell.blank()
        elif tag in _LISTS and self._lists:
            while len(self._entries) >= len(self._lists):
                self._end_entry()
            self._lists.pop()
        elif tag in _ENTRIES and len(self._entries) >= max(len(self._lists), 1):
            self._end_entry()
        elif tag == "tr":
            self._end_cell()
        elif tag == "table":
            self._end_table()
        elif tag == "details":
            self._blocks.append(Fold(None, self._at))
        else:
            self._close_text(tag)

    def _close_text(self, tag: str) -> None:
        if tag == "summary" and self._summary is not None:
            name = self._summary.span().text
            self._summary = None
            place = next(
                (
                    i
                    for i in reversed(range(len(self._blocks)))
                    if isinstance(self._blocks[i], Fold)
                ),
                None,
            )
            if place is not None:
                self._blocks[place] = self._blocks[place]._replace(name=name)  # type: ignore[call-arg]
        elif tag in _CODE and self._code is not None:
            self._end_code()
        elif tag == "p" and self._paragraph is not None:
            self._end_paragraph()
        elif tag == "ac:task-status" and self._status is not None:
            if self._entries:
                self._entries[-1].box = "".join(self._status).strip() == "complete"
            self._status = None
        elif tag in ("td", "th"):
            self._end_cell()
        else:
            self._mark(tag, {}, -1)
            if tag in _BREAKS and (text := self._open_text()):
                text.blank()

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif self._skipped:
            return
        elif self._status is not None:
            self._status.append(data)
        elif text := self._open_text():
            text.add(data, self._marks)

    def handle_comment(self, data: str) -> None:
        if texts := tasks_in(data):
            self._blocks.append(Hidden(LeftReason.IN_COMMENT, texts, self._at))

    def unknown_decl(self, data: str) -> None:
        """Take a CDATA section, in which Confluence keeps code."""

    def _open_text(self) -> GatheredText | None:
        """Return the innermost text that is being gathered."""
        if self._code is not None:
            return self._code
        if self._summary is not None:
            return self._summary
        if self._heading is not None:
            return self._heading[1]
        if self._cell is not None:
            return self._cell
        if self._entries:
            return self._entries[-1].text
        return self._paragraph

    def _end_entry(self) -> None:
        if not self._entries:
            return
        entry = self._entries.pop().entry()
        if self._entries:
            self._entries[-1].children.append(entry)
        else:
            self._blocks.append(entry)

    def _end_paragraph(self) -> None:
        text, self._paragraph = self._paragraph, None
        if text is None:
            return
        span = text.span()
        box = take_box(span.text)
        if box.ticked is not None and box.rest and not box.is_sign:
            entry = ListEntry(
                span._replace(text=box.rest), box.ticked, is_numbered=False, line=text.line
            )
            self._blocks.append(entry)
        elif span.is_bold and len(span.text) <= 120:
            self._blocks.append(
                HeadingBlock(PSEUDO, span._replace(text=span.text.rstrip(" :")), text.line)
            )

    def _end_code(self) -> None:
        self._code = None

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is not None and self._rows:
            self._rows[-1][1].append(cell.span())

    def _end_table(self) -> None:
        self._end_cell()
        rows, self._rows = self._rows, None
        filled = [(line, tuple(cells)) for line, cells in rows or () if cells]
        if filled:
            self._blocks.append(Grid(self._table_line, filled[0][1], tuple(filled[1:])))
