"""Plain terminal text: colour if it is wanted, and lines that fit the width.

Unattended commands need no library for tables and markup: loading one costs more than evaluating a
gate. Text from a file goes through `sanitize_line` or `paragraph`, which make it harmless.
"""

from typing import NamedTuple

from tpmcli.model.place import Place
from tpmcli.text.columns import columns, pieces
from tpmcli.text.sanitize import sanitize_line

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


class Style(NamedTuple):
    """A style of output: `colour` with ANSI codes, `width` in columns, 0 for no wrapping.

    `place` is where the reader stands, for the commands that a renderer adds by itself. `verbose`:
    what is alike is listed one by one. `root` is the project's folder as a `file:` address, if the
    terminal follows links; else empty.
    """

    colour: bool = False
    width: int = 0
    place: Place = Place()
    verbose: bool = False
    root: str = ""

    def paint(self, text: str, *looks: str) -> str:
        """Return the text with these looks, which must be keys of the table above."""
        if not self.colour or not text:
            return text
        codes = ";".join(_CODES[look] for look in looks)
        return f"\x1b[{codes}m{text}\x1b[0m"

    def paragraph(self, text: str, first: str = "", rest: str | None = None) -> list[str]:
        """Return untrusted text as lines that fit; `first` precedes the first, `rest` the others.

        A word longer than the width gets a line of its own, so that paths and commands can be
        copied.
        """
        text = sanitize_line(text)
        rest = " " * len(first) if rest is None else rest
        if not self.width:
            return [first + text]
        lines: list[str] = []
        current = first
        used = columns(first)
        empty = True
        for space, word in pieces(text):
            wanted = columns(space + word)
            if not empty and used + wanted > self.width:
                lines.append(current)
                current, used, empty = rest, columns(rest), True
            current += word if empty else space + word
            used += wanted - (len(space) if empty else 0)
            empty = False
        lines.append(current)
        return lines

    def link(self, lines: list[str], path: str) -> list[str]:
        """Return the lines in which a path of the project, once in full, is a link to the file.

        OSC 8, as terminals agreed on it.
        """
        if not self.root or not path:
            return lines
        from urllib.parse import quote

        from tpmcli.text.paths import split_fragment

        shown, address = sanitize_line(path), quote(split_fragment(path)[0])
        for number, line in enumerate(lines):
            if shown in line:
                linked = f"\x1b]8;;{self.root}/{address}\x1b\\{shown}\x1b]8;;\x1b\\"
                return [*lines[:number], line.replace(shown, linked, 1), *lines[number + 1 :]]
        return lines

    def labelled(self, label: str, text: str, indent: str = "", *looks: str) -> list[str]:
        """Return a painted label and untrusted text behind it, as lines that fit."""
        lines = self.paragraph(text, f"{indent}{label} ", indent + "  ")
        lines[0] = lines[0].replace(label, self.paint(label, *looks), 1)
        return lines


def bar(done: int, total: int, width: int) -> str:
    """Return a bar of so many columns; it is full, or empty, only if it is exactly that."""
    if not total:
        return " " * width
    filled = done * width // total
    if 0 < done < total:
        filled = min(max(filled, 1), width - 1)
    return "▰" * filled + "▱" * (width - filled)


def plural(count: int, one: str, many: str = "") -> str:
    """Return the count with its noun: `1 thing`, `3 things`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def pad(text: str, width: int) -> str:
    """Return the text, filled up with spaces to `width` columns."""
    return text + " " * max(0, width - columns(text))


def cut(text: str, width: int) -> str:
    """Return the text in at most `width` columns, with … if it goes on; 0 for all of it."""
    if not width or len(text) <= width:
        return text
    return text[: max(1, width - 1)].rstrip() + "…"
