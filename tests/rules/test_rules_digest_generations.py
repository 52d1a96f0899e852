"""A new scheme of a digest leaves what was recorded with the one before it valid."""

from __future__ import annotations

import re

import pytest

from tpmcli.checks.command import is_result_of
from tpmcli.model import digest
from tpmcli.model.checklist import CheckSpec, Item
from tpmcli.model.record import (
    Answer,
    AnswerValue,
    CheckRun,
    Decision,
    ItemRecord,
    Outcome,
    Record,
    SignOff,
)
from tpmcli.model.role import TPM
from tpmcli.rules.decided_gate import bound_digest
from tpmcli.rules.items import is_stale
from tpmcli.rules.signoffs import current_digest, matches
from tpmcli.store.formats.project import digest_pattern

ITEM = Item("f.a", "f", TPM, "Tried")
AT = "2026-11-22T10:00:00Z"
SPEC = CheckSpec("command", {"run": ["true"]})


def _answer(question: str) -> Answer:
    raw = {"answer": "met", "role": "tpm", "question": question}
    return Answer(AnswerValue.MET, TPM, "a@example.com", AT, question, raw=raw)


def _record(question: str) -> Record:
    return Record("p", "1.0", items={"f.a": ItemRecord("f.a", _answer(question))})


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add a second generation of every scheme, which digests other things than the first."""
    monkeypatch.setitem(digest.QUESTION_SCHEMES, "q2", lambda item: [item.title, item.why])
    monkeypatch.setitem(digest.CHECK_SCHEMES, "c2", lambda kind, options: [kind, dict(options)])
    monkeypatch.setitem(
        digest.SIGNOFF_SCHEMES, "s2", lambda answers, waivers: [dict(answers), dict(waivers)]
    )
    monkeypatch.setitem(
        digest.DECISION_SCHEMES,
        "d2",
        lambda answers, waivers, signoffs, decision: [answers, decision.raw["decision"]],
    )


def _both(scheme: str, old: str, new: str) -> bool:
    return old.startswith(f"{scheme}1:") and new.startswith(f"{scheme}2:")


def test_answers(request: pytest.FixtureRequest) -> None:
    old = digest.question_digest(ITEM)
    request.getfixturevalue("second")
    new = digest.question_digest(ITEM)
    assert _both("q", old, new)
    assert not is_stale(ITEM, _answer(old))
    assert not is_stale(ITEM, _answer(new))
    explained = ITEM._replace(why="because")
    assert not is_stale(explained, _answer(old))
    assert is_stale(explained, _answer(new))
    assert is_stale(ITEM._replace(title="Tested"), _answer(old))
    assert is_stale(ITEM, _answer(old.replace("q1:", "q3:")))


def test_signoffs(request: pytest.FixtureRequest) -> None:
    record = _record("q1:0")
    old = current_digest(record, "f", TPM, {})
    request.getfixturevalue("second")
    new = current_digest(record, "f", TPM, {})
    assert old
    assert new
    assert _both("s", old, new)
    for signed in (old, new):
        signoff = SignOff("a@example.com", AT, signed)
        assert matches(record, "f", TPM, signoff)
        assert not matches(_record("q1:1"), "f", TPM, signoff)


def test_decisions(request: pytest.FixtureRequest) -> None:
    record = _record("q1:0")
    decision = Decision(Outcome.GO, "a@example.com", AT, "", raw={"decision": "go"})
    old = bound_digest(record, "f", decision)
    request.getfixturevalue("second")
    new = bound_digest(record, "f", decision)
    assert old
    assert new
    assert _both("d", old, new)
    for bound in (old, new):
        assert bound_digest(record, "f", decision._replace(digest=bound)) == bound
        assert bound_digest(_record("q1:1"), "f", decision._replace(digest=bound)) != bound


def test_checks(request: pytest.FixtureRequest) -> None:
    old = digest.check_digest(SPEC.kind, SPEC.options)
    request.getfixturevalue("second")
    new = digest.check_digest(SPEC.kind, SPEC.options)
    assert _both("c", old, new)
    for defined in (old, new):
        run = CheckRun(defined, "t1:0", "pass", "", "a@example.com", AT)
        assert is_result_of(run, SPEC.options)
        assert not is_result_of(run, {"run": ["false"]})


@pytest.mark.usefixtures("second")
def test_a_project_file_may_hold_both() -> None:
    pattern = digest_pattern(digest.QUESTION_SCHEMES)
    held = [bool(re.match(pattern, f"{name}:{'0' * 64}")) for name in ("q1", "q2", "q3", "s1")]
    assert held == [True, True, False, False]
