"""Every rule id with what it means and how to mend it: the one table for reports and the manual.

The ids are stable. In a meaning and a mend, backticks stand around code; there is no other markup.
"""

from __future__ import annotations

from tpmcli.model.tuples import NamedTuple
from tpmcli.model.verdict import Severity


class RuleText(NamedTuple):
    """What there is to say of a rule. ``severity`` is what it usually has."""

    id: str
    about: str
    title: str
    meaning: str
    fix: str
    severity: Severity = Severity.ERROR


_WARNING = Severity.WARNING
_NOTE = Severity.NOTE

ANSWERS = "Answers"
EVIDENCE = "Evidence"
CHECKS = "Automated checks"
WAIVERS = "Waivers"
SIGNOFFS = "Sign-offs"
DECISIONS = "Gates and decisions"
CHANGES = "What a change may do"

RULES: tuple[RuleText, ...] = (
    RuleText(
        "unanswered",
        ANSWERS,
        "A required item has no answer",
        "Nobody has said yet whether the item is met. What was not answered is never a pass.",
        "Answer it with `tpm answer`, or go through all open items of a phase with `tpm walk`.",
    ),
    RuleText(
        "not-met",
        ANSWERS,
        "A required item is answered not met",
        "The role says itself that the item is not fulfilled. It may name an owner and a due day,"
        " which plans the gap but does not close it.",
        "Do what the item asks and answer it anew; or, if the team agrees to go on without it,"
        " record a waiver with `tpm waive`.",
    ),
    RuleText(
        "stale-question",
        ANSWERS,
        "The item was reworded after it was answered",
        "The item's title, level, expected evidence, checks or conditions changed, or it went to"
        " the other role, so the answer was given to another question.",
        "Read the item as it is now (`tpm why`) and answer it again.",
    ),
    RuleText(
        "answer-lapsed",
        ANSWERS,
        "The answer is too old",
        "The item's answers count for a limited time only, and that time is over.",
        "Look again whether it is still true, and answer it anew.",
    ),
    RuleText(
        "not-applicable-refused",
        ANSWERS,
        "Not applicable is not a valid answer here",
        "The item does not allow the answer not-applicable, or the answer gives no reason.",
        "Give the reason with `--note` where the item allows it; otherwise answer met or not-met,"
        " or ask the team to change the item in the policy.",
    ),
    RuleText(
        "should-unmet",
        ANSWERS,
        "A recommended item is not satisfied",
        "The item is recommended, not required, or it is required only from a later day. It does"
        " not block the gate unless the policy says so, but the recommendation is then to go on"
        " with conditions.",
        "Satisfy the item, or decide to go on without it.",
        _WARNING,
    ),
    RuleText(
        "added-after-decision",
        ANSWERS,
        "The item was added or reworded after the gate was decided",
        "A decided gate is not asked anew what changed since. The item is shown so that nobody"
        " believes it was answered.",
        "Nothing has to be done. To have it asked, re-open the gate with"
        " `tpm gate decide PHASE recycle`.",
        _WARNING,
    ),
    RuleText(
        "item-removed",
        ANSWERS,
        "An item was recorded that no checklist has",
        "The record holds an answer for an item that the lifecycle, its packs and the policy no"
        " longer ask. It counts for nothing.",
        "Retire it with `tpm sync`, or restore the pack that brought it.",
        _WARNING,
    ),
    RuleText(
        "no-evidence",
        EVIDENCE,
        "The answer cites no evidence",
        "The item is answered met, but it asks for at least one file or link that shows it. A"
        " note explains, and is no evidence.",
        "Answer it again with `--evidence` and a path in the repository or a link.",
    ),
    RuleText(
        "evidence-missing",
        EVIDENCE,
        "The evidence is not there",
        "The cited file, or the heading in it, does not exist in the tree that is judged.",
        "Restore the file, or answer the item again with evidence that exists.",
    ),
    RuleText(
        "evidence-empty",
        EVIDENCE,
        "The evidence is empty",
        "The cited file has no content, or there is no text under the cited heading.",
        "Write what the item asks for, or cite other evidence.",
    ),
    RuleText(
        "evidence-changed",
        EVIDENCE,
        "The evidence changed after the answer",
        "The cited file is not the one that was looked at when the item was answered. That is a"
        " note, and an error where the item pins its evidence.",
        "Look at the change; where the item is still met, answer it again.",
        _NOTE,
    ),
    RuleText(
        "evidence-placeholder",
        EVIDENCE,
        "The evidence looks unfilled",
        "The cited file still has placeholders of a template, so it may be a skeleton that nobody"
        " has filled in.",
        "Fill it in, or take the placeholders out.",
        _WARNING,
    ),
    RuleText(
        "evidence-outside",
        EVIDENCE,
        "The evidence lies outside the repository",
        "The cited path leads out of the repository, is reached through a symbolic link or a"
        " submodule, or is no plain file, so it cannot be judged as committed.",
        "Put the file itself into the repository and cite it there, or cite a link.",
    ),
    RuleText(
        "evidence-untracked",
        EVIDENCE,
        "The evidence is not tracked by git",
        "The file exists on this disk only. Nobody else would see it.",
        "Add it with `git add` and commit it.",
    ),
    RuleText(
        "check-failed",
        CHECKS,
        "An automated check says no",
        "The item is verified by the tool itself, and what it looked at does not pass.",
        "See what the check found (`tpm why`) and mend that.",
    ),
    RuleText(
        "check-not-run",
        CHECKS,
        "An automated check could not be run",
        "A report is missing or unreadable, or a check that needs a program has no recorded"
        " result for the present tree. That is never a pass.",
        "Provide what the check looks at; for checks that need a program, run"
        " `tpm checks run --allow-commands`.",
    ),
    RuleText(
        "disputed",
        CHECKS,
        "The answer and the automated check contradict each other",
        "A person answered the item, but its automated check does not pass. The check wins.",
        "Mend what the check found, or answer not-met.",
    ),
    RuleText(
        "waiver-expired",
        WAIVERS,
        "The waiver is over",
        "The item was let through until a day that has passed, or the waiver was withdrawn, and"
        " the item is still not satisfied.",
        "Satisfy the item. Renewing the waiver is possible too, and is seen.",
    ),
    RuleText(
        "waiver-expiring",
        WAIVERS,
        "The waiver ends soon",
        "The last day of the waiver is near. After it the item blocks its gate again.",
        "Satisfy the item before that day.",
        _WARNING,
    ),
    RuleText(
        "waiver-too-long",
        WAIVERS,
        "The waiver is longer than the policy allows",
        "The last day lies more days after the request than `waivers.max-days` of the policy.",
        "Record a shorter waiver with `tpm waive`.",
    ),
    RuleText(
        "waiver-self-approved",
        WAIVERS,
        "Requested and approved by one person",
        "The person who asked for the waiver approved it, and the policy wants two people.",
        "Let somebody else who may approve waivers approve it.",
    ),
    RuleText(
        "waiver-unapproved",
        WAIVERS,
        "The waiver's approver did not vouch for it",
        "The approver named has not signed over the waiver, or is not one who may approve"
        " waivers. Until then the waiver lets nothing through.",
        "The approver signs with `tpm sign`; a person who may not approve is replaced by a new"
        " waiver that names another.",
    ),
    RuleText(
        "signoff-missing",
        SIGNOFFS,
        "A role has not signed off",
        "The policy asks this role to vouch for its answers at the gate, and there is no sign-off"
        " that counts: none was given, or the gate was re-opened since.",
        "Sign with `tpm sign` when the role's required items are satisfied.",
    ),
    RuleText(
        "signoff-stale",
        SIGNOFFS,
        "Answers or waivers changed after the sign-off",
        "A sign-off vouches for exactly the answers and waivers that stood then.",
        "The role looks at what changed and signs again with `tpm sign`.",
    ),
    RuleText(
        "signer-unauthorised",
        SIGNOFFS,
        "Signed by somebody who does not hold the role",
        "The policy does not name the signer for this role.",
        "Somebody whom the policy names signs; or the policy is changed, in a pull request of its"
        " own.",
    ),
    RuleText(
        "same-person",
        SIGNOFFS,
        "One person signed for both roles",
        "The two roles look at a product from two sides. The policy wants two people.",
        "Another person signs for one of the roles.",
        _WARNING,
    ),
    RuleText(
        "identity-too-weak",
        SIGNOFFS,
        "It is not sure enough who signed",
        "The policy asks for more than a typed name: the author of the commit, an approval on the"
        " platform, or a signature. The entry does not reach that.",
        "The person commits the entry themselves, approves the pull request, or signs the commit,"
        " as `gate.identity` of the policy says.",
    ),
    RuleText(
        "date-mismatch",
        SIGNOFFS,
        "The entry's date is not that of its commit",
        "A new sign-off, waiver or decision says a time that is more than a day from the commit"
        " that brought it.",
        "Record it anew; tpm writes the right time.",
    ),
    RuleText(
        "earlier-gate-open",
        DECISIONS,
        "An earlier gate is not decided",
        "Gates are passed in order. An earlier one has no decision go or conditional, or was"
        " re-opened.",
        "Decide the earlier gate first.",
    ),
    RuleText(
        "not-decided",
        DECISIONS,
        "The gate is not decided",
        "The question was whether every gate up to a phase is decided, and this one has no"
        " decision go or conditional.",
        "Check it with `tpm gate check PHASE`, and decide it with `tpm gate decide`.",
    ),
    RuleText(
        "project-killed",
        DECISIONS,
        "The product was stopped",
        "A decision kill was taken. Every check is unmet from then on.",
        "If that was taken back, re-open the gate with `tpm gate decide PHASE recycle`.",
    ),
    RuleText(
        "condition-overdue",
        DECISIONS,
        "A promise made at a gate was not kept in time",
        "A gate was passed with a condition, and the day by which its owner promised to fulfil it"
        " has passed.",
        "Fulfil it and close it with `tpm gate close`, or re-open the gate.",
    ),
    RuleText(
        "decider-unauthorised",
        DECISIONS,
        "Decided by somebody who may not decide",
        "The policy does not name the person under `gate.deciders`.",
        "Somebody who may decides; or the policy is changed, in a pull request of its own.",
    ),
    RuleText(
        "record-rewritten",
        CHANGES,
        "What was recorded earlier was changed or removed",
        "Waivers, sign-offs and decisions are only ever added to, and answers that a decision"
        " stands on stay as they were. Something of that was edited.",
        "Restore what was there. To change an answer that was decided on, re-open the gate with"
        " `tpm gate decide PHASE recycle`.",
    ),
    RuleText(
        "policy-changed",
        CHANGES,
        "The change touches policy and record together",
        "A change that answers questions must not also change the questions, or who may answer"
        " them.",
        "Make two pull requests: the policy first, then the answers.",
    ),
    RuleText(
        "policy-loosened",
        CHANGES,
        "The policy asks for less",
        "An item was dropped, became recommended, needs less evidence, or a limit was raised.",
        "Nothing, if that is meant and its reason holds; the code owners of the policy approve it.",
        _WARNING,
    ),
    RuleText(
        "project-removed",
        CHANGES,
        "A project disappears",
        "The folder .tpm of a project, or one of its increments, is gone. Without it nothing"
        " would be judged.",
        "Restore it. Where a product ends, record that with `tpm gate decide PHASE kill`.",
    ),
)
