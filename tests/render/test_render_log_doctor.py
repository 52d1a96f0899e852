"""`tpm log` and `tpm doctor` as text and JSON: whole outputs, and text that is meant to do harm."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any, NamedTuple

import pytest

from tpmcli.model.rule import Severity
from tpmcli.model.setup_finding import SetupFinding
from tpmcli.render import doctor
from tpmcli.render.json_schemas import json_schema_text
from tpmcli.render.log import json as log_json
from tpmcli.render.log import text as log_text
from tpmcli.render.style import Style
from tpmcli.rules.history import EventType, RecordChange

Validator: Any = import_module("jsonschema").Draft202012Validator
EVIL = "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07\u202e\u200b\x00\ud800##[error]::error::\nnext"


class Logged(NamedTuple):
    change: RecordChange
    commit: str = "a" * 40
    author: str = "t@example.com"
    day: str = "2026-03-01"
    title: str = ""


def _valid(name: str, text: str) -> Any:
    value = json.loads(text)
    Validator(json.loads(json_schema_text(name))).validate(value)
    return value


ITEM = RecordChange(
    EventType.CHANGED,
    "1.0",
    "testing.load",
    "tpm",
    "t@example.com",
    "2026-03-01T10:00:00Z",
    "met",
    "not-met",
    "p99 12 ms",
    ("a.md", "https://example.com/b"),
)
ENTRIES = [
    Logged(ITEM, "", "", "", "Load is tested"),
    Logged(
        RecordChange(
            EventType.SIGNED, "1.0", "testing", "pm", "p@example.com", "2026-03-01T09:00:00Z"
        ),
    ),
    Logged(ITEM._replace(what=EventType.CARRIED, text="met", was="0.9", note="", evidence=())),
    Logged(
        RecordChange(EventType.BEGAN, "1.0", "", text="a trip of the kind patch", note="hot fix")
    ),
    Logged(RecordChange(EventType.REMOVED, "0.9", "", text="the whole record"), commit="b" * 40),
    Logged(RecordChange(EventType.UNREADABLE, "", "", text="p.yaml:1:1: no"), commit="b" * 40),
]
TEXT = """\
not committed yet
  changed     “Load is tested” (testing.load): met, was not-met; p99 12 ms [a.md, https://example.com/b], by t@example.com

2026-03-01  aaaaaaaaaa  t@example.com
  signed      testing as PM, by p@example.com
  carried     testing.load as TPM: met, from 0.9
  began       the increment 1.0: a trip of the kind patch; hot fix

2026-03-01  bbbbbbbbbb  t@example.com
  removed     the increment 0.9: the whole record
  unreadable  p.yaml:1:1: no
"""  # noqa: E501 - as it is written without a terminal


def test_the_log_as_text() -> None:
    assert log_text.render(ENTRIES, Style()) == TEXT
    assert log_text.render([], Style()) == "nothing was recorded\n"
    narrow = log_text.render(ENTRIES, Style(width=60))
    assert all(len(line) <= 60 for line in narrow.splitlines())
    assert " ".join(narrow.split()) == " ".join(TEXT.split())
    assert "\x1b[32msigned " in log_text.render(ENTRIES, Style(colour=True))


def test_the_log_as_json() -> None:
    said = _valid("log", log_json.render(ENTRIES, complete=True))
    assert said["entries"][0] == {
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
    assert [each["what"] for each in said["entries"]] == [str(e.change.what) for e in ENTRIES]


def test_every_happening_is_in_the_schema() -> None:
    schema = json.loads(json_schema_text("log"))
    known = schema["properties"]["entries"]["items"]["properties"]["what"]["enum"]
    assert known == [str(each) for each in EventType]


ADVICE = [
    SetupFinding(
        "attributes-hide", Severity.ERROR, "a line", "it hides", "remove it", ".gitattributes", 2
    ),
    SetupFinding(
        "both-roles", Severity.WARNING, "two hats", "eyes", "name somebody", ".tpm/policy.yaml"
    ),
    SetupFinding("no-git", Severity.WARNING, "no git", "no trace", "git init"),
]


def test_the_doctor() -> None:
    assert doctor.render_text(ADVICE, ["CODEOWNERS"], Style()) == (
        "error    a line [attributes-hide, .gitattributes:2]\n"
        "         since it hides\n"
        "         → remove it\n"
        "warning  two hats [both-roles, .tpm/policy.yaml]\n"
        "         since eyes\n"
        "         → name somebody\n"
        "warning  no git [no-git]\n"
        "         since no trace\n"
        "         → git init\n"
        "\n"
        "Looked at CODEOWNERS, .tpm/ and git.\n"
        "1 way past the gate.\n"
        "What cannot be seen from here:\n"
        "- whether the platform requires the check, and a review by code owners, before a merge\n"
        "- who may pass that over, as administrators can\n"
    )
    said = _valid("doctor", doctor.render_json(ADVICE, ["CODEOWNERS"]))
    assert said["sound"] is False
    assert said["advice"][2]["file"] is None
    assert _valid("doctor", doctor.render_json([], []))["sound"] is True


@pytest.mark.parametrize("style", [Style(), Style(width=40)])
def test_text_from_files_is_harmless(style: Style) -> None:
    change = RecordChange(
        EventType.ANSWERED, EVIL, EVIL, "tpm", EVIL, EVIL, EVIL, EVIL, EVIL, (EVIL,)
    )
    advice = [SetupFinding("x", Severity.ERROR, EVIL, EVIL, EVIL, EVIL, 3)]
    entries = [Logged(change, author=EVIL, title=EVIL), Logged(change)]
    made = [
        log_text.render(entries, style),
        log_json.render(entries, complete=True),
        doctor.render_text(advice, [EVIL], style),
        doctor.render_json(advice, [EVIL]),
    ]
    for text in made:
        assert all(sign == "\n" or sign.isprintable() for sign in text)
        assert not text.splitlines()[-1].startswith("next")
        text.encode()
    for text in (made[1], made[3]):
        assert "##[" not in text
        json.loads(text)
