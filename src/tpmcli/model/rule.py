"""The rules that findings name, and the reasons for which each of them is reported.

This is the one table of rules: the manual, SARIF and `tpm explain` are made from it. The ids are
stable. In a meaning and a fix, code is in backticks; there is no other markup. A message is made
from a reason and the arguments of a finding when it is shown, and is never read back.
"""

from enum import Enum, StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """An error blocks; a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Topic(StrEnum):
    """A chapter of the manual, which groups rules."""

    ANSWERS = "Answers"
    EVIDENCE = "Evidence"
    CHECKS = "Automated checks"
    WAIVERS = "Waivers"
    SIGNOFFS = "Sign-offs"
    DECISIONS = "Gates and decisions"
    CHANGES = "What a change may do"


class Rule(Enum):
    """Every rule, by its id, in the order of the manual."""

    UNANSWERED = (
        "unanswered",
        Topic.ANSWERS,
        "A required item has no answer",
        "Nobody has said yet whether the item is met. What was not answered is never a pass.",
        "Answer it with `tpm answer`, or go through all open items of a phase with `tpm walk`.",
    )
    NOT_MET = (
        "not-met",
        Topic.ANSWERS,
        "A required item is answered not met",
        (
            "The role says itself that the item is not fulfilled. It may name an owner and a"
            " due day, which plans the gap but does not close it."
        ),
        (
            "Do what the item asks and answer it anew; or, if the team agrees to go on without it,"
            " record a waiver with `tpm waive`."
        ),
    )
    STALE_QUESTION = (
        "stale-question",
        Topic.ANSWERS,
        "The item was reworded after it was answered",
        (
            "The item's title, level, expected evidence, checks or conditions changed, or it"
            " went to the other role, so the answer was given to another question."
        ),
        "Read the item as it is now (`tpm why`) and answer it again.",
    )
    ANSWER_LAPSED = (
        "answer-lapsed",
        Topic.ANSWERS,
        "The answer is too old",
        "The item's answers count for a limited time only, and that time is over.",
        "Look again whether it is still true, and answer it anew.",
    )
    NOT_APPLICABLE_REFUSED = (
        "not-applicable-refused",
        Topic.ANSWERS,
        "Not applicable is not a valid answer here",
        "The item does not allow the answer not-applicable, or the answer gives no reason.",
        (
            "Give the reason with `--note` where the item allows it; otherwise answer met or"
            " not-met, or ask the team to change the item in the policy."
        ),
    )
    SHOULD_UNMET = (
        "should-unmet",
        Topic.ANSWERS,
        "A recommended item is not satisfied",
        (
            "The item is recommended, not required, or it is required only from a later day. It"
            " does not block the gate unless the policy says so, but the recommendation is then"
            " to go on with conditions."
        ),
        "Satisfy the item, or decide to go on without it.",
        Severity.WARNING,
    )
    ADDED_AFTER_DECISION = (
        "added-after-decision",
        Topic.ANSWERS,
        "The item was added or reworded after the gate was decided",
        (
            "A decided gate is not asked anew what changed since. The item is shown so that nobody"
            " believes it was answered."
        ),
        (
            "Nothing has to be done. To have it asked, re-open the gate with"
            " `tpm gate decide PHASE recycle`."
        ),
        Severity.WARNING,
    )
    ITEM_REMOVED = (
        "item-removed",
        Topic.ANSWERS,
        "An item was recorded that no checklist has",
        (
            "The record holds an answer for an item that the lifecycle, its packs and the policy no"
            " longer ask. It counts for nothing."
        ),
        "Retire it with `tpm sync`, or restore the pack that brought it.",
        Severity.WARNING,
    )
    NO_EVIDENCE = (
        "no-evidence",
        Topic.EVIDENCE,
        "The answer cites no evidence",
        (
            "The item is answered met, but it asks for at least one file or link that shows it. A"
            " note explains, and is no evidence."
        ),
        "Answer it again with `--evidence` and a path in the repository or a link.",
    )
    EVIDENCE_MISSING = (
        "evidence-missing",
        Topic.EVIDENCE,
        "The evidence is not there",
        "The cited file, or the heading in it, does not exist in the tree that is judged.",
        "Restore the file, or answer the item again with evidence that exists.",
    )
    EVIDENCE_EMPTY = (
        "evidence-empty",
        Topic.EVIDENCE,
        "The evidence shows nothing",
        (
            "The cited file has nothing that can be seen, or nothing beyond headings, comments,"
            " prompts and placeholders, as an untouched template; or there is no such text under"
            " the cited heading; or it is a file of tpm itself. A gate that is decided is not asked"
            " anew about evidence that did not change."
        ),
        "Write what the item asks for, or cite other evidence.",
    )
    EVIDENCE_THIN = (
        "evidence-thin",
        Topic.EVIDENCE,
        "The evidence has hardly a word",
        (
            "The cited file has fewer than 24 letters and digits that a reader sees. Headings,"
            " tables, code and the text of links count, and a Chinese, Japanese or Korean character"
            " counts three. With a heading cited, the whole file is measured. Pictures and other"
            " binary files are never thin. The policy decides whether it blocks (`evidence.thin`);"
            " a decided gate is not asked anew."
        ),
        "Write down what shows it, or cite the file that does.",
        Severity.WARNING,
    )
    EVIDENCE_REUSED = (
        "evidence-reused",
        Topic.EVIDENCE,
        "One document is cited as a whole for many items",
        (
            "A document with headings is cited without one for more than three items, so that"
            " nobody can tell which part shows which item. The policy decides whether it blocks"
            " (`evidence.reused`); a decided gate is not asked anew."
        ),
        "Cite the section that shows the item, as `path#heading`.",
        Severity.WARNING,
    )
    EVIDENCE_CHANGED = (
        "evidence-changed",
        Topic.EVIDENCE,
        "The evidence changed after the answer",
        (
            "The cited file is not the one that was looked at when the item was answered. That is a"
            " note, and an error where the item pins its evidence."
        ),
        "Look at the change; where the item is still met, answer it again.",
        Severity.NOTE,
    )
    EVIDENCE_PLACEHOLDER = (
        "evidence-placeholder",
        Topic.EVIDENCE,
        "The evidence looks unfilled",
        (
            "The cited file still has placeholders of a template, so it may be a skeleton that"
            " nobody has filled in. The policy decides whether it blocks (`evidence.placeholder`)."
        ),
        "Fill it in, or take the placeholders out.",
        Severity.WARNING,
    )
    EVIDENCE_OUTSIDE = (
        "evidence-outside",
        Topic.EVIDENCE,
        "The evidence lies outside the repository",
        (
            "The cited path leads out of the repository, is reached through a symbolic link or a"
            " submodule, or is no plain file, so it cannot be judged as committed."
        ),
        "Put the file itself into the repository and cite it there, or cite a link.",
    )
    EVIDENCE_UNTRACKED = (
        "evidence-untracked",
        Topic.EVIDENCE,
        "The evidence is not tracked by git",
        "The file exists on this disk only. Nobody else would see it.",
        "Add it with `git add` and commit it.",
    )
    EVIDENCE_NOT_FETCHED = (
        "evidence-not-fetched",
        Topic.EVIDENCE,
        "The evidence is in Git LFS and was not fetched",
        (
            "The cited file is a pointer to Git LFS, and its content is not in this clone, so"
            " nobody knows whether it exists and is unchanged. That is never a pass."
        ),
        "Run `git lfs pull`; in CI, check out with Git LFS (`lfs: true` in actions/checkout).",
    )
    CHECK_FAILED = (
        "check-failed",
        Topic.CHECKS,
        "An automated check says no",
        "The item is verified by the tool itself, and what it looked at does not pass.",
        "See what the check found (`tpm why`) and mend that.",
    )
    CHECK_NOT_RUN = (
        "check-not-run",
        Topic.CHECKS,
        "An automated check could not be run",
        (
            "A report is missing or unreadable, or a check that needs a program has no recorded"
            " result for the present tree. That is never a pass."
        ),
        (
            "Provide what the check looks at; for checks that need a program, run"
            " `tpm checks run --allow-commands`."
        ),
    )
    DISPUTED = (
        "disputed",
        Topic.CHECKS,
        "The answer and the automated check contradict each other",
        "A person answered the item, but its automated check does not pass. The check wins.",
        "Mend what the check found, or answer not-met.",
    )
    WAIVER_EXPIRED = (
        "waiver-expired",
        Topic.WAIVERS,
        "The waiver is over",
        (
            "The item was let through until a day that has passed, or the waiver was withdrawn, and"
            " the item is still not satisfied."
        ),
        "Satisfy the item. Renewing the waiver is possible too, and is seen.",
    )
    WAIVER_EXPIRING = (
        "waiver-expiring",
        Topic.WAIVERS,
        "The waiver ends soon",
        "The last day of the waiver is near. After it the item blocks its gate again.",
        "Satisfy the item before that day.",
        Severity.WARNING,
    )
    WAIVER_TOO_LONG = (
        "waiver-too-long",
        Topic.WAIVERS,
        "The waiver is longer than the policy allows",
        "The last day lies more days after the request than `waivers.max-days` of the policy.",
        "Record a shorter waiver with `tpm waive`.",
    )
    WAIVER_SELF_APPROVED = (
        "waiver-self-approved",
        Topic.WAIVERS,
        "Requested and approved by one person",
        "The person who asked for the waiver approved it, and the policy wants two people.",
        "Let somebody else who may approve waivers approve it.",
    )
    WAIVER_UNAPPROVED = (
        "waiver-unapproved",
        Topic.WAIVERS,
        "The waiver's approver did not vouch for it",
        (
            "The approver named has not signed over the waiver, or is not one who may approve"
            " waivers. Until then the waiver lets nothing through."
        ),
        (
            "The approver signs with `tpm sign`; a person who may not approve is replaced by a new"
            " waiver that names another."
        ),
    )
    SIGNOFF_MISSING = (
        "signoff-missing",
        Topic.SIGNOFFS,
        "A role has not signed off",
        (
            "The policy asks this role to vouch for its answers at the gate, and there is no"
            " sign-off that counts: none was given, it was withdrawn, or the gate was re-opened"
            " since."
        ),
        "Sign with `tpm sign` when the role's required items are satisfied.",
    )
    SIGNOFF_STALE = (
        "signoff-stale",
        Topic.SIGNOFFS,
        "Answers or waivers changed after the sign-off",
        "A sign-off vouches for exactly the answers and waivers that stood then.",
        "The role looks at what changed and signs again with `tpm sign`.",
    )
    SIGNER_UNAUTHORISED = (
        "signer-unauthorised",
        Topic.SIGNOFFS,
        "Signed by somebody who does not hold the role",
        "The policy does not name the signer for this role.",
        (
            "Somebody whom the policy names signs; or the policy is changed, in a pull request"
            " of its own."
        ),
    )
    SAME_PERSON = (
        "same-person",
        Topic.SIGNOFFS,
        "One person signed for both roles",
        "The two roles look at a product from two sides. The policy wants two people.",
        "Another person signs for one of the roles.",
        Severity.WARNING,
    )
    IDENTITY_TOO_WEAK = (
        "identity-too-weak",
        Topic.SIGNOFFS,
        "It is not sure enough who signed",
        (
            "The policy asks for more than a typed name: the author of the commit, an approval"
            " on the platform, or a signature. The entry does not reach that."
        ),
        (
            "The person commits the entry themselves, approves the pull request, or signs the"
            " commit, as `gate.identity` of the policy says."
        ),
    )
    DATE_MISMATCH = (
        "date-mismatch",
        Topic.SIGNOFFS,
        "The entry's date is not that of its commit",
        (
            "A new sign-off, waiver, decision, recorded run or start says a time that is more than"
            " a day from the commit that brought it."
        ),
        "Record it anew; tpm writes the right time.",
    )
    EARLIER_GATE_OPEN = (
        "earlier-gate-open",
        Topic.DECISIONS,
        "An earlier gate is not decided",
        (
            "Gates are passed in order. An earlier one has no decision go or conditional, or was"
            " re-opened."
        ),
        "Decide the earlier gate first.",
    )
    NOT_DECIDED = (
        "not-decided",
        Topic.DECISIONS,
        "The gate is not decided",
        (
            "The question was whether every gate up to a phase is decided, and this one has no"
            " decision go or conditional."
        ),
        "Check it with `tpm gate check PHASE`, and decide it with `tpm gate decide`.",
    )
    PROJECT_KILLED = (
        "project-killed",
        Topic.DECISIONS,
        "The product was stopped",
        (
            "A decision kill was taken, in any increment. Every check is unmet from then on, and no"
            " increment begins, until a decider takes it back with recycle; hold does not."
        ),
        "If that was taken back, re-open the gate with `tpm gate decide PHASE recycle`.",
    )
    CONDITION_OVERDUE = (
        "condition-overdue",
        Topic.DECISIONS,
        "A promise made at a gate was not kept in time",
        (
            "A gate was passed with a condition, and the day by which its owner promised to"
            " fulfil it has passed."
        ),
        "Fulfil it and close it with `tpm gate close`, or re-open the gate.",
    )
    OUTSTANDING = (
        "outstanding",
        Topic.DECISIONS,
        "An earlier decision left something open",
        (
            "Another increment passed a gate with a condition or a waiver, which counts until it is"
            " closed, satisfied or expired, whichever increment is current."
        ),
        "Nothing has to be done yet. Close the condition or satisfy the item in time.",
        Severity.NOTE,
    )
    KIND_NOT_DEPLOYABLE = (
        "kind-not-deployable",
        Topic.DECISIONS,
        "An increment that skips gates may not be deployed",
        (
            "An increment of a kind passes only some gates. `--through`, which deployments ask,"
            " accepts the whole lifecycle and the kinds that the policy lists under `deploy-kinds`,"
            " which are none if it does not have that key. With `--against`, the base's policy"
            " decides."
        ),
        (
            "Deploy an increment that passes every gate; or list its kind under `deploy-kinds`, in"
            " a pull request of its own."
        ),
    )
    DECIDER_UNAUTHORISED = (
        "decider-unauthorised",
        Topic.DECISIONS,
        "Decided by somebody who may not decide",
        "The policy does not name the person under `gate.deciders`.",
        "Somebody who may decides; or the policy is changed, in a pull request of its own.",
    )
    RECORDER_UNAUTHORISED = (
        "recorder-unauthorised",
        Topic.CHANGES,
        "Recorded by somebody who may not",
        (
            "A result of a check, and the start of an increment, count by themselves. So the"
            " policy must name whoever records them under `people`; leaving an increment with a"
            " gate undecided takes one of `gate.deciders`."
        ),
        (
            "Somebody whom the policy names runs the check, or begins the increment; or the policy"
            " is changed, in a pull request of its own."
        ),
    )
    RECORD_REWRITTEN = (
        "record-rewritten",
        Topic.CHANGES,
        "What was recorded earlier was changed or removed",
        (
            "Waivers, sign-offs, decisions and recorded runs are only ever added to, how an"
            " increment began stays, and so do answers that a decision stands on. Something of"
            " that was edited."
        ),
        (
            "Restore what was there. To change an answer that was decided on, re-open the gate with"
            " `tpm gate decide PHASE recycle`."
        ),
    )
    REPLAY_DIFFERS = (
        "replay-differs",
        Topic.CHANGES,
        "Rebasing the branch gives other files than merging it",
        (
            "The gates were checked on the result of a merge. Applied one by one, as a rebase does,"
            " the commits give other files under `.tpm/`, other evidence or other files for checks:"
            " for example, one commit repeats a change of the base and the next one reverts it."
            " Ways of merging that the policy leaves out under `merge` are not compared."
        ),
        "Rebase the branch onto the base, or squash its commits, and check the result.",
    )
    POLICY_CHANGED = (
        "policy-changed",
        Topic.CHANGES,
        "The change touches policy and record together",
        (
            "A change that answers questions must not also change the questions, or who may answer"
            " them."
        ),
        "Make two pull requests: the policy first, then the answers.",
    )
    POLICY_LOOSENED = (
        "policy-loosened",
        Topic.CHANGES,
        "The policy asks for less",
        "An item was dropped, became recommended, needs less evidence, or a limit was raised.",
        "Nothing, if that is meant and its reason holds; the code owners of the policy approve it.",
        Severity.WARNING,
    )
    PROJECT_REMOVED = (
        "project-removed",
        Topic.CHANGES,
        "A project disappears",
        (
            "The folder .tpm of a project, or one of its increments, is gone. Without it nothing"
            " would be judged."
        ),
        "Restore it. Where a product ends, record that with `tpm gate decide PHASE kill`.",
    )

    NOT_ON_BRANCH = (
        "not-on-branch",
        Topic.CHANGES,
        "The commit to go out was never merged",
        (
            "The branch that `--on` names does not have the commit that is judged. A tag can be"
            " put on any commit; only what the branch has was judged by the check that it requires."
        ),
        "Merge it, and tag the commit that is on the branch.",
    )

    def __init__(
        self,
        rule_id: str,
        topic: Topic,
        title: str,
        meaning: str,
        fix: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Take a row of the table; `severity` is the default of its findings."""
        self.id = rule_id
        self.topic = topic
        self.title = title
        self.meaning = meaning
        self.fix = fix
        self.severity = severity

    def __str__(self) -> str:
        """Return the id, as it is written in every format."""
        return self.id


