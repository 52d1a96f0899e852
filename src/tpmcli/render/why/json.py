"""`tpm why` as JSON, `tpm/why/1`."""

from __future__ import annotations

from tpmcli.model.facts import CheckOutcome, Facts
from tpmcli.model.record import Answer
from tpmcli.render.gate.json import finding_data, item_data
from tpmcli.render.jsontext import dump
from tpmcli.render.why.text import evidence_text
from tpmcli.rules.why import ItemExplanation


def render_json(explanation: ItemExplanation) -> str:
    """Render the explanation of one item as JSON."""
    item, verdict = explanation.item, explanation.verdict
    return dump(
        {
            "schema": "tpm/why/1",
            "id": item.id,
            "title": item.title,
            "why": item.why,
            "role": str(item.role),
            "level": str(item.level),
            "layer": item.layer,
            "expects": item.evidence.expect or None,
            "applies": verdict is not None,
            "missing_traits": list(explanation.missing_traits),
            "gated": explanation.gated,
            "verdict": item_data(verdict) if verdict else None,
            "disputed_by": [
                result.message
                for result in (verdict.checks if verdict else ())
                if result.outcome is not CheckOutcome.PASS
            ],
            "answer": _answer_data(explanation.record.answer, explanation.facts),
            "lapses": explanation.lapses or None,
            "waivers": [dict(waiver.raw) for waiver in explanation.record.waivers],
            "decision": str(explanation.decision.outcome) if explanation.decision else None,
            "findings": [finding_data(f) for f in (verdict.findings if verdict else ())],
        }
    )


def _answer_data(answer: Answer | None, facts: Facts) -> dict[str, object] | None:
    if answer is None:
        return None
    return {
        "value": str(answer.value),
        "by": answer.by,
        "at": answer.at,
        "note": answer.note or None,
        "carried": answer.carried or None,
        "owner": answer.owner or None,
        "due": answer.due or None,
        "evidence": [evidence_text(evidence, facts) for evidence in answer.evidence],
    }
