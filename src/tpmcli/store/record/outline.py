"""A project file's text cut into blocks, so that one can be replaced and the rest left alone.

What stands between two blocks (blank lines, comments) is the lead of the second. Every line keeps
its own line end. Where the blocks begin is told from the lines if the file was read by lines
(`store/yaml/plain.py`), otherwise by the marks of a YAML parser (`marks.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tpmcli.store.record.canonical import SECTIONS, pair_lines
from tpmcli.store.record.marks import Key, keys_of, tree
from tpmcli.store.yaml.reader import Document, collector_off, read_yaml
from tpmcli.store.yaml.scan import RECORD_LIMITS, scan

_BOM = b"\xef\xbb\xbf"


class Block:
    """One key and its value: the lines `body`, and the lines `lead` that stand before it.

    `line` is where the body began in the text that was parsed, from 1; 0 for a new block.
    """

    __slots__ = ("body", "key", "lead", "line")

    def __init__(self, key: str, lead: list[str], body: list[str], line: int = 0) -> None:
        self.key = key
        self.lead = lead
        self.body = body
        self.line = line


class Section(Block):
    """A key at the top of the file.

    `blocks` holds the blocks below it if it is one of `SECTIONS` in block style, and `body` is then
    its own line alone; otherwise None.
    """

    __slots__ = ("blocks",)

    def __init__(
        self, key: str, lead: list[str], body: list[str], line: int, blocks: list[Block] | None
    ) -> None:
        super().__init__(key, lead, body, line)
        self.blocks = blocks


class Outline:
    """The whole file in order.

    `tail` is the text behind the last of the `sections`, `newline` the line end for new lines.
    """

    __slots__ = ("bom", "newline", "sections", "tail")

    def __init__(
        self, sections: list[Section], tail: list[str], newline: str, *, bom: bool
    ) -> None:
        self.sections = sections
        self.tail = tail
        self.newline = newline
        self.bom = bom

    def section(self, name: str) -> Section | None:
        """Return the section of that name."""
        return next((section for section in self.sections if section.key == name), None)

    def to_bytes(self) -> bytes:
        """Return the text.

        Only the last line may be without a line end.
        """
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


def outline(data: bytes, file: str, document: Document | None = None) -> Outline:
    """Cut a project file into blocks.

    The file must be one that `read_yaml` accepts, apart from keys that stand twice; `document` is
    what it read.

    Raises:
        InvalidInputError: `read_yaml` refuses the text before parsing.
    """
    by_lines = document is not None and document.by_lines
    source = None if by_lines else scan(data, file, RECORD_LIMITS.bytes)
    bom = data.startswith(_BOM)
    lines = split_lines(data.removeprefix(_BOM).decode())
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    keys = _keys_by_lines(lines, document.value) if document and by_lines else None
    if keys is None:
        with collector_off():
            keys = list(keys_of(source or scan(data, file, RECORD_LIMITS.bytes), lines))
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


# One function with local names only: it looks at every line of a file that may be large.
def _keys_by_lines(lines: list[str], value: dict[str, Any]) -> list[Key] | None:
    """Return what `keys_of` does for a file that was read by lines; None if lines do not tell.

    In such a file the keys of a map stand at one column, in the order of its value, and only text
    in quotes goes on in another line, which is indented further. So a line at the column of a key
    begins the next one, unless it is a comment or the first level has text that goes on.
    """
    found: list[Key] = []
    tops, blocks = iter(value), iter(())
    section: Iterator[str] | None = None
    column = 0
    for number, line in enumerate(lines):
        bare = line.lstrip(" ")
        if bare[:1] in "#\r\n":
            continue
        indent = len(line) - len(bare)
        if indent and section is None:
            return None
        if not indent:
            key = next(tops, None)
            if key is None or next(section or blocks, None) is not None:
                return None
            rest = line[len(key) + 1 :].strip()
            section = None
            if key in SECTIONS and rest[:1] in ("", "#"):
                section, column = iter(value[key]), 0
            elif rest[:1] in ('"', "'") and rest.count(rest[0]) < 2:
                return None
        elif section is not None and indent == (column or indent):
            key, column = next(section, None), indent
        elif indent < column:
            return None
        else:
            found[-1] = found[-1]._replace(last=number)
            continue
        if key is None or not bare.startswith(f"{key}:"):
            return None
        found.append(Key(int(indent > 0), key, number, indent, number))
    left_over = next(tops, None) or next(section or blocks, None)
    return None if left_over else found


def _in_block_style(data: bytes, file: str, lines: list[str]) -> bytes:
    """Return a file that stands in braces without them; its comments go to the top."""
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
    """Return the lines with their ends; line feeds alone end a line."""
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _with_comments(lines: list[str], last: int, column: int) -> int:
    """Return a block's last line, or that of the comments behind it that belong to it."""
    at = last + 1
    while at < len(lines):
        bare = lines[at].lstrip(" ")
        if bare.startswith("#") and len(lines[at]) - len(bare) > column:
            last = at
        elif bare.strip("\r\n"):
            break
        at += 1
    return last
