"""Headings of text documents, and the section that each begins.

Markdown (ATX and setext headings of CommonMark), AsciiDoc and reStructuredText, read line by line
and only as far as headings go. A heading is addressed by its slug, as GitHub makes it.
"""

from typing import NamedTuple

MARKDOWN = "markdown"
ASCIIDOC = "asciidoc"
RST = "restructuredtext"

_FORMATS = {
    "adoc": ASCIIDOC,
    "asciidoc": ASCIIDOC,
    "asc": ASCIIDOC,
    "rst": RST,
    "rest": RST,
}
_RST_ADORNMENTS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class Heading(NamedTuple):
    """A heading. `level` 1 is the highest, `line` counts from 1.

    `slugs` are the names it answers to; the first is GitHub's. `body` is the line (from 1) where
    the text under it begins, `end` the line of the next heading of its level or a higher one.
    """

    title: str
    level: int
    line: int
    slugs: tuple[str, ...] = ()
    body: int = 0
    end: int = 0


def lines_of(text: str) -> list[str]:
    """Return the lines as an editor counts them: only LF, CR LF and CR end a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def format_of(path: str) -> str:
    """Return the format of a file's headings, by its extension; Markdown by default."""
    return _FORMATS.get(path.rpartition(".")[2].lower(), MARKDOWN)


def headings(text: str, form: str = MARKDOWN) -> list[Heading]:
    """Return every heading of the text, in order, with slugs and extent.

    Line ends may be of any kind. Headings in code blocks, comments and front matter do not count.
    """
    lines = lines_of(text)
    if form == ASCIIDOC:
        found = _asciidoc(lines)
    elif form == RST:
        found = _rst(lines)
    else:
        found = _markdown(lines)
    return _with_slugs(_with_ends(found, len(lines)))


def find_heading(found: list[Heading], fragment: str) -> Heading | None:
    """Return the heading that a `#fragment` names, or None.

    Case does not count; %XX is decoded.
    """
    wanted = fragment
    if "%" in fragment:
        from urllib.parse import unquote

        wanted = unquote(fragment)
    wanted = wanted.lower()
    for heading in found:
        if wanted in heading.slugs:
            return heading
    return None


def section_text(text: str, heading: Heading) -> str:
    """Return the heading and everything under it, with LF as line end.

    Blank lines at the end are left out, so a section that is added after it changes nothing.
    """
    return "\n".join(lines_of(text)[heading.line - 1 : heading.end - 1]).rstrip() + "\n"


def has_body(text: str, heading: Heading, found: list[Heading]) -> bool:
    """Return whether there is text under the heading other than headings and comments."""
    lines = lines_of(text)
    of_headings = {number for other in found for number in range(other.line, other.body)}
    body = "\n".join(
        lines[number - 1]
        for number in range(heading.body, heading.end)
        if number not in of_headings
    )
    return bool(without_comments(body).strip())


def without_comments(text: str) -> str:
    """Return the text without `<!-- … -->`; an open comment ends at the end of the text."""
    kept = []
    at = 0
    while (opened := text.find("<!--", at)) >= 0:
        kept.append(text[at:opened])
        closed = text.find("-->", opened + 4)
        at = len(text) if closed < 0 else closed + 3
    kept.append(text[at:])
    return "".join(kept)


def slug(title: str) -> str:
    """Return a heading's name in a link, as GitHub makes it: lower case, joined with `-`."""
    import re
    from unicodedata import category

    text = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", title)
    text = re.sub(r"<[^<>]*>", "", text)
    text = re.sub(r"(?<!\w)_([^_]+)_(?!\w)", r"\1", text)
    kept = []
    for char in text.strip().lower():
        if char == " ":
            kept.append("-")
        elif char in "-_" or char.isalnum() or category(char)[0] == "M":
            kept.append(char)
    return "".join(kept)


def _with_ends(found: list[Heading], last: int) -> list[Heading]:
    """Return the headings with their extent; one pass from the end, a stack of open ones."""
    result: list[Heading] = []
    following: list[Heading] = []
    for heading in reversed(found):
        while following and following[-1].level > heading.level:
            following.pop()
        end = following[-1].line if following else last + 1
        following.append(heading)
        result.append(heading._replace(end=end))
    result.reverse()
    return result


def _with_slugs(found: list[Heading]) -> list[Heading]:
    """Return the headings with slugs; a slug that is taken gets `-1`, `-2` …, as on GitHub."""
    taken: dict[str, int] = {}
    result = []
    for heading in found:
        base = name = slug(heading.title)
        while name in taken:
            taken[base] += 1
            name = f"{base}-{taken[base]}"
        taken[name] = 0
        result.append(heading._replace(slugs=(name, *heading.slugs)))
    return result


def _explicit_id(title: str) -> tuple[str, tuple[str, ...]]:
    """Return a title without its `{#id}`, and that id (kramdown, Pandoc, Docusaurus)."""
    if title.endswith("}"):
        before, opened, name = title[:-1].rpartition("{#")
        if opened and name and " " not in name:
            return before.rstrip(), (name.lower(),)
    return title, ()


