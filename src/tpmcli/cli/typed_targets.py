"""Paths and links as people type them on one line: quoted as for a shell, or just as they are.

A quoted word may have spaces, and so may a word without quotes if there is a file of that name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence

# As in a shell; a backslash takes its meaning from the next sign, but not on Windows, where it
# stands between folders.
_ESCAPE = "" if os.sep == "\\" else "\\"


def split_targets(line: str, is_file: Callable[[str], bool]) -> list[str]:
    """Return the words of a line; of words that a file's name joins, as many as possible."""
    line = line.strip()
    if is_file(line):
        return [line]
    words = _shell_words(line)
    if words is None:
        # An apostrophe in a name is not a quote.
        words = line.split()
    found = []
    while words:
        count = next(
            (n for n in range(len(words), 1, -1) if is_file(" ".join(words[:n]))),
            1,
        )
        found.append(" ".join(words[:count]))
        words = words[count:]
    return found


def _shell_words(line: str) -> list[str] | None:
    """Return the words as a shell takes them; None if a quote is not closed."""
    from shlex import shlex

    reader = shlex(line, posix=True, punctuation_chars=False)
    reader.whitespace_split = True
    reader.commenters = ""
    reader.escape = _ESCAPE
    try:
        return list(reader)
    except ValueError:
        return None


def complete_target(line: str, start: int, files: Collection[str]) -> list[str]:
    """Return what may stand in the place of the end of a line, from `start` on.

    The line ends at the cursor, and `start` is behind its last space; the name that is being typed
    may begin before. One folder is completed at a time.
    """
    quote, begin = _open_quote(line)
    places = [begin] if quote else [0, *(n + 1 for n, sign in enumerate(line) if sign == " ")]
    for place in places:
        typed = line[place:]
        found = {_next_part(path, len(typed)) for path in files if path.startswith(typed)}
        if found:
            kept, skipped = line[start:place], max(0, start - place)
            return [
                kept + path[skipped:] + ("" if path.endswith("/") else quote)
                for path in sorted(found)
            ]
    return []


def _open_quote(line: str) -> tuple[str, int]:
    """Return the quote that is open at the end of a line, and the place behind it."""
    quote, begin = "", 0
    for place, sign in enumerate(line):
        if quote and sign == quote:
            quote = ""
        elif not quote and sign in "'\"" and line[place - 1 : place] in ("", " "):
            quote, begin = sign, place + 1
    return quote, begin


def _next_part(path: str, done: int) -> str:
    """Return a path up to the end of the folder that follows the first `done` signs."""
    end = path.find("/", done)
    return path if end < 0 else path[: end + 1]


def numbered(words: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return the words, and for a number the name that stands under it, counted from 1."""
    under = {str(number): name for number, name in enumerate(names, 1)}
    return [under.get(word, word) for word in words]
