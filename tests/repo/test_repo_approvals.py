"""Approvals that CI fetched, and the keys that may sign."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tpmcli.model.errors import InvalidInputError, StorageError
from tpmcli.model.problem import Flaw, FlawText, Hint, Remedy
from tpmcli.repo.approvals import Approval, read_approvals

ONE, TWO = "1" * 40, "2" * 40


def _read(path: Path, *said: tuple[str, str, str]) -> list[Approval]:
    entries = [{"login": who, "commit": what, "state": how} for who, what, how in said]
    path.write_text(json.dumps(entries))
    return read_approvals(str(path))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "approvals.json"


def test_the_last_word_counts(file: Path) -> None:
    said = (("Ann", ONE, "APPROVED"), ("bob", ONE, "approved"), ("ann", TWO, "APPROVED"))
    assert _read(file, *said) == [Approval("github:bob", ONE), Approval("github:ann", TWO)]


@pytest.mark.parametrize("word", ["CHANGES_REQUESTED", "DISMISSED", "dismissed"])
def test_an_approval_can_be_taken_back(file: Path, word: str) -> None:
    assert _read(file, ("ann", ONE, "APPROVED"), ("ann", ONE, word)) == []


@pytest.mark.parametrize("word", ["COMMENTED", "PENDING", "whatever"])
def test_a_comment_takes_nothing_back(file: Path, word: str) -> None:
    assert _read(file, ("ann", ONE, "APPROVED"), ("ann", TWO, word)) == [
        Approval("github:ann", ONE)
    ]


def test_another_platform_is_named(file: Path) -> None:
    assert _read(file, ("gitlab:ann", ONE, "APPROVED")) == [Approval("gitlab:ann", ONE)]


def test_an_empty_list_is_no_approvals(file: Path) -> None:
    assert _read(file) == []


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("", Flaw.NOT_JSON),
        ("{", Flaw.NOT_JSON),
        ("{}", Flaw.APPROVALS_NOT_LIST),
        ("[1]", Flaw.APPROVAL_INCOMPLETE),
        ('[{"login": "a", "commit": "b"}]', Flaw.APPROVAL_INCOMPLETE),
        ('[{"login": "", "commit": "b", "state": "c"}]', Flaw.APPROVAL_INCOMPLETE),
        ("[" * 100_000, Flaw.JSON_TOO_DEEP),
    ],
)
def test_what_is_no_list_of_approvals(file: Path, text: str, flaw: FlawText) -> None:
    file.write_text(text)
    with pytest.raises(InvalidInputError) as caught:
        read_approvals(str(file))
    (problem,) = caught.value.problems
    assert (problem.flaw, problem.hint) == (flaw, Hint(Remedy.WRITE_APPROVALS))
    if flaw is Flaw.APPROVAL_INCOMPLETE:
        assert problem.words == (1, ("login", "commit", "state"))


def test_bytes_that_are_no_text(file: Path) -> None:
    file.write_bytes(b"\xff\xfe[\x00")
    with pytest.raises(InvalidInputError):
        read_approvals(str(file))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        read_approvals(str(tmp_path / "none.json"))
