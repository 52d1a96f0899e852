"""`tpm log` as text: a paragraph for every commit, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from tpmcli.render.log.change_text import ChangeText, change_text
from tpmcli.render.style import Style, pad
from tpmcli.rules.history import EventType, LogEntry, RecordChange
from tpmcli.text.sanitize import sanitize_line

_WIDTH = 16
_SHORT = 10
_UNDATED = "unknown date"
_COLOURS = {
    EventType.SIGNED: "green",
    EventType.DECIDED: "green",
    EventType.WAIVED: "yellow",
    EventType.REMOVED: "red",
    EventType.CLEARED: "red",
    EventType.UNREADABLE: "red",
}


def render(entries: Iterable[LogEntry], style: Style) -> str:
    """Return the entries in their order, ending with a line feed; a line that says so if none."""
    lines: list[str] = []
    for (commit, author, day), group in groupby(
        entries, lambda each: (each.commit, each.author, each.day)
    ):
        head = "not committed yet"
        if commit:
            head = f"{day or _UNDATED}  {commit[:_SHORT]}  {sanitize_line(author)}"
        lines += [""] if lines else []
        lines.append(style.paint(head, "bold"))
        for each in group:
            lines += _lines(each, author, style)
    return "\n".join(lines or ["no entries"]) + "\n"


def _lines(logged: LogEntry, author: str, style: Style) -> list[str]:
    change = logged.change
    label = pad(_event(change), _WIDTH)
    wrapped = style.paragraph(_sentence(change, logged.title, author), f"  {label}")
    colour = _COLOURS.get(change.what)
    if colour:
        wrapped[0] = wrapped[0].replace(label, style.paint(label, colour), 1)
    return wrapped


def _sentence(change: RecordChange, title: str, author: str) -> str:
    told = change_text(change)
    text = _with_former(change, told)
    if change.subject:
        where = f"“{title}” ({change.subject})" if title else _place(change)
        text = f"{where}: {text}" if text else where
    elif change.what in (EventType.BEGAN, EventType.REMOVED):
        text = f"increment {change.increment}{f': {text}' if text else ''}"
    if told.note:
        text += f"; {told.note}"
    if told.evidence:
        text += f" [{', '.join(told.evidence)}]"
    if told.by and told.by != author:
        text += f", by {told.by}"
    return text


def _event(change: RecordChange) -> str:
    """Return what happened; an answer that was given again is no change."""
    told = change_text(change)
    again = change.what is EventType.CHANGED and told.was == told.text
    return "answered again" if again else str(change.what)


def _place(change: RecordChange) -> str:
    return f"{change.subject} as {change.role.short}" if change.role else change.subject


def _with_former(change: RecordChange, told: ChangeText) -> str:
    if not told.was or told.was == told.text:
        return told.text
    if change.what in (EventType.REMOVED, EventType.CLEARED):
        return f"{told.text} ({told.was})"
    return f"{told.text}, {'from' if change.what is EventType.CARRIED else 'was'} {told.was}"
