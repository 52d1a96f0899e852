"""Which projects a portfolio shows, in which groups, and the columns of its phases."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tpmcli.rules.portfolio import Health, Origin, ProjectSummary, Sort, sort_summaries
from tpmcli.rules.portfolio_phases import PhaseCell, PhaseState, columns_of
from tpmcli.rules.portfolio_view import Portfolio, choose, label_values


def project(name: str, health: Health = Health.UNMET, **more: Any) -> ProjectSummary:
    labels = {"team": name[0], **more.pop("labels", {})} if name else {}
    return ProjectSummary(name, name, name, "1", health, labels=labels, **more)


def cells(*phases: str) -> tuple[PhaseCell, ...]:
    return tuple(PhaseCell(phase, phase.title(), PhaseState.LATER) for phase in phases)


A1 = project("a1", phase="build", phases=cells("idea", "build"))
A2 = project("a2", Health.OVERDUE, labels={"tier": "1"})
B1 = project("b1", Health.MET, phase="idea", phases=cells("idea", "build"))
LOST = ProjectSummary("lost")
KNOWN = ProjectSummary("known", "known", labels={"team": "b"})
ALL = [B1, A2, LOST, A1, KNOWN]


def test_groups_by_label_have_those_without_it_last() -> None:
    groups = Portfolio(ALL, "2026-11-22", "team").groups()
    assert [(each.value, list(each.summaries)) for each in groups] == [
        ("a", [A2, A1]),
        ("b", [B1, KNOWN]),
        (None, [LOST]),
    ]


def test_groups_by_state_are_worst_first_and_by_phase_in_order() -> None:
    by_state = Portfolio(ALL, "2026-11-22", "state").groups()
    assert [each.value for each in by_state] == ["not-evaluated", "overdue", "unmet", "met"]
    by_phase = Portfolio(ALL, "2026-11-22", "phase").groups()
    assert [each.value for each in by_phase] == ["idea", "build", None]


def test_values_of_one_key_are_alternatives_and_keys_are_joined() -> None:
    assert choose(ALL, {}) == ALL
    assert choose(ALL, {"team": frozenset("ab")}) == ALL
    assert choose(ALL, {"team": frozenset("a"), "tier": frozenset("1")}) == [A2, LOST]
    assert choose(ALL, {"state": frozenset(["met"])}) == [B1]
    assert choose(ALL, {"phase": frozenset(["idea"])}) == [B1, LOST, KNOWN]


def test_the_labels_of_all() -> None:
    assert label_values(ALL) == {"team": ["a", "b"], "tier": ["1"]}


def test_sorting_by_phase_and_by_age() -> None:
    assert sort_summaries([A1, B1, LOST], Sort.PHASE) == [LOST, B1, A1]
    aged = [
        each._replace(origin=Origin("r", day))
        for each, day in ((A1, "2026-11-02"), (B1, ""), (A2, "2026-11-01"))
    ]
    assert [each.name for each in sort_summaries(aged, Sort.AGE)] == ["b1", "a2", "a1"]


def test_the_columns_keep_the_order_of_each_lifecycle() -> None:
    whole = cells("idea", "design", "build", "test", "launch")
    short = cells("idea", "build", "launch")
    own = cells("idea", "pilot", "launch")
    assert columns_of([short, whole]) == ["idea", "design", "build", "test", "launch"]
    assert columns_of([whole, own]) == ["idea", "pilot", "design", "build", "test", "launch"]


@given(st.lists(st.lists(st.sampled_from("abcdefg"), unique=True).map(sorted), max_size=5))
def test_every_phase_has_one_column(rows: list[list[str]]) -> None:
    found = columns_of([cells(*row) for row in rows])
    assert sorted(found) == sorted({phase for row in rows for phase in row})
