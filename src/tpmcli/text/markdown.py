"""Blocks of Markdown, as CommonMark parts them, with the tables of GitHub (CommonMark 0.31.2, 4-5).

Quotes and lists are containers whose content counts; what they contain is read as anywhere else.
The time is linear in the length of the text: containers deeper than `_DEEPEST` are plain text.
"""

import re
from enum import Enum, auto
from typing import NamedTuple

from tpmcli.text.html_blocks import html_starts

_DEEPEST = 100
_QUOTE = -1

_PREFIX = re.compile(r"[ \t>*+\-0-9.)]*")
_ATX = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_CLOSING = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_SETEXT = re.compile(r"(=+|-+)[ \t]*$")
_RULE = r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$"
_FENCE = r"(`{3,})[^`]*$|(~{3,})"
_ITEM = re.compile(r"([-+*]|(\d{1,9})[.)])(?=[ \t]|$)")
_DELIMITERS = r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$"
_CELLS = r"(?<!\\)\|"
_LABEL = r"(?s)[ \t]{0,3}\[((?:[^\[\]\\]|\\.){1,999})\]:[ \t]*\n?[ \t]*"
_TARGET = r"(?:<(?:[^<>\n\\]|\\.)*>|[^<\s]\S*)(?=\s|$)"
_TITLE = (
    r"(?s)(?:[ \t]+|[ \t]*\n[ \t]*)"
    r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t]*(?:\n|$)"""
)
_LINE_END = r"[ \t]*(?:\n|$)"


class Kind(Enum):
    """The kinds of block that hold no other block. Rules and link definitions are none."""

    HEADING = auto()
    PARAGRAPH = auto()
    TABLE = auto()
    CODE = auto()
    HTML = auto()


class MarkdownBlock(NamedTuple):
    """A block with its source, without what its containers put before each line.

    `first` and `last` are lines from 1, both inclusive. `level` is that of a heading, else 0.
    The text of a table holds its header and its rows, without the line between them.
    """

    kind: Kind
    first: int
    last: int
    text: str
    level: int = 0


class Blocks(NamedTuple):
    """The blocks of a text in order, and the labels that its link definitions define, folded."""

    blocks: list[MarkdownBlock]
    labels: set[str]


def read_blocks(lines: list[str], start: int = 0) -> Blocks:
    """Return the blocks of the lines from the index `start` on."""
    reader = _Reader()
    for number, line in enumerate(lines[start:], start + 1):
        reader.take(number, line)
    reader.close(len(lines))
    return Blocks(reader.blocks, reader.labels)


def fold_label(label: str) -> str:
    """Return the label of a link definition as labels are compared (CommonMark 4.7)."""
    return " ".join(label.split()).casefold()


class _Reader:
    """The state while lines are read: the open containers, and the open block in the innermost.

    `stack` has `_QUOTE` for a quote, and for an item of a list the width of its indentation.
    """

    def __init__(self) -> None:
        self.blocks: list[MarkdownBlock] = []
        self.labels: set[str] = set()
        self.stack: list[int] = []
        self.kind: Kind | None = None
        self.held: list[str] = []
        self.first = 0
        self.fence = ""
        self.html_end: re.Pattern[str] | None = None
        # The line on which an item began that has no content so far; 0 if there is none.
        self.bare_item = 0

    def take(self, number: int, line: str) -> None:
        if "\t" in line:
            prefix = _PREFIX.match(line)
            if prefix is not None:
                line = prefix[0].expandtabs(4) + line[prefix.end() :]
        if self.kind is Kind.PARAGRAPH and not self.stack and line[:1].isalpha():
            # Most lines: the next one of a paragraph outside of any container.
            self.held.append(line)
            return
        at, matched = self._match(number, line)
        if matched < len(self.stack) and self.kind not in (None, Kind.PARAGRAPH):
            self._leave(matched, number)
        if self.kind is Kind.CODE and self.fence:
            self._take_fenced(number, line[at:])
        elif self.kind is Kind.HTML:
            self._take_html(number, line[at:])
        else:
            self._take_text(number, line, at, matched)

    def _match(self, number: int, line: str) -> tuple[int, int]:
        """Return where the content of the line begins, and how many containers it continues."""
        if not self.stack:
            return 0, 0
        if not self.bare_item and not line.strip(" \t") and _QUOTE not in self.stack:
            # A blank line continues every item of a list.
            return len(line), len(self.stack)
        at = 0
        for matched, width in enumerate(self.stack):
            rest = line[at:].lstrip(" ")
            indent = len(line) - at - len(rest)
            if width == _QUOTE:
                if indent > 3 or rest[:1] != ">":
                    return at, matched
                at += indent + 1
                at += line[at : at + 1] == " "
            elif indent >= width and rest:
                at += width
            elif rest or (matched == len(self.stack) - 1 and 0 < self.bare_item < number):
                return at, matched
            else:
                at = min(at + width, len(line))
        return at, len(self.stack)

    def _take_fenced(self, number: int, text: str) -> None:
        stripped = text.strip(" \t")
        indent = len(text) - len(text.lstrip(" "))
        if indent < 4 and stripped.startswith(self.fence) and not stripped.strip(self.fence[0]):
            self.close(number)
        else:
            self.held.append(text)

    def _take_html(self, number: int, text: str) -> None:
        if self.html_end is None and not text.strip(" \t"):
            self.close(number - 1)
            return
        self.held.append(text)
        if self.html_end is not None and self.html_end.search(text):
            self.close(number)

    def _take_text(self, number: int, line: str, at: int, matched: int) -> None:
        continues = matched == len(self.stack)
        while True:
            rest = line[at:].lstrip(" ")
            indent = len(line) - at - len(rest)
            if not rest.strip("\t"):
                self._take_blank(number, matched, continues=continues)
                return
            lazy = self.kind is Kind.PARAGRAPH
            if indent > 3:
                if not lazy:
                    self._begin(Kind.CODE, number, matched)
                    self.held.append(line[at + 4 :])
                    return
                break
            if self._take_block(number, rest, matched, continues=continues):
                return
            width = self._container(rest, indent, interrupts=lazy and continues)
            if width is None or len(self.stack) >= _DEEPEST:
                break
            self._leave(matched, number)
            self.stack.append(width)
            matched, continues = matched + 1, True
            at += indent + 1
            if width == _QUOTE:
                at += line[at : at + 1] == " "
            else:
                at = min(at - 1 - indent + width, len(line))
                self.bare_item = number if not line[at:].strip(" \t") else 0
        if self.kind is Kind.PARAGRAPH or (self.kind is Kind.TABLE and continues):
            self.held.append(rest)
        else:
            self._begin(Kind.PARAGRAPH, number, matched)
            self.held.append(rest)

    def _take_blank(self, number: int, matched: int, *, continues: bool) -> None:
        if self.kind is Kind.CODE and continues:
            self.held.append("")
            return
        if self.kind is not Kind.CODE:
            self.close(number - 1)
        if not continues:
            self._leave(matched, number)

    def _take_block(self, number: int, rest: str, matched: int, *, continues: bool) -> bool:
        """Take a line that begins a block without containers; return whether it does."""
        if self.kind is Kind.CODE:
            self.close(number - 1)
        sign = rest[0]
        if sign == "#" and (opened := _ATX.match(rest)):
            self._leave(matched, number)
            title = _CLOSING.sub("", rest[opened.end() :].rstrip(" \t"))
            self._add(Kind.HEADING, number, number, title.strip(" \t"), len(opened[1]))
            return True
        if sign in "`~" and (opened := re.compile(_FENCE).match(rest)):
            self._begin(Kind.CODE, number, matched)
            self.fence = opened[1] or opened[2]
            return True
        if sign == "<" and self._begins_html(number, rest, matched):
            return True
        if (
            continues
            and self.kind is Kind.PARAGRAPH
            and sign in "=-:|"
            and self._ends(number, rest)
        ):
            return True
        if sign in "*-_" and re.compile(_RULE).match(rest):
            self._leave(matched, number)
            return True
        return False

    def _begins_html(self, number: int, rest: str, matched: int) -> bool:
        kinds = html_starts()
        for begin, end in kinds[:-1] if self.kind is Kind.PARAGRAPH else kinds:
            if not begin.match(rest):
                continue
            self._begin(Kind.HTML, number, matched)
            self.html_end = end
            self.held.append(rest)
            if end is not None and end.search(rest):
                self.close(number)
            return True
        return False

    def _ends(self, number: int, rest: str) -> bool:
        """Return whether the line makes the paragraph above it a heading or a table."""
        if self._begins_table(number, rest):
            return True
        if underline := _SETEXT.match(rest):
            text = self._without_definitions()
            if text:
                first, level = number - text.count("\n") - 1, 1 if underline[1][0] == "=" else 2
                self.kind, self.held = None, []
                self._add(Kind.HEADING, first, number, text, level)
                return True
            self.kind, self.held = None, []
        return False

    def _begins_table(self, number: int, rest: str) -> bool:
        """Return whether the line is the one below a table's header, which is above it."""
        if (
            rest[0] == "="
            or rest == "-"
            or rest.startswith("- ")
            or not re.compile(_DELIMITERS).match(rest)
        ):
            return False
        header = self.held[-1]
        if "|" not in header or len(cells(header)) != len(cells(rest)):
            return False
        self.held.pop()
        if self.held:
            self.close(number - 2)
        self.kind, self.first, self.held = Kind.TABLE, number - 1, [header]
        return True

    def _container(self, rest: str, indent: int, *, interrupts: bool) -> int | None:
        """Return the container that the text begins, or None."""
        if rest[0] == ">":
            return _QUOTE
        marker = _ITEM.match(rest)
        if marker is None:
            return None
        after = rest[marker.end() :]
        content = after.strip(" \t")
        if interrupts and (not content or (marker[2] is not None and int(marker[2]) != 1)):
            return None
        blanks = len(after) - len(after.lstrip(" "))
        if not content or blanks > 4:
            blanks = 1
        return indent + marker.end() + blanks

    def _begin(self, kind: Kind, number: int, matched: int) -> None:
        self._leave(matched, number)
        self.kind, self.first, self.bare_item = kind, number, 0

    def _leave(self, matched: int, number: int) -> None:
        """Close the open block, and the containers that the line does not continue."""
        self.close(number - 1)
        del self.stack[matched:]
        self.bare_item = 0

    def close(self, last: int) -> None:
        """Close the open block; `last` is its last line."""
        kind, self.kind = self.kind, None
        if kind is None:
            return
        text = self._without_definitions() if kind is Kind.PARAGRAPH else "\n".join(self.held)
        if kind is Kind.PARAGRAPH:
            self.first = last - text.count("\n")
        if text:
            self._add(kind, self.first, last, text)
        self.held, self.fence, self.html_end = [], "", None

    def _add(self, kind: Kind, first: int, last: int, text: str, level: int = 0) -> None:
        self.blocks.append(MarkdownBlock(kind, first, last, text, level))
        self.bare_item = 0

    def _without_definitions(self) -> str:
        """Return the text of the paragraph behind the link definitions that it begins with."""
        text = "\n".join(line.rstrip(" \t") for line in self.held)
        at = 0
        while (
            text.startswith("[", at) and (label := re.compile(_LABEL).match(text, at)) is not None
        ):
            target = re.compile(_TARGET).match(text, label.end())
            if target is None or not label[1].strip() or not _is_balanced(target[0]):
                break
            end = re.compile(_TITLE).match(text, target.end()) or re.compile(_LINE_END).match(
                text, target.end()
            )
            if end is None:
                break
            self.labels.add(fold_label(label[1]))
            at = end.end()
        return text[at:]


def _is_balanced(target: str) -> bool:
    return target.startswith("<") or target.count("(") == target.count(")")


def cells(row: str) -> list[str]:
    """Return the cells of a table's row."""
    found = re.compile(_CELLS).split(row.strip(" \t"))
    if found and not found[0]:
        found = found[1:]
    if found and not found[-1]:
        found = found[:-1]
    return found
