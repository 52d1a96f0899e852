"""The entries of a record, and how each is known again."""

from __future__ import annotations

from tpmcli.model.record import (
    CheckRun,
    ConditionClose,
    Decision,
    ItemRecord,
    Outcome,
    Record,
    SignOff,
    Waiver,
)
from tpmcli.model.role import PM, TPM
from tpmcli.rules.change.recorded_entries import (
    Entry,
    EntryKey,
    Recorded,
    all_entries,
    canonical,
    entries_of,
)

AT = "2026-03-01T00:00:00Z"
WAIVER = Waiver("a@b.c", AT, raw={"until": "2026-04-01", "by": "a@b.c"})
SIGNED = SignOff("a@b.c", AT, "s1:1", raw={"digest": "s1:1"})
GO = Decision(Outcome.GO, "a@b.c", AT, "d1:1", raw={"decision": "go"})
CLOSED = ConditionClose(1, "a@b.c", AT, raw={"closes": 1})
RUN = CheckRun("c1:1", "t1:1", "pass", "", "a@b.c", AT, {"check": "c1:1"})
RECORD = Record(
    "p",
    "1.0",
    "patch",
    items={
        "a.one": ItemRecord("a.one", None, (WAIVER, WAIVER), (RUN,)),
        "a.two": ItemRecord("a.two"),
    },
    signoffs={("a", TPM): (SIGNED,), ("a", PM): (SIGNED,)},
    decisions={"a": (GO, CLOSED, GO, GO)},
)


def expected(increment: str) -> dict[EntryKey, Recorded]:
    waived = canonical(WAIVER.raw)
    begun = RECORD._replace(increment=increment).start
    assert begun is not None
    rows: list[tuple[tuple[str, str, str, int], Entry, int]] = [
        (("increment", increment, canonical(begun.raw), 1), begun, 1),
        (("items", "a.one", waived, 1), WAIVER, 1),
        (("items", "a.one", waived, 2), WAIVER, 2),
        (("runs", "a.one", canonical(RUN.raw), 1), RUN, 1),
        (("signoffs", "a.tpm", canonical(SIGNED.raw), 1), SIGNED, 1),
        (("signoffs", "a.pm", canonical(SIGNED.raw), 1), SIGNED, 1),
        (("decisions", "a", canonical(GO.raw), 1), GO, 1),
        (("decisions", "a", canonical(CLOSED.raw), 1), CLOSED, 2),
        (("decisions", "a", canonical(GO.raw), 2), GO, 3),
        (("decisions", "a", canonical(GO.raw), 3), GO, 4),
    ]
    found = {}
    for key, entry, place in rows:
        known = EntryKey(increment, *key)
        found[known] = Recorded(known, entry, place)
    return found


def test_every_entry_is_listed_where_it_stands() -> None:
    found = entries_of(RECORD)
    assert found == expected("1.0")
    assert list(found) == list(expected("1.0"))


def test_the_entries_of_several_increments() -> None:
    other = RECORD._replace(increment="1.1")
    assert all_entries([RECORD, other]) == {**expected("1.0"), **expected("1.1")}
    assert all_entries([]) == {}


def test_how_an_increment_began_is_known_by_all_that_is_said_of_it() -> None:
    bare = RECORD._replace(kind="")
    assert all(key.section != "increment" for key in entries_of(bare))
    said = [
        bare._replace(by="a@b.c"),
        bare._replace(at=AT),
        bare._replace(kind="patch"),
        bare._replace(remark="1.0 was left"),
        bare._replace(increment="1.1", kind="patch"),
    ]
    assert len({next(iter(entries_of(record))) for record in said}) == len(said)


def test_data_is_the_same_text_whatever_its_order() -> None:
    assert canonical({"b": [1, {"d": 2, "c": 3}], "a": "é"}) == canonical(
        {"a": "é", "b": [1, {"c": 3, "d": 2}]}
    )
    assert canonical({"a": [1, 2]}) != canonical({"a": [2, 1]})
    assert canonical({"a": 1}) != canonical({"a": "1"})
