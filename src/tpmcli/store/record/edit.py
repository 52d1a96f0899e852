"""A block of a project file with a new value, keeping every line that need not change.

What is kept: the lines of unchanged keys, unchanged elements of lists, and every comment. A comment
that has a line alone stays before the key or element that it stood before, or at the end of the
block; one that follows text on a line which is written anew goes on a line of its own above.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tpmcli.store.record.canonical import element_lines, ordered, pair_lines
from tpmcli.store.record.marks import BlockTree, Comment, Node, tree
from tpmcli.store.yaml.emit import scalar
from tpmcli.store.yaml.reader import read_yaml
from tpmcli.store.yaml.scan import RECORD_LIMITS

Value = Any


def value_of(body: list[str]) -> Value:
    """Return the value of a block, given as its lines.

    Raises:
        InvalidInputError: the reader refuses them.
    """
    # Below a key, as in the file: the reader of plain lines wants its first line at the margin.
    text = "".join(line if line.endswith("\n") else line + "\n" for line in body)
    document = read_yaml(f"section:\n{text}".encode(), "", RECORD_LIMITS).value
    [value] = document["section"].values()
    return value


def edited(
    body: list[str], key: str, old: Value, value: Value, kind: str, newline: str
) -> list[str]:
    """Return the lines of a block with its new value; `kind` is its section."""
    if old == value:
        return body
    if body == [line + newline for line in pair_lines(key, old, 2, kind)]:
        # As it was written by tpm, and without a comment: there is nothing else to keep.
        return [line + newline for line in pair_lines(key, value, 2, kind)]
    return edited_by_marks(body, old, value, kind, newline)


def edited_by_marks(
    body: list[str], old: Value, value: Value, kind: str, newline: str
) -> list[str]:
    """Return what `edited` does, of a block that a person may have written."""
    edit = _Edit(body, tree(body), newline)
    pair = edit.tree.pair
    return [
        *body[: pair.first],
        *edit.pair(pair, old, value, kind),
        *body[edit.end(pair) + 1 :],
    ]


def rewritten(body: list[str], value: Value, kind: str, newline: str) -> list[str]:
    """Return the lines of a block in canonical form; its comments stay."""
    edit = _Edit(body, tree(body), newline)
    return edit.anew(edit.tree.pair, value, kind, 2, everything=True)


def is_canonical(body: list[str], key: str, value: Value, kind: str) -> bool:
    """Return whether the lines are those that `pair_lines` writes, comments apart."""
    wanted = pair_lines(key, value, 2, kind)
    done = 0
    for line in body:
        text = line.rstrip("\r\n")
        expected = wanted[done] if done < len(wanted) else None
        if text == expected:
            done += 1
        elif expected is not None and text.startswith(expected + " "):
            if not text[len(expected) :].lstrip(" ").startswith("#"):
                return False
            done += 1
        elif not text.lstrip(" ").startswith("#"):
            return False
    return done == len(wanted)


def comments_of(body: list[str]) -> list[str]:
    """Return the comments of a block, from the `#` on."""
    if "#" not in "".join(body):
        return []
    return [comment.text for comment in tree(body).comments]


class _Edit:
    """The edit of one block."""

    def __init__(self, lines: list[str], found: BlockTree, newline: str) -> None:
        self.lines = lines
        self.tree = found
        self.newline = newline
        self.alone = {comment.line for comment in found.comments if comment.alone}

    def end(self, node: Node) -> int:
        """Return the last line of a node, with the comments behind it that are indented further."""
        last = node.last
        for line in range(last + 1, len(self.lines)):
            text = self.lines[line]
            if line in self.alone and len(text) - len(text.lstrip(" ")) > node.column:
                last = line
            elif text.strip():
                break
        return last

    def pair(self, pair: Node, old: Value, new: Value, kind: str) -> list[str]:
        """Return a key with its new value."""
        if old == new:
            return self.lines[pair.first : self.end(pair) + 1]
        node = pair.value
        kinds = (node.kind, Mapping if node.kind == "map" else list)
        if not new or node.flow or node.kind == "scalar" or not isinstance(new, kinds[1]):
            return self.anew(pair, new, kind, pair.column)
        leads = self._leads(pair)
        if leads is None:
            return self.anew(pair, new, kind, pair.column)
        done = self.end(node.children[-1]) + 1
        inner = self._map if node.kind == "map" else self._list
        return [
            *self.lines[pair.first : pair.first + 1],
            *inner(node, leads, old, new, kind),
            *self.lines[done : self.end(pair) + 1],
        ]

    def _leads(self, pair: Node) -> list[list[str]] | None:
        """Return the blank lines and comments before each child.

        None if a child shares a line with something else.
        """
        leads = []
        done = pair.first + 1
        for child in pair.value.children:
            between = range(done, child.first)
            if child.first < done or not child.neat:
                return None
            if any(line not in self.alone and self.lines[line].strip() for line in between):
                return None
            leads.append(self.lines[done : child.first])
            done = self.end(child) + 1
        return leads

    def _map(
        self, node: Node, leads: list[list[str]], old: Value, new: Value, kind: str
    ) -> list[str]:
        indent = node.children[0].column
        written: dict[str, list[str]] = {}
        waiting: list[str] = []
        for child, lead in zip(node.children, leads, strict=True):
            key = child.key
            if key in new:
                written[key] = [*waiting, *lead, *self.pair(child, old[key], new[key], key)]
                waiting = []
            else:
                waiting += [*lead, *self._remarks(child, indent)]
        out = []
        for key in _in_place(list(written), ordered(new, kind)):
            out += written.get(key) or self._ended(pair_lines(key, new[key], indent, key))
        return out + waiting

    def _list(
        self, node: Node, leads: list[list[str]], old: Value, new: Value, kind: str
    ) -> list[str]:
        indent = node.children[0].column
        shorter = min(len(old), len(new))
        head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
        rest = shorter - head
        tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
        out: list[str] = []
        for at, (child, lead) in enumerate(zip(node.children, leads, strict=True)):
            if at == len(old) - tail:
                out += self._elements(new[at : len(new) - tail], indent, kind)
            out += lead
            if at < head or at >= len(old) - tail:
                out += self.lines[child.first : self.end(child) + 1]
                continue
            out += self._remarks(child, indent)
            if at < len(new) - tail:
                out += self._elements([new[at]], indent, kind)
        if tail == 0:
            out += self._elements(new[len(old) :], indent, kind)
        return out

    def _elements(self, elements: list[Value], indent: int, kind: str) -> list[str]:
        return [
            line
            for element in elements
            for line in self._ended(element_lines(element, indent, kind))
        ]

    def _remarks(self, node: Node, indent: int) -> list[str]:
        """Return the comments within a node as lines of their own."""
        return [
            self._remark(comment, indent)
            for comment in self.tree.comments
            if node.first <= comment.line <= self.end(node)
        ]

    def _remark(self, comment: Comment, indent: int) -> str:
        return " " * indent + comment.text + self.newline

    def _ended(self, lines: list[str]) -> list[str]:
        return [line + self.newline for line in lines]

    def anew(
        self, pair: Node, new: Value, kind: str, indent: int, *, everything: bool = False
    ) -> list[str]:
        """Return a key with its value written anew, each comment before what it stood before.

        `everything`: with the comments of the whole block.
        """
        children = pair.value.children
        first, last = (0, len(self.lines)) if everything else (pair.first, self.end(pair))
        keys: list[str | int] = [child.key or at for at, child in enumerate(children)]
        parts: dict[str | int, list[str]] = {}
        if new and isinstance(new, Mapping):
            for key in ordered(new, kind):
                parts[key] = self._ended(pair_lines(key, new[key], indent + 2, key))
        elif new and isinstance(new, list):
            for at, element in enumerate(new):
                parts[at] = self._elements([element], indent + 2, kind)
        above: list[str] = []
        before: dict[str | int, list[str]] = {key: [] for key in parts}
        behind: list[str] = []
        for comment in self.tree.comments:
            if not first <= comment.line <= last:
                continue
            target = _target(comment, children)
            if not parts or target < 0 or comment.line < pair.first:
                above.append(self._remark(comment, indent))
                continue
            place = next((place for place in keys[target:] if place in parts), None)
            into = behind if place is None else before[place]
            into.append(self._remark(comment, indent + 2))
        if not parts:
            return above + self._ended(pair_lines(pair.key, new, indent, kind))
        out = [*above, " " * indent + scalar(pair.key) + ":" + self.newline]
        for place, part in parts.items():
            out += before[place] + part
        return out + behind


def _target(comment: Comment, children: list[Node]) -> int:
    """Return the child that a comment belongs to; -1 for none.

    For a comment on a line of its own it is the next child (the number of children: the end),
    otherwise the last that begins on its line or before.
    """
    if comment.alone:
        return next(
            (at for at, child in enumerate(children) if child.first > comment.line),
            len(children),
        )
    return sum(child.first <= comment.line for child in children) - 1


def _in_place(present: list[str], canonical: list[str]) -> list[str]:
    """Return all keys: those present in their order, and each new one at its place.

    A new key goes behind the nearest of the keys that precede it in canonical order.
    """
    result = list(present)
    for at, key in enumerate(canonical):
        if key not in result:
            before = [result.index(earlier) for earlier in canonical[:at] if earlier in result]
            # If a person has changed the order, the nearest predecessor is the one to follow.
            result.insert(before[-1] + 1 if before else 0, key)
    return result
