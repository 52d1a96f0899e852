"""From one state to the next: causes, loosenings, and how sure it must be who recorded what."""

from __future__ import annotations

import pytest

from tpmcli.model.checklist import Checklist, CheckSpec, EvidenceRule, Item, Level, Phase
from tpmcli.model.demand import Authority, Demand
from tpmcli.model.facts import Detail, EvidenceDetail
from tpmcli.model.finding import (
    Arguments,
    Cause,
    Finding,
    Subject,
    about_condition,
    about_gate,
    about_item,
    about_policy,
    about_waiver,
)
from tpmcli.model.loosening import Loosened, Looser
from tpmcli.model.policy import GatePolicy, Identity, Policy, Strictness, WaiverPolicy
from tpmcli.model.record import ConditionClose, Decision, Outcome, Record, SignOff, Waiver
from tpmcli.model.role import PM, TPM
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.rules.change.cause import CauseFinder, with_causes, without_inherited
from tpmcli.rules.change.loosening import find_loosenings, signers_added
from tpmcli.rules.change.new_entries import meets_level, required_level
from tpmcli.rules.change.recorded_entries import EntryKey, Recorded, entries_of

ITEM = Item(
    "a.one",
    "a",
    TPM,
    "One",
    evidence=EvidenceRule("a page", required=True, pin=True),
    valid_for=30,
    continuous=True,
    locked=True,
    checks=(CheckSpec("tag", {"matches": "v*"}),),
)
POLICY = Policy(
    id="p-1",
    name="P",
    requires=">=1.0",
    lifecycle="own",
    packs=(),
    traits=("public-api",),
    start_at="a",
    kinds={"patch": ("a", "b")},
    people={TPM: ("tpm@example.com",), PM: ("pm@example.com",)},
    aliases={},
    gate=GatePolicy(
        should_blocks=True,
        distinct_people=Strictness.REQUIRE,
        identity=Identity.PLATFORM,
        inherited_blocks=True,
    ),
    waivers=WaiverPolicy(),
    adjust=(),
)
OTHER = Item("b.two", "b", PM, "Two")


def _checklist(item: Item | None = ITEM, name: str = "own", *phases: str) -> Checklist:
    items = {"a": (item,) if item else (), "b": (OTHER,)}
    return Checklist(name, tuple(Phase(p, p, "?", items[p]) for p in phases or ("a", "b")))


def _less(
    policy: Policy = POLICY, checklist: Checklist | None = None
) -> list[tuple[Subject, Loosened]]:
    return find_loosenings(POLICY, policy, _checklist(), checklist or _checklist())


def test_the_same_policy_asks_for_nothing_less() -> None:
    assert _less() == []


@pytest.mark.parametrize(
    ("changes", "loosened"),
    [
        ({"level": Level.SHOULD}, Loosened(Looser.ITEM_LEVEL)),
        ({"role": PM}, Loosened(Looser.ITEM_ROLE, before="TPM", after="PM")),
        ({"title": "Uno"}, Loosened(Looser.ITEM_REWORDED, after="Uno")),
        (
            {"evidence": EvidenceRule("a page", pin=True)},
            Loosened(Looser.ITEM_EVIDENCE_OPTIONAL),
        ),
        (
            {"evidence": EvidenceRule("a page", required=True)},
            Loosened(Looser.ITEM_EVIDENCE_UNPINNED),
        ),
        ({"not_applicable": True}, Loosened(Looser.ITEM_NOT_APPLICABLE)),
        ({"valid_for": 31}, Loosened(Looser.ITEM_LAPSES_LATER, before="30", after="31")),
        ({"valid_for": None}, Loosened(Looser.ITEM_NEVER_LAPSES, before="30")),
        ({"continuous": False}, Loosened(Looser.ITEM_NOT_CONTINUOUS)),
        ({"locked": False}, Loosened(Looser.ITEM_UNLOCKED)),
        ({"enforce_from": "2027-01-01"}, Loosened(Looser.ITEM_ENFORCED_LATER, after="2027-01-01")),
        ({"answered_by_checks": True}, Loosened(Looser.ITEM_ANSWERED_BY_CHECKS)),
        ({"checks": ()}, Loosened(Looser.ITEM_CHECK_CHANGED, name="tag")),
    ],
)
def test_an_item_that_asks_for_less(changes: dict[str, object], loosened: Loosened) -> None:
    changed = ITEM._replace(**changes)  # type: ignore[arg-type]
    assert _less(checklist=_checklist(changed)) == [
        (about_item(ITEM), loosened._replace(title="One"))
    ]
    if loosened.how in (Looser.ITEM_REWORDED, Looser.ITEM_ROLE):
        return
    # The other way round it asks for more, which is nobody's loss.
    assert find_loosenings(POLICY, POLICY, _checklist(changed), _checklist()) == []


