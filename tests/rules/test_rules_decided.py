"""Decided gates: what they are based on, what is judged anew, and what is only asked later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tpmcli.model.finding import about_condition
from tpmcli.model.fix import Advice, Blank, Help, tpm
from tpmcli.model.rule import Reason
from tpmcli.rules.conditions import conditions
from tpmcli.rules.project import closings
from tpmcli.rules.scope import checked_items, evidence_paths
from world import oracle
from world.found import Told, said, short, tell
from world.memory import World, item, promise
from world.model import Entry
from world.people import PM, TPM

SPIKE, MARKET, NICE = "feasibility.spike", "feasibility.market", "feasibility.nice"
DAY = "2026-11-03"
REOPEN = tpm(
    "gate", "decide", "feasibility", "recycle", "--reason", Blank.REASON, people=("tpm", "pm")
)
REWRITTEN = said(Reason.DECISION_UNDERMINED, "feasibility", REOPEN, day=DAY)
KEEP = tpm("gate", "close", "feasibility", "2", "--evidence", Blank.EVIDENCE)


def decided(**fields: Any) -> World:
    """A gate of three items, decided; `fields` are of the spike."""
    made = World.of(item(SPIKE, **fields), item(MARKET, "pm"), item(NICE, level="should"))
    made.answer(SPIKE, evidence=["docs/a.md"])
    made.answer(MARKET, evidence=["https://example.com/market"])
    made.sign("feasibility")
    made.decide("feasibility")
    return made


def waived(until: str = "2027-01-10") -> World:
    """A gate that a waiver let through, decided."""
    made = World.of(item(SPIKE), item(MARKET, "pm"))
    made.answer(SPIKE, "not-met")
    made.answer(MARKET)
    made.waive(SPIKE, until)
    made.sign("feasibility")
    made.decide("feasibility", "conditional")
    return made


def told(made: World) -> list[Told | str]:
    """Verdict, then every finding."""
    report = made.judged("decided")
    return [str(report.verdict), *map(tell, report.all_findings())]


def rules(made: World) -> list[str]:
    """Verdict, then severity, rule and subject of every finding."""
    report = made.judged("decided")
    return [str(report.verdict), *map(short, report.all_findings())]


def states(made: World) -> list[str]:
    return [str(entry.state) for entry in made.judged("decided").gates[0].items]


def test_a_decided_gate_holds() -> None:
    made = decided()
    assert told(made) == ["met"]
    gate = made.judged("decided").gates[0]
    assert (states(made), gate.counts, gate.recommendation) == (
        ["satisfied", "satisfied", "open"],
        (2, 2, 0, 1, 0),
        ("go", "met"),
    )
    assert [(s.role, s.state, s.by) for s in gate.signoffs] == [
        ("tpm", "valid", TPM),
        ("pm", "valid", PM),
    ]


# --- the digest ------------------------------------------------------------------------------

Edit = Callable[[World], object]


def _items(made: World) -> Entry:
    entries: Entry = made["record"]["items"]
    return entries


def _decision(made: World) -> Entry:
    entry: Entry = made["record"]["decisions"]["feasibility"][0]
    return entry


EDITS: dict[str, Edit] = {
    "the answer": lambda m: _items(m)[MARKET].update(answer="not-met"),
    "the note": lambda m: _items(m)[MARKET].update(note="bigger"),
    "who answered": lambda m: _items(m)[MARKET].update(by=TPM),
    "the evidence's digest": lambda m: _items(m)[MARKET]["evidence"][0].update(sha256="0"),
    "the evidence": lambda m: _items(m)[MARKET].pop("evidence"),
    "an answer goes": lambda m: _items(m)[MARKET].clear(),
    "an answer comes": lambda m: m.answer(NICE),
    "the waiver": lambda m: _items(m)[SPIKE]["waivers"][0].update(until="2027-01-11"),
    "the waiver goes": lambda m: _items(m)[SPIKE]["waivers"].clear(),
    "the sign-off": lambda m: m["record"]["signoffs"]["feasibility.pm"][0].update(at="2026-11-09"),
    "the sign-off goes": lambda m: m["record"]["signoffs"]["feasibility.pm"].clear(),
    "who decided": lambda m: _decision(m).update(by=PM),
    "the outcome": lambda m: _decision(m).update(decision="go"),
    "the reason": lambda m: _decision(m).update(reason="because"),
    "a condition": lambda m: _decision(m)["conditions"][0].update(due="2029-01-01"),
    "what is open": lambda m: _decision(m)["standing"].append(MARKET),
    "how many waivers": lambda m: _decision(m).update(waivers={}),
    "no such waiver": lambda m: _decision(m).update(waivers={SPIKE: 0}),
    "how many sign-offs": lambda m: _decision(m).update(signoffs={"tpm": 1}),
}


def _full() -> World:
    made = World.of(item(SPIKE), item(MARKET, "pm"), item(NICE, level="should"))
    made.answer(SPIKE, "not-met")
    made.answer(MARKET, evidence=["docs/market.md"])
    made.waive(SPIKE)
    made.sign("feasibility")
    made.decide("feasibility", "conditional", conditions=[promise()])
    return made


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_after_the_decision_is_found(what: str) -> None:
    made = _full()
    assert rules(made) == ["met", f"note not-met {SPIKE}"]
    EDITS[what](made)
    found = told(made)
    assert (found[0], REWRITTEN in found) == ("unmet", True)


def test_appending_disturbs_nothing() -> None:
    made = waived()
    made.waive(SPIKE, at="2026-11-10T09:00:00Z")
    made.waive(MARKET)
    made.sign("feasibility", at="2026-11-10T10:00:00Z")
    assert rules(made) == ["met", f"note not-met {SPIKE}"]


def test_a_decision_that_its_sign_offs_do_not_cover() -> None:
    made = decided()
    made.answer(MARKET, note="made up after signing")
    made.decide("feasibility", at="2026-11-04T12:00:00Z")
    assert told(made) == [
        "unmet",
        said(
            Reason.SIGNOFF_STALE,
            "feasibility.pm",
            tpm("sign", "feasibility", "--role", "pm", people=("pm",)),
            person=PM,
        ),
    ]


def test_a_decision_on_sign_offs_from_before_the_recycle() -> None:
    made = decided()
    made.decide("feasibility", "recycle")
    made.decide("feasibility")
    assert told(made) == [
        "unmet",
        *(
            said(
                Reason.SIGNOFF_MISSING_AGAIN,
                f"feasibility.{role}",
                tpm("sign", "feasibility", "--role", role, people=(role,)),
            )
            for role in ("tpm", "pm")
        ),
    ]
    gate = made.judged("decided").gates[0]
    assert [s.state for s in gate.signoffs] == ["missing", "missing"]


def test_a_role_that_must_sign_only_now_is_not_asked() -> None:
    made = World.of(item(SPIKE), item(MARKET, "pm", standing=True), signoffs=["tpm"])
    made.answer(SPIKE)
    made.answer(MARKET)
    made.sign("feasibility", "tpm")
    made.decide("feasibility")
    made["policy"]["gate"]["signoffs"] = ["tpm", "pm"]
    made["policy"]["people"]["tpm"] = ["successor@example.com"]
    assert told(made) == ["met"]


# --- evidence --------------------------------------------------------------------------------


def test_missing_evidence_undoes_a_decided_gate() -> None:
    made = decided()
    made.there("docs/a.md", "missing")
    restore = Advice(Help.RESTORE_OR_REOPEN, REOPEN)
    assert told(made) == [
        "unmet",
        said(Reason.EVIDENCE_MISSING, SPIKE, restore, path="docs/a.md"),
    ]
    assert states(made) == ["no-evidence", "satisfied", "open"]


@pytest.mark.parametrize(("pin", "expected"), [(False, "note"), (True, "error")])
def test_changed_evidence_undoes_a_decided_gate_if_pinned(pin: bool, expected: str) -> None:
    made = decided(evidence={"pin": pin})
    made.there("docs/a.md", sha256="other")
    verdict = "unmet" if pin else "met"
    assert rules(made) == [verdict, f"{expected} evidence-changed {SPIKE}"]


def test_evidence_of_a_should_only_warns() -> None:
    made = World.of(item(SPIKE), item(NICE, level="should"))
    made.answer(SPIKE)
    made.answer(NICE, evidence=["docs/nice.md"])
    made.sign("feasibility")
    made.decide("feasibility")
    made.there("docs/nice.md", "empty", sha256="other")
    assert rules(made) == ["met", f"warning should-unmet {NICE}"]


def at_open_gate(made: World) -> list[str]:
    report = made.judged("phase", "feasibility")
    return [str(report.verdict), *sorted(map(short, report.all_findings()))]


def weak(made: World) -> None:
    """What is cited shows nothing, or hardly a word; it is the same as when it was cited."""
    cited = made["facts"]["evidence"]["docs/nice.md"]
    cited |= {"thin": True, "placeholder": "TBD", "headings": True}
    made["policy"]["evidence"] = {"thin": "block", "reused": "block", "placeholder": "block"}


def test_what_evidence_shows_is_judged_while_the_gate_is_open() -> None:
    made = World.of(item(SPIKE), item(NICE))
    made.answer(SPIKE)
    made.answer(NICE, evidence=["docs/nice.md"])
    made.sign("feasibility")
    weak(made)
    assert at_open_gate(made) == [
        "unmet",
        f"error evidence-placeholder {NICE}",
        f"error evidence-thin {NICE}",
    ]
    items = made.judged("phase", "feasibility").gates[0].items
    assert [str(entry.state) for entry in items] == ["satisfied", "no-evidence"]


def test_what_evidence_shows_is_not_judged_anew_once_the_gate_is_decided() -> None:
    for standing in (False, True):
        made = World.of(item(SPIKE), item(NICE, standing=standing))
        made.answer(SPIKE)
        made.answer(NICE, evidence=["docs/nice.md"])
        made.sign("feasibility")
        made.decide("feasibility")
        weak(made)
        assert rules(made) == ["met", f"warning evidence-placeholder {NICE}"]
        # Empty as it was when it was cited, by the rules of today.
        cited = made["facts"]["evidence"]["docs/nice.md"]
        made.there("docs/nice.md", "empty", sha256=cited["sha256"], placeholder="")
        assert rules(made) == ["met"]
        made.there("docs/nice.md", "empty")
        assert rules(made) == ["unmet", f"error evidence-empty {NICE}"]


def test_an_answer_after_the_decision_is_judged() -> None:
    made = World.of(item(SPIKE), item(NICE, standing=True))
    made.answer(SPIKE)
    made.answer(NICE)
    made.sign("feasibility")
    made.decide("feasibility")
    made.answer(NICE, evidence=["docs/nice.md"], at="2026-11-10T12:00:00Z")
    made.sign("feasibility", at="2026-11-10T12:00:00Z")
    weak(made)
    assert rules(made) == [
        "unmet",
        f"error evidence-thin {NICE}",
        f"error evidence-placeholder {NICE}",
    ]


def test_one_document_for_four_items_is_reused() -> None:
    names = [f"feasibility.item-{number}" for number in range(4)]
    made = World.of(*(item(name) for name in names))
    for number, name in enumerate(names):
        made.answer(name, evidence=["docs/all.md"] if number else ["docs/all.md#part"])
    made.sign("feasibility")
    made.there("docs/all.md", headings=True)
    assert at_open_gate(made) == ["met"]
    made.answer(names[0], evidence=["docs/all.md"])
    made.sign("feasibility")
    assert at_open_gate(made) == [
        "met",
        *(f"warning evidence-reused {name}" for name in names),
    ]
    made["policy"]["evidence"] = {"reused": "off"}
    assert at_open_gate(made) == ["met"]


def test_evidence_of_what_was_not_met_is_not_looked_at() -> None:
    made = World.of(item(SPIKE), item(NICE, level="should"))
    made.answer(SPIKE)
    made.answer(NICE, "not-met", evidence=["docs/nice.md"])
    made.sign("feasibility")
    made.decide("feasibility")
    made.there("docs/nice.md", "missing")
    assert (rules(made), states(made)) == (["met"], ["satisfied", "not-met"])


# --- what changed since ------------------------------------------------------------------------


def test_added_and_reworded_are_asked_later() -> None:
    made = decided()
    made.find(SPIKE)["title"] = "spike with a result"
    made["phases"][0]["items"] += [item("feasibility.new"), item("feasibility.so", level="should")]
    ask = Advice(Help.REOPEN_TO_ASK, REOPEN)
    assert told(made) == [
        "met",
        said(Reason.ITEM_REWORDED_LATER, SPIKE, ask, severity="warning", day=DAY),
        said(Reason.ITEM_ADDED_LATER, "feasibility.new", ask, severity="warning", day=DAY),
    ]
    assert states(made) == ["stale", "satisfied", "open", "open", "open"]


def test_reworded_and_its_evidence_gone() -> None:
    made = decided()
    made.find(SPIKE)["title"] = "spike with a result"
    made.there("docs/a.md", "missing")
    assert rules(made) == [
        "unmet",
        f"warning added-after-decision {SPIKE}",
        f"error evidence-missing {SPIKE}",
    ]


def test_age_was_judged_then() -> None:
    made = decided()
    made.find(SPIKE)["valid-for"] = 2
    assert told(made) == ["met"]


def test_removed_items_are_said_and_count_for_nothing() -> None:
    made = decided()
    made["phases"][0]["items"] = made["phases"][0]["items"][:1]
    made.there("docs/a.md", "ok")
    # The decision covers it, so `tpm sync` would not retire it.
    kept = Advice(Help.KEPT_FOR_DECISION, name="feasibility")
    assert told(made) == [
        "met",
        said(Reason.ITEM_REMOVED, MARKET, kept, severity="warning"),
    ]


def test_what_checks_answered_is_not_asked_again() -> None:
    by_checks: Entry = {"checks": [{"file": {"glob": "*.md"}}], "answered-by": "checks"}
    made = World.of(item(SPIKE), item(MARKET, **by_checks), item(NICE, **by_checks))
    made.answer(SPIKE)
    made.answer(NICE)
    made.check_says(MARKET, "pass")
    made.check_says(NICE, "pass")
    made.sign("feasibility")
    made.decide("feasibility")
    made["facts"]["checks"].clear()
    made.find(NICE)["title"] = "nicer"
    assert (rules(made), states(made)) == (["met"], ["satisfied"] * 3)
    project = made.project()
    assert checked_items(project, project.checklist.phases) == []


# --- judged anew every day -----------------------------------------------------------------------


def test_an_answer_to_a_standing_item_lapses() -> None:
    made = decided(standing=True, **{"valid-for": 21})
    assert told(made) == ["met"]
    made["facts"]["today"] = "2026-11-23"
    assert rules(made) == ["unmet", f"error answer-lapsed {SPIKE}"]


def test_standing_is_mended_and_signed_anew() -> None:
    made = decided(standing=True)
    made.answer(SPIKE, note="again", at="2026-11-10T09:00:00Z")
    assert rules(made) == ["unmet", "error signoff-stale feasibility.tpm"]
    made.sign("feasibility", "tpm", at="2026-11-10T10:00:00Z")
    assert rules(made) == ["met"]


def test_standing_checks_run_daily() -> None:
    made = World.of(item(SPIKE, standing=True, checks=[{"file": {"glob": "*.md"}}]), item(MARKET))
    made.answer(SPIKE)
    made.answer(MARKET)
    made.check_says(SPIKE, "pass")
    made.sign("feasibility")
    made.decide("feasibility")
    assert rules(made) == ["met"]
    made.check_says(SPIKE, "fail")
    assert rules(made) == ["unmet", f"error disputed {SPIKE}"]
    project = made.project()
    assert [i.id for i in checked_items(project, project.checklist.phases)] == [SPIKE]


def test_standing_and_reworded() -> None:
    made = decided(standing=True, **{"valid-for": 21})
    made.find(SPIKE)["title"] = "spike with a result"
    assert rules(made) == ["met", f"warning added-after-decision {SPIKE}"]
    made.there("docs/a.md", "missing")
    made["facts"]["today"] = "2026-11-23"
    assert rules(made) == [
        "unmet",
        f"warning added-after-decision {SPIKE}",
        f"error answer-lapsed {SPIKE}",
        f"error evidence-missing {SPIKE}",
    ]


def test_standing_pinned_evidence() -> None:
    made = decided(standing=True, evidence={"pin": True})
    made.there("docs/a.md", sha256="other")
    assert rules(made) == ["unmet", f"error evidence-changed {SPIKE}"]


def test_standing_reworded_without_evidence() -> None:
    made = decided(standing=True)
    made.answer(SPIKE, at="2026-11-10T09:00:00Z")
    made.sign("feasibility", "tpm", at="2026-11-10T10:00:00Z")
    made.find(SPIKE)["level"] = "should"
    made["phases"][0]["items"][1]["level"] = "must"
    assert rules(made) == ["met", f"warning added-after-decision {SPIKE}"]


def test_the_waiver_must_live() -> None:
    made = waived("2026-11-22")
    assert rules(made) == ["met", f"warning waiver-expiring {SPIKE}", f"note not-met {SPIKE}"]
    made["facts"]["today"] = "2026-11-23"
    assert rules(made) == ["unmet", f"error waiver-expired {SPIKE}"]


def test_waiver_withdrawn_after_the_decision() -> None:
    made = waived()
    made.withdraw(SPIKE, "2026-11-10T09:00:00Z")
    assert rules(made) == ["unmet", f"error waiver-expired {SPIKE}"]


def test_who_may_approve_was_judged_then() -> None:
    made = waived()
    made["policy"]["waivers"] |= {"approvers": [TPM], "max-days": 1}
    assert rules(made) == ["met", f"note not-met {SPIKE}"]


def test_a_renewal_is_judged_anew() -> None:
    made = waived("2026-11-22")
    made.waive(SPIKE, "2026-12-31", at="2026-11-10T09:00:00Z")
    assert rules(made) == ["unmet", f"error waiver-unapproved {SPIKE}", f"note not-met {SPIKE}"]
    made.sign("feasibility", "pm", at="2026-11-10T10:00:00Z")
    assert rules(made) == ["met", f"note not-met {SPIKE}"]


def test_waived_item_mended() -> None:
    made = waived("2026-11-22")
    made["facts"]["today"] = "2026-11-23"
    made.answer(SPIKE, at="2026-11-10T09:00:00Z")
    made.sign("feasibility", "tpm", at="2026-11-10T10:00:00Z")
    assert rules(made) == ["met"]
    made.find(SPIKE)["title"] = "spike with a result"
    assert rules(made) == ["met", f"warning added-after-decision {SPIKE}"]


def test_rewording_does_not_hide_that_the_waiver_ended() -> None:
    made = World.of(item(SPIKE), item(MARKET))
    made.find(SPIKE)["valid-for"] = 5
    made.answer(SPIKE, at="2026-10-01T12:00:00Z")
    made.answer(MARKET)
    made.waive(SPIKE, "2026-11-21")
    made["facts"]["today"] = "2026-11-03"
    made.sign("feasibility")
    made.decide("feasibility", "conditional")
    made["facts"]["today"] = "2026-11-22"
    made.find(SPIKE)["title"] = "spike with a result"
    assert rules(made) == ["unmet", f"error waiver-expired {SPIKE}"]


# --- conditions --------------------------------------------------------------------------------


def conditional(due: str) -> World:
    made = decided()
    made["record"]["decisions"]["feasibility"].clear()
    made.decide(
        "feasibility", "conditional", conditions=[promise(due="2027-01-01"), promise(due=due)]
    )
    return made


def test_overdue_the_day_after() -> None:
    made = conditional("2026-11-22")
    assert told(made) == ["met"]
    made["facts"]["today"] = "2026-11-23"
    assert told(made) == [
        "unmet",
        said(Reason.CONDITION_OVERDUE, "feasibility", KEEP, until="2026-11-22"),
    ]
    (overdue,) = made.judged("decided").all_findings()
    assert overdue.subject == about_condition("feasibility", 2, "hire a second pair of eyes")


def test_a_closed_condition_holds_while_its_evidence_does() -> None:
    made = conditional("2026-11-21")
    made.close("feasibility", 2, evidence=["docs/kept.md", "https://example.com/kept"])
    assert told(made) == ["met"]
    project = made.project()
    assert evidence_paths(project, project.checklist.phases) == ["docs/a.md", "docs/kept.md"]
    made.there("docs/kept.md", "missing")
    assert told(made) == [
        "unmet",
        said(Reason.CLOSING_EVIDENCE_MISSING, "feasibility", KEEP, path="docs/kept.md"),
    ]
    made["facts"]["evidence"].pop("docs/kept.md")
    assert rules(made) == ["unmet", "error evidence-missing feasibility"]


def test_the_last_closing_counts() -> None:
    made = conditional("2026-11-21")
    made.close("feasibility", 2, evidence=["docs/gone.md"])
    made.close("feasibility", 2, evidence=["docs/kept.md"])
    made.there("docs/gone.md", "missing")
    assert told(made) == ["met"]


def test_a_new_decision_makes_new_promises() -> None:
    made = conditional("2026-11-21")
    made.close("feasibility", 1)
    assert list(closings(made.project().record, "feasibility")) == [1]
    made.decide("feasibility", "recycle")
    project = made.project()
    assert (closings(project.record, "feasibility"), conditions(project, "feasibility")) == ({}, ())
    assert conditions(project, "requirements") == ()


def test_evidence_of_an_item_that_does_not_apply_is_not_looked_up() -> None:
    made = decided(when=["regulated"])
    project = made.project()
    assert evidence_paths(project, project.checklist.phases) == []
    made.cite("docs/unused.md")
    assert oracle.judge(made, "decided").verdict == "met"