def _markdown(lines: list[str]) -> list[Heading]:
    reader = _MarkdownReader()
    start = _after_front_matter(lines)
    for number, line in enumerate(lines[start:], start + 1):
        reader.take(number, line)
    return reader.found


class _MarkdownReader:
    """The headings of Markdown, read line by line.

    `paragraph` holds the lines of the paragraph so far, which an underline turns into a heading.
    """

    def __init__(self) -> None:
        self.found: list[Heading] = []
        self.paragraph: list[str] = []
        self.fence = ""
        self.in_comment = False

    def take(self, number: int, line: str) -> None:
        text = line.strip()
        indented = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" ")) > 3
        if self.fence:
            if not indented and text.startswith(self.fence) and not text.strip(self.fence[0]):
                self.fence = ""
        elif self.in_comment:
            self.in_comment = "-->" not in text
        elif text.startswith("<!--"):
            self.in_comment = "-->" not in text
            self.paragraph = []
        elif not text:
            self.paragraph = []
        elif indented:
            if self.paragraph:
                self.paragraph.append(text)
        else:
            self._take_text(number, text)

    def _take_text(self, number: int, text: str) -> None:
        if fence := _fence(text):
            self.fence, self.paragraph = fence, []
        elif level := _atx_level(text):
            self._add(_without_closing(text[level:].strip()), level, number, number)
        elif self.paragraph and text[0] in "=-" and not text.strip(text[0]):
            first = number - len(self.paragraph)
            self._add(" ".join(self.paragraph), 1 if text[0] == "=" else 2, first, number)
        elif _opens_block(text):
            self.paragraph = []
        else:
            self.paragraph.append(text)

    def _add(self, title: str, level: int, first: int, last: int) -> None:
        title, names = _explicit_id(title)
        self.found.append(Heading(title, level, first, names, last + 1))
        self.paragraph = []


def _without_closing(title: str) -> str:
    """Return an ATX title without the `#` that may close it."""
    without = title.rstrip("#")
    return without.rstrip() if not without or without[-1] in " \t" else title


def _after_front_matter(lines: list[str]) -> int:
    """Return how many lines the YAML front matter takes, or 0 if there is none."""
    if lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 2):
            if line.rstrip() in ("---", "..."):
                return number
    return 0


def _fence(stripped: str) -> str:
    """Return the fence that the line opens, or an empty text."""
    for char in "`~":
        width = len(stripped) - len(stripped.lstrip(char))
        if width >= 3 and not (char == "`" and "`" in stripped[width:]):
            return char * width
    return ""


def _atx_level(stripped: str) -> int:
    level = len(stripped) - len(stripped.lstrip("#"))
    if 1 <= level <= 6 and (len(stripped) == level or stripped[level] in " \t"):
        return level
    return 0


def _opens_block(stripped: str) -> bool:
    """Return whether the line begins a quote, a table row or a list."""
    if stripped[0] in ">|":
        return True
    marker = stripped.split(maxsplit=1)[0]
    return marker in ("-", "*", "+") or (marker[-1] in ".)" and marker[:-1].isdigit())


def _asciidoc(lines: list[str]) -> list[Heading]:
    found: list[Heading] = []
    block = ""
    names: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        stripped = line.rstrip()
        if block:
            if stripped == block:
                block = ""
            continue
        if len(stripped) >= 4 and stripped[0] in "-./+_*" and not stripped.strip(stripped[0]):
            block = stripped if stripped[0] in "-./+" else ""
            continue
        if stripped.startswith("```"):
            block = "```"
            continue
        if stripped.startswith(("[[", "[#")) and stripped.endswith("]"):
            inner = stripped.strip("[]#").partition(",")[0].partition(".")[0]
            names = (inner.lower(),)
            continue
        level = len(stripped) - len(stripped.lstrip("="))
        if 1 <= level <= 6 and stripped[level : level + 1] == " ":
            title = stripped[level:].strip()
            generated = "_" + slug(title).replace("-", "_")
            found.append(Heading(title, level, number, (*names, generated), number + 1))
        names = ()
    return found


def _rst(lines: list[str]) -> list[Heading]:
    found: list[Heading] = []
    levels: dict[str, int] = {}
    number = 1
    while number < len(lines):
        title, below = lines[number - 1], lines[number]
        above = lines[number - 2] if number > 1 else ""
        if _is_rst_title(title, below):
            over = _is_adornment(above) and above.rstrip() == below.rstrip()
            style = below[0] * (2 if over else 1)
            level = levels.setdefault(style, len(levels) + 1)
            first = number - 1 if over else number
            found.append(Heading(title.strip(), level, first, (), number + 2))
            number += 2
        else:
            number += 1
    return found


def _is_adornment(line: str) -> bool:
    stripped = line.rstrip()
    return len(stripped) > 1 and stripped[0] in _RST_ADORNMENTS and not stripped.strip(stripped[0])


def _is_rst_title(title: str, below: str) -> bool:
    return (
        bool(title.strip())
        and not _is_adornment(title)
        and _is_adornment(below)
        and len(below.rstrip()) >= len(title.rstrip())
    )
