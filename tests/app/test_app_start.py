"""`tpm start`: nothing of the increment before is lost, whenever it is cut off."""

from __future__ import annotations

import os
from typing import Any

import pytest
from small_project import AT, Small, changes, problems, refused

from tpmcli.app.start import StartResult, start
from tpmcli.app.workspace import Workspace
from tpmcli.model.errors import InvalidInputError, RefusedError, StorageError, UsageError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo import atomic
from world.people import PM, RECORD, TPM

KEPT = ".tpm/increments/1.0.yaml"

NAME = "use at most 64 letters, digits, `.`, `_` and `-`, such as 1.1 or 2027-q1"


def begin(
    small: Small, name: str = "1.1", opened: Workspace | None = None, **more: Any
) -> StartResult:
    return start(opened or small.open(), small.session(), name, **more)


@pytest.fixture
def done(small: Small) -> Small:
    """Every gate of 1.0 is decided."""
    small.pass_idea()
    small.pass_build()
    return small


def test_the_record_before_is_kept_and_what_still_holds_comes_along(done: Small) -> None:
    old = done.read()
    told = begin(done)
    assert told == StartResult("1.1", RECORD, KEPT, ("idea.wanted", "build.documented"))
    assert done.read(KEPT) == old
    assert done.read() == (
        "# The project file of tpm: what was recorded. Written by tpm; safe to merge.\n"
        "schema: tpm/project/1\n"
        "policy: kettle-00000000\n"
        'increment: "1.1"\n'
        f"by: {TPM}\n"
        f'at: "{AT}"\n'
        'follows: "1.0"\n'
        "\n"
        "items:\n"
        "\n"
        "  # idea · tpm · tried\n"
        "  idea.tried: {}\n"
        "\n"
        "  # idea · pm · wanted\n"
        "  idea.wanted:\n"
        "    answer: met\n"
        "    role: pm\n"
        f"    by: {PM}\n"
        f'    at: "{AT}"\n'
        f"    question: {done.question('idea.wanted')}\n"
        '    carried: "1.0"\n'
        "\n"
        "  # build · tpm · tested\n"
        "  build.tested: {}\n"
        "\n"
        "  # build · tpm · documented\n"
        "  build.documented:\n"
        "    answer: met\n"
        "    role: tpm\n"
        f"    by: {TPM}\n"
        f'    at: "{AT}"\n'
        f"    question: {done.question('build.documented')}\n"
        '    carried: "1.0"\n'
        "\n"
        "signoffs:\n"
        "\n"
        "  # idea · tpm\n"
        "  idea.tpm: {}\n"
        "\n"
        "  # idea · pm\n"
        "  idea.pm: {}\n"
        "\n"
        "  # build · tpm\n"
        "  build.tpm: {}\n"
        "\n"
        "  # build · pm\n"
        "  build.pm: {}\n"
        "\n"
        "decisions:\n"
        "\n"
        "  # idea\n"
        "  idea: {}\n"
        "\n"
        "  # build\n"
        "  build: {}\n"
    )


def test_an_answer_is_carried_again_from_where_it_was_given(done: Small) -> None:
    begin(done)
    begin(done, "1.2", abandon="the market moved")
    assert done.read().count('carried: "1.0"') == 2


def test_what_is_stale_lapsed_or_not_met_stays_behind(small: Small) -> None:
    small.answer("wanted", by=PM)
    small.answer("documented", "not-met")
    late = small.open()._replace(today="2027-01-22")
    assert begin(small, opened=late, abandon="late").carried == ()
    assert begin(small, "1.2", abandon="late").carried == ()


def test_a_reworded_item_is_not_carried(small: Small) -> None:
    small.answer("documented")
    small.edit("It is documented", "It is documented well", "own/build.yaml")
    assert begin(small, abandon="so").carried == ()


def test_not_applicable_is_carried_too(small: Small) -> None:
    small.answer("wanted", "not-applicable", by=PM, note="for us alone")
    assert begin(small, abandon="so").carried == ("idea.wanted",)


def test_an_open_increment_is_left_with_a_reason_only(small: Small) -> None:
    before = small.files()
    with pytest.raises(RefusedError) as caught:
        begin(small, abandon=" ")
    assert refused(caught) == (
        "the idea gate of 1.0 has no passing decision",
        (
            "help: decide it first; or give up the open gates: `tpm start 1.1 --abandon"
            " REASON` (REASON says why)"
        ),
    )
    assert small.files() == before
    begin(small, abandon=" the market moved ")
    assert f'remark: "1.0 was left at idea by {TPM}: the market moved"\n' in small.read()
    assert small.read(KEPT) == before[RECORD].decode()


def test_a_shorter_trip_beside(small: Small) -> None:
    small.edit("kinds: {}", "kinds: {patch: [build]}", ".tpm/policy.yaml")
    before = small.files()
    told = begin(small, "1.0.1", kind="patch", parallel=True)
    assert told == StartResult("1.0.1", ".tpm/increments/1.0.1.yaml", "", ())
    after = small.files()
    assert {path for path in after if after[path] != before.get(path)} == {told.path}
    text = small.read(told.path)
    assert text.startswith(
        "# The project file of tpm: what was recorded. Written by tpm; safe to merge.\n"
        "schema: tpm/project/1\n"
        "policy: kettle-00000000\n"
        'increment: "1.0.1"\n'
        "kind: patch\n"
    )
    assert "idea" not in text


