"""A gate report as JSON, `tpm/gate-report/1`.

The form is versioned and written out here by hand: other tools build on it, so it must not change
when the report's own types do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tpmcli.model.checklist import Level
from tpmcli.model.facts import CheckResult
from tpmcli.model.finding import Finding
from tpmcli.model.problem import Problem
from tpmcli.model.record import Decision
from tpmcli.model.role import SHIPPED_ROLES
from tpmcli.model.verdict import GateReport, GateResult, ItemVerdict, SignOffVerdict
from tpmcli.render.finding import message, owners_text
from tpmcli.render.fix import fix_data
from tpmcli.render.gate.disputes import as_data as as_sides
from tpmcli.render.gate.grouping import errors_first, gate_name
from tpmcli.render.jsontext import dump
from tpmcli.render.problem import problems_json
from tpmcli.text.sanitize import sanitize
from tpmcli.version import __version__

if TYPE_CHECKING:
    from tpmcli.rules.portfolio import ReportState

SCHEMA = "tpm/gate-report/1"


def render(report: GateReport, state: ReportState | None = None) -> str:
    """Render the whole report as JSON, with the state of its projects if that is known."""
    data = as_data(report)
    if state is not None:
        from tpmcli.render.portfolio.json import state_data

        data.update(state_data(state))
    return dump(data)


def render_problems(problems: Sequence[Problem]) -> str:
    """Render the problems that prevented the evaluation, as `tpm/problems/1`."""
    return problems_json(problems)


def as_data(report: GateReport) -> dict[str, object]:
    """Return the report as plain data. `short` is there only for increments of a kind."""
    data: dict[str, object] = {
        "schema": SCHEMA,
        "tool": {"name": "tpmcli", "version": __version__},
        "project": {
            "id": report.project_id,
            "name": report.project_name,
            "increment": report.increment,
        },
        "as_of": report.as_of,
        "asked": report.asked,
        "verdict": str(report.verdict),
        "gates": [_gate(gate) for gate in report.gates],
        "findings": [finding_data(finding) for finding in errors_first(report.findings)],
    }
    if report.short:
        from tpmcli.render.short_increment import short_data

        data["short"] = short_data(report.short)
    return data


def _gate(gate: GateResult) -> dict[str, object]:
    counts = gate.counts
    return {
        "phase": gate_name(gate),
        "title": gate.title,
        "verdict": str(gate.verdict),
        "decision": _decision(gate.decided),
        "recommendation": {
            "decision": str(gate.recommendation.decision),
            "rule": gate.recommendation.rule,
        },
        "counts": {
            "must": {"satisfied": counts.must_satisfied, "total": counts.must_total},
            "should": {"satisfied": counts.should_satisfied, "total": counts.should_total},
            "waived": counts.waived,
        },
        "items": [item_data(item) for item in gate.items],
        "signoffs": [
            {
                "role": str(signoff.role),
                "state": str(signoff.state),
                "by": signoff.by or None,
                "identity": signoff.identity if signoff.by else None,
                **_people(signoff),
            }
            for signoff in gate.signoffs
        ],
        "findings": [finding_data(finding) for finding in errors_first(gate.findings)],
    }


def _people(signoff: SignOffVerdict) -> dict[str, object]:
    """Return who signed off; nothing if one person of tpm or pm, for themselves, is enough."""
    acted = any(each.entry.deputy_for for each in signoff.signatures)
    if signoff.role in SHIPPED_ROLES and signoff.needed < 2 and not (signoff.whole_gate or acted):
        return {}
    return {
        "needed": signoff.needed,
        "signed": signoff.signed,
        "covers": "gate" if signoff.whole_gate else "own",
        "signatures": [
            {
                "by": each.entry.by,
                "deputy_for": each.entry.deputy_for or None,
                "at": each.entry.at,
                "state": str(each.state),
                "identity": each.identity,
            }
            for each in signoff.signatures
        ],
    }


def _decision(decision: Decision | None) -> dict[str, object] | None:
    if decision is None:
        return None
    return {
        "decision": str(decision.outcome),
        "by": decision.by,
        **({"deputy_for": decision.deputy_for} if decision.deputy_for else {}),
        "at": decision.at,
        "reason": decision.reason or None,
        "conditions": [condition._asdict() for condition in decision.conditions],
    }


def item_data(verdict: ItemVerdict) -> dict[str, object]:
    """Return one item's verdict as plain data. `level` is its level on the evaluated date."""
    data: dict[str, object] = {
        "id": verdict.item.id,
        "role": str(verdict.item.role),
        "level": str(Level.MUST if verdict.must else Level.SHOULD),
        "title": verdict.item.title,
        "answer": str(verdict.answer.value) if verdict.answer else None,
        "state": str(verdict.state),
        "satisfied": verdict.satisfied,
    }
    if verdict.waived_until:
        data["waived_until"] = verdict.waived_until
    if verdict.waiver is not None:
        data["waiver"] = {
            "reason": verdict.waiver.reason,
            "by": verdict.waiver.by,
            "approved_by": _one_or_more(verdict.waiver.approved_by),
        }
    if verdict.checks:
        data["checks"] = [_check(result) for result in verdict.checks]
    if sides := as_sides(verdict):
        data["disputed"] = sides
    return data


def _one_or_more(names: tuple[str, ...]) -> str | tuple[str, ...]:
    return names[0] if len(names) == 1 else names


def _check(result: CheckResult) -> dict[str, object]:
    return {
        "kind": result.kind,
        "outcome": str(result.outcome),
        "message": sanitize(result.message),
        "from_run": result.from_run,
    }


def finding_data(finding: Finding) -> dict[str, object]:
    """Return one finding as plain data; empty fields are null.

    `waiting` and `since` are there only if the finding waits for an approval, or the commit that
    brought it about is known.
    """
    data: dict[str, object] = {
        "rule": finding.rule.id,
        "severity": str(finding.severity),
        "subject": finding.subject.id,
        "message": message(finding),
        **fix_data(finding.fix),
        "cause": str(finding.cause) if finding.cause else None,
        "owner": owners_text(finding) or None,
        "file": finding.file or None,
        "line": finding.line or None,
    }
    if finding.awaits_approval:
        data["waiting"] = True
    if finding.since is not None:
        commit, day, author, _ = finding.since
        data["since"] = {"commit": commit, "day": day or None, "author": sanitize(author)}
    return data
