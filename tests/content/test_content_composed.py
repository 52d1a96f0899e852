"""The shipped layers together: every lifecycle with each pack, with all packs, with every trait."""

from __future__ import annotations

import pytest
from content_files import LITE_PHASES, PHASES, PREFIXES, TRAITS, people

from tpmcli.model.checklist import Checklist, Level
from tpmcli.model.role import PM, SHIPPED_ROLES, TPM, Role
from tpmcli.rules.project import applies
from tpmcli.store.checklists.load import load_checklist
from tpmcli.store.policy_file import check_policy, parse_policy

ALL_PACKS = tuple(PREFIXES)
ALL_TRAITS = tuple(TRAITS["traits"])
LAYERS = [(), *((name,) for name in ALL_PACKS), ALL_PACKS, tuple(reversed(ALL_PACKS))]

lifecycles = pytest.mark.parametrize("lifecycle", ["standard", "lite"])
layers = pytest.mark.parametrize("packs", LAYERS, ids=lambda packs: "+".join(packs) or "none")
traits = pytest.mark.parametrize("traits", [(), ALL_TRAITS], ids=["no traits", "all traits"])


def compose(lifecycle: str, packs: tuple[str, ...], traits: tuple[str, ...]) -> Checklist:
    """The checklist of a policy that names these."""
    policy = parse_policy(
        f"schema: tpm/policy/1\nid: a\nname: A\nlifecycle: {lifecycle}\n"
        f"packs: [{', '.join(packs)}]\ntraits: [{', '.join(traits)}]\n"
        f"people: {{{people(packs)}}}\n".encode(),
        "policy.yaml",
    )

    def read(path: str) -> bytes:
        raise AssertionError(f"nothing of the team's own is named, but {path} is read")

    checklist = load_checklist(policy, read)
    assert check_policy(policy, checklist) == []
    return checklist


def musts(checklist: Checklist, traits: tuple[str, ...]) -> dict[tuple[str, Role], int]:
    """How many must-items apply, by phase and role."""
    return {
        (phase.id, role): sum(
            item.role == role and item.level is Level.MUST and applies(item, traits)
            for item in phase.items
        )
        for phase in checklist.phases
        for role in SHIPPED_ROLES
    }


@lifecycles
@layers
@traits
def test_it_composes_and_every_gate_asks_something(
    lifecycle: str, packs: tuple[str, ...], traits: tuple[str, ...]
) -> None:
    checklist = compose(lifecycle, packs, traits)
    expected = PHASES if lifecycle == "standard" else LITE_PHASES
    assert [phase.id for phase in checklist.phases] == list(expected)
    found = musts(checklist, traits)
    gates = {phase: found[phase, TPM] + found[phase, PM] for phase in expected}
    assert [phase for phase, count in gates.items() if count == 0] == []


# These leave a role with one must at a gate, each time for a reason that they give.
LOOSENING = {"open-source", "small-team"}


@lifecycles
@layers
def test_each_role_has_two_musts_at_every_gate(lifecycle: str, packs: tuple[str, ...]) -> None:
    least = 1 if LOOSENING & set(packs) else 2
    found = musts(compose(lifecycle, packs, ()), ())
    assert {gate: count for gate, count in found.items() if count < least} == {}


@lifecycles
@layers
def test_an_id_stands_once_and_every_layer_is_known(lifecycle: str, packs: tuple[str, ...]) -> None:
    checklist = compose(lifecycle, packs, ())
    items = [item for phase in checklist.phases for item in phase.items]
    assert len({item.id for item in items}) == len(items)
    assert {item.layer for item in items} <= {"standard", *packs}
    assert {phase.id for phase in checklist.phases} >= {item.phase for item in items}


@lifecycles
@layers
def test_what_is_loosened_has_a_reason(lifecycle: str, packs: tuple[str, ...]) -> None:
    loosenings = compose(lifecycle, packs, ()).loosenings
    assert {each.layer for each in loosenings} <= LOOSENING & set(packs)
    assert [each for each in loosenings if not each.reason] == []


@lifecycles
def test_the_order_of_packs_does_not_change_what_is_asked(lifecycle: str) -> None:
    one = compose(lifecycle, ALL_PACKS, ()).items()
    other = compose(lifecycle, tuple(reversed(ALL_PACKS)), ()).items()
    assert one.keys() == other.keys()
    assert {name for name in one if one[name].level is not other[name].level} == set()


def test_every_trait_brings_an_item() -> None:
    """With the packs one by one: together, one may ask of all what another asks with a trait."""
    checklists = [compose("standard", packs, ()) for packs in LAYERS]
    needed = {
        trait
        for each in checklists
        for item in each.items().values()
        for trait in (*item.when, *item.must_when)
    }
    assert needed == set(ALL_TRAITS)
