"""New entries, whole: what is written, and that it holds at once."""

from __future__ import annotations

import pytest

from tpmcli.model.checklist import Item
from tpmcli.model.record import AnswerValue, Condition, Evidence, Outcome, Waiver
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.rule import Reason
from tpmcli.model.verdict import GateVerdict
from tpmcli.rules.project import Project
from tpmcli.store.formats.fields import plain
from tpmcli.store.record import entries
from world import oracle
from world.memory import SIGNED, World, item
from world.people import PM, TODAY, TPM

ID, COST = "feasibility.spike", "feasibility.cost"
NOW = f"{TODAY}T09:00:00Z"


def one() -> World:
    return World.of(item(ID), item(COST), item("feasibility.need", role="pm"))


def the_item(project: Project, name: str = ID) -> Item:
    return project.checklist.items()[name]


def test_an_answer_with_everything() -> None:
    made = one()
    project = made.project()
    cited = [
        Evidence(path="docs/spike.md#result", sha256="ab"),
        Evidence(url="https://example.com/x"),
    ]
    entry = entries.answer_entry(
        the_item(project),
        AnswerValue.NOT_MET,
        cited,
        by=TPM,
        at=NOW,
        note="nearly",
        owner=PM,
        due="2026-12-01",
    )
    assert list(entry.items()) == [
        ("answer", "not-met"),
        ("role", "tpm"),
        (
            "evidence",
            [{"path": "docs/spike.md#result", "sha256": "ab"}, {"url": "https://example.com/x"}],
        ),
        ("note", "nearly"),
        ("owner", PM),
        ("due", "2026-12-01"),
        ("by", TPM),
        ("at", NOW),
        ("question", oracle.question(made.find(ID))),
    ]
    assert {type(entry[key]) for key in ("answer", "role")} == {str}


def test_an_answer_leaves_out_what_is_empty() -> None:
    made = one()
    project = made.project()
    entry = entries.answer_entry(the_item(project), AnswerValue.MET, (), by=TPM, at=NOW)
    assert entry == {
        "answer": "met",
        "role": "tpm",
        "by": TPM,
        "at": NOW,
        "question": oracle.question(made.find(ID)),
    }


def test_a_carried_answer_says_where_it_was_given_first() -> None:
    made = one()
    raw = dict(made.answer(ID, note="tried"))
    given = made.project().record.item(ID).answer
    assert given is not None
    assert entries.carried_entry(given, "1.0") == {**raw, "carried": "1.0"}
    again = given._replace(carried="0.9")
    assert entries.carried_entry(again, "1.0") == {**raw, "carried": "0.9"}


def test_a_waiver_and_its_end() -> None:
    waiver = Waiver(TPM, NOW, "later", (PM,), "2026-12-01")
    assert plain(waiver) == {
        "reason": "later",
        "by": TPM,
        "approved-by": PM,
        "until": "2026-12-01",
        "at": NOW,
    }
    end = Waiver(PM, NOW, withdrawn=True)
    assert plain(end) == {"withdrawn": True, "by": PM, "at": NOW}
    why = end._replace(reason="done")
    assert plain(why) == {"withdrawn": True, "reason": "done", "by": PM, "at": NOW}


def test_a_sign_off_covers_answers_and_the_waivers_that_its_signer_approved() -> None:
    made = one()
    made["policy"]["aliases"] = {PM: ["pm@home.example"]}
    made.answer("feasibility.need")
    made.waive(ID, "2026-11-21")
    made.waive(ID)
    made.waive(COST, approved_by=TPM)
    project = made.project()
    phase = project.checklist.phases[0]
    entry = entries.signoff_entry(
        project, phase, PM_ROLE, by="pm@home.example", at=NOW, today=TODAY
    )
    assert entry == {
        "by": "pm@home.example",
        "at": NOW,
        "waivers": {ID: 2},
        "digest": oracle.sealed_by_signoff(made, "feasibility", "pm", {ID: 2}),
    }
    # After the waiver's last day there is nothing to cover.
    late = entries.signoff_entry(project, phase, PM_ROLE, by=PM, at=NOW, today="2027-01-11")
    assert late == {
        "by": PM,
        "at": NOW,
        "digest": oracle.sealed_by_signoff(made, "feasibility", "pm", {}),
    }


