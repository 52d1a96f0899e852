"""The packs: closed keys, prefixes, and adjustments that do something."""

from typing import Any

import pytest
from content_files import (
    ADDED,
    BROUGHT,
    BY_ID,
    PACKS,
    PHASES,
    PREFIXES,
    ROLES,
    ROOT,
    TRAITS,
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
    "not-applicable",
}
packs = pytest.mark.parametrize("name", PREFIXES)


def present_value(item: dict[str, Any], key: str) -> Any:
    """What the item has today where an adjustment would write `key`."""
    if key == "evidence-required":
        return item["evidence"].get("required", False)
    if key == "pin":
        return item["evidence"].get("pin", False)
    defaults = {"drop": False, "standing": False, "when": [], "not-applicable": False}
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
            change.get("not-applicable", False),
            not set(change.get("when", [])) <= set(item.get("when", [])),
            days is not None and before is not None and days > before,
        ]
    )


CHANGES = [
    pytest.param(BY_ID[item_id].item, change, id=f"{name}:{item_id}")
    for name, pack in PACKS.items()
    for item_id, change in pack.get("adjust", {}).items()
]
changes = pytest.mark.parametrize(("item", "change"), CHANGES)


def test_these_packs_are_shipped() -> None:
    assert {path.stem for path in (ROOT / "packs").glob("*.yaml")} == set(PREFIXES)


@packs
def test_keys_are_those_of_the_format(name: str) -> None:
    pack = PACKS[name]
    optional = {"traits", "add", "adjust", "roles", "signoffs"}
    assert set(pack) - optional == {"schema", "name", "title", "about"}
    assert pack["name"] == name
    assert "\n" not in pack["about"]
    assert set(pack.get("add", {})) <= set(PHASES)
    roles = {*ROLES, *pack.get("roles", {})}
    assert all(set(lists) <= roles for lists in pack.get("add", {}).values())


@packs
def test_phases_stand_in_the_order_of_the_lifecycle(name: str) -> None:
    phases = list(PACKS[name].get("add", {}))
    assert phases == sorted(phases, key=PHASES.index)


@packs
def test_slugs_carry_the_prefix(name: str) -> None:
    slugs = [entry.item["id"] for entry in ADDED if entry.source == name]
    assert [slug for slug in slugs if not slug.startswith(PREFIXES[name])] == []


@packs
def test_a_pack_speaks_to_both_roles_or_to_the_one_that_it_brings(name: str) -> None:
    roles = {entry.role for entry in ADDED if entry.source == name}
    roles |= {BY_ID[item_id].role for item_id in PACKS[name].get("adjust", {})}
    assert roles == ({BROUGHT[name]} if name in BROUGHT else set(ROLES))


@pytest.mark.parametrize("name", BROUGHT)
def test_a_role_has_six_to_ten_items_and_signs_off_where_it_must_answer(name: str) -> None:
    """Its sign-off is asked for at every gate with required items, and only at such gates."""
    pack, items = PACKS[name], [entry for entry in ADDED if entry.source == name]
    (words,) = pack["roles"].values()
    assert set(words) >= {"title", "question"}
    assert words["question"].endswith("?")
    (demand,) = pack["signoffs"]
    assert demand["role"] == BROUGHT[name]
    assert 6 <= len(items) <= 10
    asked = {entry.phase for entry in items if is_must(entry)}
    assert set(demand["at"]) == asked
    for phase in asked:
        assert sum(is_must(entry) and entry.phase == phase for entry in items) <= 4
    # Where the sign-off depends on a trait, so does what is signed off.
    assert all(entry.item.get("when", []) >= demand.get("when", []) for entry in items)


@packs
def test_a_pack_expects_the_traits_that_its_items_need(name: str) -> None:
    """But for those that only some such products have."""
    some = {"public-sector", "handles-personal-data", "external-users", "sold-to-customers"}
    needed = {
        trait for entry in ADDED if entry.source == name for trait in entry.item.get("when", [])
    }
    expected = set(PACKS[name].get("traits", []))
    assert expected <= set(TRAITS["traits"])
    assert needed - expected <= some


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
        assert change.get("evidence-required") or item["evidence"]["required"]


def test_no_level_is_lowered_by_one_pack_and_raised_by_another() -> None:
    levels: dict[str, set[str]] = {}
    for pack in PACKS.values():
        for item_id, change in pack.get("adjust", {}).items():
            if "level" in change:
                levels.setdefault(item_id, set()).add(change["level"])
    assert sorted(item_id for item_id, found in levels.items() if len(found) > 1) == []


def test_only_two_packs_ask_for_less_and_one_does_nothing_else() -> None:
    loosening = {
        name
        for name, pack in PACKS.items()
        for item_id, change in pack.get("adjust", {}).items()
        if loosens(BY_ID[item_id].item, change)
    }
    assert loosening == {"open-source", "small-team"}
    small = PACKS["small-team"]
    assert "add" not in small
    assert all(loosens(BY_ID[item_id].item, each) for item_id, each in small["adjust"].items())
