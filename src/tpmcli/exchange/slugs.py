"""Ids of items: stable, and readable where the title has Latin letters."""

from __future__ import annotations

import re
from hashlib import sha256

MOST_WORDS = 9
MOST_LETTERS = 56
_HASH = 8
# Letters that NFKD leaves as they are.
_FOLDED = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "\u0131": "i",
        "þ": "th",
        "ð": "d",
    }
)
_WORD = re.compile(r"[a-z0-9]+")


def slug(text: str) -> str:
    """Return a text as words of ASCII letters and digits with hyphens; empty if it has none."""
    return "-".join(_words(text))


def item_slug(title: str) -> str:
    """Return the id for a title: its first words, or, if it is in another script, its digest.

    Words in Latin letters within another script stay in front of the digest.
    """
    words = _words(title)
    kept: list[str] = []
    for word in words[:MOST_WORDS]:
        if len("-".join([*kept, word])) > MOST_LETTERS:
            break
        kept.append(word)
    if words and not kept:
        kept = [words[0][:MOST_LETTERS]]
    latin = sum(len(word) for word in words)
    foreign = sum(char.isalpha() and not slug(char) for char in title)
    if kept and latin > 4 * foreign:
        return "-".join(kept)
    named = [word for word in kept if len(word) > 2][:3]
    return "-".join([*named, digest(title)] if named else ["item", digest(title)])


def digest(text: str) -> str:
    """Return a short digest of a text."""
    return sha256(text.encode()).hexdigest()[:_HASH]


def _words(text: str) -> list[str]:
    from unicodedata import normalize

    folded = normalize("NFKD", text.translate(_FOLDED)).casefold()
    # An apostrophe parts no word: "aren't".
    plain = re.sub(r"(?<=[a-z])['\u2019](?=[a-z])", "", folded)
    return _WORD.findall("".join(char for char in plain if not "\u0300" <= char <= "\u036f"))
