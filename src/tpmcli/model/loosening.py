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
    LEVEL = LooserText("required becomes recommended")
    NOT_CONTINUOUS = LooserText("not re-checked daily")
    NOT_APPLICABLE = LooserText("`not-applicable` is allowed")
    WHEN = LooserText("applies only with {names}")
    NEVER_LAPSES = LooserText("answers never expire")
    LAPSES_LATER = LooserText("answers expire after {after} days (before: {before})")
    ENFORCED_LATER = LooserText("required only from {after}")
    CHECK_CHANGED = LooserText("its `{name}` check is removed or changed")

    # A policy, compared with the policy before it.
    LIFECYCLE = LooserText("the lifecycle is `{after}` (before: `{before}`)")
    GATE_REMOVED = LooserText("the {name} gate is removed")
    GATES_REORDERED = LooserText("the gates are in another order")
    STARTS_LATER = LooserText("gates before {after} are now skipped")
    KIND_ADDED = LooserText("increments of the new kind `{name}` pass only {names}")
    KIND_SHORTENED = LooserText("increments of kind `{name}` now skip {names}")
    KIND_DEPLOYABLE = LooserText("increments of kind `{name}` may be deployed")
    ITEM_GONE = LooserText("“{title}” is removed")
    ITEM_NOT_APPLYING = LooserText("“{title}” no longer applies")
    ITEM_LEVEL = LooserText("“{title}”: required becomes recommended")
    ITEM_ROLE = LooserText("“{title}”: it now belongs to the {after} (before: the {before})")
    ITEM_REWORDED = LooserText(
        "“{title}”: its title or expected evidence is changed (now “{after}”)"
    )
    ITEM_EVIDENCE_OPTIONAL = LooserText("“{title}”: evidence is no longer required")
    ITEM_EVIDENCE_UNPINNED = LooserText("“{title}”: evidence is no longer pinned")
    ITEM_NOT_APPLICABLE = LooserText("“{title}”: `not-applicable` is now allowed")
    ITEM_NEVER_LAPSES = LooserText("“{title}”: answers never expire (before: after {before} days)")
    ITEM_LAPSES_LATER = LooserText(
        "“{title}”: answers expire after {after} days (before: {before})"
    )
    ITEM_NOT_CONTINUOUS = LooserText("“{title}”: it is no longer re-checked daily")
    ITEM_CARRIED = LooserText("“{title}”: its answer is now carried into the next increment")
    ITEM_UNLOCKED = LooserText("“{title}”: it is no longer locked")
    ITEM_ENFORCED_LATER = LooserText("“{title}”: it is required only from {after}")
    ITEM_ANSWERED_BY_CHECKS = LooserText("“{title}”: its checks now answer it without a person")
    ITEM_CHECK_CHANGED = LooserText("“{title}”: its `{name}` check is removed or changed")
    PERSON_ADDED = LooserText("{name} now holds the role {after}")
    ALIAS_ADDED = LooserText("{name} is now an alias of {after}")
    ALIAS_REMOVED = LooserText("{name} and {after} now count as two people")
    SHOULD_WARNS = LooserText("open recommended items warn instead of blocking")
    SIGNOFF_DROPPED = LooserText("the {name}'s sign-off is no longer required")
    SIGNOFF_DROPPED_AT = LooserText("the {name}'s sign-off is no longer required at {names}")
    FEWER_SIGN = LooserText("{names} need {after} people of {name} (before: {before})")
    SIGNS_OWN_ONLY = LooserText("the {name} no longer signs off all of {names}")
    DEMAND_DROPPED = LooserText("the {name}'s sign-off is not required at {names}")
    DECIDER_ADDED = LooserText("{name} may now decide")
    DECIDER_ADDED_AT = LooserText("{name} may now decide at {names}")
    DELEGATED = LooserText("{name} may now act for {before} as {after}")
    DISTINCT_PEOPLE = LooserText("`distinct-people` is `{after}` (before: `{before}`)")
    IDENTITY = LooserText("`identity` is `{after}` (before: `{before}`)")
    INHERITED_ALLOWED = LooserText("inherited findings no longer block a pull request")
    WAIVERS_LONGER = LooserText("waivers may run {after} days (before: {before})")
    WAIVERS_ANNOUNCED_LATER = LooserText(
        "waivers warn {after} days before they expire (before: {before})"
    )
    APPROVER_ADDED = LooserText("{name} may now approve waivers")
    APPROVER_ADDED_AT = LooserText("{name} may now approve waivers at {names}")
    FEWER_APPROVE = LooserText("{after} people of {name} may approve waivers (before: {before})")
    REBASE_UNCHECKED = LooserText("rebases are no longer compared with merges")
    ANY_VERSION = LooserText("any version of tpm is accepted")
    MORE_VERSIONS = LooserText("tpm {after} is accepted (before: {before})")
    KEY_ADDED = LooserText("a new key may sign as {name}")


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
