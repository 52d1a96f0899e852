"""Days are whole UTC days: one verdict in every zone, to the second, and with any clock."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tpmcli.app.context import CommandContext
from tpmcli.model.rule import Rule
from tpmcli.model.verdict import GateReport, GateVerdict
from world.folder import Folder
from world.found import blocking, comparable
from world.people import PM

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
    made = Folder.lite(folder, ends - timedelta(days=60))
    made.answer_all("feasibility", WAIVED)
    made.waive(WAIVED, ends.date().isoformat())
    made.sign_both("feasibility")


def judged(folder: Path, now: datetime) -> GateReport:
    """What `tpm gate check feasibility` says at a moment."""
    return Folder.without_git(folder, now).judged("phase", "feasibility")


def _check_the_end(folder: Path, ends: datetime) -> None:
    """The waiver of `_waived` holds until the day of `ends` is over, and not a second longer."""
    over = ends + timedelta(days=1)
    for now, met in ((over - SECOND, True), (over, False), (over + SECOND, False)):
        report = judged(folder, now)
        assert (report.verdict is GateVerdict.MET) is met, now
        assert ((Rule.WAIVER_EXPIRED, WAIVED) in blocking(report)) is not met, now
        # The same moment, as clocks elsewhere show it.
        for hours in (-11, -5, 5.5, 14):
            there = now.astimezone(timezone(timedelta(hours=hours)))
            assert comparable(judged(folder, there)) == comparable(report)


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
    lite = Folder.lite(tmp_path)
    lite.answer_all("feasibility")
    lite.sign_both("feasibility")
    lite.decide("feasibility", "conditional", conditions=[("hire", PM, "2026-12-01")])
    over = datetime(2026, 12, 2, tzinfo=UTC)
    for now, met in ((over - SECOND, True), (over, False)):
        report = judged(tmp_path, now)
        assert (report.verdict is GateVerdict.MET) is met, (zone, now)


def test_what_is_recorded_is_utc(zone: str, tmp_path: Path) -> None:
    late = datetime(2026, 11, 22, 23, 59, 59, 999_999, tzinfo=UTC).astimezone()
    lite = Folder.lite(tmp_path, late)
    lite.answer_all("feasibility")
    lines = lite.read().splitlines()
    moments = {line.partition("at: ")[2] for line in lines if " at: " in line}
    assert moments == {'"2026-11-22T23:59:59Z"'}


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1), timedelta(days=4000)])
def test_a_clock_that_is_set_back_loses_nothing(back: timedelta, tmp_path: Path) -> None:
    """What was recorded by a clock ahead of this one still counts; nothing is lost, nobody is
    told of a crash, and what is recorded next stands behind it.
    """
    lite = Folder.lite(tmp_path)
    lite.answer_all("feasibility")
    lite.sign_both("feasibility")
    assert judged(tmp_path, lite.now).verdict is GateVerdict.MET
    earlier = lite.now - back
    assert judged(tmp_path, earlier).verdict is GateVerdict.MET
    Folder.without_git(tmp_path, earlier).decide("feasibility")
    for now in (earlier, lite.now):
        assert judged(tmp_path, now).verdict is GateVerdict.MET
