"""Problems: a flaw of an input, its place and a hint, as data without any text.

Code decides by the `Flaw` of a problem; `render/problem.py` makes the text when it is shown. In a
template, `{0}` is the first of the words that it names; the list `{0:or}` is joined with “or”
instead of commas.
"""

from typing import TYPE_CHECKING, NamedTuple, Self, TypeAlias

from tpmcli.model.fix import Command, Fix, tpm

if TYPE_CHECKING:
    from tpmcli.model.loosening import Loosened


class FlawText(NamedTuple):
    """A kind of flaw of an input, as the template of the message."""

    text: str


class Flaw:
    """Every kind of flaw of an input, by name. The value is the template of the message."""

    # Any file.
    FILE_MISSING = FlawText("this file is missing")
    FILE_TOO_LARGE = FlawText("larger than {0:,} bytes")
    PROJECT_ABSENT = FlawText("no .tpm/ in {0} or above it in this repository")
    TPM_IS_LINK = FlawText("{0} is a symbolic link")
    TPM_IS_NO_FOLDER = FlawText("{0} is not a folder")
    SHIPPED_UNREADABLE = FlawText("this shipped file cannot be read: {0}")

    # YAML: the bytes.
    YAML_TOO_LARGE = FlawText("the file is larger than {0}")
    UTF16 = FlawText("the file is UTF-16")
    NOT_UTF8 = FlawText("the byte 0x{0:02X} is not UTF-8")
    CONFLICT_BEGINS = FlawText("an unresolved merge conflict starts here")
    CONFLICT_LEFT_OVER = FlawText("this line is left over from a merge conflict")
    DIRECTIVE = FlawText("a line cannot begin with `%`: directives are not allowed")
    TAB = FlawText("a tab is not allowed here")
    BIDI_CONTROL = FlawText(
        "a control character for the writing direction (U+{0:04X}) is not allowed"
    )
    INVISIBLE_CHARACTER = FlawText("an invisible character (U+{0:04X}) is not allowed")
    LINE_SEPARATOR = FlawText("a line separator (U+{0:04X}) is not allowed")
    SURROGATE = FlawText("half a character (the surrogate U+{0:04X}) is not allowed")
    CONTROL_CHARACTER = FlawText("a control character (U+{0:04X}) is not allowed")
    NOT_A_CHARACTER = FlawText("U+{0:04X} is not a character")
    MORE_FOLLOW = FlawText("more problems follow: correct these {0} first")

    # YAML: its syntax, and the parts of it that are not allowed.
    ANCHOR = FlawText(
        "anchors (&) and aliases (*) are not allowed:"
        " write the value out, in quotes if it begins with `&` or `*`"
    )
    TAG = FlawText(
        "tags (!) are not allowed: write the plain value, in quotes if it begins with `!`"
    )
    QUOTE_OPEN = FlawText("this quoted text is never closed")
    MARKER_IN_QUOTES = FlawText(
        "`---` or `...` at the start of a line ends the document inside quoted text"
    )
    ESCAPE_UNKNOWN = FlawText("this backslash escape does not exist")
    ESCAPE_WITHOUT_CHARACTER = FlawText("this escape does not name a character")
    BLOCK_HEADER = FlawText("only +, - or an indentation from 1 to 9 may follow `|` or `>`")
    VALUE_BEGINS_SO = FlawText("a value cannot begin with this character")
    COLON_MISPLACED = FlawText("a `:` is not allowed here")
    COLON_MISSING = FlawText("a `:` is missing after the key before this place")
    LIST_ELEMENT_MISPLACED = FlawText("a list element (`- `) cannot begin here")
    QUESTION_MARK_MISPLACED = FlawText("a `? ` is not allowed here")
    FLOW_SIGN_UNQUOTED = FlawText("`?` and `:` within [ ] or {{ }} need quotes")
    LIST_OPEN = FlawText("a `,` or the closing `]` is missing here")
    LIST_OPEN_SINCE = FlawText("a `,` or the closing `]` is missing here (opened on line {0})")
    MAP_OPEN = FlawText("a `,` or the closing `}}` is missing here")
    MAP_OPEN_SINCE = FlawText("a `,` or the closing `}}` is missing here (opened on line {0})")
    VALUE_MISSING = FlawText("a value is missing here")
    TEXT_AFTER_END = FlawText("this text follows after the end of the document")
    LINE_UNFIT = FlawText("this line does not fit into its block")
    NOT_YAML = FlawText("this is not valid YAML ({0})")
    QUESTION_MARK_UNQUOTED = FlawText("a `?` in a value within [ ] or {{ }} needs quotes")
    COLON_TIGHT = FlawText("a space is missing after this key's `:`")
    COMMENT_TIGHT = FlawText("a space is missing before the `#` after `|` or `>`")
    SECOND_DOCUMENT = FlawText("a second document starts here, but a file must contain one")
    KEY_NOT_TEXT = FlawText("a list or a map cannot be a key")
    KEY_EMPTY = FlawText("the key before `:` is missing")
    MERGE_KEY = FlawText("merge keys (<<) are not allowed: write the keys out")
    DUPLICATE_KEY = FlawText("the key `{0}` appears twice in this block (first on line {1})")
    TOO_DEEP = FlawText("this is nested more than {0} levels deep")
    TOO_MANY_NODES = FlawText("the file contains more than {0:,} keys and values")
    DOUBTFUL = FlawText("this file cannot be read unambiguously")

    # The formats.
    FILE_EMPTY = FlawText("this file is empty")
    FILE_NOT_MAPPING = FlawText("this file is {0}, not a mapping")
    SCHEMA_NEWER = FlawText("written for a newer tpm (schema {0}; this one reads {1})")
    SCHEMA_OTHER = FlawText("a {0} file is expected here; found schema `{1}`")
    UNKNOWN_KEY = FlawText("`{0}` is not a key of {1}")
    UNFIT_KEY = FlawText("`{0}` is not a key of `{1}`")
    MISSING_KEY = FlawText("{0} needs `{1}`")
    EMPTY_VALUE = FlawText("{0} is empty")
    NO_VALUE = FlawText("{0} has no value")
    UNFIT_VALUE = FlawText("{0} must be {1}; found {2}")
    STRING_FOR_BOOLEAN = FlawText("{0}: `{1}` is a string here")
    TOO_SMALL = FlawText("{0} must be at least {1:g}; found {2}")
    TOO_GREAT = FlawText("{0} must be at most {1:g}; found {2}")
    TEXT_TOO_SHORT = FlawText("{0} needs at least {1:,} characters")
    TEXT_TOO_LONG = FlawText("{0} has more than {1:,} characters")
    TOO_FEW_ENTRIES = FlawText("{0} needs at least {1:,} entries")
    TOO_MANY_ENTRIES = FlawText("{0} has more than {1:,} entries")
    LISTED_TWICE = FlawText("{0} lists {1} twice")
    CHECK_KINDS = FlawText("{0} must have exactly one key, its kind")
    CHECK_ASKS_NOTHING = FlawText("{0} needs one of {1}")
    REFUSED_VALUE = FlawText("{0} {1}")
    MANY_MORE = FlawText("and {0:,} more problems")

    # The record.
    MOMENT_INVALID = FlawText("{0} is not a date and time of the calendar")
    DAY_INVALID = FlawText("{0} is not a date of the calendar")
    ANSWER_INCOMPLETE = FlawText("the answer to {0} was written by hand and lacks {1}")
    ANSWER_UNDER_SLUG = FlawText("the answer to {0} stands under its slug instead of its id")
    ANSWER_REFUSED = FlawText("the answer to {0} cannot be completed: {1}")
    ANSWER_NAME_UNKNOWN = FlawText("no item named `{0}`; what stands under it is ignored")
    ANSWER_NAME_AMBIGUOUS = FlawText("`{0}` matches several items: {1}")
    ANSWER_TWICE = FlawText("the answer to {0} stands in two blocks: its id and `{1}`")
    ANSWER_BY_OTHER = FlawText("the answer to {0} names {1}, but was written by {2}")
    ANSWER_DATED_OTHERWISE = FlawText("the answer to {0} is dated {1}, but was written on {2}")
    LISTS_UNDER_SLUG = FlawText("waivers and check results need the full id of the item")
    ANSWER_UNEXPLAINED = FlawText("{0} is answered `not-applicable` without a reason")
    ANSWER_ABSENT = FlawText("{0} has no `answer`")
    SIGNOFF_INCOMPLETE = FlawText("a sign-off needs {0}")
    WAIVER_INCOMPLETE = FlawText("a waiver needs {0}")
    WITHDRAWAL_KEY = FlawText("a withdrawal cannot have `{0}`")
    WITHDRAWN_NOT_TRUE = FlawText("`withdrawn` can only be true")
    ENTRY_KIND = FlawText("an entry of a gate is either a decision or a close")
    DECISION_INCOMPLETE = FlawText("a decision needs {0}")
    DECISION_KEY = FlawText("a decision cannot have `{0}`")
    CLOSE_KEY = FlawText("a close cannot have `{0}`")
    CLOSES_NOTHING = FlawText("`close: {0}`, but the decision before it has no conditions")
    CLOSES_SECOND_OF_ONE = FlawText("`close: {0}`, but the decision before it has 1 condition")
    CLOSES_BEYOND = FlawText("`close: {0}`, but the decision before it has {1} conditions")
    EVIDENCE_KEYS = FlawText("evidence is a path with its sha256, or a url alone")
    FOREIGN_RECORD = FlawText(
        "this file belongs to the policy `{0}`, but the id in `.tpm/policy.yaml` is `{1}`"
    )
    RECORD_MISPLACED = FlawText("this file contains increment `{0}`")
    INCREMENT_TWICE = FlawText("this file contains increment `{0}`, and so does {1}")
    INCREMENT_NAMED_OTHERWISE = FlawText("this file contains increment `{0}`, not `{1}`")
    INCREMENT_IN_TWO_FILES = FlawText("increment `{0}` is both here and in {1}")
    INCREMENT_KEPT_OTHERWISE = FlawText(
        "this file contains increment {0}, too, but differs from {1}"
    )
    INCREMENT_UNKNOWN = FlawText("no increment named `{0}`")

    # The canonical form of the record.
    BLOCK_TWICE = FlawText("{0} appears twice, on lines {1} and {2}")
    BLOCK_TWICE_UNLIKE = FlawText("{0} appears twice, on lines {1} and {2}, with different content")
    BLOCK_MISSING = FlawText("the block {0} is missing below {1}")
    BLOCK_MISPLACED = FlawText("{0} belongs before {1}")
    BLOCK_LOOKS = FlawText("the block {0} is not in canonical form")
    FIELD_LOOKS = FlawText("{0} is not in canonical form")
    FILE_LOOKS = FlawText("the file is not in canonical form")
    HEADER_MISSING = FlawText("the header line is missing")
    SECTIONS_MISPLACED = FlawText("the sections are not in canonical order")

    # The policy.
    VERSION_UNFIT = FlawText("this policy requires tpm {0}; this is tpm {1}")
    VERSION_BOUND = FlawText("`{0}` needs two numbers at least, such as ~=1.4")
    ROLE_UNKNOWN = FlawText("no role named `{0}`")
    ROLE_SHIPPED = FlawText("`{0}` needs no declaration, and keeps its words")
    ROLE_WITHOUT_SHORT = FlawText("the role `{0}` needs a `short` name")
    ROLE_REDECLARED = FlawText("the role `{0}` has other words in `{1}`")
    SHORT_TAKEN = FlawText("the role `{0}` is called {1}, and so is `{2}`")
    TOO_MANY_ROLES = FlawText("more than {0} roles are declared")
    DEMAND_UNHELD = FlawText("`{0}` makes {1} sign off at {2}, and nobody holds it")
    PEOPLE_TOO_FEW = FlawText("{0} needs {1} people of {2}, and `people: {3}` names {4}")
    DROP_UNEXPLAINED = FlawText("to drop the demand of {0} needs a `reason`")
    DROPS_NOTHING = FlawText("nothing demands {0} here, so there is nothing to drop")
    DROP_IN_LAYER = FlawText("only the policy can drop a demand")
    NO_DECIDER_AT = FlawText("nobody may decide at {0} (`gate.deciders`)")
    APPROVERS_TOO_FEW = FlawText("{0} needs {1} approvers, and `people: {0}` names {2}")
    GIVER_WITHOUT_ROLE = FlawText("{0} does not hold the role `{1}`, so nobody can stand in")
    DEPUTY_WITH_ROLE = FlawText("{0} holds the role `{1}`, so they cannot stand in for {2}")
    DELEGATION_BACKWARDS = FlawText("the delegation ends on {0}, before it begins on {1}")
    DELEGATION_TOO_LONG = FlawText("the delegation is longer than {0} days")
    TWO_DEPUTIES = FlawText("{0} and {1} both stand in for {2} on {3}")
    ROLE_UNHELD = FlawText("nobody holds the role {0}, which must sign off (`gate.signoffs`)")
    NO_DECIDER = FlawText("nobody can decide at a gate: no one holds the role {0:or}")
    NO_APPROVER = FlawText("nobody can approve a waiver: no one holds the role {0:or}")
    APPROVER_WITHOUT_ROLE = FlawText(
        "{0} approves waivers, but holds no role and cannot sign off any of them"
    )
    PERSON_TWICE = FlawText("`{0}` is listed twice")
    ALIAS_SHARED = FlawText("`{0}` is an alias of two people: {1} and {2}")
    START_UNKNOWN = FlawText("`start-at` is `{0}`, which is not a phase")
    KIND_UNKNOWN = FlawText("the increment is of the kind `{0}`, which is not in the policy")
    KIND_WITHOUT_GATE = FlawText("the kind `{0}` does not pass any gate of this lifecycle")
    DEPLOY_KIND_UNKNOWN = FlawText("`deploy-kinds` lists `{0}`, which `kinds` does not have")
    PHASE_UNKNOWN = FlawText("no phase named `{0}`")
    GATE_ASKS_NOTHING = FlawText(
        "{0} has no required item that applies to this project, so its gate cannot be checked"
    )

    # Lifecycles, packs and items.
    CHECKLIST_ABSENT = FlawText("the file `{0}` does not exist")
    PACK_UNKNOWN = FlawText("no shipped pack named `{0}`")
    PACK_RETIRED = FlawText("tpm {1} and later do not ship the pack `{0}`")
    PACK_NAMED_TWICE = FlawText("another pack is also named `{0}`")
    PACK_NAMED_POLICY = FlawText("`{0}` is reserved for the policy")
    PACK_NAMED_AS_SHIPPED = FlawText("`{0}` is the name of a shipped pack")
    LIFECYCLE_UNKNOWN = FlawText("no shipped lifecycle named `{0}`")
    LIFECYCLE_RETIRED = FlawText("tpm {1} and later do not ship the lifecycle `{0}`")
    LIFECYCLE_NAMED_AS_SHIPPED = FlawText("`{0}` is the name of a shipped lifecycle")
    LIFECYCLE_WITHOUT_PHASE = FlawText("the lifecycle `{0}` has no phase `{1}`")
    NOTHING_TO_SELECT = FlawText("`select` requires `from`")
    SELECTED_PHASE_UNKNOWN = FlawText("`{0}` is not a phase of this lifecycle")
    SELECTED_ITEM_UNKNOWN = FlawText("{0} has no item `{1}` for {2}")
    COVERS_OWN_PHASE = FlawText("`{0}` is a phase of this lifecycle itself")
    COVERED_TWICE = FlawText("`{0}` is covered by `{1}`, too")
    PACK_WITHOUT_GATE = FlawText("no gate of the lifecycle `{0}` takes what `{1}` asks for: {2}")
    PHASE_NAMED_OTHERWISE = FlawText("this file is about the phase `{0}`, not `{1}`")
    PHASE_EMPTY = FlawText("the phase `{0}` has no items, so its gate cannot be checked")
    ID_TWICE = FlawText("the id `{0}` appears twice in this phase")
    ITEM_TWICE = FlawText("`{0}` appears twice in `{1}`")
    ITEM_KNOWN = FlawText("`{0}` is already an item of `{1}`")
    ITEM_DROPPED_BELOW = FlawText("`{0}` is an item that `{1}` drops")
    ITEM_LOCKED = FlawText("`{0}` is locked by `{1}` and cannot be loosened ({2})")
    ITEM_LOOSENED = FlawText("`{0}` is loosened without a reason ({1})")
    ITEM_DROPPED = FlawText("`{0}` was dropped by `{1}`")
    ITEM_UNKNOWN = FlawText("no item named `{0}` to adjust")
    ENFORCED_FROM_NO_DAY = FlawText("`{0}` is not a date of the calendar")
    MUST_WHEN_OF_MUST = FlawText("`must-when` needs `level: should`")
    NO_CHECKS = FlawText("this item has no checks that could answer it")
    REFERENCE_UNKNOWN = FlawText("no reference named `{0}`")
    TEMPLATE_UNKNOWN = FlawText("no shipped template named `{0}`")
    FIND_LIST_UNKNOWN = FlawText("no list of places named `{0}`")
    TRAIT_UNKNOWN = FlawText("no trait named `{0}`")
    NOT_A_REGEX = FlawText("`matches` is not a regular expression")
    NOT_A_REGEX_AT = FlawText("`matches` is not a regular expression: error at position {0}")
    REGEX_TOO_DEEP = FlawText("`matches` is not allowed: its groups are nested more than {0} deep")
    REGEX_TOO_LARGE = FlawText("`matches` is not allowed: the expression is too large")
    CITED_NOT_READ = FlawText("a check of the kind `{0}` cannot read what an answer cites")
    UNREAD_ALONE = FlawText("`unread` needs `{0}: evidence`")
    TOOL_LIST_UNKNOWN = FlawText("no list of tools named `{0}`")
    TAG_WITH_VERSION = FlawText("`tag` and `version` exclude one another")
    COLUMN_WITHOUT_NAME = FlawText("a column needs a name")
    CHECKS_OF_ANSWER = FlawText("its checks read what the answer cites, so they cannot answer it")
    ADJUSTS_NOTHING = FlawText("this adjustment changes nothing")
    DROP_WITH_MORE = FlawText("a dropped item cannot have {0}")
    TEMPLATE_UNREADABLE = FlawText("the template of {0} cannot be read")
    COMMAND_UNSOUND = FlawText("the command check of {0} is invalid: {1}")

    # git, and the files that CI passes.
    NO_GIT_FOR_MERGE = FlawText("`tpm merge` needs a git repository")
    NO_GIT_FOR_LOG = FlawText("`tpm log` needs a git repository")
    NO_GIT_FOR_AGAINST = FlawText("`--against` needs git, which is not installed")
    NO_REPOSITORY = FlawText("{0} is not in a git repository, so there is nothing to compare with")
    NO_COMMIT = FlawText("this branch has no commit yet, so there is nothing to compare")
    SHALLOW = FlawText("this is a shallow clone: the history to compare with is missing")
    GIT_TOO_OLD_FOR_LOG = FlawText("this git is too old to read the history")
    GIT_TOO_OLD_FOR_AGAINST = FlawText("this git is too old for `--against`")
    REVISION_UNKNOWN = FlawText("no {0} `{1}` in this repository")
    REVISION_AMBIGUOUS = FlawText("`{0}` is ambiguous: {1}")
    REVISION_NOT_OF_REMOTE = FlawText("`{0}` is {1} here, not a branch of the remote {2}")
    OUR_SIDE_REMOVED = FlawText("this branch removed this file")
    THEIR_SIDE_REMOVED = FlawText("the other branch removed this file")
    MERGE_CONFLICTS = FlawText("merging with {0} conflicts in {1}")
    MERGE_CONFLICTS_IN_MANY = FlawText("merging with {0} conflicts in {1} and {2} more")
    UNRELATED = FlawText("the branch has no commit in common with {0}")
    OBJECTS_MISSING = FlawText(
        "this is a partial clone, and objects that the check needs are missing"
    )
    TOO_MANY_TO_REPLAY = FlawText(
        "rebasing this branch takes {0:,} steps; up to {1:,} can be compared with the merge"
    )
    UNREADABLE_IN = FlawText("{0} (in {1})")
    NOT_JSON_TEXT = FlawText("this is not JSON in UTF-8")
    JSON_TOO_DEEP = FlawText("nested more than {0} deep")
    NOT_JSON = FlawText("this is not JSON")
    APPROVALS_NOT_LIST = FlawText("approvals must be a JSON list")
    APPROVAL_INCOMPLETE = FlawText("entry {0} needs {1}, each a string")

    # Several projects.
    NO_PROJECT_BELOW = FlawText("no project (.tpm/policy.yaml) below {0}")
    NO_PROJECT_AT = FlawText("no project (.tpm/policy.yaml) here or below: {0}")
    NO_PROJECT_HERE = FlawText("no project (.tpm/policy.yaml) here or below")
    NO_PROJECT_COMPARED = FlawText("neither {0} nor this change has a project (.tpm/policy.yaml)")
    PROJECTS_ELSEWHERE = FlawText("no project here or above, but a .tpm/ in: {0}")
    TPM_WITHOUT_PROJECT = FlawText(".tpm has neither policy.yaml nor project.yaml in: {0}")
    FOLDER_UNREADABLE = FlawText("this folder cannot be read: {0}")
    BUG = FlawText("internal error ({0}: {1})")
    UNKNOWN_REASON = FlawText("the reason is unknown")
    # Collected reports.
    NO_REPORT_AT = FlawText("no report (*.json) in {0}")
    ONLY_CHANGES_AT = FlawText(
        "every report in {0} is about a pull request (--against), so no project's state is known"
    )
    REPORT_IS_LINK = FlawText("a symbolic link, which is not followed")
    REPORT_IS_NO_FILE = FlawText("neither a file nor a folder")
    REPORT_NOT_JSON = FlawText("not JSON, or only a part of it")
    REPORT_WITHOUT_SCHEMA = FlawText("not a report of tpm: it has no `schema`")
    REPORT_SCHEMA_OTHER = FlawText("a gate report is expected here; found schema `{0}`")
    REPORT_WITHOUT_STATE = FlawText("it lacks `projects`, so it is from an earlier version of tpm")
    REPORT_KEY_INVALID = FlawText("`{0}` is missing or not as the schema says")

    # The message of another error.
    # A form of answers.
    FORM_EMPTY = FlawText("the file is empty")
    FORM_UNKNOWN = FlawText(
        "not a form of answers: it has neither a table with the columns `Id` and `Answer` nor a"
        " task list with the ids of items"
    )

    OTHER = FlawText("{0}")


