"""A document as its readers see it, before it is known what in it is an item."""

from collections.abc import Iterable
from typing import NamedTuple

from tpmcli.model.imported import LeftReason


class TextSpan(NamedTuple):
    """A text without markup, and what its markup said of the whole of it.

    `labels` are the names of images in it. `is_anchor`: it is a link within the document. `item_id`
    is an id of tpm that stands in a comment behind it.
    """

    text: str
    is_bold: bool = False
    is_struck: bool = False
    labels: tuple[str, ...] = ()
    is_anchor: bool = False
    item_id: str = ""


class HeadingBlock(NamedTuple):
    """A heading: levels 1 to 6, or `PSEUDO` for a line in bold letters."""

    level: int
    span: TextSpan
    line: int


class Fold(NamedTuple):
    """The beginning of a part that can be folded (`<details>`), or its end if `name` is None."""

    name: str | None
    line: int


class ListEntry(NamedTuple):
    """An element of a list. `box` is whether its checkbox is ticked, None without one.

    `details` are the paragraphs below its first one. `is_sign`: the box is a tick or a cross, with
    which people also decorate lists. `series` is the same for all elements of one list.
    """

    span: TextSpan
    box: bool | None
    is_numbered: bool
    line: int
    children: tuple["ListEntry", ...] = ()
    details: tuple[str, ...] = ()
    is_sign: bool = False
    series: int = 0


class Grid(NamedTuple):
    """A table: its header, and its rows with their lines. `is_bold` tells of all cells of a row."""

    line: int
    header: tuple[TextSpan, ...]
    rows: tuple[tuple[int, tuple[TextSpan, ...]], ...]


class Hidden(NamedTuple):
    """Tasks that are inside a code block or a comment."""

    reason: LeftReason
    texts: tuple[str, ...]
    line: int


PSEUDO = 7
FOLD = 8

Block = HeadingBlock | Fold | ListEntry | Grid | Hidden


class DocumentBlocks(NamedTuple):
    """The blocks of a document in their order, and what its front matter names."""

    blocks: tuple[Block, ...]
    title: str = ""


def all_entries(entries: Iterable[ListEntry]) -> Iterable[ListEntry]:
    """Yield the entries and everything below them, in the order of the document."""
    stack = list(entries)[::-1]
    while stack:
        entry = stack.pop()
        yield entry
        stack.extend(entry.children[::-1])
