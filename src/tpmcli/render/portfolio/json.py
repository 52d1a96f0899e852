"""`tpm portfolio` as JSON, `tpm/portfolio/1`."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.render.due import due_data
from tpmcli.render.jsontext import dump
from tpmcli.render.problem import problem_data
from tpmcli.render.short_increment import short_fields
from tpmcli.rules.portfolio import ProjectSummary, sum_up


def render(summaries: Sequence[ProjectSummary], today: str) -> str:
    """Render the summaries in the given order, with their sum."""
    totals = sum_up(summaries)
    return dump(
        {
            "schema": "tpm/portfolio/1",
            "as_of": today,
            "projects": [_project(each) for each in summaries],
            "totals": {
                "projects": totals.projects,
                "states": {str(health): count for health, count in totals.by_health.items()},
                "waived": totals.waived,
                "overdue": totals.overdue,
            },
        }
    )


def _project(summary: ProjectSummary) -> dict[str, object]:
    if summary.problems:
        return {
            "folder": summary.folder,
            "state": str(summary.health),
            "problems": [problem_data(problem) for problem in summary.problems],
            "code": int(summary.code),
        }
    decision = summary.decision
    return {
        "folder": summary.folder,
        "state": str(summary.health),
        "id": summary.project,
        "name": summary.name,
        "increment": summary.increment,
        **short_fields(summary.short),
        "phase": summary.phase or None,
        "title": summary.title or None,
        "verdict": str(summary.verdict) if summary.verdict else None,
        "must": {"satisfied": summary.satisfied, "total": summary.musts},
        "unsigned": [str(role) for role in summary.unsigned],
        "decision": {
            "phase": decision.phase,
            "decision": decision.decision,
            "day": decision.day,
            "by": decision.by,
        }
        if decision
        else None,
        "broken": list(summary.broken),
        "waived": summary.waived,
        "next": due_data(summary.due) if summary.due else None,
        "overdue": [due_data(due) for due in summary.overdue],
    }
