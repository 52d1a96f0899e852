"""Days and moments as text.

A day is ``YYYY-MM-DD`` and a moment ``YYYY-MM-DDTHH:MM:SSZ``, both UTC. Text of this form sorts as
time does, so rules compare days as text; only arithmetic needs a calendar. Days are whole and
inclusive: what ends on a day still holds on that day, in every time zone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def parse_day(text: str) -> date | None:
    """The day that the text names, or None where it is no day of the calendar.

    ``YYYY-MM-DD`` and nothing else: a week date such as ``2026-W47-7`` would not sort as time does.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def is_moment(text: str) -> bool:
    """True for a moment in UTC, to the second, such as ``2026-11-22T14:03:00Z``."""
    if len(text) != 20 or not text.endswith("Z"):
        return False
    try:
        return datetime.fromisoformat(text[:-1]).isoformat(timespec="seconds") == text[:-1]
    except ValueError:
        return False


def day_of(moment: str) -> str:
    """The UTC day of a moment."""
    return moment[:10]


def add_days(day: str, days: int) -> str:
    """The day so many days later; the last day of the calendar where it would lie beyond."""
    start = date.fromisoformat(day)
    try:
        return (start + timedelta(days=days)).isoformat()
    except OverflowError:
        return date.max.isoformat()


def days_between(start: str, end: str) -> int:
    """How many days `end` lies after `start`; negative where it lies before."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def moment(when: datetime) -> str:
    """A point in time as the record writes it: UTC, to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
