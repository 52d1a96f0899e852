"""Decisions that a change adds: whether the gate was met, and the entry is complete.

The gate is evaluated as it was open then, by the policy of the base: with the answers of the result
and with the waivers, sign-offs and other decisions recorded by the time of the decision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import TypeVar

from tpmcli.model.days import add_days, day_of
from tpmcli.model.finding import (
    Arguments,
    DecidedAlthough,
    Finding,
    about_condition,
    about_decision,
    errors,
)
from tpmcli.model.fix import Advice, Help
from tpmcli.model.record import Decision, GateEntry, Outcome, Record, SignOff, Waiver
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.model.verdict import GateResult, State
from tpmcli.rules.change.new_entries import decide_anew
from tpmcli.rules.open_gate import reopen_command
from tpmcli.rules.project import Project

_Dated = TypeVar("_Dated", SignOff, Waiver, GateEntry)


def as_decided(record: Record, before: Record | None, phase: str, place: int) -> Record:
    """Return the record as it was when entry `place` (from 1) of a gate was recorded.

    Entries of the base were recorded by then; those of the change were, if their date is not later.
    """
    decision = record.decisions[phase][place - 1]
    earlier = before or Record(record.policy, record.increment)
    items = {
        name: item._replace(
            waivers=_recorded_by(item.waivers, len(earlier.item(name).waivers), decision.at)
        )
        for name, item in record.items.items()
    }
    named: Mapping[str, int] = decision.signoffs if isinstance(decision, Decision) else {}
    signoffs: dict[tuple[str, str], tuple[SignOff, ...]] = {}
    for key, entries in record.signoffs.items():
        known = len(earlier.signoffs.get(key, ()))
        kept = _recorded_by(entries, known, decision.at)
        count = len(kept)
        if key[0] == phase:
            count = named.get(key[1], 0)
            # A decision may leave out a person's block that it did not need, and counts without it.
            count = max(known, count) if count or "/" not in key[1] else 0
        signoffs[key] = entries[:count]
    decisions = decided_by(record, earlier, decision.at).decisions
    decisions = {**decisions, phase: record.decisions[phase][: place - 1]}
    return record._replace(items=items, signoffs=signoffs, decisions=decisions)


def decided_by(record: Record, before: Record | None, at: str) -> Record:
    """Return the record without the decisions of the change that are later than `at`."""
    earlier = before.decisions if before else {}
    decisions = {
        name: _recorded_by(entries, len(earlier.get(name, ())), at)
        for name, entries in record.decisions.items()
    }
    return record._replace(decisions=decisions)


def _recorded_by(entries: tuple[_Dated, ...], known: int, at: str) -> tuple[_Dated, ...]:
    later = tuple(takewhile(lambda entry: entry.at <= at, entries[known:]))
    return entries[:known] + later


def verify_decision(
    then: Project, gate: GateResult, decision: Decision, phase: str
) -> list[Finding]:
    """Return the findings against a passing decision, given its gate as it was then."""
    although = DecidedAlthough(phase, decision.outcome, day_of(decision.at))
    # What is done about them now was not done by then.
    fix = Advice(Help.REOPEN_AND_DECIDE, reopen_command(then, phase))
    found = [finding._replace(decided=although, fix=fix) for finding in errors(gate.findings)]
    if found:
        return found
    recommended = gate.recommendation
    if str(decision.outcome) != recommended.decision and not decision.reason.strip():
        about = Arguments(
            outcome=decision.outcome,
            recommended=recommended.decision,
            recommended_by=recommended.rule,
        )
        found.append(_finding(Reason.DECIDED_WITHOUT_REASON, then, phase, decision, about))
    return [*found, *_recorded_whole(then, gate, decision, phase)]


def _recorded_whole(
    then: Project, gate: GateResult, decision: Decision, phase: str
) -> list[Finding]:
    """Return the finding that a decision does not list what it is based on, if so.

    What it leaves out would not be evaluated again: a waiver that expires, a continuous item.
    """
    waived = [each.item.id for each in gate.items if each.state is State.WAIVED]
    daily = {each.item.id for each in gate.items if each.item.continuous}.union(waived)
    named = set(decision.continuous_items)
    signed = {
        block: len(entries)
        for (gate, block), entries in then.record.signoffs.items()
        if entries and gate == phase
    }
    # An item that was waived then may have been fixed since.
    allowed = daily.union(name for name in named if then.record.item(name).waivers)
    whole = (
        daily <= named <= allowed
        and {block: number for block, number in decision.signoffs.items() if number} == signed
        and all(
            decision.waivers.get(name) == len(then.record.item(name).waivers) for name in waived
        )
    )
    if whole:
        return []
    return [_finding(Reason.DECISION_INCOMPLETE, then, phase, decision)]


def verify_promises(project: Project, phase: str, decision: Decision) -> list[Finding]:
    """Return the findings about the conditions of a decision."""
    policy = project.policy
    anew = decide_anew(project, phase, decision)
    found = []
    if decision.outcome is Outcome.CONDITIONAL and not decision.conditions:
        found.append(_finding(Reason.CONDITION_ABSENT, project, phase, decision, fix=anew))
    if decision.outcome is not Outcome.CONDITIONAL and decision.conditions:
        found.append(_finding(Reason.CONDITION_UNWANTED, project, phase, decision, fix=anew))
    day = day_of(decision.at)
    latest = add_days(day, policy.waivers.max_days)
    for number, condition in enumerate(decision.conditions, 1):
        subject = about_condition(phase, number, condition.text)
        if not policy.known(condition.owner):
            about = Arguments(person=condition.owner)
            unknown = _finding(
                Reason.CONDITION_OWNER_UNKNOWN, project, phase, decision, about, anew
            )
            found.append(unknown._replace(subject=subject))
        if not day <= condition.due <= latest:
            about = Arguments(until=condition.due, day=day, latest=latest)
            refused = _finding(Reason.CONDITION_DUE_REFUSED, project, phase, decision, about, anew)
            found.append(refused._replace(subject=subject))
    return found


def decided_again(
    project: Project, entries: Sequence[GateEntry], place: int, phase: str
) -> list[Finding]:
    """Return the finding that a gate was decided to pass while it already was, if so."""
    decision = entries[place - 1]
    before = [entry for entry in entries[: place - 1] if isinstance(entry, Decision)]
    if not (isinstance(decision, Decision) and decision.outcome.passes):
        return []
    if not before or not before[-1].outcome.passes:
        return []
    fix = Advice(Help.REMOVE_ENTRY, name=project.record.file)
    return [_finding(Reason.DECIDED_AGAIN, project, phase, decision, fix=fix)]


def _finding(
    reason: RuleReason,
    project: Project,
    phase: str,
    decision: Decision,
    about: Arguments | None = None,
    fix: Advice | None = None,
) -> Finding:
    return Finding(
        reason,
        about_decision(phase),
        Severity.ERROR,
        about or Arguments(outcome=decision.outcome),
        fix or Advice(Help.REOPEN_AND_DECIDE, reopen_command(project, phase)),
        (decision.by,),
    )
