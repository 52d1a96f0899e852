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
        "Nobody has answered whether the item is met. An item without an answer never passes.",
        "Answer it with `tpm answer`, or go through all open items of a phase with `tpm walk`.",
    )
    ANSWER_INCOMPLETE = (
        "answer-incomplete",
        Topic.ANSWERS,
        "An answer written by hand is incomplete",
        (
            "Somebody wrote the answer into the project file, as in the editor of a web site,"
            " without the keys that make it count: who answered and when, and the digests of the"
            " item and of its evidence. Until they are there, the item is open."
        ),
        (
            "Run `tpm lint --fix`, which completes it as answered by the author of its commit. It"
            " says why if the answer cannot be completed."
        ),
    )
    NOT_MET = (
        "not-met",
        Topic.ANSWERS,
        "A required item is answered `not-met`",
        (
            "The role itself reports that the item is not met. The answer may name an owner and a"
            " due date, which plans the gap but does not close it."
        ),
        (
            "Do what the item requires and answer it again; or, if the team agrees to go on without"
            " it, record a waiver with `tpm waive`."
        ),
    )
    STALE_QUESTION = (
        "stale-question",
        Topic.ANSWERS,
        "The item changed after it was answered",
        (
            "The item's title, level, expected evidence, checks or conditions changed, or it"
            " moved to the other role, so the answer no longer applies."
        ),
        "Read the item as it is now (`tpm why`) and answer it again.",
    )
    ANSWER_LAPSED = (
        "answer-lapsed",
        Topic.ANSWERS,
        "The answer has expired",
        "The item's answers count for a limited time only, and that time has passed.",
        "Check whether the item is still met, and answer it again.",
    )
    NOT_APPLICABLE_REFUSED = (
        "not-applicable-refused",
        Topic.ANSWERS,
        "`not-applicable` is not a valid answer here",
        "The item does not allow the answer `not-applicable`, or the answer gives no reason.",
        (
            "Give the reason with `--note` if the item allows it; otherwise answer `met` or"
            " `not-met`, or ask the team to change the item in the policy."
        ),
    )
    SHOULD_UNMET = (
        "should-unmet",
        Topic.ANSWERS,
        "A recommended item is not satisfied",
        (
            "The item is recommended, not required, or it is required only from a later date. It"
            " does not block the gate unless the policy says so, but the recommendation is then"
            " `conditional`."
        ),
        "Satisfy the item, or decide to go on without it.",
        Severity.WARNING,
    )
    ADDED_AFTER_DECISION = (
        "added-after-decision",
        Topic.ANSWERS,
        "The item was added or changed after the decision",
        (
            "An item that was added or changed later is not part of a decision. It is listed so"
            " that nobody believes it was answered."
        ),
        (
            "Nothing has to be done. To include the item, reopen the gate with"
            " `tpm gate decide PHASE recycle`."
        ),
        Severity.WARNING,
    )
    ITEM_REMOVED = (
        "item-removed",
        Topic.ANSWERS,
        "A recorded item is in no checklist",
        (
            "The record contains an answer to an item that is no longer in the lifecycle, its packs"
            " or the policy. The answer is ignored."
        ),
        "Retire it with `tpm sync`, or restore the pack that added it.",
        Severity.WARNING,
    )
    NO_EVIDENCE = (
        "no-evidence",
        Topic.EVIDENCE,
        "The answer cites no evidence",
        (
            "The item is answered `met`, but it requires at least one file or link as evidence. A"
            " note explains an answer; it does not count as evidence."
        ),
        "Answer it again with `--evidence` and a path in the repository or a link.",
    )
    EVIDENCE_MISSING = (
        "evidence-missing",
        Topic.EVIDENCE,
        "The evidence does not exist",
        "The cited file, or the heading in it, does not exist in the tree that is checked.",
        "Restore the file, or answer the item again with evidence that exists.",
    )
    EVIDENCE_EMPTY = (
        "evidence-empty",
        Topic.EVIDENCE,
        "The evidence shows nothing",
        (
            "The cited file contains nothing that can be seen, or nothing beyond headings,"
            " comments, prompts and placeholders, as an untouched template; or there is no such"
            " text under the cited heading; or it is a file of tpm itself. A decided gate is not"
            " checked again for evidence that did not change."
        ),
        "Write what the item requires, or cite other evidence.",
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
            " a decided gate is not checked again."
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
            " nobody can see which part shows which item. The policy decides whether it blocks"
            " (`evidence.reused`); a decided gate is not checked again."
        ),
        "Cite the section that shows the item, as `path#heading`.",
        Severity.WARNING,
    )
    EVIDENCE_CHANGED = (
        "evidence-changed",
        Topic.EVIDENCE,
        "The evidence changed after the answer",
        (
            "The content of the cited file differs from what it was when the item was answered."
            " That is a note, or an error if the item pins its evidence."
        ),
        "Review the change; if the item is still met, answer it again.",
        Severity.NOTE,
    )
    EVIDENCE_PLACEHOLDER = (
        "evidence-placeholder",
        Topic.EVIDENCE,
        "The evidence looks unfilled",
        (
            "The cited file still contains placeholders of a template, so it may be a skeleton that"
            " nobody has filled in. The policy decides whether it blocks (`evidence.placeholder`)."
        ),
        "Fill it in, or remove the placeholders.",
        Severity.WARNING,
    )
    EVIDENCE_OUTSIDE = (
        "evidence-outside",
        Topic.EVIDENCE,
        "The evidence is outside the repository",
        (
            "The cited path leads out of the repository, is reached through a symbolic link or a"
            " submodule, or is not a regular file, so its committed content cannot be checked."
        ),
        "Put the file itself into the repository and cite it there, or cite a link.",
    )
    EVIDENCE_UNTRACKED = (
        "evidence-untracked",
        Topic.EVIDENCE,
        "The evidence is not tracked by git",
        "The file exists on this disk only, so nobody else can see it.",
        "Add it with `git add` and commit it.",
    )
    EVIDENCE_NOT_FETCHED = (
        "evidence-not-fetched",
        Topic.EVIDENCE,
        "The evidence is in Git LFS and was not fetched",
        (
            "The cited file is a Git LFS pointer, and its content is not in this clone, so it is"
            " unknown whether the content exists and is unchanged. That is never a pass."
        ),
        "Run `git lfs pull`; in CI, check out with Git LFS (`lfs: true` in actions/checkout).",
    )
    CHECK_FAILED = (
        "check-failed",
        Topic.CHECKS,
        "An automated check fails",
        "An automated check of the item does not pass.",
        "See what the check found (`tpm why`) and correct that.",
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
            "Provide the file that the check reads; for checks that need a program, run"
            " `tpm checks run --allow-commands`."
        ),
    )
    DISPUTED = (
        "disputed",
        Topic.CHECKS,
        "The answer and the automated check contradict each other",
        "A person answered the item, but its automated check does not pass. The check wins.",
        "Correct what the check found, or answer `not-met`.",
    )
    WAIVER_EXPIRED = (
        "waiver-expired",
        Topic.WAIVERS,
        "The waiver has expired",
        (
            "The last date of the waiver has passed, or the waiver was withdrawn, and the item is"
            " still open."
        ),
        "Satisfy the item. The waiver can also be renewed; each renewal stays in the record.",
    )
    WAIVER_EXPIRING = (
        "waiver-expiring",
        Topic.WAIVERS,
        "The waiver expires soon",
        "The last date of the waiver is near. After it, the item blocks its gate again.",
        "Satisfy the item before that date.",
        Severity.WARNING,
    )
    WAIVER_TOO_LONG = (
        "waiver-too-long",
        Topic.WAIVERS,
        "The waiver is longer than the policy allows",
        "The last date is more than `waivers.max-days` (of the policy) after the request.",
        "Record a shorter waiver with `tpm waive`.",
    )
    WAIVER_SELF_APPROVED = (
        "waiver-self-approved",
        Topic.WAIVERS,
        "One person requested and approved the waiver",
        "The person who requested the waiver also approved it; the policy requires two people.",
        "Ask another authorised approver to approve it.",
    )
    WAIVER_UNAPPROVED = (
        "waiver-unapproved",
        Topic.WAIVERS,
        "The waiver's approver has not signed off",
        (
            "The named approver has not signed off the phase with this waiver, or is not authorised"
            " to approve waivers. Until then the waiver has no effect."
        ),
        (
            "Ask the approver to sign off with `tpm sign`. If they are not authorised, record a new"
            " waiver that names another approver."
        ),
    )
    SIGNOFF_MISSING = (
        "signoff-missing",
        Topic.SIGNOFFS,
        "A role has not signed off",
        (
            "The policy requires this role to sign off its answers at the gate, and no sign-off"
            " counts: none was recorded, it was withdrawn, or the gate was reopened since."
        ),
        "Sign off with `tpm sign` once the role's required items are satisfied.",
    )
    SIGNOFF_STALE = (
        "signoff-stale",
        Topic.SIGNOFFS,
        "Answers or waivers changed after the sign-off",
        "A sign-off covers exactly the answers and waivers that it was given for.",
        "Review what changed and sign off again with `tpm sign`.",
    )
    SIGNER_UNAUTHORISED = (
        "signer-unauthorised",
        Topic.SIGNOFFS,
        "The signer does not hold the role",
        "The policy does not name the signer for this role.",
        ("Ask an authorised person to sign off, or change the policy in a separate pull request."),
    )
    SIGNOFF_MISPLACED = (
        "signoff-misplaced",
        Topic.SIGNOFFS,
        "A sign-off is in another person's block",
        (
            "Where several people sign off for a role, each has a block of their own. A sign-off by"
            " somebody else in it does not count, and hides the one before it."
        ),
        "Ask the signer, and whoever the block belongs to, to sign off with `tpm sign`.",
    )
    SIGNOFF_NARROW = (
        "signoff-narrow",
        Topic.SIGNOFFS,
        "The sign-off covers less than the gate needs",
        (
            "This role must sign off the whole gate: every answer of the phase and every waiver in"
            " force. The sign-off covers the role's own answers alone."
        ),
        "Sign off again with `tpm sign`, which covers what is needed.",
    )
    DELEGATION_ENDED = (
        "delegation-ended",
        Topic.SIGNOFFS,
        "Somebody acted for another person outside the agreed dates",
        (
            "The policy names who stands in for whom under `delegations`, with a first and a last"
            " date. What a deputy signs or decides counts only if it is dated within them, and a"
            " pull request must bring it in by the last date."
        ),
        "Ask the person who holds the role, or prolong the delegation in a separate pull request.",
    )
    SAME_PERSON = (
        "same-person",
        Topic.SIGNOFFS,
        "One person signed off for both roles",
        "The two roles look at a product from two sides. The policy expects two people.",
        "Ask another person to sign off for one of the roles.",
        Severity.WARNING,
    )
    IDENTITY_TOO_WEAK = (
        "identity-too-weak",
        Topic.SIGNOFFS,
        "The signer's identity is not verified well enough",
        (
            "The policy requires more than a typed name: the author of the commit, an approval"
            " on the platform, or a signature. The entry does not reach that level."
        ),
        (
            "Ask the person to commit the entry themselves, to approve the pull request, or to sign"
            " the commit, as `gate.identity` of the policy requires."
        ),
    )
    DATE_MISMATCH = (
        "date-mismatch",
        Topic.SIGNOFFS,
        "The entry's date differs from that of its commit",
        (
            "A new sign-off, waiver, decision, recorded run or start has a time that is more than"
            " a day from that of the commit that adds it."
        ),
        "Record it again; `tpm` writes the right time.",
    )
    EARLIER_GATE_OPEN = (
        "earlier-gate-open",
        Topic.DECISIONS,
        "An earlier gate has no passing decision",
        (
            "Gates are passed in order. An earlier gate has no decision `go` or `conditional`, or"
            " was reopened."
        ),
        "Decide the earlier gate first.",
    )
    NOT_DECIDED = (
        "not-decided",
        Topic.DECISIONS,
        "The gate is not decided",
        (
            "The check requires a decision at every gate up to a phase, and this gate has no"
            " decision `go` or `conditional`."
        ),
        "Check it with `tpm gate check PHASE`, and decide it with `tpm gate decide`.",
    )
    PROJECT_KILLED = (
        "project-killed",
        Topic.DECISIONS,
        "The project was stopped",
        (
            "A gate was decided `kill`, in any increment. From then on no gate is met and no"
            " increment can begin, until a decider reopens that gate with `recycle`; `hold` does"
            " not."
        ),
        "To continue the project, reopen the gate with `tpm gate decide PHASE recycle`.",
    )
    CONDITION_OVERDUE = (
        "condition-overdue",
        Topic.DECISIONS,
        "A condition of a decision is overdue",
        (
            "A gate was passed with a condition, and the date by which its owner was to fulfil it"
            " has passed."
        ),
        "Fulfil the condition and close it with `tpm gate close`, or reopen the gate.",
    )
    OUTSTANDING = (
        "outstanding",
        Topic.DECISIONS,
        "An earlier decision left something open",
        (
            "Another increment passed a gate with a condition or a waiver. It counts until the"
            " condition is closed, or the item is satisfied or its waiver expires, whichever"
            " increment is current."
        ),
        "Nothing has to be done yet. Close the condition or satisfy the item in time.",
        Severity.NOTE,
    )
    KIND_NOT_DEPLOYABLE = (
        "kind-not-deployable",
        Topic.DECISIONS,
        "An increment that skips gates may not be deployed",
        (
            "An increment of a kind passes only some gates. `--through`, the check for deployments,"
            " accepts the whole lifecycle and the kinds that the policy lists under `deploy-kinds`"
            " (none if the key is absent). With `--against`, the base's policy decides."
        ),
        (
            "Deploy an increment that passes every gate, or list its kind under `deploy-kinds` in a"
            " separate pull request."
        ),
    )
    DECIDER_UNAUTHORISED = (
        "decider-unauthorised",
        Topic.DECISIONS,
        "The decider is not authorised",
        "The policy does not name the person under `gate.deciders`.",
        "Ask a decider to decide, or change the policy in a separate pull request.",
    )
    RECORDER_UNAUTHORISED = (
        "recorder-unauthorised",
        Topic.CHANGES,
        "The person who recorded it is not authorised",
        (
            "The result of a check and the start of an increment count without a sign-off, so the"
            " policy must name the person who records them under `people`. Only `gate.deciders` may"
            " leave an increment with an undecided gate."
        ),
        (
            "Ask an authorised person to run the check or to start the increment, or change the"
            " policy in a separate pull request."
        ),
    )
    RECORD_REWRITTEN = (
        "record-rewritten",
        Topic.CHANGES,
        "An earlier entry was changed or removed",
        (
            "Waivers, sign-offs, decisions and recorded runs can only be added. The start of an"
            " increment and answers that a decision is based on stay as they are. One of these was"
            " edited."
        ),
        (
            "Restore the entry. To change an answer that is locked by a decision, reopen the gate"
            " with `tpm gate decide PHASE recycle`."
        ),
    )
    REPLAY_DIFFERS = (
        "replay-differs",
        Topic.CHANGES,
        "Rebasing the branch gives other files than merging it",
        (
            "The gates were checked on the result of a merge. Applied one by one, as in a rebase,"
            " the commits give other files under `.tpm/`, other evidence or other files for checks:"
            " for example, one commit repeats a change of the base and the next one reverts it."
            " Ways of merging that the policy does not list under `merge` are not compared."
        ),
        "Rebase the branch onto the base, or squash its commits, and check the result.",
    )
    POLICY_CHANGED = (
        "policy-changed",
        Topic.CHANGES,
        "The change edits both the policy and the record",
        ("A change that answers items must not also change the items, or who may answer them."),
        "Split it into two pull requests, the policy first.",
    )
    POLICY_LOOSENED = (
        "policy-loosened",
        Topic.CHANGES,
        "The policy was loosened",
        "An item was dropped, became recommended, needs less evidence, or a limit was raised.",
        "If that is intended, ask the code owners of the policy to approve it.",
        Severity.WARNING,
    )
    TRAITS_MISSING = (
        "traits-missing",
        Topic.CHANGES,
        "A pack expects traits that the policy does not list",
        (
            "The pack is made for products with these traits. Items that need a trait apply only if"
            " the policy lists it, so some of the pack's items may not be asked."
        ),
        (
            "List the traits under `traits` in the policy if the product has them; otherwise"
            " nothing has to be done. `tpm checklist show --traits` shows what each brings."
        ),
        Severity.WARNING,
    )
    PROJECT_REMOVED = (
        "project-removed",
        Topic.CHANGES,
        "A project is deleted",
        (
            "The folder `.tpm/` of a project, or one of its increments, is deleted. Without it"
            " nothing would be checked."
        ),
        "Restore it. To end a project, record that with `tpm gate decide PHASE kill`.",
    )

    NOT_ON_BRANCH = (
        "not-on-branch",
        Topic.CHANGES,
        "The commit to deploy was never merged",
        (
            "The branch that `--on` names does not contain the commit that is checked. A tag can"
            " be put on any commit; only the commits of the branch have passed its required check."
        ),
        "Merge the commit, and tag the commit that is on the branch.",
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
    finding; the other names are fields of `Arguments`. `{the_role}` is a role in a sentence.
    """

    rule: Rule
    message: str


class Reason:
    """Every reason, by name.

    Not an enum: a hundred members would cost a tenth of `gate check`.
    """

    UNANSWERED = RuleReason(Rule.UNANSWERED, "“{title}” has no answer")
    ANSWER_INCOMPLETE = RuleReason(
        Rule.ANSWER_INCOMPLETE, "“{title}” has an answer written by hand, which lacks {names}"
    )
    ANSWER_UNDER_SLUG = RuleReason(
        Rule.ANSWER_INCOMPLETE, "“{title}” has an answer under `{name}` instead of its id"
    )
    SEVERAL_UNANSWERED = RuleReason(
        Rule.UNANSWERED,
        "{total} required items of {the_other_role} have no answer",
    )
    SEVERAL_UNMET = RuleReason(
        Rule.SHOULD_UNMET,
        "{total} recommended items of {the_other_role} have no answer",
    )
    NOT_MET = RuleReason(Rule.NOT_MET, "“{title}” is answered `not-met`")
    NOT_MET_PLANNED = RuleReason(
        Rule.NOT_MET, "“{title}” is answered `not-met`, planned for {until}"
    )
    NOT_APPLICABLE_REFUSED = RuleReason(
        Rule.NOT_APPLICABLE_REFUSED,
        "“{title}” is answered `not-applicable`, but does not allow that answer",
    )
    NOT_APPLICABLE_UNEXPLAINED = RuleReason(
        Rule.NOT_APPLICABLE_REFUSED, "“{title}” is answered `not-applicable` without a reason"
    )
    ITEM_REWORDED = RuleReason(
        Rule.STALE_QUESTION, "“{title}” changed after {person} answered it on {day}"
    )
    ANSWERS_OUTDATED = RuleReason(
        Rule.STALE_QUESTION,
        "{answers} outdated at the {phase} gate, because the items changed: {names}",
    )
    ITEM_MOVED = RuleReason(
        Rule.STALE_QUESTION,
        "“{title}” was answered by {the_other_role}, but now belongs to {the_role}",
    )
    ANSWER_LAPSED = RuleReason(
        Rule.ANSWER_LAPSED, "the answer to “{title}” ({day}) expired after {until}"
    )
    ITEM_ADDED_LATER = RuleReason(
        Rule.ADDED_AFTER_DECISION,
        "“{title}” was added after the {phase} decision of {day} and is not part of it",
    )
    ITEM_REWORDED_LATER = RuleReason(
        Rule.ADDED_AFTER_DECISION,
        "“{title}” changed after the {phase} decision of {day}, which does not cover the change",
    )
    ITEM_UNKNOWN = RuleReason(
        Rule.ITEM_REMOVED, "`{item}` is not an item; what is written under it is ignored"
    )
    ITEM_REMOVED = RuleReason(
        Rule.ITEM_REMOVED, "`{item}` is no longer in the checklist; its record is ignored"
    )

    NO_EVIDENCE = RuleReason(Rule.NO_EVIDENCE, "“{title}” is answered `met`, but cites no evidence")
    CLOSED_WITHOUT_EVIDENCE = RuleReason(
        Rule.NO_EVIDENCE, "condition {number} of {phase} was closed without evidence"
    )
    EVIDENCE_MISSING = RuleReason(
        Rule.EVIDENCE_MISSING, "`{path}` does not exist (evidence for {items}){detail}"
    )
    EVIDENCE_EMPTY = RuleReason(
        Rule.EVIDENCE_EMPTY, "`{path}` shows nothing (evidence for {items}){detail}"
    )
    EVIDENCE_THIN = RuleReason(
        Rule.EVIDENCE_THIN, "`{path}` has hardly any text (evidence for {items})"
    )
    EVIDENCE_REUSED = RuleReason(
        Rule.EVIDENCE_REUSED,
        "`{path}` is cited as a whole for more than three items (evidence for {items})",
    )
    EVIDENCE_OUTSIDE = RuleReason(
        Rule.EVIDENCE_OUTSIDE, "`{path}` is outside the repository (evidence for {items}){detail}"
    )
    EVIDENCE_UNTRACKED = RuleReason(
        Rule.EVIDENCE_UNTRACKED, "`{path}` is not tracked by git (evidence for {items}){detail}"
    )
    EVIDENCE_NOT_FETCHED = RuleReason(
        Rule.EVIDENCE_NOT_FETCHED, "`{path}` is not verified (evidence for “{title}”){detail}"
    )
    CLOSING_EVIDENCE_MISSING = RuleReason(
        Rule.EVIDENCE_MISSING,
        "`{path}` does not exist (evidence for closing condition {number} of {phase})",
    )
    CLOSING_EVIDENCE_EMPTY = RuleReason(
        Rule.EVIDENCE_EMPTY,
        "`{path}` is empty (evidence for closing condition {number} of {phase})",
    )
    CLOSING_EVIDENCE_OUTSIDE = RuleReason(
        Rule.EVIDENCE_OUTSIDE,
        "`{path}` is outside the repository (evidence for closing condition {number} of {phase})",
    )
    CLOSING_EVIDENCE_UNTRACKED = RuleReason(
        Rule.EVIDENCE_UNTRACKED,
        "`{path}` is not tracked by git (evidence for closing condition {number} of {phase})",
    )
    CLOSING_EVIDENCE_NOT_FETCHED = RuleReason(
        Rule.EVIDENCE_NOT_FETCHED,
        (
            "`{path}` is in Git LFS and was not fetched (evidence for closing condition {number} of"
            " {phase})"
        ),
    )
    EVIDENCE_CHANGED = RuleReason(
        Rule.EVIDENCE_CHANGED,
        "`{path}` changed after {person} cited it on {day} (evidence for {items})",
    )
    EVIDENCE_PLACEHOLDER = RuleReason(
        Rule.EVIDENCE_PLACEHOLDER, "{placeholder} (evidence for {items})"
    )

    CHECK_FAILED = RuleReason(Rule.CHECK_FAILED, "a check of “{title}” fails: {result}")
    CHECK_COULD_NOT_RUN = RuleReason(
        Rule.CHECK_NOT_RUN, "a check of “{title}” could not run: {result}"
    )
    CHECK_WITHOUT_RESULT = RuleReason(Rule.CHECK_NOT_RUN, "a check of “{title}” has no result")
    DISPUTED = RuleReason(Rule.DISPUTED, "“{title}” is answered, but its check fails: {result}")

    WAIVER_EXPIRED = RuleReason(
        Rule.WAIVER_EXPIRED, "“{title}” is still open, and its waiver expired on {until}"
    )
    WAIVER_WITHDRAWN = RuleReason(
        Rule.WAIVER_EXPIRED, "“{title}” is still open, and {person} withdrew its waiver on {day}"
    )
    WAIVER_EXPIRING = RuleReason(
        Rule.WAIVER_EXPIRING, "the waiver of “{title}” expires {when} ({until})"
    )
    WAIVER_TOO_LONG = RuleReason(
        Rule.WAIVER_TOO_LONG,
        (
            "the waiver of “{title}” runs until {until}; the policy allows {days}, so {latest} at"
            " the latest"
        ),
    )
    WAIVER_SELF_APPROVED = RuleReason(
        Rule.WAIVER_SELF_APPROVED, "{person} requested and approved the waiver of “{title}”"
    )
    WAIVER_APPROVER_LOOKS_ALIKE = RuleReason(
        Rule.WAIVER_SELF_APPROVED,
        "the addresses that requested and approved the waiver of “{title}” look alike: {alike}",
    )
    WAIVER_APPROVER_RELATED = RuleReason(
        Rule.WAIVER_SELF_APPROVED,
        "one stands in for the other: {names} requested and approved the waiver of “{title}”",
    )
    WAIVER_APPROVERS_TOO_FEW = RuleReason(
        Rule.WAIVER_UNAPPROVED, "the waiver of “{title}” needs {total} approvers of {other_role}"
    )
    WAIVER_APPROVER_UNAUTHORISED = RuleReason(
        Rule.WAIVER_UNAPPROVED, "{person} is not authorised to approve the waiver of “{title}”"
    )
    WAIVER_UNSIGNED = RuleReason(
        Rule.WAIVER_UNAPPROVED, "the waiver of “{title}” is waiting for {person} to sign off"
    )

    SIGNOFF_MISSING = RuleReason(Rule.SIGNOFF_MISSING, "{the_role} has not signed off {phase}")
    SIGNOFF_MISSING_AGAIN = RuleReason(
        Rule.SIGNOFF_MISSING, "{the_role} has not signed off {phase} since it was reopened"
    )
    SIGNOFF_WITHDRAWN = RuleReason(
        Rule.SIGNOFF_MISSING, "{person} withdrew {the_role}'s sign-off of {phase} on {day}"
    )
    SIGNOFFS_NONE = RuleReason(
        Rule.SIGNOFF_MISSING, "{phase} needs {total} people of {role} to sign off, and none has"
    )
    SIGNOFFS_TOO_FEW = RuleReason(
        Rule.SIGNOFF_MISSING, "{phase} needs {total} people of {role} to sign off, and has {names}"
    )
    SIGNOFF_MISPLACED = RuleReason(
        Rule.SIGNOFF_MISPLACED, "a sign-off of {phase} by {person} is in the block of {name}"
    )
    SIGNOFF_NARROW = RuleReason(
        Rule.SIGNOFF_NARROW,
        "{person} signed off the answers of {role} in {phase}, which needs the whole gate",
    )
    DELEGATION_ENDED = RuleReason(
        Rule.DELEGATION_ENDED,
        "{person} signed off {phase} for {name}, outside the delegation (to {until})",
    )
    DELEGATION_OVER = RuleReason(
        Rule.DELEGATION_ENDED, "{person} acts for {name}, whose delegation ended on {until}"
    )
    SIGNOFF_STALE = RuleReason(
        Rule.SIGNOFF_STALE,
        "{person}'s sign-off of {phase} is outdated: answers or waivers changed since",
    )
    SIGNER_WITHOUT_ROLE = RuleReason(
        Rule.SIGNER_UNAUTHORISED,
        "{person} signed off {phase} as {role}, but does not hold that role",
    )
    SIGNER_UNKNOWN_TO_BASE = RuleReason(
        Rule.SIGNER_UNAUTHORISED,
        "{person} signed off {phase} as {role}, but does not hold that role in the base's policy",
    )
    WITHDRAWER_UNKNOWN_TO_BASE = RuleReason(
        Rule.SIGNER_UNAUTHORISED,
        (
            "{person} withdrew {the_role}'s sign-off of {phase}, but does not hold that role in the"
            " base's policy"
        ),
    )
    SAME_PERSON = RuleReason(Rule.SAME_PERSON, "{person} signed off {phase} as both TPM and PM")
    SAME_PERSON_OF_MANY = RuleReason(
        Rule.SAME_PERSON,
        "{phase} lacks different people: {person} stands behind the sign-offs of {names}",
    )
    SIGNERS_LOOK_ALIKE = RuleReason(
        Rule.SAME_PERSON, "the addresses that signed off {phase} look alike: {alike}"
    )
    IDENTITY_TOO_WEAK = RuleReason(
        Rule.IDENTITY_TOO_WEAK,
        (
            "{entry} in {person}'s name was committed by {author} ({commit}): identity is"
            " `{identity}`, the policy requires `{required}`"
        ),
    )
    IDENTITY_WITHOUT_COMMIT = RuleReason(
        Rule.IDENTITY_TOO_WEAK,
        (
            "no readable commit of this branch adds {entry} in {person}'s name: identity is"
            " `{identity}`, the policy requires `{required}`"
        ),
    )
    APPROVAL_AWAITED = RuleReason(
        Rule.IDENTITY_TOO_WEAK,
        (
            "{entry} in {person}'s name, committed by {author} ({commit}), is waiting for their"
            " approval of this pull request"
        ),
    )
    APPROVAL_OUTDATED = RuleReason(
        Rule.IDENTITY_TOO_WEAK,
        (
            "{entry} in {person}'s name, committed by {author} ({commit}), is waiting for their"
            " approval: they approved commit {approved}, which does not contain it"
        ),
    )
    DATED_IN_FUTURE = RuleReason(Rule.DATE_MISMATCH, "{entry} has a future date ({moment})")
    ANSWER_DATED_AHEAD = RuleReason(
        Rule.DATE_MISMATCH, "the answer to {item} has a future date ({moment})"
    )
    DATED_UNLIKE_COMMIT = RuleReason(
        Rule.DATE_MISMATCH, "{entry} is dated {moment}, but its commit {commit} is from {day}"
    )
    COMMIT_UNDATED = RuleReason(
        Rule.DATE_MISMATCH,
        "{entry} is dated {moment}, but its commit {commit} has no date within the calendar",
    )
    BASE_UNDATED = RuleReason(
        Rule.DATE_MISMATCH,
        (
            "the date of {commit}, the newest commit of {base}, is unknown or in the future; {day}"
            " is used instead"
        ),
    )
    DATED_BEFORE_ANSWERS = RuleReason(
        Rule.DATE_MISMATCH, "{entry} is dated {moment}, before the answers that it covers"
    )

    EARLIER_GATE_UNDECIDED = RuleReason(
        Rule.EARLIER_GATE_OPEN, "the {phase} gate comes first and has no decision"
    )
    EARLIER_GATE_NOT_PASSED = RuleReason(
        Rule.EARLIER_GATE_OPEN,
        "the {phase} gate comes first and has not passed: decided `{outcome}`",
    )
    UNDECIDED = RuleReason(Rule.NOT_DECIDED, "the {phase} gate has no decision")
    NOT_PASSED = RuleReason(
        Rule.NOT_DECIDED, "the {phase} gate has not passed: decided `{outcome}`"
    )
    DECIDED_WITHOUT_REASON = RuleReason(
        Rule.NOT_DECIDED,
        (
            "{phase} was decided `{outcome}` without a reason, although `{recommended}` was"
            " recommended ({recommended_because})"
        ),
    )
    CONDITION_ABSENT = RuleReason(
        Rule.NOT_DECIDED, "{phase} was decided `conditional` without a condition"
    )
    CONDITION_UNWANTED = RuleReason(
        Rule.NOT_DECIDED, "{phase} was decided `{outcome}`, which does not allow conditions"
    )
    GATE_SKIPPED = RuleReason(Rule.NOT_DECIDED, "{name} skips the {phase} gate")
    INCREMENT_LEFT_OPEN = RuleReason(
        Rule.NOT_DECIDED, "{name} ends with the {phase} gate open and no reason"
    )
    PROJECT_KILLED = RuleReason(
        Rule.PROJECT_KILLED, "{person} stopped the project at the {phase} gate (`kill`)"
    )
    BEGUN_WHILE_KILLED = RuleReason(
        Rule.PROJECT_KILLED,
        (
            "increment {subject} starts although {person} stopped the project at the {name} gate of"
            " {before}"
        ),
    )
    KIND_NOT_DEPLOYABLE = RuleReason(
        Rule.KIND_NOT_DEPLOYABLE,
        (
            "{subject} is of the kind `{name}`, which skips {names} and is not in the policy's"
            " `deploy-kinds`"
        ),
    )
    CONDITION_OVERDUE = RuleReason(
        Rule.CONDITION_OVERDUE, "condition {number} of {phase} is overdue since {until}: “{title}”"
    )
    CONDITION_OUTSTANDING = RuleReason(
        Rule.OUTSTANDING, "condition {number} of {phase} is due on {until}: “{title}”"
    )
    WAIVER_OUTSTANDING = RuleReason(Rule.OUTSTANDING, "“{title}” is waived until {until}")
    CONDITION_DUE_REFUSED = RuleReason(
        Rule.CONDITION_OVERDUE,
        (
            "condition {number} of {phase}, decided on {day}, is due on {until}; the policy allows"
            " {day} to {latest}"
        ),
    )
    DECIDER_UNAUTHORISED = RuleReason(
        Rule.DECIDER_UNAUTHORISED,
        "{person} is not authorised to decide at the {phase} gate; the policy names {names}",
    )
    CLOSER_UNAUTHORISED = RuleReason(
        Rule.DECIDER_UNAUTHORISED,
        (
            "{person} closed condition {number} of {phase}, but is not in `people` of the base's"
            " policy"
        ),
    )
    CONDITION_OWNER_UNKNOWN = RuleReason(
        Rule.DECIDER_UNAUTHORISED,
        "condition {number} of {phase} is owned by {person}, who is not in `people`",
    )

    RUNNER_UNAUTHORISED = RuleReason(
        Rule.RECORDER_UNAUTHORISED,
        "{person} recorded a check result of {item}, but is not in `people` of the base's policy",
    )
    STARTER_UNAUTHORISED = RuleReason(
        Rule.RECORDER_UNAUTHORISED,
        "{person} started increment {subject}, but is not authorised to by the base's policy",
    )
    START_UNATTRIBUTED = RuleReason(
        Rule.RECORDER_UNAUTHORISED,
        "increment {subject} has a kind or a remark, but the record does not name who started it",
    )

    DECISION_UNDERMINED = RuleReason(
        Rule.RECORD_REWRITTEN, "the entries behind the {phase} decision of {day} have changed since"
    )
    DECISION_INCOMPLETE = RuleReason(
        Rule.RECORD_REWRITTEN, "the {phase} decision does not list the entries it is based on"
    )
    DECIDED_AGAIN = RuleReason(
        Rule.RECORD_REWRITTEN, "{phase} was decided again (`{outcome}`) without being reopened"
    )
    ROLE_ADDED_LATER = RuleReason(
        Rule.ADDED_AFTER_DECISION,
        "{the_role} must sign off {phase} since the decision of {day}, and is not part of it",
    )
    SIGNOFF_WITHDRAWN_LATE = RuleReason(
        Rule.RECORD_REWRITTEN,
        "{person} withdrew {the_role}'s sign-off of {phase}, which is locked by the decision",
    )
    INCREMENT_REMOVED = RuleReason(
        Rule.RECORD_REWRITTEN, "this change deletes increment {name} (`{path}`)"
    )
    INCREMENT_FOREIGN = RuleReason(
        Rule.RECORD_REWRITTEN, "the new increment {name} belongs to the project `{before}`"
    )
    INCREMENT_WENT_BACK = RuleReason(
        Rule.RECORD_REWRITTEN,
        "this change replaces the current increment {before} with the earlier {name}",
    )
    RECORD_ID_CHANGED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the project id in the record of {name} was {value_before} and is now {value_after}",
    )
    RECORD_KIND_CHANGED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the kind of increment {name} was {value_before} and is now {value_after}",
    )
    RECORD_REMARK_CHANGED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the remark of increment {name} was {value_before} and is now {value_after}",
    )
    RECORD_STARTER_CHANGED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the person who started {name} was {value_before} and is now {value_after}",
    )
    RECORD_START_MOVED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the start time of {name} was {value_before} and is now {value_after}",
    )
    RECORD_FOLLOWS_CHANGED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the increment before {name} was {value_before} and is now {value_after}",
    )
    INCREMENT_FOLLOWS_OTHER = RuleReason(
        Rule.RECORD_REWRITTEN,
        "the new increment {name} follows {value_after}, but {before} was current",
    )
    ENTRIES_REMOVED = RuleReason(
        Rule.RECORD_REWRITTEN, "this change removes {entries} of {subject} that the base has"
    )
    ENTRIES_CHANGED = RuleReason(
        Rule.RECORD_REWRITTEN, "this change edits or moves {entries} of {subject} that the base has"
    )
    ANSWER_ADDED = RuleReason(
        Rule.RECORD_REWRITTEN,
        (
            "this change adds the answer to {item}, but the {phase} decision of {day} locks its"
            " answers"
        ),
    )
    ANSWER_REMOVED = RuleReason(
        Rule.RECORD_REWRITTEN,
        (
            "this change removes the answer to {item}, which is locked by the {phase} decision of"
            " {day}"
        ),
    )
    ANSWER_CHANGED = RuleReason(
        Rule.RECORD_REWRITTEN,
        "this change edits the answer to {item}, which is locked by the {phase} decision of {day}",
    )

    REPLAY_DIFFERS = RuleReason(
        Rule.REPLAY_DIFFERS,
        "rebasing this branch onto {base} gives different content from merging it: {files}",
    )
    REPLAY_CONFLICTS = RuleReason(
        Rule.REPLAY_DIFFERS,
        "this branch cannot be rebased onto {base}: its commits cannot be applied one by one",
    )
    PROJECT_ID_CHANGED = RuleReason(
        Rule.POLICY_CHANGED,
        "the project's id was {value_before} and is now {value_after} ({files})",
    )
    POLICY_AND_RECORD_CHANGED = RuleReason(
        Rule.POLICY_CHANGED, "this change edits both the policy and the record ({files})"
    )
    POLICY_CHANGE_DENIED = RuleReason(
        Rule.POLICY_CHANGED,
        "this change edits the policy, which `--deny-policy-change` forbids ({files})",
    )
    KIND_DROPPED = RuleReason(
        Rule.POLICY_CHANGED,
        (
            "the current increment is of the kind `{name}`, which this change removes from the"
            " policy ({files})"
        ),
    )
    GATE_EMPTIED = RuleReason(
        Rule.POLICY_CHANGED, "with this policy, the {name} gate has no required item ({files})"
    )
    ENTRY_WITHOUT_POLICY = RuleReason(
        Rule.POLICY_CHANGED,
        (
            "{subject} has an entry ({entries}) in the change that adds its policy; the base has no"
            " project yet"
        ),
    )
    BASE_UNREADABLE = RuleReason(
        Rule.POLICY_CHANGED,
        (
            "the project cannot be read in {base} ({problem}); this change is compared with commit"
            " {commit}, the last readable one"
        ),
    )
    LAYER_LOOSENS = RuleReason(
        Rule.POLICY_LOOSENED, "`{name}` loosens `{item}`: {loosened} (reason: {because})"
    )
    TRAITS_MISSING = RuleReason(
        Rule.TRAITS_MISSING,
        "`{name}` expects traits that the policy does not list: {names}",
    )
    POLICY_LOOSENS = RuleReason(Rule.POLICY_LOOSENED, "this change loosens the policy: {loosened}")
    PROJECT_REMOVED = RuleReason(
        Rule.PROJECT_REMOVED, "this change deletes the project {name}: `{path}` is missing"
    )
    PROJECT_LINKED = RuleReason(
        Rule.PROJECT_REMOVED,
        "this change hides the project {name}: `{path}` is a symbolic link, or behind one",
    )
    NOT_ON_BRANCH = RuleReason(
        Rule.NOT_ON_BRANCH, "commit {commit} is not on {base}, so nothing shows that it was merged"
    )