class RemedyText(NamedTuple):
    """A hint, as a template. `{command}` is the command of the hint, or this one."""

    text: str
    command: Command | None = None


class Remedy:
    """Every hint, by name. The value is the template of its text."""

    # A command that helps as it is.
    RUN = RemedyText("{command}")

    # Names.
    DID_YOU_MEAN = RemedyText("did you mean `{0}`?")
    VALID_NAMES = RemedyText("choose one of {0:code}")
    OTHER_ID = RemedyText("give it another id")
    OTHER_ID_FOR_ONE = RemedyText("give one of them another id")
    OTHER_ID_OR_ADJUST = RemedyText(
        "give it another id; to change that item, write it under `adjust`"
    )
    OTHER_PACK_NAME = RemedyText("give your own pack another name")
    OTHER_LIFECYCLE_NAME = RemedyText("give your own lifecycle another name")
    RENAME_ONE = RemedyText("rename one of them")
    RENAME_PACK = RemedyText("rename the pack")

    # YAML.
    QUOTE_TEXT = RemedyText("put the text in quotes")
    QUOTE_VALUE = RemedyText("put it in quotes")
    CHECK_INDENTATION = RemedyText("check the indentation, or put text with `: ` or ` #` in quotes")
    INDENT_LINE = RemedyText("indent the line")
    CLOSE_QUOTE = RemedyText("add the closing quote")
    ESCAPE_BACKSLASH = RemedyText("write \\\\ for a backslash, or use single quotes")
    ESCAPE_DIGITS = RemedyText("\\x takes 2, \\u 4 and \\U 8 hexadecimal digits, up to \\U0010FFFF")
    BEGIN_ON_NEXT_LINE = RemedyText(
        "begin the text on the next line; to start a value with the sign, use quotes"
    )
    ADD_OR_USE_QUOTES = RemedyText("add it, or use quotes")
    ADD_OR_QUOTE_TEXT = RemedyText("add it, or put the text in quotes")
    REMOVE_SECOND_DOCUMENT = RemedyText("remove the `---` and what follows")
    WRITE_KEY_ON_LINE = RemedyText("write the key on one line, in quotes")
    FLATTEN = RemedyText("flatten it")
    SPLIT = RemedyText("split it")
    SPLIT_OR_REMOVE = RemedyText("split it, or remove what is not needed")
    SAVE_AS_UTF8 = RemedyText("save it as UTF-8")
    SAVE_FILE_AS_UTF8 = RemedyText("save the file as UTF-8")
    RESOLVE_CONFLICT = RemedyText(
        "run {command} for the project file; in other files, choose one side by hand",
        tpm("merge"),
    )
    REMOVE_LINE = RemedyText("remove the line, or use quotes")
    USE_SPACES = RemedyText("use spaces, or \\t in double quotes")
    REMOVE_IT = RemedyText("remove it")
    KEEP_ONE_KEY = RemedyText("keep one of the two")
    KEEP_ONE_BLOCK = RemedyText(
        "{command} removes the second if both are the same; otherwise keep one by hand",
        tpm("lint", "--fix"),
    )

    # The formats.
    BEGIN_WITH_SCHEMA = RemedyText("begin with the line `schema: {0}`")
    CORRECT_SCHEMA = RemedyText("change the line to `schema: {0}`")
    UPGRADE = RemedyText("{command}", Command(("pip", "install", "--upgrade", "tpmcli")))
    WRITE = RemedyText("write {0}")
    WRITE_LIST_OF_IT = RemedyText("write `[{0}]`")
    WRITE_LIST = RemedyText("write a list, such as `[one, two]`")
    WRITE_BOOLEAN = RemedyText("write `true` or `false`")
    LIST_ONE = RemedyText("list at least one")
    MUST_BE_OR_DELETE = RemedyText("write {0}, or delete the line")
    ADD_LINE = RemedyText("add the line `{0}: {1}`")
    ADD_KEY = RemedyText("add `{0}`: {1}")

    # The record.
    CORRECT_MOMENT = RemedyText("correct the date or time")
    CORRECT_DAY = RemedyText("correct the date")
    ADD_REASON = RemedyText("add a `note` that says why it does not apply")
    ADD_ANSWER = RemedyText("add `answer: met`, `not-met` or `not-applicable`")
    REMOVE_KEY = RemedyText("remove `{0}`")
    REMOVE_OR_WITHDRAW = RemedyText("remove the key, or write `withdrawn: true`")
    WRITTEN_BY = RemedyText("`{0}` writes every key")
    WRITTEN_BY_ANSWER = RemedyText("`tpm answer` writes both keys of a path")
    KEEP_ONE_OF_TWO_KEYS = RemedyText("keep one of the two keys")
    USE_MINUTES = RemedyText("use `minutes` and `reason`")
    NUMBER_CONDITION = RemedyText("give the number of a condition, from 1")
    USE_ITEM_ID = RemedyText("write the id of the item, such as phase.slug")
    REMOVE_BY_AND_AT = RemedyText("remove `by` and `at`; `tpm lint --fix` writes them")
    LINT_FIX = RemedyText("{command}", tpm("lint", "--fix"))
    KEEP_RIGHT_BLOCK = RemedyText("keep the one that is right and delete the other")
    MOVE_TO = RemedyText("move it to `{0}`")
    START_GOES_ON = RemedyText(
        "if they are the same, run `tpm start` again; otherwise remove `{0}`"
    )
    START_CUT_OFF = RemedyText(
        "a start may have been interrupted: remove the file that is out of date"
    )
    NAME_AS_INCREMENT = RemedyText("give the file the name of its increment")
    KEEP_ONE_FILE = RemedyText("keep one of the two files")
    RESTORE_OWN_FILE = RemedyText(
        "restore the file that belongs here; `tpm init` makes ids, and they never change"
    )
    RESTORE_OR_INIT = RemedyText("restore it, or run {command}", tpm("init"))
    REMOVE_AND_INIT = RemedyText("`.tpm/` is empty: remove it, and run {command}", tpm("init"))
    RESTORE_OR_REMOVE_AND_INIT = RemedyText(
        "`.tpm/` contains {0:code} only: restore the file; or remove the folder, and run {command}",
        tpm("init"),
    )
    RESTORE_OR_NAME = RemedyText("restore it, or name another")

    # The policy and the checklists.
    REINSTALL = RemedyText("{command}", Command(("pip", "install", "--force-reinstall", "tpmcli")))
    ADD_SHORT = RemedyText("add `short`, at most 8 letters")
    OTHER_SHORT = RemedyText("give it another `short`")
    DECLARE_IN_POLICY = RemedyText("declare `{0}` under `roles` in the policy; its words then hold")
    HOLD_OR_DROP = RemedyText(
        "add `people: {{{0}: [EMAIL]}}`, or drop the demand with a reason under `gate: signoffs`"
    )
    NAME_MORE = RemedyText("name more people, or ask fewer; two addresses may be one person")
    ADD_DROP_REASON = RemedyText("add `reason`; it is shown in reports")
    NAME_DECIDER = RemedyText("add an element to `deciders` that applies there")
    NAME_THEM = RemedyText("name them under `people: {0}`")
    END_ONE_FIRST = RemedyText("let one end before the other begins")
    SWAP_DATES = RemedyText("correct `first` or `last`")
    ADD_PERSON = RemedyText("add an email address under `people: {0}`")
    ADD_PERSON_TOO = RemedyText("add the address under `people`, too")
    NAME_PEOPLE = RemedyText("name people for the role, or list an email address here")
    JOIN_ALIASES = RemedyText("put the aliases into one list")
    ONE_PERSON_AN_ALIAS = RemedyText("give the alias to one person")
    SHOW_PHASE = RemedyText("see which traits bring items: {command}")
    RELATIVE_PATH = RemedyText(
        "write the path relative to the folder that holds `.tpm`, and add the file to git"
    )
    ADD_FROM = RemedyText("add `from: standard`, or delete `select`")
    CORRECT_PHASE = RemedyText("write `phase: {0}`, as in the name of the file")
    ADD_COVERS = RemedyText("say under `covers` in the lifecycle which phase stands for {0}")
    ADD_ITEMS = RemedyText("add items to it, or leave the phase out of the lifecycle")
    ADD_CHECKS = RemedyText("add `checks`")
    ADD_LOOSENING_REASON = RemedyText("add a `reason` for those who read the report")
    TIGHTEN_ONLY = RemedyText("tighten it: a locked item cannot be loosened")
    DELETE_ADJUSTMENT = RemedyText("delete this adjustment")
    DELETE_OR_ADD_CHANGE = RemedyText("delete it, or add what it changes")
    DROP_ALONE = RemedyText("keep `drop` and `reason` alone")

    # git, and several projects.
    INIT = RemedyText("{command}", tpm("init"))
    INIT_OR_NAME_FOLDER = RemedyText(
        "run {command} here, or name the folder of a project with `-C`", tpm("init")
    )
    INIT_OR_ALLOW_NO_PROJECT = RemedyText(
        "run {command} and commit `.tpm/`; `--allow-no-project` lets repositories without it pass",
        tpm("init"),
    )
    NAME_PROJECT = RemedyText("add `-C {0}` for one project, or `--all-projects` for each")
    RESTORE_OR_REMOVE = RemedyText("restore the files from git, or remove the folder")
    NAME_TRACKED_FOLDERS = RemedyText(
        "name folders with projects that git tracks; {command} begins one", tpm("init")
    )
    MAKE_TPM_FOLDER = RemedyText(
        "make `.tpm` a folder of the repository itself, so that it is checked as committed"
    )
    GIT_INIT = RemedyText("run {command}, and commit `.tpm/`", Command(("git", "init")))
    NEWER_GIT = RemedyText("install git 2.38 or later")
    RUN_IN_CLONE = RemedyText(
        "run it in a clone (in CI: check the repository out with its history), or omit `--against`"
    )
    FETCH_HISTORY = RemedyText(
        "fetch all history: {command} (in GitHub Actions: `fetch-depth: 0`)",
        Command(("git", "fetch", "--unshallow")),
    )
    FETCH_REVISION = RemedyText("check the name, or fetch it: {command}")
    CHECK_NAME = RemedyText("check the name; `git log` lists the commits of this branch")
    FETCH_OBJECTS = RemedyText(
        "fetch them: {command} (in CI: check out without a filter)",
        Command(("git", "fetch", "--refetch", "--no-filter", "origin")),
    )
    SQUASH_OR_MERGE_WAYS = RemedyText(
        "squash the branch; or remove `rebase` from `merge` in the policy if it is never used"
    )
    NAME_IN_FULL = RemedyText("write `{0} refs/remotes/{1}` or `{0} refs/heads/{1}`")
    NAME_REF_IN_FULL = RemedyText("write `{0} {1}`")
    COMMIT_OR_HEAD = RemedyText("commit first, or name the commit to check with `--head`")
    KEEP_OTHER_SIDE = RemedyText(
        "keep the side that has it: `git checkout --ours` or `git checkout --theirs`"
    )
    RESOLVE_MERGE = RemedyText("merge {0} into your branch and resolve the conflict")
    RESOLVE_MERGE_OF_RECORD = RemedyText(
        "merge {0} into your branch; {command} resolves the project file", tpm("merge")
    )
    WRITE_APPROVALS = RemedyText(
        'write a list such as `[{{"login": "octocat", "commit": "<object id>", "state":'
        ' "APPROVED"}}]`'
    )
    REPORT_BUG = RemedyText("run `tpm status` there with `TPM_DEBUG=1` and report the traceback")
    # Collected reports.
    WRITE_REPORTS = RemedyText(
        "write one in each project with `tpm gate check --report json=FILE`, and collect them here"
    )
    WRITE_REPORT_AGAIN = RemedyText("write it again with this version: `tpm gate check`")
    COLLECT_AGAIN = RemedyText("collect it again, or remove it")
    KEEP_ELSEWHERE = RemedyText("keep other JSON files out of the folder of the reports")
    RUN_THERE = RemedyText("run `{0}` in that project")

    # The hint of another error.
    OTHER = RemedyText("{0}")


