from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.model.checklist import (
    Adjustment,
    Checklist,
    EvidenceRule,
    Item,
    Layer,
    Level,
    Lifecycle,
    Loosening,
    Phase,
)
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.loosening import Loosened, Looser
from tpmcli.model.problem import Flaw, FlawText, Hint, Problem, Remedy, RemedyText, Word
from tpmcli.model.role import TPM
from tpmcli.rules.layering import compose

KEEP = Item("build.keep", "build", TPM, "It stays", layer="base")
BASE = Item("build.base", "build", TPM, "It is so", layer="base")


def lifecycle(*items: Item) -> Lifecycle:
    return Lifecycle("base", "Base", (Phase("build", "Build", "Is it built?", (*items, KEEP)),))


def adjusting(reason: str = "", name: str = "ours", **changes: object) -> Layer:
    return Layer(name, "Ours", adjust=(Adjustment("build.base", changes, reason, "p.yaml", 3, 5),))


def base(checklist: Checklist) -> Item:
    return checklist.items()["build.base"]


def refused(*layers: Layer, item: Item = BASE, source: Lifecycle | None = None) -> list[Problem]:
    with pytest.raises(InvalidInputError) as caught:
        compose(source or lifecycle(item), layers)
    return list(caught.value.problems)


Place = tuple[str, int, int]
NOWHERE, ADJUSTED, ADDED = ("", 0, 0), ("p.yaml", 3, 5), ("o.yaml", 7, 9)


def problem(
    place: Place, flaw: FlawText, words: tuple[Word, ...], remedy: RemedyText, *named: Word
) -> Problem:
    return Problem(flaw, words, *place, Hint(remedy, named))


TWICE = problem(NOWHERE, Flaw.ITEM_TWICE, ("build.keep", "base"), Remedy.OTHER_ID_FOR_ONE)


def test_without_layers_the_lifecycle_is_the_checklist() -> None:
    source = lifecycle(BASE)
    assert compose(source, []) == Checklist("base", source.phases, ())


def test_items_are_added_below_those_that_are_there_in_the_order_of_the_layers() -> None:
    one = Layer("one", "One", add=(BASE._replace(id="build.z"), BASE._replace(id="build.y")))
    two = Layer("two", "Two", add=(BASE._replace(id="build.a"),))
    items = compose(lifecycle(BASE), [one, two]).items()
    assert list(items) == ["build.base", "build.keep", "build.z", "build.y", "build.a"]


def test_a_layer_may_adjust_what_a_layer_below_it_added() -> None:
    first = Layer("first", "First", add=(BASE,))
    found = compose(lifecycle(), [first, adjusting("too much", level=Level.SHOULD)])
    assert base(found).level is Level.SHOULD
    less = Loosened(Looser.LEVEL)
    assert found.loosenings == (Loosening("build.base", "ours", less, "too much"),)


def test_a_layer_cannot_adjust_what_a_layer_above_it_adds() -> None:
    above = Layer("above", "Above", add=(BASE,))
    near = Hint(Remedy.DID_YOU_MEAN, ("build.keep",))
    assert refused(adjusting(level=Level.MUST), above, source=lifecycle()) == [
        Problem(Flaw.ITEM_UNKNOWN, ("build.base",), *ADJUSTED, near)
    ]


TIGHTER: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"level": Level.SHOULD}, {"level": Level.MUST}),
    ({}, {"continuous": True}),
    ({"not_applicable": True}, {"not_applicable": False}),
    ({"when": ("a", "b")}, {"when": ("b",)}),
    ({"when": ("a",)}, {"when": ()}),
    ({}, {"valid_for": 90}),
    ({"valid_for": 90}, {"valid_for": 30}),
    ({"enforce_from": "2027-01-01"}, {"enforce_from": "2026-12-01"}),
    ({"enforce_from": "2027-01-01"}, {"enforce_from": ""}),
]


