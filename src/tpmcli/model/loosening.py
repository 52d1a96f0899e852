"""What a policy or a pack asks for less, as data."""

from __future__ import annotations

from enum import Enum

from tpmcli.model.tuples import NamedTuple


class Looser(Enum):
    """One way to ask for less, with the text that `{before}`, `{after}`, `{name}` and `{names}`
    complete."""

    # What a layer asks for less than the layers below it.
    DROPPED = "dropped"
    EVIDENCE_OPTIONAL = "evidence is not required"
    EVIDENCE_UNPINNED = "evidence is not pinned"
    LEVEL = "must becomes should"
    NOT_CONTINUOUS = "not standing"
    NOT_APPLICABLE = "may be answered not applicable"
    WHEN = "only when {names}"
    NEVER_LAPSES = "answers do not lapse"
    LAPSES_LATER = "answers count {after} days instead of {before}"
    ENFORCED_LATER = "enforced from {after}"

    # What a policy asks for less than the policy before it.
    LIFECYCLE = "the lifecycle is {after} instead of {before}"
    GATE_REMOVED = "the gate {name} is gone"
    GATES_REORDERED = "the gates come in another order"
    STARTS_LATER = "gates before {after} are not gated any more"
    KIND_ADDED = "a shorter trip '{name}' passes only {names}"
    KIND_SHORTENED = "the trip '{name}' does not pass {names} any more"
    ITEM_GONE = "“{title}” is not asked any more"
    ITEM_NOT_APPLYING = "“{title}” does not apply any more"
    ITEM_LEVEL = "“{title}”: must becomes should"
    ITEM_ROLE = "“{title}”: it is the {after}'s instead of the {before}'s"
    ITEM_REWORDED = "“{title}”: it is reworded to “{after}”"
    ITEM_EVIDENCE_OPTIONAL = "“{title}”: evidence is not required any more"
    ITEM_EVIDENCE_UNPINNED = "“{title}”: evidence is not pinned any more"
    ITEM_NOT_APPLICABLE = "“{title}”: it may be answered not applicable"
    ITEM_NEVER_LAPSES = "“{title}”: answers count for ever instead of {before} days"
    ITEM_LAPSES_LATER = "“{title}”: answers count {after} days instead of {before} days"
    ITEM_NOT_CONTINUOUS = "“{title}”: it is not judged every day any more"
    ITEM_UNLOCKED = "“{title}”: it is not locked any more"
    ITEM_ENFORCED_LATER = "“{title}”: it is enforced from {after}"
    ITEM_ANSWERED_BY_CHECKS = "“{title}”: its checks answer it without a person"
    ITEM_CHECK_CHANGED = "“{title}”: its check '{name}' is gone or asks something else"
    PERSON_ADDED = "{name} may act as {after}"
    ALIAS_ADDED = "{name} counts as {after}"
    SHOULD_WARNS = "open should-items warn instead of blocking"
    SIGNOFF_DROPPED = "the {name} need not sign off any more"
    DECIDER_ADDED = "{name} may decide"
    DISTINCT_PEOPLE = "one person in two roles: '{after}' instead of '{before}'"
    IDENTITY = "who signs: '{after}' is enough instead of '{before}'"
    INHERITED_ALLOWED = "what was red before a change does not fail it"
    WAIVERS_LONGER = "waivers last {after} days instead of {before}"
    WAIVERS_ANNOUNCED_LATER = (
        "the end of a waiver is announced {after} days before instead of {before}"
    )
    APPROVER_ADDED = "{name} may approve waivers"
    ANY_VERSION = "any version of tpm may judge"
    KEY_ADDED = "a key may sign as {name}"


class Loosened(NamedTuple):
    """Something that is asked for less: how, and the values before and after.

    ``title`` is that of the item, ``name`` and ``names`` are of a gate, a kind, a person, a trait.
    """

    how: Looser
    title: str = ""
    name: str = ""
    names: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