def decided(made: World, outcome: Outcome, *conditions: Condition) -> entries.Entry:
    """The entry of a decision on the gate as it stands."""
    project = made.project()
    gate = made.judged("phase", "feasibility").gates[0]
    return entries.decision_entry(
        project.record,
        project.checklist.phases[0],
        outcome,
        gate.items,
        gate.recommendation,
        conditions,
        by=PM,
        at=NOW,
        reason="we are sure",
        minutes="docs/minutes.md",
    )


def test_a_decision_names_all_that_it_stands_on() -> None:
    made = one()
    made.find(COST)["standing"] = True
    made.answer(COST)
    made.answer("feasibility.need")
    made.waive(ID)
    made.sign("feasibility")
    entry = decided(made, Outcome.CONDITIONAL, Condition("load test", PM, "2026-12-01"))
    digest = oracle.sealed_by_decision(made, "feasibility", entry)
    assert entry == {
        "decision": "conditional",
        "by": PM,
        "at": NOW,
        "reason": "we are sure",
        "minutes": "docs/minutes.md",
        "recommendation": "conditional",
        "rule": "met-with-waiver",
        "conditions": [{"text": "load test", "owner": PM, "due": "2026-12-01"}],
        "waivers": {ID: 1},
        "signoffs": {"tpm": 1, "pm": 1},
        "standing": [ID, COST],
        "digest": digest,
    }


def test_a_decision_on_nothing() -> None:
    entry = decided(one(), Outcome.HOLD)
    assert {key: value for key, value in entry.items() if key != "digest"} == {
        "decision": "hold",
        "by": PM,
        "at": NOW,
        "reason": "we are sure",
        "minutes": "docs/minutes.md",
        "recommendation": "hold",
        "rule": "unmet",
    }


@pytest.mark.parametrize("outcome", [Outcome.GO, Outcome.CONDITIONAL])
def test_a_gate_holds_by_the_entry_that_decided_it(outcome: Outcome) -> None:
    made = one()
    for name in (ID, COST, "feasibility.need"):
        made.answer(name)
    made.sign("feasibility", at=SIGNED)
    promised = [Condition("load test", PM, "2026-12-01")] if outcome is Outcome.CONDITIONAL else []
    made["record"]["decisions"]["feasibility"] = [decided(made, outcome, *promised)]
    assert made.judged("decided").verdict is GateVerdict.MET
    made.answer(ID, "not-met")
    assert made.judged("decided").verdict is GateVerdict.UNMET


def test_the_closing_of_a_condition() -> None:
    cited = [Evidence(path="docs/test.md", sha256="ab")]
    assert entries.closing_entry(2, cited, by=PM, at=NOW) == {
        "close": 2,
        "evidence": [{"path": "docs/test.md", "sha256": "ab"}],
        "by": PM,
        "at": NOW,
    }
    assert entries.closing_entry(1, cited, by=PM, at=NOW, note="at 2x peak") == {
        "close": 1,
        "evidence": [{"path": "docs/test.md", "sha256": "ab"}],
        "note": "at 2x peak",
        "by": PM,
        "at": NOW,
    }


def test_a_recycled_gate_counts_from_there() -> None:
    made = one()
    for name in (ID, COST, "feasibility.need"):
        made.answer(name)
    made.sign("feasibility")
    made.decide("feasibility")
    again = decided(made, Outcome.RECYCLE)
    assert again["signoffs"] == {"tpm": 1, "pm": 1}
    made["record"]["decisions"]["feasibility"].append(again)
    report = made.judged("phase", "feasibility")
    assert [f.reason for f in report.all_findings()] == [Reason.SIGNOFF_MISSING_AGAIN] * 2
