"""Days are whole UTC days: one verdict in every zone, to the second, and with any clock."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from lite_project import (
    PM,
    answer_all,
    comparable,
    errors,
    judged,
    session,
    set_up,
    sign_both,
)

from tpmcli.app.context import CommandContext
from tpmcli.app.decide import decide
from tpmcli.app.waive import waive
from tpmcli.app.workspace import open_workspace
from tpmcli.model.record import Condition, Outcome
from tpmcli.model.rule import Rule
from tpmcli.model.verdict import GateVerdict

ZONES = ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"]
WAIVED = "feasibility.unknowns-spiked"
ENDS = {
    "usual": datetime(2026, 12, 10, tzinfo=UTC),
    "leap day": datetime(2028, 2, 29, tzinfo=UTC),
    "last of the year": datetime(2026, 12, 31, tzinfo=UTC),
    "clocks go back in New York": datetime(2026, 11, 1, tzinfo=UTC),
    "clocks go forward in New York": datetime(2027, 3, 14, tzinfo=UTC),
}
SECOND = timedelta(seconds=1)


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """The machine's time zone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        _apply_zone()
        yield request.param
    _apply_zone()


def _apply_zone() -> None:
    if os.name == "posix":
        time.tzset()


def _waived(folder: Path, ends: datetime) -> None:
    """A gate that is met but for an item that is waived until the day of `ends`."""
    now = ends - timedelta(days=60)
    set_up(folder)
    answer_all(folder, "feasibility", WAIVED, now=now)
    here = session(folder, now)
    waive(
        open_workspace(here),
        here,
        WAIVED,
        reason="agreed",
        until=ends.date().isoformat(),
        approved_by=PM,
    )
    sign_both(folder, "feasibility", now)


def _check_the_end(folder: Path, ends: datetime) -> None:
    """The waiver of `_waived` holds until the day of `ends` is over, and not a second longer."""
    over = ends + timedelta(days=1)
    for now, met in ((over - SECOND, True), (over, False), (over + SECOND, False)):
        report = judged(folder, "feasibility", now)
        assert (report.verdict is GateVerdict.MET) is met, now
        assert ((Rule.WAIVER_EXPIRED, WAIVED) in errors(report)) is not met, now
        # The same moment, as clocks elsewhere show it.
        for hours in (-11, -5, 5.5, 14):
            there = now.astimezone(timezone(timedelta(hours=hours)))
            assert comparable(judged(folder, "feasibility", there)) == comparable(report)


@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS)
def test_a_waiver_ends_with_its_utc_day(zone: str, ends: datetime, tmp_path: Path) -> None:
    _waived(tmp_path, ends)
    _check_the_end(tmp_path, ends)


def _day_of_the_clock(session: CommandContext) -> str:
    return f"{session.clock():%Y-%m-%d}"


def _day_a_second_early(session: CommandContext) -> str:
    return f"{session.clock().astimezone(UTC) + SECOND:%Y-%m-%d}"


def _day_a_second_late(session: CommandContext) -> str:
    return f"{session.clock().astimezone(UTC) - SECOND:%Y-%m-%d}"


@pytest.mark.parametrize("today", [_day_of_the_clock, _day_a_second_early, _day_a_second_late])
def test_an_evaluator_with_other_days_is_caught(
    today: Callable[[CommandContext], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = ENDS["leap day"]
    _waived(tmp_path, ends)
    monkeypatch.setattr(CommandContext, "today", today)
    with pytest.raises(AssertionError):
        _check_the_end(tmp_path, ends)


def test_a_condition_is_overdue_with_the_day_after(zone: str, tmp_path: Path) -> None:
    set_up(tmp_path)
    answer_all(tmp_path, "feasibility")
    sign_both(tmp_path, "feasibility")
    here = session(tmp_path)
    promise = Condition("hire", PM, "2026-12-01")
    decide(
        open_workspace(here),
        here,
        "feasibility",
        Outcome.CONDITIONAL,
        reason="one promise",
        conditions=[promise],
    )
    over = datetime(2026, 12, 2, tzinfo=UTC)
    for now, met in ((over - SECOND, True), (over, False)):
        report = judged(tmp_path, "feasibility", now)
        assert (report.verdict is GateVerdict.MET) is met, (zone, now)


def test_what_is_recorded_is_utc(zone: str, tmp_path: Path) -> None:
    set_up(tmp_path)
    late = datetime(2026, 11, 22, 23, 59, 59, 999_999, tzinfo=UTC).astimezone()
    answer_all(tmp_path, "feasibility", now=late)
    text = (tmp_path / ".tpm/project.yaml").read_text(encoding="utf-8")
    moments = {line.partition("at: ")[2] for line in text.splitlines() if " at: " in line}
    assert moments == {'"2026-11-22T23:59:59Z"'}


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1), timedelta(days=4000)])
def test_a_clock_that_is_set_back_loses_nothing(back: timedelta, tmp_path: Path) -> None:
    """What was recorded by a clock ahead of this one still counts; nothing is lost, nobody is
    told of a crash, and what is recorded next stands behind it.
    """
    set_up(tmp_path)
    answer_all(tmp_path, "feasibility")
    sign_both(tmp_path, "feasibility")
    before = judged(tmp_path, "feasibility")
    assert before.verdict is GateVerdict.MET
    earlier = before_now = session(tmp_path).clock() - back
    assert judged(tmp_path, "feasibility", earlier).verdict is GateVerdict.MET
    here = session(tmp_path, before_now, PM)
    decide(open_workspace(here), here, "feasibility", Outcome.GO, reason="on")
    for now in (earlier, session(tmp_path).clock()):
        assert judged(tmp_path, "feasibility", now).verdict is GateVerdict.MET
