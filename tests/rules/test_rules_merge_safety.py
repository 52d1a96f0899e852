"""A merge never passes a gate that neither side's records support.

Two people work on two branches of one project: they answer, waive, take back, sign and decide, each
on what their own branch shows. Then git merges the files, and so does `tpm merge`. Where a gate is
met after that,

- every must-item is satisfied on one side at least, by what stands there;
- every required sign-off that counts was given over exactly the answers that the merge holds;
- a decision was taken over exactly those answers, too.

What was signed is kept as a copy at the moment of signing, not as a digest.
"""

from __future__ import annotations

import random
import subprocess
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tpmcli.model.checklist import Level
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.record import Record
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.rules import decided_gate, quorum
from tpmcli.rules.gate_check import CheckRequest, CheckScope, check_gates
from tpmcli.store.record.canonical import Phases, new_project
from tpmcli.store.record.file import read_record
from tpmcli.store.record.merge import merge
from world.memory import World, item
from world.people import PM, TPM

QUICK, SOAK = range(150), range(1_000, 3_000)
PHASES = ("feasibility", "requirements")
Taken = dict[tuple[str, str], Any]  # what was signed or decided on, by subject and moment


class Side(NamedTuple):
    """A branch: its world, and what was signed and decided on along the way."""

    world: World
    taken: Taken


def base(dice: random.Random) -> Side:
    """A project under way, most of it answered."""
    items = [
        item(f"{phase}.{role}-{number}", role=role, level="should" if number == 2 else "must")
        for phase in PHASES[: dice.choice([1, 2])]
        for role in ("tpm", "pm")
        for number in range(dice.choice([1, 2, 3]))
    ]
    world = World.of(*items, distinct_people="off")
    for path in ("docs/a.md", "docs/b.md"):
        digest = sha256(path.encode()).hexdigest()
        world["facts"]["evidence"][path] = {"status": "ok", "sha256": digest}
    side = Side(world, {})
    for minute in range(dice.choice([0, 0, 3])):
        act(dice, side, minute)
    for phase in world["phases"]:
        stage = dice.choice(["open", "answered", "answered", "signed", "decided", "decided"])
        if stage != "open":
            for asked in phase["items"]:
                if world["record"]["items"][asked["id"]].get("answer") != "met":
                    world.answer(asked["id"], at=moment(20))
        if stage in ("signed", "decided"):
            for role in ("tpm", "pm"):
                sign(side, phase["id"], role, moment(21))
        if stage == "decided":
            decide(side, phase["id"], "go", moment(22))
    return side


def moment(minute: int) -> str:
    return f"2026-11-20T{10 + minute // 60:02}:{minute % 60:02}:00Z"


def act(dice: random.Random, side: Side, minute: int) -> None:
    """One thing that a person does, where it is permitted."""
    world, at = side.world, moment(minute)
    phase = dice.choice(world["phases"])
    name = dice.choice(phase["items"])["id"]
    block = world["record"]["items"][name]
    way = dice.random()
    if way < 0.3:
        value = dice.choice(["met", "met", "met", "not-met"])
        cited = dice.choice([(), ("docs/a.md",), ("docs/b.md",)])
        world.answer(name, value, at=at, evidence=cited, note=f"said at {minute}")
    elif way < 0.35:
        for key in [key for key in block if key != "waivers"]:
            del block[key]
    elif way < 0.42:
        world.waive(name, at=at, by=dice.choice([TPM, PM]))
    elif way < 0.45:
        if block.get("waivers"):
            world.withdraw(name, at=at)
    elif way < 0.8:
        for role in dice.choice([["tpm"], ["pm"], ["tpm", "pm"]]):
            sign(side, phase["id"], role, at)
    else:
        decide(side, phase["id"], dice.choice(["go", "go", "go", "recycle"]), at)


def sign(side: Side, phase: str, role: str, at: str) -> None:
    """A sign-off, and a copy of what was signed."""
    side.world.sign(phase, role, at=at)
    side.taken[f"{phase}.{role}", at] = answers(side.world, phase, role)


def decide(side: Side, phase: str, outcome: str, at: str) -> None:
    """A decision, where the gate permits it."""
    report = judged(side.world, model_record(side.world), phase)
    if report is None or (outcome == "go" and report.verdict is not GateVerdict.MET):
        return
    side.world.decide(phase, outcome, at=at)
    side.taken[phase, at] = answers(side.world, phase)


def answers(world: World, phase: str, role: str = "") -> dict[str, Any]:
    """What stands in a phase, for one role or both, waivers apart."""
    found = {
        name: {key: value for key, value in block.items() if key != "waivers"}
        for name, block in world["record"]["items"].items()
        if name.startswith(f"{phase}.")
        and block.get("role") in ((role,) if role else ("tpm", "pm"))
    }
    return deepcopy({name: block for name, block in found.items() if block})


def model_record(world: World) -> Record:
    return world.project().record


def judged(world: World, record: Record, phase: str) -> GateReport | None:
    """What is said of a gate; None where it cannot be told."""
    project = world.project()._replace(record=record)
    try:
        return check_gates(project, CheckRequest(CheckScope.PHASE, phase), world.facts())
    except InvalidInputError:
        return None


