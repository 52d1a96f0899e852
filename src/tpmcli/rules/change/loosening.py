"""What a policy asks for less: than the checklists as they come, and than the policy before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tpmcli.model.checklist import Checklist, Item, Level, Role
from tpmcli.model.finding import Finding
from tpmcli.model.policy import Identity, Policy, Strictness
from tpmcli.model.rule import Severity
from tpmcli.rules.project import applies

LoosenedPart = tuple[str, str]
"""The subject (an item, a phase, a key of the policy) and in words what is less."""

_STRICTNESS = list(Strictness)
_IDENTITY = list(Identity)


def loosened_items(checklist: Checklist) -> list[Finding]:
    """A warning for every item of which a pack or the policy asks for less, with the reason."""
    return [
        Finding(
            "policy-loosened",
            Severity.WARNING,
            loosening.item,
            f"{loosening.layer} asks for less of {loosening.item}: {loosening.what}"
            f" ({loosening.reason})",
        )
        for loosening in checklist.loosenings
    ]


def find_loosenings(
    before: Policy, after: Policy, asked_before: Checklist, asked_after: Checklist
) -> list[LoosenedPart]:
    """Every way in which the later policy, with its checklist, asks for less."""
    return [
        *_phases(before, after, asked_before, asked_after),
        *_items(before, after, asked_before, asked_after),
        *_people(before, after),
        *_gate(before, after),
        *_waivers(before, after),
    ]


def _phases(
    before: Policy, after: Policy, old: Checklist, new: Checklist
) -> Iterator[LoosenedPart]:
    names = [phase.id for phase in new.phases]
    if old.name != new.name:
        yield "lifecycle", f"the lifecycle is {new.name} instead of {old.name}"
    for phase in old.phases:
        if phase.id not in names:
            yield phase.id, f"the gate {phase.id} is gone"
    kept = [phase.id for phase in old.phases if phase.id in names]
    if kept != [name for name in names if name in kept]:
        yield "lifecycle", "the gates come in another order"
    first = {phase.id: place for place, phase in enumerate(new.phases)}
    if before.start_at in first and first.get(after.start_at, 0) > first[before.start_at]:
        yield "start-at", f"gates before {after.start_at} are not gated any more"
    for kind, phases in after.kinds.items():
        gone = [name for name in before.kinds.get(kind, ()) if name not in phases]
        if kind not in before.kinds:
            yield "kinds", f"a shorter trip '{kind}' passes only {', '.join(phases)}"
        elif gone:
            yield "kinds", f"the trip '{kind}' does not pass {', '.join(gone)} any more"


def _items(before: Policy, after: Policy, old: Checklist, new: Checklist) -> Iterator[LoosenedPart]:
    now = new.items()
    for name, item in old.items().items():
        if not applies(item, before.traits):
            continue
        later = now.get(name)
        if later is None:
            yield name, f"“{item.title}” is not asked any more"
        elif not applies(later, after.traits):
            yield name, f"“{item.title}” does not apply any more"
        else:
            for words in _item(item, later):
                yield name, f"“{item.title}”: {words}"


def _item(old: Item, new: Item) -> Iterator[str]:
    if old.level is Level.MUST and new.level is Level.SHOULD:
        yield "must becomes should"
    if old.role is not new.role:
        yield f"it is the {new.role.upper()}'s instead of the {old.role.upper()}'s"
    if old.title != new.title or old.evidence.expect != new.evidence.expect:
        yield f"it is reworded to “{new.title}”"
    if old.evidence.required and not new.evidence.required:
        yield "evidence is not required any more"
    if old.evidence.pin and not new.evidence.pin:
        yield "evidence is not pinned any more"
    if new.not_applicable and not old.not_applicable:
        yield "it may be answered not applicable"
    if old.valid_for is not None and (new.valid_for is None or new.valid_for > old.valid_for):
        until = "for ever" if new.valid_for is None else f"{new.valid_for} days"
        yield f"answers count {until} instead of {old.valid_for} days"
    yield from _loosened_fields(old, new)


def _loosened_fields(old: Item, new: Item) -> Iterator[str]:
    """What else of an item counts for less: how often it is judged, from when, by whom."""
    if old.continuous and not new.continuous:
        yield "it is not judged every day any more"
    if old.locked and not new.locked:
        yield "it is not locked any more"
    if new.enforce_from > old.enforce_from:
        yield f"it is enforced from {new.enforce_from}"
    if new.answered_by_checks and not old.answered_by_checks:
        yield "its checks answer it without a person"
    kept = [(check.kind, dict(check.options)) for check in new.checks]
    for check in old.checks:
        if (check.kind, dict(check.options)) not in kept:
            yield f"its check '{check.kind}' is gone or asks something else"


def _people(before: Policy, after: Policy) -> Iterator[LoosenedPart]:
    for role in Role:
        for person in after.people.get(role, ()):
            if not before.holds(person, role):
                yield "people", f"{person} may act as {role.upper()}"
    for email, others in after.aliases.items():
        for other in others:
            if before.canonical(other) != before.canonical(email):
                yield "aliases", f"{other} counts as {email}"


def _added(names: Iterable[str], before: Iterable[str]) -> list[str]:
    known = {name.casefold() for name in before}
    return [name for name in names if name.casefold() not in known]


def _gate(before: Policy, after: Policy) -> Iterator[LoosenedPart]:
    old, new = before.gate, after.gate
    if old.should_blocks and not new.should_blocks:
        yield "gate.should", "open should-items warn instead of blocking"
    for role in old.signoffs:
        if role not in new.signoffs:
            yield "gate.signoffs", f"the {role.upper()} need not sign off any more"
    for name in _added(new.deciders, old.deciders):
        yield "gate.deciders", f"{name} may decide"
    if _STRICTNESS.index(new.distinct_people) < _STRICTNESS.index(old.distinct_people):
        words = f"'{new.distinct_people}' instead of '{old.distinct_people}'"
        yield "gate.distinct-people", f"one person in two roles: {words}"
    if _IDENTITY.index(new.identity) < _IDENTITY.index(old.identity):
        words = f"'{new.identity}' is enough instead of '{old.identity}'"
        yield "gate.identity", f"who signs: {words}"
    if old.inherited_blocks and not new.inherited_blocks:
        yield "gate.inherited", "what was red before a change does not fail it"


def _waivers(before: Policy, after: Policy) -> Iterator[LoosenedPart]:
    old, new = before.waivers, after.waivers
    if new.max_days > old.max_days:
        yield "waivers.max-days", f"waivers last {new.max_days} days instead of {old.max_days}"
    if new.warn_days < old.warn_days:
        words = f"{new.warn_days} days before instead of {old.warn_days}"
        yield "waivers.warn-days", f"the end of a waiver is announced {words}"
    for name in _added(new.approvers, old.approvers):
        yield "waivers.approvers", f"{name} may approve waivers"
    if before.requires and not after.requires:
        yield "requires", "any version of tpm may judge"


def signers_added(before: bytes, after: bytes) -> list[LoosenedPart]:
    """Lines of `allowed_signers` that are new: another key may sign, or sign longer."""
    known = set(_lines(before))
    return [
        ("allowed_signers", f"a key may sign as {line.split()[0].decode('utf-8', 'replace')}")
        for line in _lines(after)
        if line not in known
    ]


def _lines(data: bytes) -> list[bytes]:
    lines = (line.strip() for line in data.splitlines())
    return [line for line in lines if line and not line.startswith(b"#")]
