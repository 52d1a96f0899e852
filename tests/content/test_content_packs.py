"""The eight packs: closed keys, prefixes, and adjustments that do something."""

from typing import Any

import pytest
from content_files import (
    ADDED,
    BY_ID,
    LITE_PHASES,
    PACKS,
    PHASES,
    PREFIXES,
    ROLES,
    ROOT,
    is_must,
)

ADJUST_KEYS = {
    "level",
    "drop",
    "reason",
    "enforce-from",
    "valid-for",
    "evidence-required",
    "pin",
    "standing",
    "when",
}
packs = pytest.mark.parametrize("name", PREFIXES)


def present_value(item: dict[str, Any], key: str) -> Any:
    """What the item has today where an adjustment would write `key`."""
    if key == "evidence-required":
        return item["evidence"].get("required", False)
    if key == "pin":
        return item["evidence"].get("pin", False)
    defaults = {"drop": False, "standing": False, "when": []}
    return item.get(key, defaults.get(key))


def loosens(item: dict[str, Any], change: dict[str, Any]) -> bool:
    """True where the change asks for less than the item does."""
    days = int(change["valid-for"][:-1]) if "valid-for" in change else None
    before = int(item["valid-for"][:-1]) if "valid-for" in item else None
    return any(
        [
            change.get("drop", False),
            (item["level"], change.get("level")) == ("must", "should"),
            item["evidence"].get("required", False) and change.get("evidence-required") is False,
            item["evidence"].get("pin", False) and change.get("pin") is False,
            item.get("standing", False) and change.get("standing") is False,
            "enforce-from" in change,
            not set(change.get("when", [])) <= set(item.get("when", [])),
            days is not None and before is not None and days > before,
        ]
    )


CHANGES = [
    pytest.param(BY_ID[item_id].item, change, id=f"{name}:{item_id}")
    for name, pack in PACKS.items()
    for item_id, change in pack["adjust"].items()
]
changes = pytest.mark.parametrize(("item", "change"), CHANGES)


def test_these_packs_are_shipped() -> None:
    assert {path.stem for path in (ROOT / "packs").glob("*.yaml")} == set(PREFIXES)


@packs
def test_keys_are_those_of_the_format(name: str) -> None:
    pack = PACKS[name]
    assert set(pack) == {"schema", "name", "title", "about", "add", "adjust"}
    assert pack["name"] == name
    assert "\n" not in pack["about"]
    assert set(pack["add"]) <= set(PHASES)
    assert all(set(lists) <= set(ROLES) for lists in pack["add"].values())


@packs
def test_phases_stand_in_the_order_of_the_lifecycle(name: str) -> None:
    assert list(PACKS[name]["add"]) == sorted(PACKS[name]["add"], key=PHASES.index)


@packs
def test_slugs_carry_the_prefix(name: str) -> None:
    slugs = [entry.item["id"] for entry in ADDED if entry.source == name]
    assert [slug for slug in slugs if not slug.startswith(PREFIXES[name])] == []


@packs
def test_a_pack_speaks_to_both_roles(name: str) -> None:
    assert {entry.role for entry in ADDED if entry.source == name} == set(ROLES)


@packs
def test_a_pack_is_of_use_over_lite(name: str) -> None:
    musts = [
        entry
        for entry in ADDED
        if entry.source == name and entry.phase in LITE_PHASES and is_must(entry)
    ]
    assert len(musts) >= 2


@changes
def test_an_adjustment_changes_something(item: dict[str, Any], change: dict[str, Any]) -> None:
    assert set(change) <= ADJUST_KEYS
    idle = [key for key in set(change) - {"reason"} if present_value(item, key) == change[key]]
    assert idle == []
    assert set(change) - {"reason"}


@changes
def test_an_adjustment_has_a_reason(item: dict[str, Any], change: dict[str, Any]) -> None:
    """The format asks for one where less is demanded; the shipped packs give one throughout."""
    assert len(change["reason"]) >= 15


@changes
def test_what_is_raised_to_must_needs_evidence(
    item: dict[str, Any], change: dict[str, Any]
) -> None:
    if change.get("level") == "must" and item.get("answered-by") != "checks":
        assert change["evidence-required"] is True


def test_no_item_is_loosened_by_one_pack_and_tightened_by_another() -> None:
    directions: dict[str, set[bool]] = {}
    for pack in PACKS.values():
        for item_id, change in pack["adjust"].items():
            directions.setdefault(item_id, set()).add(loosens(BY_ID[item_id].item, change))
    assert sorted(item_id for item_id, found in directions.items() if len(found) > 1) == []


def test_only_open_source_asks_for_less() -> None:
    loosening = [
        (name, item_id)
        for name, pack in PACKS.items()
        for item_id, change in pack["adjust"].items()
        if loosens(BY_ID[item_id].item, change)
    ]
    assert loosening == [
        ("open-source", "feasibility.business-case-approved"),
        ("open-source", "feasibility.market-need-sized"),
    ]
