"""`tpm start --undo`: the record before comes back byte for byte, or nothing changes."""

from __future__ import annotations

import os
from typing import Any

import pytest
from small_project import NOTE, Small, refused

from tpmcli.app.start import start
from tpmcli.app.undo_start import UndoResult, undo_start
from tpmcli.model.errors import InvalidInputError, RefusedError
from tpmcli.repo import atomic
from world.people import PM, RECORD, STRANGER, TPM

KEPT = ".tpm/increments/1.0.yaml"


def begin(small: Small, name: str = "1.1", **more: Any) -> None:
    start(small.open(), small.session(), name, **more)


def undo(small: Small, name: str = "", person: str = TPM) -> UndoResult:
    return undo_start(small.open(), small.session(person), name)


def ours(small: Small) -> dict[str, bytes]:
    return {name: data for name, data in small.files().items() if name.startswith(".tpm/")}


@pytest.fixture
def done(small: Small) -> Small:
    """Every gate of 1.0 is decided, and that is committed."""
    small.pass_idea()
    small.pass_build()
    small.git("add", "-A")
    small.git("commit", "-qm", "1.0")
    return small


def commit(small: Small) -> None:
    small.git("add", "-A")
    small.git("commit", "-qm", "so")


@pytest.mark.parametrize("committed", [False, True])
def test_everything_is_as_before_the_start(done: Small, *, committed: bool) -> None:
    before = ours(done)
    begin(done)
    if committed:
        commit(done)
    assert undo(done) == UndoResult("1.1", "1.0")
    assert ours(done) == before


def test_a_gate_that_was_left_is_open_again(small: Small) -> None:
    before = ours(small)
    begin(small, abandon="the market moved")
    with pytest.raises(RefusedError, match="is not authorised to leave a gate undecided"):
        undo(small, person=STRANGER)
    assert undo(small) == UndoResult("1.1", "1.0")
    assert ours(small) == before


def test_a_kept_record_comes_back_as_it_is_now(done: Small) -> None:
    begin(done)
    done.edit("items:\n", "# closed since\nitems:\n", KEPT)
    kept = done.read(KEPT)
    undo(done)
    assert done.read() == kept


@pytest.mark.parametrize("what", ["answer", "waiver", "signoff", "decision"])
def test_what_was_recorded_stays(done: Small, what: str) -> None:
    begin(done)
    if what == "answer":
        done.answer("tried", evidence=[NOTE])
    elif what == "waiver":
        done.waive("tried", "2026-12-01")
    elif what == "signoff":
        done.sign("build", "pm")
    else:
        done.decide("idea", "hold", reason="no money")
    before = done.files()
    with pytest.raises(RefusedError) as caught:
        undo(done)
    block = {"signoff": "build.pm", "decision": "idea"}.get(what, "idea.tried")
    assert refused(caught) == (f"1.1 is no longer empty: {block}", "→ tpm log")
    assert done.files() == before


def test_the_first_increment_is_not_undone(small: Small) -> None:
    begin(small, "1.0.1", parallel=True)
    with pytest.raises(RefusedError, match=r"does not name the increment before 1\.0"):
        undo(small)


# --- which one was before -----------------------------------------------------------------------


def third(small: Small) -> None:
    """1.0, 1.1 and a parallel increment are kept; 1.2 is current and blank."""
    begin(small)
    commit(small)
    begin(small, "1.1.1", parallel=True)
    begin(small, "1.2", abandon="so")
    commit(small)


def test_each_goes_back_to_the_one_that_it_follows(done: Small) -> None:
    third(done)
    assert undo(done) == UndoResult("1.2", "1.1")
    assert undo(done) == UndoResult("1.1", "1.0")


def test_no_commit_is_needed(small: Small) -> None:
    begin(small, abandon="so")
    begin(small, "1.1.1", parallel=True)
    begin(small, "1.2", abandon="so")
    small.git("update-ref", "-d", "HEAD")
    assert undo(small) == UndoResult("1.2", "1.1")
    assert undo(small) == UndoResult("1.1", "1.0")


def test_one_whose_record_names_none_is_not_undone(done: Small) -> None:
    begin(done)
    done.edit('follows: "1.0"\n', "")
    before = done.files()
    with pytest.raises(RefusedError, match=r"does not name the increment before 1\.1"):
        undo(done)
    assert done.files() == before


# --- in parallel --------------------------------------------------------------------------------


def test_a_parallel_one_goes(small: Small) -> None:
    before = ours(small)
    begin(small, "1.0.1", parallel=True)
    assert undo(small, "1.0.1") == UndoResult("1.0.1", "1.0")
    assert ours(small) == before


def test_one_that_was_current_is_not_taken_for_parallel(small: Small) -> None:
    begin(small, abandon="so")
    begin(small, "1.2", abandon="so")
    for name in ("1.0", "1.1"):
        with pytest.raises(RefusedError, match="was current, so it was not started"):
            undo(small, name)
    with pytest.raises(InvalidInputError):
        undo(small, "1.3")


def test_a_parallel_one_with_an_entry_stays(small: Small) -> None:
    begin(small, "1.0.1", parallel=True)
    small.answer("wanted", by=PM, increment="1.0.1")
    with pytest.raises(RefusedError) as caught:
        undo(small, "1.0.1")
    assert refused(caught) == (
        "1.0.1 is no longer empty: idea.wanted",
        "→ tpm log --increment 1.0.1",
    )


# --- cut off ------------------------------------------------------------------------------------


def test_a_crash_leaves_the_state_before_or_after(
    done: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ours(done)
    begin(done)
    begun = ours(done)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "_replace", crash)
        with pytest.raises(KeyboardInterrupt):
            undo(done)
    assert ours(done) == begun
    with monkeypatch.context() as patch:
        patch.setattr(atomic, "_sync_folder", crash)
        with pytest.raises(KeyboardInterrupt):
            undo(done)
    assert ours(done) == before


def test_a_start_that_was_cut_off_is_undone(done: Small) -> None:
    before = ours(done)
    os.makedirs(done.path(".tpm/increments"))
    done.path(KEPT).write_bytes(done.path(RECORD).read_bytes())
    assert undo(done) == UndoResult("", "1.0")
    assert ours(done) == before


def test_an_answer_saved_meanwhile_stays(done: Small) -> None:
    begin(done)
    opened = done.open()
    done.answer("tried", evidence=[NOTE])
    before = done.files()
    with pytest.raises(RefusedError, match="no longer empty"):
        undo_start(opened, done.session())
    assert done.files() == before