class TermText(NamedTuple):
    """A part of a sentence, as a template."""

    text: str


class Term:
    """Parts of messages that name a thing or a kind of value. The value is a template, too."""

    # The place of a flaw.
    THIS_FILE = TermText("this file")
    QUOTED = TermText("`{0}`")
    ENTRY = TermText("an entry of `{0}`")
    # A thing by its kind, with the article that the kind takes.
    A = TermText("a {0}")
    AN = TermText("an {0}")

    # The value that was found.
    A_LIST = TermText("a list")
    A_MAPPING = TermText("a mapping")
    BYTES = TermText("{0} bytes")
    MEBIBYTES = TermText("{0} MiB")

    # The value that is expected.
    ONE_OF = TermText("one of {0}")
    EITHER = TermText("{0} or {1}")
    TEXT = TermText("text")
    BOOLEAN = TermText("true or false")
    WHOLE_NUMBER = TermText("a whole number")
    NUMBER = TermText("a number")

    # The forms of text in the formats.
    SLUG = TermText("lower-case letters, digits and single hyphens, such as threat-model")
    ITEM_ID = TermText("an item's full id, phase.slug, such as architecture.threat-model")
    UNINDENTED_TEXT = TermText("text that does not begin with a blank")
    LINE = TermText("one line of text that does not begin with a blank")
    PATH = TermText(
        "a path below the folder that holds .tpm, with `/` between its parts and no `..`, `\\`,"
        " `:` or braces, such as docs/adr/*.md"
    )
    CHECKLIST = TermText("the name of a shipped checklist, or the path of a .yaml file")
    TEMPLATE = TermText("the name of a shipped template, or the path of a .md file")
    EMAIL = TermText("an email address, such as pm@example.com")
    ALIAS = TermText("an email address, or github: or gitlab: and a login, such as github:octocat")
    ROLE_OR_EMAIL = TermText("a role or an email address")
    SHORT_NAME = TermText("1 to 8 letters, digits, `/`, `&` or `-`, such as SEC")
    LABEL = TermText("a few words on one line, such as payments")
    DAYS = TermText("a number of days, such as 180d")
    DAYS_OR_NEVER = TermText("a number of days, such as 180d, or never")
    DAY = TermText("a date as YYYY-MM-DD")
    DAY_OR_NOW = TermText("a date as YYYY-MM-DD, or now")
    SECONDS = TermText("seconds or minutes, such as 60s or 10m")
    URL = TermText("an http or https link")
    VERSIONS = TermText(
        'lower and upper bounds with >=, <, == or ~=, such as ">=1.0" or ">=1.2, <3"'
    )
    SHA256 = TermText("a sha256 in 64 lower-case hexadecimal digits")
    QUESTION_DIGEST = TermText("q1: and 64 hexadecimal digits, as `tpm answer` writes it")
    CHECK_DIGEST = TermText("c1: and 64 hexadecimal digits, as `tpm checks run` writes it")
    TREE_DIGEST = TermText("t1: and 64 hexadecimal digits, as `tpm checks run` writes it")
    SIGNOFF_DIGEST = TermText("s1: and 64 hexadecimal digits, as `tpm sign` writes it")
    DECISION_DIGEST = TermText("d1: and 64 hexadecimal digits, as `tpm gate decide` writes it")
    MOMENT = TermText('a time in UTC, such as "2026-11-22T14:03:00Z"')
    BLOCK = TermText("a role, or role/email, such as security/ann@example.com")
    PHASE_AND_BLOCK = TermText("phase.role or phase.role/email, such as release.pm")
    NOT_BLANK = TermText("text that is not blank")
    OTHER_FORM = TermText("text of another form")


