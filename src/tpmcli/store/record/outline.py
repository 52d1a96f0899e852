"""A project file's text cut into blocks, so that one can be replaced and the rest left alone.

The cuts come from the YAML parser's own marks, never from a look at indentation alone: a note may
hold lines that look like keys or comments. What stands between two blocks (blank lines, comments)
is the lead of the second. Every line keeps its own line end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tpmcli.model.tuples import NamedTuple
from tpmcli.store.record.emit import SECTIONS, pair_lines
from tpmcli.store.record.tree import tree
from tpmcli.store.yaml.parsers import LIBYAML, open_parser
from tpmcli.store.yaml.reader import collector_off, read_yaml
from tpmcli.store.yaml.scan import RECORD_LIMITS, scan

_BOM = b"\xef\xbb\xbf"


class Block:
    """One key and its value: the lines ``body``, and the lines ``lead`` that stand before it.

    ``line`` is where the body began in the text that was parsed, from 1; 0 for a new block.
    """

    __slots__ = ("body", "key", "lead", "line")

    def __init__(self, key: str, lead: list[str], body: list[str], line: int = 0) -> None:
        self.key = key
        self.lead = lead
        self.body = body
        self.line = line


class Section(Block):
    """A key at the top of the file. ``blocks`` holds what stands below it, each key a block, where
    it is one of `SECTIONS` in block style; then ``body`` is its own line alone. Otherwise None."""

    __slots__ = ("blocks",)

    def __init__(
        self, key: str, lead: list[str], body: list[str], line: int, blocks: list[Block] | None
    ) -> None:
        super().__init__(key, lead, body, line)
        self.blocks = blocks


class Outline:
    """The whole file: ``sections`` in order, ``tail`` what follows them, ``newline`` the line end
    for new lines."""

    __slots__ = ("bom", "newline", "sections", "tail")

    def __init__(
        self, sections: list[Section], tail: list[str], newline: str, *, bom: bool
    ) -> None:
        self.sections = sections
        self.tail = tail
        self.newline = newline
        self.bom = bom

    def section(self, name: str) -> Section | None:
        """The section of that name."""
        return next((section for section in self.sections if section.key == name), None)

    def to_bytes(self) -> bytes:
        """The text. Only the last line may be without a line end."""
        lines: list[str] = []
        for section in self.sections:
            lines += section.lead
            lines += section.body
            for block in section.blocks or ():
                lines += block.lead
                lines += block.body
        lines += self.tail
        text = "".join(lines)
        # Looking for a missing end inside is rarely needed: most files end with a line end.
        if any(not line.endswith("\n") for line in lines[:-1]):
            last = len(lines) - 1
            text = "".join(
                line if line.endswith("\n") or at == last else line + self.newline
                for at, line in enumerate(lines)
            )
        return (_BOM if self.bom else b"") + text.encode()


def outline(data: bytes, file: str) -> Outline:
    """Cut a project file into blocks.

    The file must have passed `read_yaml`, apart from keys that stand twice. Raises
    InvalidInputError for text that `read_yaml` refuses before parsing.
    """
    source = scan(data, file, RECORD_LIMITS.bytes)
    bom = data.startswith(_BOM)
    text = data.removeprefix(_BOM).decode()
    lines = split_lines(text)
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    with collector_off():
        keys = list(_keys(open_parser(source, libyaml=LIBYAML).get_event, lines))
    if keys and keys[0].depth < 0:
        return outline(_in_block_style(data, file, lines), file)
    sections: list[Section] = []
    done = 0
    for key in keys:
        line = key.first + 1
        lead = lines[done : key.first]
        if key.depth == 0:
            done = key.last + 1
            sections.append(Section(key.text, lead, lines[key.first : done], line, None))
        else:
            done = _with_comments(lines, key.last, key.column) + 1
            section = sections[-1]
            if section.blocks is None:
                section.blocks = []
            section.blocks.append(Block(key.text, lead, lines[key.first : done], line))
    return Outline(sections, lines[done:], newline, bom=bom)


def _in_block_style(data: bytes, file: str, lines: list[str]) -> bytes:
    """A file that stands in braces as a whole, without them. Its comments go to the top."""
    value = read_yaml(data, file, RECORD_LIMITS).value
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    text = [comment.text for comment in tree(lines).comments]
    for key, part in value.items():
        if key in SECTIONS and part:
            text.append(f"{key}:")
            for name, block in part.items():
                text += ["", *pair_lines(name, block, 2, key)]
        else:
            text += pair_lines(key, part, 0, key)
    bom = _BOM if data.startswith(_BOM) else b""
    return bom + "".join(line + newline for line in text).encode()


def split_lines(text: str) -> list[str]:
    """The lines with their ends; line feeds alone end a line."""
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _with_comments(lines: list[str], last: int, column: int) -> int:
    """The last line of a block with the comments behind it that are indented as its content."""
    at = last + 1
    while at < len(lines):
        bare = lines[at].lstrip(" ")
        if bare.startswith("#") and len(lines[at]) - len(bare) > column:
            last = at
        elif bare.strip("\r\n"):
            break
        at += 1
    return last


class _Key(NamedTuple):
    """A key at the top of the file (depth 0) or in a section in block style (depth 1). Lines and
    columns from 0; ``last`` is the last line of its value, of a section in block style its own.
    A depth of -1 says that the whole file stands in braces."""

    depth: int
    text: str
    first: int
    column: int
    last: int


def _keys(get_event: Callable[[], Any], lines: list[str]) -> Iterator[_Key]:
    """Every key at the top, and every key of a section in block style, in order."""
    from yaml.events import (
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )

    depth = 0  # how many maps and lists are open
    level = 1  # the depth whose keys are looked for: 1 at the top, 2 within a section
    opened: _Key | None = None  # the key whose value is being read
    while (event := get_event()) is not None:
        kind = event.__class__
        if kind is ScalarEvent:
            if depth == level and opened is None:
                mark = event.start_mark
                last = event.end_mark.line
                opened = _Key(level - 1, event.value, mark.line, mark.column, last)
                continue
            last = _last_line(event, lines)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            depth += 1
            if depth == 1 and event.flow_style:
                yield _Key(-1, "", 0, 0, 0)
                return
            if opened is not None and depth == 2 and level == 1 and _is_section(event, opened):
                yield opened
                opened, level = None, 2
            elif event.flow_style:
                last = event.start_mark.line
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            if depth == level:
                level = 1  # the end of a section, or of everything
            depth -= 1
            if event.start_mark.index != event.end_mark.index:
                last = event.end_mark.line  # a closing bracket
        if depth == level and opened is not None:
            yield opened._replace(last=last)
            opened = None


def _is_section(event: Any, key: _Key) -> bool:
    from yaml.events import MappingStartEvent

    return event.__class__ is MappingStartEvent and not event.flow_style and key.text in SECTIONS


def _last_line(event: Any, lines: list[str]) -> int:
    """The last line of a scalar's text. A block scalar's mark stands behind the blank lines that
    follow it, at the start of the next line."""
    last: int = event.end_mark.line
    if event.style in ("|", ">"):
        if event.end_mark.column == 0 or last >= len(lines):
            last -= 1
        while last > event.start_mark.line and not lines[last].strip():
            last -= 1
    return last
