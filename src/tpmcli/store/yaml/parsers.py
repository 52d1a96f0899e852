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

from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.store.yaml.scan import YamlSource

LIBYAML: bool = yaml.__with_libyaml__
"""Whether this PyYAML was built with libyaml."""

SYNTAX_ERRORS = (yaml.YAMLError, ValueError, OverflowError)
"""What the parsers raise. PyYAML's own turns an escape beyond U+10FFFF into the latter two."""


class EventParser(Protocol):
    """What both parsers offer."""

    def get_event(self) -> Any:
        """Return the next event (`yaml.events`); None after the last."""


class PureParser(Reader, Scanner, Parser):
    """PyYAML's own parser, without the composer and the constructor that would follow."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def open_parser(source: YamlSource, *, libyaml: bool) -> EventParser:
    """Return a parser at the start of the text."""
    parser: EventParser
    if libyaml:
        from yaml import cyaml

        parser = cyaml.CParser(source.data)  # type: ignore[attr-defined]
    else:
        parser = PureParser(source.text)
    return parser


_QUOTE = Hint(Remedy.QUOTE_TEXT)
_INDENT = Hint(Remedy.CHECK_INDENTATION)
_ADD = Hint(Remedy.ADD_OR_USE_QUOTES)

_BEGINS_BEFORE = re.compile(r"end of stream|an? (?:anchor|alias|tag)\b")

# (what the error says, the problem, without a place). The first that matches counts; the wording of
# both parsers is listed where it differs.
_TRANSLATIONS: list[tuple[str, Problem]] = [
    (r"scanning an? (?:anchor|alias)", Problem(Flaw.ANCHOR)),
    (r"(?:scanning|parsing) a tag|undefined tag handle", Problem(Flaw.TAG)),
    (
        r"quoted scalar.*end of stream",
        Problem(Flaw.QUOTE_OPEN, hint=Hint(Remedy.CLOSE_QUOTE)),
    ),
    (
        r"document (?:separator|indicator)",
        Problem(Flaw.MARKER_IN_QUOTES, hint=Hint(Remedy.INDENT_LINE)),
    ),
    (
        r"unknown escape character",
        Problem(Flaw.ESCAPE_UNKNOWN, hint=Hint(Remedy.ESCAPE_BACKSLASH)),
    ),
    (
        r"hexa?decimal number|Unicode character escape|chr\(\)|too large",
        Problem(Flaw.ESCAPE_WITHOUT_CHARACTER, hint=Hint(Remedy.ESCAPE_DIGITS)),
    ),
    (r"block scalar", Problem(Flaw.BLOCK_HEADER, hint=Hint(Remedy.BEGIN_ON_NEXT_LINE))),
    (r"cannot start any token", Problem(Flaw.VALUE_BEGINS_SO, hint=_QUOTE)),
    (r"mapping values are not allowed", Problem(Flaw.COLON_MISPLACED, hint=_INDENT)),
    (r"could not find expected ':'", Problem(Flaw.COLON_MISSING, hint=_INDENT)),
    (r"sequence entries are not allowed", Problem(Flaw.LIST_ELEMENT_MISPLACED, hint=_INDENT)),
    (r"mapping keys are not allowed", Problem(Flaw.QUESTION_MARK_MISPLACED, hint=_QUOTE)),
    (r"but got '\?'|unexpected ':'", Problem(Flaw.FLOW_SIGN_UNQUOTED, hint=_QUOTE)),
    (r"flow sequence", Problem(Flaw.LIST_OPEN, hint=_ADD)),
    (r"flow mapping", Problem(Flaw.MAP_OPEN, hint=_ADD)),
    (r"node content", Problem(Flaw.VALUE_MISSING, hint=Hint(Remedy.ADD_OR_QUOTE_TEXT))),
    (r"document start", Problem(Flaw.TEXT_AFTER_END, hint=_INDENT)),
    (r"block (?:mapping|collection|sequence)", Problem(Flaw.LINE_UNFIT, hint=_INDENT)),
]


def syntax_problem(error: Exception, parser: EventParser, file: str) -> Problem:
    """Return a parser's exception as a problem, at the place to mend."""
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
    for pattern, problem in _TRANSLATIONS:
        if re.search(pattern, said):
            return _opened(problem, error, line).at(file, line, column)
    return Problem(Flaw.NOT_YAML, (said.strip(": "),), file, line, column, _QUOTE)


def _opened(problem: Problem, error: Exception, line: int) -> Problem:
    """Return the problem with the line of the opening bracket, if that is another line."""
    mark = error.context_mark if isinstance(error, MarkedYAMLError) else None
    if mark is None or mark.line + 1 == line:
        return problem
    if problem.flaw is Flaw.LIST_OPEN:
        return Problem(Flaw.LIST_OPEN_SINCE, (mark.line + 1,), hint=problem.hint)
    if problem.flaw is Flaw.MAP_OPEN:
        return Problem(Flaw.MAP_OPEN_SINCE, (mark.line + 1,), hint=problem.hint)
    return problem