@pytest.mark.parametrize(("before", "changes"), TIGHTER)
def test_tightening_needs_no_reason_and_is_allowed_on_locked_items(
    before: dict[str, Any], changes: dict[str, Any]
) -> None:
    item = BASE._replace(locked=True, **before)
    found = compose(lifecycle(item), [adjusting(**changes)])
    assert base(found) == item._replace(**changes)
    assert found.loosenings == ()


@pytest.mark.parametrize("field", ["required", "pin"])
def test_asking_for_better_evidence_needs_no_reason(field: str) -> None:
    change = "evidence_required" if field == "required" else field
    asked: dict[str, Any] = {change: True}
    found = compose(lifecycle(BASE), [adjusting(**asked)])
    assert getattr(base(found).evidence, field)
    assert found.loosenings == ()


STRONG = BASE._replace(
    valid_for=90, continuous=True, evidence=EvidenceRule("a note", required=True, pin=True)
)
LOOSER: list[tuple[dict[str, Any], Loosened]] = [
    ({"drop": True}, Loosened(Looser.DROPPED)),
    ({"level": Level.SHOULD}, Loosened(Looser.LEVEL)),
    ({"evidence_required": False}, Loosened(Looser.EVIDENCE_OPTIONAL)),
    ({"pin": False}, Loosened(Looser.EVIDENCE_UNPINNED)),
    ({"continuous": False}, Loosened(Looser.NOT_CONTINUOUS)),
    ({"not_applicable": True}, Loosened(Looser.NOT_APPLICABLE)),
    ({"when": ("a", "b")}, Loosened(Looser.WHEN, names=("a", "b"))),
    ({"valid_for": 91}, Loosened(Looser.LAPSES_LATER, before="90", after="91")),
    ({"valid_for": None}, Loosened(Looser.NEVER_LAPSES, before="90")),
    ({"enforce_from": "2027-01-01"}, Loosened(Looser.ENFORCED_LATER, after="2027-01-01")),
]


def unexplained(*less: Loosened) -> Problem:
    words = ("build.base", less)
    return problem(ADJUSTED, Flaw.ITEM_LOOSENED, words, Remedy.ADD_LOOSENING_REASON)


def locked(less: Loosened) -> Problem:
    words = ("build.base", "base", less)
    return problem(ADJUSTED, Flaw.ITEM_LOCKED, words, Remedy.TIGHTEN_ONLY)


@pytest.mark.parametrize(("changes", "less"), LOOSER)
def test_asking_for_less_needs_a_reason_and_is_recorded(
    changes: dict[str, Any], less: Loosened
) -> None:
    found = compose(lifecycle(STRONG), [adjusting("too much", **changes)])
    assert found.loosenings == (Loosening("build.base", "ours", less, "too much"),)
    assert refused(adjusting(**changes), item=STRONG) == [unexplained(less)]


@pytest.mark.parametrize(("changes", "less"), LOOSER)
def test_a_locked_item_is_never_loosened(changes: dict[str, Any], less: Loosened) -> None:
    layer = adjusting("too much", **changes)
    assert refused(layer, item=STRONG._replace(locked=True)) == [locked(less)]


def test_swapping_one_trait_for_another_asks_for_less() -> None:
    item = BASE._replace(when=("a",))
    found = compose(lifecycle(item), [adjusting("r", when=("b",))])
    assert [what.what for what in found.loosenings] == [Loosened(Looser.WHEN, names=("b",))]


def test_what_counts_as_less_is_measured_against_the_layers_below() -> None:
    raised = adjusting(name="one", valid_for=30)
    relaxed = adjusting("back", name="two", valid_for=60)
    found = compose(lifecycle(BASE._replace(valid_for=90)), [raised, relaxed])
    less = Loosened(Looser.LAPSES_LATER, before="30", after="60")
    assert found.loosenings == (Loosening("build.base", "two", less, "back"),)


def test_ids_stand_once_over_all_layers_even_where_one_dropped_the_item() -> None:
    again = Layer("again", "Again", add=(BASE,), places={"build.base": ADDED})
    assert refused(again) == [
        problem(ADDED, Flaw.ITEM_KNOWN, ("build.base", "base"), Remedy.OTHER_ID_OR_ADJUST)
    ]
    assert refused(adjusting("gone", drop=True), again) == [
        problem(ADDED, Flaw.ITEM_DROPPED_BELOW, ("build.base", "ours"), Remedy.OTHER_ID)
    ]
    assert refused(item=KEEP) == [TWICE]


