"""What a policy asks for less than the one before, in full words."""

from __future__ import annotations

from typing import Any

import pytest

from tpmcli.model.checklist import (
    Checklist,
    CheckSpec,
    EvidenceRule,
    Item,
    Loosening,
    Phase,
    Role,
)
from tpmcli.model.finding import Finding
from tpmcli.model.policy import GatePolicy, Identity, Policy, Strictness, WaiverPolicy
from tpmcli.model.rule import Severity
from tpmcli.rules.change.loosening import find_loosenings, loosened_items, signers_added

PEOPLE = {Role.TPM: ("tpm@example.com",), Role.PM: ("pm@example.com",)}
GATE = GatePolicy(
    should_blocks=True,
    distinct_people=Strictness.REQUIRE,
    identity=Identity.SIGNED,
    inherited_blocks=True,
)
POLICY = Policy(
    id="p-1",
    name="P",
    requires=">=1.0",
    lifecycle="own",
    packs=(),
    traits=("public-api",),
    start_at="b",
    kinds={"patch": ("a", "b", "c")},
    people=PEOPLE,
    aliases={},
    gate=GATE,
    waivers=WaiverPolicy(),
    adjust=(),
)
PHASES = ("a", "b", "c")


def checklist(*items: Item, phases: tuple[str, ...] = PHASES, name: str = "own") -> Checklist:
    found = (
        Phase(each, each, "?", tuple(item for item in items if item.phase == each))
        for each in phases
    )
    return Checklist(name, tuple(found))


def less(**changes: Any) -> list[tuple[str, str]]:
    return find_loosenings(POLICY, POLICY._replace(**changes), checklist(), checklist())


def gate(**changes: Any) -> list[tuple[str, str]]:
    return less(gate=GATE._replace(**changes))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"start_at": "c"}, [("start-at", "gates before c are not gated any more")]),
        ({"start_at": "a"}, []),
        ({"start_at": "gone"}, []),
        (
            {"kinds": {"patch": ("c",), "quick": ("a", "b")}},
            [
                ("kinds", "the trip 'patch' does not pass a, b any more"),
                ("kinds", "a shorter trip 'quick' passes only a, b"),
            ],
        ),
        ({"kinds": {}}, []),
        (
            {"people": {Role.TPM: ("tpm@example.com", "x@y.z"), Role.PM: ("x@y.z",)}},
            [("people", "x@y.z may act as TPM"), ("people", "x@y.z may act as PM")],
        ),
        ({"people": {Role.PM: ("x@y.z",)}}, [("people", "x@y.z may act as PM")]),
        ({"people": {Role.TPM: ("TPM@example.com",)}}, []),
        (
            {"aliases": {"pm@example.com": ("x@y.z", "PM@example.com")}},
            [("aliases", "x@y.z counts as pm@example.com")],
        ),
        (
            {"waivers": WaiverPolicy(91, 13, ("tpm", "PM", "x@y.z", "q@y.z"))},
            [
                ("waivers.max-days", "waivers last 91 days instead of 90"),
                (
                    "waivers.warn-days",
                    "the end of a waiver is announced 13 days before instead of 14",
                ),
                ("waivers.approvers", "x@y.z may approve waivers"),
                ("waivers.approvers", "q@y.z may approve waivers"),
            ],
        ),
        ({"requires": ""}, [("requires", "any version of tpm may judge")]),
        ({"requires": ">=2"}, []),
    ],
)
def test_a_policy(changes: dict[str, Any], said: list[tuple[str, str]]) -> None:
    assert less(**changes) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"should_blocks": False},
            [("gate.should", "open should-items warn instead of blocking")],
        ),
        (
            {"signoffs": ()},
            [
                ("gate.signoffs", "the TPM need not sign off any more"),
                ("gate.signoffs", "the PM need not sign off any more"),
            ],
        ),
        ({"deciders": ("tpm", "x@y.z")}, [("gate.deciders", "x@y.z may decide")]),
        (
            {"distinct_people": Strictness.WARN},
            [("gate.distinct-people", "one person in two roles: 'warn' instead of 'require'")],
        ),
        (
            {"identity": Identity.AUTHOR},
            [("gate.identity", "who signs: 'author' is enough instead of 'signed'")],
        ),
        (
            {"inherited_blocks": False},
            [("gate.inherited", "what was red before a change does not fail it")],
        ),
    ],
)
def test_a_gate(changes: dict[str, Any], said: list[tuple[str, str]]) -> None:
    assert gate(**changes) == said


def test_gates_that_are_gone_or_in_another_order() -> None:
    def now(*phases: str, name: str = "own") -> list[tuple[str, str]]:
        return find_loosenings(POLICY, POLICY, checklist(), checklist(phases=phases, name=name))

    assert now("c", "a") == [
        ("b", "the gate b is gone"),
        ("lifecycle", "the gates come in another order"),
    ]
    assert now("a", "c") == [("b", "the gate b is gone")]
    # Where the product started is known by the gates that there are now.
    assert now("b", "a", "c") == [("lifecycle", "the gates come in another order")]
    assert now("a", "b", "new", "c") == []
    assert now(*PHASES, name="lite") == [("lifecycle", "the lifecycle is lite instead of own")]


def test_items() -> None:
    apart = Item("a.apart", "a", Role.TPM, "Apart", when=("mobile",))
    gone = Item("a.gone", "a", Role.TPM, "Gone")
    kept = Item("a.kept", "a", Role.TPM, "Kept", checks=(CheckSpec("tag", {"matches": "v*"}),))
    moved = kept._replace(
        role=Role.PM,
        when=("public-api",),
        evidence=EvidenceRule("a page"),
        checks=(CheckSpec("tag", {"matches": "*"}),),
    )
    before, after = checklist(apart, gone, kept), checklist(moved)
    assert find_loosenings(POLICY, POLICY, before, after) == [
        ("a.gone", "“Gone” is not asked any more"),
        ("a.kept", "“Kept”: it is the PM's instead of the TPM's"),
        ("a.kept", "“Kept”: it is reworded to “Kept”"),
        ("a.kept", "“Kept”: its check 'tag' is gone or asks something else"),
    ]
    # What did not apply was not asked; a trait that goes takes its items with it.
    bare = POLICY._replace(traits=())
    assert find_loosenings(bare, bare, checklist(moved), checklist()) == []
    assert find_loosenings(POLICY, bare, checklist(moved), checklist(moved)) == [
        ("a.kept", "“Kept” does not apply any more")
    ]


def test_a_start_that_is_not_there_is_no_later_one() -> None:
    first = POLICY._replace(start_at="a")
    assert find_loosenings(first, first._replace(start_at="gone"), checklist(), checklist()) == []


def test_what_packs_and_the_policy_ask_for_less() -> None:
    what = Loosening("a.one", "mobile", "must becomes should", "tried")
    found = loosened_items(checklist()._replace(loosenings=(what,)))
    message = "mobile asks for less of a.one: must becomes should (tried)"
    assert found == [Finding("policy-loosened", Severity.WARNING, "a.one", message)]


def test_keys_that_may_sign() -> None:
    before = b"\n# ours\n  pm@example.com ssh-ed25519 AAAA  \n"
    after = b"# others\n\npm@example.com ssh-ed25519 AAAA\n\xff@example.com ssh-ed25519 BBBB\n"
    assert signers_added(before, after) == [
        ("allowed_signers", "a key may sign as \ufffd@example.com")
    ]
