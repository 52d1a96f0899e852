"""The history: who recorded what, when. Nothing here changes anything."""

from collections.abc import Sequence
from typing import NamedTuple

from starlette.responses import Response

from tpmcli.app.log import read_log
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.record import Answer, ConditionClose, Decision, SignOff, Waiver
from tpmcli.page.change_words import change_words
from tpmcli.page.visit import Visit
from tpmcli.render.dates import in_full, with_weekday
from tpmcli.render.style import plural
from tpmcli.rules.history import LogEntry

_FIRST = 30
_MOST = 2000
_KINDS: dict[str, tuple[str, type | tuple[type, ...]]] = {
    "decisions": ("Decisions", (Decision, ConditionClose)),
    "sign-offs": ("Sign-offs", SignOff),
    "waivers": ("Waivers", Waiver),
    "answers": ("Answers", Answer),
}


class HistoryDay(NamedTuple):
    """The entries of one day, the newest first."""

    id: str
    title: str
    entries: list[dict[str, str]]


def show(visit: Visit) -> Response:
    """Return the history, by the filter in the address."""
    desk = visit.desk
    kind, who = visit.query.get("kind", ""), visit.query.get("who", "")
    try:
        log = read_log(desk.context)
        found: Sequence[LogEntry] = log.entries
        complete = log.complete
    except InvalidInputError:
        # There is no git here, and so no history.
        found, complete = (), True
    fitting = [each for each in found if _fits(visit, each, kind, who)]
    # A commit may bring what was recorded on several days.
    told = sorted(fitting, key=_moment, reverse=True)[:_MOST]
    days = _days(visit, told[:_FIRST], "n")
    earlier = _days(visit, told[_FIRST:], "e")
    rest = told[_FIRST:]
    back = f", back to {in_full(_day(rest[-1]))}" if rest else ""
    return visit.page(
        "history.html",
        "History",
        "History",
        kind=kind,
        who=who,
        kinds=[(value, text) for value, (text, _) in _KINDS.items()],
        people=visit.people,
        complete=complete,
        days=days,
        earlier=earlier,
        earlier_text=f"{plural(len(rest), 'entry', 'entries')}{back}",
    )


def _fits(visit: Visit, entry: LogEntry, kind: str, who: str) -> bool:
    recorded = entry.change.entry
    if kind in _KINDS and not isinstance(recorded, _KINDS[kind][1]):
        return False
    policy = visit.desk.workspace.policy
    by = recorded.by if recorded is not None else entry.author
    return not who or policy.canonical(by) == policy.canonical(who)


def _moment(entry: LogEntry) -> str:
    """Return when an entry was recorded; if nothing says so, the day of its commit."""
    recorded = entry.change.entry
    return recorded.at if recorded is not None and recorded.at else entry.day


def _day(entry: LogEntry) -> str:
    return _moment(entry)[:10]


def _days(visit: Visit, entries: Sequence[LogEntry], prefix: str) -> list[HistoryDay]:
    days: dict[str, list[dict[str, str]]] = {}
    for entry in entries:
        recorded = entry.change.entry
        told = change_words(visit, entry)._asdict()
        told["time"] = recorded.at[11:16] if recorded is not None else ""
        days.setdefault(_day(entry), []).append(told)
    return [
        HistoryDay(f"{prefix}{count}", with_weekday(day) if day else "Not committed", each)
        for count, (day, each) in enumerate(days.items())
    ]