def test_a_dropped_item_is_not_adjusted_again() -> None:
    assert refused(adjusting("gone", drop=True), adjusting(continuous=True)) == [
        problem(ADJUSTED, Flaw.ITEM_DROPPED, ("build.base", "ours"), Remedy.DELETE_ADJUSTMENT)
    ]


def test_a_strict_layer_says_what_it_cannot_find_and_another_passes_over_it() -> None:
    others = (
        BASE._replace(id="ship.x", phase="ship"),
        BASE._replace(id="bild.x", phase="bild"),
    )
    change = Adjustment("build.bse", {"level": Level.MUST}, "", *ADJUSTED)
    absent, mean = Flaw.LIFECYCLE_WITHOUT_PHASE, Remedy.DID_YOU_MEAN
    assert refused(Layer("ours", "Ours", others, (change,), places={"bild.x": ADDED})) == [
        problem(NOWHERE, absent, ("base", "ship"), Remedy.VALID_NAMES, ("build",)),
        problem(ADDED, absent, ("base", "bild"), mean, "build"),
        problem(ADJUSTED, Flaw.ITEM_UNKNOWN, ("build.bse",), mean, "build.base"),
    ]
    shipped = Layer("ours", "Ours", others, (change,), strict=False)
    words = ("base", "ours", "ship.x, bild.x")
    assert refused(shipped) == [
        problem(NOWHERE, Flaw.PACK_WITHOUT_GATE, words, Remedy.ADD_COVERS, "`ship`, `bild`")
    ]


SHIP = BASE._replace(id="ship.x", phase="ship")
COVERING = lifecycle(BASE)._replace(covers={"build": ("ship", "sail")})
STANDARD = {
    item.id: item
    for item in (
        BASE._replace(id="ship.y", phase="ship", level=Level.SHOULD),
        BASE._replace(id="ship.z", phase="ship"),
        BASE._replace(id="build.left-out", level=Level.SHOULD, must_when=("big",)),
    )
}


def pack(*adjust: Adjustment, add: tuple[Item, ...] = (), name: str = "shipped") -> Layer:
    return Layer(name, "Shipped", add, adjust, strict=False)


def raised(item: str) -> Adjustment:
    return Adjustment(item, {"level": Level.MUST}, "r")


def lowered(item: str) -> Adjustment:
    return Adjustment(item, {"level": Level.SHOULD}, "r")


@pytest.mark.parametrize("strict", [True, False])
def test_an_item_of_a_covered_phase_is_asked_at_the_gate_that_covers_it(strict: bool) -> None:
    layer = Layer("ours", "Ours", (SHIP,), strict=strict)
    found = compose(COVERING, [layer])
    assert list(found.items()) == ["build.base", "build.keep", "build.x"]
    assert found.items()["build.x"] == SHIP._replace(id="build.x", phase="build")


def test_a_layer_may_adjust_such_an_item_by_either_id() -> None:
    layers = [pack(add=(SHIP,)), Layer("ours", "Ours", adjust=(lowered("ship.x"),))]
    assert compose(COVERING, layers).items()["build.x"].level is Level.SHOULD
    layers = [pack(add=(SHIP,)), Layer("ours", "Ours", adjust=(lowered("build.x"),))]
    assert compose(COVERING, layers).items()["build.x"].level is Level.SHOULD


def test_what_a_pack_asks_more_of_is_brought_in_and_what_it_asks_less_of_is_not() -> None:
    layer = pack(raised("ship.y"), lowered("ship.z"), raised("build.left-out"))
    found = compose(COVERING, [layer], origin=STANDARD.get)
    assert list(found.items()) == ["build.base", "build.keep", "build.y", "build.left-out"]
    assert {item.level for item in found.items().values()} == {Level.MUST}
    assert found.loosenings == ()


