"""Escapers of untrusted text, one for each format that has a markup.

All of them first make the text harmless to look at (`text/sanitize.py`), then escape the signs that
the format would obey.
"""

from __future__ import annotations

from tpmcli.render.style import cut
from tpmcli.text.sanitize import sanitize, sanitize_line

_GAP = "\u200b"
_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_PATH = frozenset(_LETTERS + b"-._~/")
_ADDRESS = frozenset(_LETTERS + b"-._~/:?#@=+,;%&")
_HOST = frozenset((_LETTERS + b"-.:").decode())
_XML = {code: f"\\u{code:04x}" for code in (0xFFFE, 0xFFFF)}
_NONCHARACTERS = {
    code: f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
    for code in (
        *range(0xFDD0, 0xFDF0),
        *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
    )
}
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", _GAP: "&#8203;"}
_MARKDOWN = {
    **{sign: f"\\{sign}" for sign in "\\`*_{}[]|~$^"},
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    _GAP: "&#8203;",
}
_HTML_TABLE = str.maketrans(_HTML)
_MARKDOWN_TABLE = str.maketrans(_MARKDOWN)
_SARIF_TABLE = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})


def xml(text: str) -> str:
    """Clean text for XML 1.0; the signs of its markup are left to the XML writer."""
    return sanitize(text).translate(_XML)


def html(text: str, limit: int = 500) -> str:
    """Escape text for HTML inside Markdown: no tags, links or mentions, on one line."""
    return _parted(cut(sanitize_line(text), limit)).translate(_HTML_TABLE)


def page_text(text: str) -> str:
    """Clean text for an HTML page; the signs of markup are left to the template.

    Line feeds are kept. Noncharacters, which have no character reference, are written out.
    """
    text = sanitize(text)
    return text if text.isascii() else text.translate(_NONCHARACTERS)


def percent_encoded(text: str) -> str:
    """Return text as part of a link, so that it is never a scheme, a host or markup."""
    return _percent(text, _PATH)


def web_link(address: str) -> str:
    """Return an http(s) address as a link for HTML and Markdown; empty if it is not one."""
    scheme, _, rest = address.partition("://")
    host = rest.replace("?", "/").replace("#", "/").partition("/")[0]
    if scheme.lower() not in ("http", "https") or not host or not set(host) <= _HOST:
        return ""
    return f"{scheme.lower()}://{_percent(rest, _ADDRESS)}"


def _percent(text: str, plain: frozenset[int]) -> str:
    """Return the text with every byte of its UTF-8 that is not in `plain` as `%XX`."""
    data = text.encode("utf-8", "backslashreplace")
    if plain.issuperset(data):
        return text
    return "".join(chr(byte) if byte in plain else f"%{byte:02X}" for byte in data)


def markdown(text: str, limit: int = 500) -> str:
    """Escape text for a Markdown line or table cell: no markup, HTML, links or mentions.

    It must not begin a line, since more signs are markup there.
    """
    return _parted(cut(sanitize_line(text), limit)).translate(_MARKDOWN_TABLE)


def markdown_code(text: str, limit: int = 300, *, cell: bool = False) -> str:
    """Return text as a Markdown code span, in which nothing is markup; `cell` is for tables.

    The fence is longer than any run of backticks inside (CommonMark, section 6.1). Comments are
    split, so that the hidden mark of a report is found only once.
    """
    text = cut(sanitize_line(text).strip() or "-", limit).replace("<!--", "<! --")
    longest = run = 0
    for sign in text:
        run = run + 1 if sign == "`" else 0
        longest = max(longest, run)
    fence = "`" * (longest + 1)
    space = " " if text[0] == "`" or text[-1] == "`" else ""
    text = text.replace("|", "\\|") if cell else text
    return f"{fence}{space}{text}{space}{fence}"


def _parted(text: str) -> str:
    """Put an invisible gap into whatever a platform turns into a link.

    These are URLs, email addresses, @people, #issues, !requests and :emoji:. Platforms look for
    them in the rendered text, in which escapes are no longer visible.
    """
    import re

    text = re.sub(r"(?<=[@#!$%~^])(?=\w)|(?<=:)(?=[\w/+-])", _GAP, text)
    return re.sub(r"(?i)\bwww\.(?=\S)", lambda found: found.group() + _GAP, text)


def workflow_data(text: str) -> str:
    """Escape the message of a GitHub workflow command.

    As `escapeData` of actions/toolkit; commands that a runner obeys anywhere are split.
    """
    text = mute(sanitize(text), own_commands=True)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def workflow_property(text: str) -> str:
    """Escape a property of a GitHub workflow command, as `escapeProperty` of actions/toolkit."""
    return workflow_data(sanitize_line(text)).replace(":", "%3A").replace(",", "%2C")


def sarif_message(text: str) -> str:
    """Escape text for a SARIF message.

    `[` starts a link (SARIF 2.1.0, section 3.11.6), `{` a placeholder (section 3.11.5).
    """
    return sanitize(text).translate(_SARIF_TABLE)


# A colon, a hash and an underscore as no runner finds them. In JSON and in markup, told by their
# first sign, that is another spelling of the very same text.
_IN_TEXT = (": ", "# ", " _")
_IN_JSON = ("\\u003a", "\\u0023", "\\u005f")
_SPELLINGS = {"{": _IN_JSON, "[": _IN_JSON, "<": ("&#58;", "&#35;", "&#95;")}


def mute(text: str, *, own_commands: bool = False) -> str:
    """Split the commands of CI runners in output, so that a runner finds none.

    GitHub's obeys `::name::` at the beginning of a line, after blanks, and `##[name]` anywhere;
    Azure's `##vso[…]` anywhere; TeamCity's `##teamcity[…]`; GitLab's folds `section_start:…`. A
    carriage return begins a line, too. What begins as JSON or markup keeps its meaning; a space is
    put into other text. With `own_commands`, `::name::` is left, for the text is made of it.
    """
    import re

    colon, sign, underscore = _SPELLINGS.get(text.lstrip()[:1], _IN_TEXT)
    if not own_commands:
        start = r"((?:\A|(?<=[\n\r]))(?:[^\S\n\r]|\x1b\[[0-9;]*[A-Za-z])*)"
        text = re.sub(rf"{start}:(?=:)", lambda found: found[1] + colon, text)
    text = re.sub(r"#(?=#\w*\[)", lambda _: sign, text)
    return re.sub(r"(?<=section)_(?=(?:start|end):)", lambda _: underscore, text)
