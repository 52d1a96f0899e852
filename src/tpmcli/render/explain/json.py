"""`tpm explain` as JSON, `tpm/explain/1`."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.model.setup_rule import AnyRule
from tpmcli.render.jsontext import dump


def render_json(rules: Sequence[AnyRule]) -> str:
    """Render the rules as JSON: the requested one, or all of them."""
    return dump({"schema": "tpm/explain/1", "rules": [_rule_data(rule) for rule in rules]})


def _rule_data(rule: AnyRule) -> dict[str, object]:
    return {
        "id": rule.id,
        "topic": str(rule.topic),
        "severity": str(rule.severity),
        "title": rule.title,
        "meaning": rule.meaning,
        "fix": rule.fix,
    }
