"""The two parsers of PyYAML, and their error messages in plain words.

libyaml's parser is some twenty times faster and not there on every machine. What the two read
differently was found by comparing their events over generated text; it is refused here or in
`scan` and `flaws`, and a test keeps comparing.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

import yaml
from yaml.error import Mark, MarkedYAMLError
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from tpmcli.model.errors import Problem
from tpmcli.store.yaml.scan import YamlSource

LIBYAML: bool = yaml.__with_libyaml__
"""Whether this PyYAML was built with libyaml."""

SYNTAX_ERRORS = (yaml.YAMLError, ValueError, OverflowError)
"""What the parsers raise. PyYAML's own turns an escape beyond U+10FFFF into the latter two."""


class EventParser(Protocol):
    """What both parsers offer."""

    def get_event(self) -> Any:
        """The next event (`yaml.events`); None after the last."""


class PureParser(Reader, Scanner, Parser):
    """PyYAML's own parser, without the composer and the constructor that would follow."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def open_parser(source: YamlSource, *, libyaml: bool) -> EventParser:
    """A parser at the start of the text."""
    parser: EventParser
    if libyaml:
        from yaml import cyaml

        parser = cyaml.CParser(source.data)  # type: ignore[attr-defined]
    else:
        parser = PureParser(source.text)
    return parser


ANCHOR = (
    "anchors (&) and aliases (*) are not allowed:"
    " write the value out, in quotes if it begins with '&' or '*'"
)
TAG = "tags (!) are not allowed: write the plain value, in quotes if it begins with '!'"
_QUOTE = "put the text in quotes"
_INDENT = "check the indentation, or put text with ': ' or ' #' in quotes"

_BEGINS_BEFORE = re.compile(r"end of stream|an? (?:anchor|alias|tag)\b")

# (what the error says, what to say instead, the way out). The first that matches counts; the
# wording of both parsers is listed where it differs.
_TRANSLATIONS: list[tuple[str, str, str]] = [
    (r"scanning an? (?:anchor|alias)", ANCHOR, ""),
    (r"(?:scanning|parsing) a tag|undefined tag handle", TAG, ""),
    (r"quoted scalar.*end of stream", "this quoted text is never closed", "add the closing quote"),
    (
        r"document (?:separator|indicator)",
        "'---' or '...' at the start of a line ends the document inside quoted text",
        "indent the line",
    ),
    (
        r"unknown escape character",
        "this backslash escape does not exist",
        "write \\\\ for a backslash, or use single quotes",
    ),
    (
        r"hexa?decimal number|Unicode character escape|chr\(\)|too large",
        "this escape does not name a character",
        "\\x takes 2, \\u 4 and \\U 8 hexadecimal digits, up to \\U0010FFFF",
    ),
    (
        r"block scalar",
        "only +, - or an indentation from 1 to 9 may follow '|' or '>'",
        "begin the text on the next line; to start a value with the sign, use quotes",
    ),
    (
        r"cannot start any token",
        "a value cannot begin with this character",
        _QUOTE,
    ),
    (r"mapping values are not allowed", "a ':' cannot stand here", _INDENT),
    (r"could not find expected ':'", "a ':' is missing after the key before this place", _INDENT),
    (r"sequence entries are not allowed", "a list element ('- ') cannot begin here", _INDENT),
    (r"mapping keys are not allowed", "a '? ' cannot stand here", _QUOTE),
    (r"but got '\?'|unexpected ':'", "'?' and ':' within [ ] or { } need quotes", _QUOTE),
    (r"flow sequence", "a ',' or the closing ']' is missing here", "add it, or use quotes"),
    (r"flow mapping", "a ',' or the closing '}' is missing here", "add it, or use quotes"),
    (r"node content", "a value is missing here", "add it, or put the text in quotes"),
    (r"document start", "this text follows after the end of the document", _INDENT),
    (
        r"block (?:mapping|collection|sequence)",
        "this line does not fit the block that it stands in",
        _INDENT,
    ),
]


def syntax_problem(error: Exception, parser: EventParser, file: str) -> Problem:
    """A parser's exception as a problem in plain words, at the place where it can be mended."""
    mark: Mark | None = None
    said = str(error)
    if isinstance(error, MarkedYAMLError):
        said = f"{error.context or ''}: {error.problem or ''}"
        mark = error.problem_mark or error.context_mark
        if _BEGINS_BEFORE.search(said) and error.context_mark is not None:
            mark = error.context_mark
    elif isinstance(parser, PureParser):
        mark = parser.get_mark()
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
    for pattern, message, hint in _TRANSLATIONS:
        if re.search(pattern, said):
            return Problem(message + _opened(error, message, line), file, line, column, hint)
    return Problem(f"this is not valid YAML ({said.strip(': ')})", file, line, column, _QUOTE)


def _opened(error: Exception, message: str, line: int) -> str:
    """For a missing bracket: the line of the opening one, if it is another line."""
    if "the closing" not in message or not isinstance(error, MarkedYAMLError):
        return ""
    mark = error.context_mark
    return "" if mark is None or mark.line + 1 == line else f" (opened on line {mark.line + 1})"
