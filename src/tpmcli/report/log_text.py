"""`tpm log` as text: a paragraph for every commit, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Protocol

from tpmcli.model.text import one_line
from tpmcli.report.style import Style, pad
from tpmcli.rules.history import Change, Happening

_WIDTH = 12
_SHORT = 10
_COLOURS = {
    Happening.SIGNED: "green",
    Happening.DECIDED: "green",
    Happening.WAIVED: "yellow",
    Happening.REMOVED: "red",
    Happening.CLEARED: "red",
    Happening.UNREADABLE: "red",
}


class Logged(Protocol):
    """A change and the commit that brought it; `commit` is empty for what is in none yet."""

    @property
    def change(self) -> Change: ...
    @property
    def commit(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def day(self) -> str: ...
    @property
    def title(self) -> str: ...


def render(entries: Iterable[Logged], style: Style) -> str:
    """What happened, ending with a line feed; of nothing, a line that says so."""
    lines: list[str] = []
    for (commit, author, day), group in groupby(
        entries, lambda each: (each.commit, each.author, each.day)
    ):
        head = f"{day}  {commit[:_SHORT]}  {one_line(author)}" if commit else "not committed yet"
        lines += [""] if lines else []
        lines.append(style.paint(head, "bold"))
        for each in group:
            lines += _lines(each, author, style)
    return "\n".join(lines or ["nothing was recorded"]) + "\n"


def _lines(logged: Logged, author: str, style: Style) -> list[str]:
    change = logged.change
    label = pad(change.what, _WIDTH)
    wrapped = style.paragraph(_said(change, logged.title, author), f"  {label}")
    colour = _COLOURS.get(change.what)
    if colour:
        wrapped[0] = wrapped[0].replace(label, style.paint(label, colour), 1)
    return wrapped


def _said(change: Change, title: str, author: str) -> str:
    text = _what(change)
    if change.subject:
        where = f"“{title}” ({change.subject})" if title else _place(change)
        text = f"{where}: {text}" if text else where
    elif change.what in (Happening.BEGAN, Happening.REMOVED):
        text = f"the increment {change.increment}{f': {text}' if text else ''}"
    if change.note:
        text += f"; {change.note}"
    if change.evidence:
        text += f" [{', '.join(change.evidence)}]"
    if change.by and change.by != author:
        text += f", by {change.by}"
    return text


def _place(change: Change) -> str:
    return f"{change.subject} as {change.role.upper()}" if change.role else change.subject


def _what(change: Change) -> str:
    if change.what is Happening.CARRIED:
        return f"{change.text}, from {change.was}"
    if change.what in (Happening.CHANGED, Happening.REMOVED, Happening.CLEARED) and change.was:
        return f"{change.text}, was {change.was}"
    return change.text
