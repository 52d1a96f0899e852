"""Dates on the page, seen from today: how far, how long ago, and months to draw."""

from collections.abc import Sequence
from datetime import date, datetime

from tpmcli.model.days import days_between
from tpmcli.render.dates import in_full
from tpmcli.render.style import plural


def how_far(day: str, today: str) -> str:
    """Return the distance of a date from today."""
    days = days_between(today, day)
    if abs(days) < 2:
        return ("since yesterday", "today", "tomorrow")[days + 1]
    return f"in {days:,} days" if days > 0 else f"since {-days:,} days"


def months_between(first: str, count: int) -> list[list[list[str]]]:
    """Return so many months from a date on, each as weeks of seven dates, empty outside of it."""
    start = date.fromisoformat(first).replace(day=1)
    months = []
    for _ in range(count):
        following = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
        days = [
            start.replace(day=number).isoformat()
            for number in range(1, (following - start).days + 1)
        ]
        cells = [""] * start.weekday() + days
        cells += [""] * (-len(cells) % 7)
        months.append([cells[at : at + 7] for at in range(0, len(cells), 7)])
        start = following
    return months


def span(values: Sequence[str]) -> str:
    """Return the first and the last of several dates in words."""
    return f"{in_full(values[0])} to {in_full(values[-1])}" if values else ""


def how_long_ago(seconds: int, now: datetime) -> str:
    """Return how long ago a moment was, in seconds since 1970; empty if there was none."""
    if not seconds:
        return ""
    minutes = int(now.timestamp() - seconds) // 60
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{plural(minutes, 'minute')} ago"
    if minutes < 48 * 60:
        return f"{plural(minutes // 60, 'hour')} ago"
    return f"{plural(minutes // 1440, 'day')} ago"
