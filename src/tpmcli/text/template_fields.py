"""Fields of templates that nobody filled in: `{…}`, `<your name>`, `[insert …]`, `YYYY-MM-DD`.

Code is left alone. What is written like a field but means something else (a tag of HTML, a path
with `{id}`, a link) is none: one too few is better than a honest document that is refused.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from tpmcli.text.documents import MARKDOWN, after_front_matter, lines_of

_BRACES = r"\{(?<![\w/$#{%@\\.,)]\{)([^\W\d_][^{}\n\"=;\\]{1,199})\}(?![\w}/])"
_ANGLES = r"<(?<!\\<)([A-Za-z][\w' ,./|-]{1,200})>"
_BRACKETS = r"\[(?<![\]!\\]\[)([^\[\]\n]{3,200})\](?![\[(:])"
_DATES = (
    r"(?m)(?:YYYY[-/.]MM[-/.]DD|yyyy[-/.]mm[-/.]dd|(?:DD|dd)[-/.](?:MM|mm)[-/.](?:YYYY|yyyy))"
    r"(?=[ \t]*(?:$|[|)}\]]))"
)
# What may stand before the value of a line: signs of a heading or a list, and a label.
_BEFORE = r"^(?:[#>*+-]+ +)?(?:[^\n:|]{0,60}: +)?"
_XXX = rf"(?m){_BEFORE}(XXX+)(?=$|:)"
_CAPITALS = rf"(?m){_BEFORE}([A-Z][A-Z .,_-]{{2,60}})$"
# Of a line about how a date is written.
_ABOUT_FORMAT = r"(?i)format|iso.?8601|pattern|written|spelled|syntax"

_NOUNS = frozenset(
    (
        *("AUTHOR", "AUTHORS", "COMPANY", "CONSEQUENCES", "CONTEXT", "DATE", "DECISION"),
        *("DESCRIPTION", "EMAIL", "NAME", "NUMBER", "ORGANISATION", "ORGANIZATION", "OWNER"),
        *("PRODUCT", "PROJECT", "STATUS", "SUMMARY", "TEAM", "TITLE", "VERSION", "YEAR", "YOUR"),
    )
)
_ASKS = (
    r"(?i)(?:insert|describe|specify|provide|fill in|your|replace|todo|tbd|explain|summari[sz]e"
    r"|(?:add|enter|list|write|name|state) (?:a|an|the|your|any|all|here))\b"
)
_TAGS = frozenset(
    (
        *("a", "abbr", "article", "b", "blockquote", "body", "br", "button", "center", "cite"),
        *("code", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption", "figure", "font"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html"),
        *("i", "iframe", "img", "input", "ins", "kbd", "label", "li", "link", "main", "mark"),
        *("meta", "nav", "ol", "option", "p", "path", "picture", "pre", "q", "s", "samp"),
        *("script", "section", "select", "small", "source", "span", "strong", "style", "sub"),
        *("summary", "sup", "svg", "table", "tbody", "td", "textarea", "tfoot", "th", "thead"),
        *("title", "tr", "u", "ul", "var", "video"),
    )
)
_FLAGS = frozenset(
    (
        *("async", "autoplay", "checked", "controls", "defer", "disabled", "hidden", "loop"),
        *("multiple", "muted", "nowrap", "open", "readonly", "required", "reversed", "selected"),
    )
)
_BLANKED = r"[^\n]"
# Of a type in braces, as in the documentation of JavaScript.
_TYPES = frozenset(
    (
        "any",
        "boolean",
        "integer",
        "null",
        "number",
        "object",
        "Object",
        "string",
        "undefined",
        "void",
    )
)
_LABEL = r"^[^\W\d_][\w ,/()'&.-]{0,60}:[ \t]*$"
_WORD_LINE = r"^\W*(?:TODO|FIXME|XXX+|FILL[_-]IN|(?i:TBD)|(?i:lorem\s+ipsum))\b"
_BECAUSE = r"(?i)\w\W+because\W*$"


class Field(NamedTuple):
    """A field as it is written, and its line from 1."""

    words: str
    line: int


class _Source(NamedTuple):
    """Source of a document in which fields are looked for, and the line it begins on.

    `kind` is the name of a kind of block.
    """

    line: int
    text: str
    kind: str = "PARAGRAPH"


def may_have_fields(text: str) -> bool:
    """Return whether anything in the text, code included, is written like a field."""
    return any(True for _ in _fields(_Source(1, text)))


def find_field(text: str, form: str) -> Field | None:
    """Return the first field in a document outside of code, or None."""
    labels: set[str] = set()
    for source in _sources(text, form, labels):
        first = min(_fields(source, labels), default=None)
        if first is not None:
            at, words = first
            return Field(" ".join(words.split()), source.line + source.text.count("\n", 0, at))
    return None


def is_prompt(line: str, *, is_code: bool = False) -> bool:
    """Return whether a line of visible text asks for text, and has none."""
    if re.match(_WORD_LINE, line):
        return True
    if is_code:
        return False
    for at, words in sorted(_fields(_Source(1, line)), reverse=True):
        line = line[:at] + line[at + len(words) :]
    rest = line.strip(" \t\"'“”*_.…-")
    return not any(map(_says_something, rest)) or bool(
        re.match(_LABEL, rest) or re.search(_BECAUSE, rest)
    )


def _says_something(char: str) -> bool:
    """Return whether a character is a letter, a digit or a symbol such as an emoji."""
    from unicodedata import category

    return char.isalnum() or category(char) == "So"


def _sources(text: str, form: str, labels: set[str]) -> Iterator[_Source]:
    """Yield what is to be looked through; fills `labels` with those of link definitions."""
    lines = lines_of(text)
    if form != MARKDOWN:
        for number, line in enumerate(lines, 1):
            yield _Source(number, _without_code(line))
        return
    start = after_front_matter(lines)
    for number, line in enumerate(lines[:start], 1):
        yield _Source(number, line)
    from tpmcli.text.markdown import Kind, read_blocks

    blocks, defined = read_blocks(lines, start)
    labels |= defined
    for block in blocks:
        if block.kind is not Kind.CODE:
            yield _Source(block.first, _without_code(block.text), block.kind.name)


def _without_code(source: str) -> str:
    """Return the source with blanks for spans of code."""
    if "`" not in source:
        return source
    kept = []
    at = 0
    opened: re.Match[str] | None = None
    for ticks in re.finditer("`+", source):
        if opened is None:
            opened = ticks
        elif len(opened[0]) == len(ticks[0]):
            kept += [
                source[at : opened.start()],
                re.sub(_BLANKED, "\0", source[opened.start() : ticks.end()]),
            ]
            at, opened = ticks.end(), None
    return "".join(kept) + source[at:]


def _fields(source: _Source, labels: Collection[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield each field of a source, with where it stands, kind by kind."""
    yield from _enclosed(source, labels)
    text, kind = source.text, source.kind
    for found in re.finditer(_DATES, text):
        if not re.search(_ABOUT_FORMAT, _line_of(text, found.start())):
            yield found.start(), found[0]
    for found in re.finditer(_XXX, text):
        yield found.start(1), found[1]
    for found in re.finditer(_CAPITALS, text) if kind in ("PARAGRAPH", "HEADING") else ():
        words = re.findall(r"[A-Z]+", found[1])
        # A heading of one such word is honest: pages of manuals have them.
        if set(words) <= _NOUNS and (len(words) > 1 or kind == "PARAGRAPH"):
            yield found.start(1), found[1]


