"""Untrusted text for the formats that have a markup: each has its escaper here.

All of them make the text harmless to look at first (`model.text`), then take the meaning from the
signs that the format would obey.
"""

from __future__ import annotations

from tpmcli.model.text import clean, one_line
from tpmcli.report.style import cut

_GAP = "\u200b"
_XML = {code: f"\\u{code:04x}" for code in (0xFFFE, 0xFFFF)}
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
    """Text that XML 1.0 can hold; the signs of its markup are left to the XML writer."""
    return clean(text).translate(_XML)


def html(text: str, limit: int = 500) -> str:
    """Text inside HTML that stands in Markdown: no tags, links or mentions, on one line."""
    return _parted(cut(one_line(text), limit)).translate(_HTML_TABLE)


def markdown(text: str, limit: int = 500) -> str:
    """Text inside a Markdown line or table cell: no markup, HTML, links, mentions or images.

    It must not begin a line, where more signs have a meaning.
    """
    return _parted(cut(one_line(text), limit)).translate(_MARKDOWN_TABLE)


def markdown_code(text: str, limit: int = 300, *, cell: bool = False) -> str:
    """Text as a Markdown code span, in which nothing has a meaning; in a table, with `cell`.

    The fence is longer than any run of backticks inside (CommonMark, section 6.1). Comments are
    parted, so that nobody finds our hidden mark twice.
    """
    text = cut(one_line(text).strip() or "-", limit).replace("<!--", "<! --")
    longest = run = 0
    for sign in text:
        run = run + 1 if sign == "`" else 0
        longest = max(longest, run)
    fence = "`" * (longest + 1)
    space = " " if text[0] == "`" or text[-1] == "`" else ""
    text = text.replace("|", "\\|") if cell else text
    return f"{fence}{space}{text}{space}{fence}"


def _parted(text: str) -> str:
    """With an invisible gap in whatever a platform turns into a link: URLs, e-mails, @people,
    #issues, !requests and :emoji:. They do so in the rendered text, where no escape is seen.
    """
    import re

    text = re.sub(r"(?<=[@#!$%~^])(?=\w)|(?<=:)(?=[\w/+-])", _GAP, text)
    return re.sub(r"(?i)\bwww\.(?=\S)", lambda found: found.group() + _GAP, text)


def workflow_data(text: str) -> str:
    """The message of a GitHub workflow command.

    As `escapeData` of actions/toolkit; `##[` is parted for runners that obey it anywhere.
    """
    text = clean(text).replace("##[", "# #[")
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def workflow_property(text: str) -> str:
    """A property of a GitHub workflow command. As `escapeProperty` of actions/toolkit."""
    return workflow_data(one_line(text)).replace(":", "%3A").replace(",", "%2C")


def sarif_message(text: str) -> str:
    """The text of a SARIF message.

    Brackets would begin an embedded link (SARIF 2.1.0, 3.11.6), braces a placeholder (3.11.5).
    """
    return clean(text).translate(_SARIF_TABLE)


def mute(text: str) -> str:
    """Output in which a CI runner finds no command of its own.

    GitHub's obeys `::name::` at the beginning of a line, after blanks, and `##[name]` anywhere;
    Azure's `##vso[…]`, TeamCity's `##teamcity[…]`. A space is put into them.
    """
    if "::" not in text and "##" not in text:
        return text
    import re

    text = re.sub(r"(?m)^(\s*):(?=:)", r"\1: ", text)
    return re.sub(r"#(?=#\w*\[)", "# ", text)
