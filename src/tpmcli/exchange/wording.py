"""Texts of a source made fit for a checklist, and the words by which sources say things."""

import re
from typing import NamedTuple

from tpmcli.text.sanitize import BIDI, CONTROL, INVISIBLE, SEPARATORS
from tpmcli.text.visible import is_visible

TITLE_LIMIT = 500
EXPECTED = "Expected evidence: "
"""What stands before the expected evidence of an item in Markdown."""

WHY_LIMIT = 4_000

_BLANKS = dict.fromkeys((*range(9, 14), 0x85, 0xA0, *SEPARATORS, 0x202F, 0x3000), " ")
_DROPPED: dict[int, str] = dict.fromkeys(
    (*CONTROL, *BIDI, *INVISIBLE, 0xAD, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF, 0xFFFC), ""
)
_TABLE: dict[int, str] = {**_DROPPED, **_BLANKS}
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\U0001fffe\U0001ffff\U0002fffe-\U0002ffff]")

# `[ ]`, `[x]`, and the signs by which people draw a box.
_BOX = re.compile(
    r"^(?:\[(?P<in>[ \u00a0xX✓✔✅☑*+~/-]?)\]|(?P<sign>[☐☑☒✅✔✓❌✗⬜⬛🔲🔳🟩◻◽▢□■])\ufe0f?)"
    r"(?=\s|$|\[|\*|`|“|\")\s*",
)
_TASK = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[[ xX]\][ \t]+(.*)$", re.MULTILINE)
_DRAWN_BOXES = frozenset("☐☑☒⬜⬛🔲🔳◻▢□")
_DONE = frozenset("xX✓✔✅☑☒*+■⬛🟩")
_TICKS = frozenset(
    ("x", "✓", "✔", "✅", "☑", "☒", "●", "•", "■", "yes", "y", "[x]", "true", "done", "1")
)
_EMPTY_MARKS = frozenset(
    (
        "",
        "-",
        "\u2013",
        "—",
        "☐",
        "⬜",
        "❌",
        "✗",
        "✘",
        "no",
        "n",
        "[ ]",
        "[]",
        "false",
        "◻",
        "o",
        "0",
    )
)
_EMOJI_NAMES = {
    ":white_check_mark:": "✅",
    ":heavy_check_mark:": "✔",
    ":ballot_box_with_check:": "☑",
    ":x:": "❌",
    ":negative_squared_cross_mark:": "❌",
    ":white_large_square:": "⬜",
}
_DELETED = re.compile(
    r"^\W*(?:\[\s*)?(?:deleted|removed|withdrawn|obsolete|deprecated|retired|superseded)\b(?:[^\]]*\])?",
    re.IGNORECASE,
)
_DELETED_STATES = frozenset(
    ("deleted", "removed", "withdrawn", "obsolete", "deprecated", "retired", "superseded")
)


def clean(text: str) -> str:
    """Return the text on one line, without characters that are invisible or not allowed."""
    if not (text.isascii() and text.isprintable()):
        text = _NONCHARACTERS.sub("", text.translate(_TABLE))
    return " ".join(text.split())


def titled(text: str) -> tuple[str, str]:
    """Return a title that is short enough, and the whole text if it was cut; else empty."""
    text = clean(text)
    if len(text) <= TITLE_LIMIT:
        return text, ""
    cut = text[: TITLE_LIMIT - 1]
    stop = max(cut.rfind(sign, TITLE_LIMIT // 4) for sign in (". ", "? ", "! ", "。", "; "))
    short = cut[: stop + 1] if stop > 0 else f"{cut.rpartition(' ')[0] or cut}…"
    return short, text[:WHY_LIMIT]


class Box(NamedTuple):
    """What stands before a text: whether a box is ticked, None without one, and the rest.

    `is_sign`: it is a tick or a cross, which people also use to decorate a list.
    """

    ticked: bool | None
    rest: str
    is_sign: bool = False


def take_box(text: str) -> Box:
    """Return the box before a text, and the rest of it."""
    text = text.lstrip()
    for name, sign in _EMOJI_NAMES.items():
        if text.startswith(name):
            text = sign + text[len(name) :]
    match = _BOX.match(text)
    if match is None:
        return Box(None, text)
    is_sign = match["in"] is None
    mark = match["sign"] if is_sign else match["in"]
    return Box(mark in _DONE, text[match.end() :], is_sign and mark not in _DRAWN_BOXES)


def tasks_in(text: str) -> tuple[str, ...]:
    """Return the texts of the lines that are written as tasks of Markdown."""
    return tuple(clean(found) for found in _TASK.findall(text))


def tick(cell: str) -> bool | None:
    """Return whether a cell of a table is a tick, False if it is an empty one, None otherwise."""
    text = clean(cell).casefold().replace("\ufe0f", "")
    text = _EMOJI_NAMES.get(text, text)
    if text in _TICKS:
        return True
    return False if text in _EMPTY_MARKS else None


def is_deleted(title: str) -> bool:
    """Return whether a title begins with the note that the item was deleted, as in the ASVS."""
    match = _DELETED.match(title)
    if match is None:
        return False
    # "Deleted accounts are erased" is an item; "[DELETED, MERGED TO 1.2]" and "DELETED" are none.
    return "[" in match[0] or not is_visible(title[match.end() :].strip(" .:;-\u2013\u2014()"))


def is_deleted_state(text: str) -> bool:
    """Return whether a status says that the item does not exist any more."""
    return clean(text).casefold().strip(" .[]()") in _DELETED_STATES


_EMOJI_NAME = re.compile(r"(?<!\S):[a-z0-9_+-]{2,40}:(?!\S)")


def heading_text(text: str) -> str:
    """Return a heading without the names of emoji, such as `:wrench:`, and a colon at its end."""
    return clean(_EMOJI_NAME.sub(" ", text)).rstrip(" :") or clean(text)


def has_text(text: str) -> bool:
    """Return whether a title says anything: a letter or digit of any script."""
    return any(char.isalnum() for char in text)
