"""The words of the house: people, days, digests, names, problems, text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tpmcli.model.checklist import Checklist, CheckSpec, EvidenceRule, Item, Level, Phase
from tpmcli.model.days import add_days, day_of, days_between, is_moment, moment, parse_day
from tpmcli.model.digest import check_digest, decision_digest, question_digest, signoff_digest
from tpmcli.model.errors import (
    Exit,
    InvalidInputError,
    RefusedError,
    StorageError,
    TpmError,
    UsageError,
)
from tpmcli.model.policy import GatePolicy, Policy, WaiverPolicy
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import (
    Answer,
    AnswerValue,
    Decision,
    Evidence,
    ItemRecord,
    Outcome,
    Record,
    SignOff,
    Waiver,
)
from tpmcli.model.role import PM, TPM
from tpmcli.model.tree import EntryKind, TreeEntry
from tpmcli.text.names import nearest, suggestion
from tpmcli.text.sanitize import sanitize, sanitize_line

# --- days --------------------------------------------------------------------------------------


def test_a_day_of_the_calendar_is_read() -> None:
    assert str(parse_day("2026-11-22")) == "2026-11-22"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-30",
        "2026-11-2",
        "20261122",
        "2026-W47-7",
        "2026W477",
        "2026-327",
        "tomorrow",
        "2026-11-22T00:00:00Z",
        "२०२६-११-२२",
    ],
)
def test_text_that_is_not_a_day_is_not_read(text: str) -> None:
    """A day must sort as text: a week date would stand after every day, and never come."""
    assert parse_day(text) is None


def test_a_moment_in_utc_is_one() -> None:
    assert is_moment("2026-11-22T14:03:00Z")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-22",
        "2026-11-22T14:03:00",
        "2026-11-22 14:03:00Z",
        "2026-11-22T14:03+01Z",
        "2026-11-22T140300.0Z",
        "2026-11-22T14:03:00+01:00Z",
        "2026-W47-7T14:03:00Z",
        "2026-11-22T25:03:00Z",
        "2026-11-22T14:03:00.5Z",
    ],
)
def test_text_that_is_not_a_moment_is_not_one(text: str) -> None:
    assert not is_moment(text)


def test_arithmetic_of_days() -> None:
    assert (add_days("2026-11-22", 90), add_days("9999-12-01", 90)) == ("2027-02-20", "9999-12-31")
    assert (days_between("2026-11-22", "2026-12-01"), days_between("2026-11-22", "2026-11-20")) == (
        9,
        -2,
    )
    assert day_of("2026-11-22T14:03:00Z") == "2026-11-22"
    west = datetime(2026, 11, 22, 23, 59, 59, 999, timezone(timedelta(hours=-5)))
    assert moment(west) == "2026-11-23T04:59:59Z"
    assert is_moment(moment(datetime.now(UTC)))


# --- digests -----------------------------------------------------------------------------------

ITEM = Item(
    id="feasibility.spike",
    phase="feasibility",
    role=TPM,
    title="Tried",
    evidence=EvidenceRule(expect="a note", required=True),
    when=("b", "a"),
    checks=(CheckSpec("file", {"glob": "*.md"}), CheckSpec("tag", {"matches": "v*"})),
)
ENTRY = {"by": "a@example.com"}


def test_digests_are_what_they_were() -> None:
    """What was signed yesterday must be valid tomorrow: these values never change."""
    sign = SignOff("a@example.com", "2026-11-02T12:00:00Z", "s1:0", raw={"by": "a@example.com"})
    decision = Decision(Outcome.GO, "a", "b", "d1:0", raw={"decision": "go", "digest": "d1:0"})
    assert [
        question_digest(ITEM),
        check_digest("file", {"glob": "*.md", "min-count": 1}),
        signoff_digest({"f.a": {"answer": "met"}}, {"f.b": ENTRY}),
        decision_digest({"f.a": {"answer": "met"}}, {"f.b": (ENTRY,)}, {"tpm": (sign,)}, decision),
    ] == [
        "q1:d05fc9bc6e23eda815b761797a1e4906eddab092664eebf34277b89cc5a29887",
        "c1:131fba2e0241c0b68f1c0da8dcdb3f73158f15ceabf4345b48dc19a08317288b",
        "s1:8f18d059eb0f898c30c0fc49e9250a53ccd74effe7e2eebf59db3d3a3ea5b3c9",
        "d1:336017adf7884a5bcd3c05db190cc8f249545f11de429c83ca9e0b33a8e793d7",
    ]


@pytest.mark.parametrize(
    "same",
    [
        ITEM._replace(why="because", refs=("gds",), valid_for=3, continuous=True, layer="saas"),
        ITEM._replace(when=("a", "b")),
        ITEM._replace(checks=ITEM.checks[::-1]),
        ITEM._replace(evidence=ITEM.evidence._replace(find=("*.md",), template="x", pin=True)),
    ],
)
def test_order_and_reasons_do_not_reword(same: Item) -> None:
    assert question_digest(same) == question_digest(ITEM)


@pytest.mark.parametrize(
    "other",
    [
        ITEM._replace(title="Tried out"),
        ITEM._replace(level=Level.SHOULD),
        ITEM._replace(evidence=ITEM.evidence._replace(expect="")),
        ITEM._replace(evidence=ITEM.evidence._replace(required=False)),
        ITEM._replace(checks=ITEM.checks[:1]),
        ITEM._replace(when=("a",)),
    ],
)
def test_a_change_of_meaning_changes_the_question_digest(other: Item) -> None:
    assert question_digest(other) != question_digest(ITEM)


# --- people ------------------------------------------------------------------------------------

POLICY = Policy(
    id="ledger",
    name="Ledger",
    requires="",
    lifecycle="standard",
    packs=(),
    traits=(),
    start_at="",
    kinds={},
    people={TPM: ("Ann@example.com",), PM: ("ben@example.com",)},
    aliases={"ann@example.com": ("github:Ann", "1+ann@users.example")},
    gate=GatePolicy(),
    waivers=WaiverPolicy(),
    adjust=(),
)


def test_people_are_known_by_their_aliases() -> None:
    assert [
        POLICY.canonical(name) for name in ("GitHub:ann", "ANN@example.com", "Eve@x.example")
    ] == [
        "ann@example.com",
        "ann@example.com",
        "eve@x.example",
    ]
    assert POLICY.holds("1+Ann@users.example", TPM)
    assert not POLICY.holds("ann@example.com", PM)
    assert not POLICY._replace(people={}).holds("ann@example.com", TPM)
    assert [POLICY.known(name) for name in ("github:ann", "BEN@example.com", "eve@x.example")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), False),
        (("pm",), False),
        (("pm", "tpm"), True),
        (("boss@example.com",), False),
        (("github:ann",), True),
        (("TPM",), False),
    ],
)
def test_a_person_is_among_names_roles_and_aliases(names: tuple[str, ...], expected: bool) -> None:
    assert POLICY.among("ann@example.com", names) is expected


# --- checklist and record ----------------------------------------------------------------------


def test_a_checklist_finds_phases_and_items() -> None:
    phase = Phase("feasibility", "Ideation", "Can we?", (ITEM,))
    checklist = Checklist("standard", (phase,))
    assert (ITEM.slug, checklist.phase("feasibility"), checklist.phase("release")) == (
        "spike",
        phase,
        None,
    )
    assert checklist.items() == {"feasibility.spike": ITEM}


def test_a_record_finds_items_and_is_empty_without_entries() -> None:
    answer = Answer(AnswerValue.MET, TPM, "a", "b", "q1:0")
    answered = ItemRecord("feasibility.spike", answer)
    record = Record("ledger", "1.0", items={"feasibility.spike": answered})
    assert record.item("feasibility.spike") is answered
    assert record.item("feasibility.other") == ItemRecord("feasibility.other")
    waived = ItemRecord("x", waivers=(Waiver("a", "b"),))
    assert [i.empty for i in (ItemRecord("x"), answered, waived)] == [True, False, False]
    assert [e.target for e in (Evidence(path="a.md"), Evidence(url="https://a.example"))] == [
        "a.md",
        "https://a.example",
    ]
    assert [str(outcome) for outcome in Outcome if outcome.passes] == ["go", "conditional"]


def test_an_entry_of_a_tree_is_empty_and_tracked_by_default() -> None:
    assert TreeEntry(EntryKind.FILE) == (EntryKind.FILE, 0, True)


# --- errors and names --------------------------------------------------------------------------


def test_problems_point_at_their_place() -> None:
    problem = Problem(Flaw.FILE_EMPTY, hint=Hint(Remedy.OTHER_ID))
    assert problem.at(".tpm/policy.yaml", 3, 5) == Problem(
        Flaw.FILE_EMPTY, (), ".tpm/policy.yaml", 3, 5, Hint(Remedy.OTHER_ID)
    )
    assert problem.at("a").line == problem.at("a").column == 0


def test_errors_have_their_exit_code() -> None:
    invalid = InvalidInputError([Problem(Flaw.FILE_EMPTY), Problem(Flaw.UTF16)])
    assert [each.flaw for each in invalid.problems] == [Flaw.FILE_EMPTY, Flaw.UTF16]
    found = [TpmError("a"), UsageError("a"), RefusedError("a"), StorageError("a", "b"), invalid]
    assert [error.code for error in found] == [
        Exit.BUG,
        Exit.USAGE,
        Exit.UNMET,
        Exit.STORAGE,
        Exit.UNEVALUATED,
    ]


def test_an_error_with_a_message_is_listed_as_a_problem() -> None:
    with_hint = StorageError("cannot save", "free some space").as_problem("a.yaml")
    hint = Hint(Remedy.OTHER, ("free some space",))
    assert with_hint == Problem(Flaw.OTHER, ("cannot save",), "a.yaml", hint=hint)
    assert UsageError("no").as_problem() == Problem(Flaw.OTHER, ("no",))


def test_the_nearest_valid_name_is_suggested() -> None:
    valid = ["feasibility", "release"]
    assert (nearest("relase", valid), nearest("x", valid)) == ("release", None)
    many = [str(n) for n in range(13)]
    assert suggestion("relase", valid) == Hint(Remedy.DID_YOU_MEAN, ("release",))
    assert suggestion("x", valid) == Hint(Remedy.VALID_NAMES, (("feasibility", "release"),))
    assert suggestion("x", many[1:]) == Hint(Remedy.VALID_NAMES, (tuple(many[1:]),))
    assert (suggestion("x", []), suggestion("x", many)) == (None, None)


# --- untrusted text ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b[31mred\x07\r", "\\x1b[31mred\\x07\\x0d"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("a\u200bb\ufeffc\u206ad\ufff9e", "a\\u200bb\\ufeffc\\u206ad\\ufff9e"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("line\u2028separator\x85", "line\\u2028separator\\x85"),
        ("naïve “quotes” 🧑\u200d🚀", "naïve “quotes” 🧑\u200d🚀"),
    ],
)
def test_untrusted_text_is_made_harmless_once(text: str, expected: str) -> None:
    assert sanitize(text) == expected
    assert sanitize(sanitize(text)) == expected


def test_untrusted_text_is_put_on_one_line() -> None:
    assert sanitize_line("plain") == "plain"
    assert sanitize_line("two\nlines\tand\x1b") == "two lines and\\x1b"
