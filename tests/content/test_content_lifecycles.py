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
    assert 2 <= len(musts) <= 10
    assert 2 <= len([entry for entry in musts if applies_without_traits(entry)]) <= 6


def test_standard_is_large_enough_and_asks_a_product_without_traits_for_about_fifty_musts() -> None:
    musts = [entry for entry in STANDARD if is_must(entry)]
    assert 130 <= len(STANDARD) <= 150
    assert 70 <= len(musts) <= 85
    assert 50 <= len([entry for entry in musts if applies_without_traits(entry)]) <= 56


def test_lite_draws_from_standard() -> None:
    assert set(LITE) == {"schema", "name", "title", "from", "phases", "covers", "select"}
    assert (LITE["schema"], LITE["name"], LITE["from"]) == ("tpm/lifecycle/1", "lite", "standard")
    assert LITE["phases"] == list(LITE_PHASES)
    assert list(LITE["select"]) == list(LITE_PHASES)


def test_each_phase_of_standard_is_one_of_lite_or_covered_by_one() -> None:
    covered = [name for each in LITE["covers"].values() for name in each]
    assert set(LITE["covers"]) <= set(LITE_PHASES)
    assert sorted([*LITE_PHASES, *covered]) == sorted(PHASES)


def test_lite_asks_for_about_thirty_musts() -> None:
    assert 28 <= sum(len(names) for by in LITE["select"].values() for names in by.values()) <= 32


@lite_gates
def test_lite_selects_musts_of_which_two_apply_to_all_products(phase: str, role: str) -> None:
    selected = [BY_ID[f"{phase}.{slug}"] for slug in LITE["select"][phase][role]]
    assert {entry.role for entry in selected} == {role}
    assert [entry.id for entry in selected if not is_must(entry)] == []
    assert len({entry.id for entry in selected if applies_without_traits(entry)}) >= 2


def test_lite_proves_what_sinks_a_launch() -> None:
    """A green run, a restore and an alert that were tried, and somebody on call."""
    selected = {slug for by in LITE["select"].values() for names in by.values() for slug in names}
    assert {"test-report-green", "recovery-rehearsed", "monitoring-live-and-tested"} <= selected
    assert {"runbooks-and-on-call-ready", "vulnerabilities-fixed-in-time"} & selected
    assert "stakeholders-consulted" not in selected


@lite_gates
def test_lite_keeps_the_order_of_standard(phase: str, role: str) -> None:
    order = [item["id"] for item in CHECKLISTS[phase][role]]
    selected = LITE["select"][phase][role]
    assert selected == sorted(selected, key=order.index)
