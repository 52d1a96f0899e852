"""What is read from a gate report in JSON, and what is said of a file that is not one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from problem_data import told
from tpmcli.exchange.gate_report import read_report
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.finding import SubjectKind
from tpmcli.model.verdict import GateVerdict
from tpmcli.render.portfolio.json import project_data
from tpmcli.rules.due import DueKind
from tpmcli.rules.portfolio import Health

DUE = {
    "day": "2026-12-01",
    "kind": "condition",
    "subject": "release",
    "increment": "0.9",
    "text": "0.9: Ask ten users (condition 2)",
    "owner": "pm@example.com",
}
PROJECT: dict[str, Any] = {
    "folder": "apps/ledger",
    "state": "overdue",
    "id": "ledger-1",
    "name": "Ledger",
    "increment": "1.0",
    "labels": {"team": "payments"},
    "kind": "patch",
    "skipped": ["testing"],
    "phase": "release",
    "title": "Launch",
    "verdict": "unmet",
    "must": {"satisfied": 3, "total": 9},
    "unsigned": ["pm"],
    "decision": {"phase": "design", "decision": "go", "day": "2026-11-01", "by": "pm@example.com"},
    "broken": ["design"],
    "waived": 2,
    "next": DUE,
    "overdue": [{**DUE, "day": "2026-11-01", "kind": "plan", "increment": None, "text": "Load"}],
    "phases": [
        {
            "phase": "release",
            "title": "Launch",
            "state": "open",
            "must": {"satisfied": 3, "total": 9},
        }
    ],
}
COMMIT = {"id": "ab" * 20, "time": "2026-11-22T10:00:00Z"}
REPORT: dict[str, Any] = {
    "schema": "tpm/gate-report/1",
    "as_of": "2026-11-22",
    "gates": [{"whatever": 1}],
    "projects": [PROJECT],
    "commit": COMMIT,
    "a key of a later tpm": [],
}


def read(data: object) -> Any:
    return read_report(json.dumps(data).encode())


def refused(data: bytes) -> str:
    with pytest.raises(InvalidInputError) as caught:
        read_report(data)
    (problem,) = caught.value.problems
    return told(problem)


def test_everything_that_was_written_is_read() -> None:
    found = read(REPORT)
    assert (found.as_of, found.commit, found.committed) == ("2026-11-22", *COMMIT.values())
    (project,) = found.projects
    assert (project.health, project.verdict) == (Health.OVERDUE, GateVerdict.UNMET)
    assert (project.due.kind, project.due.subject.kind) == (
        DueKind.CONDITION,
        SubjectKind.CONDITION,
    )
    assert (project.due.subject.number, project.due.subject.title) == (2, "Ask ten users")
    assert project_data(project) == PROJECT


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_report(b"\xef\xbb\xbf" + json.dumps(REPORT).encode()) == read(REPORT)


def test_a_report_on_a_change_has_no_project() -> None:
    found = read({**REPORT, "against": "origin/main", "projects": None})
    assert (found.against, found.projects) == ("origin/main", ())


def test_problems_are_a_project_that_was_not_checked() -> None:
    flaw = {"message": "unknown key", "file": ".tpm/policy.yaml", "line": 3, "column": 1}
    data = {
        "schema": "tpm/problems/1",
        "problems": [{**flaw, "fix": "tpm lint --fix", "help": None}, {**flaw, "help": "look"}],
    }
    (project,) = read(data).projects
    assert (project.health, project.code) == (Health.NOT_EVALUATED, 3)
    assert [told(each) for each in project.problems] == [
        '3:1 OTHER "unknown key" (RUN_THERE "tpm lint --fix")',
        '3:1 OTHER "unknown key" (OTHER "look")',
    ]


def test_a_project_that_was_evaluated_in_part_keeps_its_name() -> None:
    flaw = {"message": "m", "file": "", "line": 0, "column": 0, "fix": None, "help": None}
    partly = {
        "folder": ".",
        "state": "not-evaluated",
        "id": "x-1",
        "name": "X",
        "increment": "1",
        "labels": {"team": "a"},
        "problems": [flaw],
        "code": 3,
    }
    (project,) = read({**REPORT, "projects": [partly]}).projects
    assert (project.project, project.name, dict(project.labels)) == ("x-1", "X", {"team": "a"})
    assert project_data(project) == partly


BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "REPORT_NOT_JSON"),
    "half": (json.dumps(REPORT).encode()[:-30], "REPORT_NOT_JSON"),
    "utf-16": (json.dumps(REPORT).encode("utf-16"), "REPORT_NOT_JSON"),
    "deep": (b'{"schema": ' + b"[" * 100_000, "REPORT_NOT_JSON"),
    "a list": (b"[]", "REPORT_WITHOUT_SCHEMA"),
    "another file": (b'{"name": "left-pad"}', "REPORT_WITHOUT_SCHEMA"),
    "a schema that is no text": (b'{"schema": 1}', "REPORT_WITHOUT_SCHEMA"),
    "a later schema": (b'{"schema": "tpm/gate-report/2"}', "REPORT_SCHEMA_OTHER"),
    "an earlier tpm": (b'{"schema": "tpm/gate-report/1"}', "REPORT_WITHOUT_STATE"),
}
CHANGED: dict[str, tuple[dict[str, Any], str]] = {
    "no project": ({"projects": []}, "projects"),
    "no date": ({"as_of": ""}, "as_of"),
    "no such date": ({"as_of": "2026-02-30"}, "as_of"),
    "a number as text": ({"projects": [{**PROJECT, "waived": "2"}]}, "projects.0.waived"),
    "a negative number": ({"projects": [{**PROJECT, "waived": -1}]}, "projects.0.waived"),
    "true as a number": ({"projects": [{**PROJECT, "waived": True}]}, "projects.0.waived"),
    "an unknown state": ({"projects": [{**PROJECT, "state": "fine"}]}, "projects.0.state"),
    "no id": ({"projects": [{**PROJECT, "id": ""}]}, "projects.0.id"),
    "a long name": ({"projects": [{**PROJECT, "name": "x" * 2_001}]}, "projects.0.name"),
    "no such day": ({"projects": [{**PROJECT, "next": {**DUE, "day": "x"}}]}, "projects.0.next"),
    "no commit": ({"commit": {**COMMIT, "id": "HEAD"}}, "commit.id"),
    "no moment": ({"commit": {**COMMIT, "time": "yesterday"}}, "commit.time"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_report_is_named(name: str) -> None:
    data, flaw = BAD[name]
    assert flaw in refused(data)


@pytest.mark.parametrize("name", CHANGED)
def test_a_wrong_key_is_named(name: str) -> None:
    change, key = CHANGED[name]
    said = refused(json.dumps({**REPORT, **change}).encode())
    assert "REPORT_KEY_INVALID" in said
    assert f'"{key}' in said


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(PROJECT)), JSON)
def test_no_value_breaks_the_reader(key: str, value: object) -> None:
    """Whatever stands at a key: it is read, or refused with one problem."""
    data = json.dumps({**REPORT, "projects": [{**PROJECT, key: value}]}).encode()
    try:
        (project,) = read_report(data).projects
    except InvalidInputError:
        assert refused(data)
    else:
        assert project_data(project)["folder"] == project.folder
