"""Which blocks of items that are gone may go, too."""

from __future__ import annotations

from tpmcli.rules.orphans import retirable
from world.memory import World, item

BASE, GONE = "feasibility.base", "feasibility.gone"


def left_behind(made: World) -> set[str]:
    """What may be retired once the checklist has `GONE` no more."""
    phase = made["phases"][0]
    phase["items"] = [entry for entry in phase["items"] if entry["id"] != GONE]
    return retirable(made.project())


def two() -> World:
    return World.of(item(BASE), item("feasibility.need", role="pm"), item(GONE))


def test_nothing_is_retired_while_all_are_asked() -> None:
    assert retirable(two().project()) == set()


def test_an_empty_block_goes_even_from_a_decided_gate() -> None:
    made = two()
    made.decide("feasibility")
    assert left_behind(made) == {GONE}


def test_an_answer_that_nobody_signed_goes() -> None:
    made = two()
    made.answer(GONE)
    assert left_behind(made) == {GONE}


def test_the_block_of_an_unknown_phase_goes() -> None:
    made = two()
    made["record"]["items"]["elsewhere.gone"] = {}
    assert retirable(made.project()) == {"elsewhere.gone"}


def test_what_its_role_signed_stays_until_the_gate_is_opened_again() -> None:
    made = two()
    made.answer(GONE)
    made.sign("feasibility", "pm")
    assert left_behind(made) == {GONE}
    made.sign("feasibility", "tpm")
    assert left_behind(made) == set()
    made.decide("feasibility", "recycle")
    assert left_behind(made) == {GONE}


def test_a_waiver_that_somebody_signed_over_stays() -> None:
    made = two()
    made.waive(GONE)
    assert left_behind(made) == {GONE}


def test_a_waiver_signed_over_by_the_other_role_stays() -> None:
    made = two()
    made.waive(GONE)
    made.sign("feasibility", "pm")
    assert left_behind(made) == set()
    made.decide("feasibility", "recycle")
    assert left_behind(made) == {GONE}


def test_what_was_decided_on_stays() -> None:
    made = two()
    made.answer(GONE)
    made.decide("feasibility")
    assert left_behind(made) == set()