@pytest.mark.parametrize(
    ("name", "more", "message", "hint"),
    [
        ("1.0", {}, "increment `1.0` already exists", "help: choose another name than 1.0, RC-1"),
        ("rc-1", {}, "increment `rc-1` already exists", "help: choose another name than 1.0, RC-1"),
        (
            "../1.1",
            {},
            "`../1.1` is not a valid name for an increment",
            f"help: {NAME}",
        ),
        ("1.1", {"kind": "pach"}, "no increment kind named `pach`", "help: did you mean `patch`?"),
        (
            "1.1",
            {"parallel": True, "abandon": "so"},
            "`--parallel` and `--abandon` cannot be combined",
            "help: use one of them",
        ),
    ],
)
def test_unfit_arguments_of_start_are_refused_and_change_nothing(
    small: Small, name: str, more: dict[str, Any], message: str, hint: str
) -> None:
    small.edit("kinds: {}", "kinds: {patch: [build]}", ".tpm/policy.yaml")
    begin(small, "RC-1", parallel=True)
    before = small.files()
    with pytest.raises(UsageError) as caught:
        begin(small, name, **more)
    assert refused(caught) == (message, hint)
    assert small.files() == before


def test_a_policy_without_kinds_says_so(small: Small) -> None:
    with pytest.raises(UsageError) as caught:
        begin(small, kind="patch")
    assert refused(caught) == (
        "no increment kind named `patch`",
        "help: add it to `kinds` in `.tpm/policy.yaml`, or omit `--kind`",
    )


# --- cut off, and two at once ------------------------------------------------------------------


def test_cut_off_after_the_copy_the_next_call_completes_it(
    done: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = done.read()

    def power_cut(source: str, target: str) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", power_cut)
        with pytest.raises(StorageError):
            begin(done)
    assert done.read() == old
    assert done.read(KEPT) == old
    assert begin(done) == StartResult("1.1", RECORD, KEPT, ("idea.wanted", "build.documented"))
    assert done.read(KEPT) == old


def test_cut_off_before_the_copy_nothing_happened(
    done: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = done.files()

    def full(temporary: str, data: bytes, like: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(atomic, "_write_temporary", full)
        with pytest.raises(StorageError):
            begin(done)
    assert done.files() == before
    assert begin(done).kept == KEPT


def test_an_old_copy_that_is_not_the_same_is_never_overwritten(done: Small) -> None:
    (done.root / ".tpm/increments").mkdir()
    (done.root / KEPT).write_bytes(done.read().encode() + b"# mine\n")
    before = done.files()
    with pytest.raises(InvalidInputError) as caught:
        begin(done)
    hint = Hint(Remedy.START_CUT_OFF)
    assert problems(caught) == [
        Problem(Flaw.INCREMENT_KEPT_OTHERWISE, ("1.0", RECORD), KEPT, hint=hint)
    ]
    assert done.files() == before


def test_an_increment_whose_name_leads_elsewhere_is_not_kept(done: Small) -> None:
    done.edit('increment: "1.0"', 'increment: "../../1.0"')
    before = done.files()
    with pytest.raises(InvalidInputError) as caught:
        begin(done)
    error = UsageError(
        "`../../1.0` is not a valid name for an increment",
        NAME,
    )
    assert problems(caught) == [error.as_problem(RECORD)]
    assert done.files() == before


def test_two_who_start_at_once(done: Small) -> None:
    opened = done.open()
    begin(done)
    before = done.files()
    with pytest.raises(UsageError) as caught:
        begin(done, "1.1", opened, abandon="mine")
    assert refused(caught) == (
        "increment `1.1` already exists",
        "help: choose another name than 1.1, 1.0",
    )
    with pytest.raises(RefusedError) as open_gate:
        begin(done, "1.2", opened)
    assert open_gate.value.message == "the idea gate of 1.1 has no passing decision"
    assert done.files() == before
    # Left with a reason, it follows the one that was begun meanwhile.
    assert begin(done, "1.2", opened, abandon="mine").kept == ".tpm/increments/1.1.yaml"


def test_an_increment_killed_meanwhile_stops_a_start(done: Small) -> None:
    done.start("1.0.1", parallel=True)
    opened = done.open()
    done.decide("idea", "kill", reason="no market", increment="1.0.1")
    before = done.files()
    with pytest.raises(RefusedError) as caught:
        begin(done, "1.1", opened)
    assert refused(caught) == (
        f"{PM} stopped the project at the idea gate of 1.0.1, so no increment can start",
        (
            "help: reopen the gate: `tpm gate decide --increment 1.0.1 idea recycle"
            " --reason REASON` (REASON says why)"
        ),
    )
    assert done.files() == before
    with pytest.raises(RefusedError):
        begin(done, "1.0.2", parallel=True)
    assert done.files() == before


def test_what_was_answered_meanwhile_is_kept(done: Small) -> None:
    opened = done.open()
    done.decide("build", "recycle")
    done.answer("documented", note="better")
    with pytest.raises(RefusedError):
        begin(done, opened=opened)
    old = done.read()
    begin(done, opened=opened, abandon="so")
    assert changes(old, done.read(KEPT)) == []
    assert "note: better" in done.read()


def test_a_record_that_went_meanwhile(small: Small) -> None:
    opened = small.open()
    (small.root / RECORD).unlink()
    with pytest.raises(InvalidInputError) as caught:
        begin(small, opened=opened, abandon="so")
    assert problems(caught) == [Problem(Flaw.FILE_MISSING, (), RECORD)]


def test_beside_a_file_that_came_meanwhile(small: Small) -> None:
    opened = small.open()
    begin(small, "2.0", parallel=True)
    before = small.files()
    with pytest.raises((UsageError, StorageError), match="already"):
        begin(small, "2.0", opened, parallel=True)
    assert small.files() == before
