"""A pack holds on every lifecycle: nothing that it adds, or asks more of, is lost on the way."""

from __future__ import annotations

from typing import Any

import pytest
from content_files import ADDED, BROUGHT, BY_ID, LITE, PACKS, PHASES, PREFIXES, TRAITS, people
from test_content_packs import loosens

from tpmcli.model.checklist import Checklist, Item, Level
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Remedy
from tpmcli.store.checklists.load import load_checklist
from tpmcli.store.policy_file import parse_policy

COVERS = """\
covers:
  plan: [feasibility, requirements, architecture]
  build: [development, testing]
  run: [release, post-launch]
"""
LIFECYCLE = """\
schema: tpm/lifecycle/1
name: three-gates
title: Plan, build, run
phases: [plan, build, run]
"""
PHASE = """\
schema: tpm/checklist/1
phase: {phase}
title: Our phase
question: May we go on?
tpm:
  - id: {phase}-done
    title: What this phase is for has been done
"""
OWN = {
    "plan": ("feasibility", "requirements", "architecture"),
    "build": ("development", "testing"),
    "run": ("release", "post-launch"),
}
FILES = {f"own/{phase}.yaml": PHASE.format(phase=phase) for phase in OWN}
# Which phase takes which, for each lifecycle.
TAKES = {
    "standard": {phase: phase for phase in PHASES},
    "lite": {phase: phase for phase in LITE["phases"]}
    | {each: phase for phase, covered in LITE["covers"].items() for each in covered},
    "own/lifecycle.yaml": {each: phase for phase, covered in OWN.items() for each in covered},
}
lifecycles = pytest.mark.parametrize("lifecycle", TAKES)
packs = pytest.mark.parametrize("name", PREFIXES)


def compose(
    lifecycle: str,
    names: tuple[str, ...],
    covers: str = COVERS,
    traits: tuple[str, ...] = (),
    files: dict[str, str] | None = None,
) -> Checklist:
    """The checklist of a policy that names these."""
    policy = (
        f"schema: tpm/policy/1\nid: a\nname: A\nlifecycle: {lifecycle}\n"
        f"packs: [{', '.join(names)}]\ntraits: [{', '.join(traits)}]\n"
        f"people: {{{people(names)}}}\n"
    )
    files = files or {**FILES, "own/lifecycle.yaml": LIFECYCLE + covers}
    read = {path: text.encode() for path, text in files.items()}
    return load_checklist(parse_policy(policy.encode(), "policy.yaml"), read.__getitem__)


def moved(lifecycle: str, item_id: str) -> str:
    phase, _, slug = item_id.partition(".")
    return f"{TAKES[lifecycle][phase]}.{slug}"


@lifecycles
@packs
def test_every_item_of_a_pack_is_asked(lifecycle: str, name: str) -> None:
    checklist = compose(lifecycle, (name,))
    items = checklist.items()
    for entry in ADDED:
        if entry.source == name:
            item = items[moved(lifecycle, entry.id)]
            assert (item.layer, item.role, item.title) == (name, entry.role, entry.item["title"])
            assert item.phase == item.id.partition(".")[0]
            phase = checklist.phase(item.phase)
            assert phase is not None
            assert item in phase.items


@lifecycles
@pytest.mark.parametrize("name", BROUGHT)
def test_a_role_signs_off_the_gates_that_take_its_items(lifecycle: str, name: str) -> None:
    checklist = compose(lifecycle, (name,))
    (demand,) = checklist.demands
    (asked,) = PACKS[name]["signoffs"]
    assert demand.role == BROUGHT[name]
    assert demand.when == tuple(asked.get("when", ()))
    assert demand.at == tuple(dict.fromkeys(TAKES[lifecycle][phase] for phase in asked["at"]))
    owned = {item.phase for item in checklist.items().values() if item.role == BROUGHT[name]}
    assert set(demand.at) <= owned


@pytest.mark.parametrize("file", ["own/pack.yaml", "own/lifecycle.yaml"])
def test_a_demand_at_a_gate_that_does_not_exist_is_refused(file: str) -> None:
    """As a phase that was mistyped: otherwise nobody would be asked, and nobody would know."""
    demand = "signoffs:\n  - {role: pm, at: [run, pln]}\n"
    pack = "schema: tpm/pack/1\nname: own\ntitle: Own\n"
    files = {
        **FILES,
        "own/lifecycle.yaml": LIFECYCLE + COVERS,
        "own/pack.yaml": pack,
    }
    files[file] += demand
    line = files[file].count("\n")
    with pytest.raises(InvalidInputError) as caught:
        compose("own/lifecycle.yaml", ("own/pack.yaml",), files=files)
    (problem,) = caught.value.problems
    assert (problem.flaw, problem.words) == (Flaw.LIFECYCLE_WITHOUT_PHASE, ("three-gates", "pln"))
    assert (problem.file, problem.line) == (file, line)
    assert problem.hint == Hint(Remedy.DID_YOU_MEAN, ("plan",))


