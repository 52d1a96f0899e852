"""From the plain data of a checklist file to the model's items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tpmcli.model.checklist import CheckSpec, EvidenceRule, Item, Role
from tpmcli.store.adjustments import LEVELS, days

_ROLES = (("tpm", Role.TPM), ("pm", Role.PM))
_NO_EVIDENCE = EvidenceRule()


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
        LEVELS[get("level", "must")],
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


def _evidence(raw: Mapping[str, Any]) -> EvidenceRule:
    return EvidenceRule(
        raw.get("expect", ""),
        raw.get("required", False),
        tuple(raw.get("find", ())),
        raw.get("template", ""),
        raw.get("pin", False),
    )
