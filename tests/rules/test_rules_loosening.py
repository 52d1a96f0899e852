"""What a policy asks for less than the one before."""

from __future__ import annotations

from typing import Any

import pytest

from tpmcli.model.checklist import (
    Checklist,
    CheckSpec,
    EvidenceRule,
    Item,
    Level,
    Loosening,
    Phase,
)
from tpmcli.model.demand import Authority
from tpmcli.model.finding import (
    Arguments,
    Finding,
    Subject,
    SubjectKind,
    about_gate,
    about_item,
    about_policy,
    about_recorded,
)
from tpmcli.model.loosening import Loosened, Looser
from tpmcli.model.policy import GatePolicy, Identity, Policy, Strictness, WaiverPolicy
from tpmcli.model.role import PM, TPM
from tpmcli.model.rule import Reason, Severity
from tpmcli.rules.change.loosening import find_loosenings, loosened_items, signers_added

PEOPLE = {TPM: ("tpm@example.com",), PM: ("pm@example.com",)}
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


Less = list[tuple[Subject, Loosened]]


def less(**changes: Any) -> Less:
    return find_loosenings(POLICY, POLICY._replace(**changes), checklist(), checklist())


def keys(*found: tuple[str, Loosened]) -> Less:
    """Loosenings of keys of the policy."""
    return [(about_policy(key), loosened) for key, loosened in found]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"start_at": "c"}, [("start-at", Loosened(Looser.STARTS_LATER, after="c"))]),
        ({"start_at": "a"}, []),
        ({"start_at": "gone"}, []),
        (
            {"kinds": {"patch": ("c",), "quick": ("a", "b")}},
            [
                ("kinds", Loosened(Looser.KIND_SHORTENED, name="patch", names=("a", "b"))),
                ("kinds", Loosened(Looser.KIND_ADDED, name="quick", names=("a", "b"))),
            ],
        ),
        ({"kinds": {}}, []),
        (
            {"deploy_kinds": ("patch",)},
            [("deploy-kinds", Loosened(Looser.KIND_DEPLOYABLE, name="patch"))],
        ),
        (
            {"people": {TPM: ("tpm@example.com", "x@y.z"), PM: ("x@y.z",)}},
            [
                ("people", Loosened(Looser.PERSON_ADDED, name="x@y.z", after="TPM")),
                ("people", Loosened(Looser.PERSON_ADDED, name="x@y.z", after="PM")),
            ],
        ),
        (
            {"people": {PM: ("x@y.z",)}},
            [("people", Loosened(Looser.PERSON_ADDED, name="x@y.z", after="PM"))],
        ),
        ({"people": {TPM: ("TPM@example.com",)}}, []),
        (
            {"aliases": {"pm@example.com": ("x@y.z", "PM@example.com")}},
            [("aliases", Loosened(Looser.ALIAS_ADDED, name="x@y.z", after="pm@example.com"))],
        ),
        (
            {
                "waivers": WaiverPolicy(
                    91, 13, tuple(map(Authority, ("tpm", "PM", "x@y.z", "q@y.z")))
                )
            },
            [
                ("waivers.max-days", Loosened(Looser.WAIVERS_LONGER, before="90", after="91")),
                (
                    "waivers.warn-days",
                    Loosened(Looser.WAIVERS_ANNOUNCED_LATER, before="14", after="13"),
                ),
                ("waivers.approvers", Loosened(Looser.APPROVER_ADDED, name="x@y.z")),
                ("waivers.approvers", Loosened(Looser.APPROVER_ADDED, name="q@y.z")),
            ],
        ),
        ({"requires": ""}, [("requires", Loosened(Looser.ANY_VERSION))]),
        ({"requires": ">=2"}, []),
        (
            {"requires": ">=0.9"},
            [("requires", Loosened(Looser.MORE_VERSIONS, before=">=1.0", after=">=0.9"))],
        ),
    ],
)
def test_a_looser_policy_is_found(
    changes: dict[str, Any], found: list[tuple[str, Loosened]]
) -> None:
    assert less(**changes) == keys(*found)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"should_blocks": False}, [("gate.should", Loosened(Looser.SHOULD_WARNS))]),
        (
            {"signoffs": ()},
            [
                ("gate.signoffs", Loosened(Looser.SIGNOFF_DROPPED, name="TPM")),
                ("gate.signoffs", Loosened(Looser.SIGNOFF_DROPPED, name="PM")),
            ],
        ),
        (
            {"deciders": (Authority("tpm"), Authority("x@y.z"))},
            [("gate.deciders", Loosened(Looser.DECIDER_ADDED, name="x@y.z"))],
        ),
        (
            {"distinct_people": Strictness.WARN},
            [
                (
                    "gate.distinct-people",
                    Loosened(Looser.DISTINCT_PEOPLE, before="require", after="warn"),
                )
            ],
        ),
        (
            {"identity": Identity.AUTHOR},
            [("gate.identity", Loosened(Looser.IDENTITY, before="signed", after="author"))],
        ),
        ({"inherited_blocks": False}, [("gate.inherited", Loosened(Looser.INHERITED_ALLOWED))]),
    ],
)
def test_a_looser_gate_is_found(changes: dict[str, Any], found: list[tuple[str, Loosened]]) -> None:
    assert less(gate=GATE._replace(**changes)) == keys(*found)


