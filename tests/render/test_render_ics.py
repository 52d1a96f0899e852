"""The calendar file: lines that every calendar reads, whatever the titles are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmcli.model.finding import Subject, SubjectKind
from tpmcli.render.due_ics import render_ics
from tpmcli.rules.due import Due, DueKind
from tpmcli.rules.status import evaluate_project
from world.memory import World, item
from world.people import PM

STATUS = evaluate_project(
    (made := World.of(item("feasibility.spike"), item("feasibility.need", role="pm"))).project(),
    made.facts(),
)


def due(title: str, day: str = "2026-12-31") -> Due:
    subject = Subject(SubjectKind.ITEM, "feasibility", "feasibility.spike", title=title)
    return Due(day, DueKind.PLAN, subject, (PM,))


def rendered(*dates: Due) -> list[str]:
    text = render_ics(STATUS, dates, lambda person: person.partition("@")[0]).decode()
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_an_event_of_a_whole_day() -> None:
    lines = rendered(due("Spike, done; or not\\"))
    assert lines[:4] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//tpm//due//EN",
        "CALSCALE:GREGORIAN",
    ]
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "SUMMARY:Ledger: planned: Spike\\, done\\; or not\\\\" in lines
    assert "DESCRIPTION:pm" in lines
    assert lines[-2:] == ["END:VEVENT", "END:VCALENDAR"]


def test_an_event_keeps_its_id() -> None:
    first, again = (rendered(due("Spike", day)) for day in ("2026-12-31", "2027-02-01"))
    ids = [[line for line in lines if line.startswith("UID:")] for lines in (first, again)]
    assert ids[0] == ids[1]


def test_the_last_day_of_the_calendar() -> None:
    assert "DTEND;VALUE=DATE:99991231" in rendered(due("x", "9999-12-31"))


@given(st.text())
def test_no_title_begins_another_line(title: str) -> None:
    dates = (due(title),)
    text = render_ics(STATUS, dates, lambda person: person)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    text.decode()
    names = [line.partition(":")[0].partition(";")[0] for line in rendered(*dates)]
    assert names == [
        *("BEGIN", "VERSION", "PRODID", "CALSCALE", "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND"),
        *("SUMMARY", "DESCRIPTION", "TRANSP", "END", "END"),
    ]
