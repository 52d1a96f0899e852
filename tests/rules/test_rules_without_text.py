"""Nothing is decided on text: neither on what a message says, nor on what somebody typed.

Each test is about a place where a sentence was once read back.
"""

from __future__ import annotations

from string import Formatter
from typing import Any

import pytest

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.finding import Arguments, Cause, Finding
from tpmcli.model.fix import Advice, Blank, Help, HelpText, tpm
from tpmcli.model.loosening import Looser, LooserText
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, RuleReason
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.rules import item_verdict
from tpmcli.rules.change.cause import CauseFinder, with_causes, without_inherited
from tpmcli.rules.next import NextStep, StepKind, next_step
from tpmcli.rules.open_gate import blocks_signing
from tpmcli.rules.status import evaluate_project, pick
from world import histories
from world.found import REASONS
from world.memory import World, item, promise
from world.people import PM, TPM

ID, COST = "feasibility.spike", "feasibility.cost"
SIGN_AS_PM = tpm("sign", "feasibility", "--role", "pm", people=(PM,))


def reword(monkeypatch: pytest.MonkeyPatch) -> dict[RuleReason, str]:
    """Give every template another text, made of what was once looked for; return their names."""
    names = dict(REASONS)
    for reason, name in REASONS.items():
        other = reason._replace(message=f"tpm sign {name} (restore it), or not twice: 1")
        names[other] = name
        monkeypatch.setattr(Reason, name, other)
    for holder, kind in ((Help, HelpText), (Looser, LooserText)):
        for name, each in list(vars(holder).items()):
            if isinstance(each, kind):
                monkeypatch.setattr(holder, name, kind(f"tpm sign {name}"))
    return names


def step(made: World, role: str = "") -> NextStep | None:
    status = evaluate_project(made.project(), made.facts())
    return next_step(status, Role(role) if role else None)


# --- messages ----------------------------------------------------------------------------------


def everything(seed: int, names: dict[RuleReason, str]) -> object:
    """All that is judged of a random project, with reasons by their names and without advice."""
    made = histories.make(seed)
    asked, phase = histories.question(seed, made)
    try:
        report = made.judged(asked, phase)
        steps = [step(made, role) for role in ("", "tpm", "pm")]
    except InvalidInputError as error:
        return error.problems
    found = [
        (names[each.reason], each.rule, each.subject, each.severity, each.about, each.owners)
        for each in report.all_findings()
    ]
    states = [(each.item.id, each.state, each.satisfied) for g in report.gates for each in g.items]
    todo = [each and (each.kind, each.phase, each.role, each.item) for each in steps]
    return report.verdict, found, states, todo


