"""Dates and moments as text.

A date is `YYYY-MM-DD` and a moment `YYYY-MM-DDTHH:MM:SSZ`, both UTC. Text of this form sorts as
time does, so rules compare dates as text; only arithmetic needs a calendar. Last dates are
inclusive, in every time zone: a waiver until a date still counts on that date.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def parse_day(text: str) -> date | None:
    """Return the date that `text` names, or None if it is not a date of the calendar.

    Only `YYYY-MM-DD` is accepted: a week date such as `2026-W47-7` would not sort as time does.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def is_moment(text: str) -> bool:
    """Return whether `text` is a moment in UTC, to the second, such as `2026-11-22T14:03:00Z`."""
    if len(text) != 20 or not text.endswith("Z"):
        return False
    try:
        return datetime.fromisoformat(text[:-1]).isoformat(timespec="seconds") == text[:-1]
    except ValueError:
        return False


def day_of(moment: str) -> str:
    """Return the UTC date of a moment."""
    return moment[:10]


def add_days(day: str, days: int) -> str:
    """Return the date `days` after `day`, clamped to 9999-12-31."""
    start = date.fromisoformat(day)
    try:
        return (start + timedelta(days=days)).isoformat()
    except OverflowError:
        return date.max.isoformat()


def days_between(start: str, end: str) -> int:
    """Return the number of days from `start` to `end`; negative if `end` is earlier."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def day_at(seconds: int) -> str:
    """Return the UTC date of a number of seconds since 1970, which must be of the calendar."""
    # Not `fromtimestamp`, which fails for dates before 1970 on some systems.
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date().isoformat()


def moment_at(seconds: int) -> str:
    """Return the moment of a number of seconds since 1970, which must be of the calendar."""
    when = datetime(1970, 1, 1) + timedelta(seconds=seconds)  # noqa: DTZ001 - both are UTC
    return f"{when.isoformat(timespec='seconds')}Z"


def moment(when: datetime) -> str:
    """Format a point in time as the record does: UTC, to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
