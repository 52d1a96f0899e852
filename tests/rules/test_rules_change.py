"""From one state to the next: causes, loosenings, and how sure it must be who recorded what."""

from __future__ import annotations

import pytest

from tpmcli.model.checklist import Checklist, CheckSpec, EvidenceRule, Item, Level, Phase, Role
from tpmcli.model.finding import Finding
from tpmcli.model.policy import GatePolicy, Identity, Policy, Strictness, WaiverPolicy
from tpmcli.model.record import ConditionClose, Decision, Outcome, Record, SignOff, Waiver
from tpmcli.model.rule import Severity
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.rules.change.cause import CauseFinder, with_causes, without_inherited
from tpmcli.rules.change.loosening import find_loosenings, signers_added
from tpmcli.rules.change.new_entries import meets_level, required_level
from tpmcli.rules.change.recorded_entries import EntryKey, Recorded, entries_of

ITEM = Item(
    "a.one",
    "a",
    Role.TPM,
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
    people={Role.TPM: ("tpm@example.com",), Role.PM: ("pm@example.com",)},
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
OTHER = Item("b.two", "b", Role.PM, "Two")


def _checklist(item: Item | None = ITEM, name: str = "own", *phases: str) -> Checklist:
    items = {"a": (item,) if item else (), "b": (OTHER,)}
    return Checklist(name, tuple(Phase(p, p, "?", items[p]) for p in phases or ("a", "b")))


def _less(policy: Policy = POLICY, checklist: Checklist | None = None) -> list[tuple[str, str]]:
    return find_loosenings(POLICY, policy, _checklist(), checklist or _checklist())


def test_the_same_policy_asks_for_nothing_less() -> None:
    assert _less() == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"level": Level.SHOULD}, "must becomes should"),
        ({"role": Role.PM}, "it is the PM's instead of the TPM's"),
        ({"title": "Uno"}, "it is reworded to “Uno”"),
        ({"evidence": EvidenceRule("a page", pin=True)}, "evidence is not required any more"),
        ({"evidence": EvidenceRule("a page", required=True)}, "evidence is not pinned any more"),
        ({"not_applicable": True}, "it may be answered not applicable"),
        ({"valid_for": 31}, "answers count 31 days instead of 30 days"),
        ({"valid_for": None}, "answers count for ever instead of 30 days"),
        ({"continuous": False}, "it is not judged every day any more"),
        ({"locked": False}, "it is not locked any more"),
        ({"enforce_from": "2027-01-01"}, "it is enforced from 2027-01-01"),
        ({"answered_by_checks": True}, "its checks answer it without a person"),
        ({"checks": ()}, "its check 'tag' is gone or asks something else"),
    ],
)
def test_an_item_that_asks_for_less(changes: dict[str, object], words: str) -> None:
    changed = ITEM._replace(**changes)  # type: ignore[arg-type]
    assert _less(checklist=_checklist(changed)) == [("a.one", f"“One”: {words}")]
    if words.startswith(("it is reworded", "it is the PM's")):
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
            {"people": {Role.TPM: ("tpm@example.com", "x@y.z"), Role.PM: ("pm@example.com",)}},
            "people",
        ),
        ({"aliases": {"pm@example.com": ("x@y.z",)}}, "aliases"),
        ({"requires": ""}, "requires"),
        ({"gate": POLICY.gate._replace(should_blocks=False)}, "gate.should"),
        ({"gate": POLICY.gate._replace(signoffs=(Role.TPM,))}, "gate.signoffs"),
        ({"gate": POLICY.gate._replace(deciders=("tpm", "pm", "x@y.z"))}, "gate.deciders"),
        ({"gate": POLICY.gate._replace(distinct_people=Strictness.WARN)}, "gate.distinct-people"),
        ({"gate": POLICY.gate._replace(identity=Identity.AUTHOR)}, "gate.identity"),
        ({"gate": POLICY.gate._replace(inherited_blocks=False)}, "gate.inherited"),
        ({"waivers": WaiverPolicy(max_days=91)}, "waivers.max-days"),
        ({"waivers": WaiverPolicy(warn_days=13)}, "waivers.warn-days"),
        ({"waivers": WaiverPolicy(approvers=("tpm", "pm", "x@y.z"))}, "waivers.approvers"),
    ],
)
def test_a_policy_that_asks_for_less(changes: dict[str, object], subject: str) -> None:
    changed = POLICY._replace(**changes)  # type: ignore[arg-type]
    assert [each for each, _ in _less(changed)] == [subject]
    if subject != "kinds":
        assert find_loosenings(changed, POLICY, _checklist(), _checklist()) == []


