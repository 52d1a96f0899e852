"""New entries for the record, as plain data in the form that the project file keeps.

Each function takes what a person answered, signed or decided and returns the entry for it, complete
with the digests and numbers that bind it to what it covers. A waiver binds nothing: its entry is
what `plain` makes of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.checklist import Item, Phase
from tpmcli.model.digest import question_digest
from tpmcli.model.record import (
    Answer,
    AnswerValue,
    Condition,
    ConditionClose,
    Decision,
    Evidence,
    Outcome,
    Record,
    SignOff,
)
from tpmcli.model.role import Role
from tpmcli.model.verdict import ItemVerdict, Recommendation, State
from tpmcli.rules.decided_gate import bound_digest
from tpmcli.rules.demands import signs_whole_gate
from tpmcli.rules.project import Project, applicable_items
from tpmcli.rules.signoffs import current_digest
from tpmcli.rules.waivers import live_waiver
from tpmcli.store.formats.fields import plain

Entry = dict[str, object]


def answer_entry(
    item: Item,
    value: AnswerValue,
    evidence: Sequence[Evidence],
    *,
    by: str,
    at: str,
    note: str = "",
    owner: str = "",
    due: str = "",
) -> Entry:
    """Return an answer to an item, bound to the item as it is worded now."""
    question = question_digest(item)
    return plain(Answer(value, item.role, by, at, question, tuple(evidence), note, owner, due))


def carried_entry(answer: Answer, increment: str) -> Entry:
    """Return an earlier increment's answer, marked as carried; its role signs it anew."""
    return {**answer.raw, "carried": answer.carried or increment}


def signoff_entry(
    project: Project,
    phase: Phase,
    role: Role,
    *,
    by: str,
    at: str,
    today: str,
    deputy_for: str = "",
) -> Entry:
    """Return a role's sign-off over its answers of the phase as they are.

    It also covers every waiver there that is in force on `today` and that the signer approved. If
    the role signs over the whole gate, it covers every answer and every waiver in force.
    """
    policy, record = project.policy, project.record
    signer = policy.canonical(by)
    whole = signs_whole_gate(project, phase.id, role)
    covered: dict[str, int] = {}
    for item in applicable_items(project, phase):
        live = live_waiver(record.item(item.id), today)
        approvers = map(policy.canonical, live.waiver.approved_by) if live else ()
        if live is not None and (whole or signer in approvers):
            covered[item.id] = live.number
    # Every number names a waiver that was just found, so that there is a digest.
    digest = current_digest(record, phase.id, role, covered, whole_gate=whole) or ""
    signoff = SignOff(by, at, digest, covered, deputy_for=deputy_for, whole_gate=whole)
    return plain(signoff)


def decision_entry(
    record: Record,
    phase: Phase,
    outcome: Outcome,
    items: Sequence[ItemVerdict],
    recommendation: Recommendation,
    conditions: Sequence[Condition],
    *,
    by: str,
    at: str,
    reason: str = "",
    minutes: str = "",
    deputy_for: str = "",
) -> Entry:
    """Return a decision at a gate, bound to the present answers, waivers and sign-offs.

    Continuous items, and items that a waiver lets pass, are evaluated anew every day: the decision
    names them and leaves their answers to their role's sign-off.
    """
    waived = {
        verdict.item.id: len(record.item(verdict.item.id).waivers)
        for verdict in items
        if verdict.state is State.WAIVED
    }
    continuous = [v.item.id for v in items if v.item.continuous or v.item.id in waived]
    signed = {
        block: len(entries)
        for (gate, block), entries in record.signoffs.items()
        if entries and gate == phase.id
    }
    decision = Decision(
        outcome,
        by,
        at,
        "",
        recommendation.decision,
        recommendation.rule,
        reason,
        minutes,
        tuple(conditions),
        waived,
        signed,
        tuple(continuous),
        deputy_for=deputy_for,
    )
    # What the digest binds does not include the digest.
    entry = plain(decision)
    return {**entry, "digest": bound_digest(record, phase.id, decision._replace(raw=entry))}


def closing_entry(
    number: int,
    evidence: Sequence[Evidence],
    *,
    by: str,
    at: str,
    note: str = "",
    deputy_for: str = "",
) -> Entry:
    """Return the closing of a condition of the last decision, counted from 1."""
    closed = ConditionClose(number, by, at, tuple(evidence), note, deputy_for=deputy_for)
    return plain(closed)
