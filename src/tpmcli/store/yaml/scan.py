"""The raw bytes of a YAML file: their limits, and the check that comes before any parser.

It finds what no parser reports, or what libyaml and PyYAML's own parser read differently: whatever
passes here is read by both in the same way, apart from the few constructs that only the parsers'
events show (see `flaws`).

Refused are, of the tables in `text/sanitize.py`, control characters (except the line feed, the
carriage return in front of one, and the tab in a comment), separators, bidirectional controls and
invisible characters; then U+FFFE and U+FFFF, lone surrogates, and bytes that are not UTF-8.
"""

from typing import NamedTuple

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Expression, Flaw, Hint, Problem, Remedy, Term
from tpmcli.text.sanitize import BIDI, CONTROL, INVISIBLE, SEPARATORS

MAX_PROBLEMS = 100
"""So many problems are listed for one file; more would bury the first."""

_ORDINARY = bytes([0x0A, *range(0x20, 0x7F)])
_BIDI = frozenset(map(chr, BIDI))
_INVISIBLE = frozenset(map(chr, INVISIBLE))
_CONTROL = frozenset(map(chr, CONTROL)) - {"\n"}
_SEPARATORS = frozenset(map(chr, SEPARATORS))
_REFUSED = _CONTROL | _BIDI | _INVISIBLE | _SEPARATORS | {"\ufffe", "\uffff"}

_RESOLVE = Hint(Remedy.RESOLVE_CONFLICT)

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


class Limits(NamedTuple):
    """The most that a file may hold.

    `bytes` of UTF-8; `nodes`, that is keys, values and list elements; `depth`, the number of maps
    and lists inside one another. Each bound is inclusive.
    """

    bytes: int
    nodes: int
    depth: int


CONFIG_LIMITS = Limits(bytes=1 << 20, nodes=100_000, depth=20)
"""The limits of a file that people write: a policy, a checklist."""

RECORD_LIMITS = Limits(bytes=128 << 20, nodes=10_000_000, depth=20)
"""The limits of a file that tpm writes: a project file."""


class YamlSource(NamedTuple):
    """A file that passed the scan.

    `data` is UTF-8 without BOM and ends its lines with a line feed alone, `text` is the same
    decoded.
    """

    data: bytes
    text: str


def scan(data: bytes, file: str, max_bytes: int) -> YamlSource:
    """Check the bytes of `file` and give them back normalised.

    Raises:
        InvalidInputError: every lexical problem of the file (the first `MAX_PROBLEMS`).
    """
    if len(data) > max_bytes:
        hint = Hint(Remedy.SPLIT_OR_REMOVE)
        raise InvalidInputError(
            [Problem(Flaw.YAML_TOO_LARGE, (_size(max_bytes),), file, hint=hint)]
        )
    if data.startswith(_UTF16_MARKS):
        hint = Hint(Remedy.SAVE_AS_UTF8)
        raise InvalidInputError([Problem(Flaw.UTF16, (), file, 1, 1, hint)])
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise InvalidInputError(_problems(data.decode(errors="surrogateescape"), file)) from None
    # What is left after the deletion is short, so the look at every character of it is cheap.
    unusual = set(data.translate(None, _ORDINARY).decode())
    if not _REFUSED.isdisjoint(unusual) or _has_suspect_line(data):
        problems = _problems(text, file)
        if problems:
            raise InvalidInputError(problems)
    return YamlSource(data, text)


def refused_character(text: str) -> Problem | None:
    """Return the first refused character of a decoded value, without a place, or None.

    For text that came out of escapes: line feed and tab are allowed in a value.
    """
    if text.isprintable():
        return None
    for character in text:
        if (character in _REFUSED and character != "\t") or "\ud800" <= character <= "\udfff":
            return _describe(character)
    return None


def _has_suspect_line(data: bytes) -> bool:
    if data.startswith((b"%", b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")):
        return True
    return (
        b"\n%" in data
        or b"\n<<<<<<<" in data
        or b"\n|||||||" in data
        or b"\n=======" in data
        or b"\n>>>>>>>" in data
    )


def _problems(text: str, file: str) -> list[Problem]:
    """Return every lexical problem of the text, in the order of its lines."""
    problems: list[Problem] = []
    in_conflict = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(_MARKERS) and _is_marker(line):
            if line.startswith("<"):
                in_conflict = True
                problems.append(Problem(Flaw.CONFLICT_BEGINS, (), file, number, 1, _RESOLVE))
            elif not in_conflict:
                problems.append(Problem(Flaw.CONFLICT_LEFT_OVER, (), file, number, 1, _RESOLVE))
            if line.startswith(">"):
                in_conflict = False
        elif line.startswith("%"):
            hint = Hint(Remedy.REMOVE_LINE)
            problems.append(Problem(Flaw.DIRECTIVE, (), file, number, 1, hint))
        problems += _characters(line, file, number)
        if len(problems) > MAX_PROBLEMS:
            return cut(problems, file)
    return problems


def _is_marker(line: str) -> bool:
    """Return whether a line is a conflict marker: seven signs or more, then a name or nothing."""
    rest = line.lstrip(line[0])
    return not rest or rest[0] == " "


def _characters(line: str, file: str, number: int) -> list[Problem]:
    """Return the refused characters of one line, one problem for each kind."""
    if line.isprintable():
        return []
    found: list[Problem] = []
    seen: set[str] = set()
    comment = line.lstrip(" ").startswith("#")
    for column, character in enumerate(line, 1):
        if character in seen:
            continue
        if character == "\t":
            if comment:
                continue
            problem = Problem(Flaw.TAB, hint=Hint(Remedy.USE_SPACES))
        elif "\udc80" <= character <= "\udcff":
            byte = ord(character) - 0xDC00
            problem = Problem(Flaw.NOT_UTF8, (byte,), hint=Hint(Remedy.SAVE_FILE_AS_UTF8))
        elif character in _REFUSED:
            problem = _describe(character)._replace(hint=Hint(Remedy.REMOVE_IT))
        else:
            continue
        seen.add(character)
        found.append(problem.at(file, number, column))
    return found


def _describe(character: str) -> Problem:
    code = ord(character)
    if character in _BIDI:
        return Problem(Flaw.BIDI_CONTROL, (code,))
    if character in _INVISIBLE:
        return Problem(Flaw.INVISIBLE_CHARACTER, (code,))
    if character in _SEPARATORS:
        return Problem(Flaw.LINE_SEPARATOR, (code,))
    if "\ud800" <= character <= "\udfff":
        return Problem(Flaw.SURROGATE, (code,))
    if character in _CONTROL:
        return Problem(Flaw.CONTROL_CHARACTER, (code,))
    return Problem(Flaw.NOT_A_CHARACTER, (code,))


def cut(problems: list[Problem], file: str) -> list[Problem]:
    """Return the first `MAX_PROBLEMS`, and a last one that says that there are more."""
    if len(problems) <= MAX_PROBLEMS:
        return problems
    more = Problem(Flaw.MORE_FOLLOW, (MAX_PROBLEMS,), file)
    return [*problems[:MAX_PROBLEMS], more]


def _size(count: int) -> Expression:
    if count % (1 << 20):
        return Expression(Term.BYTES, (count,))
    return Expression(Term.MEBIBYTES, (count >> 20,))
