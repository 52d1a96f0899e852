"""What happened between two versions of a record."""

from __future__ import annotations

from typing import Any

from tpmcli.model.checklist import Role
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
from tpmcli.rules.history import EventType, RecordChange, diff_records, merge_changes

ITEM = "testing.load"
TPM, PM, AT = "t@example.com", "p@example.com", "2026-03-01T10:00:00Z"


def _answer(value: AnswerValue = AnswerValue.MET, **rest: Any) -> Answer:
    raw = {"answer": str(value), "by": TPM, **rest}
    evidence = (Evidence("a.md", "", "0" * 64), Evidence("", "https://example.com"))
    return Answer(value, Role.TPM, TPM, AT, "q1:x", evidence, raw=raw, **rest)


def _waiver(until: str = "2026-04-01", **rest: Any) -> Waiver:
    raw = {"until": until, **rest}
    return Waiver(TPM, AT, "vendor", PM, until, raw=raw, **rest)


def _record(item: ItemRecord | None = None, **rest: Any) -> Record:
    return Record("p", "1.0", items={ITEM: item} if item else {}, **rest)


def _one(before: Record | None, after: Record) -> RecordChange:
    (found,) = diff_records(before, after)
    return found


def test_nothing_differs() -> None:
    record = _record(ItemRecord(ITEM, _answer(), (_waiver(),)))
    assert diff_records(record, record) == []
    assert diff_records(_record(), _record(ItemRecord(ITEM))) == []


def test_an_increment_begins() -> None:
    after = Record("p", "1.1", "patch", "hot fix")
    begun = RecordChange(
        EventType.BEGAN, "1.1", "", text="a trip of the kind patch", note="hot fix"
    )
    assert _one(None, after) == begun
    assert [each.what for each in diff_records(None, _record(ItemRecord(ITEM, _answer())))] == [
        EventType.BEGAN,
        EventType.ANSWERED,
    ]


def test_answers() -> None:
    answered = _record(ItemRecord(ITEM, _answer(note="p99")))
    told = RecordChange(
        *(EventType.ANSWERED, "1.0", ITEM, "tpm", TPM, AT, "met", "", "p99"),
        ("a.md", "https://example.com"),
    )
    assert _one(_record(), answered) == told
    other = _record(ItemRecord(ITEM, _answer(AnswerValue.NOT_MET)))
    changed = _one(answered, other)
    assert (changed.what, changed.text, changed.was) == (EventType.CHANGED, "not-met", "met")
    carried = _one(_record(), _record(ItemRecord(ITEM, _answer(carried="0.9"))))
    assert (carried.what, carried.was) == (EventType.CARRIED, "0.9")
    for after in (_record(), _record(ItemRecord(ITEM))):
        cleared = _one(answered, after)
        assert cleared.what is EventType.CLEARED
        assert cleared.text == "the answer of t@example.com on 2026-03-01"


def test_waivers_and_runs() -> None:
    before = _record(ItemRecord(ITEM, None, (_waiver(),)))
    renewed = _record(ItemRecord(ITEM, None, (_waiver(), _waiver("2026-05-01"))))
    change = _one(before, renewed)
    assert (change.what, change.note) == (EventType.WAIVED, "vendor")
    assert change.text == "until 2026-05-01, approved by p@example.com"
    withdrawn = _record(ItemRecord(ITEM, None, (_waiver(), _waiver("", withdrawn=True))))
    assert _one(before, withdrawn).what is EventType.WITHDRAWN
    rewritten = _record(ItemRecord(ITEM, None, (_waiver("2026-06-01"),)))
    assert [each.what for each in diff_records(before, rewritten)] == [
        EventType.WAIVED,
        EventType.REMOVED,
    ]
    assert diff_records(before, rewritten)[1].text == "what t@example.com waived on 2026-03-01"
    run = CheckRun("c1:x", "t1:y", "pass", "ok", TPM, AT)
    checked = _one(_record(ItemRecord(ITEM)), _record(ItemRecord(ITEM, runs=(run,))))
    assert (checked.what, checked.text, checked.note) == (EventType.CHECKED, "pass", "ok")


