"""`tpm log` as text: a paragraph for every commit, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Protocol

from tpmcli.render.problem import problem_line
from tpmcli.render.style import Style, pad
from tpmcli.rules.history import EventType, RecordChange
from tpmcli.text.sanitize import sanitize_line

_WIDTH = 12
_SHORT = 10
_COLOURS = {
    EventType.SIGNED: "green",
    EventType.DECIDED: "green",
    EventType.WAIVED: "yellow",
    EventType.REMOVED: "red",
    EventType.CLEARED: "red",
    EventType.UNREADABLE: "red",
}


class LogEntryView(Protocol):
    """A change and the commit that brought it; `commit` is empty for what is in none yet."""

    @property
    def change(self) -> RecordChange: ...
    @property
    def commit(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def day(self) -> str: ...
    @property
    def title(self) -> str: ...


def render(entries: Iterable[LogEntryView], style: Style) -> str:
    """What happened, ending with a line feed; of nothing, a line that says so."""
    lines: list[str] = []
    for (commit, author, day), group in groupby(
        entries, lambda each: (each.commit, each.author, each.day)
    ):
        head = (
            f"{day}  {commit[:_SHORT]}  {sanitize_line(author)}" if commit else "not committed yet"
        )
        lines += [""] if lines else []
        lines.append(style.paint(head, "bold"))
        for each in group:
            lines += _lines(each, author, style)
    return "\n".join(lines or ["nothing was recorded"]) + "\n"


def _lines(logged: LogEntryView, author: str, style: Style) -> list[str]:
    change = logged.change
    label = pad(change.what, _WIDTH)
    wrapped = style.paragraph(_said(change, logged.title, author), f"  {label}")
    colour = _COLOURS.get(change.what)
    if colour:
        wrapped[0] = wrapped[0].replace(label, style.paint(label, colour), 1)
    return wrapped


def _said(change: RecordChange, title: str, author: str) -> str:
    text = _what(change)
    if change.subject:
        where = f"“{title}” ({change.subject})" if title else _place(change)
        text = f"{where}: {text}" if text else where
    elif change.what in (EventType.BEGAN, EventType.REMOVED):
        text = f"the increment {change.increment}{f': {text}' if text else ''}"
    if change.note:
        text += f"; {change.note}"
    if change.evidence:
        text += f" [{', '.join(change.evidence)}]"
    if change.by and change.by != author:
        text += f", by {change.by}"
    return text


def _place(change: RecordChange) -> str:
    return f"{change.subject} as {change.role.upper()}" if change.role else change.subject


def _what(change: RecordChange) -> str:
    if change.what is EventType.CARRIED:
        return f"{change.text}, from {change.was}"
    if change.what in (EventType.CHANGED, EventType.REMOVED, EventType.CLEARED) and change.was:
        return f"{change.text}, was {change.was}"
    return problem_line(change.problem) if change.problem else change.text