def test_another_wording_changes_no_judgement(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [everything(seed, REASONS) for seed in range(200)]
    names = reword(monkeypatch)
    assert [everything(seed, names) for seed in range(200)] == before


def test_who_may_sign_does_not_depend_on_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    reword(monkeypatch)
    made = World.of(item(ID), item(COST))
    made.answer(COST)
    made.waive(ID)
    project, facts = made.project(), made.facts()
    phase = project.checklist.phases[0]
    assert blocks_signing(project, phase, TPM_ROLE, facts) == []
    made.answer(COST, "not-met")
    project = made.project()
    (open_item,) = blocks_signing(project, phase, TPM_ROLE, facts)
    assert open_item.item.id == COST


def test_a_waiver_with_another_fault_is_not_signed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the rule of one that waits for its signature, and its fix may be a command, too."""
    monkeypatch.setattr(
        Reason,
        "WAIVER_APPROVER_UNAUTHORISED",
        Reason.WAIVER_APPROVER_UNAUTHORISED._replace(message=Reason.WAIVER_UNSIGNED.message + "."),
    )
    made = World.of(item(ID))
    made.waive(ID, approved_by="tpm sign feasibility")
    project, facts = made.project(), made.facts()
    (open_item,) = blocks_signing(project, project.checklist.phases[0], TPM_ROLE, facts)
    assert open_item.item.id == ID
    found = step(made)
    assert found is not None
    assert found.kind is StepKind.ITEM


def test_what_fixes_a_waiver_does_not_say_who_may_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    unapproved = item_verdict.unapproved
    advice = Advice(Help.RESTORE)
    monkeypatch.setattr(
        item_verdict, "unapproved", lambda *args: unapproved(*args)._replace(fix=advice)
    )
    made = World.of(item(ID))
    made.waive(ID)
    project, facts = made.project(), made.facts()
    assert blocks_signing(project, project.checklist.phases[0], TPM_ROLE, facts) == []
    made.sign("feasibility", "tpm")
    made.sign("feasibility", "pm", by=PM)
    made.waive(ID)
    found = step(made, "pm")
    assert found is not None
    assert (found.kind, found.fix) == (StepKind.SIGN_WAIVER, advice)


def test_the_next_step_finds_the_signature_owed(monkeypatch: pytest.MonkeyPatch) -> None:
    reword(monkeypatch)
    made = World.of(item(ID))
    made.sign("feasibility")
    made.waive(ID)
    for role in ("", "pm"):
        found = step(made, role)
        assert found is not None
        assert (found.kind, found.fix) == (StepKind.SIGN_WAIVER, SIGN_AS_PM)
    assert step(made, "tpm") is None


def test_every_word_of_a_message_is_known_when_it_is_reported() -> None:
    """A field that nobody filled would be shown as nothing."""
    seen = set()
    for seed in range(400):
        made = histories.make(seed)
        try:
            report = made.judged(*histories.question(seed, made))
        except InvalidInputError:
            continue
        for finding in report.all_findings():
            empty = [
                name
                for _, name, _, _ in Formatter().parse(finding.reason.message)
                if name in Arguments._fields
                and name != "detail"
                and getattr(finding.about, name) == Arguments._field_defaults[name]
            ]
            assert not empty, (REASONS[finding.reason], empty)
            seen.add(finding.reason)
    assert len(seen) > 35


# --- causes ------------------------------------------------------------------------------------


def compared(base: World, changed: World, asked: str = "phase") -> GateReport:
    """The report on a project after a change, with causes; the base was so when committed."""
    before, after = (made.judged(asked, "feasibility") for made in (base, changed))
    known = list(before.all_findings())
    return with_causes(after, CauseFinder(known, lambda: known))


def causes(report: GateReport) -> list[tuple[str, int, int, Cause | None]]:
    """The evidence, the check or the condition of each finding, and the finding's cause."""
    return [
        (each.about.path, each.about.check, each.subject.number, each.cause)
        for each in report.all_findings()
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("docs/plan (1).md", "docs/plan (2).md"),
        ("docs/plan.md", "docs/plan.md (2)"),
        ("a, evidence for “spike”, b", "a, evidence for “spike”, c"),
    ],
)
def test_another_lost_file_is_this_changes_fault(one: str, other: str) -> None:
    def without(lost: str) -> World:
        made = World.of(item(ID))
        made.answer(ID, evidence=[one, other])
        made.sign("feasibility")
        made.there(lost, "missing")
        return made

    report = compared(without(one), without(other))
    assert causes(report) == [(other, 0, 0, Cause.THIS_CHANGE)]
    assert without_inherited(report).verdict is GateVerdict.UNMET
    same = compared(without(one), without(one))
    assert causes(same) == [(one, 0, 0, Cause.INHERITED)]
    assert without_inherited(same).verdict is GateVerdict.MET


