"""Recorded items that are no longer in any checklist."""

from __future__ import annotations

from tpmcli.model.record import ItemRecord, role_of
from tpmcli.rules.project import Project, passed
from tpmcli.rules.signoffs import counting_signoff


def retirable(project: Project) -> set[str]:
    """Return the ids of items that are gone from the checklists and may go from the record.

    A block that a sign-off or a decision covers is kept until its gate is reopened: removing it
    would invalidate the digest. What a person wrote by hand under a wrong name is kept, too.
    """
    known = project.checklist.items()
    return {
        name
        for name, item in project.record.items.items()
        if name not in known
        and item.incomplete is None
        and (item.empty or not _is_covered(project, item))
    }


def _is_covered(project: Project, item: ItemRecord) -> bool:
    record = project.record
    phase = item.id.partition(".")[0]
    if passed(record, phase):
        return True
    for gate, block in record.signoffs:
        signoff = counting_signoff(record, phase, block) if gate == phase else None
        if signoff is None:
            continue
        answered = item.answer is not None and item.answer.role == role_of(block)
        if answered or item.id in signoff.waivers:
            return True
    return False
