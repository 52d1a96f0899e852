"""`tpm portfolio` as JSON, `tpm/portfolio/1`."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.report.jsontext import dump
from tpmcli.report.outlook_json import due_data
from tpmcli.rules.portfolio import Standing, total


def render(standings: Sequence[Standing], today: str) -> str:
    """The standings, in the order in which they come, and their sum."""
    totals = total(standings)
    return dump(
        {
            "schema": "tpm/portfolio/1",
            "as_of": today,
            "projects": [_project(each) for each in standings],
            "totals": {
                "projects": totals.projects,
                "states": {str(health): count for health, count in totals.by_health.items()},
                "waived": totals.waived,
                "overdue": totals.overdue,
            },
        }
    )


def _project(standing: Standing) -> dict[str, object]:
    if standing.problems:
        return {
            "folder": standing.folder,
            "state": str(standing.health),
            "problems": [problem._asdict() for problem in standing.problems],
            "code": int(standing.code),
        }
    decision = standing.decision
    return {
        "folder": standing.folder,
        "state": str(standing.health),
        "id": standing.project,
        "name": standing.name,
        "increment": standing.increment,
        "phase": standing.phase or None,
        "title": standing.title or None,
        "verdict": str(standing.verdict) if standing.verdict else None,
        "must": {"satisfied": standing.satisfied, "total": standing.musts},
        "unsigned": [str(role) for role in standing.unsigned],
        "decision": {
            "phase": decision.phase,
            "decision": decision.decision,
            "day": decision.day,
            "by": decision.by,
        }
        if decision
        else None,
        "broken": list(standing.broken),
        "waived": standing.waived,
        "next": due_data(standing.due) if standing.due else None,
        "overdue": [due_data(due) for due in standing.overdue],
    }
