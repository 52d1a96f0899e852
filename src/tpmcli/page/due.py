"""What comes when: a small calendar, a list, and a file for one's own calendar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from tpmcli.model.days import add_days
from tpmcli.model.finding import SubjectKind
from tpmcli.page import words
from tpmcli.page.calendar import how_far, months_between
from tpmcli.page.visit import AHEAD, Visit
from tpmcli.page.words import joined, number
from tpmcli.render.dates import month_and_year
from tpmcli.render.due import due_text
from tpmcli.render.due_ics import render_ics
from tpmcli.rules.due import Due, DueKind

_MONTHS = 4
_WEEK = (
    *(("Monday", "M"), ("Tuesday", "T"), ("Wednesday", "W"), ("Thursday", "T")),
    *(("Friday", "F"), ("Saturday", "S"), ("Sunday", "S")),
)
_ICONS = {DueKind.WAIVER: ("clock", "care"), DueKind.CONDITION: ("pen", "soft")}


def show(visit: Visit) -> Response:
    """Return the list of dates."""
    desk = visit.desk
    today, dates = desk.today, desk.status.due
    last = add_days(today, AHEAD)
    overdue = [each for each in dates if each.day < today]
    near = [each for each in dates if today <= each.day <= last]
    later = [each for each in dates if each.day > last]
    groups: dict[str, list[dict[str, Any]]] = {}
    ids = _Ids()
    over = [_row(visit, each, ids) for each in overdue]
    for each in near:
        groups.setdefault(month_and_year(each.day), []).append(_row(visit, each, ids))
    return visit.page(
        "due.html",
        "Due",
        "Due",
        lead=_lead(visit, overdue, near, later),
        dates=dates,
        overdue=over,
        groups=[{"title": title, "rows": rows} for title, rows in groups.items()],
        later=[_row(visit, each, ids) for each in later],
        months=_months(visit, groups) if near else [],
        weekdays=_WEEK,
    )


def calendar(visit: Visit) -> Response:
    """Return the dates as a calendar file."""
    desk = visit.desk
    return Response(
        render_ics(desk.status, desk.status.due, desk.name),
        media_type="text/calendar",
        headers={"Content-Disposition": 'attachment; filename="due.ics"'},
    )


class _Ids:
    """Ids of rows: the date and a number."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def next(self, day: str) -> str:
        self._known[day] = self._known.get(day, 0) + 1
        return f"{day}-{self._known[day]}"


def _row(visit: Visit, due: Due, ids: _Ids) -> dict[str, Any]:
    desk, subject = visit.desk, due.subject
    today = desk.today
    owners = joined(map(desk.name, due.owners))
    about = " · ".join(
        filter(None, (words.DUE[due.kind], owners, desk.phases.get(subject.phase, "")))
    )
    icon, look = _ICONS.get(due.kind, ("open", "soft"))
    href = f"/items/{subject.name}" if subject.of_item and not due.increment else ""
    if subject.kind is SubjectKind.CONDITION and not due.increment:
        href = f"/decide/{subject.phase}"
    return {
        "id": ids.next(due.day),
        "day": due.day,
        "title": due_text(due),
        "about": about,
        "far": how_far(due.day, today),
        "icon": icon,
        "look": "bad" if due.day < today else look,
        "overdue": due.day < today,
        "near": due.day[:4] == today[:4],
        "href": href,
        "waiver": due.kind is DueKind.WAIVER,
    }


def _lead(visit: Visit, overdue: Sequence[Due], near: Sequence[Due], later: Sequence[Due]) -> str:
    if not (overdue or near or later):
        return "Nothing is planned, due as a condition, or about to expire."
    over = "Nothing is overdue."
    if overdue:
        many = "thing is" if len(overdue) == 1 else "things are"
        over = f"{number(len(overdue)).capitalize()} {many} overdue."
    if not near:
        return f"{over} Nothing comes up in the next {AHEAD} days."
    owners = joined(dict.fromkeys(visit.desk.name(each) for due in near for each in due.owners))
    many = "thing comes" if len(near) == 1 else "things come"
    count = number(len(near)).capitalize()
    return f"{over} {count} {many} up in the next {AHEAD} days, with {owners}."


def _months(visit: Visit, groups: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    today = visit.desk.today
    rows = {row["day"]: row for each in groups.values() for row in reversed(each)}
    found = []
    for weeks in months_between(today, _MONTHS):
        title = month_and_year(next(day for week in weeks for day in week if day))
        cells = [[_cell(day, today, rows.get(day)) for day in week] for week in weeks]
        found.append({"title": title, "weeks": cells})
    return found


def _cell(day: str, today: str, row: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "day": day,
        "number": str(int(day[8:])) if day else "",
        "today": day == today,
        "past": bool(day) and day < today,
        "href": f"d{row['id']}" if row is not None else "",
        "waiver": row is not None and row["waiver"],
        "what": row["title"] if row is not None else "",
    }
