"""Where a later policy lets a gate pass that the earlier one did not, a loosening is listed.

Pairs of policies are random and differ in one or two keys, over a random history of one team. What
people answered, signed and decided is bound to the later wording where it was to the earlier one:
a question asked anew is not one that asks for less.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy

import pytest

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.verdict import GateVerdict
from tpmcli.rules.change.loosening import find_loosenings
from world import histories, oracle
from world.memory import World
from world.model import Entry
from world.people import PM, TPM

QUICK, SOAK = range(1_000), range(10_000, 26_000)
HOME, OTHER = "tpm@home.example", "other@example.com"
Change = Callable[[random.Random, World], None]


# --- two policies ------------------------------------------------------------------------------


def _items(made: World) -> list[Entry]:
    return [entry for phase in made["phases"] for entry in phase["items"]]


def _of_item(key: str, *values: object) -> Change:
    def change(dice: random.Random, made: World) -> None:
        dice.choice(_items(made))[key] = dice.choice(values)

    return change


def _of_evidence(key: str) -> Change:
    def change(dice: random.Random, made: World) -> None:
        evidence = dice.choice(_items(made))["evidence"]
        evidence[key] = not evidence[key]

    return change


def _of_policy(key: str, *values: object) -> Change:
    def change(dice: random.Random, made: World) -> None:
        part, _, name = key.rpartition(".")
        (made["policy"][part] if part else made["policy"])[name] = deepcopy(dice.choice(values))

    return change


def _of_phase(key: str) -> Change:
    def change(dice: random.Random, made: World) -> None:
        names = [phase["id"] for phase in made["phases"]]
        if key == "start-at":
            made["policy"][key] = dice.choice(["", *names])
        else:
            made["policy"][key] = dice.choice([{}, {"patch": dice.sample(names, 1)}])

    return change


def _other_checks(dice: random.Random, made: World) -> None:
    entry = dice.choice(_items(made))
    results = made["facts"]["checks"].setdefault(entry["id"], [])
    while len(results) > len(entry["checks"]):
        results.pop()
    if entry["checks"] and dice.random() < 0.7:
        entry["checks"].pop()
        del results[len(entry["checks"]) :]
    else:
        # One definition has one outcome in a repository, whichever policy asks for it.
        outcome = dice.choice(histories.OUTCOMES)
        entry["checks"].append({"sbom": {"file": f"{outcome}.json"}})
        if len(results) == len(entry["checks"]) - 1:
            results.append(("sbom", outcome))


def _without_item(dice: random.Random, made: World) -> None:
    phase = dice.choice(made["phases"])
    if len(phase["items"]) > 1:
        phase["items"].pop(dice.randrange(len(phase["items"])))


def _without_phase(dice: random.Random, made: World) -> None:
    if len(made["phases"]) > 1:
        made["phases"].pop(dice.randrange(len(made["phases"])))


def _other_order(dice: random.Random, made: World) -> None:
    dice.shuffle(made["phases"])


BOTH = (True, False)
NEW_DAYS = ("", "2026-11-22", "2026-11-23", "2027-06-01")
CHANGES: list[Change] = [
    *(_of_item("level", "must", "should"), _of_item("role", "tpm", "pm")),
    *(_of_item("title", "other words"), _of_item("not-applicable", *BOTH)),
    *(_of_item("valid-for", None, 5, 20, 40), _of_item("standing", *BOTH)),
    *(_of_item("when", [], ["regulated"], ["mobile"]), _of_item("enforce-from", *NEW_DAYS)),
    *(_of_item("answered-by", "people", "checks"), _other_checks, _other_checks),
    *(_of_evidence("required"), _of_evidence("pin")),
    *(_without_item, _without_phase, _other_order),
    *(_of_phase("start-at"), _of_phase("kinds")),
    _of_policy("traits", [], ["regulated"], ["regulated", "public-api"]),
    _of_policy("aliases", {}, {TPM: [HOME]}, {PM: [HOME]}, {HOME: [OTHER]}),
    _of_policy("people.tpm", [TPM], [TPM, PM], [TPM, OTHER], [HOME]),
    _of_policy("people.pm", [PM], [TPM], [HOME], [PM, "guest@example.com"]),
    _of_policy("gate.should", "warn", "block"),
    _of_policy("gate.signoffs", ["tpm", "pm"], ["tpm"], ["pm"], []),
    _of_policy("gate.distinct-people", "off", "warn", "require"),
    _of_policy("waivers.max-days", 5, 21, 90),
    _of_policy("waivers.approvers", ["tpm", "pm"], ["pm"], [PM], ["tpm", OTHER]),
]


def pair(seed: int) -> tuple[World, World]:
    """A project under two policies, one of them often that under which the team worked."""
    dice = random.Random(seed)
    made = histories.well_kept(dice)
    if dice.random() < 0.2:
        made["policy"]["aliases"] = {TPM: [HOME]}
        made["policy"]["people"]["pm"] = [PM, HOME]
        made.sign(dice.choice(made["phases"])["id"], "pm", by=HOME, at="2026-11-06T12:00:00Z")
    before = _under_another_policy(dice, made)
    return before, _under_another_policy(dice, made) if dice.random() < 0.2 else made


def _under_another_policy(dice: random.Random, made: World) -> World:
    """The same project, with what was bound to the wording bound anew."""
    found = deepcopy(made)
    for _ in range(dice.choice([1, 1, 1, 2])):
        dice.choice(CHANGES)(dice, found)
    for entry in _items(found):
        if not entry["checks"]:
            entry["answered-by"] = "people"
    now = {entry["id"]: entry for entry in _items(found)}
    for entry in _items(made):
        block = made["record"]["items"].get(entry["id"], {})
        if entry["id"] in now and block.get("question") == oracle.question(entry):
            found["record"]["items"][entry["id"]]["question"] = oracle.question(now[entry["id"]])
    for place, entries in made["record"]["signoffs"].items():
        phase, _, role = place.rpartition(".")
        for old, new in zip(entries, found["record"]["signoffs"][place], strict=True):
            if oracle.is_sealed(made, phase, role, old):
                covered = new.get("waivers", {})
                new["digest"] = oracle.sealed_by_signoff(found, phase, role, covered)
    for phase, entries in made["record"]["decisions"].items():
        for old, new in zip(entries, found["record"]["decisions"][phase], strict=True):
            if "decision" in old and old["digest"] == oracle.sealed_by_decision(made, phase, old):
                new["digest"] = oracle.sealed_by_decision(found, phase, new)
    return found


# --- what they let pass ------------------------------------------------------------------------


def verdicts(made: World, names: list[str]) -> dict[tuple[str, str], GateVerdict | None]:
    """The verdict on every question; None if it cannot be evaluated."""
    asked = [("decided", ""), *((how, name) for how in ("phase", "through") for name in names)]
    return {each: _verdict(made, *each) for each in asked}


def _verdict(made: World, asked: str, phase: str) -> GateVerdict | None:
    try:
        return made.judged(asked, phase).verdict
    except InvalidInputError:
        return None


def listed(before: World, after: World) -> set[str]:
    """The loosenings that the change of the policy is listed with, by their texts."""
    old, new = before.project(), after.project()
    less = find_loosenings(old.policy, new.policy, old.checklist, new.checklist)
    return {loosened.how.text for _, loosened in less}


def let_through(seeds: range) -> Iterator[tuple[int, set[str]]]:
    """Each seed whose later policy lets something pass, with the loosening that is listed, if any.

    Where several are listed, there is nothing to find out.
    """
    for seed in seeds:
        before, after = pair(seed)
        less = listed(before, after)
        if len(less) > 1:
            continue
        names = [phase["id"] for phase in before["phases"]]
        was, now = verdicts(before, names), verdicts(after, names)
        passes = [key for key, verdict in now.items() if verdict not in (None, GateVerdict.UNMET)]
        if any(was[key] is GateVerdict.UNMET for key in passes):
            yield seed, less


def test_nothing_passes_by_a_loosening_that_is_not_listed(
    record_property: Callable[[str, object], None],
) -> None:
    found = dict(let_through(QUICK))
    assert [seed for seed, less in found.items() if not less] == []
    # Each of so many ways is the only one that is listed somewhere: without its row, this fails.
    alone = {text for less in found.values() for text in less}
    assert len(alone) >= 9, alone
    record_property("policies", len(QUICK))


@pytest.mark.soak
def test_nothing_passes_by_a_loosening_that_is_not_listed_at_length(
    record_property: Callable[[str, object], None],
) -> None:
    found = dict(let_through(SOAK))
    assert [seed for seed, less in found.items() if not less] == []
    alone = {text for less in found.values() for text in less}
    assert len(alone) >= 18, alone
    record_property("policies", len(SOAK))