def test_gates_that_are_gone_or_in_another_order() -> None:
    def now(*phases: str, name: str = "own") -> Less:
        return find_loosenings(POLICY, POLICY, checklist(), checklist(phases=phases, name=name))

    gone = about_gate("b"), Loosened(Looser.GATE_REMOVED, name="b")
    (reordered,) = keys(("lifecycle", Loosened(Looser.GATES_REORDERED)))
    assert now("c", "a") == [gone, reordered]
    assert now("a", "c") == [gone]
    # Where the product started is known by the gates that there are now.
    assert now("b", "a", "c") == [reordered]
    assert now("a", "b", "new", "c") == []
    other = Loosened(Looser.LIFECYCLE, before="own", after="lite")
    assert now(*PHASES, name="lite") == keys(("lifecycle", other))


def test_looser_items_are_found() -> None:
    apart = Item("a.apart", "a", TPM, "Apart", when=("mobile",))
    gone = Item("a.gone", "a", TPM, "Gone")
    kept = Item("a.kept", "a", TPM, "Kept", checks=(CheckSpec("tag", {"matches": "v*"}),))
    moved = kept._replace(
        role=PM,
        when=("public-api",),
        evidence=EvidenceRule("a page"),
        checks=(CheckSpec("tag", {"matches": "*"}),),
    )
    before, after = checklist(apart, gone, kept), checklist(moved)
    assert find_loosenings(POLICY, POLICY, before, after) == [
        (about_item(gone), Loosened(Looser.ITEM_GONE, "Gone")),
        (about_item(kept), Loosened(Looser.ITEM_ROLE, "Kept", before="TPM", after="PM")),
        (about_item(kept), Loosened(Looser.ITEM_REWORDED, "Kept", after="Kept")),
        (about_item(kept), Loosened(Looser.ITEM_CHECK_CHANGED, "Kept", name="tag")),
    ]
    # What did not apply was not asked; a trait that goes takes its items with it.
    bare = POLICY._replace(traits=())
    assert find_loosenings(bare, bare, checklist(moved), checklist()) == []
    assert find_loosenings(POLICY, bare, checklist(moved), checklist(moved)) == [
        (about_item(moved), Loosened(Looser.ITEM_NOT_APPLYING, "Kept"))
    ]


def test_a_start_that_is_not_there_is_no_later_one() -> None:
    first = POLICY._replace(start_at="a")
    assert find_loosenings(first, first._replace(start_at="gone"), checklist(), checklist()) == []