def test_of_two_checks_one_may_be_inherited_and_one_new() -> None:
    def checked(*outcomes: str) -> World:
        made = World.of(item(ID, checks=[{"junit": {"file": "a"}}, {"junit": {"file": "b"}}]))
        made.answer(ID)
        made.sign("feasibility")
        made.check_says(ID, *outcomes)
        return made

    base = checked("fail", "pass")
    assert causes(compared(base, checked("fail", "fail"))) == [
        ("", 1, 0, Cause.INHERITED),
        ("", 2, 0, Cause.THIS_CHANGE),
    ]
    moved = compared(base, checked("pass", "fail"))
    assert causes(moved) == [("", 2, 0, Cause.THIS_CHANGE)]
    assert without_inherited(moved).verdict is GateVerdict.UNMET


def test_the_first_condition_is_not_the_tenth() -> None:
    def overdue(*numbers: int) -> World:
        made = World.of(item(ID))
        made.answer(ID)
        made.sign("feasibility")
        promises: Any = [promise(f"condition {n}", "2026-11-20") for n in range(11, 1, -1)]
        made.decide("feasibility", "conditional", conditions=promises)
        for number in range(1, 11):
            if number not in numbers:
                made.close("feasibility", number, evidence=["docs/kept.md"])
        return made

    assert causes(compared(overdue(1), overdue(10))) == [("", 0, 10, Cause.THIS_CHANGE)]
    assert causes(compared(overdue(10), overdue(1, 10))) == [
        ("", 0, 1, Cause.THIS_CHANGE),
        ("", 0, 10, Cause.INHERITED),
    ]
    for number in (1, 10):
        found = step(overdue(number))
        assert found is not None
        assert found.fix == tpm(
            "gate", "close", "feasibility", str(number), "--evidence", Blank.EVIDENCE
        )


# --- names that look like something else -------------------------------------------------------


def test_an_item_whose_id_ends_like_a_sign_off() -> None:
    name = "feasibility.pm"
    made = World.of(item(ID), item(name))
    made.answer(ID)
    made.answer(name, evidence=["docs/a.md"])
    made.sign("feasibility")
    made.decide("feasibility")
    made.there("docs/a.md", "missing")
    found = step(made, "tpm")
    assert found is not None
    assert (found.kind, found.role) == (StepKind.REPAIR, TPM_ROLE)
    other = step(made, "pm")
    assert other is None or other.kind is not StepKind.REPAIR


def test_an_item_whose_title_looks_like_a_command() -> None:
    made = World.of(item(ID, title="tpm sign feasibility --role pm"))
    project, facts = made.project(), made.facts()
    (open_item,) = blocks_signing(project, project.checklist.phases[0], TPM_ROLE, facts)
    assert open_item.item.id == ID


def test_a_comma_in_an_address_parts_nobody() -> None:
    odd, more = '"Doe, Ann"@example.com', "pm, Ann"
    later: Any = {"enforce-from": "2027-06-01"}
    made = World.of(item(ID, **later), item(COST))
    made["policy"]["people"]["tpm"] = [odd, more]
    report = made.judged("phase", "feasibility")
    owners = {each.owners for each in report.all_findings() if each.roles == (TPM_ROLE,)}
    assert owners == {(odd, more)}
    status = evaluate_project(made.project(), made.facts())
    (due,) = status.due
    assert due.owners == (odd, more)
    for owner in (odd, more, "tpm"):
        assert pick(status, owner=owner) == status.due
    for part in ('"Doe', 'Ann"@example.com', "Ann", "pm", PM, TPM):
        assert pick(status, owner=part) == ()


def test_findings_are_told_apart_by_what_they_are_about() -> None:
    """Not by people, days, commands or the wording."""
    report = World.of(item(ID), item(COST)).judged("phase", "feasibility")
    found = list(report.all_findings())
    identities = {each.identity for each in found}
    assert len(identities) == len(found) == 4
    other = Arguments(person="x", day="2026-01-01", name="x", before="x", entries="x")
    changed: list[Finding] = [
        each._replace(about=other, fix=None, owners=("x",), file="x", line=9) for each in found
    ]
    assert {each.identity for each in changed} == identities
