"""`tpm portfolio` as JSON, `tpm/portfolio/1`."""

from __future__ import annotations

from tpmcli.render.due import due_data
from tpmcli.render.jsontext import dump
from tpmcli.render.problem import problem_data
from tpmcli.render.short_increment import short_fields
from tpmcli.rules.portfolio import Origin, ProjectSummary, ReportState, Totals, sum_up
from tpmcli.rules.portfolio_phases import PhaseCell
from tpmcli.rules.portfolio_view import Portfolio


def render(portfolio: Portfolio) -> str:
    """Render the projects in their order, with their sum, and that of each group."""
    data: dict[str, object] = {
        "schema": "tpm/portfolio/1",
        "as_of": portfolio.today,
        "projects": [project_data(each) for each in portfolio.summaries],
        "totals": _totals(portfolio.totals()),
    }
    if portfolio.by:
        data["groups"] = [
            {
                "by": portfolio.by,
                "value": group.value,
                "totals": _totals(sum_up(group.summaries)),
            }
            for group in portfolio.groups()
        ]
    return dump(data)


def row_data(summary: ProjectSummary, today: str) -> dict[str, object]:
    """Return a project as a line of its own, `tpm/portfolio-row/1`."""
    return {"schema": "tpm/portfolio-row/1", "as_of": today, **project_data(summary)}


def _totals(totals: Totals) -> dict[str, object]:
    return {
        "projects": totals.projects,
        "states": {str(health): count for health, count in totals.by_health.items()},
        "waived": totals.waived,
        "overdue": totals.overdue,
        "old": totals.old,
        "earlier": totals.earlier,
        "left_out": totals.left_out,
    }


def state_data(state: ReportState) -> dict[str, object]:
    """Return what a gate report carries for portfolios, as plain data."""
    if state.against:
        return {"against": state.against}
    data: dict[str, object] = {"projects": [project_data(each) for each in state.projects]}
    if state.commit:
        data["commit"] = {"id": state.commit, "time": state.committed}
    return data


def project_data(summary: ProjectSummary) -> dict[str, object]:
    """Return a project's summary as plain data.

    `report` is there only if it was read from one.
    """
    data: dict[str, object] = {"folder": summary.folder, "state": str(summary.health)}
    if summary.origin is not None:
        data["report"] = _origin(summary.origin)
    if summary.problems:
        if summary.project:
            data |= {"id": summary.project, "name": summary.name}
            data |= {"increment": summary.increment, "labels": dict(summary.labels)}
        problems = [problem_data(problem) for problem in summary.problems]
        return {**data, "problems": problems, "code": int(summary.code)}
    decision = summary.decision
    return {
        **data,
        "id": summary.project,
        "name": summary.name,
        "increment": summary.increment,
        "labels": dict(summary.labels),
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
        "phases": [_phase(cell) for cell in summary.phases],
    }


def _phase(cell: PhaseCell) -> dict[str, object]:
    return {
        "phase": cell.phase,
        "title": cell.title,
        "state": str(cell.state),
        "must": {"satisfied": cell.satisfied, "total": cell.total},
    }


def _origin(origin: Origin) -> dict[str, object]:
    return {
        "file": origin.report,
        "as_of": origin.as_of or None,
        "days": origin.days if origin.as_of else None,
        "old": origin.old,
        "commit": {"id": origin.commit, "time": origin.committed} if origin.commit else None,
        "earlier": origin.earlier,
    }
