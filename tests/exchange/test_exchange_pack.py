"""Packs made of a reading: levels, ids that stay, and what a second import changes."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tpmcli.exchange.levels import meaning, normal, noted
from tpmcli.exchange.pack import PackPlan, PackRequest, build_pack
from tpmcli.exchange.slugs import item_slug
from tpmcli.model.checklist import Level
from tpmcli.model.imported import ImportedItem, ItemChange, LeftOut, LeftReason, LevelUse, Reading

REQUEST = PackRequest("own", "Own", "release", "tpm", about="Imported.")
TITLES = (
    st.text(
        st.characters(exclude_categories=("C", "Z"), include_characters=" "),
        min_size=1,
        max_size=60,
    )
    .map(str.strip)
    .filter(lambda text: any(char.isalnum() for char in text))
)
ITEMS = st.lists(
    st.builds(
        ImportedItem,
        TITLES,
        section=st.lists(st.sampled_from("ABC"), max_size=2).map(tuple),
        source_id=st.sampled_from(("", "A-1", "A-2", "1", "é")),
        level=st.sampled_from(("", "must", "low", "P1", "unknown")),
    ),
    min_size=1,
    max_size=12,
)


def reading(*titles: str, **more: Any) -> Reading:
    return Reading("Own", tuple(ImportedItem(title, **more) for title in titles))


def items_of(plan: PackPlan) -> list[dict[str, Any]]:
    return [
        item
        for by_role in plan.pack["add"].values()
        for items in by_role.values()
        for item in items
    ]


def ids(plan: PackPlan) -> list[str]:
    return [item["id"] for item in items_of(plan)]


@given(ITEMS)
def test_ids_are_different_and_stay(items: list[ImportedItem]) -> None:
    found = Reading("", tuple(items))
    first = build_pack(found, REQUEST)
    assert len(set(first.places)) == len(items)
    second = build_pack(found, REQUEST, first.pack)
    assert second.pack == first.pack
    assert (second.kept, second.appeared, second.vanished) == (len(items), (), ())


@given(ITEMS, st.randoms(use_true_random=False))
def test_moving_items_about_changes_no_id(items: list[ImportedItem], random: Any) -> None:
    first = build_pack(Reading("", tuple(items)), REQUEST)
    moved = list(items)
    random.shuffle(moved)
    second = build_pack(Reading("", tuple(moved)), REQUEST, first.pack)
    assert (
        {item["id"]: item["title"] for item in items_of(second)}
        == {item["id"]: item["title"] for item in items_of(first)}
        or len({item.title.casefold() for item in items}) < len(items)
        or any(item.source_id for item in items)
    )


def test_what_appears_vanishes_and_is_reworded() -> None:
    first = build_pack(
        reading("The tests pass", "The notes are written", "The booth is booked"), REQUEST
    )
    second = build_pack(
        reading("The tests all pass", "The notes are written", "The press is told"),
        REQUEST,
        first.pack,
    )
    assert second.kept == 2
    assert second.reworded == (ItemChange("release.the-tests-pass", "The tests all pass"),)
    assert second.appeared == (ItemChange("release.the-press-is-told", "The press is told"),)
    assert second.vanished == (ItemChange("release.the-booth-is-booked", "The booth is booked"),)
    assert ids(second) == ["the-tests-pass", "the-notes-are-written", "the-press-is-told"]


def test_one_word_for_another_is_another_item() -> None:
    first = build_pack(reading("The price list is current"), REQUEST)
    other = build_pack(reading("The press list is current"), REQUEST, first.pack)
    assert (len(other.appeared), len(other.vanished)) == (1, 1)
    for title in (
        "The price list is currrent",
        "The price list is current and public",
        "the price list: is current",
    ):
        assert ids(build_pack(reading(title), REQUEST, first.pack)) == ids(first)


def test_the_sources_own_id_is_the_same_item_whatever_its_words() -> None:
    first = build_pack(reading("Old words", source_id="S-1.2"), REQUEST)
    second = build_pack(reading("Quite another text", source_id="S-1.2"), REQUEST, first.pack)
    assert ids(first) == ids(second) == ["s-1-2"]
    assert [change.id for change in second.reworded] == ["release.s-1-2"]


def test_a_row_number_is_no_id() -> None:
    assert ids(build_pack(reading("The door is shut", source_id="7"), REQUEST)) == [
        "the-door-is-shut"
    ]


def test_what_a_person_added_stays() -> None:
    first = build_pack(reading("The tests pass", "The notes are written"), REQUEST)
    tests, notes = items_of(first)
    edited = {
        **first.pack,
        "add": {
            "testing": {
                "pm": [{**tests, "evidence": {"expect": "the report", "find": ["reports/*.xml"]}}]
            },
            "release": {"tpm": [{**notes, "locked": True}]},
        },
        "adjust": {"release.rollback-tested": {"level": "must"}},
    }
    second = build_pack(reading("The tests pass", "The notes are written"), REQUEST, edited)
    assert second.places == ("testing.the-tests-pass", "release.the-notes-are-written")
    assert second.pack == edited


def test_ids_of_other_layers_are_left_alone() -> None:
    plan = build_pack(
        reading("The tests pass"),
        REQUEST,
        reserved={"release.the-tests-pass", "release.the-tests-pass-2"},
    )
    assert ids(plan) == ["the-tests-pass-3"]


def test_levels_are_counted_and_can_be_left_out() -> None:
    found = Reading(
        "",
        (
            ImportedItem("One", level="High"),
            ImportedItem("Two", level="low", line=7),
            ImportedItem("Three", level="strange"),
            ImportedItem("Four"),
        ),
    )
    request = REQUEST._replace(level=Level.SHOULD, levels={"low": None, "strange": Level.MUST})
    plan = build_pack(found, request)
    assert [item["level"] for item in items_of(plan)] == ["must", "must", "should"]
    assert plan.left == (LeftOut(LeftReason.LEVEL, "Two", 7),)
    assert plan.levels == (
        LevelUse("High", Level.MUST, 1),
        LevelUse("low", None, 1),
        LevelUse("strange", Level.MUST, 1),
        LevelUse("", Level.SHOULD, 1),
    )


def test_words_for_levels() -> None:
    assert [normal(word) for word in ("Level 1", "L2", "[P0]", "lvl-3", "Low", "Level A")] == [
        *("1", "2", "p0", "3", "low", "a")
    ]
    must = ("MUST", "required", "Critical", "P1", "A", "1", "HIGH_RISK", "必须", "hoch", "Level A")
    should = ("should", "Optional", "medium", "AA", "2", "建议", "niedrig", "SUGGESTED", "L3")
    assert {meaning(word) for word in must} == {Level.MUST}
    assert {meaning(word) for word in should} == {Level.SHOULD}
    assert meaning("banana") is None


def test_a_title_can_name_its_level() -> None:
    assert noted("Keys SHOULD be kept, and MUST be rotated") == "MUST"
    assert noted("The icon is set (optional)") == "optional"
    assert noted("Required: the terms were read") == "Required"
    assert noted("We must not forget") == ""
    assert noted("EVERYTHING MUST GO") == ""


def test_ids_are_readable_or_hashed() -> None:
    assert item_slug("Größe & Æther don't matter") == "grosse-aether-dont-matter"
    assert item_slug("Установлен TLS").startswith("tls-")
    assert item_slug("限制密码") == item_slug("限制密码") != item_slug("限制密")
    assert len(item_slug("word " * 80)) <= 56
