"""From the plain data of a checklist file to the model's items and adjustments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tpmcli.model.checklist import Adjustment, CheckSpec, EvidenceRule, Item, Level, Role

_LEVELS = {"must": Level.MUST, "should": Level.SHOULD}
_ROLES = (("tpm", Role.TPM), ("pm", Role.PM))
_NO_EVIDENCE = EvidenceRule()
_FIELDS = {
    "level": "level",
    "drop": "drop",
    "enforce-from": "enforce_from",
    "valid-for": "valid_for",
    "evidence-required": "evidence_required",
    "pin": "pin",
    "standing": "standing",
    "when": "when",
    "not-applicable": "not_applicable",
}


def items_of(by_role: Mapping[str, Any], phase: str, layer: str) -> list[Item]:
    """The items of one phase in a mapping with the keys ``tpm`` and ``pm``, in their order."""
    return [
        item_of(raw, phase, role, layer) for key, role in _ROLES for raw in by_role.get(key, ())
    ]


def item_of(raw: Mapping[str, Any], phase: str, role: Role, layer: str) -> Item:
    """One item, from data that has the form of the format."""
    get = raw.get
    evidence = get("evidence")
    # By position, and in the order of the fields: names would take a third longer.
    return Item(
        f"{phase}.{raw['id']}",
        phase,
        role,
        raw["title"],
        get("why", ""),
        _LEVELS[get("level", "must")],
        _evidence(evidence) if evidence else _NO_EVIDENCE,
        get("not-applicable", False),
        days(raw["valid-for"]) if "valid-for" in raw else None,
        get("standing", False),
        get("repeats") == "product",
        tuple(get("when", ())),
        tuple(CheckSpec(*entry) for check in raw["checks"] for entry in check.items())
        if "checks" in raw
        else (),
        get("answered-by") == "checks",
        tuple(get("refs", ())),
        get("locked", False),
        get("enforce-from", ""),
        layer,
    )


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


def _evidence(raw: Mapping[str, Any]) -> EvidenceRule:
    return EvidenceRule(
        raw.get("expect", ""),
        raw.get("required", False),
        tuple(raw.get("find", ())),
        raw.get("template", ""),
        raw.get("pin", False),
    )


def _value(key: str, value: Any) -> object:
    if key == "level":
        return _LEVELS[value]
    if key == "valid-for":
        return days(value)
    if key == "enforce-from":
        return "" if value == "now" else value
    return tuple(value) if key == "when" else value
