"""YAML in its plainest spelling, read line by line, without a parser.

Starting a YAML parser costs more than judging a gate, and its events cost more than all that
follows. The files that tpm writes, and nearly all that people write, use little of YAML: maps and
lists by indentation, short `[a, b]` and `{a: b}`, plain and quoted text. That is read here.

Whatever is not surely that is declined, and the parser reads the file instead: no problem is found
and nothing is refused here. What is read here has the same value in the parser's reading, which a
test compares over all our files and many thousand damaged copies of them.
"""

import re
from collections.abc import Iterator
from itertools import chain
from sys import intern
from typing import Any, NamedTuple

from tpmcli.store.yaml.scan import Limits
from tpmcli.text.plain_scalars import LONGEST_NUMBER, WORDS, plain_value

# YAML takes no key of more than 1,024 characters.
_NAME = r"([A-Za-z0-9][A-Za-z0-9@._/+-]{0,255})"
# What stands before the value of a line: how far in, the dash of a list's element, the key.
_HEAD = re.compile(r"( *)(- )?" + _NAME)
_FLOW_KEY = re.compile(_NAME + ": ")
# The signs with a meaning at the start of a value (https://yaml.org/spec/1.2.2/#rule-c-indicator).
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
# Within [ ] and { }: where another begins, text in quotes, or plain text.
_FLOW = re.compile(
    r"""(?P<sign>[\[{])
    |"(?P<double>[^"\\]*)"
    |'(?P<single>[^']*)'
    |(?P<plain>[^\s\-?:,\[\]{}\#&*!|>'"%@`]
       (?:[^\s?:,\[\]{}] | :(?=[A-Za-z0-9/]) | \ (?=[^\s?:,\[\]{}\#]))*)
    """,
    re.VERBOSE,
)
_PORTION = 1 << 20
# Far within the depth that any of our files may have.
_DEPTH = 10
# So many keys and values are looked up, of at most this length: those that stand in every block.
_REMEMBERED = 1_000
_LONG = 100


class _Declined(Exception):  # noqa: N818 - no error: the parser reads the file
    """The text is not surely in the plainest spelling."""


def read_plain(text: str, limits: Limits) -> dict[str, Any] | None:
    """Return the map that a scanned text spells; None if a parser must read it.

    The text is declined if it may hold more than the limits allow.
    """
    # A node takes a character; and no line, and no part of one between these signs, makes more
    # than four.
    many = len(text) >= limits.nodes and 4 * sum(map(text.count, "\n,[{")) > limits.nodes
    if many or limits.depth < 2 * _DEPTH:
        return None
    try:
        return _blocks(_lines(text)) or None
    except _Declined:
        return None


def _lines(text: str) -> Iterator[str]:
    """Yield the lines in portions, so that a large file's never stand beside its data."""
    return chain.from_iterable(_portions(text))


def _portions(text: str) -> Iterator[list[str]]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start + _PORTION)
        end = len(text) if end < 0 else end
        yield text[start:end].split("\n")
        start = end + 1


class _Head(NamedTuple):
    """What stands before the value of a line: how many spaces, whether a dash, and the key."""

    indent: int
    dash: bool
    key: str


# One function with local names only: a call for each line would double the cost of the loop. The
# same few keys and values stand in every block, so those met before are looked up: that is faster
# than telling anew what they are, and one string of each takes less memory.
def _blocks(lines: Iterator[str]) -> dict[str, Any]:  # noqa: C901
    """Return the maps and lists that the indentation shows."""
    root: dict[str, Any] = {}
    container: Any = root
    column = 0
    outer: list[tuple[int, Any]] = []
    waiting = ""  # the key whose value may begin on the next line
    pairs: dict[str, _Head] = {}  # of "key: value", by what stands before the colon
    opening: dict[str, _Head] = {}  # of "key:", by the whole line
    values: dict[str, Any] = dict(WORDS)
    del values[""]
    letters = _LETTERS
    for line in lines:
        if not line:
            continue
        before, colon, value = line.partition(": ")
        head = pairs.get(before) if colon else opening.get(before)
        if head is None:
            body = line.lstrip(" ")
            if not body or body[0] == "#":
                continue
            head = _head(before, colon, body, len(line) - len(body))
            if len(pairs) + len(opening) < _REMEMBERED and head.key:
                (pairs if colon else opening)[before] = head
        indent, dash, key = head
        if indent != column or waiting:
            if waiting and indent > column:
                inner: Any = [] if dash else {}
                container[waiting] = inner
                outer.append((column, container))
                container, column = inner, indent
            waiting = ""
            while indent < column:
                column, container = outer.pop()
            if indent != column or len(outer) > _DEPTH:
                raise _Declined
        if dash is (type(container) is dict):
            raise _Declined
        if dash:
            if not key:
                container.append(_value(line[indent + 2 :], lines, column))
                continue
            element: dict[str, Any] = {}
            container.append(element)
            outer.append((column, container))
            container, column = element, column + 2
        if key in container:
            raise _Declined
        if value in values:
            container[key] = values[value]
            continue
        if value and value[0] in letters and ": " not in value and " #" not in value:
            if value[-1] in ": ":
                raise _Declined
            found = value
        elif len(value) > LONGEST_NUMBER and value.isalnum():
            found = value  # a digest, half of which begin with a digit
        elif value[:1] == '"' == value[-1:] and value.count('"') == 2 and "\\" not in value:
            found = value[1:-1]
        else:
            value = value.lstrip(" ")
            if not value or value[0] == "#":
                waiting = key
                container[key] = None
            else:
                container[key] = _value(value, lines, column)
            continue
        container[key] = found
        if len(values) < _REMEMBERED and len(value) < _LONG:
            values[value] = found
    return root


