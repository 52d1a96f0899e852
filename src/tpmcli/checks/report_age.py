"""The age of reports: the time that a report states itself, or else that of its commit.

The oldest report counts: a new one beside it does not make it newer. A report of this CI run that
states no time was made in this run.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tpmcli.checks.base import (
    CannotRunError,
    CheckContext,
    CheckedFile,
    FailedError,
    counted,
    excerpt,
    failed,
)
from tpmcli.checks.kind import DAYS, Option
from tpmcli.model.days import add_days, day_at, days_between, parse_day
from tpmcli.model.facts import CheckOutcome, CheckResult

WITHIN = Option(
    "within",
    DAYS,
    "how many days old the report may be, such as 45d; by the time that it states, else by its last"
    " commit; the last day counts",
    required=False,
)

# Each report without a time of its own costs a question to git.
MAX_UNDATED = 200
# A number above it is in milliseconds: as seconds, it would be the year 5138.
_MILLISECONDS_FROM = 10**11


class DatedReport(NamedTuple):
    """A report, and the times that it states, as it writes them."""

    source: CheckedFile
    times: Sequence[str] = ()


def judge_age(
    result: CheckResult, within: int | None, context: CheckContext, reports: Iterable[DatedReport]
) -> CheckResult:
    """Return the result, or a fail if it is a pass and a report is older than `within` days.

    Raises: FailedError if a report was never committed, CannotRunError if a time is unknown.
    """
    if within is None or result.outcome is not CheckOutcome.PASS:
        return result
    days = _Days(context)
    oldest, source = min(((days.of(report), report.source) for report in reports), key=_first)
    age = days_between(oldest, context.today)
    when = f"{counted(age, 'day')} ago" if age > 0 else "today" if age == 0 else "later"
    told = f"made on {oldest}, {when}, needs {counted(within, 'day')} at most"
    until = add_days(oldest, within)
    if age > within:
        return failed(f"{source.path}: {told}", source)._replace(until=until)
    return result._replace(message=f"{result.message}; {told}", until=until)


def _first(entry: tuple[str, CheckedFile]) -> str:
    return entry[0]


class _Days:
    """Finds the date on which a report was made."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        self._asked = 0

    def of(self, report: DatedReport) -> str:
        """Return the date of the oldest time that a report states, else of its last commit."""
        source, today = report.source, self._context.today
        stated = [_day(source, text) for text in report.times if text.strip()]
        if not stated:
            return today if source.from_run else self._commit_day(source)
        for day in stated:
            # A day more, since the clock of the machine that wrote it may be ahead.
            if days_between(today, day) > 1:
                raise CannotRunError(
                    f"{source.path}: it is dated {day}, which is after {today}", source
                )
        return min(stated)

    def _commit_day(self, source: CheckedFile) -> str:
        history = self._context.history
        if history is None:
            raise CannotRunError(
                f"{source.path}: it states no time, and there is no git history to ask", source
            )
        self._asked += 1
        if self._asked > MAX_UNDATED:
            raise CannotRunError(
                f"{source.path}: more than {MAX_UNDATED} reports state no time", source
            )
        day = history.last_change([source.path])
        if day is None:
            raise FailedError(f"{source.path}: no commit touches it yet", source)
        if parse_day(day) is None:
            raise CannotRunError(f"{source.path}: the day of the last change is unknown", source)
        return day


def _day(source: CheckedFile, text: str) -> str:
    day = read_day(text.strip())
    if day is None:
        raise CannotRunError(f"{source.path}: not a time: '{excerpt(text, 40)}'", source)
    return day


def read_day(text: str) -> str | None:
    """Return the UTC date of a time as reports write it, or None if it is none.

    ISO 8601 (without a zone it is taken for UTC), seconds or milliseconds since 1970, or the form
    of RFC 5322.
    """
    from datetime import UTC, datetime

    if text.isascii() and text.isdigit() and len(text) <= 14:
        seconds = int(text)
        return day_at(seconds // 1000 if seconds >= _MILLISECONDS_FROM else seconds)
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        from email.utils import parsedate_to_datetime

        try:
            when = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    if when.tzinfo is None:
        return when.date().isoformat()
    try:
        return when.astimezone(UTC).date().isoformat()
    except OverflowError:
        return None
