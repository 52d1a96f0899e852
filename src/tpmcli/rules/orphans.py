"""Recorded items that no checklist has any more."""

from __future__ import annotations

from tpmcli.model.record import ItemRecord
from tpmcli.rules.project import Project, last_decision


def retirable(project: Project) -> set[str]:
    """The ids of recorded items that are gone from the checklists and may go from the record.

    A block that a sign-off or a decision stands on stays until its gate is re-opened: taking it
    away would break what was signed.
    """
    known = project.checklist.items()
    return {
        name
        for name, item in project.record.items.items()
        if name not in known and (item.empty or not _stood_on(project, item))
    }


def _stood_on(project: Project, item: ItemRecord) -> bool:
    phase = item.id.partition(".")[0]
    decision = last_decision(project.record, phase)
    if decision is not None and decision.outcome.passes:
        return True
    if any(
        item.id in entry.waivers
        for (where, _), entries in project.record.signoffs.items()
        if where == phase
        for entry in entries
    ):
        return True
    if item.answer is None:
        return False
    return bool(project.record.signoffs.get((phase, item.answer.role)))
