"""Merging project files by their records: one case each for what can contradict, and the words."""

from __future__ import annotations

from typing import Any

import pytest
from project_world import text_of

from problem_data import placed
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw
from tpmcli.store.record.canonical import Phases, layout, new_project
from tpmcli.store.record.file import read_project
from tpmcli.store.record.merge import Conflict, MergeResult, merge

PHASES: Phases = [
    ("design", [("tpm", "design.a"), ("tpm", "design.b"), ("pm", "design.c")]),
    ("release", [("tpm", "release.d")]),
]
HEX = "0123456789abcdef" * 4
NEW = new_project("ledger", "1.0", "", PHASES)
Changes = dict[tuple[str, str], Any]


def answer(value: str, minute: int = 0) -> dict[str, Any]:
    return {
        "answer": value,
        "role": "tpm",
        "by": "a@b.c",
        "at": f"2026-11-22T14:{minute:02}:00Z",
        "question": f"q1:{HEX}",
    }


def waiver(minute: int) -> dict[str, Any]:
    return {
        "reason": "late",
        "by": "a@b.c",
        "approved-by": "d@b.c",
        "until": "2027-01-01",
        "at": f"2026-11-22T14:{minute:02}:00Z",
    }


def withdrawn(minute: int) -> dict[str, Any]:
    return {"withdrawn": True, "by": "a@b.c", "at": f"2026-11-22T14:{minute:02}:00Z"}


def signed(minute: int, **waivers: int) -> dict[str, Any]:
    entry: dict[str, Any] = {"by": "a@b.c", "at": f"2026-11-22T14:{minute:02}:00Z"}
    entry["digest"] = f"s1:{HEX}"
    if waivers:
        entry["waivers"] = {f"design.{key}": number for key, number in waivers.items()}
    return entry


def decided(minute: int, **more: Any) -> dict[str, Any]:
    entry = {"decision": "conditional", "by": "a@b.c", "at": f"2026-11-22T14:{minute:02}:00Z"}
    return {**entry, **more, "digest": f"d1:{HEX}"}


def closed(number: int, minute: int) -> dict[str, Any]:
    return {"close": number, "by": "a@b.c", "at": f"2026-11-22T14:{minute:02}:00Z"}


TWO = [{"text": text, "owner": "a@b.c", "due": "2027-01-01"} for text in ("one", "two")]


def changed(data: bytes, changes: Changes) -> bytes:
    text = text_of(data)
    for (section, key), value in changes.items():
        text.set_block(section, key, value, layout(PHASES))
    return text.to_bytes()


def merged(before: Changes, ours: Changes, theirs: Changes) -> MergeResult:
    base = changed(NEW, before)
    return merge(base, changed(base, ours), changed(base, theirs), "f", PHASES)


def blocks(result: MergeResult, section: str) -> dict[str, Any]:
    assert result.conflicts == ()
    value = read_project(result.data, "f").value[section]
    return {key: block for key, block in value.items() if block}


A, B = ("items", "design.a"), ("items", "design.b")
SIGN = ("signoffs", "design.tpm")
GATE = ("decisions", "design")


def test_a_contradiction_stands_between_markers_and_nothing_else_does() -> None:
    result = merged(
        {B: answer("met")},
        {A: answer("met", 1), ("items", "release.d"): answer("met", 1)},
        {A: answer("not-met", 2), B: answer("not-met", 2)},
    )
    assert result.conflicts == (Conflict("items", "design.a", "the answer differs", 9),)
    whole = changed(NEW, {B: answer("not-met", 2), ("items", "release.d"): answer("met", 1)})
    wanted = whole.decode().replace(
        "  design.a: {}\n",
        f"""\
<<<<<<< ours
  design.a:
    answer: met
    role: tpm
    by: a@b.c
    at: "2026-11-22T14:01:00Z"
    question: q1:{HEX}
=======
  design.a:
    answer: not-met
    role: tpm
    by: a@b.c
    at: "2026-11-22T14:02:00Z"
    question: q1:{HEX}
>>>>>>> theirs
""",
    )
    assert result.data.decode() == wanted


