"""The message of a commit that records something, in the words of the log."""

from collections.abc import Sequence

from tpmcli.model.record import (
    CheckRun,
    ConditionClose,
    Decision,
    SignOff,
    Waiver,
)
from tpmcli.render.log.change_text import change_text
from tpmcli.rules.history import EventType, LogEntry
from tpmcli.text.sanitize import sanitize_line

_WIDTH = 72


def commit_message(entries: Sequence[LogEntry]) -> str:
    """Return the message for these changes: the first in its subject, each in its body."""
    said = [_sentence(entry, entry.title or entry.change.subject) for entry in entries]
    more = f" and {len(said) - 1:,} more" if len(said) > 1 else ""
    subject = _fitting(entries[0], more) if entries else "Change the record"
    told = [_paragraph(entry, text) for entry, text in zip(entries, said, strict=True)]
    if len(told) == 1:
        # The subject need not be said twice.
        told = [told[0].removeprefix(f"{subject}\n")]
    body = "\n\n".join(each for each in told if each != subject)
    return f"{subject}\n\n{body}\n" if body else f"{subject}\n"


def _fitting(entry: LogEntry, more: str) -> str:
    """Return the subject, whose title is cut so that it fits."""
    title = sanitize_line(entry.title or entry.change.subject)
    whole = sanitize_line(_sentence(entry, title)) + more
    over = len(whole) - _WIDTH
    if over <= 0 or len(title) <= over + 10:
        return whole if over <= 0 else f"{whole[: _WIDTH - 1].rstrip()}…"
    short = title[: len(title) - over - 1].rstrip()
    return sanitize_line(_sentence(entry, f"{short}…")) + more


def _sentence(entry: LogEntry, title: str) -> str:
    change, told = entry.change, change_text(entry.change)
    recorded = change.entry
    name = f"“{title}”" if entry.title else title
    place = f"{title} as {change.role.short}" if change.role else title
    if change.what is EventType.CLEARED:
        return f"Clear the answer to {name}"
    if change.what is EventType.REMOVED:
        return f"Take back {told.text} at {name}"
    if isinstance(recorded, SignOff):
        return f"Withdraw the sign-off of {place}" if recorded.withdrawn else f"Sign off {place}"
    if isinstance(recorded, Waiver):
        if recorded.withdrawn:
            return f"Withdraw the waiver of {name}"
        return f"Waive {name} until {recorded.until}"
    if isinstance(recorded, Decision):
        return f"Decide {title}: {recorded.outcome}"
    if isinstance(recorded, ConditionClose):
        return f"Close condition {recorded.condition} of {title}"
    if isinstance(recorded, CheckRun):
        return f"Record a check of {name}: {recorded.outcome}"
    if change.what is EventType.BEGAN:
        return f"Begin increment {change.increment}"
    if change.what is EventType.UNREADABLE:
        return "Change a record that cannot be read"
    return f"Answer {name}: {told.text}"


def _paragraph(entry: LogEntry, sentence: str) -> str:
    """Return one change with what was said of it."""
    change, told = entry.change, change_text(entry.change)
    lines = [sentence]
    if entry.title:
        lines.append(f"Item: {change.subject}")
    lines += [f"Evidence: {target}" for target in told.evidence]
    if told.note:
        lines.append(f"Note: {told.note}")
    return "\n".join(map(sanitize_line, lines))
