"""The waivers of an increment, by whether they count: waiting, in force, or ended."""

from typing import NamedTuple

from tpmcli.model.checklist import Item
from tpmcli.model.days import days_between
from tpmcli.model.finding import Finding, errors
from tpmcli.model.record import Answer, Waiver
from tpmcli.model.verdict import ItemVerdict
from tpmcli.rules.project import passed
from tpmcli.rules.status import ProjectStatus
from tpmcli.rules.waivers import live_waiver


class ListedWaiver(NamedTuple):
    """The last waiver of an item.

    `findings` are the reasons why it does not count, or warnings about it. `left` is the number of
    days until its last date, negative if that is past. `locked`: a decision rests on it.
    """

    item: Item
    waiver: Waiver
    answer: Answer | None
    findings: tuple[Finding, ...]
    left: int
    locked: bool


class WaiverList(NamedTuple):
    """Every waiver, and the required items that one could be asked for."""

    waiting: tuple[ListedWaiver, ...]
    in_force: tuple[ListedWaiver, ...]
    ended: tuple[ListedWaiver, ...]
    open_items: tuple[ItemVerdict, ...]


def list_waivers(status: ProjectStatus) -> WaiverList:
    """Return the waivers of the current increment on the date of the status."""
    project, today = status.project, status.today
    waiting, in_force, ended, open_items = [], [], [], []
    for phase in status.phases:
        for verdict in phase.gate.items if phase.gate else ():
            item = verdict.item
            record = project.record.item(item.id)
            locked = passed(project.record, item.phase)
            live = live_waiver(record, today)
            # A recommended item holds the gate, too, where the policy says so.
            if errors(verdict.findings) and live is None and not locked:
                open_items.append(verdict)
            if not record.waivers:
                continue
            last = record.waivers[-1]
            found = tuple(each for each in verdict.findings if each.subject.of_item)
            left = days_between(today, last.until) if last.until else 0
            listed = ListedWaiver(item, last, verdict.answer, found, left, locked)
            if live is None:
                ended.append(listed)
            elif errors(found):
                waiting.append(listed)
            else:
                in_force.append(listed)
    current = status.current.id if status.current else ""
    open_items = [each for each in open_items if each.item.phase == current]
    return WaiverList(tuple(waiting), tuple(in_force), tuple(ended), tuple(open_items))
