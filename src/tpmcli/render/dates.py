"""Dates as people write them, for pages."""

from __future__ import annotations

from tpmcli.model.days import parse_day

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def written(day: str, today: str) -> str:
    """Return a date in short, `11 Dec`; with the year if that is not the one of today."""
    date = parse_day(day[:10])
    if date is None:
        return day
    short = f"{date.day} {_MONTHS[date.month - 1][:3]}"
    return short if day[:4] == today[:4] else f"{short} {date.year}"


def in_full(day: str) -> str:
    """Return a date with its month and year, `11 December 2026`."""
    date = parse_day(day[:10])
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}" if date is not None else day


def with_weekday(day: str) -> str:
    """Return a date with its day of the week, `Sunday 22 November 2026`."""
    date = parse_day(day[:10])
    return f"{_DAYS[date.weekday()]} {in_full(day)}" if date is not None else day


def with_short_weekday(day: str) -> str:
    """Return a date without its year, `Fri 11 December`."""
    date = parse_day(day)
    if date is None:
        return day
    return f"{_DAYS[date.weekday()][:3]} {date.day} {month(date.month)}"


def month_and_year(day: str) -> str:
    """Return the month of a date, `December 2026`."""
    date = parse_day(day)
    return f"{month(date.month)} {date.year}" if date is not None else day


def month(number: int) -> str:
    """Return the name of a month, from 1."""
    return _MONTHS[number - 1]
