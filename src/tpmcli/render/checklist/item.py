"""Items and adjustments: every key as JSON, and in words for text and documentation."""

from __future__ import annotations

from collections.abc import Mapping

from tpmcli.model.checklist import Adjustment, CheckSpec, Item
from tpmcli.render.labels import label
from tpmcli.render.style import plural


def asked(item: Item) -> dict[str, object]:
    """Return the requirements of an item as JSON, in a form that other tools build on."""
    evidence = item.evidence
    return {
        "id": item.id,
        "slug": item.slug,
        "role": str(item.role),
        "level": str(item.level),
        "must_when": item.must_when,
        "title": item.title,
        "why": item.why or None,
        "layer": item.layer,
        "evidence": {
            "expect": evidence.expect or None,
            "required": evidence.required,
            "find": evidence.find,
            "template": evidence.template or None,
            "pin": evidence.pin,
        },
        "not_applicable": item.not_applicable,
        "valid_for_days": item.valid_for,
        "standing": item.continuous,
        "repeats": "product" if item.repeats_product else "increment",
        "when": item.when,
        "checks": [check.plain for check in item.checks],
        "answered_by": "checks" if item.answered_by_checks else "people",
        "locked": item.locked,
        "enforce_from": item.enforce_from or None,
    }


def count_words(must: int, should: int) -> str:
    """Return the numbers of required and recommended items; a zero part is left out."""
    parts = ((must, "required"), (should, "recommended"))
    return ", ".join(f"{number:,} {name}" for number, name in parts if number) or "none"


def rules_of(item: Item) -> list[str]:
    """Return the rules for an item's answer, a few words each."""
    rules = []
    if item.must_when:
        rules.append(f"required if the policy lists {' and '.join(item.must_when)}")
    if item.answered_by_checks:
        rules.append("answered automatically when its checks pass")
    if item.not_applicable:
        rules.append("may be answered `not-applicable`, with a reason")
    if item.valid_for is not None:
        rules.append(f"an answer expires after {plural(item.valid_for, 'day')}")
    if item.evidence.pin:
        rules.append("changed evidence reopens it")
    if item.continuous:
        rules.append("re-checked daily, even after its gate is decided")
    if item.repeats_product:
        rules.append("a valid answer is carried into the next increment")
    if item.enforce_from:
        rules.append(f"warns until {item.enforce_from}, then blocks")
    if item.locked:
        rules.append("locked: no other layer may loosen it")
    return rules


def check_words(check: CheckSpec) -> str:
    """Return an automated check in words: its kind and its options, as the file has them."""
    if check.inner:
        return f"{check.kind}: {' | '.join(map(check_words, check.inner))}"
    options = ", ".join(f"{key} {_option(key, value)}" for key, value in check.options.items())
    return f"{check.kind}: {options}"


def _option(key: str, value: object) -> str:
    if key != "columns" or not isinstance(value, list | tuple):
        return _value(value)
    # Of the names that a column may have, the first.
    return " · ".join(str(column).partition("|")[0].strip() for column in value)


def changes_of(adjustment: Adjustment) -> list[str]:
    """Return the changes of an adjustment, a few words for each field."""
    return [_change(field, value) for field, value in adjustment.changes.items()]


def plain_changes(adjustment: Adjustment) -> dict[str, object]:
    """Return the changes of an adjustment, with the keys and values of its file."""
    return {key: value for key, value in adjustment.raw.items() if key != "reason"}


_YES_NO: Mapping[str, tuple[str, str]] = {
    "drop": ("dropped", "not dropped"),
    "evidence_required": ("evidence required", "evidence not required"),
    "pin": ("changed evidence reopens it", "changed evidence does not reopen it"),
    "continuous": ("re-checked daily", "not re-checked daily"),
    "not_applicable": ("`not-applicable` allowed", "`not-applicable` not allowed"),
}


def _change(field: str, value: object) -> str:
    if field in _YES_NO:
        return _YES_NO[field][0 if value else 1]
    if field == "valid_for":
        return "answers never expire" if value is None else f"an answer expires after {value} days"
    if field == "enforce_from":
        return f"blocks from {value}" if value else "blocks at once"
    if field == "when" and isinstance(value, tuple):
        return f"only with {', '.join(value)}" if value else "regardless of traits"
    if field == "checks" and isinstance(value, tuple):
        return f"checks: {'; '.join(map(check_words, value)) or 'none'}"
    return f"{field.replace('_', ' ')}: {label(str(value))}"


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