class RuleReason(NamedTuple):
    """A reason to report a rule, with its message.

    In a message, `{title}`, `{item}`, `{phase}`, `{role}`, `{number}` and `{subject}` come from the
    finding's subject, `{entry}` describes it, and `{items}` are the titles of all that share the
    finding; the other names are fields of `Arguments`.
    """

    rule: Rule
    message: str


class Reason:
    """Every reason, by name.

    Not an enum: a hundred members would cost a tenth of `gate check`.
    """

    UNANSWERED = RuleReason(Rule.UNANSWERED, "“{title}” is not answered")
    SEVERAL_UNANSWERED = RuleReason(
        Rule.UNANSWERED,
        "{total} required items are not answered yet; below they are marked “open”",
    )
    SEVERAL_UNMET = RuleReason(
        Rule.SHOULD_UNMET,
        "{total} recommended items are not answered yet; below they are marked “open”",
    )
    NOT_MET = RuleReason(Rule.NOT_MET, "“{title}” is answered not met")
    NOT_MET_PLANNED = RuleReason(Rule.NOT_MET, "“{title}” is answered not met (due {until})")
    NOT_APPLICABLE_REFUSED = RuleReason(
        Rule.NOT_APPLICABLE_REFUSED,
        "“{title}” is answered not applicable, which it does not allow",
    )
    NOT_APPLICABLE_UNEXPLAINED = RuleReason(
        Rule.NOT_APPLICABLE_REFUSED,
        "“{title}” is answered not applicable without a reason",
    )
    ITEM_REWORDED = RuleReason(
        Rule.STALE_QUESTION,
        "“{title}” was reworded after {person} answered it on {day}",
    )
    ITEM_MOVED = RuleReason(
        Rule.STALE_QUESTION,
        "“{title}” was answered as the {other_role}'s and is the {role}'s now",
    )
    ANSWER_LAPSED = RuleReason(
        Rule.ANSWER_LAPSED,
        "“{title}” was answered on {day}; that lapsed after {until}",
    )
    ITEM_ADDED_LATER = RuleReason(
        Rule.ADDED_AFTER_DECISION,
        "“{title}” was added after {phase} was decided on {day}",
    )
    ITEM_REWORDED_LATER = RuleReason(
        Rule.ADDED_AFTER_DECISION,
        "“{title}” was reworded after {phase} was decided on {day}",
    )
    ITEM_REMOVED = RuleReason(
        Rule.ITEM_REMOVED,
        "{item} was recorded, but no checklist has this item any more; it counts for nothing",
    )

    NO_EVIDENCE = RuleReason(
        Rule.NO_EVIDENCE,
        "“{title}” is answered met without the evidence that it asks for",
    )
    CLOSED_WITHOUT_EVIDENCE = RuleReason(
        Rule.NO_EVIDENCE,
        "condition {number} of {phase} was closed without evidence",
    )
    EVIDENCE_MISSING = RuleReason(
        Rule.EVIDENCE_MISSING,
        "{path}, evidence for {items}, is not there{detail}",
    )
    EVIDENCE_EMPTY = RuleReason(
        Rule.EVIDENCE_EMPTY, "{path}, evidence for {items}, shows nothing{detail}"
    )
    EVIDENCE_THIN = RuleReason(
        Rule.EVIDENCE_THIN, "{path}, evidence for {items}, has hardly a word"
    )
    EVIDENCE_REUSED = RuleReason(
        Rule.EVIDENCE_REUSED,
        "{path}, evidence for {items}, is cited as a whole for more than three items",
    )
    EVIDENCE_OUTSIDE = RuleReason(
        Rule.EVIDENCE_OUTSIDE,
        "{path}, evidence for {items}, lies outside the repository{detail}",
    )
    EVIDENCE_UNTRACKED = RuleReason(
        Rule.EVIDENCE_UNTRACKED,
        "{path}, evidence for {items}, is not tracked by git{detail}",
    )
    EVIDENCE_NOT_FETCHED = RuleReason(
        Rule.EVIDENCE_NOT_FETCHED,
        "{path}, evidence for “{title}”, is not verified{detail}",
    )
    CLOSING_EVIDENCE_MISSING = RuleReason(
        Rule.EVIDENCE_MISSING,
        "{path}, which closed condition {number} of {phase}, is missing",
    )
    CLOSING_EVIDENCE_EMPTY = RuleReason(
        Rule.EVIDENCE_EMPTY,
        "{path}, which closed condition {number} of {phase}, is empty",
    )
    CLOSING_EVIDENCE_OUTSIDE = RuleReason(
        Rule.EVIDENCE_OUTSIDE,
        "{path}, which closed condition {number} of {phase}, is outside",
    )
    CLOSING_EVIDENCE_UNTRACKED = RuleReason(
        Rule.EVIDENCE_UNTRACKED,
        "{path}, which closed condition {number} of {phase}, is untracked",
    )
    CLOSING_EVIDENCE_NOT_FETCHED = RuleReason(
        Rule.EVIDENCE_NOT_FETCHED,
        "{path}, which closed condition {number} of {phase}, is in Git LFS and was not fetched",
    )
    EVIDENCE_CHANGED = RuleReason(
        Rule.EVIDENCE_CHANGED,
        "{path}, evidence for {items}, changed after {person} answered on {day}",
    )
    EVIDENCE_PLACEHOLDER = RuleReason(
        Rule.EVIDENCE_PLACEHOLDER,
        "{path}, evidence for {items}, still says {placeholder}",
    )

    CHECK_FAILED = RuleReason(Rule.CHECK_FAILED, "“{title}” is not shown: {result}")
    CHECK_COULD_NOT_RUN = RuleReason(Rule.CHECK_NOT_RUN, "“{title}” is not shown: {result}")
    CHECK_WITHOUT_RESULT = RuleReason(Rule.CHECK_NOT_RUN, "“{title}” has a check without a result")
    DISPUTED = RuleReason(Rule.DISPUTED, "“{title}” is answered, but its check says no: {result}")

    WAIVER_EXPIRED = RuleReason(
        Rule.WAIVER_EXPIRED,
        "“{title}” is not satisfied and its waiver ended on {until}",
    )
    WAIVER_WITHDRAWN = RuleReason(
        Rule.WAIVER_EXPIRED,
        "“{title}” is not satisfied and its waiver was withdrawn on {day} by {person}",
    )
    WAIVER_EXPIRING = RuleReason(
        Rule.WAIVER_EXPIRING, "the waiver of “{title}” ends {when}, on {until}"
    )
    WAIVER_TOO_LONG = RuleReason(
        Rule.WAIVER_TOO_LONG,
        (
            "“{title}” is waived until {until}; requested on {day}, the policy allows at most"
            " {total} days, to {latest}"
        ),
    )
    WAIVER_SELF_APPROVED = RuleReason(
        Rule.WAIVER_SELF_APPROVED,
        "{person} requested and approved the waiver of “{title}”",
    )
    WAIVER_APPROVER_LOOKS_ALIKE = RuleReason(
        Rule.WAIVER_SELF_APPROVED,
        "the waiver of “{title}” is requested and approved by addresses that look alike: {alike}",
    )
    WAIVER_APPROVER_UNAUTHORISED = RuleReason(
        Rule.WAIVER_UNAPPROVED,
        "the waiver of “{title}” names {person} as approver, who may not approve waivers",
    )
    WAIVER_UNSIGNED = RuleReason(
        Rule.WAIVER_UNAPPROVED,
        "{person} has not signed over the waiver of “{title}”",
    )

    SIGNOFF_MISSING = RuleReason(Rule.SIGNOFF_MISSING, "the {role} has not signed off {phase}")
    SIGNOFF_MISSING_AGAIN = RuleReason(
        Rule.SIGNOFF_MISSING,
        "the {role} has not signed off {phase} since the gate was re-opened",
    )
    SIGNOFF_WITHDRAWN = RuleReason(
        Rule.SIGNOFF_MISSING,
        "{person} withdrew the sign-off of {phase} as {role} on {day}",
    )
    SIGNOFF_STALE = RuleReason(
        Rule.SIGNOFF_STALE,
        "answers or waivers changed after {person} signed off {phase}",
    )
    SIGNER_WITHOUT_ROLE = RuleReason(
        Rule.SIGNER_UNAUTHORISED,
        "{person} signed off {phase} as {role}, but does not hold that role",
    )
    SIGNER_UNKNOWN_TO_BASE = RuleReason(
        Rule.SIGNER_UNAUTHORISED,
        (
            "{person} signed off {phase} as {role}, but the policy of the base does not name"
            " them for that role"
        ),
    )
    WITHDRAWER_UNKNOWN_TO_BASE = RuleReason(
        Rule.SIGNER_UNAUTHORISED,
        (
            "{person} withdrew the sign-off of {phase} as {role}, but the policy of the base does"
            " not name them for that role"
        ),
    )
    SAME_PERSON = RuleReason(Rule.SAME_PERSON, "{person} signed off {phase} in both roles")
    SIGNERS_LOOK_ALIKE = RuleReason(
        Rule.SAME_PERSON, "{phase} is signed off by addresses that look alike: {alike}"
    )
    IDENTITY_TOO_WEAK = RuleReason(
        Rule.IDENTITY_TOO_WEAK,
        (
            "{entry} names {person}; it comes from commit {commit} by {author}, which makes it"
            " '{identity}', and the policy asks for '{required}'"
        ),
    )
    IDENTITY_WITHOUT_COMMIT = RuleReason(
        Rule.IDENTITY_TOO_WEAK,
        (
            "{entry} names {person}; it comes from no commit of this branch that can be read, which"
            " makes it '{identity}', and the policy asks for '{required}'"
        ),
    )
    APPROVAL_AWAITED = RuleReason(
        Rule.IDENTITY_TOO_WEAK,
        (
            "{entry}, which commit {commit} by {author} records in the name of {person}, waits for"
            " their approval of this pull request"
        ),
    )
    APPROVAL_OUTDATED = RuleReason(
        Rule.IDENTITY_TOO_WEAK,
        (
            "{entry}, which commit {commit} by {author} records in the name of {person}, waits for"
            " their approval: they approved commit {approved}, which does not have it"
        ),
    )
    DATED_IN_FUTURE = RuleReason(
        Rule.DATE_MISMATCH,
        "{entry} is dated {moment}, which lies in the future",
    )
    ANSWER_DATED_AHEAD = RuleReason(
        Rule.DATE_MISMATCH,
        "the answer to {item} is dated {moment}, which lies in the future",
    )
    DATED_UNLIKE_COMMIT = RuleReason(
        Rule.DATE_MISMATCH,
        (
            "{entry} is dated {moment}, which is more than a day from {day}, when its commit"
            " {commit} was made"
        ),
    )
    COMMIT_UNDATED = RuleReason(
        Rule.DATE_MISMATCH,
        (
            "{entry} is dated {moment}, but the date of its commit {commit} is unknown: it is"
            " missing, or beyond the calendar"
        ),
    )
    BASE_UNDATED = RuleReason(
        Rule.DATE_MISMATCH,
        (
            "the date of commit {commit}, the newest of {base}, is unknown or in the future; {day}"
            " is used instead"
        ),
    )
    DATED_BEFORE_ANSWERS = RuleReason(
        Rule.DATE_MISMATCH,
        "{entry} is dated {moment}, which lies before the answers that it vouches for",
    )

    EARLIER_GATE_UNDECIDED = RuleReason(
        Rule.EARLIER_GATE_OPEN,
        "the earlier gate {phase} is not decided",
    )
    EARLIER_GATE_NOT_PASSED = RuleReason(
        Rule.EARLIER_GATE_OPEN,
        "the earlier gate {phase} is decided {outcome}",
    )
    UNDECIDED = RuleReason(Rule.NOT_DECIDED, "the gate {phase} is not decided")
    NOT_PASSED = RuleReason(Rule.NOT_DECIDED, "the gate {phase} is decided {outcome}")
    DECIDED_WITHOUT_REASON = RuleReason(
        Rule.NOT_DECIDED,
        (
            "{phase} was decided {outcome} without a reason, though the recommendation was"
            " {recommended} ({recommended_by})"
        ),
    )
    CONDITION_ABSENT = RuleReason(
        Rule.NOT_DECIDED,
        "{phase} was decided conditional without a condition",
    )
    CONDITION_UNWANTED = RuleReason(
        Rule.NOT_DECIDED,
        "{phase} was decided {outcome}, which takes no conditions",
    )
    GATE_SKIPPED = RuleReason(Rule.NOT_DECIDED, "the gate {phase} is not one that {name} passes")
    INCREMENT_LEFT_OPEN = RuleReason(
        Rule.NOT_DECIDED,
        "{name} is left with the gate {phase} open, and the record does not say why",
    )
    PROJECT_KILLED = RuleReason(
        Rule.PROJECT_KILLED,
        "the product was stopped at the gate {phase} by {person}",
    )
    BEGUN_WHILE_KILLED = RuleReason(
        Rule.PROJECT_KILLED,
        (
            "the increment {subject} begins although {person} stopped the product at the gate"
            " {name} of {before}"
        ),
    )
    KIND_NOT_DEPLOYABLE = RuleReason(
        Rule.KIND_NOT_DEPLOYABLE,
        (
            "{subject} is of the kind `{name}`, which skips {names} and is not one of the policy's"
            " `deploy-kinds`"
        ),
    )
    CONDITION_OVERDUE = RuleReason(
        Rule.CONDITION_OVERDUE,
        "condition {number} of {phase}, “{title}”, was due on {until}",
    )
    CONDITION_OUTSTANDING = RuleReason(
        Rule.OUTSTANDING,
        "condition {number} of {phase}, “{title}”, is due on {until}",
    )
    WAIVER_OUTSTANDING = RuleReason(Rule.OUTSTANDING, "“{title}” is waived until {until}")
    CONDITION_DUE_REFUSED = RuleReason(
        Rule.CONDITION_OVERDUE,
        (
            "condition {number} of {phase} is due on {until}; decided on {day}, the policy allows"
            " {day} to {latest}"
        ),
    )
    DECIDER_UNAUTHORISED = RuleReason(
        Rule.DECIDER_UNAUTHORISED,
        "{person} decided {outcome} at the gate {phase}; the policy names {names}",
    )
    CLOSER_UNAUTHORISED = RuleReason(
        Rule.DECIDER_UNAUTHORISED,
        (
            "{person} closed condition {number} of {phase}, but the policy of the base does not"
            " name them"
        ),
    )
    CONDITION_OWNER_UNKNOWN = RuleReason(
        Rule.DECIDER_UNAUTHORISED,
        "condition {number} of {phase} is owned by {person}, whom the policy does not name",
    )

    RUNNER_UNAUTHORISED = RuleReason(
        Rule.RECORDER_UNAUTHORISED,
        (
            "{person} recorded a run of a check of {item}, but the policy of the base does not name"
            " them"
        ),
    )
    STARTER_UNAUTHORISED = RuleReason(
        Rule.RECORDER_UNAUTHORISED,
        "{person} began the increment {subject}, which the policy of the base does not let them do",
    )
    START_UNATTRIBUTED = RuleReason(
        Rule.RECORDER_UNAUTHORISED,
        "the increment {subject} has a kind or a remark, and the record does not say who began it",
    )

    DECISION_UNDERMINED = RuleReason(
        Rule.RECORD_REWRITTEN,
        (
            "answers, waivers or sign-offs that the decision on {phase} of {day} stands on were"
            " changed afterwards"
        ),
    )
    DECISION_INCOMPLETE = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the decision on {phase} does not name the entries that it was taken on",
    )
    DECIDED_AGAIN = RuleReason(
        Rule.RECORD_REWRITTEN,
        "{phase} was decided {outcome} again without being re-opened",
    )
    SIGNOFF_WITHDRAWN_LATE = RuleReason(
        Rule.RECORD_REWRITTEN,
        "{person} withdrew the sign-off of {phase} as {role}, on which the gate is decided",
    )
    INCREMENT_REMOVED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the increment {name} was there ({path}) and is gone",
    )
    INCREMENT_FOREIGN = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the new increment {name} belongs to the project '{before}'",
    )
    INCREMENT_WENT_BACK = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the increment under way was {before} and would be {name}, an earlier one",
    )
    RECORD_ID_CHANGED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the project id of the record of {name} was '{before}' and is '{after}'",
    )
    RECORD_KIND_CHANGED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the kind of the record of {name} was '{before}' and is '{after}'",
    )
    RECORD_REMARK_CHANGED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the remark of the record of {name} was '{before}' and is '{after}'",
    )
    RECORD_STARTER_CHANGED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "who began {name} was '{before}' and is '{after}'",
    )
    RECORD_START_MOVED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the moment at which {name} began was '{before}' and is '{after}'",
    )
    RECORD_FOLLOWS_CHANGED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the increment that {name} follows was '{before}' and is '{after}'",
    )
    INCREMENT_FOLLOWS_OTHER = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the new increment {name} names '{after}' as the one that it follows; {before} was current",
    )
    ENTRIES_REMOVED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "{entries} of {subject} that stand in the base were removed",
    )
    ENTRIES_CHANGED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "{entries} of {subject} that stand in the base were changed, or no longer come first",
    )
    ANSWER_ADDED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the answer to {item}, which the decision on {phase} of {day} stands on, was added",
    )
    ANSWER_REMOVED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the answer to {item}, which the decision on {phase} of {day} stands on, was removed",
    )
    ANSWER_CHANGED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the answer to {item}, which the decision on {phase} of {day} stands on, was changed",
    )

    REPLAY_DIFFERS = RuleReason(
        Rule.REPLAY_DIFFERS,
        "rebasing this branch onto {base} gives other content than merging it: {files}",
    )
    REPLAY_CONFLICTS = RuleReason(
        Rule.REPLAY_DIFFERS,
        (
            "the commits of this branch cannot be applied one by one to {base}; rebasing it is not"
            " possible"
        ),
    )
    PROJECT_ID_CHANGED = RuleReason(
        Rule.POLICY_CHANGED,
        "the project's id was '{before}' and is '{after}' ({files})",
    )
    POLICY_AND_RECORD_CHANGED = RuleReason(
        Rule.POLICY_CHANGED,
        "this change touches both the policy and the record ({files})",
    )
    POLICY_CHANGE_DENIED = RuleReason(
        Rule.POLICY_CHANGED,
        "this change touches the policy, which is frozen (--deny-policy-change) ({files})",
    )
    KIND_DROPPED = RuleReason(
        Rule.POLICY_CHANGED,
        "the increment under way is of the kind '{name}', which the new policy drops ({files})",
    )
    GATE_EMPTIED = RuleReason(
        Rule.POLICY_CHANGED,
        "under the new policy the gate {name} would ask nothing ({files})",
    )
    ENTRY_WITHOUT_POLICY = RuleReason(
        Rule.POLICY_CHANGED,
        (
            "{subject} comes with an entry ({entries}) in the same change as the policy that would"
            " judge it; the base has no project yet"
        ),
    )
    BASE_UNREADABLE = RuleReason(
        Rule.POLICY_CHANGED,
        (
            "the project cannot be read in {base} ({problem}); this change is compared with commit"
            " {commit}, where it last could be"
        ),
    )
    LAYER_LOOSENS = RuleReason(
        Rule.POLICY_LOOSENED,
        "{name} asks for less of {item}: {loosened} ({because})",
    )
    POLICY_LOOSENS = RuleReason(Rule.POLICY_LOOSENED, "the policy asks for less: {loosened}")
    PROJECT_REMOVED = RuleReason(
        Rule.PROJECT_REMOVED,
        "the project {name} is in {base}, and this change takes it away: {path} is gone",
    )
    PROJECT_LINKED = RuleReason(
        Rule.PROJECT_REMOVED,
        "the project {name} is in {base}, and this change takes it away: {path} is, or lies behind,"
        " a symbolic link",
    )
    NOT_ON_BRANCH = RuleReason(
        Rule.NOT_ON_BRANCH,
        "commit {commit} is not on {base}, so nothing shows that it was merged",
    )
