"""Text documents: their formats by name, their lines, front matter and comments."""

MARKDOWN = "markdown"
ASCIIDOC = "asciidoc"
RST = "restructuredtext"

_MARKDOWN = ("md", "markdown", "mdx")
_FORMATS = {
    "adoc": ASCIIDOC,
    "asciidoc": ASCIIDOC,
    "asc": ASCIIDOC,
    "rst": RST,
    "rest": RST,
}


def format_of(path: str) -> str:
    """Return the format of a file's headings, by its extension; Markdown by default."""
    return _FORMATS.get(path.rpartition(".")[2].lower(), MARKDOWN)


def document_format(path: str) -> str:
    """Return the format of a file that is a document by its name; empty if it is none.

    Licences are none: their texts have fields of their own, such as the year.
    """
    name = path.rpartition("/")[2].lower()
    if name.partition(".")[0].partition("-")[0] in ("copying", "licence", "license"):
        return ""
    extension = name.rpartition(".")[2]
    return _FORMATS.get(extension, MARKDOWN if extension in _MARKDOWN else "")


def lines_of(text: str) -> list[str]:
    """Return the lines as an editor counts them: only LF, CR LF and CR end a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def after_front_matter(lines: list[str]) -> int:
    """Return how many lines the YAML front matter takes, or 0 if there is none."""
    if lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 2):
            if line.rstrip() in ("---", "..."):
                return number
    return 0


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
