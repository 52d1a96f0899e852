"""What changed between two versions of a record, and which changes are the same."""

from __future__ import annotations

from typing import Any

import pytest

from tpmcli.model.record import (
    Answer,
    AnswerValue,
    CheckRun,
    Condition,
    ConditionClose,
    Decision,
    Evidence,
    ItemRecord,
    Outcome,
    Record,
    SignOff,
    Waiver,
)
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import SHIPPED_ROLES
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.rules.history import EventType, RecordChange, diff_records, merge_changes

ITEM = "testing.load"
TPM, PM, AT = "t@example.com", "p@example.com", "2026-03-01T10:00:00Z"


def _answer(value: AnswerValue = AnswerValue.MET, **rest: Any) -> Answer:
    raw = {"answer": str(value), "by": TPM, **rest}
    evidence = (Evidence("a.md", "", "0" * 64), Evidence("", "https://example.com"))
    return Answer(value, TPM_ROLE, TPM, AT, "q1:x", evidence, raw=raw, **rest)


def _waiver(until: str = "2026-04-01", **rest: Any) -> Waiver:
    raw = {"until": until, **rest}
    return Waiver(TPM, AT, "vendor", (PM,), until, raw=raw, **rest)


def _record(item: ItemRecord | None = None, **rest: Any) -> Record:
    return Record("p", "1.0", items={ITEM: item} if item else {}, **rest)


def _one(before: Record | None, after: Record) -> RecordChange:
    (found,) = diff_records(before, after)
    return found


def _change(what: EventType, subject: str = "", **rest: Any) -> RecordChange:
    return RecordChange(what, "1.0", subject, **rest)


RUN = CheckRun("c1:x", "t1:y", "pass", "ok", TPM, AT)


def test_equal_records_have_no_changes() -> None:
    record = _record(ItemRecord(ITEM, _answer(), (_waiver(),)))
    assert diff_records(record, record) == []
    assert diff_records(_record(), _record(ItemRecord(ITEM))) == []


def test_an_increment_begins() -> None:
    after = Record("p", "1.1", "patch", "hot fix")
    begun = RecordChange(EventType.BEGAN, "1.1", entry=after.start)
    assert _one(None, after) == begun
    answer = _answer()
    assert diff_records(None, _record(ItemRecord(ITEM, answer))) == [
        _change(EventType.BEGAN),
        _change(EventType.ANSWERED, ITEM, role=TPM_ROLE, entry=answer),
    ]


def test_a_changed_answer_is_one_change() -> None:
    met = _answer(note="p99")
    answered = _record(ItemRecord(ITEM, met))
    assert _one(_record(), answered) == _change(EventType.ANSWERED, ITEM, role=TPM_ROLE, entry=met)
    not_met = _answer(AnswerValue.NOT_MET)
    assert _one(answered, _record(ItemRecord(ITEM, not_met))) == _change(
        EventType.CHANGED, ITEM, role=TPM_ROLE, entry=not_met, before=met
    )
    carried = _answer(carried="0.9")
    assert _one(_record(), _record(ItemRecord(ITEM, carried))) == _change(
        EventType.CARRIED, ITEM, role=TPM_ROLE, entry=carried
    )
    # Carried over another answer, it is a change of that.
    assert _one(answered, _record(ItemRecord(ITEM, carried))).what is EventType.CHANGED
    for after in (_record(), _record(ItemRecord(ITEM))):
        assert _one(answered, after) == _change(EventType.CLEARED, ITEM, role=TPM_ROLE, entry=met)


def test_waivers_and_runs() -> None:
    first, second = _waiver(), _waiver("2026-05-01")
    before = _record(ItemRecord(ITEM, None, (first,)))
    renewed = _record(ItemRecord(ITEM, None, (first, second)))
    assert _one(before, renewed) == _change(EventType.WAIVED, ITEM, entry=second)
    end = _waiver("", withdrawn=True)
    withdrawn = _record(ItemRecord(ITEM, None, (first, end)))
    assert _one(before, withdrawn) == _change(EventType.WITHDRAWN, ITEM, entry=end)
    assert diff_records(before, _record(ItemRecord(ITEM, None, (second,)))) == [
        _change(EventType.WAIVED, ITEM, entry=second),
        _change(EventType.REMOVED, ITEM, entry=first),
    ]
    checked = _one(_record(ItemRecord(ITEM)), _record(ItemRecord(ITEM, runs=(RUN,))))
    assert checked == _change(EventType.CHECKED, ITEM, entry=RUN)