def test_gates_and_items_that_are_gone() -> None:
    assert _less(checklist=_checklist(None)) == [("a.one", "“One” is not asked any more")]
    assert [words for _, words in _less(checklist=_checklist(ITEM, "own", "a"))] == [
        "the gate b is gone",
        "“Two” is not asked any more",
    ]
    assert _less(checklist=_checklist(ITEM, "other")) == [
        ("lifecycle", "the lifecycle is other instead of own")
    ]
    assert _less(checklist=_checklist(ITEM, "own", "b", "a"))[0] == (
        "lifecycle",
        "the gates come in another order",
    )
    apart = ITEM._replace(when=("ai",))
    assert _less(checklist=_checklist(apart)) == [("a.one", "“One” does not apply any more")]


def test_a_key_that_is_new() -> None:
    before = b"# our keys\npm@example.com ssh-ed25519 AAAA\n"
    after = before + b"dev@example.com ssh-ed25519 BBBB\n"
    assert signers_added(before, after) == [
        ("allowed_signers", "a key may sign as dev@example.com")
    ]
    assert signers_added(after, before) == []


# Causes


def _finding(subject: str, rule: str = "not-met", message: str = "it is so") -> Finding:
    return Finding(rule, Severity.ERROR, subject, message)


def _causes(base: list[Finding], earlier: list[Finding], result: list[Finding]) -> list[str]:
    return CauseFinder(base, lambda: earlier).causes(result)


def test_what_the_base_has_is_inherited_or_due_to_time() -> None:
    old, late, new = _finding("a.one"), _finding("a.two"), _finding("a.three")
    causes = _causes([old, late], [old], [old, late, new])
    assert causes == ["inherited", "time", "this-change"]


def test_each_of_the_base_explains_one() -> None:
    assert _causes([_finding("a.one")], [_finding("a.one")], [_finding("a.one")] * 2) == [
        "inherited",
        "this-change",
    ]


def test_one_piece_of_evidence_does_not_excuse_another() -> None:
    gone = _finding("a.one", "evidence-missing", "x.md, evidence for “One”, is not there")
    hinted = gone._replace(message=f"{gone.message} (did you mean 'y.md'?)")
    other = gone._replace(message=gone.message.replace("x.md", "z.md"))
    assert _causes([gone], [gone], [hinted]) == ["inherited"]
    assert _causes([gone], [gone], [other]) == ["this-change"]


def test_the_earlier_state_is_asked_only_where_needed() -> None:
    def never() -> list[Finding]:
        raise AssertionError

    assert CauseFinder([], never).causes([_finding("a.one")]) == ["this-change"]


def _report(*findings: Finding) -> GateReport:
    return GateReport("p", "P", "1", "2026-03-01", "decided", GateVerdict.UNMET, (), findings)


def test_only_what_the_change_did_not_cause_is_excused() -> None:
    old, new = _finding("a.one"), _finding("a.two")
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
    first = Record("p", "1.0", signoffs={("a", Role.TPM): (one, two)})
    second = Record("p", "1.0", signoffs={("a", Role.TPM): (two, one)})
    assert entries_of(first).keys() == entries_of(second).keys()
    # Said again it is another entry, and so it is in another increment.
    again = Record("p", "1.0", signoffs={("a", Role.TPM): (one, two, one)})
    assert len(entries_of(again).keys() - entries_of(first).keys()) == 1
    assert not entries_of(first._replace(increment="1.1")).keys() & entries_of(first).keys()
