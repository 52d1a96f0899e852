"""The shape of the two shipped lifecycles: phases, roles and how much each gate demands."""

import pytest
from content_files import (
    BY_ID,
    CHECKLISTS,
    LITE,
    LITE_PHASES,
    PHASES,
    ROLES,
    STANDARD,
    applies_without_traits,
    is_must,
    load,
)

gates = pytest.mark.parametrize(
    ("phase", "role"), [(phase, role) for phase in PHASES for role in ROLES]
)
lite_gates = pytest.mark.parametrize(
    ("phase", "role"), [(phase, role) for phase in LITE_PHASES for role in ROLES]
)


def test_standard_lists_its_seven_phases() -> None:
    lifecycle = load("standard/lifecycle.yaml")
    assert set(lifecycle) == {"schema", "name", "title", "phases"}
    assert lifecycle["schema"] == "tpm/lifecycle/1"
    assert lifecycle["name"] == "standard"
    assert lifecycle["phases"] == list(PHASES)


@pytest.mark.parametrize("phase", PHASES)
def test_a_checklist_has_title_question_and_both_roles(phase: str) -> None:
    data = CHECKLISTS[phase]
    assert set(data) == {"schema", "phase", "title", "question", "tpm", "pm"}
    assert data["phase"] == phase
    assert data["question"].endswith("?")


@gates
def test_a_list_asks_for_something_and_not_for_too_much(phase: str, role: str) -> None:
    listed = [entry for entry in STANDARD if (entry.phase, entry.role) == (phase, role)]
    musts = [entry for entry in listed if is_must(entry)]
    assert len(listed) >= 4
    assert 3 <= len(musts) <= 6
    assert len([entry for entry in musts if applies_without_traits(entry)]) >= 3


def test_standard_is_large_enough_and_most_lists_have_about_five_musts() -> None:
    musts = [entry for entry in STANDARD if is_must(entry)]
    assert len(STANDARD) >= 110
    assert 4.5 <= len(musts) / (len(PHASES) * len(ROLES)) <= 5.6


def test_lite_draws_from_standard() -> None:
    assert set(LITE) == {"schema", "name", "title", "from", "phases", "select"}
    assert (LITE["schema"], LITE["name"], LITE["from"]) == ("tpm/lifecycle/1", "lite", "standard")
    assert LITE["phases"] == list(LITE_PHASES)
    assert list(LITE["select"]) == list(LITE_PHASES)


@lite_gates
def test_lite_selects_three_musts_that_apply_to_all_products(phase: str, role: str) -> None:
    selected = [BY_ID[f"{phase}.{slug}"] for slug in LITE["select"][phase][role]]
    assert len({entry.id for entry in selected}) == 3
    assert {entry.role for entry in selected} == {role}
    assert [entry.id for entry in selected if not is_must(entry)] == []
    assert [entry.id for entry in selected if not applies_without_traits(entry)] == []


@lite_gates
def test_lite_keeps_the_order_of_standard(phase: str, role: str) -> None:
    order = [item["id"] for item in CHECKLISTS[phase][role]]
    selected = LITE["select"][phase][role]
    assert selected == sorted(selected, key=order.index)


@lite_gates
def test_lite_needs_no_report_of_a_machine(phase: str, role: str) -> None:
    """A small product walks its gates with documents alone."""
    selected = [BY_ID[f"{phase}.{slug}"] for slug in LITE["select"][phase][role]]
    assert [entry.id for entry in selected if entry.item.get("checks")] == []
