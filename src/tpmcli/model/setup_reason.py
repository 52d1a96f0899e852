"""The reasons of `tpm doctor` for reporting a rule, its advice, and the loopholes of jobs.

Each is a constant with a template. The text is made from it and the words of a finding when it is
shown, and is never read back.
"""

from typing import NamedTuple

from tpmcli.model.fix import HelpText
from tpmcli.model.setup_rule import SetupRule


class SetupReasonText(NamedTuple):
    """A reason to report a rule of `tpm doctor`: its message, and why it matters.

    In a message, `{file}` comes from the finding; the other names are fields of `SetupArguments`.
    """

    rule: SetupRule
    message: str
    why: str


_JOB = "the job `{job}`: "
_OWNERS_MATTER = (
    "only code owners review a pull request that changes the policy alone, and one that changes the"
    " job changes the check itself"
)
_ATTRIBUTES = "`{text}` affects {files}"


class SetupReason:
    """Every reason of `tpm doctor`, by name."""

    NO_GATE_JOB = SetupReasonText(
        SetupRule.NO_GATE_JOB,
        "no job runs `tpm gate check` for pull requests",
        "what is not checked is not enforced",
    )
    NO_GATE_JOB_IN = SetupReasonText(
        SetupRule.NO_GATE_JOB,
        "no job runs `tpm gate check` for pull requests (files: {files})",
        "what is not checked is not enforced",
    )
    PROJECT_NOT_JUDGED = SetupReasonText(
        SetupRule.NO_GATE_JOB,
        _JOB + "it does not check the project in {text}",
        "what is not checked is not enforced",
    )
    NO_DAILY_CHECK = SetupReasonText(
        SetupRule.NO_DAILY_CHECK,
        "no job runs `tpm gate check --decided` on a schedule",
        "waivers expire and conditions fall due on days without a push",
    )
    FAILURE_IGNORED = SetupReasonText(
        SetupRule.FAILURE_IGNORED,
        _JOB + "its failure is ignored ({weakness})",
        "a failing check would not block the merge",
    )
    JOB_CONDITIONAL = SetupReasonText(
        SetupRule.JOB_CONDITIONAL,
        _JOB + "it can be skipped ({weakness})",
        "platforms count a skipped required check as passed",
    )
    ANY_BRANCH = SetupReasonText(
        SetupRule.ANY_BRANCH,
        _JOB + "it also runs for branches that are not protected ({weakness})",
        "a check that passed under the policy of another branch would count for the protected"
        " branch, too",
    )
    NOT_AGAINST = SetupReasonText(
        SetupRule.NOT_AGAINST,
        _JOB + "it does not compare with the base",
        "the pull request would be checked against its own policy",
    )
    NO_APPROVALS = SetupReasonText(
        SetupRule.NO_APPROVALS,
        _JOB + "it does not pass `--approvals`",
        "the policy requires approvals on the platform",
    )
    TARGET_CHECKOUT = SetupReasonText(
        SetupRule.TARGET_CHECKOUT,
        _JOB + "`pull_request_target` checks out the head",
        "anybody who opens a pull request would run code with the rights of the base",
    )
    TEXT_IN_SCRIPT = SetupReasonText(
        SetupRule.TEXT_IN_SCRIPT,
        _JOB + "`{text}` is used in a script",
        "anybody who names a branch could write commands",
    )
    NOT_PINNED = SetupReasonText(
        SetupRule.NOT_PINNED,
        _JOB + "`{text}` is not pinned",
        "its checks could change without a pull request",
    )
    MAY_WRITE = SetupReasonText(
        SetupRule.MAY_WRITE, _JOB + "it has permission to write", "it only has to read"
    )
    CHECKOUT_SHALLOW = SetupReasonText(
        SetupRule.CHECKOUT_SHALLOW,
        _JOB + "it does not fetch all history",
        "a change is compared with the base and its history",
    )
    NOT_LOOKED_INTO = SetupReasonText(
        SetupRule.NOT_LOOKED_INTO,
        "{file} cannot be read: {text}",
        "a gate job in it was not examined",
    )
    CODEOWNERS_MISSING = SetupReasonText(
        SetupRule.CODEOWNERS_GAP, "no CODEOWNERS file covers {files}", _OWNERS_MATTER
    )
    CODEOWNERS_GAP = SetupReasonText(
        SetupRule.CODEOWNERS_GAP, "CODEOWNERS names nobody for {files}", _OWNERS_MATTER
    )
    ATTRIBUTES_MERGE = SetupReasonText(
        SetupRule.ATTRIBUTES_HIDE,
        _ATTRIBUTES,
        "two answers to one item would be merged without anybody noticing",
    )
    ATTRIBUTES_DIFF = SetupReasonText(
        SetupRule.ATTRIBUTES_HIDE, _ATTRIBUTES, "reviewers would not see what changes"
    )
    ATTRIBUTES_GENERATED = SetupReasonText(
        SetupRule.ATTRIBUTES_HIDE,
        _ATTRIBUTES,
        "platforms fold files that are marked as generated, so reviewers would not see what"
        " changes",
    )
    ATTRIBUTES_GENERATED_GITLAB = SetupReasonText(
        SetupRule.ATTRIBUTES_HIDE,
        _ATTRIBUTES,
        "GitLab folds files that are marked as generated",
    )
    ATTRIBUTES_FILTER = SetupReasonText(
        SetupRule.ATTRIBUTES_HIDE,
        _ATTRIBUTES,
        "the stored content would differ from the content that people see",
    )
    BOTH_ROLES = SetupReasonText(
        SetupRule.BOTH_ROLES,
        "{people} may answer for both roles",
        "a gate needs a second pair of eyes",
    )
    TWO_OF_MANY_ROLES = SetupReasonText(
        SetupRule.BOTH_ROLES,
        "{people} may sign off for two roles at one gate",
        "a gate needs a second pair of eyes",
    )
    QUORUM_IMPOSSIBLE = SetupReasonText(
        SetupRule.QUORUM_IMPOSSIBLE,
        "nobody can pass {gates}: there are too few different people for {text}",
        "the policy requires different people, and some hold two of these roles",
    )
    QUORUM_THIN = SetupReasonText(
        SetupRule.QUORUM_THIN,
        "{gates} needs {total} people of {text}, and no more hold the role",
        "one person who is ill or on leave stops the gate",
    )
    ROLE_UNSIGNED = SetupReasonText(
        SetupRule.ROLE_UNSIGNED,
        "{text} owns required items at {gates}, but need not sign off there",
        "nobody confirms the answers of the role",
    )
    DELEGATION_OVER = SetupReasonText(
        SetupRule.DELEGATION_OVER,
        "the delegation of {text} to {people} ended on {day}",
        "what is over hides what is in force",
    )
    ADDRESSES_LOOK_ALIKE = SetupReasonText(
        SetupRule.ADDRESS_CONFUSING,
        "these addresses look alike, but count as different people: {people}",
        "one person could answer for both",
    )
    ADDRESS_MIXES_SCRIPTS = SetupReasonText(
        SetupRule.ADDRESS_CONFUSING,
        "one word mixes letters of several scripts: {people}",
        "such an address can look like that of somebody else",
    )
    IDENTITY_CLAIMED = SetupReasonText(
        SetupRule.IDENTITY_CLAIMED,
        "sign-offs are not authenticated (`identity: claimed`)",
        "anybody can sign off in anybody's name",
    )
    NO_LOGIN = SetupReasonText(
        SetupRule.NO_LOGIN,
        "no login is known for {people}",
        "approvals name logins, so theirs do not count",
    )
    NO_SIGNERS = SetupReasonText(
        SetupRule.NO_SIGNERS,
        "the policy requires signed commits, but `.tpm/allowed_signers` lists no key",
        "no sign-off can count",
    )
    WAIVERS_ONE_DAY = SetupReasonText(
        SetupRule.WAIVERS_ONE_DAY,
        "all {total} waivers expire on {day}",
        "on that day every gate fails at once, which invites renewing all waivers",
    )
    NO_GIT = SetupReasonText(
        SetupRule.NO_GIT,
        "this project is not in a git repository, or git is not installed",
        "files that git does not track can be changed without a trace",
    )
    HISTORY_SHALLOW = SetupReasonText(
        SetupRule.HISTORY_SHALLOW,
        "this is a shallow clone",
        "a change is compared with the base and its history",
    )
    GIT_TOO_OLD = SetupReasonText(
        SetupRule.GIT_TOO_OLD,
        "{version} is too old for `tpm gate check --against`",
        "merging two trees without a checkout needs git 2.38",
    )


