"""The questions that `gate check` answers, over several gates."""

from __future__ import annotations

import pytest

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.finding import SubjectKind, about_recorded
from tpmcli.model.fix import Advice, Blank, Help, tpm
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import Outcome, ShortIncrement
from tpmcli.model.rule import Reason, Rule, RuleReason
from tpmcli.rules.gate_check import CheckRequest, CheckScope, default_request, phases_to_check
from tpmcli.rules.project import current_phase, find_last_kill, passed
from world.found import Told, said, tell
from world.memory import World, item, promise
from world.people import TPM

FIRST, SECOND, THIRD = "feasibility", "requirements", "release"


def ready() -> World:
    """Three gates of one item each, all answered and signed, none decided."""
    made = World.of(*(item(f"{phase}.base") for phase in (FIRST, SECOND, THIRD)))
    for phase in (FIRST, SECOND, THIRD):
        made.answer(f"{phase}.base")
        made.sign(phase)
    return made


def decided(*phases: str) -> World:
    made = ready()
    for phase in phases:
        made.decide(phase)
    return made


def told(made: World, asked: str, phase: str = "") -> list[Told | str]:
    """The verdict, that of each gate, and every finding."""
    report = made.judged(asked, phase)
    gates = [f"{gate.phase} {gate.verdict}" for gate in report.gates]
    return [str(report.verdict), *gates, *map(tell, report.all_findings())]


def undecided(reason: RuleReason, phase: str, outcome: Outcome | None = None) -> Told:
    """What is said of a gate without a passing decision."""
    return said(reason, phase, tpm("gate", "check", phase), outcome=outcome)


def test_open_gate_met() -> None:
    made = ready()
    assert told(made, "phase", FIRST) == ["met", "feasibility met"]
    report = made.judged("phase", FIRST)
    assert report[:6] == ("ledger-7c1e", "Ledger", "1.0", "2026-11-22", "phase", "met")
    assert report.gates[0].recommendation == ("go", "met")


def test_open_items_weaken_the_recommendation() -> None:
    made = ready()
    made["phases"][0]["items"].append(item(f"{FIRST}.nice", level="should"))
    gate = made.judged("phase", FIRST).gates[0]
    assert gate.recommendation == ("conditional", "met-with-open-should")
    made["phases"][0]["items"].append(item(f"{FIRST}.needed"))
    gate = made.judged("phase", FIRST).gates[0]
    assert gate.recommendation == ("hold", "unmet")


def test_earlier_gates_must_have_passed() -> None:
    made = ready()
    made.decide(SECOND, "hold")
    assert told(made, "phase", THIRD) == [
        "unmet",
        "release unmet",
        undecided(Reason.EARLIER_GATE_UNDECIDED, FIRST),
        undecided(Reason.EARLIER_GATE_NOT_PASSED, SECOND, Outcome.HOLD),
    ]


def test_overdue_condition_of_an_earlier_gate() -> None:
    made = ready()
    made.decide(FIRST, "conditional", conditions=[promise(due="2026-11-21")])
    expected = [
        "unmet",
        "requirements unmet",
        said(
            Reason.CONDITION_OVERDUE,
            FIRST,
            tpm("gate", "close", FIRST, "1", "--evidence", Blank.EVIDENCE),
            until="2026-11-21",
        ),
    ]
    assert told(made, "phase", SECOND) == expected
    made.decide(SECOND)
    assert told(made, "phase", SECOND) == expected
    assert told(made, "through", SECOND)[:3] == ["unmet", "feasibility unmet", "requirements met"]


def test_current_asks_the_first_undecided_gate_or_all() -> None:
    made = decided(FIRST)
    assert told(made, "current") == ["met", "requirements met"]
    made.decide(SECOND, "conditional")
    made.decide(THIRD)
    assert current_phase(made.project()) is None
    assert told(made, "current") == ["met", *(f"{p} met" for p in (FIRST, SECOND, THIRD))]


def test_all_gates_through_a_phase_are_checked() -> None:
    made = decided(FIRST)
    made.decide(SECOND, "hold")
    assert told(made, "through", FIRST) == ["met", "feasibility met"]
    assert told(made, "through", SECOND) == [
        "unmet",
        "feasibility met",
        "requirements unmet",
        undecided(Reason.NOT_PASSED, SECOND, Outcome.HOLD),
    ]
    assert told(made, "through", THIRD)[4:6] == [
        undecided(Reason.NOT_PASSED, SECOND, Outcome.HOLD),
        undecided(Reason.UNDECIDED, THIRD),
    ]


def test_a_project_without_a_passed_gate_has_nothing_decided() -> None:
    made = ready()
    assert told(made, "decided") == ["nothing-decided"]
    made.decide(FIRST, "hold")
    assert told(made, "decided") == ["nothing-decided"]


def test_recycled_below_a_decided_gate() -> None:
    made = decided(FIRST, SECOND)
    made.decide(FIRST, "recycle")
    error = undecided(Reason.EARLIER_GATE_NOT_PASSED, FIRST, Outcome.RECYCLE)
    warning = error._replace(severity="warning")
    assert told(made, "decided") == ["met", "requirements met", warning]
    assert told(made, "phase", SECOND) == ["unmet", "requirements unmet", error]
    report = made.judged("through", SECOND)
    assert [str(gate.verdict) for gate in report.gates] == ["unmet", "unmet"]
    assert report.gates[1].findings[-1].severity == "error"