def _enclosed(source: _Source, labels: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the fields in braces, angles and brackets; each has a sign that is quick to find."""
    text, kind = source.text, source.kind
    for found in re.finditer(_BRACES, text) if "{" in text else ():
        if _is_braced(found[1], alone=_is_value(text, found)):
            yield found.start(), found[0]
    for found in re.finditer(_ANGLES, text) if "<" in text else ():
        if _is_angled(found[1], alone=kind != "HTML" and _is_value(text, found)):
            yield found.start(), found[0]
    for found in re.finditer(_BRACKETS, text) if "[" in text else ():
        if _is_bracketed(found[1]) and " ".join(found[1].split()).casefold() not in labels:
            yield found.start(), found[0]


def _line_of(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _is_value(text: str, found: re.Match[str]) -> bool:
    """Return whether the field is all that its line has, or all behind a label or in a cell."""
    line = _line_of(text, found.start())
    at = line.find(found[0])
    before, after = line[:at].rstrip(), line[at + len(found[0]) :].strip()
    return (not before or before[-1] in ":|") and (not after or after[0] == "|")


def _is_braced(inner: str, *, alone: bool) -> bool:
    words = re.findall(r"[^\W\d_]{2,}", inner)
    if len(words) < 2 and "_" not in inner and " " not in inner.strip():
        return alone and inner.strip().upper() in _NOUNS - {"NUMBER"}
    if (":" in inner and "|" not in inner) or not any(len(word) > 2 for word in words):
        return False
    if not _TYPES.isdisjoint(words) or _is_list(inner):
        return False
    return " " in inner.strip() or (inner.isupper() and len(words) > 1)


def _is_list(inner: str) -> bool:
    """Return whether there are single words between commas: names of fields, or members."""
    parts = inner.split(",")
    return len(parts) > 1 and all(len(part.split()) == 1 for part in parts)


def _is_angled(inner: str, *, alone: bool) -> bool:
    words = inner.replace("|", " ").split() or [""]
    first = words[0].rstrip("/").lower()
    if len(words) == 1:
        named = re.match(r"(?i)(?:your|my|insert)[-_]", words[0]) is not None
        lone = alone and (words[0].islower() or words[0].isupper()) and "/" not in inner
        return named or (lone and first not in _TAGS and "." not in inner)
    if len(words[0]) == 1 or _is_list(inner):  # A parameter of a type, as in `<T as Trait>`.
        return False
    return not (
        first in _TAGS and all(word.strip("/").lower() in _FLAGS | {""} for word in words[1:])
    )


def _is_bracketed(inner: str) -> bool:
    words = inner.split()
    if all(word in _NOUNS for word in words):
        return True
    return len(words) > 1 and re.match(_ASKS, inner) is not None
