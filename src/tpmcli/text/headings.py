"""Headings of text documents, and the section that each begins.

Markdown (as `text/markdown.py` reads it, with `<h1>` to `<h6>`), AsciiDoc and reStructuredText. A
heading is addressed by its slug, as GitHub and GitLab make it, or by an id of its own.
"""

from collections.abc import Collection
from typing import NamedTuple

from tpmcli.text.documents import ASCIIDOC, MARKDOWN, RST, after_front_matter, lines_of
from tpmcli.text.markdown import Kind, MarkdownBlock, read_blocks

# General categories, beside letters, of which words consist.
_WORD = frozenset(("Mn", "Mc", "Me", "Nd", "Nl", "Pc"))
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
    # GitHub's name of one heading goes before any other name of another.
    for heading in found:
        if wanted == heading.slugs[0]:
            return heading
    return next((heading for heading in found if wanted in heading.slugs), None)


def shown_text(source: str, labels: Collection[str] = (), *, images: bool = False) -> str:
    """Return the text that a reader sees of Markdown; see `text/inline.py`."""
    if not any(sign in source for sign in "\\`*_[]<&!\n"):
        return source
    from tpmcli.text.inline import read_inline

    return read_inline(source, labels, images=images)


def section_text(text: str, heading: Heading) -> str:
    """Return the heading and everything under it, with LF as line end.

    Blank lines at the end are left out, so a section that is added after it changes nothing.
    """
    return "\n".join(lines_of(text)[heading.line - 1 : heading.end - 1]).rstrip() + "\n"


def slug(title: str) -> str:
    """Return the name that GitHub gives a visible title: lower case, joined by `-`.

    Letters, marks, decimal digits and connectors are kept (html-pipeline's `PUNCTUATION_REGEXP`).
    """
    if title.isascii() and title.isalpha():
        return title.lower()
    from unicodedata import category

    kept = []
    for char in title.lower():
        if char == " ":
            kept.append("-")
        elif char in "-_" or char.isalpha() or category(char) in _WORD:
            kept.append(char)
    return "".join(kept)


def _gitlab_slug(name: str) -> str:
    """Return GitLab's name of a heading that GitHub names so."""
    import re

    joined = re.sub("-{2,}", "-", name.strip("-"))
    return f"anchor-{joined}" if joined.isdecimal() else joined


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
    taken_there: dict[str, int] = {}
    result = []
    for heading in found:
        name = slug(heading.title)
        there = _free(_gitlab_slug(name), taken_there)
        name = _free(name, taken)
        names = dict.fromkeys((name, there, *heading.slugs))
        result.append(heading._replace(slugs=tuple(names)))
    return result


def _free(base: str, taken: dict[str, int]) -> str:
    name = base
    while name in taken:
        taken[base] += 1
        name = f"{base}-{taken[base]}"
    taken[name] = 0
    return name


def _explicit_id(source: str) -> tuple[str, tuple[str, ...]]:
    """Return a title without its `{#id}`, and that id (kramdown, Pandoc, Docusaurus)."""
    if source.endswith("}"):
        before, opened, inner = source[:-1].rpartition("{")
        names = inner.lstrip(": ").split()
        if opened and names and len(names[0]) > 1 and names[0][0] == "#":
            return before.rstrip(), (names[0][1:].lower(),)
    return source, ()


def _markdown(lines: list[str]) -> list[Heading]:
    blocks, labels = read_blocks(lines, after_front_matter(lines))
    found: list[Heading] = []
    # Ids of anchors that stand alone before a heading.
    waiting: tuple[str, ...] = ()
    for block in blocks:
        if block.kind is Kind.HEADING:
            source, names = _explicit_id(block.text)
            title = shown_text(source, labels)
            names += waiting + anchor_ids(source)
            found.append(Heading(title, block.level, block.first, names, block.last + 1))
            waiting = ()
        elif block.kind is Kind.HTML:
            found += _html(block, waiting)
            waiting = anchors_alone(block.text)
        else:
            waiting = anchors_alone(block.text) if block.kind is Kind.PARAGRAPH else ()
    return found


