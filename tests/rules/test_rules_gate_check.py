"""The questions that `gate check` answers, over several gates."""

from __future__ import annotations

import pytest
import worlds
from worlds import World, answer, decide, item, promise, sign, world

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.rules.gate_check import CheckRequest, CheckScope, default_request, phases_to_check
from tpmcli.rules.project import current_phase, killed_at, passed

FIRST, SECOND, THIRD = "feasibility", "requirements", "release"


def ready() -> World:
    """Three gates of one item each, all answered and signed, none decided."""
    made = world(*(item(f"{phase}.base") for phase in (FIRST, SECOND, THIRD)))
    for phase in (FIRST, SECOND, THIRD):
        answer(made, f"{phase}.base")
        sign(made, phase)
    return made


def decided(*phases: str) -> World:
    made = ready()
    for phase in phases:
        decide(made, phase)
    return made


def said(made: World, asked: str, phase: str = "") -> list[str]:
    report = worlds.judged(made, asked, phase)
    gates = [f"{gate.phase} {gate.verdict}" for gate in report.gates]
    found = [f"{f.severity} {f.rule} {f.subject}: {f.message}" for f in report.all_findings()]
    return [str(report.verdict), *gates, *found]


def test_open_gate_met() -> None:
    made = ready()
    assert said(made, "phase", FIRST) == ["met", "feasibility met"]
    report = worlds.judged(made, "phase", FIRST)
    assert report[:6] == ("ledger-7c1e", "Ledger", "1.0", "2026-11-22", "phase", "met")
    assert report.gates[0].recommendation == ("go", "met")


def test_recommendations() -> None:
    made = ready()
    made["phases"][0]["items"].append(item(f"{FIRST}.nice", level="should"))
    gate = worlds.judged(made, "phase", FIRST).gates[0]
    assert gate.recommendation == ("conditional", "met-with-open-should")
    made["phases"][0]["items"].append(item(f"{FIRST}.needed"))
    gate = worlds.judged(made, "phase", FIRST).gates[0]
    assert gate.recommendation == ("hold", "unmet")


def test_earlier_gates() -> None:
    made = ready()
    decide(made, SECOND, "hold")
    assert said(made, "phase", THIRD) == [
        "unmet",
        "release unmet",
        "error earlier-gate-open feasibility: the earlier gate feasibility is not decided",
        "error earlier-gate-open requirements: the earlier gate requirements is decided hold",
    ]


def test_overdue_condition_of_an_earlier_gate() -> None:
    made = ready()
    decide(made, FIRST, "conditional", conditions=[promise(due="2026-11-21")])
    expected = [
        "unmet",
        "requirements unmet",
        (
            "error condition-overdue feasibility: condition 1 of feasibility, “hire a"
            " second pair of"
            " eyes”, was due on 2026-11-21"
        ),
    ]
    assert said(made, "phase", SECOND) == expected
    decide(made, SECOND)
    assert said(made, "phase", SECOND) == expected
    assert said(made, "through", SECOND)[:3] == ["unmet", "feasibility unmet", "requirements met"]


def test_current() -> None:
    made = decided(FIRST)
    assert said(made, "current") == ["met", "requirements met"]
    decide(made, SECOND, "conditional")
    decide(made, THIRD)
    assert current_phase(worlds.project(made)) is None
    assert said(made, "current") == ["met", *(f"{p} met" for p in (FIRST, SECOND, THIRD))]


def test_through() -> None:
    made = decided(FIRST)
    decide(made, SECOND, "hold")
    assert said(made, "through", FIRST) == ["met", "feasibility met"]
    assert said(made, "through", SECOND) == [
        "unmet",
        "feasibility met",
        "requirements unmet",
        "error not-decided requirements: the gate requirements is decided hold",
    ]
    assert said(made, "through", THIRD)[4:6] == [
        "error not-decided requirements: the gate requirements is decided hold",
        "error not-decided release: the gate release is not decided",
    ]


def test_nothing_decided() -> None:
    made = ready()
    assert said(made, "decided") == ["nothing-decided"]
    decide(made, FIRST, "hold")
    assert said(made, "decided") == ["nothing-decided"]


def test_recycled_below_a_decided_gate() -> None:
    made = decided(FIRST, SECOND)
    decide(made, FIRST, "recycle")
    words = "earlier-gate-open feasibility: the earlier gate feasibility is decided recycle"
    assert said(made, "decided") == ["met", "requirements met", f"warning {words}"]
    assert said(made, "phase", SECOND) == ["unmet", "requirements unmet", f"error {words}"]
    report = worlds.judged(made, "through", SECOND)
    assert [str(gate.verdict) for gate in report.gates] == ["unmet", "unmet"]
    assert report.gates[1].findings[-1].severity == "error"


def test_killed() -> None:
    made = decided(FIRST)
    decide(made, SECOND, "kill")
    words = (
        "error killed requirements: the product was stopped at the gate requirements by"
        " tpm@example.com"
    )
    assert said(made, "decided") == ["unmet", "feasibility unmet", words]
    assert said(made, "phase", FIRST) == ["unmet", "feasibility unmet", words]
    assert said(made, "phase", SECOND) == ["unmet", "requirements unmet", words]
    decide(made, SECOND, "recycle")
    sign(made, SECOND, at="2026-11-04T12:00:00Z")
    assert said(made, "phase", SECOND) == ["met", "requirements met"]


