"""The places of keys, values and comments in a project file, by the marks of a YAML parser.

The cuts come from the parser's own marks, never from a look at indentation alone: a note may hold
lines that look like keys or comments. A parser takes longer to load than to run, so it is loaded
when it is used.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tpmcli.store.record.canonical import SECTIONS
from tpmcli.store.yaml.scan import YamlSource


class Key(NamedTuple):
    """A key at the top of the file (depth 0) or in a section in block style (depth 1).

    Lines and columns from 0; `last` is the last line of its value, of a section in block style its
    own. A depth of -1 says that the whole file stands in braces.
    """

    depth: int
    text: str
    first: int
    column: int
    last: int


def keys_of(source: YamlSource, lines: list[str]) -> Iterator[Key]:
    """Return every key at the top, and every key of a section in block style, in order."""
    from yaml.events import (
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )

    from tpmcli.store.yaml.parsers import LIBYAML, open_parser

    get_event = open_parser(source, libyaml=LIBYAML).get_event
    depth = 0  # how many maps and lists are open
    level = 1  # the depth whose keys are looked for: 1 at the top, 2 within a section
    opened: Key | None = None  # the key whose value is being read
    while (event := get_event()) is not None:
        kind = event.__class__
        if kind is ScalarEvent:
            if depth == level and opened is None:
                mark = event.start_mark
                last = event.end_mark.line
                opened = Key(level - 1, event.value, mark.line, mark.column, last)
                continue
            last = _last_line(event, lines)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            depth += 1
            if depth == 1 and event.flow_style:
                yield Key(-1, "", 0, 0, 0)
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


def _is_section(event: Any, key: Key) -> bool:
    from yaml.events import MappingStartEvent

    return event.__class__ is MappingStartEvent and not event.flow_style and key.text in SECTIONS


def _last_line(event: Any, lines: list[str]) -> int:
    """Return the last line of a scalar's text.

    A block scalar's mark stands behind the blank lines that follow it, at the start of the next
    line.
    """
    last: int = event.end_mark.line
    if event.style in ("|", ">"):
        if event.end_mark.column == 0 or last >= len(lines):
            last -= 1
        while last > event.start_mark.line and not lines[last].strip():
            last -= 1
    return last


class Node:
    """A value or a key with its value.

    `first` and `last` are its lines, `column` where it begins, all from 0. `children` are
    the pairs of a map or the elements of a list. A pair begins with its key, and `value` is the
    node behind it; an element of a list in block style begins with its dash. `neat`: nothing but
    blanks, or the dash, stands before it on its first line.
    """

    __slots__ = ("children", "column", "first", "flow", "key", "kind", "last", "neat", "value")

    def __init__(self, kind: str, first: int, column: int, *, flow: bool = False) -> None:
        self.kind = kind
        self.first = self.last = first
        self.column = column
        self.flow = flow
        self.key = ""
        self.neat = True
        self.children: list[Node] = []
        self.value: Node = self


class Comment(NamedTuple):
    """A comment: its line from 0, its text from the `#` on, and whether it has the line alone."""

    line: int
    text: str
    alone: bool


class BlockTree(NamedTuple):
    """A block: `pair` is its key and value, `comments` all of its comments in order."""

    pair: Node
    comments: list[Comment]


def tree(lines: list[str]) -> BlockTree:
    """Return the tree of a block; `read_yaml` accepts its lines as a map with one key."""
    from yaml.events import (
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )

    from tpmcli.store.yaml.parsers import LIBYAML, open_parser

    plain = [line.rstrip("\r\n") for line in lines]
    text = "\n".join(plain)
    get_event = open_parser(YamlSource(text.encode(), text), libyaml=LIBYAML).get_event
    root = Node("map", 0, 0)
    opened: list[Node] = []
    pairs: list[Node] = []  # for each open map, the pair whose value comes next
    ends = [0] * len(plain)  # where the last scalar of each line ends; -1: the line is within one
    while (event := get_event()) is not None:
        kind = event.__class__
        if kind is ScalarEvent:
            last = _mark(event, plain, ends)
            line, column = event.start_mark.line, event.start_mark.column
            if opened and opened[-1].kind == "map" and len(pairs) < _maps(opened):
                pair = Node("pair", line, column)
                pair.key, pair.last = event.value, last
                pair.neat = not plain[line][:column].strip()
                pairs.append(pair)
                opened[-1].children.append(pair)
                continue
            node = Node("scalar", line, column)
            node.last = last
            _place(node, opened, pairs, plain)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            name = "map" if kind is MappingStartEvent else "list"
            mark = event.start_mark
            opened.append(Node(name, mark.line, mark.column, flow=event.flow_style))
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            node = opened.pop()
            if node.flow:
                node.last = event.end_mark.line
            elif node.children:
                node.last = max(node.last, node.children[-1].last)
            if opened:
                _place(node, opened, pairs, plain)
            else:
                root = node
    return BlockTree(root.children[0], _comments(plain, ends))


def _maps(opened: list[Node]) -> int:
    return sum(node.kind == "map" for node in opened)


def _place(node: Node, opened: list[Node], pairs: list[Node], plain: list[str]) -> None:
    """Put a complete node into the map or list that is open."""
    parent = opened[-1]
    if parent.kind == "map":
        pair = pairs.pop()
        pair.value = node
        pair.last = max(pair.last, node.last)
        return
    if not parent.flow:
        before = plain[node.first][: node.column]
        node.neat = before.strip() == "-"
        node.column = before.find("-") if node.neat else node.column
    parent.children.append(node)


def _mark(event: object, plain: list[str], ends: list[int]) -> int:
    """Note the place of a scalar and return its last line."""
    start, end = event.start_mark, event.end_mark  # type: ignore[attr-defined]
    first: int = start.line
    last: int = end.line
    column: int = end.column
    if event.style in ("|", ">"):  # type: ignore[attr-defined]
        if column == 0 or last >= len(plain):
            last -= 1
        while last > first and not plain[last].strip():
            last -= 1
        ends[first] = start.column
        for line in range(first + 1, last + 1):
            ends[line] = -1
        return max(first, last)
    for line in range(first, last):
        ends[line] = -1
    ends[last] = column
    return last


def _comments(plain: list[str], ends: list[int]) -> list[Comment]:
    found = []
    for line, text in enumerate(plain):
        if ends[line] >= 0:
            # Behind the last scalar only signs of YAML follow: the first '#' begins a comment.
            at = text.find("#", ends[line])
            if at >= 0:
                found.append(Comment(line, text[at:].rstrip(), not text[:at].strip()))
    return found