def test_signoffs_decisions_and_closings() -> None:
    signed = SignOff(PM, AT, "s1:x", {ITEM: 1}, {"by": PM})
    after = _record(signoffs={("testing", Role.PM): (signed,)})
    assert _one(_record(), after) == RecordChange(
        EventType.SIGNED, "1.0", "testing", "pm", PM, AT, f"with the waivers of {ITEM}"
    )
    removed = _one(after, _record())
    assert (removed.what, removed.role) == (EventType.REMOVED, "pm")
    decided = Decision(
        *(Outcome.CONDITIONAL, PM, AT, "d1:x"),
        reason="on",
        conditions=(Condition("retest", TPM, "2026-04-01"),),
        raw={"decision": "conditional"},
    )
    taken = _record(decisions={"testing": (decided,)})
    change = _one(_record(), taken)
    assert (change.what, change.note) == (EventType.DECIDED, "on")
    assert change.text == "conditional, promised: retest by 2026-04-01"
    closing = ConditionClose(1, TPM, AT, (Evidence("a.md"),), "done", {"close": 1})
    closed = _one(taken, _record(decisions={"testing": (decided, closing)}))
    assert (closed.what, closed.text, closed.evidence) == (
        EventType.CLOSED,
        "condition 1",
        ("a.md",),
    )


def test_entries_that_say_the_same_are_counted() -> None:
    once = _record(ItemRecord(ITEM, None, (_waiver(),)))
    twice = _record(ItemRecord(ITEM, None, (_waiver(), _waiver())))
    assert _one(once, twice).what is EventType.WAIVED
    assert _one(twice, once).what is EventType.REMOVED


def test_a_merge_tells_only_what_neither_side_had() -> None:
    mine = [RecordChange(EventType.ANSWERED, "1.0", ITEM, "tpm", TPM, AT, "met")]
    theirs = [RecordChange(EventType.CHANGED, "1.0", ITEM, "tpm", TPM, AT, "met", "not-met")]
    assert merge_changes([mine, theirs]) == mine
    assert merge_changes([mine, []]) == []
    assert merge_changes([mine]) == mine


def test_everything_that_happened_is_told_whole_and_in_order() -> None:
    """Blocks in the order of the record: items, sign-offs, decisions."""
    other, roles = "testing.soak", (Role.TPM, Role.PM)
    signed = [SignOff(by, AT, f"s1:{by}", raw={"by": by}) for by in (TPM, PM)]
    go = Decision(Outcome.GO, PM, AT, "d1:x", reason="met", raw={"decision": "go"})
    promises = (Condition("retest", TPM, "2026-04-01"), Condition("hire", PM, "2026-05-01"))
    later = Decision(
        Outcome.CONDITIONAL, PM, AT, "d1:y", conditions=promises, raw={"decision": "conditional"}
    )
    run = CheckRun("c1:x", "t1:y", "pass", "ok", TPM, AT)
    after = Record(
        "p",
        "1.1",
        items={
            ITEM: ItemRecord(ITEM, _answer(note="p99"), (_waiver(),), (run,)),
            other: ItemRecord(other, None, (), (run, run._replace(outcome="fail"))),
        },
        signoffs={("testing", role): (each,) for role, each in zip(roles, signed, strict=True)},
        decisions={"testing": (go,), "release": (later,)},
    )
    cited = ("a.md", "https://example.com")
    assert diff_records(None, after) == [
        RecordChange(EventType.BEGAN, "1.1", ""),
        RecordChange(EventType.ANSWERED, "1.1", ITEM, "tpm", TPM, AT, "met", "", "p99", cited),
        RecordChange(
            *(EventType.WAIVED, "1.1", ITEM, "tpm", TPM, AT),
            *("until 2026-04-01, approved by p@example.com", "", "vendor"),
        ),
        RecordChange(EventType.CHECKED, "1.1", ITEM, "tpm", TPM, AT, "pass", "", "ok"),
        RecordChange(EventType.CHECKED, "1.1", other, "", TPM, AT, "pass", "", "ok"),
        RecordChange(EventType.CHECKED, "1.1", other, "", TPM, AT, "fail", "", "ok"),
        RecordChange(EventType.SIGNED, "1.1", "testing", "tpm", TPM, AT),
        RecordChange(EventType.SIGNED, "1.1", "testing", "pm", PM, AT),
        RecordChange(EventType.DECIDED, "1.1", "testing", "", PM, AT, "go", "", "met"),
        RecordChange(
            *(EventType.DECIDED, "1.1", "release", "", PM, AT),
            "conditional, promised: retest by 2026-04-01; hire by 2026-05-01",
        ),
    ]