def test_a_killed_project_fails_at_every_gate() -> None:
    made = decided(FIRST)
    made.decide(SECOND, "kill")
    revive = tpm(
        "gate", "decide", SECOND, "recycle", "--reason", Blank.REASON, people=("tpm", "pm")
    )
    killed = said(Reason.PROJECT_KILLED, SECOND, revive, person=TPM)
    assert told(made, "decided") == ["unmet", "feasibility unmet", killed]
    assert told(made, "phase", FIRST) == ["unmet", "feasibility unmet", killed]
    assert told(made, "phase", SECOND) == ["unmet", "requirements unmet", killed]
    made.decide(SECOND, "recycle")
    made.sign(SECOND, at="2026-11-04T12:00:00Z")
    assert told(made, "phase", SECOND) == ["met", "requirements met"]


@pytest.mark.parametrize("outcome", ["hold", "go", "kill"])
def test_only_a_recycle_takes_a_kill_back(outcome: str) -> None:
    made = ready()
    made.decide(FIRST, "kill")
    made.decide(FIRST, outcome)
    assert _killed(made) == FIRST
    made.decide(FIRST, "recycle")
    assert _killed(made) == ""
    made.decide(FIRST, outcome)
    assert _killed(made) == (FIRST if outcome == "kill" else "")


def test_killed_before_anything_was_decided() -> None:
    made = ready()
    made.decide(FIRST, "kill")
    assert told(made, "decided")[0] == "unmet"


def _killed(made: World) -> str:
    kill = find_last_kill(made.project())
    return kill.phase if kill else ""


def test_killed_at_a_gate_that_is_gone() -> None:
    made = decided(FIRST)
    made.decide(THIRD, "kill")
    made.decide(SECOND, "kill")
    made["phases"].pop()
    assert _killed(made) == SECOND
    made["record"]["decisions"][SECOND] = []
    assert _killed(made) == THIRD
    assert told(made, "decided")[0] == "unmet"


def test_a_later_start() -> None:
    made = ready()
    made["policy"]["start-at"] = SECOND
    assert told(made, "phase", SECOND) == ["met", "requirements met"]
    assert told(made, "phase", FIRST) == ["not-gated", "feasibility not-gated"]
    assert told(made, "through", FIRST) == ["not-gated", "feasibility not-gated"]
    made.decide(SECOND)
    assert told(made, "through", SECOND) == ["met", "requirements met"]
    made["policy"]["start-at"] = ""
    assert told(made, "phase", FIRST) == ["met", "feasibility met"]


def test_a_shorter_trip() -> None:
    made = ready()
    made["policy"]["kinds"] = {"patch": [SECOND]}
    made["record"]["kind"] = "patch"
    assert told(made, "phase", THIRD) == ["not-gated", "release not-gated"]
    made.decide(SECOND)
    refused = said(
        Reason.KIND_NOT_DEPLOYABLE,
        "1.0",
        Advice(Help.LIST_DEPLOY_KIND, name="patch"),
        name="patch",
        names=(FIRST, THIRD),
    )
    assert told(made, "through", SECOND) == ["unmet", "requirements met", refused]
    assert told(made, "through", THIRD) == ["unmet", "release not-gated", refused]
    assert told(made, "decided") == ["met", "requirements met"]
    short = ShortIncrement("1.0", "patch", (FIRST, THIRD))
    assert made.judged("decided").short == made.judged("through", SECOND).short == (short,)
    made["policy"]["deploy-kinds"] = ["patch"]
    assert told(made, "through", SECOND) == ["met", "requirements met"]
    assert told(made, "through", THIRD) == ["not-gated", "release not-gated"]
    gate = made.judged("through", THIRD).gates[0]
    assert (gate.recommendation, gate.counts) == (("hold", "not-gated"), (0, 0, 0, 0, 0))


def problems(made: World, asked: str, phase: str = "") -> list[Problem]:
    with pytest.raises(InvalidInputError) as caught:
        made.judged(asked, phase)
    return list(caught.value.problems)


def meant(name: str) -> Hint:
    return Hint(Remedy.DID_YOU_MEAN, (name,))


def test_a_gate_that_asks_nothing() -> None:
    made = ready()
    made["phases"][0]["items"] = [
        item(f"{FIRST}.nice", level="should"),
        item(f"{FIRST}.other", when=["regulated"]),
        item(f"{FIRST}.later", **{"enforce-from": "2026-11-23"}),
    ]
    assert problems(made, "phase", FIRST) == [
        Problem(
            Flaw.GATE_ASKS_NOTHING,
            (FIRST,),
            hint=Hint(Remedy.SHOW_PHASE, command=tpm("checklist", "show", FIRST)),
        )
    ]


def test_names_that_do_not_resolve() -> None:
    made = decided(FIRST)
    made["policy"]["start-at"] = "requirement"
    made["policy"]["kinds"] = {"patch": []}
    made["record"]["kind"] = "pach"
    assert problems(made, "phase", "realease") == [
        Problem(Flaw.PHASE_UNKNOWN, ("realease",), hint=meant("release")),
        Problem(Flaw.START_UNKNOWN, ("requirement",), hint=meant("requirements")),
        Problem(Flaw.KIND_UNKNOWN, ("pach",), ".tpm/project.yaml", hint=meant("patch")),
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
            hint=Hint(Remedy.VALID_NAMES, ((FIRST, SECOND, THIRD),)),
        )
    ]


def test_what_must_be_looked_at() -> None:
    made = decided(FIRST)
    project = made.project()
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
    made.waive("feasibility.older")
    found = made.judged("decided").findings
    assert [(f.rule, f.subject, f.owners) for f in found] == [
        (Rule.ITEM_REMOVED, about_recorded(SubjectKind.ITEM, "feasibility.gone"), (TPM,)),
        (Rule.ITEM_REMOVED, about_recorded(SubjectKind.ITEM, "feasibility.older"), ()),
    ]
