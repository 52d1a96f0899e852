"""The ways in which a policy or a pack can loosen a checklist, as data."""

from typing import NamedTuple


class LooserText(NamedTuple):
    """One way to loosen. The fields of `Loosened` complete the text."""

    text: str


class Looser:
    """Every way to loosen, by name."""

    # A layer, compared with the layers below it.
    DROPPED = LooserText("dropped")
    EVIDENCE_THIN = LooserText("evidence with hardly a word: {after} instead of {before}")
    EVIDENCE_REUSED = LooserText("one document for many items: {after} instead of {before}")
    PLACEHOLDER_LEFT = LooserText("placeholders in evidence: {after} instead of {before}")
    EVIDENCE_OPTIONAL = LooserText("evidence is not required")
    EVIDENCE_UNPINNED = LooserText("evidence is not pinned")
    LEVEL = LooserText("must becomes should")
    NOT_CONTINUOUS = LooserText("not standing")
    NOT_APPLICABLE = LooserText("may be answered not applicable")
    WHEN = LooserText("only when {names}")
    NEVER_LAPSES = LooserText("answers do not lapse")
    LAPSES_LATER = LooserText("answers count {after} days instead of {before}")
    ENFORCED_LATER = LooserText("enforced from {after}")

    # A policy, compared with the policy before it.
    LIFECYCLE = LooserText("the lifecycle is {after} instead of {before}")
    GATE_REMOVED = LooserText("the gate {name} is gone")
    GATES_REORDERED = LooserText("the gates come in another order")
    STARTS_LATER = LooserText("gates before {after} are not gated any more")
    KIND_ADDED = LooserText("a shorter trip '{name}' passes only {names}")
    KIND_SHORTENED = LooserText("the trip '{name}' does not pass {names} any more")
    KIND_DEPLOYABLE = LooserText("an increment of the kind `{name}` may be deployed")
    ITEM_GONE = LooserText("“{title}” is not asked any more")
    ITEM_NOT_APPLYING = LooserText("“{title}” does not apply any more")
    ITEM_LEVEL = LooserText("“{title}”: must becomes should")
    ITEM_ROLE = LooserText("“{title}”: it is the {after}'s instead of the {before}'s")
    ITEM_REWORDED = LooserText("“{title}”: it is reworded to “{after}”")
    ITEM_EVIDENCE_OPTIONAL = LooserText("“{title}”: evidence is not required any more")
    ITEM_EVIDENCE_UNPINNED = LooserText("“{title}”: evidence is not pinned any more")
    ITEM_NOT_APPLICABLE = LooserText("“{title}”: it may be answered not applicable")
    ITEM_NEVER_LAPSES = LooserText("“{title}”: answers count for ever instead of {before} days")
    ITEM_LAPSES_LATER = LooserText("“{title}”: answers count {after} days instead of {before} days")
    ITEM_NOT_CONTINUOUS = LooserText("“{title}”: it is not judged every day any more")
    ITEM_CARRIED = LooserText("“{title}”: its answer is carried into the next increment")
    ITEM_UNLOCKED = LooserText("“{title}”: it is not locked any more")
    ITEM_ENFORCED_LATER = LooserText("“{title}”: it is enforced from {after}")
    ITEM_ANSWERED_BY_CHECKS = LooserText("“{title}”: its checks answer it without a person")
    ITEM_CHECK_CHANGED = LooserText("“{title}”: its check '{name}' is gone or asks something else")
    PERSON_ADDED = LooserText("{name} may act as {after}")
    ALIAS_ADDED = LooserText("{name} counts as {after}")
    ALIAS_REMOVED = LooserText("{name} and {after} count as two people")
    SHOULD_WARNS = LooserText("open should-items warn instead of blocking")
    SIGNOFF_DROPPED = LooserText("the {name} need not sign off any more")
    DECIDER_ADDED = LooserText("{name} may decide")
    DISTINCT_PEOPLE = LooserText("one person in two roles: '{after}' instead of '{before}'")
    IDENTITY = LooserText("who signs: '{after}' is enough instead of '{before}'")
    INHERITED_ALLOWED = LooserText("what was red before a change does not fail it")
    WAIVERS_LONGER = LooserText("waivers last {after} days instead of {before}")
    WAIVERS_ANNOUNCED_LATER = LooserText(
        "the end of a waiver is announced {after} days before instead of {before}"
    )
    APPROVER_ADDED = LooserText("{name} may approve waivers")
    REBASE_UNCHECKED = LooserText("whether a rebase gives the same as a merge is not checked")
    ANY_VERSION = LooserText("any version of tpm may judge")
    MORE_VERSIONS = LooserText("tpm {after} may judge instead of {before}")
    KEY_ADDED = LooserText("a key may sign as {name}")


class Loosened(NamedTuple):
    """One requirement that a layer or a policy loosens, with the values before and after.

    `title` is that of the item; `name` and `names` are of a gate, a kind, a person or a trait.
    """

    how: LooserText
    title: str = ""
    name: str = ""
    names: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
