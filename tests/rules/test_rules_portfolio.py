"""Many projects side by side: what one line says, and which comes first."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.finding import about_gate
from tpmcli.model.problem import Flaw, FlawText, Problem, Word
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.verdict import GateVerdict
from tpmcli.rules.due import Due, DueKind
from tpmcli.rules.portfolio import (
    Health,
    LastDecision,
    ProjectSummary,
    Sort,
    not_evaluated,
    sort_summaries,
    sum_up,
    summarise,
    worst_code,
)
from tpmcli.rules.portfolio_phases import PhaseCell, PhaseState
from tpmcli.rules.status import evaluate_project
from world.memory import World, item, promise
from world.people import PM, TODAY, TPM

ID, NEED, NOTES = "feasibility.spike", "feasibility.need", "release.notes"


def look(made: World) -> ProjectSummary:
    return summarise("here", evaluate_project(made.project(), made.facts()))


def two() -> World:
    return World.of(item(ID), item(NEED, role="pm"), item(NOTES, role="pm"))


def decided() -> World:
    made = two()
    made.answer(ID)
    made.answer(NEED)
    made.sign("feasibility")
    made.decide("feasibility")
    return made


def test_at_the_beginning() -> None:
    found = look(two())
    made = two().project()
    assert found == ProjectSummary(
        "here",
        project=made.policy.id,
        name=made.policy.name,
        increment=made.record.increment,
        health=Health.UNMET,
        phase="feasibility",
        title="Feasibility",
        verdict=GateVerdict.UNMET,
        satisfied=0,
        musts=2,
        unsigned=(TPM_ROLE, PM_ROLE),
        phases=(
            PhaseCell("feasibility", "Feasibility", PhaseState.OPEN, 0, 2),
            PhaseCell("release", "Release", PhaseState.LATER, 0, 1),
        ),
    )
    assert found.open_musts == 2


def test_met_and_to_be_decided() -> None:
    made = two()
    made.answer(ID)
    made.answer(NEED)
    unsigned = look(made)
    assert (unsigned.health, unsigned.open_musts) == (Health.UNMET, 0)
    made.sign("feasibility")
    found = look(made)
    assert (found.health, found.verdict, found.unsigned) == (Health.MET, GateVerdict.MET, ())


def test_after_a_decision_the_next_gate_is_under_way() -> None:
    found = look(decided())
    assert (found.health, found.phase, found.musts) == (Health.UNMET, "release", 1)
    assert found.decision == LastDecision("feasibility", "go", "2026-11-03", TPM)


def test_complete_and_no_longer_holding() -> None:
    made = decided()
    made.answer(NOTES, evidence=["docs/notes.md"])
    made.sign("release")
    made.decide("release")
    found = look(made)
    assert (found.health, found.phase, found.verdict) == (Health.COMPLETE, "", None)
    made["facts"]["evidence"]["docs/notes.md"]["status"] = "missing"
    found = look(made)
    assert (found.health, found.broken) == (Health.NO_LONGER_HOLDS, ("release",))


def test_killed_is_at_rest() -> None:
    made = decided()
    made.decide("release", "kill")
    found = look(made)
    assert (found.health, found.phase, found.broken) == (Health.KILLED, "", ())


def test_what_is_due_and_what_is_overdue() -> None:
    made = two()
    made.answer(ID, "not-met", due=TODAY)
    made.answer(NEED, "not-met", due="2026-11-21")
    found = look(made)
    assert found.health is Health.OVERDUE
    assert found.due is not None
    assert (found.due.day, found.due.owners) == (TODAY, (TPM,))
    assert [(due.day, due.owners) for due in found.overdue] == [("2026-11-21", (PM,))]


def test_live_waivers_are_counted() -> None:
    made = two()
    made.waive(ID)
    made.waive(NEED)
    assert look(made).waived == 2


def test_the_last_decision_at_any_gate() -> None:
    made = decided()
    made.decide("release", "hold", at="2026-11-04T00:00:00Z")
    made.decide("feasibility", "recycle", at="2026-11-05T00:00:00Z")
    found = look(made)
    assert found.decision is not None
    assert (found.decision.phase, found.decision.decision) == ("feasibility", "recycle")
    assert found.decision.day == "2026-11-05"


def refused(made: World) -> list[tuple[FlawText, tuple[Word, ...]]]:
    """Why a project is not evaluated."""
    with pytest.raises(InvalidInputError) as caught:
        look(made)
    return [(each.flaw, each.words) for each in caught.value.problems]


def test_a_gate_that_asks_nothing_is_never_met() -> None:
    made = World.of(item(ID, level="should"))
    assert refused(made) == [(Flaw.GATE_ASKS_NOTHING, ("feasibility",))]
    later = decided()
    for each in later["phases"][1]["items"]:
        each["level"] = "should"
    assert refused(later) == [(Flaw.GATE_ASKS_NOTHING, ("release",))]


def test_a_decided_gate_that_asks_nothing_is_not_evaluated() -> None:
    made = decided()
    for each in made["phases"][0]["items"]:
        each["when"] = ["hosted"]
    assert refused(made) == [(Flaw.GATE_ASKS_NOTHING, ("feasibility",))]


def test_an_increment_without_gates_is_not_evaluated() -> None:
    made = two()
    made["record"]["kind"] = "patch"
    made["policy"]["kinds"] = {"patch": []}
    assert refused(made) == [(Flaw.KIND_WITHOUT_GATE, ("patch",))]


def test_promises_kept_in_mind() -> None:
    made = two()
    for name in (ID, NEED):
        made.answer(name)
    made.sign("feasibility")
    made.decide("feasibility", "conditional", conditions=[promise("x", due="2026-11-21")])
    found = look(made)
    assert found.health is Health.NO_LONGER_HOLDS
    assert [due.kind for due in found.overdue] == [DueKind.CONDITION]


# --- many --------------------------------------------------------------------------------------

DAYS = st.sampled_from(["2026-11-20", "2026-11-22", "2026-12-01"])
DUES = DAYS.map(lambda day: Due(day, DueKind.PLAN, about_gate("s"), ("o",)))


@st.composite
def standings(draw: st.DrawFn) -> ProjectSummary:
    health = draw(st.sampled_from(Health))
    return ProjectSummary(
        draw(st.text("abc", min_size=1, max_size=3)),
        name=draw(st.text("ABc", max_size=3)),
        health=health,
        due=draw(st.none() | DUES),
        overdue=tuple(draw(st.lists(DUES, max_size=2))),
        waived=draw(st.integers(0, 3)),
        code=3 if health is Health.NOT_EVALUATED else 0,
    )


LINES = st.lists(standings(), max_size=8)


def first_day(line: ProjectSummary) -> str:
    days = [due.day for due in line.overdue[:1]] + ([line.due.day] if line.due else [])
    return days[0] if days else "later"


@given(LINES, st.sampled_from(Sort))
def test_arranging_loses_nothing_and_keeps_its_order(
    lines: list[ProjectSummary], sort: Sort
) -> None:
    done = sort_summaries(lines, sort)
    assert sorted(done, key=repr) == sorted(lines, key=repr)
    keys: dict[Sort, Any] = {
        Sort.STATE: lambda line: (list(Health).index(line.health), first_day(line)),
        Sort.DUE: first_day,
        Sort.PHASE: lambda line: 0,
        Sort.AGE: lambda line: 0,
        Sort.NAME: lambda line: ((line.name or line.folder).casefold(), line.folder),
    }
    found = [keys[sort](line) for line in done]
    assert found == sorted(found)
    assert sort_summaries(reversed(lines), sort) == done or len(set(found)) < len(found)


@given(LINES)
def test_the_sum_counts_every_project_once(lines: list[ProjectSummary]) -> None:
    found = sum_up(lines)
    assert found.projects == sum(found.by_health.values()) == len(lines)
    assert list(found.by_health) == list(Health)
    assert found.waived == sum(line.waived for line in lines)
    assert found.overdue == sum(len(line.overdue) for line in lines)
    assert worst_code(lines) == max([line.code for line in lines], default=0)


def test_the_worst_code_counts() -> None:
    lines = [
        not_evaluated("a", [Problem(Flaw.FILE_EMPTY)], 3),
        not_evaluated("b", [Problem(Flaw.FILE_MISSING)], 4),
    ]
    assert worst_code(lines) == 4
    assert worst_code([look(two())]) == 0
