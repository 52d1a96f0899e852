"""Items and adjustments in words, for terminal text and documentation."""

from __future__ import annotations

from collections.abc import Mapping

from tpmcli.model.checklist import Adjustment, CheckSpec, Item, Level, Role

ROLES = {Role.TPM: "Technical Product Manager", Role.PM: "Product Manager"}


def rules_of(item: Item) -> list[str]:
    """Return the rules for an item's answer, a few words each."""
    rules = []
    if item.answered_by_checks:
        rules.append("passing checks answer it alone")
    if item.not_applicable:
        rules.append("may be answered not applicable, with a reason")
    if item.valid_for is not None:
        rules.append(f"an answer counts for {item.valid_for} days")
    if item.evidence.pin:
        rules.append("changed evidence reopens it")
    if item.continuous:
        rules.append("judged every day, also after its gate was decided")
    if item.repeats_product:
        rules.append("a valid answer is carried into the next increment")
    if item.enforce_from:
        rules.append(f"warns until {item.enforce_from}, then blocks")
    if item.locked:
        rules.append("locked: no later layer may loosen it")
    return rules


def check_words(check: CheckSpec) -> str:
    """Return an automated check in words: its kind and its options, as the file has them."""
    options = ", ".join(f"{key} {_value(value)}" for key, value in check.options.items())
    return f"{check.kind}: {options}"


def changes_of(adjustment: Adjustment) -> list[str]:
    """Return the changes of an adjustment, a few words for each field."""
    return [_change(field, value) for field, value in adjustment.changes.items()]


def plain_changes(adjustment: Adjustment) -> dict[str, object]:
    """Return the changes of an adjustment, with the keys and values of a file."""
    return {
        _KEYS.get(field, field.replace("_", "-")): _plain(field, value)
        for field, value in adjustment.changes.items()
    }


def _plain(field: str, value: object) -> object:
    if field == "valid_for":
        return "never" if value is None else f"{value}d"
    if field == "enforce_from":
        return value or "now"
    return str(value) if isinstance(value, Level) else value


_KEYS = {"continuous": "standing"}
"""The keys of a file that do not have the name of their field."""

_YES_NO: Mapping[str, tuple[str, str]] = {
    "drop": ("dropped", "not dropped"),
    "evidence_required": ("evidence required", "evidence not required"),
    "pin": ("changed evidence reopens it", "changed evidence does not reopen it"),
    "continuous": ("judged every day", "not judged every day"),
    "not_applicable": ("may be not applicable", "may not be not applicable"),
}


def _change(field: str, value: object) -> str:
    if field in _YES_NO:
        return _YES_NO[field][0 if value else 1]
    if field == "valid_for":
        return "answers do not lapse" if value is None else f"an answer counts for {value} days"
    if field == "enforce_from":
        return f"blocks from {value}" if value else "blocks at once"
    if field == "when" and isinstance(value, tuple):
        return f"only with {', '.join(value)}" if value else "whatever the traits"
    return f"{field.replace('_', ' ')} {value}"


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