class SetupHelp:
    """Every advice of `tpm doctor`, by name. Lines to add stand below it."""

    INIT_CI = HelpText("run {command} (or `gitlab`, `azure`), and make the job a required check")
    JUDGE_ALL = HelpText("run `tpm gate check` with `--all-projects`")
    ADD_SCHEDULE = HelpText(
        'run it in a separate workflow, with `schedule: [{{cron: "17 5 * * *"}}]`'
    )
    TAKE_OUT = HelpText("remove it")
    ONLY_PROTECTED = HelpText(
        "run it for pull requests into protected branches only, as the job of `tpm ci init` does"
    )
    COMPARE = HelpText('run `tpm gate check --decided --against "origin/$BASE"`')
    PASS_APPROVALS = HelpText("pass `--approvals FILE`, as the job of `tpm ci init` does")
    FETCH_HEAD = HelpText(
        "check out the base, and fetch the pull request: see the strong level in `docs/ci.md`"
    )
    PASS_BY_ENV = HelpText("pass it in `env`")
    PIN = HelpText("name a version; Renovate and Dependabot keep it up to date")
    READ_ONLY = HelpText("write `permissions: {{contents: read, pull-requests: read}}`")
    FETCH_ALL = HelpText("write `fetch-depth: 0` (GitLab: `GIT_DEPTH: 0`, Azure: `fetchDepth: 0`)")
    MEND_FILE = HelpText("correct the file")
    ADD_LINES = HelpText("add to `{name}`:")
    UNDO_ATTRIBUTES = HelpText("remove the line, or add at the end of `{name}`:")
    NAME_SOMEBODY_ELSE = HelpText("name another person for one of the roles")
    SEPARATE_ROLES = HelpText(
        "name another person for one of the roles, or write `gate: {{distinct-people: require}}`"
    )
    NAME_MORE_PEOPLE = HelpText("name more people for one of the roles, or ask for fewer")
    NAME_ONE_MORE = HelpText("name one person more for the role, or ask for one fewer")
    ASK_FOR_SIGN_OFF = HelpText("add `{name}` under `gate: signoffs`")
    DELETE_DELEGATION = HelpText("delete it from `delegations`; what was signed in time holds")
    CONFIRM_ADDRESS = HelpText("ask the owner, and use an address that cannot be mistaken")
    RAISE_IDENTITY = HelpText("write `gate: {{identity: platform}}`, or `author`, or `signed`")
    LIST_KEYS = HelpText("list the key of each person in `{name}`, as in ssh-keygen(1)")
    SPREAD_WAIVERS = HelpText("give each waiver the date by which its item can be satisfied")
    INIT_GIT = HelpText("run {command}, and commit `.tpm/`")
    UNSHALLOW = HelpText("run {command} (in GitHub Actions: `fetch-depth: 0`)")
    INSTALL_GIT = HelpText("install git 2.38 or later")


