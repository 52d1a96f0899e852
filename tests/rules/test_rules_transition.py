"""From the records of the base to those of the result: what was taken back."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tpmcli.model.finding import (
    Arguments,
    Finding,
    Subject,
    SubjectKind,
    about_decision,
    about_gate,
    about_increment,
    about_recorded,
    about_signoff,
)
from tpmcli.model.fix import Advice, Blank, Help, HelpText, tpm
from tpmcli.model.record import CheckRun, Record
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.role import Role
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.rules.change.transition import Records, find_rewrites, record_changed, reopens
from tpmcli.rules.project import Project
from world.memory import World, item
from world.model import Entry
from world.people import PM, TPM

SPIKE, NEED, LOAD = "feasibility.spike", "feasibility.need", "testing.load"
FILE = ".tpm/project.yaml"
LATER = "2026-11-05T12:00:00Z"


def base() -> World:
    """Feasibility is decided, with a waiver; testing is answered and signed."""
    made = World.of(item(SPIKE), item(NEED, "pm"), item("feasibility.cost"), item(LOAD))
    made.answer(SPIKE)
    made.answer(NEED)
    made.waive("feasibility.cost")
    made.sign("feasibility")
    made.decide("feasibility", "conditional", by=PM)
    made.answer(LOAD)
    made.sign("testing", "tpm")
    return made


def one(record: Record, **others: Record) -> Records:
    """One project file, and files of other increments by their names."""
    more = {each.increment: each for each in others.values()}
    return Records(record, {record.increment: record, **more})


def after(change: Callable[[World], Any]) -> tuple[Project, Records, Records]:
    """What is asked, the base, and what a change makes of it."""
    was = base()
    now = deepcopy(was)
    change(now)
    project = now.project()
    return project, one(was.project().record), one(project.record)


def found(change: Callable[[World], Any]) -> list[Finding]:
    project, before, result = after(change)
    return find_rewrites(before, result, project)


def _items(made: World) -> Entry:
    found: Entry = made["record"]["items"]
    return found


def _reanswer(made: World) -> None:
    made.answer(SPIKE, "not-met", at=LATER)


def _recycle(made: World) -> None:
    made.decide("feasibility", "recycle", at=LATER)


def _each(made: World, *changes: Callable[[World], None]) -> None:
    for change in changes:
        change(made)


def _close(made: World) -> None:
    made["record"]["decisions"]["feasibility"].append(
        {"closes": 1, "by": PM, "at": LATER, "evidence": []}
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda made: None,
        lambda made: made.answer(LOAD, "not-met"),
        lambda made: _items(made).pop(LOAD),
        lambda made: made.waive("feasibility.cost", at=LATER),
        lambda made: made.withdraw("feasibility.cost", LATER),
        lambda made: made.waive(LOAD),
        lambda made: made.sign("testing", at=LATER),
        lambda made: made.sign("feasibility", at=LATER),
        lambda made: made.decide("testing", at=LATER),
        _close,
        lambda made: _each(made, _recycle, _reanswer),
        lambda made: _each(made, _reanswer, _recycle),
    ],
)
def test_what_is_appended_or_open_rewrites_nothing(change: Callable[[World], Any]) -> None:
    assert found(change) == []


Entries = tuple[Subject, str, Advice]
"""A list of entries: what it is about, its name, and the way to take an entry back."""


def _waivers(name: str) -> Entries:
    end = tpm("waive", name, "--withdraw")
    return about_recorded(SubjectKind.WAIVER, name), "waivers", Advice(Help.RESTORE_WAIVERS, end)


def _signoffs(phase: str, role: Role) -> Entries:
    withdraw = tpm("sign", phase, "--role", str(role), "--withdraw", people=(str(role),))
    advice = Advice(Help.RESTORE_SIGNOFFS, withdraw)
    return about_signoff(phase, role), "sign-offs", advice


RECYCLE = tpm(
    *("gate", "decide", "feasibility", "recycle", "--reason", Blank.REASON), people=("tpm", "pm")
)
COSTS, LOADS = _waivers("feasibility.cost"), _waivers(LOAD)
TESTED = _signoffs("testing", TPM_ROLE)
TAKEN = about_decision("feasibility"), "decisions", Advice(Help.RESTORE_DECISIONS, RECYCLE)


def lost(of: Entries, owner: str, reason: RuleReason = Reason.ENTRIES_REMOVED) -> Finding:
    """A list of entries is not the old one with more at its end."""
    subject, entries, fix = of
    about = Arguments(entries=entries)
    return Finding(reason, subject, Severity.ERROR, about, fix, (owner,), file=FILE)


CHANGED = Reason.ENTRIES_CHANGED


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (lambda made: _items(made)["feasibility.cost"]["waivers"].clear(), lost(COSTS, TPM)),
        (lambda made: _items(made).pop("feasibility.cost"), lost(COSTS, TPM)),
        (
            lambda made: _items(made)["feasibility.cost"]["waivers"][0].update(until="2027-02-01"),
            lost(COSTS, TPM, CHANGED),
        ),
        (
            lambda made: made["record"]["signoffs"]["feasibility.pm"].clear(),
            lost(_signoffs("feasibility", PM_ROLE), PM),
        ),
        (lambda made: made["record"]["signoffs"].pop("testing.tpm"), lost(TESTED, TPM)),
        (
            lambda made: made["record"]["signoffs"]["testing.tpm"].insert(
                0, {"by": TPM, "at": LATER, "digest": "s1:0"}
            ),
            lost(TESTED, TPM, CHANGED),
        ),
        (lambda made: made["record"]["decisions"]["feasibility"].clear(), lost(TAKEN, PM)),
        (lambda made: made["record"]["decisions"].pop("feasibility"), lost(TAKEN, PM)),
        (
            lambda made: made["record"]["decisions"]["feasibility"][0].update(reason="so"),
            lost(TAKEN, PM, CHANGED),
        ),
    ],
)
def test_a_list_only_grows(change: Callable[[World], Any], finding: Finding) -> None:
    assert found(change) == [finding]


def test_who_wrote_the_first_entry_that_is_lost_is_asked() -> None:
    was = base()
    was.waive(LOAD, by="first@example.com")
    was.waive(LOAD, by="second@example.com", until="2027-01-11")
    was.waive(LOAD, by="third@example.com", until="2027-01-12")
    before = one(was.project().record)
    now = deepcopy(was)
    del _items(now)[LOAD]["waivers"][1]
    project = now.project()
    assert find_rewrites(before, one(project.record), project) == [
        lost(LOADS, "second@example.com")
    ]
    # Where all are there in another order, the first is named.
    now = deepcopy(was)
    _items(now)[LOAD]["waivers"].reverse()
    project = now.project()
    assert find_rewrites(before, one(project.record), project) == [
        lost(LOADS, "first@example.com", CHANGED)
    ]


def test_every_list_is_looked_at() -> None:
    def change(made: World) -> None:
        _items(made)["feasibility.cost"]["waivers"].clear()
        made["record"]["signoffs"]["feasibility.tpm"].clear()
        made["record"]["signoffs"]["testing.tpm"].clear()
        made["record"]["decisions"]["feasibility"].clear()

    assert found(change) == [
        lost(COSTS, TPM),
        lost(_signoffs("feasibility", TPM_ROLE), TPM),
        lost(TESTED, TPM),
        lost(TAKEN, PM),
    ]


def bound(name: str, reason: RuleReason) -> Finding:
    """An answer that the decision at feasibility covers is not as it was."""
    return Finding(
        reason,
        about_recorded(SubjectKind.ITEM, name),
        Severity.ERROR,
        Arguments(day="2026-11-03"),
        Advice(Help.REOPEN_GATE, RECYCLE),
        (PM,),
        file=FILE,
    )


def test_a_decided_answer_stays_until_its_gate_is_re_opened() -> None:
    assert found(_reanswer) == [bound(SPIKE, Reason.ANSWER_CHANGED)]
    assert found(lambda made: _items(made)[NEED].clear()) == [bound(NEED, Reason.ANSWER_REMOVED)]
    assert found(lambda made: _items(made)[SPIKE].update(note="p99")) == [
        bound(SPIKE, Reason.ANSWER_CHANGED)
    ]
    # The waived item is judged every day, and may be mended.
    assert found(lambda made: made.answer("feasibility.cost")) == []


def test_an_answer_that_a_decision_did_not_cover_is_not_slipped_in() -> None:
    assert found(lambda made: _items(made)["feasibility.cost"].update(by=TPM)) == []
    extra = item("feasibility.extra")

    def change(made: World) -> None:
        made["phases"][0]["items"].append(extra)
        made.answer("feasibility.extra")

    assert found(change) == [bound("feasibility.extra", Reason.ANSWER_ADDED)]


def test_a_gate_that_does_not_pass_binds_no_answer() -> None:
    was = base()
    was.decide("feasibility", "hold", at=LATER)
    now = deepcopy(was)
    _reanswer(now)
    project = now.project()
    assert find_rewrites(one(was.project().record), one(project.record), project) == []


def test_only_a_new_decision_that_does_not_pass_re_opens() -> None:
    def changed(change: Callable[[World], Any]) -> bool:
        _, before, result = after(change)
        return reopens(before.current, result.current, "feasibility")

    assert not changed(lambda made: None)
    assert changed(_recycle)
    assert changed(lambda made: made.decide("feasibility", "hold"))
    assert not changed(lambda made: made.decide("feasibility", "go"))
    assert not changed(_close)
    assert not changed(lambda made: made.decide("testing", "recycle"))
    assert not changed(lambda made: made["record"]["decisions"].pop("feasibility"))
    empty = Record("p", "1.0")
    _, _, result = after(_recycle)
    assert reopens(empty, result.current, "feasibility")
    assert not reopens(result.current, result.current, "feasibility")


def test_an_orphan_may_be_retired_but_not_stripped() -> None:
    was = base()
    was.waive(LOAD)
    was["record"]["signoffs"]["testing.tpm"].clear()
    asked = deepcopy(was)
    asked["phases"][1]["items"] = [item("testing.other")]
    before = was.project().record
    asked_now = asked.project()
    items = dict(before.items)
    retired = before._replace(items={name: items[name] for name in items if name != LOAD})
    assert find_rewrites(one(before), one(retired), asked_now) == []
    assert not record_changed(one(before), one(retired), asked_now)
    stripped = before._replace(items={**items, LOAD: items[LOAD]._replace(waivers=())})
    assert find_rewrites(one(before), one(stripped), asked_now) == [lost(LOADS, TPM)]
    assert record_changed(one(before), one(stripped), asked_now)


def of_increment(
    reason: RuleReason, name: str, about: Arguments, fix: HelpText, file: str = ""
) -> Finding:
    subject = about_increment(name)
    return Finding(reason, subject, Severity.ERROR, about, Advice(fix), file=file)


@pytest.mark.parametrize(
    ("change", "reason", "old", "new"),
    [
        ({"policy": "other"}, Reason.RECORD_ID_CHANGED, "ledger-7c1e", "other"),
        ({"kind": "patch"}, Reason.RECORD_KIND_CHANGED, "", "patch"),
        ({"remark": "so"}, Reason.RECORD_REMARK_CHANGED, "", "so"),
    ],
)
def test_what_a_record_is_of_stays(
    change: dict[str, str], reason: RuleReason, old: str, new: str
) -> None:
    project = base().project()
    record = project.record._replace(**change)  # type: ignore[arg-type]
    about = Arguments(name="1.0", before=old, after=new)
    assert find_rewrites(one(project.record), one(record), project) == [
        of_increment(reason, "1.0", about, Help.RESTORE, FILE)
    ]
    assert record_changed(one(project.record), one(record), project)


# --- increments ------------------------------------------------------------------------------


def _increment(name: str, remark: str = "") -> Record:
    return Record("ledger-7c1e", name, remark=remark, file=f".tpm/increments/{name}.yaml")


def _whole() -> Record:
    """The record of the base with every gate passed."""
    made = base()
    made.decide("testing")
    return made.project().record


def _moves(before: Records, result: Records) -> list[Finding]:
    project = base().project()._replace(record=result.current)
    return find_rewrites(before, result, project)


def _gone(name: str) -> Finding:
    file = f".tpm/increments/{name}.yaml"
    about = Arguments(name=name, path=file)
    return of_increment(Reason.INCREMENT_REMOVED, name, about, Help.RESTORE_FILE, file)


def test_an_increment_may_be_added_but_not_lost() -> None:
    now, old, older = _whole(), _increment("0.9"), _increment("0.8")
    assert _moves(one(now), one(now, old=old, older=older)) == []
    assert _moves(one(now, old=old, older=older), one(now)) == [_gone("0.9"), _gone("0.8")]


def test_what_comes_behind_a_lost_increment_is_looked_at_too() -> None:
    now = _whole()
    less = now._replace(signoffs={})
    before = Records(now, {"0.9": _increment("0.9"), "1.0": now})
    assert _moves(before, one(less)) == [
        _gone("0.9"),
        lost(_signoffs("feasibility", TPM_ROLE), TPM),
        lost(_signoffs("feasibility", PM_ROLE), PM),
        lost(TESTED, TPM),
    ]


def test_a_new_increment_belongs_to_the_project() -> None:
    now = _whole()
    strange = _increment("1.1")._replace(policy="other")
    about = Arguments(name="1.1", before="other")
    assert _moves(one(now), one(now, strange=strange)) == [
        of_increment(Reason.INCREMENT_FOREIGN, "1.1", about, Help.GIVE_PROJECT_ID, strange.file)
    ]
    known = one(now, strange=strange)
    assert _moves(known, known) == []


def test_the_next_increment_begins_when_all_gates_are_passed() -> None:
    was = _whole()
    assert _moves(one(was), one(_increment("1.1"), was=was)) == []
    # Where the one before is not there, that is what is wrong.
    (gone,) = _moves(one(was), one(_increment("1.1")))
    assert (gone.reason, gone.subject) == (Reason.INCREMENT_REMOVED, about_increment("1.0"))


def test_an_increment_that_is_left_says_why() -> None:
    was = base().project().record
    current = _increment("1.1")._replace(file=".tpm/project.yaml")
    again = tpm("start", "1.1", "--abandon", Blank.REASON, people=("tpm", "pm"))
    assert _moves(one(was), one(current, was=was)) == [
        Finding(
            Reason.INCREMENT_LEFT_OPEN,
            about_gate("testing"),
            Severity.ERROR,
            Arguments(name="1.0"),
            Advice(Help.UNDO_START, again, before=tpm("start", "--undo")),
        )
    ]
    assert _moves(one(was), one(_increment("1.1", remark="a pilot"), was=was)) == []


def test_an_earlier_increment_does_not_come_back() -> None:
    was, old = base().project().record, _increment("0.9")
    back = Finding(
        Reason.INCREMENT_WENT_BACK,
        about_increment("0.9"),
        Severity.ERROR,
        Arguments(name="0.9", before="1.0"),
        Advice(Help.MAKE_CURRENT, name="1.0"),
    )
    moved = _moves(one(was, old=old), one(old, was=was))
    assert moved[0] == back
    whole = _whole()
    assert _moves(one(whole, old=old), one(old, whole=whole)) == [back]


# --- whether anything was recorded -----------------------------------------------------------


def test_a_record_that_is_new_counts_when_something_stands_in_it() -> None:
    project = base().project()
    record = project.record
    blank = Record("ledger-7c1e", "1.0")
    assert not record_changed(None, one(blank), project)
    blocks = {name: record.item("none")._replace(id=name) for name in record.items}
    empty = blank._replace(
        items=blocks,
        signoffs=dict.fromkeys(record.signoffs, ()),
        decisions=dict.fromkeys(record.decisions, ()),
    )
    assert not record_changed(None, one(empty), project)
    for one_part in (
        blank._replace(items=record.items),
        blank._replace(signoffs=record.signoffs),
        blank._replace(decisions=record.decisions),
    ):
        assert record_changed(None, one(one_part), project)
        assert record_changed(None, one(blank, part=one_part._replace(increment="0.9")), project)


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (lambda made: None, False),
        (lambda made: _items(made).update({"testing.new": {}}), False),
        (lambda made: made["record"]["signoffs"].update({"new.pm": []}), False),
        (lambda made: made["record"]["decisions"].update({"new": []}), False),
        (lambda made: _items(made).pop(LOAD), True),
        (lambda made: _items(made)[LOAD].update(note="p99"), True),
        (lambda made: _items(made)[LOAD].clear(), True),
        (lambda made: made.waive(LOAD), True),
        (lambda made: made.answer("feasibility.cost"), True),
        (lambda made: made.sign("testing", "pm"), True),
        (lambda made: made["record"]["signoffs"]["testing.tpm"].clear(), True),
        (lambda made: made.decide("testing"), True),
        (lambda made: made["record"]["decisions"]["feasibility"].clear(), True),
        (_close, True),
    ],
)
def test_whether_a_change_touches_the_record(change: Callable[[World], Any], changed: bool) -> None:
    project, before, result = after(change)
    assert record_changed(before, result, project) is changed


def test_a_recorded_run_is_a_change() -> None:
    project = base().project()
    run = CheckRun("c1:x", "t1:y", "pass", "ok", TPM, LATER)
    items = {**project.record.items, LOAD: project.record.items[LOAD]._replace(runs=(run,))}
    assert record_changed(one(project.record), one(project.record._replace(items=items)), project)


def test_another_run_in_the_place_of_one_is_a_change() -> None:
    project = base().project()
    run = CheckRun("c1:x", "t1:y", "pass", "ok", TPM, LATER)

    def ran(outcome: str) -> Records:
        ended = run._replace(outcome=outcome, raw={"outcome": outcome})
        block = project.record.items[LOAD]._replace(runs=(ended,))
        return one(project.record._replace(items={**project.record.items, LOAD: block}))

    assert record_changed(ran("pass"), ran("fail"), project)
    assert not record_changed(ran("pass"), ran("pass"), project)


def test_an_orphan_that_changes_is_a_change() -> None:
    was = base()
    was["record"]["signoffs"]["testing.tpm"].clear()
    asked = deepcopy(was)
    asked["phases"][1]["items"] = [item("testing.other")]
    before, project = was.project().record, asked.project()
    items = dict(before.items)
    retired = {name: items[name] for name in items if name != LOAD}
    assert not record_changed(one(before), one(before._replace(items=retired)), project)
    also = {**retired, SPIKE: items[SPIKE]._replace(answer=None)}
    assert record_changed(one(before), one(before._replace(items=also)), project)


def test_increments_that_come_and_go_are_changes() -> None:
    project = base().project()
    now, old = project.record, _increment("0.9")
    assert record_changed(one(now), one(now, old=old), project)
    assert record_changed(one(now, old=old), one(now), project)
    assert record_changed(one(now, old=old), one(old, now=now), project)
    assert not record_changed(one(now, old=old), one(now, old=old), project)
    other = old._replace(decisions=now.decisions)
    assert record_changed(one(now, old=old), one(now, old=other), project)
