"""Loosenings by the policy: of the shipped checklists, and of the policy before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tpmcli.model.address import fold_address
from tpmcli.model.checklist import Checklist, Role
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
from tpmcli.model.loosening import Loosened, Looser, LooserText
from tpmcli.model.policy import Identity, Policy, Strictness
from tpmcli.model.rule import Reason, Severity
from tpmcli.rules.layering import asks_less
from tpmcli.rules.project import applies

Less = tuple[Subject, Loosened]
"""What is loosened (an item, a phase, a key of the policy), and how."""

_STRICTNESS = list(Strictness)
_IDENTITY = list(Identity)


def loosened_items(checklist: Checklist) -> list[Finding]:
    """Return a warning for every item that a pack or the policy loosens, with the reason."""
    return [
        Finding(
            Reason.LAYER_LOOSENS,
            about_recorded(SubjectKind.ITEM, loosening.item),
            Severity.WARNING,
            Arguments(name=loosening.layer, loosened=loosening.what, because=loosening.reason),
        )
        for loosening in checklist.loosenings
    ]


def find_loosenings(
    before: Policy, after: Policy, asked_before: Checklist, asked_after: Checklist
) -> list[Less]:
    """Return every way in which the later policy, with its checklist, loosens the earlier one."""
    return [
        *_phases(before, after, asked_before, asked_after),
        *_items(before, after, asked_before, asked_after),
        *_people(before, after),
        *_gate(before, after),
        *_waivers(before, after),
    ]


def _key(key: str, how: LooserText, name: str = "", before: str = "", after: str = "") -> Less:
    """Return the loosening of a key of the policy."""
    return about_policy(key), Loosened(how, name=name, before=before, after=after)


def _phases(before: Policy, after: Policy, old: Checklist, new: Checklist) -> Iterator[Less]:
    names = [phase.id for phase in new.phases]
    if old.name != new.name:
        yield _key("lifecycle", Looser.LIFECYCLE, before=old.name, after=new.name)
    for phase in old.phases:
        if phase.id not in names:
            yield about_gate(phase.id), Loosened(Looser.GATE_REMOVED, name=phase.id)
    kept = [phase.id for phase in old.phases if phase.id in names]
    if kept != [name for name in names if name in kept]:
        yield _key("lifecycle", Looser.GATES_REORDERED)
    first = {phase.id: place for place, phase in enumerate(new.phases)}
    if before.start_at in first and first.get(after.start_at, 0) > first[before.start_at]:
        yield _key("start-at", Looser.STARTS_LATER, after=after.start_at)
    for kind, phases in after.kinds.items():
        gone = tuple(name for name in before.kinds.get(kind, ()) if name not in phases)
        if kind not in before.kinds:
            yield about_policy("kinds"), Loosened(Looser.KIND_ADDED, name=kind, names=phases)
        elif gone:
            yield about_policy("kinds"), Loosened(Looser.KIND_SHORTENED, name=kind, names=gone)


def _items(before: Policy, after: Policy, old: Checklist, new: Checklist) -> Iterator[Less]:
    now = new.items()
    for name, item in old.items().items():
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


def _people(before: Policy, after: Policy) -> Iterator[Less]:
    for role in Role:
        for person in after.people.get(role, ()):
            if not before.holds(person, role):
                yield _key("people", Looser.PERSON_ADDED, person, after=role.upper())
    for email, others in after.aliases.items():
        for other in others:
            if before.canonical(other) != before.canonical(email):
                yield _key("aliases", Looser.ALIAS_ADDED, other, after=email)


def _added(names: Iterable[str], before: Iterable[str]) -> list[str]:
    known = {fold_address(name) for name in before}
    return [name for name in names if fold_address(name) not in known]


def _gate(before: Policy, after: Policy) -> Iterator[Less]:
    old, new = before.gate, after.gate
    if old.should_blocks and not new.should_blocks:
        yield _key("gate.should", Looser.SHOULD_WARNS)
    for role in old.signoffs:
        if role not in new.signoffs:
            yield _key("gate.signoffs", Looser.SIGNOFF_DROPPED, role.upper())
    for name in _added(new.deciders, old.deciders):
        yield _key("gate.deciders", Looser.DECIDER_ADDED, name)
    people = old.distinct_people, new.distinct_people
    if _STRICTNESS.index(people[1]) < _STRICTNESS.index(people[0]):
        how = Looser.DISTINCT_PEOPLE
        yield _key("gate.distinct-people", how, before=str(people[0]), after=str(people[1]))
    identity = old.identity, new.identity
    if _IDENTITY.index(identity[1]) < _IDENTITY.index(identity[0]):
        how = Looser.IDENTITY
        yield _key("gate.identity", how, before=str(identity[0]), after=str(identity[1]))
    if old.inherited_blocks and not new.inherited_blocks:
        yield _key("gate.inherited", Looser.INHERITED_ALLOWED)


def _waivers(before: Policy, after: Policy) -> Iterator[Less]:
    old, new = before.waivers, after.waivers
    if new.max_days > old.max_days:
        days = str(old.max_days), str(new.max_days)
        yield _key("waivers.max-days", Looser.WAIVERS_LONGER, before=days[0], after=days[1])
    if new.warn_days < old.warn_days:
        days, how = (str(old.warn_days), str(new.warn_days)), Looser.WAIVERS_ANNOUNCED_LATER
        yield _key("waivers.warn-days", how, before=days[0], after=days[1])
    for name in _added(new.approvers, old.approvers):
        yield _key("waivers.approvers", Looser.APPROVER_ADDED, name)
    if before.requires and not after.requires:
        yield _key("requires", Looser.ANY_VERSION)


def signers_added(before: bytes, after: bytes) -> list[Less]:
    """Return the new lines of `allowed_signers`: another key may sign, or sign for longer."""
    known = set(_lines(before))
    return [
        _key("allowed_signers", Looser.KEY_ADDED, _principals(line).decode("utf-8", "replace"))
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
