"""The check `changed`: files were changed recently."""

from __future__ import annotations

from tpmcli.checks.base import (
    CannotRunError,
    CheckContext,
    CheckedFile,
    FailedError,
    FoundFiles,
    Options,
    counted,
    failed,
    passed,
)
from tpmcli.checks.kind import DAYS, GLOB, CheckKind, Option
from tpmcli.checks.sources import find
from tpmcli.model.days import add_days, days_between, parse_day
from tpmcli.model.facts import CheckResult
from tpmcli.model.tree import EntryKind

_GLOB = Option("glob", GLOB, "which files, such as docs/roadmap*.md; empty ones do not count")
_WITHIN = Option(
    "within", DAYS, "how many days ago the last commit may be, such as 45d; the last day counts"
)


def run(options: Options, context: CheckContext) -> CheckResult:
    """Judge the age of the last commit; one after `context.today` is recent enough."""
    glob = _GLOB.of(options)
    within = _WITHIN.of(options)
    if context.history is None:
        raise CannotRunError(f"{glob}: there is no git history to ask")
    # Artifacts of this CI run were never committed.
    found = find(context._replace(artifacts=None), glob)
    sources = _filled(found)
    day = context.history.last_change([source.path for source in sources])
    first = sources[0]
    label = first.path if found.total == 1 else found.label
    if day is None:
        raise FailedError(f"{label}: no commit touches it yet", first)
    if parse_day(day) is None or parse_day(context.today) is None:
        raise CannotRunError(f"{label}: the day of the last change is unknown", first)
    age = days_between(day, context.today)
    when = f"{counted(age, 'day')} ago" if age >= 0 else f"after {context.today}"
    message = f"{label}: last changed on {day}, {when}, needs {counted(within, 'day')} at most"
    result = failed(message, first) if age > within else passed(message, first)
    return result._replace(until=add_days(day, within))


KIND = CheckKind(
    "The last commit that touches one of the files is not older than a number of days.",
    (_GLOB, _WITHIN),
    run,
)


def _filled(found: FoundFiles) -> list[CheckedFile]:
    """Return the files that are not empty: to empty a file is not to work on it."""
    sources = []
    for source in found.sources:
        entry = source.tree.entry(source.path)
        if entry is not None and entry.kind is EntryKind.FILE and entry.size > 0:
            sources.append(source)
    if not sources:
        raise FailedError(f"{found.label}: empty", found.first)
    return sources