@pytest.mark.parametrize(
    ("changes", "subject"),
    [
        ({"start_at": "b"}, "start-at"),
        ({"kinds": {"patch": ("b",)}}, "kinds"),
        ({"kinds": {"patch": ("a", "b"), "quick": ("b",)}}, "kinds"),
        (
            {"people": {TPM: ("tpm@example.com", "x@y.z"), PM: ("pm@example.com",)}},
            "people",
        ),
        ({"aliases": {"pm@example.com": ("x@y.z",)}}, "aliases"),
        ({"requires": ""}, "requires"),
        ({"gate": POLICY.gate._replace(should_blocks=False)}, "gate.should"),
        ({"gate": POLICY.gate._replace(signoffs=(Demand(TPM),))}, "gate.signoffs"),
        (
            {"gate": POLICY.gate._replace(deciders=tuple(map(Authority, ("tpm", "pm", "x@y.z"))))},
            "gate.deciders",
        ),
        ({"gate": POLICY.gate._replace(distinct_people=Strictness.WARN)}, "gate.distinct-people"),
        ({"gate": POLICY.gate._replace(identity=Identity.AUTHOR)}, "gate.identity"),
        ({"gate": POLICY.gate._replace(inherited_blocks=False)}, "gate.inherited"),
        ({"waivers": WaiverPolicy(max_days=91)}, "waivers.max-days"),
        ({"waivers": WaiverPolicy(warn_days=13)}, "waivers.warn-days"),
        (
            {"waivers": WaiverPolicy(approvers=tuple(map(Authority, ("tpm", "pm", "x@y.z"))))},
            "waivers.approvers",
        ),
    ],
)
def test_a_policy_that_asks_for_less(changes: dict[str, object], subject: str) -> None:
    changed = POLICY._replace(**changes)  # type: ignore[arg-type]
    assert [each.id for each, _ in _less(changed)] == [subject]
    if subject not in ("kinds", "aliases"):
        assert find_loosenings(changed, POLICY, _checklist(), _checklist()) == []


def test_gates_and_items_that_are_gone() -> None:
    gone = Loosened(Looser.ITEM_GONE, "One")
    assert _less(checklist=_checklist(None)) == [(about_item(ITEM), gone)]
    assert _less(checklist=_checklist(ITEM, "own", "a")) == [
        (about_gate("b"), Loosened(Looser.GATE_REMOVED, name="b")),
        (about_item(OTHER), Loosened(Looser.ITEM_GONE, "Two")),
    ]
    assert _less(checklist=_checklist(ITEM, "other")) == [
        (about_policy("lifecycle"), Loosened(Looser.LIFECYCLE, before="own", after="other"))
    ]
    assert _less(checklist=_checklist(ITEM, "own", "b", "a"))[0] == (
        about_policy("lifecycle"),
        Loosened(Looser.GATES_REORDERED),
    )
    apart = ITEM._replace(when=("ai",))
    gone = Loosened(Looser.ITEM_NOT_APPLYING, "One")
    assert _less(checklist=_checklist(apart)) == [(about_item(ITEM), gone)]


def test_a_key_that_is_new() -> None:
    before = b"# our keys\npm@example.com ssh-ed25519 AAAA\n"
    after = before + b"dev@example.com ssh-ed25519 BBBB\n"
    added = Loosened(Looser.KEY_ADDED, name="dev@example.com")
    assert signers_added(before, after) == [(about_policy("allowed_signers"), added)]
    assert signers_added(after, before) == []


# Causes

ONE = about_item(ITEM)
HERE, TIME, OLD = Cause.THIS_CHANGE, Cause.TIME, Cause.INHERITED


def _finding(
    subject: Subject, reason: RuleReason = Reason.NOT_MET, about: Arguments | None = None
) -> Finding:
    return Finding(reason, subject, Severity.ERROR, about or Arguments())


def _of(name: str) -> Finding:
    return _finding(about_item(ITEM._replace(id=name)))


def _causes(base: list[Finding], earlier: list[Finding], result: list[Finding]) -> list[Cause]:
    return CauseFinder(base, lambda: earlier).causes(result)


def test_what_the_base_has_is_inherited_or_due_to_time() -> None:
    old, late, new = _of("a.one"), _of("a.two"), _of("a.three")
    assert _causes([old, late], [old], [old, late, new]) == [OLD, TIME, HERE]


def test_each_of_the_base_explains_one() -> None:
    assert _causes([_of("a.one")], [_of("a.one")], [_of("a.one")] * 2) == [OLD, HERE]


def _lost(path: str, reason: RuleReason = Reason.EVIDENCE_MISSING) -> Finding:
    return _finding(ONE, reason, Arguments(path=path))


def _failed(number: int) -> Finding:
    return _finding(ONE, Reason.CHECK_FAILED, Arguments(check=number))


def _overdue(number: int) -> Finding:
    return _finding(about_condition("a", number), Reason.CONDITION_OVERDUE)


def _closed(number: int, path: str) -> Finding:
    about = Arguments(path=path)
    return _finding(about_condition("a", number), Reason.CLOSING_EVIDENCE_MISSING, about)


