"""Taking something away, or letting time pass, never makes a gate better.

Lists are append-only and their last entry counts, so "removing" a sign-off or a waiver means the
whole list: an older entry that comes to light again is a rewritten record, which only a comparison
with an earlier state can see.
"""

from __future__ import annotations

import pickle
import random
from collections import Counter
from collections.abc import Callable

import pytest

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.record import Outcome
from tpmcli.model.verdict import GateVerdict, Recommendation
from tpmcli.store.record.entries import decision_entry
from world import histories, oracle
from world.memory import World, item
from world.people import TPM

QUICK, SOAK = range(50_000, 51_000), range(51_000, 56_000)


def duplicate(world: World) -> World:
    """A copy to change; several times as fast as `copy.deepcopy`."""
    copied: World = pickle.loads(pickle.dumps(world))
    return copied


def remove_answer(dice: random.Random, world: World) -> None:
    """Not of items that checks answer alone, where an answer can only veto or cite what is gone;
    and not an answer that came after its sign-off or its decision: without it the record is again
    what was signed.
    """
    items = [entry for phase in world["phases"] for entry in phase["items"]]
    by_checks = {entry["id"] for entry in items if entry["answered-by"] == "checks"}
    answered = [
        block
        for name, block in world["record"]["items"].items()
        if oracle.is_whole(block)
        and "." in name
        and name not in by_checks
        and not came_late(world, name)
    ]
    if answered:
        block = dice.choice(answered)
        for key in [key for key in block if key != "waivers"]:
            del block[key]


def came_late(world: World, name: str) -> bool:
    phase, block = name.partition(".")[0], world["record"]["items"][name]
    decision = oracle.decision_at(world, phase)
    signed = world["record"]["signoffs"].get(f"{phase}.{block['role']}", [])
    return any(entry["at"] < block["at"] for entry in [*signed, *([decision] if decision else [])])


def remove_signoffs(dice: random.Random, world: World) -> None:
    dice.choice(list(world["record"]["signoffs"].values())).clear()


def remove_waivers(dice: random.Random, world: World) -> None:
    waived = [block for block in world["record"]["items"].values() if block.get("waivers")]
    if waived:
        dice.choice(waived)["waivers"].clear()


def remove_evidence(dice: random.Random, world: World) -> None:
    there = world["facts"]["evidence"]
    if there:
        there.pop(dice.choice(sorted(there)))


def remove_check_result(dice: random.Random, world: World) -> None:
    results = world["facts"]["checks"]
    if results:
        results.pop(dice.choice(sorted(results)))


def let_time_pass(dice: random.Random, world: World) -> None:
    later = ["2026-11-22", "2026-12-02", "2026-12-07", "2026-12-24", "2027-04-01"]
    world["facts"]["today"] = max(world["facts"]["today"], dice.choice(later))


def add_item(dice: random.Random, world: World) -> None:
    phase = dice.choice(world["phases"])
    level, role = dice.choice(["must", "should"]), dice.choice(["tpm", "pm"])
    phase["items"].append(item(f"{phase['id']}.yet-another", role, level))


CHANGES: list[Callable[[random.Random, World], None]] = [
    remove_answer,
    remove_signoffs,
    remove_waivers,
    remove_evidence,
    remove_check_result,
    let_time_pass,
    add_item,
]


def gates(world: World, asked: str, phase: str) -> dict[str, str]:
    """The verdict of each gate, and of the whole under an empty name."""
    try:
        report = world.judged(asked, phase)
    except InvalidInputError:
        return {"": "cannot be evaluated"}
    return {"": str(report.verdict), **{gate.phase: str(gate.verdict) for gate in report.gates}}


def worse(seed: int, moved: Counter[str]) -> None:
    """Makes every change to the seed's project and holds the verdicts before against those after;
    then once more to the project that one of the changes has harmed.

    Counts in `moved` how often a change turned met into unmet.
    """
    world = histories.make(seed)
    asked, phase = histories.question(seed, world)
    compare(seed, world, asked, phase, moved)
    harmed = duplicate(world)
    CHANGES[seed % len(CHANGES)](random.Random(seed), harmed)
    compare(seed + 1, harmed, asked, phase, moved)


def compare(seed: int, world: World, asked: str, phase: str, moved: Counter[str]) -> None:
    before = gates(world, asked, phase)
    for change in CHANGES:
        less = duplicate(world)
        change(random.Random(seed), less)
        after = gates(less, asked, phase)
        for name, verdict in after.items():
            better = before.get(name) == "unmet" and verdict in ("met", "nothing-decided")
            assert not better, f"seed {seed}: {change.__name__} mends {name or 'the whole'}"
        moved[change.__name__] += before[""] == "met" and after[""] == "unmet"


def take_away(seeds: range) -> Counter[str]:
    """`worse` for each seed: how often each change turned met into unmet."""
    moved: Counter[str] = Counter()
    for seed in seeds:
        worse(seed, moved)
    return moved


def test_taking_away_mends_nothing(record_property: Callable[[str, object], None]) -> None:
    moved = take_away(QUICK)
    # Every kind of change does harm somewhere; otherwise it was not looked at.
    assert min(moved[change.__name__] for change in CHANGES) >= 5, moved
    record_property("projects", len(QUICK))


@pytest.mark.soak
def test_taking_away_mends_nothing_at_length(
    record_property: Callable[[str, object], None],
) -> None:
    take_away(SOAK)
    record_property("projects", len(SOAK))


def shuffled(dice: random.Random, value: object) -> object:
    """The same data with the keys of every mapping in another order."""
    if isinstance(value, dict):
        keys = list(value)
        dice.shuffle(keys)
        return {key: shuffled(dice, value[key]) for key in keys}
    if isinstance(value, list):
        return [shuffled(dice, entry) for entry in value]
    return value


def everything(world: World, asked: str, phase: str) -> object:
    """All that is said of the world, in its order."""
    try:
        report = world.judged(asked, phase)
    except InvalidInputError as error:
        return error.problems
    return report.verdict, report.gates, report.all_findings()


def test_order_of_the_record_does_not_matter() -> None:
    for seed in range(500):
        world = histories.make(seed)
        asked, phase = histories.question(seed, world)
        record = shuffled(random.Random(seed), world["record"])
        other = World({**world, "record": record})
        assert everything(other, asked, phase) == everything(world, asked, phase)


def test_what_may_be_decided_holds_on_the_same_day() -> None:
    """A gate that was met is still met when `go` is recorded: no red without a change."""
    decided = 0
    for seed in range(1_500):
        world = histories.make(seed)
        for phase in [p["id"] for p in world["phases"]]:
            world["record"]["decisions"][phase] = world["record"]["decisions"].get(phase, [])
            taken = world["record"]["decisions"][phase]
            if taken and taken[-1].get("decision") not in ("hold", "recycle"):
                continue
            try:
                report = world.judged("phase", phase)
            except InvalidInputError:
                continue
            if report.verdict is not GateVerdict.MET:
                continue
            project = world.project()
            asked = project.checklist.phase(phase)
            assert asked is not None
            entry = decision_entry(
                project.record,
                asked,
                Outcome.GO,
                report.gates[0].items,
                Recommendation("go", "met"),
                [],
                by=TPM,
                at="2026-11-22T12:00:00Z",
            )
            world["record"]["decisions"][phase] = [*taken, entry]
            held = world.judged("phase", phase)
            assert held.verdict is GateVerdict.MET, (seed, phase, held.all_findings())
            decided += 1
    assert decided > 150
