"""HTML in Markdown: its tags, and how a block of it begins and ends."""

import re
from functools import cache

_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details"
    "|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header"
    "|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param"
    "|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_ATTRIBUTE = r"""(?:\s+[A-Za-z_:][A-Za-z0-9_.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)"""
_TAG = rf"(?:<[A-Za-z][A-Za-z0-9-]*{_ATTRIBUTE}*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>)"


# Compiled where a text has a `<`: that takes as long as everything else here.
@cache
def html_tag() -> re.Pattern[str]:
    """Return the expression of a tag of HTML (CommonMark 6.6)."""
    return re.compile(_TAG)


@cache
def html_starts() -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...]:
    """Return how blocks of HTML begin and end (CommonMark 4.6); None: with a blank line.

    The last kind does not interrupt a paragraph.
    """
    ignore = re.IGNORECASE
    raw = "script|pre|style|textarea"
    return (
        (re.compile(rf"<(?:{raw})(?:\s|>|$)", ignore), re.compile(rf"</(?:{raw})>", ignore)),
        (re.compile(r"<!--"), re.compile(r"-->")),
        (re.compile(r"<\?"), re.compile(r"\?>")),
        (re.compile(r"<![A-Za-z]"), re.compile(r">")),
        (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
        (re.compile(rf"</?(?:{_TAGS})(?:\s|/?>|$)", ignore), None),
        (re.compile(rf"{_TAG}[ \t]*$"), None),
    )