@pytest.mark.parametrize(
    ("base", "result"),
    [
        (_lost("docs/x.md"), _lost("docs/z.md")),
        # What stands behind a blank and a bracket is part of a name.
        (_lost("docs/plan (1).md"), _lost("docs/plan (2).md")),
        (_lost("docs/plan.md#costs"), _lost("docs/plan.md#risks")),
        (_lost("docs/plan.md"), _lost("docs/plan.md#risks")),
        (_lost("docs/x.md"), _lost("docs/x.md", Reason.EVIDENCE_EMPTY)),
        (
            _lost("docs/plan (1).md")._replace(recommended=True),
            _lost("docs/plan (2).md")._replace(recommended=True),
        ),
        (_failed(1), _failed(2)),
        (_overdue(1), _overdue(2)),
        (_closed(1, "docs/x.md"), _closed(2, "docs/x.md")),
        (_closed(1, "docs/x.md"), _closed(1, "docs/z.md")),
    ],
)
def test_one_thing_that_is_wrong_does_not_excuse_another(base: Finding, result: Finding) -> None:
    assert _causes([base], [base], [result]) == [HERE]
    assert _causes([base], [base], [base, result]) == [OLD, HERE]
    assert _causes([result, base], [base], [base, result]) == [OLD, TIME]


def test_what_is_told_of_one_thing_may_differ() -> None:
    hinted = Arguments(path="docs/x.md", detail=EvidenceDetail(Detail.NEAREST, ("docs/y.md",)))
    moved = Arguments(path="docs/x.md", moved_to="docs/y.md")
    for about in (hinted, moved):
        told = _finding(ONE, Reason.EVIDENCE_MISSING, about)
        assert _causes([_lost("docs/x.md")], [_lost("docs/x.md")], [told]) == [OLD]
    lapsed = _finding(ONE, Reason.ANSWER_LAPSED, Arguments(day="2026-03-01"))
    again = lapsed._replace(about=Arguments(day="2026-04-01"), owners=("pm@example.com",))
    assert _causes([lapsed], [lapsed], [again]) == [OLD]


def test_a_waiver_is_known_by_its_item() -> None:
    ended = _finding(about_waiver(ITEM), Reason.WAIVER_EXPIRED)
    withdrawn = _finding(about_waiver(ITEM), Reason.WAIVER_WITHDRAWN)
    assert _causes([ended], [ended], [withdrawn]) == [OLD]
    other = _finding(about_waiver(OTHER), Reason.WAIVER_EXPIRED)
    assert _causes([ended], [ended], [other]) == [HERE]


def test_the_earlier_state_is_asked_only_where_needed() -> None:
    def never() -> list[Finding]:
        raise AssertionError

    assert CauseFinder([], never).causes([_of("a.one")]) == [HERE]


def _report(*findings: Finding) -> GateReport:
    return GateReport("p", "P", "1", "2026-03-01", "decided", GateVerdict.UNMET, (), findings)


def test_only_what_the_change_did_not_cause_is_excused() -> None:
    old, new = _of("a.one"), _of("a.two")
    report = with_causes(_report(old, new), CauseFinder([old], lambda: [old]))
    softened = without_inherited(report)
    assert [f.severity for f in softened.findings] == [Severity.WARNING, Severity.ERROR]
    assert softened.verdict is GateVerdict.UNMET
    alone = without_inherited(with_causes(_report(old), CauseFinder([old], lambda: [old])))
    assert alone.verdict is GateVerdict.MET


# Entries


def test_levels_are_in_order() -> None:
    order = [Identity.CLAIMED, Identity.AUTHOR, Identity.PLATFORM, Identity.SIGNED]
    for place, level in enumerate(order):
        assert [meets_level(level, wanted) for wanted in order] == [
            number <= place for number in range(4)
        ]


@pytest.mark.parametrize("least", list(Identity))
def test_who_asks_need_not_approve(least: Identity) -> None:
    at = "2026-03-01T00:00:00Z"
    key = EntryKey("1.0", "items", "a.one", "{}", 1)
    vouching = (SignOff("a@b.c", at, "s1:"), Decision(Outcome.GO, "a@b.c", at, "d1:"))
    for entry in vouching:
        assert required_level(least, Recorded(key, entry, 1)) is least
    asked = Identity.AUTHOR if least is Identity.PLATFORM else least
    for other in (Waiver("a@b.c", at), ConditionClose(1, "a@b.c", at)):
        assert required_level(least, Recorded(key, other, 1)) is asked


def test_an_entry_is_known_by_what_it_says_not_by_its_place() -> None:
    at = "2026-03-01T00:00:00Z"
    one = SignOff("a@b.c", at, "s1:1", raw={"by": "a@b.c", "digest": "s1:1"})
    two = SignOff("d@e.f", at, "s1:2", raw={"digest": "s1:2", "by": "d@e.f"})
    first = Record("p", "1.0", signoffs={("a", TPM): (one, two)})
    second = Record("p", "1.0", signoffs={("a", TPM): (two, one)})
    assert entries_of(first).keys() == entries_of(second).keys()
    # Said again it is another entry, and so it is in another increment.
    again = Record("p", "1.0", signoffs={("a", TPM): (one, two, one)})
    assert len(entries_of(again).keys() - entries_of(first).keys()) == 1
    assert not entries_of(first._replace(increment="1.1")).keys() & entries_of(first).keys()
