"""One block of a project file with the places of everything in it, comments too."""

from __future__ import annotations

from tpmcli.model.tuples import NamedTuple
from tpmcli.store.yaml.parsers import LIBYAML, open_parser
from tpmcli.store.yaml.scan import YamlSource


class Node:
    """A value or a key with its value.

    ``first`` and ``last`` are its lines, ``column`` where it begins, all from 0. ``children`` are
    the pairs of a map or the elements of a list. A pair begins with its key, and ``value`` is the
    node behind it; an element of a list in block style begins with its dash. ``neat``: nothing but
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
    """A comment: its line from 0, its text from the ``#`` on, and whether it has the line alone."""

    line: int
    text: str
    alone: bool


class BlockTree(NamedTuple):
    """A block: ``pair`` is its key and value, ``comments`` all of its comments in order."""

    pair: Node
    comments: list[Comment]


def tree(lines: list[str]) -> BlockTree:
    """The tree of a block, given as lines that `read_yaml` accepts as a map with one key."""
    from yaml.events import (
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )

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
    """Put a complete node where it belongs."""
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
    """Note where a scalar stands, and give its last line."""
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