def test_two_packs_bring_in_and_loosen_one_item_in_either_order() -> None:
    strict, loose = pack(raised("ship.y")), pack(lowered("ship.y"), name="loose")
    first = compose(COVERING, [strict, loose], origin=STANDARD.get)
    second = compose(COVERING, [loose, strict], origin=STANDARD.get)
    assert list(first.items()) == list(second.items())
    assert first.items()["build.y"].level is Level.SHOULD
    assert [each.layer for each in first.loosenings] == ["loose"]


def test_what_a_pack_asks_more_of_needs_a_gate() -> None:
    words = ("base", "shipped", "ship.y")
    with pytest.raises(InvalidInputError) as caught:
        compose(lifecycle(BASE), [pack(raised("ship.y"))], origin=STANDARD.get)
    assert list(caught.value.problems) == [
        problem(NOWHERE, Flaw.PACK_WITHOUT_GATE, words, Remedy.ADD_COVERS, "`ship`")
    ]


def test_an_item_that_a_layer_below_dropped_stays_away() -> None:
    drop = Layer("ours", "Ours", adjust=(Adjustment("build.base", {"drop": True}, "r"),))
    found = compose(COVERING, [drop, pack(raised("build.base"))], origin={BASE.id: BASE}.get)
    assert list(found.items()) == ["build.keep"]


@pytest.mark.parametrize(
    ("traits", "level"),
    [((), Level.SHOULD), (("a",), Level.SHOULD), (("b", "a"), Level.MUST)],
)
def test_a_level_may_need_traits(traits: tuple[str, ...], level: Level) -> None:
    item = BASE._replace(level=Level.SHOULD, must_when=("a", "b"))
    assert base(compose(lifecycle(item), [], traits)).level is level
    added = compose(lifecycle(), [Layer("ours", "Ours", add=(item,))], traits)
    assert base(added).level is level


def test_the_last_word_on_a_level_is_that_of_a_layer() -> None:
    item = BASE._replace(level=Level.SHOULD, must_when=("a",))
    found = compose(lifecycle(item), [adjusting("r", level=Level.SHOULD)], ("a",))
    assert (base(found).level, base(found).must_when) == (Level.SHOULD, ())
    assert [each.what.how for each in found.loosenings] == [Looser.LEVEL]
    found = compose(lifecycle(item), [adjusting(level=Level.MUST)])
    assert (base(found).level, base(found).must_when) == (Level.MUST, ())


def test_a_checklist_knows_which_traits_its_packs_expect() -> None:
    layers = [pack()._replace(traits=("a", "b")), pack(name="other")]
    assert compose(lifecycle(BASE), layers).expected_traits == {"shipped": ("a", "b")}


def test_a_phase_without_an_item_is_refused() -> None:
    empty = problem(NOWHERE, Flaw.PHASE_EMPTY, ("build",), Remedy.ADD_ITEMS)
    one = Lifecycle("base", "Base", (Phase("build", "Build", "Is it built?", (BASE,)),))
    assert refused(adjusting("gone", drop=True), source=one) == [empty]
    none = Lifecycle("base", "Base", (Phase("build", "Build", "?", ()),))
    assert refused(source=none) == [empty]


def test_only_an_id_that_stands_twice_is_named() -> None:
    assert refused(item=KEEP._replace(title="Twice")) == [TWICE]
    two = Phase("ship", "Ship", "?", (KEEP._replace(id="ship.a", phase="ship"),))
    twice = Phase("build", "Build", "?", (BASE, KEEP, KEEP))
    assert refused(source=Lifecycle("base", "Base", (two, twice))) == [TWICE]


def test_every_loosening_is_recorded_in_its_order() -> None:
    first = adjusting("slow", "one", level=Level.SHOULD, continuous=False)
    second = adjusting("rare", "two", pin=False)
    found = compose(lifecycle(STRONG), [first, second])
    assert found.loosenings == (
        Loosening("build.base", "one", Loosened(Looser.LEVEL), "slow"),
        Loosening("build.base", "one", Loosened(Looser.NOT_CONTINUOUS), "slow"),
        Loosening("build.base", "two", Loosened(Looser.EVIDENCE_UNPINNED), "rare"),
    )
    both: dict[str, Any] = {"level": Level.SHOULD, "pin": False}
    assert refused(adjusting(**both), item=STRONG) == [
        unexplained(Loosened(Looser.LEVEL), Loosened(Looser.EVIDENCE_UNPINNED))
    ]


