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


_JOB = "the job “{job}”: "
_OWNERS_MATTER = (
    "a pull request that changes the policy alone is left to its code owners, and one that changes"
    " the job changes what is checked"
)
_ATTRIBUTES = "“{text}” concerns {files}"


class SetupReason:
    """Every reason of `tpm doctor`, by name."""

    NO_GATE_JOB = SetupReasonText(
        SetupRule.NO_GATE_JOB,
        "no job runs 'tpm gate check' for pull requests",
        "what is not checked is not enforced",
    )
    NO_GATE_JOB_IN = SetupReasonText(
        SetupRule.NO_GATE_JOB,
        "no job runs 'tpm gate check' for pull requests (looked at {files})",
        "what is not checked is not enforced",
    )
    PROJECT_NOT_JUDGED = SetupReasonText(
        SetupRule.NO_GATE_JOB,
        _JOB + "it does not judge the project in {text}",
        "what is not checked is not enforced",
    )
    NO_DAILY_CHECK = SetupReasonText(
        SetupRule.NO_DAILY_CHECK,
        "no job runs 'tpm gate check --decided' on a schedule",
        "waivers end and conditions fall due without anybody pushing",
    )
    FAILURE_IGNORED = SetupReasonText(
        SetupRule.FAILURE_IGNORED,
        _JOB + "its failure does not count: {weakness}",
        "a gate that may fail is no gate",
    )
    JOB_CONDITIONAL = SetupReasonText(
        SetupRule.JOB_CONDITIONAL,
        _JOB + "it can be skipped: {weakness}",
        "a required check that is skipped counts as passed",
    )
    ANY_BRANCH = SetupReasonText(
        SetupRule.ANY_BRANCH,
        _JOB + "it is not kept to the protected branch: {weakness}",
        "what was earned for a branch where another policy holds would count for the protected"
        " branch, too",
    )
    NOT_AGAINST = SetupReasonText(
        SetupRule.NOT_AGAINST,
        _JOB + "it does not compare with the base",
        "the pull request would be judged by its own policy",
    )
    NO_APPROVALS = SetupReasonText(
        SetupRule.NO_APPROVALS,
        _JOB + "it passes no approvals on",
        "the policy demands approvals that the platform vouches for",
    )
    TARGET_CHECKOUT = SetupReasonText(
        SetupRule.TARGET_CHECKOUT,
        _JOB + "pull_request_target checks the head out",
        "whoever opens a pull request would run with the rights of the base",
    )
    TEXT_IN_SCRIPT = SetupReasonText(
        SetupRule.TEXT_IN_SCRIPT,
        _JOB + "{text} stands in a script",
        "whoever names a branch would write the script",
    )
    NOT_PINNED = SetupReasonText(
        SetupRule.NOT_PINNED,
        _JOB + "not pinned: {text}",
        "what it checks would change without a pull request",
    )
    MAY_WRITE = SetupReasonText(SetupRule.MAY_WRITE, _JOB + "it may write", "it only has to read")
    CHECKOUT_SHALLOW = SetupReasonText(
        SetupRule.CHECKOUT_SHALLOW,
        _JOB + "it does not fetch all history",
        "the base and its history are what a change is compared with",
    )
    NOT_LOOKED_INTO = SetupReasonText(
        SetupRule.NOT_LOOKED_INTO,
        "{file} cannot be read: {text}",
        "a job of it that asks the gates was not looked at",
    )
    CODEOWNERS_MISSING = SetupReasonText(
        SetupRule.CODEOWNERS_GAP, "there is no CODEOWNERS for {files}", _OWNERS_MATTER
    )
    CODEOWNERS_GAP = SetupReasonText(
        SetupRule.CODEOWNERS_GAP, "CODEOWNERS names nobody for {files}", _OWNERS_MATTER
    )
    ATTRIBUTES_MERGE = SetupReasonText(
        SetupRule.ATTRIBUTES_HIDE,
        _ATTRIBUTES,
        "two answers to one question would be merged without anybody noticing",
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
        "what is stored would be another thing than what people see",
    )
    BOTH_ROLES = SetupReasonText(
        SetupRule.BOTH_ROLES,
        "{people} may answer for both roles",
        "the second pair of eyes is what a gate is for",
    )
    ADDRESSES_LOOK_ALIKE = SetupReasonText(
        SetupRule.ADDRESS_CONFUSING,
        "these addresses look alike, and count as different people: {people}",
        "one person could answer for both",
    )
    ADDRESS_MIXES_SCRIPTS = SetupReasonText(
        SetupRule.ADDRESS_CONFUSING,
        "letters of several scripts are in one word of {people}",
        "such an address can look like that of somebody else",
    )
    IDENTITY_CLAIMED = SetupReasonText(
        SetupRule.IDENTITY_CLAIMED,
        "a typed name is enough to sign",
        "anybody may sign in anybody's name",
    )
    NO_LOGIN = SetupReasonText(
        SetupRule.NO_LOGIN,
        "no login is known of {people}",
        "an approval names a login, so theirs cannot count",
    )
    NO_SIGNERS = SetupReasonText(
        SetupRule.NO_SIGNERS,
        "the policy demands signed commits, and .tpm/allowed_signers names no key",
        "no sign-off can count",
    )
    WAIVERS_ONE_DAY = SetupReasonText(
        SetupRule.WAIVERS_ONE_DAY,
        "all {total} waivers end on {day}",
        "on that day every gate is red at once, and renewing all of them is the way out",
    )
    NO_GIT = SetupReasonText(
        SetupRule.NO_GIT,
        "there is no git repository here, or no git",
        "what is not under version control can be changed without a trace",
    )
    HISTORY_SHALLOW = SetupReasonText(
        SetupRule.HISTORY_SHALLOW,
        "this is a shallow clone",
        "a change is compared with the base and its history",
    )
    GIT_TOO_OLD = SetupReasonText(
        SetupRule.GIT_TOO_OLD,
        "{version} is too old for 'tpm gate check --against'",
        "merging two trees without a checkout came with git 2.38",
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
    ADD_OWNERS = HelpText("add to `{name}`:")
    UNDO_ATTRIBUTES = HelpText("remove the line, or add at the end of `{name}`:")
    NAME_SOMEBODY_ELSE = HelpText("name another person for one of the roles")
    SEPARATE_ROLES = HelpText(
        "name another person for one of the roles, or write `gate: {{distinct-people: require}}`"
    )
    CONFIRM_ADDRESS = HelpText("ask the owner, and use an address that cannot be mistaken")
    RAISE_IDENTITY = HelpText("write `gate: {{identity: platform}}`, or `author`, or `signed`")
    ADD_ALIAS = HelpText("add to `{name}`:")
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
    KEY = LoopholeText("“{0}”")
    SETTING = LoopholeText("“{0}: {1}”")
    KEY_OF = LoopholeText("“{0}:” of {1}")
    KEY_IN_RULES = LoopholeText("“{0}:” in its rules")
    SETTING_IN_RULES = LoopholeText("“{0}: {1}” in its rules")
    NEEDS = LoopholeText("“needs:” skips it where the other job fails")

    # In its triggers: what lets it run for any branch.
    NO_BRANCHES = LoopholeText("{0} without “branches:”")
    ANY_BRANCH = LoopholeText("“branches: {0}” of {1}")
    EVENT_WITHOUT_BASE = LoopholeText("the event {0}, which cannot be kept to a branch")
    NO_TARGET = LoopholeText("“if: {0}”, which does not ask for the target branch")
    NO_PR = LoopholeText("without “pr:”, which only Azure Repos does not need")

    # In the script of a job.
    ERRORS_PASSED_OVER = LoopholeText("“set +e”")
    ALTERNATIVE = LoopholeText("“||{0}”")
    PIPE = LoopholeText("a pipe, whose exit code is that of its last command")
    COMMAND_BEHIND = LoopholeText("a command behind “;”")
    BACKGROUND = LoopholeText("“&”, which does not wait for it")
    CONDITION = LoopholeText("a condition around it")
