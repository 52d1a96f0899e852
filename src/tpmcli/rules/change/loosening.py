"""Loosenings by the policy: of the shipped checklists, and of the policy before it.

`POLICY_ROWS` and `POLICY_NEUTRAL` are the one table of the keys of a policy, a lifecycle and a
pack; those of an item are in `rules/item_loosening.py`.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from tpmcli.model.checklist import Checklist, Item, Level
from tpmcli.model.demand import Authority
from tpmcli.model.finding import (
    Arguments,
    Finding,
    SubjectKind,
    about_gate,
    about_item,
    about_policy,
    about_recorded,
)
from tpmcli.model.loosening import Loosened, Looser, LooserText
from tpmcli.model.policy import Identity, MergeWay, Policy, Response, Strictness
from tpmcli.model.rule import Reason, Severity
from tpmcli.rules.change.loosened_roles import fewer_signoffs, more_delegations, named_row
from tpmcli.rules.change.policy_change import Less, PolicyChange, PolicyRow, of_key
from tpmcli.rules.item_loosening import asks_less
from tpmcli.rules.project import applies
from tpmcli.text.versions import accepts_more


def loosened_items(checklist: Checklist) -> list[Finding]:
    """Return a warning for every item that a pack or the policy loosens, with the reason."""
    return [
        Finding(
            Reason.LAYER_LOOSENS,
            about_recorded(SubjectKind.ITEM, loosening.item)
            if loosening.item
            else about_policy("gate.signoffs"),
            Severity.WARNING,
            Arguments(name=loosening.layer, loosened=loosening.what, because=loosening.reason),
        )
        for loosening in checklist.loosenings
    ]


def find_loosenings(
    before: Policy, after: Policy, asked_before: Checklist, asked_after: Checklist
) -> list[Less]:
    """Return every way in which the later policy, with its checklist, loosens the earlier one."""
    change = PolicyChange(before, after, asked_before, asked_after)
    return [less for row in POLICY_ROWS for less in row.find(change)]


def _lifecycle(change: PolicyChange) -> Iterator[Less]:
    old, new = change.old, change.new
    names = [phase.id for phase in new.phases]
    if old.name != new.name:
        yield of_key("lifecycle", Looser.LIFECYCLE, before=old.name, after=new.name)
    for phase in old.phases:
        if phase.id not in names:
            yield about_gate(phase.id), Loosened(Looser.GATE_REMOVED, name=phase.id)
    kept = [phase.id for phase in old.phases if phase.id in names]
    if kept != [name for name in names if name in kept]:
        yield of_key("lifecycle", Looser.GATES_REORDERED)


def _start_at(change: PolicyChange) -> Iterator[Less]:
    skipped = _skipped(change.before, change.old)
    known = {phase.id for phase in change.old.phases}
    if known & _skipped(change.after, change.new) - skipped:
        yield of_key("start-at", Looser.STARTS_LATER, after=change.after.start_at)


def _skipped(policy: Policy, checklist: Checklist) -> set[str]:
    """Return the phases before the first gate."""
    names = [phase.id for phase in checklist.phases]
    return set(names[: names.index(policy.start_at)] if policy.start_at in names else ())


def _kinds(change: PolicyChange) -> Iterator[Less]:
    before = change.before.kinds
    for kind, phases in change.after.kinds.items():
        gone = tuple(name for name in before.get(kind, ()) if name not in phases)
        if kind not in before:
            yield about_policy("kinds"), Loosened(Looser.KIND_ADDED, name=kind, names=phases)
        elif gone:
            yield about_policy("kinds"), Loosened(Looser.KIND_SHORTENED, name=kind, names=gone)


def _deploy_kinds(change: PolicyChange) -> Iterator[Less]:
    for kind in change.after.deploy_kinds:
        if kind not in change.before.deploy_kinds:
            yield of_key("deploy-kinds", Looser.KIND_DEPLOYABLE, kind)


def _items(change: PolicyChange) -> Iterator[Less]:
    """Yield what is asked less of each item, as all layers leave it."""
    before, after, now = change.before, change.after, change.new.items()
    for name, item in change.old.items().items():
        if not applies(item, before.traits):
            continue
        later = now.get(name)
        if later is None:
            yield about_item(item), Loosened(Looser.ITEM_GONE, item.title)
        elif not applies(later, after.traits):
            yield about_item(item), Loosened(Looser.ITEM_NOT_APPLYING, item.title)
        else:
            for loosened in asks_less(item, later):
                yield about_item(item), loosened._replace(title=item.title)
            if _blocked_at_once(item, later) and before.gate.should_blocks:
                how = Looser.ITEM_ENFORCED_LATER
                yield about_item(item), Loosened(how, item.title, after=later.enforce_from)


def _blocked_at_once(item: Item, later: Item) -> bool:
    """Return whether an item that is recommended becomes one that is required from a day on.

    Until that day it only warns, also where recommended items block.
    """
    return (
        item.level is Level.SHOULD
        and later.level is Level.MUST
        and bool(later.enforce_from)
        and later.enforce_from <= item.enforce_from
    )


def _people(change: PolicyChange) -> Iterator[Less]:
    before, after = change.before, change.after
    for role in after.people:
        for person in after.people[role]:
            if not before.holds(person, role):
                yield of_key(
                    "people", Looser.PERSON_ADDED, person, after=change.new.role(role).short
                )


def _aliases(change: PolicyChange) -> Iterator[Less]:
    before, after = change.before, change.after
    for email, others in after.aliases.items():
        for other in others:
            if before.canonical(other) != before.canonical(email):
                yield of_key("aliases", Looser.ALIAS_ADDED, other, after=email)
    for email, others in before.aliases.items():
        for other in others:
            apart = after.canonical(other) != after.canonical(email)
            if apart and (_is_named(after, other) or _is_named(after, email)):
                yield of_key("aliases", Looser.ALIAS_REMOVED, other, after=email)


def _is_named(policy: Policy, person: str) -> bool:
    """Return whether the policy lets the person do anything."""
    names = (*policy.gate.deciders, *policy.waivers.approvers)
    names += tuple(Authority(each.to) for each in policy.delegations)
    return policy.known(person) or policy.among(person, names)


def _requires(change: PolicyChange) -> Iterator[Less]:
    old, new = change.before.requires, change.after.requires
    if old and not new:
        yield of_key("requires", Looser.ANY_VERSION)
    elif accepts_more(old, new):
        yield of_key("requires", Looser.MORE_VERSIONS, before=old, after=new)


def _off(key: str, how: LooserText, blocks: Callable[[Policy], bool]) -> PolicyRow:
    """Return the row of a key that makes the gate check something, or not."""

    def find(change: PolicyChange) -> Iterator[Less]:
        if blocks(change.before) and not blocks(change.after):
            yield of_key(key, how)

    return PolicyRow((f"policy.{key}",), find)


def _weaker(
    key: str,
    how: LooserText,
    value: Callable[[Policy], Any],
    strictness: Callable[[Any], int],
) -> PolicyRow:
    """Return the row of a key whose values are more or less strict."""

    def find(change: PolicyChange) -> Iterator[Less]:
        old, new = value(change.before), value(change.after)
        if strictness(new) < strictness(old):
            yield of_key(key, how, before=str(old), after=str(new))

    return PolicyRow((f"policy.{key}",), find)


POLICY_ROWS: Final = (
    PolicyRow(("policy.lifecycle", "lifecycle.name", "lifecycle.phases"), _lifecycle),
    PolicyRow(("policy.start-at",), _start_at),
    PolicyRow(("policy.kinds",), _kinds),
    PolicyRow(("policy.deploy-kinds",), _deploy_kinds),
    PolicyRow(
        (
            *("policy.packs", "policy.traits", "policy.adjust", "pack.adjust", "adjust.drop"),
            *("lifecycle.from", "lifecycle.select", "lifecycle.covers"),
            *("checklist.phase", "item.id"),
        ),
        _items,
    ),
    PolicyRow(("policy.people",), _people),
    PolicyRow(("policy.aliases",), _aliases),
    PolicyRow(("policy.delegations.*",), more_delegations),
    _off("gate.should", Looser.SHOULD_WARNS, lambda policy: policy.gate.should_blocks),
    PolicyRow(
        ("policy.gate.signoffs.*", "lifecycle.signoffs.*", "pack.signoffs.*"), fewer_signoffs
    ),
    named_row(
        "gate.deciders",
        Looser.DECIDER_ADDED,
        Looser.DECIDER_ADDED_AT,
        # As many of them must sign off, which is compared as a demand.
        lambda policy: [Authority(each, 1, each.at, each.when) for each in policy.gate.deciders],
    ),
    _weaker(
        "gate.distinct-people",
        Looser.DISTINCT_PEOPLE,
        lambda policy: policy.gate.distinct_people,
        list(Strictness).index,
    ),
    _weaker(
        "gate.identity",
        Looser.IDENTITY,
        lambda policy: policy.gate.identity,
        list(Identity).index,
    ),
    _off("gate.inherited", Looser.INHERITED_ALLOWED, lambda policy: policy.gate.inherited_blocks),
    _weaker(
        "waivers.max-days",
        Looser.WAIVERS_LONGER,
        lambda policy: policy.waivers.max_days,
        lambda days: -days,
    ),
    _weaker(
        "waivers.warn-days",
        Looser.WAIVERS_ANNOUNCED_LATER,
        lambda policy: policy.waivers.warn_days,
        int,
    ),
    named_row(
        "waivers.approvers",
        Looser.APPROVER_ADDED,
        Looser.APPROVER_ADDED_AT,
        lambda policy: policy.waivers.approvers,
    ),
    _weaker(
        "evidence.thin",
        Looser.EVIDENCE_THIN,
        lambda policy: policy.evidence.thin,
        list(Response).index,
    ),
    _weaker(
        "evidence.reused",
        Looser.EVIDENCE_REUSED,
        lambda policy: policy.evidence.reused,
        list(Response).index,
    ),
    _weaker(
        "evidence.placeholder",
        Looser.PLACEHOLDER_LEFT,
        lambda policy: policy.evidence.placeholder,
        list(Response).index,
    ),
    _off("merge", Looser.REBASE_UNCHECKED, lambda policy: MergeWay.REBASE in policy.merge),
    PolicyRow(("policy.requires",), _requires),
)
"""Every key that can ask for less, in the order in which that is listed."""

POLICY_NEUTRAL: Final = {
    "policy.schema": "has one value",
    "policy.id": "never changes: another one is an error of its own",
    "policy.name": "is only shown",
    "policy.names": "are only shown: people act under their addresses",
    "policy.documents": "only proposes what could be cited",
    "policy.roles.*": "words alone; what is asked of a role counts",
    "lifecycle.roles.*": "words alone; what is asked of a role counts",
    "pack.roles.*": "words alone; what is asked of a role counts",
    "lifecycle.schema": "has one value",
    "lifecycle.title": "is only shown",
    "checklist.schema": "has one value",
    "checklist.title": "is only shown",
    "checklist.question": "is only shown: its items are what the gate asks for",
    "pack.schema": "has one value",
    "pack.name": "is only shown: what the pack adds and adjusts counts",
    "pack.title": "is only shown",
    "pack.about": "is only shown",
    "pack.traits": "only warns: the policy's own traits count",
}
"""The keys that ask for nothing, and why that is so."""


def signers_added(before: bytes, after: bytes) -> list[Less]:
    """Return the new lines of `allowed_signers`: another key may sign, or sign for longer."""
    known = set(_lines(before))
    return [
        of_key("allowed_signers", Looser.KEY_ADDED, _principals(line).decode("utf-8", "replace"))
        for line in _lines(after)
        if line not in known
    ]


def _lines(data: bytes) -> list[bytes]:
    """Return the lines that ssh-keygen reads: parted by line feeds, begun by blanks and tabs."""
    lines = (line.lstrip(b" \t").rstrip() for line in data.split(b"\n"))
    return [line for line in lines if line and not line.startswith(b"#")]


def _principals(line: bytes) -> bytes:
    """Return the people that a line names: its first word, which may be quoted."""
    if line.startswith(b'"'):
        return line[1:].partition(b'"')[0]
    return line.split(None, 1)[0]
