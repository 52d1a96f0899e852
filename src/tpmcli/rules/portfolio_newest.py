"""The newest state of each project, out of reports that were collected over time."""

from typing import NamedTuple

from tpmcli.model.days import days_between
from tpmcli.rules.portfolio import Origin, ProjectSummary

_Rank = tuple[bool, str, str, str]


class Newest:
    """The newest state of each project and increment, while reports are added one by one.

    A report dated after today comes from a wrong clock or from an outlook with `--as-of`: any other
    one is newer. Of the same date, the one of the later commit is.
    """

    def __init__(self, today: str, max_age: int | None) -> None:
        """Take the date to evaluate, and the days that a report may be old; None for any."""
        self._today = today
        self._max_age = max_age
        self._found: dict[tuple[str, str], _State] = {}
        self._unnamed: list[ProjectSummary] = []

    def add(self, summary: ProjectSummary, origin: Origin) -> None:
        """Add the state of a project, as a report has it."""
        if origin.as_of:
            days = days_between(origin.as_of, self._today)
            old = self._max_age is not None and days > self._max_age
            origin = origin._replace(days=days, old=old)
        summary = summary._replace(origin=origin)
        if not summary.project:
            self._unnamed.append(summary)
            return
        key = summary.project, summary.increment
        rank = (origin.days >= 0, origin.as_of, origin.committed, origin.report)
        known = self._found.get(key)
        if known is None:
            self._found[key] = _State(rank, summary, 0)
        elif rank > known.rank:
            self._found[key] = _State(rank, summary, known.earlier + 1)
        else:
            self._found[key] = known._replace(earlier=known.earlier + 1)

    def summaries(self) -> list[ProjectSummary]:
        """Return the newest state of each project, with the number of those that it replaces."""
        found = [
            state.summary._replace(origin=state.summary.origin._replace(earlier=state.earlier))
            if state.earlier and state.summary.origin
            else state.summary
            for state in self._found.values()
        ]
        return [*found, *self._unnamed]


class _State(NamedTuple):
    rank: _Rank
    summary: ProjectSummary
    earlier: int
