"""The suites that compare and take away do catch an evaluator that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import test_rules_monotone
import test_rules_oracle

from tpmcli.model.facts import EvidenceFact, EvidenceStatus
from tpmcli.model.verdict import SignOffState, SignOffVerdict, State
from tpmcli.rules import decided_gate, gate_check, item_verdict, items, open_gate, quorum, waivers


def _signed_anyway(project: Any, phase: str, demand: Any, today: str) -> Any:
    verdict, findings = quorum.judge_signoff(project, phase, demand, today)
    if verdict.state is SignOffState.MISSING:
        return SignOffVerdict(demand.role, SignOffState.VALID), []
    return verdict, findings


def _waived_forever(record: Any, today: str) -> Any:
    return waivers.live_waiver(record, "2000-01-01")


judge_evidence = items.judge_evidence


def _missing_is_fine(
    item: Any, answer: Any, facts: Any, owners: Any, scrutiny: Any, locked: Any = None
) -> Any:
    there = {e.path: EvidenceFact(EvidenceStatus.OK, e.sha256) for e in answer.evidence}
    there |= {
        path: fact
        for path, fact in facts.evidence.items()
        if fact.status is not EvidenceStatus.MISSING
    }
    return judge_evidence(item, answer, facts._replace(evidence=there), owners, scrutiny, locked)


# What is broken, where, and what stands in its place.
BROKEN: dict[str, tuple[object, str, Callable[..., Any]]] = {
    "a decision is not held against its digest": (
        decided_gate,
        "bound_digest",
        lambda record, phase, decision: decision.digest,
    ),
    "a sign-off is not held against its digest": (quorum, "matches", lambda *args: True),
    "a missing sign-off is forgiven": (open_gate, "judge_signoff", _signed_anyway),
    "a waiver never ends": (item_verdict, "live_waiver", _waived_forever),
    "evidence that is gone is forgiven": (items, "judge_evidence", _missing_is_fine),
    "rewording goes unseen": (items, "is_stale", lambda item, answer: False),
    "answers never lapse": (items, "lapses_on", lambda item, answer: None),
    "checks always pass": (
        items,
        "_judge_checks",
        lambda *args, answered: items.ItemResult(State.SATISFIED),
    ),
    "waivers need no signature": (item_verdict, "unsigned_approvers", lambda *args: []),
    "waivers have no fault": (item_verdict, "waiver_faults", lambda *args: []),
    "earlier gates are forgotten": (open_gate, "earlier_gates", lambda *args: []),
    "conditions are never due": (decided_gate, "overdue", lambda *args: []),
    "a stopped product goes on": (open_gate, "find_kill", lambda *args: []),
    "an empty gate is met": (gate_check, "require_items", lambda *args: None),
    "a name that does not resolve is ignored": (
        gate_check,
        "require_known_names",
        lambda *args: None,
    ),
    "evidence of closed conditions is forgotten": (
        decided_gate,
        "_closing_evidence",
        lambda *args: [],
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_oracle_catches(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, name, broken = BROKEN[what]
    monkeypatch.setattr(place, name, broken)
    with pytest.raises(AssertionError, match="seed"):
        test_rules_oracle.compare_all(test_rules_oracle.QUICK)


@pytest.mark.parametrize(
    "what",
    [
        "a decision is not held against its digest",
        "a missing sign-off is forgiven",
        "evidence that is gone is forgiven",
    ],
)
def test_taking_away_catches(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, name, broken = BROKEN[what]
    monkeypatch.setattr(place, name, broken)
    with pytest.raises(AssertionError, match="mends"):
        test_rules_monotone.take_away(test_rules_monotone.QUICK)
