"""`tpm status` as JSON, `tpm/status/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.render.due import due_data
from tpmcli.render.gate.json import finding_data, item_data
from tpmcli.render.jsontext import dump
from tpmcli.render.short_increment import short_fields
from tpmcli.rules.project import short_increment
from tpmcli.rules.status import PhaseStatus, ProjectStatus

if TYPE_CHECKING:
    from tpmcli.rules.ceremony import Ceremony


def render(status: ProjectStatus, ceremony: Ceremony | None = None) -> str:
    """Render the whole status as JSON, with the signs of ceremony if they were asked for."""
    policy, record = status.project.policy, status.project.record
    signs: dict[str, object] = {}
    if ceremony is not None:
        from tpmcli.render.ceremony import ceremony_data

        signs = {"ceremony": ceremony_data(ceremony)}
    return dump(
        {
            "schema": "tpm/status/1",
            "project": {"id": policy.id, "name": policy.name, "increment": record.increment},
            **short_fields(short_increment(status.project)),
            "as_of": status.today,
            "current": status.current.id if status.current else None,
            "phases": [_phase(phase) for phase in status.phases],
            "due": [due_data(due) for due in status.due],
            "findings": [finding_data(finding) for finding in status.findings],
            **signs,
        }
    )


def _phase(phase: PhaseStatus) -> dict[str, object]:
    gate, decision = phase.gate, phase.decision
    return {
        "phase": phase.phase.id,
        "title": phase.phase.title,
        "verdict": str(gate.verdict) if gate else "not-gated",
        "decision": str(decision.outcome) if decision else None,
        "decided_at": decision.at if decision else None,
        "decided_by": decision.by if decision else None,
        "roles": {
            str(tally.role): {"satisfied": tally.satisfied, "total": tally.total}
            for tally in phase.progress
        },
        "items": [item_data(item) for item in gate.items] if gate else [],
        "findings": [finding_data(finding) for finding in gate.findings] if gate else [],
    }
