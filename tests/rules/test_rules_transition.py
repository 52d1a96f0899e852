"""From the records of the base to those of the result: what was taken back, in full words."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
import worlds
from worlds import PM, TPM, World, answer, decide, item, sign, waive, withdraw, world

from tpmcli.model.finding import Finding
from tpmcli.model.record import CheckRun, Record
from tpmcli.rules.change.transition import Records, find_rewrites, record_changed, reopens
from tpmcli.rules.project import Project

SPIKE, NEED, LOAD = "feasibility.spike", "feasibility.need", "testing.load"
FILE = ".tpm/project.yaml"
LATER = "2026-11-05T12:00:00Z"


def base() -> World:
    """Feasibility is decided, with a waiver; testing is answered and signed."""
    made = world(item(SPIKE), item(NEED, "pm"), item("feasibility.cost"), item(LOAD))
    answer(made, SPIKE)
    answer(made, NEED)
    waive(made, "feasibility.cost")
    sign(made, "feasibility")
    decide(made, "feasibility", "conditional", by=PM)
    answer(made, LOAD)
    sign(made, "testing", "tpm")
    return made


def one(record: Record, **others: Record) -> Records:
    """One project file, and files of other increments by their names."""
    more = {each.increment: each for each in others.values()}
    return Records(record, {record.increment: record, **more})


def told(findings: list[Finding]) -> list[str]:
    return [
        f"{f.severity} {f.rule} {f.subject}: {f.message} | {f.fix} | {f.owner} | {f.file}"
        for f in findings
    ]


def after(change: Callable[[World], Any]) -> tuple[Project, Records, Records]:
    """What is asked, the base, and what a change makes of it."""
    was = base()
    now = deepcopy(was)
    change(now)
    project = worlds.project(now)
    return project, one(worlds.project(was).record), one(project.record)


def said(change: Callable[[World], Any]) -> list[str]:
    project, before, result = after(change)
    return told(find_rewrites(before, result, project))


def _items(made: World) -> World:
    found: World = made["record"]["items"]
    return found


def _reanswer(made: World) -> None:
    answer(made, SPIKE, "not-met", at=LATER)


def _recycle(made: World) -> None:
    decide(made, "feasibility", "recycle", at=LATER)


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
        lambda made: answer(made, LOAD, "not-met"),
        lambda made: _items(made).pop(LOAD),
        lambda made: waive(made, "feasibility.cost", at=LATER),
        lambda made: withdraw(made, "feasibility.cost", LATER),
        lambda made: waive(made, LOAD),
        lambda made: sign(made, "testing", at=LATER),
        lambda made: sign(made, "feasibility", at=LATER),
        lambda made: decide(made, "testing", at=LATER),
        _close,
        lambda made: _each(made, _recycle, _reanswer),
        lambda made: _each(made, _reanswer, _recycle),
    ],
)
def test_what_is_appended_or_open_rewrites_nothing(change: Callable[[World], Any]) -> None:
    assert said(change) == []


RESTORE = "restore them; what is over is ended by an entry"


def _lists(subject: str, what: str, words: str, owner: str) -> str:
    return (
        f"error record-rewritten {subject}: {what} of {subject} that stand in the base {words}"
        f" | {RESTORE} | {owner} | {FILE}"
    )


REMOVED, CHANGED = "were removed", "were changed, or no longer come first"


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (
            lambda made: _items(made)["feasibility.cost"]["waivers"].clear(),
            _lists("feasibility.cost", "waivers", REMOVED, TPM),
        ),
        (
            lambda made: _items(made).pop("feasibility.cost"),
            _lists("feasibility.cost", "waivers", REMOVED, TPM),
        ),
        (
            lambda made: _items(made)["feasibility.cost"]["waivers"][0].update(until="2027-02-01"),
            _lists("feasibility.cost", "waivers", CHANGED, TPM),
        ),
        (
            lambda made: made["record"]["signoffs"]["feasibility.pm"].clear(),
            _lists("feasibility.pm", "sign-offs", REMOVED, PM),
        ),
        (
            lambda made: made["record"]["signoffs"].pop("testing.tpm"),
            _lists("testing.tpm", "sign-offs", REMOVED, TPM),
        ),
        (
            lambda made: made["record"]["signoffs"]["testing.tpm"].insert(
                0, {"by": TPM, "at": LATER, "digest": "s1:0"}
            ),
            _lists("testing.tpm", "sign-offs", CHANGED, TPM),
        ),
        (
            lambda made: made["record"]["decisions"]["feasibility"].clear(),
            _lists("feasibility", "decisions", REMOVED, PM),
        ),
        (
            lambda made: made["record"]["decisions"].pop("feasibility"),
            _lists("feasibility", "decisions", REMOVED, PM),
        ),
        (
            lambda made: made["record"]["decisions"]["feasibility"][0].update(reason="so"),
            _lists("feasibility", "decisions", CHANGED, PM),
        ),
    ],
)
def test_a_list_only_grows(change: Callable[[World], Any], finding: str) -> None:
    assert said(change) == [finding]


def test_who_wrote_the_first_entry_that_is_lost_is_asked() -> None:
    was = base()
    waive(was, LOAD, by="first@example.com")
    waive(was, LOAD, by="second@example.com", until="2027-01-11")
    waive(was, LOAD, by="third@example.com", until="2027-01-12")
    now = deepcopy(was)
    del _items(now)[LOAD]["waivers"][1]
    project = worlds.project(now)
    found = find_rewrites(one(worlds.project(was).record), one(project.record), project)
    assert told(found) == [_lists(LOAD, "waivers", REMOVED, "second@example.com")]
    # Where all are there in another order, the first is named.
    now = deepcopy(was)
    _items(now)[LOAD]["waivers"].reverse()
    project = worlds.project(now)
    found = find_rewrites(one(worlds.project(was).record), one(project.record), project)
    assert told(found) == [_lists(LOAD, "waivers", CHANGED, "first@example.com")]


def test_every_list_is_looked_at() -> None:
    def change(made: World) -> None:
        _items(made)["feasibility.cost"]["waivers"].clear()
        made["record"]["signoffs"]["feasibility.tpm"].clear()
        made["record"]["signoffs"]["testing.tpm"].clear()
        made["record"]["decisions"]["feasibility"].clear()

    assert said(change) == [
        _lists("feasibility.cost", "waivers", REMOVED, TPM),
        _lists("feasibility.tpm", "sign-offs", REMOVED, TPM),
        _lists("testing.tpm", "sign-offs", REMOVED, TPM),
        _lists("feasibility", "decisions", REMOVED, PM),
    ]


def _bound(name: str, how: str) -> str:
    return (
        f"error record-rewritten {name}: the answer to {name}, which the decision on feasibility"
        f" of 2026-11-03 stands on, was {how} | tpm gate decide feasibility recycle"
        f' --reason "…" re-opens the gate | {PM} | {FILE}'
    )


def test_a_decided_answer_stays_until_its_gate_is_re_opened() -> None:
    assert said(_reanswer) == [_bound(SPIKE, "changed")]
    assert said(lambda made: _items(made)[NEED].clear()) == [_bound(NEED, "removed")]
    assert said(lambda made: _items(made)[SPIKE].update(note="p99")) == [_bound(SPIKE, "changed")]
    # The waived item is judged every day, and may be mended.
    assert said(lambda made: answer(made, "feasibility.cost")) == []


def test_an_answer_that_a_decision_did_not_cover_is_not_slipped_in() -> None:
    assert said(lambda made: _items(made)["feasibility.cost"].update(by=TPM)) == []
    extra = item("feasibility.extra")

    def change(made: World) -> None:
        made["phases"][0]["items"].append(extra)
        answer(made, "feasibility.extra")

    assert said(change) == [_bound("feasibility.extra", "added")]


def test_a_gate_that_does_not_pass_binds_no_answer() -> None:
    was = base()
    decide(was, "feasibility", "hold", at=LATER)
    now = deepcopy(was)
    _reanswer(now)
    project = worlds.project(now)
    assert find_rewrites(one(worlds.project(was).record), one(project.record), project) == []


def test_only_a_new_decision_that_does_not_pass_re_opens() -> None:
    def changed(change: Callable[[World], Any]) -> bool:
        _, before, result = after(change)
        return reopens(before.current, result.current, "feasibility")

    assert not changed(lambda made: None)
    assert changed(_recycle)
    assert changed(lambda made: decide(made, "feasibility", "hold"))
    assert not changed(lambda made: decide(made, "feasibility", "go"))
    assert not changed(_close)
    assert not changed(lambda made: decide(made, "testing", "recycle"))
    assert not changed(lambda made: made["record"]["decisions"].pop("feasibility"))
    empty = Record("p", "1.0")
    _, _, result = after(_recycle)
    assert reopens(empty, result.current, "feasibility")
    assert not reopens(result.current, result.current, "feasibility")


def test_an_orphan_may_be_retired_but_not_stripped() -> None:
    was = base()
    waive(was, LOAD)
    was["record"]["signoffs"]["testing.tpm"].clear()
    asked = deepcopy(was)
    asked["phases"][1]["items"] = [item("testing.other")]
    before = worlds.project(was).record
    asked_now = worlds.project(asked)
    items = dict(before.items)
    retired = before._replace(items={name: items[name] for name in items if name != LOAD})
    assert find_rewrites(one(before), one(retired), asked_now) == []
    assert not record_changed(one(before), one(retired), asked_now)
    stripped = before._replace(items={**items, LOAD: items[LOAD]._replace(waivers=())})
    assert told(find_rewrites(one(before), one(stripped), asked_now)) == [
        _lists(LOAD, "waivers", REMOVED, TPM)
    ]
    assert record_changed(one(before), one(stripped), asked_now)


@pytest.mark.parametrize(
    ("change", "what", "old", "new"),
    [
        ({"policy": "other"}, "project id", "ledger-7c1e", "other"),
        ({"kind": "patch"}, "kind", "", "patch"),
        ({"remark": "so"}, "remark", "", "so"),
    ],
)
def test_what_a_record_is_of_stays(change: dict[str, str], what: str, old: str, new: str) -> None:
    project = worlds.project(base())
    record = project.record._replace(**change)  # type: ignore[arg-type]
    assert told(find_rewrites(one(project.record), one(record), project)) == [
        (
            f"error record-rewritten 1.0: the {what} of the record of 1.0 was '{old}'"
            f" and is '{new}' | restore it |  | {FILE}"
        )
    ]
    assert record_changed(one(project.record), one(record), project)


# --- increments ------------------------------------------------------------------------------


def _increment(name: str, remark: str = "") -> Record:
    return Record("ledger-7c1e", name, remark=remark, file=f".tpm/increments/{name}.yaml")


def _whole() -> Record:
    """The record of the base with every gate passed."""
    made = base()
    decide(made, "testing")
    return worlds.project(made).record


def _moves(before: Records, result: Records) -> list[str]:
    project = worlds.project(base())._replace(record=result.current)
    return told(find_rewrites(before, result, project))


def test_an_increment_may_be_added_but_not_lost() -> None:
    now, old, older = _whole(), _increment("0.9"), _increment("0.8")
    assert _moves(one(now), one(now, old=old, older=older)) == []
    assert _moves(one(now, old=old, older=older), one(now)) == [
        (
            "error record-rewritten 0.9: the increment 0.9 was there (.tpm/increments/0.9.yaml) and"
            " is gone | restore its file from git |  | .tpm/increments/0.9.yaml"
        ),
        (
            "error record-rewritten 0.8: the increment 0.8 was there (.tpm/increments/0.8.yaml) and"
            " is gone | restore its file from git |  | .tpm/increments/0.8.yaml"
        ),
    ]


def test_what_comes_behind_a_lost_increment_is_looked_at_too() -> None:
    now = _whole()
    lost = now._replace(signoffs={})
    before = Records(now, {"0.9": _increment("0.9"), "1.0": now})
    found = _moves(before, one(lost))
    assert [each.partition(":")[0] for each in found] == [
        "error record-rewritten 0.9",
        "error record-rewritten feasibility.tpm",
        "error record-rewritten feasibility.pm",
        "error record-rewritten testing.tpm",
    ]


def test_a_new_increment_belongs_to_the_project() -> None:
    now = _whole()
    strange = _increment("1.1")._replace(policy="other")
    assert _moves(one(now), one(now, strange=strange)) == [
        (
            "error record-rewritten 1.1: the new increment 1.1 belongs to the project 'other'"
            " | give it this project's id |  | .tpm/increments/1.1.yaml"
        )
    ]
    known = one(now, strange=strange)
    assert _moves(known, known) == []


def test_the_next_increment_begins_when_all_gates_are_passed() -> None:
    was = _whole()
    assert _moves(one(was), one(_increment("1.1"), was=was)) == []
    # Where the one before is not there, that is what is wrong.
    gone = _moves(one(was), one(_increment("1.1")))
    assert [each.partition(":")[0] for each in gone] == ["error record-rewritten 1.0"]


def test_an_increment_that_is_left_says_why() -> None:
    was = worlds.project(base()).record
    assert _moves(one(was), one(_increment("1.1"), was=was)) == [
        (
            "error not-decided testing: 1.0 is left with the gate testing open, and the record does"
            ' not say why | tpm start 1.1 --abandon "…" |  | '
        )
    ]
    assert _moves(one(was), one(_increment("1.1", remark="a pilot"), was=was)) == []


def test_an_earlier_increment_does_not_come_back() -> None:
    was, old = worlds.project(base()).record, _increment("0.9")
    said = (
        "error record-rewritten 0.9: the increment under way was 1.0 and would be 0.9, an earlier"
        " one | make 1.0 the project file again |  | "
    )
    found = _moves(one(was, old=old), one(old, was=was))
    assert found[0] == said
    whole = _whole()
    assert _moves(one(whole, old=old), one(old, whole=whole)) == [said]


# --- whether anything was recorded -----------------------------------------------------------


def test_a_record_that_is_new_counts_when_something_stands_in_it() -> None:
    project = worlds.project(base())
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
        (lambda made: waive(made, LOAD), True),
        (lambda made: answer(made, "feasibility.cost"), True),
        (lambda made: sign(made, "testing", "pm"), True),
        (lambda made: made["record"]["signoffs"]["testing.tpm"].clear(), True),
        (lambda made: decide(made, "testing"), True),
        (lambda made: made["record"]["decisions"]["feasibility"].clear(), True),
        (_close, True),
    ],
)
def test_whether_a_change_touches_the_record(change: Callable[[World], Any], changed: bool) -> None:
    project, before, result = after(change)
    assert record_changed(before, result, project) is changed


def test_a_recorded_run_is_a_change() -> None:
    project = worlds.project(base())
    run = CheckRun("c1:x", "t1:y", "pass", "ok", TPM, LATER)
    items = {**project.record.items, LOAD: project.record.items[LOAD]._replace(runs=(run,))}
    assert record_changed(one(project.record), one(project.record._replace(items=items)), project)


def test_another_run_in_the_place_of_one_is_a_change() -> None:
    project = worlds.project(base())
    run = CheckRun("c1:x", "t1:y", "pass", "ok", TPM, LATER)

    def ran(outcome: str) -> Records:
        block = project.record.items[LOAD]._replace(runs=(run._replace(outcome=outcome),))
        return one(project.record._replace(items={**project.record.items, LOAD: block}))

    assert record_changed(ran("pass"), ran("fail"), project)
    assert not record_changed(ran("pass"), ran("pass"), project)


def test_an_orphan_that_changes_is_a_change() -> None:
    was = base()
    was["record"]["signoffs"]["testing.tpm"].clear()
    asked = deepcopy(was)
    asked["phases"][1]["items"] = [item("testing.other")]
    before, project = worlds.project(was).record, worlds.project(asked)
    items = dict(before.items)
    retired = {name: items[name] for name in items if name != LOAD}
    assert not record_changed(one(before), one(before._replace(items=retired)), project)
    also = {**retired, SPIKE: items[SPIKE]._replace(answer=None)}
    assert record_changed(one(before), one(before._replace(items=also)), project)


def test_increments_that_come_and_go_are_changes() -> None:
    project = worlds.project(base())
    now, old = project.record, _increment("0.9")
    assert record_changed(one(now), one(now, old=old), project)
    assert record_changed(one(now, old=old), one(now), project)
    assert record_changed(one(now, old=old), one(old, now=now), project)
    assert not record_changed(one(now, old=old), one(now, old=old), project)
    other = old._replace(decisions=now.decisions)
    assert record_changed(one(now, old=old), one(now, old=other), project)
