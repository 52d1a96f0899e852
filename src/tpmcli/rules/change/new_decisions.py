"""Decisions that a change brings: was the gate met when each was taken, and is it recorded whole?

The gate is judged as it was open then, by the policy of the base: on the answers of the result and
on the waivers, sign-offs and other decisions that stood when it was decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import TypeVar

from tpmcli.model.checklist import Role
from tpmcli.model.days import add_days, day_of
from tpmcli.model.policy import Policy
from tpmcli.model.record import Decision, GateEntry, Outcome, Record, SignOff, Waiver
from tpmcli.model.verdict import Finding, GateResult, Severity, State
from tpmcli.rules.project import Project

_Dated = TypeVar("_Dated", SignOff, Waiver, GateEntry)


def as_decided(record: Record, before: Record | None, phase: str, place: int) -> Record:
    """The record as it was when entry number `place` (from 1) of a gate was taken.

    Entries that the base has stood then; those that came with the change did by their date.
    """
    decision = record.decisions[phase][place - 1]
    earlier = before or Record(record.policy, record.increment)
    items = {
        name: item._replace(
            waivers=_stood(item.waivers, len(earlier.item(name).waivers), decision.at)
        )
        for name, item in record.items.items()
    }
    named: Mapping[str, int] = decision.signoffs if isinstance(decision, Decision) else {}
    signoffs: dict[tuple[str, Role], tuple[SignOff, ...]] = {}
    for key, entries in record.signoffs.items():
        known = len(earlier.signoffs.get(key, ()))
        stood = _stood(entries, known, decision.at)
        count = max(known, named.get(key[1], 0)) if key[0] == phase else len(stood)
        signoffs[key] = entries[:count]
    decisions = {
        name: entries[: place - 1]
        if name == phase
        else _stood(entries, len(earlier.decisions.get(name, ())), decision.at)
        for name, entries in record.decisions.items()
    }
    return record._replace(items=items, signoffs=signoffs, decisions=decisions)


def _stood(entries: tuple[_Dated, ...], known: int, at: str) -> tuple[_Dated, ...]:
    later = tuple(takewhile(lambda entry: entry.at <= at, entries[known:]))
    return entries[:known] + later


def verify_decision(
    then: Project, gate: GateResult, decision: Decision, phase: str
) -> list[Finding]:
    """What speaks against a passing decision, given how its gate stood when it was taken."""
    found = [
        finding._replace(
            message=f"{phase} was decided {decision.outcome} on {day_of(decision.at)} although"
            f" {finding.message}"
        )
        for finding in gate.findings
        if finding.severity is Severity.ERROR
    ]
    if found:
        return found
    recommended = gate.recommendation
    if str(decision.outcome) != recommended.decision and not decision.reason.strip():
        message = (
            f"{phase} was decided {decision.outcome} without a reason, though the recommendation"
            f" was {recommended.decision} ({recommended.rule})"
        )
        found.append(_finding("not-decided", phase, message, decision))
    return [*found, *_recorded_whole(then, gate, decision, phase)]


def _recorded_whole(
    then: Project, gate: GateResult, decision: Decision, phase: str
) -> list[Finding]:
    """The finding that a decision does not name what it stands on, as `tpm gate decide` does.

    What it leaves out would not be judged again: a waiver that ends, an item judged every day.
    """
    waived = [each.item.id for each in gate.items if each.state is State.WAIVED]
    daily = {each.item.id for each in gate.items if each.item.continuous}.union(waived)
    named = set(decision.continuous_items)
    signed = {
        str(role): len(entries)
        for role in Role
        if (entries := then.record.signoffs.get((phase, role), ()))
    }
    # An item that was waived then may have been mended since.
    allowed = daily.union(name for name in named if then.record.item(name).waivers)
    whole = (
        daily <= named <= allowed
        and {str(role): number for role, number in decision.signoffs.items() if number} == signed
        and all(
            decision.waivers.get(name) == len(then.record.item(name).waivers) for name in waived
        )
    )
    if whole:
        return []
    message = f"the decision on {phase} does not name the entries that it was taken on"
    return [_finding("record-rewritten", phase, message, decision)]


def verify_promises(policy: Policy, phase: str, decision: Decision) -> list[Finding]:
    """What is wrong with the conditions of a decision."""
    found = []
    if decision.outcome is Outcome.CONDITIONAL and not decision.conditions:
        message = f"{phase} was decided conditional without a condition"
        found.append(_finding("not-decided", phase, message, decision))
    if decision.outcome is not Outcome.CONDITIONAL and decision.conditions:
        message = f"{phase} was decided {decision.outcome}, which takes no conditions"
        found.append(_finding("not-decided", phase, message, decision))
    day = day_of(decision.at)
    latest = add_days(day, policy.waivers.max_days)
    for number, condition in enumerate(decision.conditions, 1):
        if not policy.known(condition.owner):
            message = (
                f"condition {number} of {phase} is owned by {condition.owner}, whom the policy"
                " does not name"
            )
            found.append(_finding("decider-unauthorised", phase, message, decision))
        if not day <= condition.due <= latest:
            message = (
                f"condition {number} of {phase} is due on {condition.due}; decided on {day}, the"
                f" policy allows {day} to {latest}"
            )
            found.append(_finding("condition-overdue", phase, message, decision))
    return found


def decided_again(entries: Sequence[GateEntry], place: int, phase: str) -> list[Finding]:
    """The finding that a gate was decided to pass while it was decided so already."""
    decision = entries[place - 1]
    before = [entry for entry in entries[: place - 1] if isinstance(entry, Decision)]
    if not (isinstance(decision, Decision) and decision.outcome.passes):
        return []
    if not before or not before[-1].outcome.passes:
        return []
    message = f"{phase} was decided {decision.outcome} again without being re-opened"
    return [_finding("record-rewritten", phase, message, decision)]


def _finding(rule: str, phase: str, message: str, decision: Decision) -> Finding:
    fix = f'tpm gate decide {phase} recycle --reason "…", then decide anew'
    return Finding(rule, Severity.ERROR, phase, message, fix, decision.by)