class LoopholeText(NamedTuple):
    """A way to skip a job, to ignore its failure or to run it elsewhere, with gaps for words."""

    text: str


class Loophole:
    """Every loophole, by name."""

    # In the definition of a job.
    KEY = LoopholeText("`{0}`")
    SETTING = LoopholeText("`{0}: {1}`")
    KEY_OF = LoopholeText("`{0}:` of `{1}`")
    KEY_IN_RULES = LoopholeText("`{0}:` in its rules")
    SETTING_IN_RULES = LoopholeText("`{0}: {1}` in its rules")
    NEEDS = LoopholeText("`needs:` skips it if the other job fails")

    # In its triggers: what lets it run for any branch.
    NO_BRANCHES = LoopholeText("`{0}` without `branches:`")
    ANY_BRANCH = LoopholeText("`branches: {0}` of `{1}`")
    EVENT_WITHOUT_BASE = LoopholeText("the event `{0}`, which cannot be limited to a branch")
    NO_TARGET = LoopholeText("`if: {0}`, which does not test the target branch")
    NO_PR = LoopholeText("no `pr:`, which all hosts but Azure Repos need")

    # In the script of a job.
    ERRORS_PASSED_OVER = LoopholeText("`set +e`")
    ALTERNATIVE = LoopholeText("`||{0}`")
    PIPE = LoopholeText("a pipe, which returns the exit code of its last command")
    COMMAND_BEHIND = LoopholeText("another command after `;`")
    BACKGROUND = LoopholeText("`&`, which does not wait for it")
    CONDITION = LoopholeText("a condition around it")