Word: TypeAlias = "str | int | float | Expression | Problem | Loosened | tuple[Word, ...]"
"""A name, a number, a part of a sentence, another problem, or a list of these."""


class Expression(NamedTuple):
    """A term with the words that complete it."""

    term: TermText
    words: tuple[Word, ...] = ()


class Hint(NamedTuple):
    """A hint with the words and the command that complete it.

    A hint whose text is its command alone is a command that helps as it is.
    """

    remedy: RemedyText
    words: tuple[Word, ...] = ()
    command: Command | None = None

    @property
    def needed_command(self) -> Command | None:
        """The command that the text names."""
        return self.command or self.remedy.command

    @property
    def command_alone(self) -> Command | None:
        """The command, if the hint is nothing else."""
        return self.needed_command if self.remedy.text == Remedy.RUN.text else None


class Problem(NamedTuple):
    """One flaw of an input, and its place.

    `line` and `column` count from 1; 0 means that no line or column is known.
    """

    flaw: FlawText
    words: tuple[Word, ...] = ()
    file: str = ""
    line: int = 0
    column: int = 0
    hint: Fix | Hint | None = None

    def at(self, file: str, line: int = 0, column: int = 0) -> Self:
        """Return the problem with a place."""
        return self._replace(file=file, line=line, column=column)
