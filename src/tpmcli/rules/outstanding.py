"""What earlier decisions left open: conditions and waivers of the other increments.

A product is all its increments. What was promised or let through at a gate that passed stays
visible, and counts, until it is kept or ended, whichever increment is under way.
"""

from collections.abc import Iterator

from tpmcli.model.checklist import Item
from tpmcli.model.finding import Arguments, Finding, about_waiver
from tpmcli.model.fix import Command
from tpmcli.model.place import for_increment
from tpmcli.model.record import AnswerValue, Record, Waiver
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.rules.conditions import close_command
from tpmcli.rules.due import Due, DueKind, open_conditions
from tpmcli.rules.items import answer_command
from tpmcli.rules.project import Project, applies, last_decision, passed
from tpmcli.rules.waivers import live_waiver


def outstanding(project: Project) -> list[Due]:
    """Return the dates of what the other increments left open, including past ones."""
    found = []
    for record in project.others:
        of = project._replace(record=record)
        phases = [phase for phase in record.decisions if passed(record, phase)]
        open_here = [due for phase in phases for due in open_conditions(of, phase)]
        open_here += [
            Due(waiver.until, DueKind.WAIVER, about_waiver(item), (waiver.by,))
            for item, waiver in _open_waivers(project, record)
        ]
        found += [due._replace(increment=record.increment) for due in open_here]
    return sorted(found, key=lambda due: due.order)


def _open_waivers(project: Project, record: Record) -> Iterator[tuple[Item, Waiver]]:
    """Yield the waivers with which gates of a record passed, and that nothing replaced since."""
    items = project.checklist.items()
    for phase in record.decisions:
        decision = last_decision(record, phase)
        if decision is None or not decision.outcome.passes:
            continue
        for name in decision.waivers:
            # A waiver that expired stays open, too, until its item is satisfied.
            live = live_waiver(record.item(name), "")
            item = items.get(name)
            if (
                live is not None
                and item is not None
                and applies(item, project.policy.traits)
                and not _replaced(project, name, live.waiver)
            ):
                yield item, live.waiver


def _replaced(project: Project, name: str, waiver: Waiver) -> bool:
    """Return whether the item was satisfied, or waived again, later and in any increment."""
    for record in (project.record, *project.others):
        recorded = record.item(name)
        answer = recorded.answer
        if answer is not None and answer.value is not AnswerValue.NOT_MET and answer.at > waiver.at:
            return True
        if any(each.at > waiver.at for each in recorded.waivers):
            return True
    return False


def outstanding_findings(project: Project, today: str) -> list[Finding]:
    """Return a finding for everything outstanding.

    It is an error if it is overdue, otherwise a note.
    Rules: `docs/rules.md#condition-overdue`, `docs/rules.md#waiver-expired`,
    `docs/rules.md#outstanding`.
    """
    records = {record.increment: record for record in project.others}
    return [
        _finding(due, records[due.increment], _command(project, due), today)
        for due in outstanding(project)
    ]


_OVERDUE = {
    DueKind.CONDITION: Reason.CONDITION_OVERDUE,
    DueKind.WAIVER: Reason.WAIVER_EXPIRED,
}
_TO_COME = {
    DueKind.CONDITION: Reason.CONDITION_OUTSTANDING,
    DueKind.WAIVER: Reason.WAIVER_OUTSTANDING,
}


def _finding(due: Due, record: Record, fix: Command, today: str) -> Finding:
    over = due.day < today
    reason: RuleReason = (_OVERDUE if over else _TO_COME)[due.kind]
    return Finding(
        reason,
        due.subject,
        Severity.ERROR if over else Severity.NOTE,
        Arguments(until=due.day),
        for_increment(fix, record.increment),
        due.owners,
        file=record.file,
        increment=record.increment,
    )


def _command(project: Project, due: Due) -> Command:
    subject = due.subject
    if due.kind is DueKind.CONDITION:
        return close_command(subject.phase, subject.number)
    return answer_command(project.checklist.items()[subject.name])
