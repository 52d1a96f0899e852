"""Characters that a reader sees, and how many letters a text has."""

from __future__ import annotations

# Letters and signs that are drawn as nothing: Hangul fillers, and the blank of Braille.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# Scripts of which one character says about as much as three letters: Kana, Hangul, Han. First and
# last character of each range.
_DENSE = (
    ("\u1100", "\u11ff"),
    ("\u2e80", "\u2fdf"),
    ("\u3005", "\u3007"),
    ("\u3041", "\u318f"),
    ("\u31a0", "\u31ff"),
    ("\u3400", "\u9fff"),
    ("\uac00", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\uff66", "\uff9f"),
    ("\U00020000", "\U0003ffff"),
)
_DENSE_WEIGHT = 3


def is_visible(text: str) -> bool:
    """Return whether there is a character that is seen.

    Blanks of every kind are not, nor are controls, formats (zero-width characters, soft hyphens,
    byte-order marks), variation selectors and combining marks on nothing.
    """
    for char in text:
        if char.isascii():
            if " " < char < "\x7f":
                return True
        elif char.isprintable() and char not in _BLANK and not _is_mark(char):
            return True
    return False


def count_letters(text: str, enough: int) -> int:
    """Return how many letters and digits the text has, counted until there are `enough`.

    A character of a dense script, such as Chinese, counts three.
    """
    found = 0
    for char in text:
        if char.isalnum():
            found += 1 if char.isascii() or not _is_dense(char) else _DENSE_WEIGHT
            if found >= enough:
                break
    return found


def _is_mark(char: str) -> bool:
    from unicodedata import category

    return category(char)[0] == "M"


def _is_dense(char: str) -> bool:
    return char >= "\u1100" and any(first <= char <= last for first, last in _DENSE)