W = "waivers"
RELIES = "both sides added waivers, and an entry relies on their numbers"
SIGNS = "both sides added sign-offs, and an entry relies on their numbers"
CONTRADICTIONS = [
    pytest.param({}, {A: {W: [waiver(3)]}}, {A: {W: [waiver(3), waiver(4)]}}, None, id="prefix"),
    pytest.param({}, {A: {W: [waiver(3)]}}, {A: {W: [waiver(4)]}}, None, id="waivers"),
    pytest.param(
        {},
        {A: {W: [waiver(3)]}},
        {A: {W: [{**waiver(3), "reason": "other"}]}},
        ("items", "design.a", "both sides added an entry at the same moment"),
        id="same moment",
    ),
    pytest.param(
        {},
        {A: {W: [waiver(5), waiver(3)]}},
        {A: {W: [waiver(4)]}},
        ("items", "design.a", "entries that both sides added are not in the order of time"),
        id="clock set back",
    ),
    pytest.param(
        {A: {W: [waiver(1)]}},
        {A: {W: [waiver(2)]}},
        {A: {W: [waiver(1), waiver(3)]}},
        ("items", "design.a", "entries that stood before were changed"),
        id="rewritten",
    ),
    pytest.param(
        {},
        {A: {W: [waiver(3)]}, SIGN: [signed(6, a=1)]},
        {A: {W: [waiver(4)]}},
        None,
        id="signed, and stays first",
    ),
    pytest.param(
        {},
        {A: {W: [waiver(3)]}},
        {A: {W: [waiver(4)]}, SIGN: [signed(6, a=1)]},
        ("items", "design.a", RELIES),
        id="signed, and would come second",
    ),
    pytest.param(
        {A: {W: [waiver(1)]}, SIGN: [signed(2, a=1)]},
        {A: {W: [waiver(1), waiver(3)]}},
        {A: {W: [waiver(1), waiver(4)]}, GATE: [decided(6, waivers={"design.a": 1})]},
        None,
        id="decided on what both have",
    ),
    pytest.param(
        {A: {W: [waiver(1)]}},
        {A: {W: [waiver(1), waiver(3)]}},
        {A: {W: [waiver(1), waiver(4)]}, GATE: [decided(6, waivers={"design.a": 2})]},
        ("items", "design.a", RELIES),
        id="decided on what would move",
    ),
    pytest.param(
        {},
        {SIGN: [signed(3)]},
        {SIGN: [signed(4)], GATE: [decided(6, signoffs={"tpm": 1})]},
        ("signoffs", "design.tpm", SIGNS),
        id="decided on a sign-off that would move",
    ),
    pytest.param(
        {},
        {SIGN: [signed(4)]},
        {SIGN: [signed(3)], ("decisions", "release"): [decided(6, signoffs={"tpm": 1})]},
        None,
        id="another gate decided",
    ),
    pytest.param(
        {SIGN: [signed(1)]},
        {SIGN: [signed(1), withdrawn(4)]},
        {SIGN: [signed(1), signed(3)]},
        None,
        id="withdrawn here, signed there",
    ),
    pytest.param(
        {SIGN: [signed(1)]},
        {SIGN: [signed(1), withdrawn(4)]},
        {SIGN: [signed(1)], GATE: [decided(3, signoffs={"tpm": 1})]},
        None,
        id="withdrawn here, decided there",
    ),
    pytest.param(
        {SIGN: [signed(1)]},
        {SIGN: [signed(1), withdrawn(3)]},
        {SIGN: [signed(1), signed(4)], GATE: [decided(5, signoffs={"tpm": 2})]},
        ("signoffs", "design.tpm", SIGNS),
        id="withdrawn before what was decided on",
    ),
    pytest.param(
        {GATE: [decided(1)]},
        {GATE: [decided(1), decided(3)]},
        {GATE: [decided(1), decided(4)]},
        ("decisions", "design", "both sides took a decision here"),
        id="decisions",
    ),
    pytest.param(
        {GATE: [decided(1, conditions=TWO)]},
        {GATE: [decided(1, conditions=TWO), closed(2, 3)]},
        {GATE: [decided(1, conditions=TWO), closed(1, 4)]},
        None,
        id="two conditions closed",
    ),
    pytest.param(
        {GATE: [decided(1, conditions=TWO)]},
        {GATE: [decided(1, conditions=TWO), closed(2, 3)]},
        {GATE: [decided(1, conditions=TWO), closed(2, 4)]},
        ("decisions", "design", "both sides closed the same condition"),
        id="one condition closed twice",
    ),
    pytest.param(
        {GATE: [decided(1)]},
        {GATE: [decided(2)]},
        {GATE: [decided(1), decided(4)]},
        ("decisions", "design", "entries that stood before were changed"),
        id="decision rewritten",
    ),
]


@pytest.mark.parametrize(("before", "ours", "theirs", "conflict"), CONTRADICTIONS)
def test_lists(
    before: Changes, ours: Changes, theirs: Changes, conflict: tuple[str, str, str] | None
) -> None:
    result = merged(before, ours, theirs)
    assert [found[:3] for found in result.conflicts] == ([conflict] if conflict else [])
    if not conflict:
        key = next(iter(ours))
        value = read_project(result.data, "f").value[key[0]][key[1]]
        entries = value[W] if key[0] == "items" else value
        moments = [entry["at"] for entry in entries]
        assert moments == sorted(moments)
        both = [*_entries(ours[key]), *_entries(theirs[key])]
        assert all(entry in entries for entry in both)
        assert len(entries) == len({entry["at"] for entry in both})


def _entries(value: Any) -> list[Any]:
    return list(value[W]) if isinstance(value, dict) else list(value)


def test_an_answer_and_a_waiver_for_the_same_item_both_hold() -> None:
    result = merged({}, {A: answer("not-met")}, {A: {W: [waiver(3)]}})
    assert blocks(result, "items") == {"design.a": {**answer("not-met"), W: [waiver(3)]}}


