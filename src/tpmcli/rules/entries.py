"""New entries for the record, as plain data in the form that the project file keeps.

Each function takes what a person said and returns the entry that says it, complete with the
digests and numbers that bind it to what it covers. Empty fields are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpmcli.model.checklist import Item, Phase, Role
from tpmcli.model.digest import question_digest
from tpmcli.model.record import Answer, AnswerValue, Condition, Decision, Evidence, Outcome, Record
from tpmcli.model.verdict import ItemVerdict, Recommendation, State
from tpmcli.rules.decided_gate import bound_digest
from tpmcli.rules.project import Project, applicable_items
from tpmcli.rules.signoffs import current_digest
from tpmcli.rules.waivers import live_waiver

Entry = dict[str, object]


def _evidence(evidence: Sequence[Evidence]) -> list[Entry]:
    return [
        {"url": entry.url} if entry.url else {"path": entry.path, "sha256": entry.sha256}
        for entry in evidence
    ]


def _filled(entry: Mapping[str, object]) -> Entry:
    return {key: value for key, value in entry.items() if value not in ("", [], {}, None)}


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
    """What a person says of an item, bound to the item as it is worded now."""
    return _filled(
        {
            "answer": str(value),
            "role": str(item.role),
            "evidence": _evidence(evidence),
            "note": note,
            "owner": owner,
            "due": due,
            "by": by,
            "at": at,
            "question": question_digest(item),
        }
    )


def carried_entry(answer: Answer, increment: str) -> Entry:
    """An earlier increment's answer, brought along and marked; its role signs it anew."""
    return {**answer.raw, "carried": answer.carried or increment}


def waiver_entry(*, reason: str, by: str, approved_by: str, until: str, at: str) -> Entry:
    """A must-item let through until the end of a day."""
    return {"reason": reason, "by": by, "approved-by": approved_by, "until": until, "at": at}


def withdrawal_entry(*, reason: str, by: str, at: str) -> Entry:
    """The end of the waiver before it."""
    return _filled({"withdrawn": True, "reason": reason, "by": by, "at": at})


def signoff_entry(
    project: Project, phase: Phase, role: Role, *, by: str, at: str, today: str
) -> Entry:
    """A role's sign-off over its answers of the phase as they are, and over every live
    waiver there that the signer approved.
    """
    policy, record = project.policy, project.record
    signer = policy.canonical(by)
    covered: dict[str, int] = {}
    for item in applicable_items(project, phase):
        live = live_waiver(record.item(item.id), today)
        if live is not None and policy.canonical(live.waiver.approved_by) == signer:
            covered[item.id] = live.number
    digest = current_digest(record, phase.id, role, covered)
    return _filled({"by": by, "at": at, "waivers": covered, "digest": digest})


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
) -> Entry:
    """A decision at a gate, bound to the answers, waivers and sign-offs that stand now.

    Standing items, and items that a waiver lets through, are judged anew every day: the decision
    names them and leaves their answers to their role's sign-off.
    """
    waived = {
        verdict.item.id: len(record.item(verdict.item.id).waivers)
        for verdict in items
        if verdict.state is State.WAIVED
    }
    continuous = [v.item.id for v in items if v.item.continuous or v.item.id in waived]
    signed = {
        str(role): len(entries)
        for role in Role
        if (entries := record.signoffs.get((phase.id, role), ()))
    }
    entry = _filled(
        {
            "decision": str(outcome),
            "by": by,
            "at": at,
            "reason": reason,
            "minutes": minutes,
            "recommendation": recommendation.decision,
            "rule": recommendation.rule,
            "conditions": [condition._asdict() for condition in conditions],
            "waivers": waived,
            "signoffs": signed,
            "standing": continuous,
        }
    )
    unbound = Decision(
        outcome,
        by,
        at,
        "",
        waivers=waived,
        signoffs=signed,
        continuous_items=tuple(continuous),
        raw=entry,
    )
    return {**entry, "digest": bound_digest(record, phase.id, unbound)}


def closing_entry(
    number: int, evidence: Sequence[Evidence], *, by: str, at: str, note: str = ""
) -> Entry:
    """A condition of the last decision was kept."""
    return _filled(
        {"close": number, "evidence": _evidence(evidence), "note": note, "by": by, "at": at}
    )
