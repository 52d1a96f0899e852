"""The beginning of a tracked file as plain blocks of text, to be read before it is cited.

Nothing of it is rendered as the file wants: no HTML, no image, no link. What shows the blocks
escapes them.
"""

import csv
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tpmcli.app.workspace import Workspace
from tpmcli.model.tree import EntryKind
from tpmcli.repo.content import is_binary
from tpmcli.text.documents import document_format
from tpmcli.text.paths import split_fragment

if TYPE_CHECKING:
    from markdown_it.token import Token

_MOST_ROWS = 200
_MOST_CELLS = 40


class BlockKind(StrEnum):
    """The kinds of block."""

    HEADING = "heading"
    TEXT = "text"
    ENTRY = "entry"
    CODE = "code"
    TABLE = "table"


class PreviewBlock(NamedTuple):
    """One block. `rows` is that of a table, its head first; `level` that of a heading."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


class Preview(NamedTuple):
    """A file to read. Without blocks it cannot be shown. `cut`: there is more of it."""

    path: str
    blocks: tuple[PreviewBlock, ...]
    cut: bool = False


def preview(workspace: Workspace, target: str, most: int) -> Preview:
    """Return at most so many bytes of a tracked file, as blocks.

    A path that is not tracked, leads outside, or is not a file of text has none.
    """
    path = split_fragment(target)[0]
    entry = workspace.tree.entry(path)
    if entry is None or entry.kind is not EntryKind.FILE:
        return Preview(path, ())
    start = b""
    try:
        for chunk in workspace.tree.chunks(path):
            start += chunk
            if len(start) > most:
                break
    except OSError:
        return Preview(path, ())
    if is_binary(start[:most]):
        return Preview(path, ())
    text = start[:most].decode("utf-8-sig", "replace")
    return Preview(path, tuple(_blocks(path, text)), len(start) > most)


def _blocks(path: str, text: str) -> Iterator[PreviewBlock]:
    if not text.strip():
        return
    lower = path.casefold()
    if lower.endswith((".csv", ".tsv")):
        yield from _table(text, "\t" if lower.endswith(".tsv") else _delimiter(text))
    elif lower.endswith((".md", ".markdown")) or str(document_format(path) or "") == "markdown":
        yield from _markdown(text)
    else:
        yield PreviewBlock(BlockKind.CODE, text)


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _table(text: str, delimiter: str) -> Iterator[PreviewBlock]:
    try:
        rows = [
            tuple(row[:_MOST_CELLS])
            for row in islice(csv.reader(text.splitlines(), delimiter=delimiter), _MOST_ROWS)
            if row
        ]
    except csv.Error:
        yield PreviewBlock(BlockKind.CODE, text)
        return
    yield _even(rows)


def _even(rows: list[tuple[str, ...]]) -> PreviewBlock:
    """Return a table in which every row has as many cells as the longest one."""
    width = max(map(len, rows), default=0)
    return PreviewBlock(
        BlockKind.TABLE, rows=tuple((*row, *[""] * (width - len(row))) for row in rows)
    )


def _markdown(text: str) -> Iterator[PreviewBlock]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)
    rows: list[tuple[str, ...]] = []
    cells: list[str] = []
    kind, level, in_cell = BlockKind.TEXT, 0, False
    for token in tokens:
        if token.type == "heading_open":
            kind, level = BlockKind.HEADING, int(token.tag[1:])
        elif token.type == "list_item_open":
            kind = BlockKind.ENTRY
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            rows.append(tuple(cells[:_MOST_CELLS]))
        elif token.type == "table_close":
            yield _even(rows[:_MOST_ROWS])
            rows = []
        elif token.type in ("fence", "code_block", "html_block"):
            yield PreviewBlock(BlockKind.CODE, token.content)
        elif token.type in ("td_open", "th_open"):
            in_cell = True
        elif token.type == "inline" and in_cell:
            cells.append(_words(token))
            in_cell = False
        elif token.type == "inline":
            yield PreviewBlock(kind, _words(token), level)
            kind, level = BlockKind.TEXT, 0


def _words(token: "Token") -> str:
    """Return the text of a line of Markdown without its marks."""
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        else:
            parts.append(child.content)
    return "".join(parts)