def test_what_is_taken_back_is_told_whole() -> None:
    answered = _record(ItemRecord(ITEM, _answer(), (_waiver(), _waiver("2026-05-01"))))
    told = diff_records(answered, _record(ItemRecord(ITEM)))
    waived = RecordChange(
        *(EventType.REMOVED, "1.0", ITEM, "tpm", "", "", f"what {TPM} waived on 2026-03-01"),
        *("until 2026-04-01, approved by p@example.com",),
    )
    assert told == [
        RecordChange(
            *(EventType.CLEARED, "1.0", ITEM, "tpm", "", ""),
            *(f"the answer of {TPM} on 2026-03-01", "met"),
        ),
        waived,
        waived._replace(was="until 2026-05-01, approved by p@example.com"),
    ]
    signed = SignOff(PM, AT, "s1:x", {"testing.z": 1, ITEM: 1}, {"by": PM})
    go = Decision(Outcome.GO, PM, AT, "d1:x", raw={"decision": "go"})
    before = _record(signoffs={("testing", Role.PM): (signed,)}, decisions={"testing": (go,)})
    assert diff_records(before, _record()) == [
        RecordChange(
            *(EventType.REMOVED, "1.0", "testing", "pm", "", ""),
            *(f"what {PM} signed on 2026-03-01", f"with the waivers of {ITEM}, testing.z"),
        ),
        RecordChange(
            *(EventType.REMOVED, "1.0", "testing", "", "", ""),
            *(f"what {PM} decided on 2026-03-01", "go"),
        ),
    ]


def test_an_item_that_is_gone_is_told_by_the_role_that_answered_it() -> None:
    before = _record(ItemRecord(ITEM, _answer(), (_waiver(),)))
    assert [(each.what, each.role) for each in diff_records(before, _record())] == [
        (EventType.CLEARED, "tpm"),
        (EventType.REMOVED, "tpm"),
    ]
    unanswered = _record(ItemRecord(ITEM, None, (_waiver(),)))
    assert [each.role for each in diff_records(_record(), unanswered)] == [""]


def test_the_same_entry_three_times_over() -> None:
    def times(count: int) -> Record:
        return _record(ItemRecord(ITEM, None, (_waiver(),) * count))

    for before in range(4):
        for after in range(4):
            found = [each.what for each in diff_records(times(before), times(after))]
            more, fewer = max(after - before, 0), max(before - after, 0)
            assert found == [EventType.WAIVED] * more + [EventType.REMOVED] * fewer


def test_a_run_that_was_known_is_not_told_again() -> None:
    run = CheckRun("c1:x", "t1:y", "pass", "ok", TPM, AT)
    later = run._replace(outcome="fail")
    before = _record(ItemRecord(ITEM, None, (), (run,)))
    told = _one(before, _record(ItemRecord(ITEM, None, (), (run, later))))
    assert (told.what, told.text) == (EventType.CHECKED, "fail")
