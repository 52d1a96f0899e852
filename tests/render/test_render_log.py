"""`tpm log` as text and JSON: whole outputs, every sentence once, and text meant to do harm."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import pytest

from tpmcli.model.problem import Flaw, Problem
from tpmcli.model.record import (
    Answer,
    AnswerValue,
    CheckRun,
    Condition,
    ConditionClose,
    Decision,
    Evidence,
    Outcome,
    SignOff,
    Start,
    Waiver,
)
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.render.json_schemas import json_schema_text
from tpmcli.render.log import json as log_json
from tpmcli.render.log import text as log_text
from tpmcli.render.log.change_text import ChangeText, change_text
from tpmcli.render.style import Style
from tpmcli.rules.change.recorded_entries import Entry
from tpmcli.rules.history import EventType, LogEntry, RecordChange

Validator: Any = import_module("jsonschema").Draft202012Validator
EVIL = "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07\u202e\u200b\x00\ud800##[error]::error::\nnext"
TPM, PM, AT, DAY = "t@example.com", "p@example.com", "2026-03-01T10:00:00Z", "2026-03-01"
ITEM, PHASE = "testing.load", "testing"

CITED = (Evidence("a.md", "", "0" * 64), Evidence("", "https://example.com/b"))
MET = Answer(AnswerValue.MET, TPM_ROLE, TPM, AT, "q1:x", CITED, "p99 12 ms")
NOT_MET = MET._replace(value=AnswerValue.NOT_MET, evidence=(), note="")
WAIVER = Waiver(TPM, AT, "vendor", (PM,), "2026-04-01")
SIGNED = SignOff(PM, AT, "s1:x")
PROMISES = (Condition("retest", TPM, "2026-04-01"), Condition("hire", PM, "2026-05-01"))
GO = Decision(Outcome.GO, PM, AT, "d1:x", reason="all met")
CLOSED = ConditionClose(2, TPM, AT, CITED[:1], "done")
RUN = CheckRun("c1:x", "t1:y", "pass", "3 tests", TPM, AT)
TORN = Problem(Flaw.TAB, file="p.yaml", line=1, column=2)


def changed(what: EventType, subject: str = ITEM, **rest: Any) -> RecordChange:
    return RecordChange(what, "1.0", subject, **rest)


def removed(entry: Any) -> RecordChange:
    return changed(EventType.REMOVED, entry=entry)


# --- words -------------------------------------------------------------------------------------

WORDS = {
    "began": (changed(EventType.BEGAN, ""), ChangeText()),
    "began, of a kind": (
        changed(EventType.BEGAN, "", entry=Start("", "", "patch", "hot fix")),
        ChangeText("kind `patch`", note="hot fix"),
    ),
    "answered": (
        changed(EventType.ANSWERED, role=TPM_ROLE, entry=MET),
        ChangeText("met", "", "p99 12 ms", ("a.md", "https://example.com/b"), TPM, AT),
    ),
    "changed": (
        changed(EventType.CHANGED, entry=NOT_MET, before=MET),
        ChangeText("not-met", "met", by=TPM, at=AT),
    ),
    "changed to one carried": (
        changed(EventType.CHANGED, entry=NOT_MET._replace(carried="0.9"), before=MET),
        ChangeText("not-met", "met", by=TPM, at=AT),
    ),
    "carried": (
        changed(EventType.CARRIED, entry=NOT_MET._replace(carried="0.9")),
        ChangeText("not-met", "0.9", by=TPM, at=AT),
    ),
    "cleared": (
        changed(EventType.CLEARED, entry=MET),
        ChangeText("the answer of t@example.com on 2026-03-01", "met"),
    ),
    "waived": (
        changed(EventType.WAIVED, entry=WAIVER),
        ChangeText("until 2026-04-01, approved by p@example.com", "", "vendor", (), TPM, AT),
    ),
    "withdrawn": (
        changed(EventType.WITHDRAWN, entry=Waiver(TPM, AT, withdrawn=True)),
        ChangeText(by=TPM, at=AT),
    ),
    "checked": (
        changed(EventType.CHECKED, entry=RUN),
        ChangeText("pass", "", "3 tests", (), TPM, AT),
    ),
    "signed": (
        changed(EventType.SIGNED, PHASE, role=PM_ROLE, entry=SIGNED),
        ChangeText(by=PM, at=AT),
    ),
    "signed, with waivers": (
        changed(EventType.SIGNED, PHASE, entry=SIGNED._replace(waivers={"b.c": 1, "a.b": 2})),
        ChangeText("with the waivers of a.b, b.c", by=PM, at=AT),
    ),
    "decided": (
        changed(EventType.DECIDED, PHASE, entry=GO),
        ChangeText("go", "", "all met", (), PM, AT),
    ),
    "decided, with conditions": (
        changed(
            EventType.DECIDED,
            PHASE,
            entry=GO._replace(outcome=Outcome.CONDITIONAL, conditions=PROMISES, reason=""),
        ),
        ChangeText(
            "conditional, conditions: retest by 2026-04-01; hire by 2026-05-01", by=PM, at=AT
        ),
    ),
    "closed": (
        changed(EventType.CLOSED, PHASE, entry=CLOSED),
        ChangeText("condition 2", "", "done", ("a.md",), TPM, AT),
    ),
    "removed, a waiver": (
        removed(WAIVER),
        ChangeText(
            "the waiver of t@example.com on 2026-03-01",
            "until 2026-04-01, approved by p@example.com",
        ),
    ),
    "removed, a withdrawal": (
        removed(Waiver(TPM, AT, withdrawn=True)),
        ChangeText("the withdrawal of the waiver of t@example.com on 2026-03-01"),
    ),
    "removed, a sign-off": (
        removed(SIGNED),
        ChangeText("the sign-off of p@example.com on 2026-03-01"),
    ),
    "removed, a decision": (
        removed(GO),
        ChangeText("the decision of p@example.com on 2026-03-01", "go"),
    ),
    "removed, a close": (
        removed(CLOSED),
        ChangeText("the closing of t@example.com on 2026-03-01", "condition 2"),
    ),
    "removed, a record": (changed(EventType.REMOVED, ""), ChangeText("the whole record")),
    "unreadable": (
        RecordChange(EventType.UNREADABLE, "", problem=TORN),
        ChangeText("p.yaml:1:2: a tab is not allowed here"),
    ),
}


@pytest.mark.parametrize("name", WORDS)
def test_a_change_in_words(name: str) -> None:
    change, words = WORDS[name]
    assert change_text(change) == words


def test_every_kind_of_change_is_told() -> None:
    assert {change.what for change, _ in WORDS.values()} == set(EventType)


# --- whole outputs -----------------------------------------------------------------------------

ANSWER = changed(EventType.CHANGED, role=TPM_ROLE, entry=MET, before=NOT_MET)
ENTRIES = [
    LogEntry(ANSWER, "", "", "", "Load is tested"),
    LogEntry(WORDS["signed"][0], "a" * 40, TPM, DAY),
    LogEntry(
        changed(EventType.CARRIED, role=TPM_ROLE, entry=NOT_MET._replace(carried="0.9")),
        *("a" * 40, TPM, DAY),
    ),
    LogEntry(WORDS["began, of a kind"][0], "a" * 40, TPM, DAY),
    LogEntry(WORDS["removed, a decision"][0]._replace(subject=PHASE), "b" * 40, TPM, DAY),
    LogEntry(RecordChange(EventType.REMOVED, "0.9"), "b" * 40, TPM, DAY),
    LogEntry(WORDS["unreadable"][0], "b" * 40, TPM, DAY),
]
TEXT = """\
not committed yet
  changed         “Load is tested” (testing.load): met, was not-met; p99 12 ms [a.md, https://example.com/b], by t@example.com

2026-03-01  aaaaaaaaaa  t@example.com
  signed          testing as PM, by p@example.com
  carried         testing.load as TPM: not-met, from 0.9
  began           increment 1.0: kind `patch`; hot fix

2026-03-01  bbbbbbbbbb  t@example.com
  removed         testing: the decision of p@example.com on 2026-03-01 (go)
  removed         increment 0.9: the whole record
  unreadable      p.yaml:1:2: a tab is not allowed here
"""  # noqa: E501 - as it is written without a terminal


def test_the_log_as_text() -> None:
    assert log_text.render(ENTRIES, Style()) == TEXT
    assert log_text.render([], Style()) == "no entries\n"
    narrow = log_text.render(ENTRIES, Style(width=60))
    assert all(len(line) <= 60 for line in narrow.splitlines())
    assert " ".join(narrow.split()) == " ".join(TEXT.split())
    assert "\x1b[32msigned " in log_text.render(ENTRIES, Style(colour=True))


def _valid(text: str) -> Any:
    value = json.loads(text)
    Validator(json.loads(json_schema_text("log"))).validate(value)
    return value


def test_the_log_as_json() -> None:
    told = _valid(log_json.render(ENTRIES, complete=True))
    assert told["entries"][0] == {
        "what": "changed",
        "increment": "1.0",
        "subject": "testing.load",
        "title": "Load is tested",
        "role": "tpm",
        "by": "t@example.com",
        "at": "2026-03-01T10:00:00Z",
        "text": "met",
        "was": "not-met",
        "note": "p99 12 ms",
        "evidence": ["a.md", "https://example.com/b"],
        "commit": None,
        "author": None,
        "day": None,
    }
    assert [each["what"] for each in told["entries"]] == [str(e.change.what) for e in ENTRIES]
    nothing = dict.fromkeys(told["entries"][0])
    assert told["entries"][-1] == {
        **nothing,
        "what": "unreadable",
        "text": "p.yaml:1:2: a tab is not allowed here",
        "evidence": [],
        "commit": "b" * 40,
        "author": TPM,
        "day": DAY,
    }
    assert told["complete"] is True


def test_every_change_is_in_the_schema() -> None:
    schema = json.loads(json_schema_text("log"))
    known = schema["properties"]["entries"]["items"]["properties"]["what"]["enum"]
    assert known == [str(each) for each in EventType]


# --- what somebody typed -----------------------------------------------------------------------


@pytest.mark.parametrize("style", [Style(), Style(width=40)])
def test_text_from_files_is_harmless(style: Style) -> None:
    cited = (Evidence(EVIL),)
    answer = Answer(AnswerValue.MET, TPM_ROLE, EVIL, EVIL, EVIL, cited, EVIL, carried=EVIL)
    entries: list[Answer | CheckRun | Entry] = [
        answer,
        Waiver(EVIL, EVIL, EVIL, (EVIL,), EVIL),
        SignOff(EVIL, EVIL, EVIL, {EVIL: 1}),
        Decision(
            Outcome.GO, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, (Condition(EVIL, EVIL, EVIL),)
        ),
        ConditionClose(1, EVIL, EVIL, cited, EVIL),
        CheckRun(EVIL, EVIL, EVIL, EVIL, EVIL, EVIL),
    ]
    changes = [
        *(RecordChange(EventType.CARRIED, EVIL, EVIL, TPM_ROLE, entry) for entry in entries),
        *(RecordChange(EventType.REMOVED, EVIL, EVIL, TPM_ROLE, entry) for entry in entries),
        RecordChange(EventType.BEGAN, EVIL, entry=Start(EVIL, EVIL, EVIL, EVIL)),
        RecordChange(EventType.UNREADABLE, EVIL, problem=Problem(Flaw.OTHER, (EVIL,), EVIL)),
    ]
    logged = [LogEntry(change, "a" * 40, EVIL, DAY, EVIL) for change in changes]
    logged += [LogEntry(change, "", "", "") for change in changes]
    text, data = log_text.render(logged, style), log_json.render(logged, complete=True)
    for made in (text, data):
        assert all(sign == "\n" or sign.isprintable() for sign in made)
        # A line may begin with any word if it is wrapped.
        assert style.width or not any(line.startswith("next") for line in made.splitlines())
        made.encode()
    assert "##[" not in data
    json.loads(data)
