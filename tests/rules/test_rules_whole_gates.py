"""Case folder: everything that `gate check` says of a project, gate by gate.

A case is a world below, and a file with all that its report holds. To add one, write the world,
run the tests with --write-expected, and read what was written.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tpmcli.model.finding import Arguments, Finding
from tpmcli.model.fix import Advice, Blank, Command, Edit, File, Fix, Help, HelpText, Word
from tpmcli.model.verdict import GateReport, GateResult, ItemVerdict
from world.expected import Expected
from world.found import REASONS
from world.memory import World, item, promise
from world.people import PM, TPM

FOLDER = Path(__file__).parent / "gate_cases"
SPIKE, NEED, COST = "feasibility.spike", "feasibility.need", "feasibility.cost"
DAILY, NICE, LOAD = "feasibility.daily", "feasibility.nice", "testing.load"
ANN, BOB = "ann@example.com", "bob@example.com"
LATER = "2026-11-10T12:00:00Z"


def told(report: GateReport) -> str:
    """All of a report."""
    lines = [f"{report.asked} on {report.as_of}: {report.verdict}"]
    lines += [_finding(each) for each in report.findings]
    for gate in report.gates:
        lines += _gate(gate)
    return "\n".join(lines) + "\n"


def _gate(gate: GateResult) -> list[str]:
    counts = " ".join(f"{key}={value}" for key, value in gate.counts._asdict().items())
    decided = gate.decided
    lines = [
        f"\n{gate.phase} “{gate.title}”: {gate.verdict}",
        f"  recommended: {gate.recommendation.decision} ({gate.recommendation.rule})",
        f"  counts: {counts}",
        f"  decided: {f'{decided.outcome} by {decided.by} at {decided.at}' if decided else '-'}",
    ]
    for each in gate.items:
        lines += _item(each)
    for signoff in gate.signoffs:
        lines.append("  sign-off: " + " ".join(str(value) for value in signoff[:5] if value))
    return [*lines, "  findings:", *(_finding(each) for each in gate.findings)]


def _item(each: ItemVerdict) -> list[str]:
    said = each.answer
    lines = [
        f"  {each.item.id}: {each.state}, must={each.must}, satisfied={each.satisfied}",
        f"    answer: {f'{said.value} by {said.by} at {said.at}' if said else '-'}",
    ]
    if each.waiver is not None or each.waived_until != "":
        by = each.waiver.by if each.waiver else "nobody"
        lines.append(f"    waived until {each.waived_until}, asked for by {by}")
    lines += [f"    check {found.kind}: {found.outcome}, {found.message}" for found in each.checks]
    if each.findings:
        lines.append(f"    said: {' '.join(found.rule.id for found in each.findings)}")
    return lines


def _finding(each: Finding) -> str:
    """All fields of a finding; the arguments by name, if they are set."""
    subject = f"{each.subject.kind} {each.subject.id}"
    if each.subject.number:
        subject += f" {each.subject.number}"
    about = "".join(
        f" {name}={value}"
        for name, value in each.about._asdict().items()
        if value != Arguments._field_defaults[name] and name != "result"
    )
    if each.about.result is not None:
        about += f" result={each.about.result.kind}"
    rule = f" ({each.rule})" if each.rule is not each.reason.rule else ""
    owners, roles = (" ".join(names) or "-" for names in (each.owners, each.roles))
    place = f" | {each.file}:{each.line}" if each.file or each.line else ""
    return (
        f"  {each.severity} {REASONS[each.reason]}{rule} of {subject}{about}"
        f" | {_fix(each.fix)} | {owners} | {roles}{place}"
    )


HELP = {each: name for name, each in vars(Help).items() if isinstance(each, HelpText)}


def _fix(fix: Fix | None) -> str:
    if isinstance(fix, Command):
        people = f" by {' or '.join(fix.people)}" if fix.people else ""
        return " ".join(map(_word, fix.words)) + people
    if isinstance(fix, Advice):
        about = [fix.name, *(_fix(each) for each in (fix.before, fix.command) if each)]
        return f"{HELP[fix.help]}({', '.join(filter(None, about))})"
    if isinstance(fix, Edit):
        return f"{HELP[fix.help]}({fix.file}:{fix.line})"
    assert fix is None
    return "-"


def _word(word: Word) -> str:
    if isinstance(word, File):
        return f"[{word.path}]"
    return f"<{word.name}>" if isinstance(word, Blank) else word


# --- the worlds -------------------------------------------------------------------------------


def _items() -> World:
    more: dict[str, Any] = {"valid-for": 30, "checks": [{"file": {}}], "standing": True}
    made = World.of(
        item(SPIKE, evidence={"required": True}),
        item(NEED, "pm"),
        item(COST),
        item(DAILY, evidence={"pin": True}, **more),
        item(NICE, level="should", checks=[{"tag": {}}]),
        item(LOAD, checks=[{"command": {}}, {"junit": {}}]),
    )
    made["policy"]["people"] = {"tpm": [TPM, ANN], "pm": [PM, BOB]}
    made["policy"]["gate"]["deciders"] = ["tpm", "pm"]
    return made


def fresh() -> World:
    return _items()


def nobody_holds_a_role() -> World:
    made = _items()
    del made["policy"]["people"]["tpm"]
    return made


def _answered() -> World:
    made = _items()
    for name in (SPIKE, NEED, DAILY):
        made.answer(name, evidence=[f"docs/{name}.md"])
    made.waive(COST, until="2026-11-30", by=ANN)
    made.check_says(DAILY, "pass")
    made.check_says(NICE, "fail")
    made.check_says(LOAD, "could-not-run", "fail")
    return made


def waiver_not_signed() -> World:
    return _answered()


def waiver_faults() -> World:
    made = _answered()
    made["policy"]["gate"]["distinct-people"] = "require"
    made["record"]["items"][COST]["waivers"].clear()
    made.waive(COST, until="2027-06-30", by=ANN, approved_by="stranger@example.com")
    made.waive(SPIKE, until="2027-01-01", by=PM)
    made.answer(SPIKE, "not-met", owner=BOB, due="2026-12-24")
    made.waive(NEED, until="2026-11-21", by=ANN)
    made.answer(NEED, "not-met")
    made.waive(DAILY, by=ANN)
    made.withdraw(DAILY)
    made.answer(DAILY, "not-met")
    made.answer(LOAD)
    return made


def should_item_with_a_note() -> World:
    """What is wrong with it warns, and what is only to be seen stays so."""
    made = _answered()
    made.answer(NICE, evidence=["docs/gone.md", "docs/changed.md"])
    made.there("docs/gone.md", "missing")
    made.there("docs/changed.md", sha256="other")
    made.check_says(NICE, "pass")
    return made


def met() -> World:
    made = _answered()
    made.sign("feasibility")
    return made


def one_person_signs() -> World:
    made = _answered()
    made["policy"]["people"]["tpm"].append(PM)
    made.sign("feasibility", by=PM)
    return made


def signatures_do_not_count() -> World:
    made = _answered()
    made.sign("feasibility", "tpm", by=ANN)
    made.answer(SPIKE, evidence=["docs/other.md"])
    made.sign("feasibility", "pm", by="stranger@example.com")
    return made


def _decided(**more: Any) -> World:
    made = _answered()
    made.sign("feasibility")
    made.sign("feasibility", at="2026-11-02T13:00:00Z")
    given: dict[str, Any] = {"by": PM, "conditions": [promise(), promise("tell", "2026-11-20")]}
    made.decide("feasibility", "conditional", **(given | more))
    made.close("feasibility", 1, evidence=["docs/hired.md"])
    made.close("feasibility", 2, evidence=["docs/told.md"])
    return made


def holds() -> World:
    return _decided()


def condition_overdue() -> World:
    made = _decided()
    made["record"]["decisions"]["feasibility"].pop()
    return made


def closing_evidence_gone() -> World:
    made = _decided()
    made.there("docs/hired.md", "missing")
    made.there("docs/told.md", "empty")
    return made


def added_after_decision() -> World:
    made = _decided()
    made.find(NEED)["title"] = "needed by somebody"
    made.find(DAILY)["title"] = "judged daily"
    made["phases"][0]["items"] += [
        item("feasibility.added", "pm"),
        item("feasibility.added-should", level="should"),
        item("feasibility.added-with-a-check", checks=[{"file": {}}]),
        item(
            "feasibility.added-check",
            checks=[{"file": {}}],
            **{"answered-by": "checks"},
        ),
    ]
    made.check_says("feasibility.added-check", "pass")
    return made


def evidence_gone_after_the_decision() -> World:
    made = _decided()
    made.there(f"docs/{SPIKE}.md", "missing")
    made.there(f"docs/{NEED}.md", sha256="other")
    made.there(f"docs/{DAILY}.md", sha256="other")
    return made


def evidence_that_hardly_matters() -> World:
    """Of should-items, of one that is answered not met, and of one that was reworded."""
    made = _items()
    for name in (SPIKE, NEED, DAILY):
        made.answer(name, evidence=[f"docs/{name}.md"])
    made.answer(NICE, evidence=["docs/nice.md"])
    made.answer(COST, "not-met", evidence=["docs/cost.md"])
    made.waive(COST, by=ANN)
    made.sign("feasibility")
    made.decide("feasibility", "conditional", by=PM, conditions=[promise()])
    for name in ("docs/nice.md", "docs/cost.md", f"docs/{SPIKE}.md"):
        made.there(name, "missing")
    made["record"]["decisions"]["feasibility"][0]["standing"].remove(COST)
    made.find(SPIKE)["title"] = "another spike"
    made.check_says(NICE, "pass")
    return made


def daily_item_reworded() -> World:
    """One answered day by day, one that was waived, and what is wrong with them beside."""
    made = _decided()
    made.answer(COST, at="2026-11-03T12:00:01Z", evidence=["docs/cost.md"])
    for name in (COST, DAILY):
        made.find(name)["title"] = f"another {name}"
    made.there("docs/cost.md", "missing")
    made.there(f"docs/{DAILY}.md", sha256="other")
    made["facts"]["today"] = "2026-12-02"
    return made


def daily_item_warns() -> World:
    """Reworded, gone and lapsed, but not enforced yet."""
    made = daily_item_reworded()
    for name in (COST, DAILY, SPIKE):
        made.find(name)["enforce-from"] = "2027-01-01"
    made.there(f"docs/{SPIKE}.md", "missing")
    return made


def waived_item_answered_before_the_decision() -> World:
    made = _decided()
    made.answer(COST, at="2026-11-03T12:00:00Z")
    made.find(COST)["title"] = "another cost"
    return made


def waived_item_answered_before_and_the_waiver_ended() -> World:
    """The waiver was the reason to go on: a reworded answer does not stand in for it."""
    made = waived_item_answered_before_the_decision()
    made["facts"]["today"] = "2026-12-01"
    return made


def waived_item_not_enforced_yet() -> World:
    made = _decided()
    made.find(COST)["enforce-from"] = "2027-06-01"
    return made


def closing_with_two_pieces() -> World:
    """A link says nothing, and what is behind it is looked at."""
    made = _decided()
    made["record"]["decisions"]["feasibility"].pop()
    made.close("feasibility", 2, evidence=["https://example.com", "docs/told.md", "docs/gone.md"])
    made.there("docs/gone.md", "missing")
    return made


def signatures_taken_out() -> World:
    made = _decided()
    del made["record"]["signoffs"]["feasibility.pm"]
    return made


def should_item_not_met_and_reworded() -> World:
    """What its evidence was does not matter."""
    made = _answered()
    made.answer(NICE, "not-met", evidence=["docs/nice.md"])
    made.sign("feasibility")
    given: dict[str, Any] = {"conditions": [promise()]}
    made.decide("feasibility", "conditional", **given)
    made.find(NICE)["title"] = "nicer"
    made.there("docs/nice.md", "missing")
    return made


def waiver_that_the_policy_allows_no_more() -> World:
    """It counted when the gate was decided."""
    made = _decided()
    made["policy"]["waivers"] = {"max-days": 5, "warn-days": 60, "approvers": [BOB]}
    return made


def daily_item_without_an_answer() -> World:
    made = _decided()
    made["record"]["items"][DAILY].clear()
    return made


def condition_of_an_open_one_first() -> World:
    """The first condition is open, and what closed the second is gone."""
    made = _decided()
    del made["record"]["decisions"]["feasibility"][1]
    made.there("docs/told.md", "missing")
    return made


def two_things_wrong_before() -> World:
    """Two earlier gates, each with a condition that is overdue."""
    made = World.of(item(SPIKE), item(LOAD), item("release.notes"))
    made["policy"]["people"] = {"tpm": [TPM, ANN], "pm": [PM, BOB]}
    for phase in ("feasibility", "testing"):
        given: dict[str, Any] = {"conditions": [promise(f"{phase} first", "2026-11-10")]}
        made.decide(phase, "conditional", **given)
    return made


def daily_item_lapsed() -> World:
    made = _decided()
    made["facts"]["today"] = "2026-12-02"
    made.check_says(DAILY, "fail")
    return made


def waiver_ended() -> World:
    made = _decided()
    made["facts"]["today"] = "2026-12-01"
    return made


def waived_item_mended() -> World:
    made = _decided()
    made.answer(COST)
    return made


def waived_item_answered_not_met() -> World:
    made = _decided()
    made.answer(COST, "not-met", at=LATER)
    return made


def waiver_withdrawn() -> World:
    made = _decided()
    made.withdraw(COST, LATER)
    return made


def waiver_renewed() -> World:
    made = _decided()
    made.waive(COST, until="2027-01-15", by=BOB, at=LATER)
    return made


def record_rewritten() -> World:
    made = _decided()
    made.answer(SPIKE, "not-met", at=LATER)
    del made["record"]["signoffs"]["feasibility.pm"][1:]
    made["record"]["signoffs"]["feasibility.tpm"].clear()
    return made


def decision_without_signatures() -> World:
    made = _answered()
    made.decide("feasibility", by=PM)
    return made


def re_opened() -> World:
    made = _decided()
    made.decide("feasibility", "recycle", by=PM, at=LATER)
    return made


def decided_again_on_old_signatures() -> World:
    """They stood before the gate was re-opened, and count no more."""
    made = re_opened()
    given: dict[str, Any] = {"conditions": [promise()], "at": "2026-11-11T12:00:00Z"}
    made.decide("feasibility", "conditional", **given)
    return made


def decided_again_in_a_role_that_nobody_holds() -> World:
    made = decided_again_on_old_signatures()
    del made["policy"]["people"]["pm"]
    return made


def stopped() -> World:
    made = _decided()
    made.decide("feasibility", "kill", by=BOB, at=LATER)
    return made


def later_gate() -> World:
    made = _decided()
    made.answer(LOAD)
    made.sign("testing", at=LATER)
    made.decide("testing", by=ANN, at=LATER)
    return made


def orphan() -> World:
    made = _decided()
    made["record"]["items"]["feasibility.gone"] = {}
    made.answer(LOAD)
    made["phases"][1]["items"] = [item("testing.other")]
    return made


WORLDS: list[Callable[[], World]] = [
    fresh,
    nobody_holds_a_role,
    waiver_not_signed,
    waiver_faults,
    should_item_with_a_note,
    met,
    one_person_signs,
    signatures_do_not_count,
    holds,
    condition_overdue,
    closing_evidence_gone,
    added_after_decision,
    evidence_gone_after_the_decision,
    evidence_that_hardly_matters,
    daily_item_reworded,
    daily_item_warns,
    daily_item_without_an_answer,
    waived_item_answered_before_the_decision,
    waived_item_answered_before_and_the_waiver_ended,
    waived_item_not_enforced_yet,
    closing_with_two_pieces,
    signatures_taken_out,
    should_item_not_met_and_reworded,
    waiver_that_the_policy_allows_no_more,
    condition_of_an_open_one_first,
    two_things_wrong_before,
    daily_item_lapsed,
    waiver_ended,
    waived_item_mended,
    waived_item_answered_not_met,
    waiver_withdrawn,
    waiver_renewed,
    record_rewritten,
    decision_without_signatures,
    re_opened,
    decided_again_on_old_signatures,
    decided_again_in_a_role_that_nobody_holds,
    stopped,
    later_gate,
    orphan,
]


def everything(made: World) -> str:
    """The answers to what can be asked."""
    last = made["phases"][-1]["id"]
    asked = [("phase", "feasibility"), ("phase", last), ("decided", "")]
    reports = [made.judged(*each) for each in asked]
    return "\n----\n".join(told(each) for each in reports)


@pytest.mark.parametrize("make", WORLDS, ids=lambda make: make.__name__)
def test_all_that_a_report_holds_is_as_expected(
    make: Callable[[], World], expected: Expected
) -> None:
    expected(FOLDER / f"{make.__name__.replace('_', '-')}.txt", everything(make()))


def test_every_expectation_has_its_world(expected: Expected) -> None:
    expected.only(FOLDER, [f"{make.__name__.replace('_', '-')}.txt" for make in WORLDS])