def test_a_start_where_there_was_none_is_a_later_one() -> None:
    absent = POLICY._replace(start_at="")
    first, later = absent._replace(start_at="a"), absent._replace(start_at="b")
    starts = keys(("start-at", Loosened(Looser.STARTS_LATER, after="b")))
    assert find_loosenings(absent, later, checklist(), checklist()) == starts
    assert find_loosenings(absent, first, checklist(), checklist()) == []
    assert find_loosenings(later, absent, checklist(), checklist()) == []
    # A phase that is new was not gated before.
    grown = checklist(phases=("new", *PHASES))
    assert find_loosenings(first, first, checklist(), grown) == []


def test_an_alias_that_becomes_a_second_person() -> None:
    pm, other = "pm@example.com", "x@y.z"
    known = POLICY._replace(aliases={pm: (other,)})
    removed = Loosened(Looser.ALIAS_REMOVED, name=other, after=pm)

    def now(**changes: Any) -> Less:
        return find_loosenings(known, known._replace(**changes), checklist(), checklist())

    assert now(aliases={}) == keys(("aliases", removed))
    # The same two addresses, the other way round.
    assert now(aliases={other: (pm,)}) == []
    # Neither may do anything any more.
    gone = {TPM: PEOPLE[TPM]}
    assert now(aliases={}, people=gone) == []
    by_name = GATE._replace(deciders=(Authority("tpm"), Authority(other)))
    added = Loosened(Looser.DECIDER_ADDED, name=other)
    listed = keys(("aliases", removed), ("gate.deciders", added))
    assert now(aliases={}, people=gone, gate=by_name) == listed


def test_answers_that_are_carried_ask_for_less() -> None:
    once = Item("a.one", "a", TPM, "One")
    carried = once._replace(repeats_product=True)
    less = [(about_item(once), Loosened(Looser.ITEM_CARRIED, "One"))]
    assert find_loosenings(POLICY, POLICY, checklist(once), checklist(carried)) == less
    assert find_loosenings(POLICY, POLICY, checklist(carried), checklist(once)) == []


@pytest.mark.parametrize(
    ("blocks", "before", "after", "listed"),
    [
        (True, "2027-01-01", "2027-01-01", True),
        (True, "2027-01-01", "2026-12-01", True),
        (True, "2027-01-01", "", False),
        (False, "2027-01-01", "2027-01-01", False),
    ],
)
def test_what_blocked_as_recommended_is_required_from_a_day_on(
    blocks: bool, before: str, after: str, listed: bool
) -> None:
    policy = POLICY._replace(gate=GATE._replace(should_blocks=blocks))
    old = Item("a.one", "a", TPM, "One", level=Level.SHOULD, enforce_from=before)
    new = old._replace(level=Level.MUST, enforce_from=after)
    less = [(about_item(old), Loosened(Looser.ITEM_ENFORCED_LATER, "One", after=after))]
    found = find_loosenings(policy, policy, checklist(old), checklist(new))
    assert found == (less if listed else [])


def test_what_packs_and_the_policy_ask_for_less() -> None:
    loosened = Loosened(Looser.LEVEL)
    what = Loosening("a.one", "mobile", loosened, "tried")
    about = Arguments(name="mobile", loosened=loosened, because="tried")
    subject = about_recorded(SubjectKind.ITEM, "a.one")
    assert loosened_items(checklist()._replace(loosenings=(what,))) == [
        Finding(Reason.LAYER_LOOSENS, subject, Severity.WARNING, about)
    ]


def test_keys_that_may_sign() -> None:
    before = b"\n# ours\n  pm@example.com ssh-ed25519 AAAA  \n"
    after = b"# others\n\npm@example.com ssh-ed25519 AAAA\n\xff@example.com ssh-ed25519 BBBB\n"
    added = Loosened(Looser.KEY_ADDED, name="\ufffd@example.com")
    assert signers_added(before, after) == keys(("allowed_signers", added))