def phases_of(world: World) -> Phases:
    return [
        (phase["id"], [(item["role"], item["id"]) for item in phase["items"]])
        for phase in world["phases"]
    ]


def file_of(world: World) -> bytes:
    record = {name: world["record"][name] for name in ("items", "signoffs", "decisions")}
    return new_project("ledger-7c1e", "1.0", "", phases_of(world), record=record)


def by_git(folder: Path, texts: list[bytes]) -> bytes | None:
    """What `git merge-file` makes of ours, base and theirs; None where it conflicts."""
    for name, data in zip(("ours", "base", "theirs"), texts, strict=True):
        (folder / name).write_bytes(data)
    done = subprocess.run(
        ["git", "merge-file", "-p", "ours", "base", "theirs"], cwd=folder, capture_output=True
    )
    return done.stdout if done.returncode == 0 else None


def supported(merged: Record, sides: list[Side], phase: str, report: GateReport) -> None:
    """Holds a gate that is met against what the sides show."""
    world = sides[0].world
    now = {
        name: dict(item.answer.raw)
        for name, item in merged.items.items()
        if item.answer and name.startswith(f"{phase}.")
    }
    taken = {**sides[0].taken, **sides[1].taken}
    decisions = merged.decisions.get(phase, ())
    if decisions and decisions[-1].raw["decision"] == "go":
        assert taken[phase, decisions[-1].at] == now, "decided on something else"
        return
    for role in world["policy"]["gate"]["signoffs"]:
        last = next(entries for key, entries in merged.signoffs.items() if key == (phase, role))[-1]
        own = {name: block for name, block in now.items() if block["role"] == role}
        assert taken[f"{phase}.{role}", last.at] == own, f"{role} signed something else"
    for each in report.gates[0].items:
        if each.item.level is Level.MUST:
            assert each.satisfied
            standing = [item_on(side, phase, each.item.id) for side in sides]
            assert any(standing), f"{each.item.id} is satisfied on neither side"


def item_on(side: Side, phase: str, name: str) -> bool:
    """True where the item is satisfied on a side alone."""
    report = judged(side.world, model_record(side.world), phase)
    assert report is not None
    return any(item.item.id == name and item.satisfied for item in report.gates[0].items)


def two_sides(seed: int, folder: Path, seen: Counter[str]) -> None:
    """Two branches of the seed's project, merged in both ways and held against both sides."""
    dice = random.Random(seed)
    start = base(dice)
    sides = [deepcopy(start), deepcopy(start)]
    for side, offset in zip(sides, dice.sample([0, 1], 2), strict=True):
        if dice.random() < 0.5:
            # Each vouches for the own role, as two people do who share the work.
            for phase in side.world["phases"]:
                sign(side, phase["id"], "tpm" if side is sides[0] else "pm", moment(50 + offset))
        for step in range(dice.choice([0, 1, 1, 2, 3])):
            act(dice, side, 60 + 2 * step + offset)
    ours, theirs = (file_of(side.world) for side in sides)
    whole = merge(file_of(start.world), ours, theirs, "f", phases_of(start.world))
    results = {
        "git": by_git(folder, [ours, file_of(start.world), theirs]),
        "tpm merge": None if whole.conflicts else whole.data,
    }
    for how, data in results.items():
        if data is None:
            seen[f"{how}: conflict"] += 1
            continue
        merged = read_record(data, "f")
        for phase in [phase["id"] for phase in start.world["phases"]]:
            report = judged(start.world, merged, phase)
            assert report is not None
            before = [judged(s.world, model_record(s.world), phase) for s in sides]
            met = [one is not None and one.verdict is GateVerdict.MET for one in before]
            if report.verdict is GateVerdict.MET:
                try:
                    supported(merged, sides, phase, report)
                except AssertionError as error:
                    raise AssertionError(f"seed {seed}, {how}, {phase}: {error}") from error
                seen["met on " + ("one or both" if any(met) else "neither alone")] += 1
            elif any(met):
                seen["no longer met"] += 1


def merge_all(seeds: range, folder: Path) -> Counter[str]:
    seen: Counter[str] = Counter()
    for seed in seeds:
        two_sides(seed, folder, seen)
    return seen


def test_no_gate_passes_by_a_merge_alone(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    seen = merge_all(QUICK, tmp_path)
    # The comparison is worth something only where gates were at stake.
    assert min(seen["met on one or both"], seen["met on neither alone"]) >= 3, seen
    assert seen["no longer met"] >= 10, seen
    record_property("merges", len(QUICK))


@pytest.mark.soak
def test_no_gate_passes_by_a_merge_alone_at_length(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    merge_all(SOAK, tmp_path)
    record_property("merges", len(SOAK))


@pytest.mark.parametrize(
    ("place", "name", "broken"),
    [
        (quorum, "matches", lambda *args: True),
        (decided_gate, "bound_digest", lambda record, phase, decision: decision.digest),
    ],
)
def test_a_careless_evaluator_is_caught(
    place: object, name: str, broken: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, name, broken)
    with pytest.raises(AssertionError, match="seed"):
        merge_all(QUICK, tmp_path)
