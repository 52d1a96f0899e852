"""A portfolio as it is shown: the projects that are wanted, in order and in groups."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from tpmcli.rules.portfolio import Health, ProjectSummary, Totals, sum_up

OWN_KEYS = ("state", "phase")
"""What every project can be grouped and chosen by, beside the labels of its policy."""


class Group(NamedTuple):
    """The projects with one value of a label, of the state or of the phase, in order.

    `value` is None for those without that label.
    """

    value: str | None
    summaries: tuple[ProjectSummary, ...]


class Portfolio(NamedTuple):
    """Projects on one date, in order.

    `by` is the label that they are grouped by, `state` or `phase`; empty if they are not.
    `left_out` counts the collected reports on pull requests. `max_age` is how many days a report
    may be old; None if there are none, or any age is accepted.
    """

    summaries: Sequence[ProjectSummary]
    today: str
    by: str = ""
    left_out: int = 0
    max_age: int | None = None

    @property
    def collected(self) -> bool:
        """Whether any project was read from a collected report."""
        return any(each.origin is not None for each in self.summaries)

    def totals(self) -> Totals:
        """Add up the whole."""
        return sum_up(self.summaries, self.left_out)

    def groups(self) -> tuple[Group, ...]:
        """Return the groups by their value, those without a value last; one if not grouped."""
        if not self.by:
            return (Group(None, tuple(self.summaries)),)
        found: dict[str | None, list[ProjectSummary]] = {}
        for each in self.summaries:
            found.setdefault(value_of(each, self.by), []).append(each)
        order = _order(self.by, self.summaries)
        values = sorted(found, key=lambda value: (value is None, order(value or "")))
        return tuple(Group(value, tuple(found[value])) for value in values)


def value_of(summary: ProjectSummary, key: str) -> str | None:
    """Return the project's value of a label, of `state` or of `phase`; None if it has none."""
    if key == "state":
        return str(summary.health)
    if key == "phase":
        return summary.phase or None
    return summary.labels.get(key)


def _order(by: str, summaries: Sequence[ProjectSummary]) -> Callable[[str], tuple[int, str]]:
    """Return the sort key of the values: states by badness, phases as they follow each other."""
    from tpmcli.rules.portfolio_phases import columns_of

    names: list[str] = []
    if by == "state":
        names = [str(health) for health in Health]
    elif by == "phase":
        names = columns_of(each.phases for each in summaries)
    ranks = {name: rank for rank, name in enumerate(names)}
    return lambda value: (ranks.get(value, len(ranks)), value.casefold())


def label_values(summaries: Iterable[ProjectSummary]) -> dict[str, list[str]]:
    """Return every label that a project has, by name, with its values, both sorted."""
    found: dict[str, set[str]] = {}
    for each in summaries:
        for name, value in each.labels.items():
            found.setdefault(name, set()).add(value)
    return {name: sorted(found[name], key=str.casefold) for name in sorted(found)}


def choose(
    summaries: Iterable[ProjectSummary], where: Mapping[str, frozenset[str]]
) -> list[ProjectSummary]:
    """Return the projects with one of the values for each key.

    A project that could not be evaluated stays, unless it is known to have another value: nobody
    can tell that it is not one of them.
    """
    return [each for each in summaries if all(_fits(each, key, where[key]) for key in where)]


def _fits(summary: ProjectSummary, key: str, wanted: frozenset[str]) -> bool:
    value = value_of(summary, key)
    unknown = summary.health is Health.NOT_EVALUATED and value is None
    return unknown or value in wanted