def holds(item: Item, key: str, value: Any) -> bool:
    """True where the item is as a change of a pack leaves it."""
    if key == "level":
        return item.level is Level(value)
    if key == "evidence-required":
        return item.evidence.required is value
    if key == "valid-for":
        return item.valid_for == int(value[:-1])
    assert key == "when", key
    return item.when == tuple(value)


@lifecycles
@packs
def test_what_a_pack_asks_more_of_is_there_and_changed(lifecycle: str, name: str) -> None:
    items = compose(lifecycle, (name,)).items()
    for item_id, change in PACKS[name].get("adjust", {}).items():
        if loosens(BY_ID[item_id].item, change) and "when" not in change:
            continue
        item = items[moved(lifecycle, item_id)]
        wanted = {key: value for key, value in change.items() if key != "reason"}
        assert {key for key, value in wanted.items() if not holds(item, key, value)} == set()


@packs
def test_what_a_pack_asks_less_of_is_not_brought_in(name: str) -> None:
    """A gate that does not ask for something has nothing to be loosened."""
    less = {
        moved("lite", item_id)
        for item_id, change in PACKS[name].get("adjust", {}).items()
        if loosens(BY_ID[item_id].item, change)
    }
    selected = set(compose("lite", ()).items())
    assert not (less - selected) & set(compose("lite", (name,)).items())


@packs
def test_without_a_gate_for_it_a_pack_is_refused_and_the_items_are_named(name: str) -> None:
    lost = {entry.id for entry in ADDED if entry.source == name}
    lost |= {
        item_id
        for item_id, change in PACKS[name].get("adjust", {}).items()
        if not loosens(BY_ID[item_id].item, change)
    }
    for demand in PACKS[name].get("signoffs", []):
        lost |= {f"{phase}.{demand['role']}" for phase in demand["at"]}
    if not lost:
        assert compose("own/lifecycle.yaml", (name,), covers="")
        return
    with pytest.raises(InvalidInputError) as caught:
        compose("own/lifecycle.yaml", (name,), covers="")
    (problem,) = caught.value.problems
    assert (problem.flaw, problem.file, problem.line) == (Flaw.PACK_WITHOUT_GATE, "policy.yaml", 4)
    lifecycle, pack, listed = problem.words
    assert (lifecycle, pack) == ("three-gates", name)
    assert set(str(listed).split(", ")) == lost
    assert isinstance(problem.hint, Hint)
    assert problem.hint.remedy is Remedy.ADD_COVERS


@lifecycles
def test_the_order_of_packs_does_not_change_what_is_asked(lifecycle: str) -> None:
    one = compose(lifecycle, tuple(PREFIXES)).items()
    other = compose(lifecycle, tuple(reversed(PREFIXES))).items()
    assert one.keys() == other.keys()
    assert {name for name in one if one[name].level is not other[name].level} == set()


@pytest.mark.parametrize(
    ("covers", "flaw"),
    [
        ("covers: {plans: [testing]}\n", Flaw.SELECTED_PHASE_UNKNOWN),
        ("covers: {plan: [build]}\n", Flaw.COVERS_OWN_PHASE),
        ("covers: {plan: [testing], run: [testing]}\n", Flaw.COVERED_TWICE),
    ],
)
def test_a_cover_that_cannot_be_is_refused(covers: str, flaw: object) -> None:
    with pytest.raises(InvalidInputError) as caught:
        compose("own/lifecycle.yaml", (), covers=covers)
    (problem,) = caught.value.problems
    assert (problem.flaw, problem.file, problem.line) == (flaw, "own/lifecycle.yaml", 5)


def test_a_level_follows_the_traits_of_the_policy() -> None:
    name = "feasibility.market-need-sized"
    assert compose("standard", ()).items()[name].level is Level.SHOULD
    traits = ("sold-to-customers",)
    assert compose("standard", (), traits=traits).items()[name].level is Level.MUST
    every = tuple(TRAITS["traits"])
    asked = compose("standard", (), traits=every).items()
    assert [item.id for item in asked.values() if item.must_when] == []