def anchor_ids(source: str) -> tuple[str, ...]:
    """Return the ids of `<a id>` and `<a name>` in Markdown or HTML."""
    if "<a" not in source and "<A" not in source:
        return ()
    import re

    found = re.findall(
        r"""<a\s[^<>]*\b(?:id|name)\s*=\s*["']?([^"'\s<>]+)""", source, re.IGNORECASE
    )
    return tuple(name.lower() for name in found)


def anchors_alone(source: str) -> tuple[str, ...]:
    """Return the ids of anchors, if the block has nothing else that is seen."""
    names = anchor_ids(source)
    return names if names and not shown_text(source, images=True).strip() else ()


def _html(block: MarkdownBlock, waiting: tuple[str, ...]) -> list[Heading]:
    """Return the headings that a block of HTML has, such as `<h2 id="goals">Goals</h2>`."""
    text = block.text
    if ("<h" not in text and "<H" not in text) or text.startswith("<!--"):
        return []
    import re

    found: list[Heading] = []
    opened: re.Match[str] | None = None
    for tag in re.finditer(r"<(/?)h([1-6])\b([^<>]*)>", text, re.IGNORECASE):
        if not tag[1]:
            opened = tag
        elif opened is not None and opened[2] == tag[2]:
            source = text[opened.end() : tag.start()]
            named = re.search(r"""\bid\s*=\s*["']?([^"'\s<>]+)""", opened[3], re.IGNORECASE)
            names = ((named[1].lower(),) if named else ()) + waiting + anchor_ids(source)
            first = block.first + text.count("\n", 0, opened.start())
            last = block.first + text.count("\n", 0, tag.end())
            title = " ".join(shown_text(source).split())
            if not found or found[-1].body <= first:
                found.append(Heading(title, int(tag[2]), first, names, last + 1))
            opened, waiting = None, ()
    return found


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
            generated = "_" + slug(title).replace("-", "_").strip("_")
            found.append(Heading(title, level, number, (*names, generated), number + 1))
        names = ()
    return found


def _rst(lines: list[str]) -> list[Heading]:
    found: list[Heading] = []
    levels: dict[str, int] = {}
    names: tuple[str, ...] = ()
    number = 1
    while number < len(lines):
        title, below = lines[number - 1], lines[number]
        above = lines[number - 2] if number > 1 else ""
        if _is_rst_title(title, above, below):
            over = is_adornment(above) and above.rstrip() == below.rstrip()
            style = below[0] * (2 if over else 1)
            level = levels.setdefault(style, len(levels) + 1)
            first = number - 1 if over else number
            title = title.strip()
            found.append(Heading(title, level, first, (*names, _rst_id(title)), number + 2))
            names = ()
            number += 2
            continue
        if title.startswith(".. _") and title.rstrip().endswith(":"):
            names = (*names, _rst_id(title.strip()[4:-1]))
        elif title.strip() and not is_adornment(title):
            names = ()
        number += 1
    return found


def _rst_id(name: str) -> str:
    """Return the id that docutils makes of a name (`docutils.nodes.make_id`)."""
    import re
    from unicodedata import normalize

    plain = normalize("NFKD", name.lower()).encode("ascii", "ignore").decode("ascii")
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def is_adornment(line: str) -> bool:
    """Return whether a line of reStructuredText can underline a title, or is a rule."""
    stripped = line.rstrip()
    return len(stripped) > 1 and stripped[0] in _RST_ADORNMENTS and not stripped.strip(stripped[0])


def _is_rst_title(title: str, above: str, below: str) -> bool:
    """Return whether the line is a title; a short underline warns in docutils from 4 signs on."""
    if not title.strip() or is_adornment(title) or not is_adornment(below):
        return False
    width = len(below.rstrip())
    alone = not above.strip() or above.rstrip() == below.rstrip()
    return width >= len(title.rstrip()) or (width >= 4 and alone)
