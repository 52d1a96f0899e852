"""The rules of `tpm doctor`.

`tpm explain` is made from this table too. The ids are stable and distinct from those of
`model/rule.py`. In a meaning and a fix, code is in backticks; there is no other markup.
"""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from tpmcli.model.rule import Rule, Severity


class SetupRule(Enum):
    """Every rule of `tpm doctor`, by its id: first those about the jobs of CI."""

    NO_GATE_JOB = (
        "no-gate-job",
        "No CI job checks the gates of pull requests",
        "An unchecked gate is not enforced: any pull request can be merged.",
        "Write the job with `tpm ci init` and make it a required check on the platform.",
    )
    NO_DAILY_CHECK = (
        "no-daily-check",
        "No CI job checks the gates on a schedule",
        "Waivers expire and conditions become overdue on days without a push.",
        "Add a schedule to the job that runs `tpm gate check --decided`.",
        Severity.WARNING,
    )
    FAILURE_IGNORED = (
        "failure-ignored",
        "A failure of the gate job is ignored",
        "The job passes even if the gate is not met, so a failing check blocks nothing.",
        "Remove what hides the exit code of `tpm gate check`.",
    )
    JOB_CONDITIONAL = (
        "job-conditional",
        "The gate job can be skipped",
        "Platforms count a skipped required check as passed.",
        "Remove the condition, so that the job runs for every pull request.",
    )
    ANY_BRANCH = (
        "any-branch",
        "The gate job also runs for branches that are not protected",
        (
            "A check belongs to a commit. A check that passed on a private branch with another"
            " policy counts for the protected branch as well. An event that cannot be limited to a"
            " branch, such as `pull_request_review` or `workflow_dispatch`, makes such a check,"
            " too."
        ),
        (
            "Name the protected branches under `branches:` of `pull_request`, and leave other"
            " events to workflows with a job of another name, as `tpm ci init` does."
        ),
    )
    NOT_AGAINST = (
        "not-against",
        "The gate job does not compare with the base",
        (
            "Without `--against` a pull request is checked against its own policy, which it may"
            " have loosened."
        ),
        "Run `tpm gate check --decided --against` with the base branch, as `tpm ci init` does.",
    )
    NO_APPROVALS = (
        "no-approvals",
        "The gate job does not pass approvals",
        (
            "With `identity: platform` a sign-off counts only if its person approved the pull"
            " request, and `tpm` learns of approvals from the job alone."
        ),
        "Pass `--approvals FILE`, as the job of `tpm ci init` does.",
        Severity.WARNING,
    )
    TARGET_CHECKOUT = (
        "target-checkout",
        "A job with the rights of the base checks out the head",
        (
            "A workflow for `pull_request_target` has the rights and the secrets of the base. If it"
            " checks out the head, anybody who opens a pull request can use them."
        ),
        "Check out the base and fetch the pull request: the strong level of docs/ci.md.",
    )
    TEXT_IN_SCRIPT = (
        "text-in-script",
        "Text of the pull request is inserted into a script",
        (
            "GitHub replaces an expression before the shell reads the script, so anybody who names"
            " a branch can write commands."
        ),
        "Pass the value as an environment variable (`env:`) and use that in the script.",
    )
    NOT_PINNED = (
        "not-pinned",
        "The gate job installs or uses something without a version",
        "The checks of the job can change without a pull request.",
        "Name a version. Renovate and Dependabot keep it up to date.",
        Severity.WARNING,
    )
    MAY_WRITE = (
        "may-write",
        "The gate job has permission to write",
        "The job only has to read. A permission that it does not need can be misused.",
        "Set `permissions: {contents: read, pull-requests: read}`.",
        Severity.WARNING,
    )
    CHECKOUT_SHALLOW = (
        "checkout-shallow",
        "The gate job does not fetch the whole history",
        "A change is compared with the base and its history, which a shallow clone does not have.",
        "Set `fetch-depth: 0` (GitLab: `GIT_DEPTH: 0`, Azure: `fetchDepth: 0`).",
        Severity.WARNING,
    )
    NOT_LOOKED_INTO = (
        "not-looked-into",
        "A pipeline file cannot be read",
        "A gate job in that file was not examined.",
        "Correct the file.",
        Severity.WARNING,
    )
    CODEOWNERS_GAP = (
        "codeowners-gap",
        "Nobody owns the policy or the gate job",
        (
            "Only code owners review a pull request that changes the policy alone, and one that"
            " changes the job changes the check itself. This is a warning if one person holds every"
            " role."
        ),
        "Add the missing paths to CODEOWNERS.",
    )
    ATTRIBUTES_HIDE = (
        "attributes-hide",
        "Git attributes hide, merge or replace files of `tpm`",
        (
            "Such a line in `.gitattributes` hides a change of the record from reviewers, or merges"
            " two answers without anybody noticing."
        ),
        "Remove the line, or undo it for `.tpm/` at the end of `.gitattributes`.",
    )
    BOTH_ROLES = (
        "both-roles",
        "One person may sign off for two roles of a gate",
        "A gate needs a second pair of eyes.",
        "Name another person for one of the roles, or require distinct people in the policy.",
        Severity.WARNING,
    )
    QUORUM_IMPOSSIBLE = (
        "quorum-impossible",
        "A gate needs more different people than there are",
        (
            "The policy requires different people (`distinct-people: require`). Even if everybody"
            " who holds a role signed off, one person would stand behind two roles."
        ),
        "Name more people for one of the roles, or ask for fewer.",
        Severity.WARNING,
    )
    QUORUM_THIN = (
        "quorum-thin",
        "Everybody who holds a role must sign off",
        (
            "A gate needs several people of a role, and no more hold it: one illness stops the"
            " gate. A delegation helps for a holiday that is known before."
        ),
        "Name one person more for the role, or ask for one fewer.",
        Severity.WARNING,
    )
    ROLE_UNSIGNED = (
        "role-unsigned",
        "A role owns required items, but does not sign off",
        (
            "The role answers required items at a gate that does not need its sign-off, so nobody"
            " confirms that the answers are still right when the gate is decided."
        ),
        "Name the role under `gate: signoffs` in the policy.",
        Severity.WARNING,
    )
    DELEGATION_OVER = (
        "delegation-over",
        "A delegation has ended",
        (
            "It allows nothing any more. What was signed in its days and merged in time holds"
            " without it at decided gates; at an open gate it counts only while it is listed."
        ),
        "Delete it from `delegations` once the gates that were signed in its days are decided.",
        Severity.WARNING,
    )
    ADDRESS_CONFUSING = (
        "address-confusing",
        "An address can be taken for another",
        (
            "Letters of different scripts can look the same, so one address can hide a second"
            " person."
        ),
        "Verify the owner of the address, and use an unambiguous one.",
        Severity.WARNING,
    )
    IDENTITY_CLAIMED = (
        "identity-claimed",
        "Sign-offs are not authenticated",
        "With `identity: claimed` anybody can sign off in anybody's name.",
        "Set `gate.identity` to `author`, `platform` or `signed`.",
        Severity.WARNING,
    )
    NO_LOGIN = (
        "no-login",
        "The login of a person is unknown",
        "An approval names a login, so approvals of a person without an alias do not count.",
        "List the login under `aliases` in the policy.",
        Severity.WARNING,
    )
    NO_SIGNERS = (
        "no-signers",
        "Signed commits are required, but no key is listed",
        "Without keys in `.tpm/allowed_signers` no sign-off counts.",
        "List the key of each person in `.tpm/allowed_signers`, in the form of ssh-keygen(1).",
        Severity.WARNING,
    )
    WAIVERS_ONE_DAY = (
        "waivers-one-day",
        "All waivers expire on the same day",
        "On that day every gate fails at once, which invites renewing all waivers.",
        "Give each waiver the date by which its item can be satisfied.",
        Severity.WARNING,
    )
    NO_GIT = (
        "no-git",
        "The project is not under version control",
        "Files that git does not track can be changed without a trace.",
        "Run `git init` and commit `.tpm/`.",
    )
    HISTORY_SHALLOW = (
        "history-shallow",
        "This is a shallow clone",
        "A change is compared with the base and its history, which a shallow clone does not have.",
        "Run `git fetch --unshallow`; in GitHub Actions set `fetch-depth: 0`.",
        Severity.WARNING,
    )
    GIT_TOO_OLD = (
        "git-too-old",
        "This version of git is too old",
        "`tpm gate check --against` merges two trees without a checkout, which needs git 2.38.",
        "Install git 2.38 or later.",
        Severity.WARNING,
    )

    def __init__(
        self,
        rule_id: str,
        title: str,
        meaning: str,
        fix: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Take a row of the table.

        An error lets the gate be bypassed; a warning does not.
        """
        self.id = rule_id
        self.title = title
        self.meaning = meaning
        self.fix = fix
        self.severity = severity

    @property
    def topic(self) -> str:
        """The heading of these rules among all others."""
        return "Repository setup"

    def __str__(self) -> str:
        """Return the id, as it is written in every format."""
        return self.id


AnyRule: TypeAlias = Rule | SetupRule