def test_signoffs_decisions_and_closings() -> None:
    signed = SignOff(PM, AT, "s1:x", {ITEM: 1}, raw={"by": PM})
    after = _record(signoffs={("testing", PM_ROLE): (signed,)})
    change = _change(EventType.SIGNED, "testing", role=PM_ROLE, entry=signed)
    assert _one(_record(), after) == change
    assert _one(after, _record()) == change._replace(what=EventType.REMOVED)
    decided = Decision(
        *(Outcome.CONDITIONAL, PM, AT, "d1:x"),
        reason="on",
        conditions=(Condition("retest", TPM, "2026-04-01"),),
        raw={"decision": "conditional"},
    )
    taken = _record(decisions={"testing": (decided,)})
    assert _one(_record(), taken) == _change(EventType.DECIDED, "testing", entry=decided)
    closing = ConditionClose(1, TPM, AT, (Evidence("a.md"),), "done", {"close": 1})
    closed = _one(taken, _record(decisions={"testing": (decided, closing)}))
    assert closed == _change(EventType.CLOSED, "testing", entry=closing)


def test_entries_that_say_the_same_are_counted() -> None:
    once = _record(ItemRecord(ITEM, None, (_waiver(),)))
    twice = _record(ItemRecord(ITEM, None, (_waiver(), _waiver())))
    assert _one(once, twice).what is EventType.WAIVED
    assert _one(twice, once).what is EventType.REMOVED


def test_everything_that_happened_is_told_whole_and_in_order() -> None:
    """Blocks in the order of the record: items, sign-offs, decisions."""
    other, roles = "testing.soak", (TPM_ROLE, PM_ROLE)
    signed = [SignOff(by, AT, f"s1:{by}", raw={"by": by}) for by in (TPM, PM)]
    go = Decision(Outcome.GO, PM, AT, "d1:x", reason="met", raw={"decision": "go"})
    later = Decision(Outcome.CONDITIONAL, PM, AT, "d1:y", raw={"decision": "conditional"})
    answer, waiver = _answer(note="p99"), _waiver()
    failed = RUN._replace(outcome="fail")
    after = _record(
        signoffs={("testing", role): (each,) for role, each in zip(roles, signed, strict=True)},
        decisions={"testing": (go,), "release": (later,)},
    )._replace(
        items={
            ITEM: ItemRecord(ITEM, answer, (waiver,), (RUN,)),
            other: ItemRecord(other, None, (), (RUN, failed)),
        }
    )
    assert diff_records(None, after) == [
        _change(EventType.BEGAN),
        _change(EventType.ANSWERED, ITEM, role=TPM_ROLE, entry=answer),
        _change(EventType.WAIVED, ITEM, role=TPM_ROLE, entry=waiver),
        _change(EventType.CHECKED, ITEM, role=TPM_ROLE, entry=RUN),
        _change(EventType.CHECKED, other, entry=RUN),
        _change(EventType.CHECKED, other, entry=failed),
        _change(EventType.SIGNED, "testing", role=TPM_ROLE, entry=signed[0]),
        _change(EventType.SIGNED, "testing", role=PM_ROLE, entry=signed[1]),
        _change(EventType.DECIDED, "testing", entry=go),
        _change(EventType.DECIDED, "release", entry=later),
    ]


def test_what_is_taken_back_is_told_whole() -> None:
    answer, first, second = _answer(), _waiver(), _waiver("2026-05-01")
    answered = _record(ItemRecord(ITEM, answer, (first, second)))
    # Of an item that is gone, the role is that of the answer which is gone, too.
    for after in (_record(), _record(ItemRecord(ITEM))):
        assert diff_records(answered, after) == [
            _change(EventType.CLEARED, ITEM, role=TPM_ROLE, entry=answer),
            _change(EventType.REMOVED, ITEM, role=TPM_ROLE, entry=first),
            _change(EventType.REMOVED, ITEM, role=TPM_ROLE, entry=second),
        ]
    signed = SignOff(PM, AT, "s1:x", {"testing.z": 1, ITEM: 1}, raw={"by": PM})
    go = Decision(Outcome.GO, PM, AT, "d1:x", raw={"decision": "go"})
    before = _record(signoffs={("testing", PM_ROLE): (signed,)}, decisions={"testing": (go,)})
    assert diff_records(before, _record()) == [
        _change(EventType.REMOVED, "testing", role=PM_ROLE, entry=signed),
        _change(EventType.REMOVED, "testing", entry=go),
    ]