def test_an_adjustment_of_a_phase_that_is_not_there() -> None:
    change = Adjustment("none.base", {"level": Level.MUST}, "", "p.yaml", 3, 5)
    dotted = Adjustment("build.base.x", {"level": Level.MUST}, "", "p.yaml", 4, 5)
    assert [each[:5] for each in refused(Layer("ours", "Ours", adjust=(change, dotted)))] == [
        (Flaw.ITEM_UNKNOWN, ("none.base",), "p.yaml", 3, 5),
        (Flaw.ITEM_UNKNOWN, ("build.base.x",), "p.yaml", 4, 5),
    ]


def test_the_same_days_again_are_not_less() -> None:
    found = compose(lifecycle(STRONG), [adjusting(valid_for=90)])
    assert found.loosenings == ()


items = st.builds(
    lambda **fields: BASE._replace(
        evidence=EvidenceRule(required=fields.pop("required"), pin=fields.pop("pin")), **fields
    ),
    level=st.sampled_from(Level),
    required=st.booleans(),
    pin=st.booleans(),
    continuous=st.booleans(),
    not_applicable=st.booleans(),
    when=st.sampled_from([(), ("a",), ("b",), ("a", "b")]),
    valid_for=st.sampled_from([None, 30, 60, 90]),
    enforce_from=st.sampled_from(["", "2026-12-01", "2027-01-01"]),
    locked=st.booleans(),
)
changes = st.fixed_dictionaries(
    {},
    optional={
        "level": st.sampled_from(Level),
        "evidence_required": st.booleans(),
        "pin": st.booleans(),
        "continuous": st.booleans(),
        "not_applicable": st.booleans(),
        "when": st.sampled_from([(), ("a",), ("b",), ("a", "b")]),
        "valid_for": st.sampled_from([None, 30, 60, 90]),
        "enforce_from": st.sampled_from(["", "2026-12-01", "2027-01-01"]),
        "drop": st.sampled_from([True]),
    },
)


def asks_less(before: Item, after: Item | None) -> bool:
    """Written anew, from what each field means: is there a case that only `before` objects to?"""
    if after is None:
        return True
    forever = 10**6
    return (
        (before.level is Level.MUST and after.level is not Level.MUST)
        or before.evidence.required > after.evidence.required
        or before.evidence.pin > after.evidence.pin
        or before.continuous > after.continuous
        or before.not_applicable < after.not_applicable
        or not set(after.when) <= set(before.when)
        or (after.valid_for or forever) > (before.valid_for or forever)
        or after.enforce_from > before.enforce_from
    )


@given(items, st.lists(st.tuples(changes, st.sampled_from(["", "why"])), max_size=3))
def test_nothing_is_asked_for_less_without_a_trace(
    item: Item, steps: list[tuple[dict[str, Any], str]]
) -> None:
    layers = [adjusting(why, f"layer-{n}", **change) for n, (change, why) in enumerate(steps)]
    layers = [layer._replace(strict=False) for layer in layers]
    try:
        found = compose(lifecycle(item), layers)
    except InvalidInputError:
        assert item.locked or any(not why for _, why in steps)
        return
    after = found.items().get("build.base")
    if asks_less(item, after):
        assert found.loosenings
        assert not item.locked
    assert all(what.reason for what in found.loosenings)


@given(items, changes)
def test_one_step_is_recorded_exactly_where_it_asks_for_less(
    item: Item, change: dict[str, Any]
) -> None:
    item = item._replace(locked=False)
    found = compose(lifecycle(item), [adjusting("why", **change)])
    assert bool(found.loosenings) == asks_less(item, found.items().get("build.base"))