def test_without_a_base_an_empty_block_is_what_both_began_with() -> None:
    ours, theirs = changed(NEW, {A: answer("met")}), changed(NEW, {B: answer("met")})
    both = changed(NEW, {A: answer("met"), B: answer("met")})
    assert merge(None, ours, theirs, "f", PHASES) == MergeResult(both, ())
    assert merge(None, ours, ours, "f", PHASES) == MergeResult(ours, ())
    other = changed(NEW, {A: answer("not-met", 1)})
    assert [found[1] for found in merge(None, ours, other, "f", PHASES).conflicts] == ["design.a"]


def test_a_block_retired_on_one_side_and_answered_on_the_other() -> None:
    ours = text_of(NEW)
    ours.remove("items", ["design.b"])
    theirs = changed(NEW, {B: answer("met")})
    result = merge(NEW, ours.to_bytes(), theirs, "f", PHASES)
    words = "removed on one side, changed on the other"
    assert result.conflicts == (Conflict("items", "design.b", words, 11),)
    whole = theirs.decode()
    block = whole[whole.index("  # design · tpm · b") : whole.index("\n  # design · pm · c")]
    marked = f"<<<<<<< ours\n=======\n{block}>>>>>>> theirs\n"
    assert result.data.decode() == whole.replace(block, marked)


def test_a_block_retired_on_one_side_and_not_touched_on_the_other() -> None:
    ours = text_of(NEW)
    ours.remove("items", ["design.b"])
    remarked = NEW.replace(b"design.b: {}", b"design.b: {}  # still asked for")
    theirs = changed(remarked, {A: answer("met")})
    result = merge(NEW, ours.to_bytes(), theirs, "f", PHASES)
    assert blocks(result, "items") == {"design.a": answer("met")}
    assert "design.b:" not in result.data.decode()
    assert "\n\n  # still asked for\n\n  # design · pm · c\n" in result.data.decode()


def test_the_lines_at_the_top() -> None:
    ours = NEW.replace(b'increment: "1.0"', b'increment: "1.1"  # ours')
    theirs = NEW.replace(b'increment: "1.0"\n', b'increment: "1.0"\nkind: patch\n')
    both = merge(NEW, ours, theirs, "f", PHASES)
    assert both == MergeResult(
        NEW.replace(b'increment: "1.0"\n', b'increment: "1.1"  # ours\nkind: patch\n'), ()
    )
    other = NEW.replace(b'"1.0"', b'"2.0"')
    conflict = merge(NEW, ours, other, "f", PHASES)
    assert conflict.conflicts == (Conflict("", "increment", "increment differs", 4),)
    assert conflict.data.decode().split("\n")[3:8] == [
        "<<<<<<< ours",
        'increment: "1.1"  # ours',
        "=======",
        'increment: "2.0"',
        ">>>>>>> theirs",
    ]


def test_comments_of_both_sides_stay() -> None:
    base = changed(NEW, {A: answer("met")})
    ours = base.replace(b"answer: met", b"answer: met  # mine")
    ours = ours.replace(b"signoffs:", b"# s\nsignoffs:")
    theirs = changed(base, {A: answer("not-met", 1)})
    theirs = theirs.replace(b"    by:", b"    # yours\n    by:")
    theirs = theirs.replace(b"signoffs:", b"# t\nsignoffs:")
    theirs += b"\n# the end\n"
    result = merge(base, ours, theirs, "f", PHASES)
    assert blocks(result, "items") == {"design.a": answer("not-met", 1)}
    text = result.data.decode()
    assert "  # mine\n  # design · tpm · a\n  design.a:\n    answer: not-met\n" in text
    assert "    # yours\n    by:" in text
    assert "\n# s\n# t\nsignoffs:\n" in text
    assert text.endswith("\n# the end\n")


def test_line_ends_and_styles_are_ours() -> None:
    ours = changed(NEW, {A: answer("met")}).replace(b"\n", b"\r\n")
    theirs = changed(NEW, {B: answer("met")})
    result = merge(NEW, ours, theirs, "f", PHASES)
    wanted = changed(NEW, {A: answer("met"), B: answer("met")})
    assert result == MergeResult(wanted.replace(b"\n", b"\r\n"), ())
    braces = b'{schema: tpm/project/1, policy: ledger, increment: "1.0", items: {design.a: {}}}'
    result = merge(NEW, theirs, braces, "f", PHASES)
    assert result.conflicts[0][:2] == ("items", "design.b")


def test_a_block_that_stands_twice_after_a_merge_by_lines() -> None:
    twice = NEW.replace(b"  design.b: {}\n", b"  design.b: {}\n\n  design.b: {}\n")
    result = merge(NEW, twice, changed(NEW, {A: answer("met")}), "f", PHASES)
    assert result == MergeResult(changed(NEW, {A: answer("met")}), ())


def test_a_side_that_cannot_be_read_is_named() -> None:
    broken = NEW.replace(b"design.b: {}", b"design.b: {answer: maybe}")
    with pytest.raises(InvalidInputError) as caught:
        merge(NEW, NEW, broken, "f", PHASES)
    assert [each[0:2] for each in placed(caught.value.problems)] == [
        ("f (theirs):12:14", Flaw.UNFIT_VALUE)
    ]