def _head(before: str, colon: str, body: str, indent: int) -> _Head:
    """Return what stands before the value of a line that is neither empty nor a comment.

    `before` is the line up to the first colon with a space, `body` all of it after the spaces.
    """
    match = _HEAD.fullmatch(before if colon else before.removesuffix(":"))
    if match is not None and (colon or before[-1] == ":"):
        return _Head(match.end(1), match[2] is not None, intern(match[3]))
    if body[:2] != "- " or len(body) == 2:
        raise _Declined
    return _Head(indent, dash=True, key="")


def _value(text: str, lines: Iterator[str], column: int) -> Any:
    """Return the value on the rest of a line; text in quotes may go on in the next lines."""
    first = text[0]
    if first in "\"'":
        return _quoted(text, lines, column)
    if first in "[{":
        value, end = _flow(text, 0, _DEPTH)
        _nothing_follows(text[end:])
        return value
    if " #" in text:
        text = text[: text.index(" #")].rstrip(" ")
    if first in _INDICATORS or first == " " or ": " in text or text[-1] in ": ":
        raise _Declined
    return plain_value(text)


def _quoted(text: str, lines: Iterator[str], column: int) -> str:
    """Return text in quotes; if it is broken into lines, the breaks count as spaces."""
    quote = text[0]
    pieces = [text[1:]]
    while quote not in pieces[-1]:
        line = next(lines, "")
        piece = line.lstrip(" ")
        # A tab beside a break counts as a part of the break, any other as text.
        if not piece or len(line) - len(piece) <= column or "\t" in pieces[-1] + piece:
            raise _Declined
        pieces[-1] = pieces[-1].rstrip(" ")
        pieces.append(piece)
    pieces[-1], _, rest = pieces[-1].partition(quote)
    _nothing_follows(rest)
    found = " ".join(pieces)
    if quote == '"' and "\\" in found:
        raise _Declined
    return found


def _nothing_follows(rest: str) -> None:
    """Refuse what follows a value, unless it is a comment."""
    if rest and (rest[0] != " " or rest.lstrip(" ")[:1] not in ("", "#")):
        raise _Declined


def _flow(text: str, at: int, depth: int) -> tuple[Any, int]:
    """Return the list, map or text that begins at a place within [ ] or { }, and its end."""
    match = _FLOW.match(text, at)
    if match is None or not depth:
        raise _Declined
    kind, end = match.lastgroup, match.end()
    if kind == "plain":
        return plain_value(match["plain"]), end
    if kind != "sign":
        return match[kind or 0], end
    if match[0] == "[":
        return _flow_list(text, end, depth - 1)
    return _flow_map(text, end, depth - 1)


def _flow_list(text: str, at: int, depth: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    if text[at : at + 1] == "]":
        return found, at + 1
    while True:
        value, at = _flow(text, at, depth)
        found.append(value)
        if text[at : at + 1] == "]":
            return found, at + 1
        at = _past_comma(text, at)


def _flow_map(text: str, at: int, depth: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    if text[at : at + 1] == "}":
        return found, at + 1
    while True:
        match = _FLOW_KEY.match(text, at)
        if match is None or match[1] in found:
            raise _Declined
        value, at = _flow(text, match.end(), depth)
        found[match[1]] = value
        if text[at : at + 1] == "}":
            return found, at + 1
        at = _past_comma(text, at)


def _past_comma(text: str, at: int) -> int:
    if not text.startswith(", ", at):
        raise _Declined
    return at + 2