def test_the_same_entry_three_times_over() -> None:
    def times(count: int) -> Record:
        return _record(ItemRecord(ITEM, None, (_waiver(),) * count))

    for before in range(4):
        for after in range(4):
            found = [each.what for each in diff_records(times(before), times(after))]
            more, fewer = max(after - before, 0), max(before - after, 0)
            assert found == [EventType.WAIVED] * more + [EventType.REMOVED] * fewer


def test_a_run_that_was_known_is_not_told_again() -> None:
    later = RUN._replace(outcome="fail")
    before = _record(ItemRecord(ITEM, None, (), (RUN,)))
    told = _one(before, _record(ItemRecord(ITEM, None, (), (RUN, later))))
    assert told == _change(EventType.CHECKED, ITEM, entry=later)


# --- merges ------------------------------------------------------------------------------------


def _merged(after: Record, *parents: Record | None) -> list[RecordChange]:
    return merge_changes([diff_records(parent, after) for parent in parents])


def test_a_merge_tells_only_what_neither_side_had() -> None:
    met, not_met = _record(ItemRecord(ITEM, _answer())), _answer(AnswerValue.NOT_MET)
    after = _record(ItemRecord(ITEM, not_met))
    # An answer to one side, and a change of the answer to the other: it is the same.
    answered = _change(EventType.ANSWERED, ITEM, role=TPM_ROLE, entry=not_met)
    assert _merged(after, _record(), met) == [answered]
    changed = answered._replace(what=EventType.CHANGED, before=_answer())
    assert _merged(after, met, _record()) == [changed]
    assert _merged(after, met, after) == []
    assert _merged(after, after, met) == []
    assert _merged(after, met) == [changed]
    assert [each.what for each in _merged(after, None, None)] == [
        EventType.BEGAN,
        EventType.ANSWERED,
    ]


def test_two_runs_alike_are_told_apart_by_what_was_run() -> None:
    """Each side ran another check of the item, with the same result in the same second."""
    other = RUN._replace(check="c1:z", raw={"check": "c1:z"})
    mine, theirs = (_record(ItemRecord(ITEM, runs=(run,))) for run in (RUN, other))
    both = _record(ItemRecord(ITEM, runs=(RUN, other)))
    assert _merged(both, mine, theirs) == []


def test_two_removed_waivers_of_a_day_are_told_apart() -> None:
    """Neither side had both, so the merge itself removed neither of both sides."""
    mine, theirs = (
        _record(ItemRecord(ITEM, None, (_waiver(day),))) for day in ("2026-04-01", "2026-05-01")
    )
    assert _merged(_record(), mine, theirs) == []
    assert [each.entry for each in _merged(_record(), mine, mine)] == [_waiver()]


@pytest.mark.parametrize("by", [TPM, PM])
def test_an_answer_that_a_merge_clears_is_told_whoever_gave_it(by: str) -> None:
    mine = _answer()
    theirs = mine._replace(by=by, raw={"by": by})
    before = [_record(ItemRecord(ITEM, answer)) for answer in (mine, theirs)]
    cleared = _change(EventType.CLEARED, ITEM, role=TPM_ROLE, entry=mine)
    assert _merged(_record(), *before) == [cleared]
    # One side had cleared it already.
    assert _merged(_record(), before[0], _record()) == []


def test_a_waiver_is_the_same_whoever_answered_before() -> None:
    """With the answer gone, a waiver has the role of the answer before, which may differ."""
    mine = _record(ItemRecord(ITEM, _answer()))
    theirs = _record(ItemRecord(ITEM, _answer()._replace(role=PM_ROLE)))
    waived = _record(ItemRecord(ITEM, None, (_waiver(),)))
    assert [each.what for each in _merged(waived, mine, theirs)] == [
        EventType.CLEARED,
        EventType.WAIVED,
    ]


def test_signoffs_alike_are_told_apart_by_their_role() -> None:
    signed = SignOff(PM, AT, "s1:x", raw={"by": PM})
    tpm, pm = (_record(signoffs={("testing", role): (signed,)}) for role in SHIPPED_ROLES)
    both = _record(signoffs={("testing", role): (signed,) for role in SHIPPED_ROLES})
    assert _merged(both, tpm, pm) == []


def test_what_is_recorded_is_not_what_is_removed() -> None:
    waived = _record(ItemRecord(ITEM, None, (_waiver(),)))
    added, removed = diff_records(_record(), waived), diff_records(waived, _record())
    assert added[0].entry == removed[0].entry
    assert merge_changes([added, removed]) == []
