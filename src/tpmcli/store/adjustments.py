"""From the plain data of a policy or pack to the model's adjustments of items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tpmcli.model.checklist import Adjustment, Level

LEVELS = {"must": Level.MUST, "should": Level.SHOULD}
_FIELDS = {
    "level": "level",
    "drop": "drop",
    "enforce-from": "enforce_from",
    "valid-for": "valid_for",
    "evidence-required": "evidence_required",
    "pin": "pin",
    "standing": "continuous",
    "when": "when",
    "not-applicable": "not_applicable",
}


def adjustments_of(raw: Mapping[str, Mapping[str, Any]], file: str) -> list[Adjustment]:
    """The adjustments in a mapping by item id; without their places in the file."""
    return [
        Adjustment(
            item,
            {_FIELDS[key]: _value(key, value) for key, value in change.items() if key in _FIELDS},
            change.get("reason", ""),
            file,
        )
        for item, change in raw.items()
    ]


def days(text: str) -> int | None:
    """The number in ``180d``; None for ``never``."""
    return None if text == "never" else int(text[:-1])


def _value(key: str, value: Any) -> object:
    if key == "level":
        return LEVELS[value]
    if key == "valid-for":
        return days(value)
    if key == "enforce-from":
        return "" if value == "now" else value
    return tuple(value) if key == "when" else value
