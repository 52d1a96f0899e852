"""The columns that text takes on a terminal, and where a line of it may end.

East Asian characters and emoji take two columns, combining marks none (Unicode Standard Annex
#11). Scripts without spaces are written on from one line to the next beside any wide character
(UAX #14, simplified), but a path or link stays whole, so that it can be copied.
"""

from __future__ import annotations

# Below the first wide character, a text has as many columns as characters, or fewer.
_FIRST_WIDE = "\u1100"
_NO_COLUMN = frozenset(("Mn", "Me", "Cf"))
# General categories: closing signs stay on the line of what they close, opening ones go with what
# they open.
_CLOSING = _NO_COLUMN | {"Lm", "Pe", "Pf", "Po"}
_OPENING = frozenset(("Pi", "Ps"))


def columns(text: str) -> int:
    """Return how many columns the text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    wide = sum(east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(category(sign) in _NO_COLUMN for sign in text)


def pieces(text: str) -> list[tuple[str, str]]:
    """Return the parts between which a line may end, each with the separator before it.

    That is a space, or empty beside a wide character. Joined, they are the text. What
    stands between backticks, such as a command, is one part, so that it can be copied.
    """
    words = _with_whole_commands(text.split(" ")) if "`" in text else text.split(" ")
    if text.isascii() or max(text) < _FIRST_WIDE:
        return [(" " if number else "", word) for number, word in enumerate(words)]
    return [
        (" " if number and not place else "", part)
        for number, word in enumerate(words)
        for place, part in enumerate([word] if "/" in word else _parts(word))
    ]


def _with_whole_commands(words: list[str]) -> list[str]:
    """Return the words, joined between an opening and a closing backtick."""
    joined: list[str] = []
    inside = False
    for word in words:
        if inside:
            joined[-1] += f" {word}"
        else:
            joined.append(word)
        inside ^= word.count("`") % 2 == 1
    return joined


def _parts(word: str) -> list[str]:
    from unicodedata import category, east_asian_width

    parts = [""]
    wide_before, kind_before = True, ""
    for sign in word:
        wide, kind = east_asian_width(sign) in "WF", category(sign)
        apart = kind not in _CLOSING and kind_before not in _OPENING
        if parts[-1] and (wide or wide_before) and apart:
            parts.append("")
        parts[-1] += sign
        wide_before, kind_before = wide, kind
    return parts