def test_killed_before_anything_was_decided() -> None:
    made = ready()
    decide(made, FIRST, "kill")
    assert said(made, "decided")[0] == "unmet"


def test_killed_at_a_gate_that_is_gone() -> None:
    made = decided(FIRST)
    decide(made, THIRD, "kill")
    decide(made, SECOND, "kill")
    made["phases"].pop()
    assert killed_at(worlds.project(made)) == SECOND
    made["record"]["decisions"][SECOND] = []
    assert killed_at(worlds.project(made)) == THIRD
    assert said(made, "decided")[0] == "unmet"


def test_a_later_start() -> None:
    made = ready()
    made["policy"]["start-at"] = SECOND
    assert said(made, "phase", SECOND) == ["met", "requirements met"]
    assert said(made, "phase", FIRST) == ["not-gated", "feasibility not-gated"]
    assert said(made, "through", FIRST) == ["not-gated", "feasibility not-gated"]
    decide(made, SECOND)
    assert said(made, "through", SECOND) == ["met", "requirements met"]
    made["policy"]["start-at"] = ""
    assert said(made, "phase", FIRST) == ["met", "feasibility met"]


def test_a_shorter_trip() -> None:
    made = ready()
    made["policy"]["kinds"] = {"patch": [SECOND]}
    made["record"]["kind"] = "patch"
    assert said(made, "phase", THIRD) == ["not-gated", "release not-gated"]
    decide(made, SECOND)
    assert said(made, "through", SECOND) == ["met", "requirements met"]
    assert said(made, "through", THIRD) == ["not-gated", "release not-gated"]
    gate = worlds.judged(made, "through", THIRD).gates[0]
    assert (gate.recommendation, gate.counts) == (("hold", "not-gated"), (0, 0, 0, 0, 0))


def problems(made: World, asked: str, phase: str = "") -> list[Problem]:
    with pytest.raises(InvalidInputError) as caught:
        worlds.judged(made, asked, phase)
    return list(caught.value.problems)


def test_a_gate_that_asks_nothing() -> None:
    made = ready()
    made["phases"][0]["items"] = [
        item(f"{FIRST}.nice", level="should"),
        item(f"{FIRST}.other", when=["regulated"]),
        item(f"{FIRST}.later", **{"enforce-from": "2026-11-23"}),
    ]
    assert problems(made, "phase", FIRST) == [
        Problem(Flaw.GATE_ASKS_NOTHING, (FIRST,), hint=Hint(Remedy.SHOW_PHASE, (FIRST,)))
    ]


def test_names_that_do_not_resolve() -> None:
    made = decided(FIRST)
    made["policy"]["start-at"] = "requirement"
    made["policy"]["kinds"] = {"patch": []}
    made["record"]["kind"] = "pach"
    assert problems(made, "phase", "realease") == [
        Problem(Flaw.PHASE_UNKNOWN, ("realease",), hint=Hint(Remedy.DID_YOU_MEAN, ("release",))),
        Problem(
            Flaw.START_UNKNOWN,
            ("requirement",),
            hint=Hint(Remedy.DID_YOU_MEAN, ("requirements",)),
        ),
        Problem(
            Flaw.KIND_UNKNOWN,
            ("pach",),
            ".tpm/project.yaml",
            hint=Hint(Remedy.DID_YOU_MEAN, ("patch",)),
        ),
    ]


@pytest.mark.parametrize("asked", ["current", "decided"])
@pytest.mark.parametrize("trip", [[], ["no-such-phase"]])
def test_a_trip_without_gates_passes_none(asked: str, trip: list[str]) -> None:
    made = decided(FIRST)
    made["policy"]["kinds"] = {"none": trip}
    made["record"]["kind"] = "none"
    assert problems(made, asked) == [
        Problem(
            Flaw.KIND_WITHOUT_GATE,
            ("none",),
            ".tpm/project.yaml",
            hint=Hint(Remedy.VALID_NAMES, (("feasibility", "requirements", "release"),)),
        )
    ]


def test_what_must_be_looked_at() -> None:
    made = decided(FIRST)
    project = worlds.project(made)
    names = {
        asked: [phase.id for phase in phases_to_check(project, asked)]
        for asked in (
            default_request(project),
            CheckRequest(CheckScope.DECIDED),
            CheckRequest(CheckScope.THROUGH, SECOND),
            CheckRequest(CheckScope.THROUGH, "nowhere"),
        )
    }
    assert names == {
        CheckRequest(CheckScope.PHASE, SECOND): [SECOND],
        CheckRequest(CheckScope.DECIDED): [FIRST],
        CheckRequest(CheckScope.THROUGH, SECOND): [FIRST, SECOND],
        CheckRequest(CheckScope.THROUGH, "nowhere"): [],
    }
    assert (passed(project.record, FIRST), passed(project.record, SECOND)) == (True, False)


def test_recorded_but_removed_says_who() -> None:
    made = ready()
    made["record"]["items"]["feasibility.old"] = {"waivers": []}
    made["record"]["items"]["feasibility.gone"] = dict(made["record"]["items"]["release.base"])
    worlds.waive(made, "feasibility.older")
    found = worlds.judged(made, "decided").findings
    assert [(f.rule, f.subject, f.owner) for f in found] == [
        ("item-removed", "feasibility.gone", "tpm@example.com"),
        ("item-removed", "feasibility.older", ""),
    ]
