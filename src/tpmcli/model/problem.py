"""Problems: what is wrong with an input, where, and the way out, as data without any text.

What is decided on a problem is decided by its `Flaw`. `render/problem.py` makes the text when it is
shown. In a template, `{0}` is the first of the words that it names; the list `{0:or}` is joined
with “or” instead of commas.
"""

from __future__ import annotations

from typing import TypeAlias

from tpmcli.model.enums import Enum
from tpmcli.model.tuples import NamedTuple


class Flaw(Enum):
    """What can be wrong with an input. The value is the template of the message."""

    # Any file.
    FILE_MISSING = "this file is missing"
    FILE_TOO_LARGE = "larger than {0:,} bytes"
    PROJECT_ABSENT = "no .tpm/ in {0} or above it in this repository"
    TPM_IS_LINK = "{0} is a symbolic link"
    TPM_IS_NO_FOLDER = "{0} is not a folder"
    SHIPPED_UNREADABLE = "this shipped file cannot be read: {0}"

    # YAML: the bytes.
    YAML_TOO_LARGE = "the file is larger than {0}"
    UTF16 = "the file is UTF-16"
    NOT_UTF8 = "the byte 0x{0:02X} is not UTF-8"
    CONFLICT_BEGINS = "an unresolved merge conflict starts here"
    CONFLICT_LEFT_OVER = "this line is left over from a merge conflict"
    DIRECTIVE = "a line cannot begin with '%': directives are not allowed"
    TAB = "a tab stands here"
    BIDI_CONTROL = "a control character for the writing direction (U+{0:04X}) is not allowed"
    INVISIBLE_CHARACTER = "an invisible character (U+{0:04X}) is not allowed"
    LINE_SEPARATOR = "a line separator (U+{0:04X}) is not allowed"
    SURROGATE = "half a character (the surrogate U+{0:04X}) is not allowed"
    CONTROL_CHARACTER = "a control character (U+{0:04X}) is not allowed"
    NOT_A_CHARACTER = "U+{0:04X} is not a character"
    MORE_FOLLOW = "more problems follow: mend these {0} first"

    # YAML: the syntax, and what of it is not allowed.
    ANCHOR = (
        "anchors (&) and aliases (*) are not allowed:"
        " write the value out, in quotes if it begins with '&' or '*'"
    )
    TAG = "tags (!) are not allowed: write the plain value, in quotes if it begins with '!'"
    QUOTE_OPEN = "this quoted text is never closed"
    MARKER_IN_QUOTES = "'---' or '...' at the start of a line ends the document inside quoted text"
    ESCAPE_UNKNOWN = "this backslash escape does not exist"
    ESCAPE_WITHOUT_CHARACTER = "this escape does not name a character"
    BLOCK_HEADER = "only +, - or an indentation from 1 to 9 may follow '|' or '>'"
    VALUE_BEGINS_SO = "a value cannot begin with this character"
    COLON_MISPLACED = "a ':' cannot stand here"
    COLON_MISSING = "a ':' is missing after the key before this place"
    LIST_ELEMENT_MISPLACED = "a list element ('- ') cannot begin here"
    QUESTION_MARK_MISPLACED = "a '? ' cannot stand here"
    FLOW_SIGN_UNQUOTED = "'?' and ':' within [ ] or {{ }} need quotes"
    LIST_OPEN = "a ',' or the closing ']' is missing here"
    LIST_OPEN_SINCE = "a ',' or the closing ']' is missing here (opened on line {0})"
    MAP_OPEN = "a ',' or the closing '}}' is missing here"
    MAP_OPEN_SINCE = "a ',' or the closing '}}' is missing here (opened on line {0})"
    VALUE_MISSING = "a value is missing here"
    TEXT_AFTER_END = "this text follows after the end of the document"
    LINE_UNFIT = "this line does not fit the block that it stands in"
    NOT_YAML = "this is not valid YAML ({0})"
    QUESTION_MARK_UNQUOTED = "a '?' in a value within [ ] or {{ }} needs quotes"
    COLON_TIGHT = "a space is missing after this key's ':'"
    COMMENT_TIGHT = "a space is missing before the '#' after '|' or '>'"
    SECOND_DOCUMENT = "a second document starts here: one file holds one"
    KEY_NOT_TEXT = "a list or a map cannot be a key"
    KEY_EMPTY = "the key before ':' is missing"
    MERGE_KEY = "merge keys (<<) are not allowed: write the keys out"
    DUPLICATE_KEY = "the key '{0}' stands twice in this block (first on line {1})"
    TOO_DEEP = "this is nested more than {0} levels deep"
    TOO_MANY_NODES = "the file holds more than {0:,} keys and values"
    DOUBTFUL = "this file cannot be read without doubt"

    # The formats.
    FILE_EMPTY = "this file is empty"
    FILE_NOT_MAPPING = "this file is {0}, not a mapping"
    SCHEMA_NEWER = "written for a newer tpm (schema {0}; this one reads {1})"
    SCHEMA_OTHER = "a {0} file is expected here; found schema '{1}'"
    UNKNOWN_KEY = "'{0}' is not a key of {1}"
    UNFIT_KEY = "'{0}' is not a key of '{1}'"
    MISSING_KEY = "{0} needs '{1}'"
    EMPTY_VALUE = "{0} is empty"
    NO_VALUE = "{0} has no value"
    UNFIT_VALUE = "{0} must be {1}; found {2}"
    STRING_FOR_BOOLEAN = "{0}: '{1}' is a string here"
    TOO_SMALL = "{0} must be at least {1:g}; found {2}"
    TOO_GREAT = "{0} must be at most {1:g}; found {2}"
    TEXT_TOO_SHORT = "{0} needs at least {1:,} characters"
    TEXT_TOO_LONG = "{0} has more than {1:,} characters"
    TOO_FEW_ENTRIES = "{0} needs at least {1:,} entries"
    TOO_MANY_ENTRIES = "{0} has more than {1:,} entries"
    LISTED_TWICE = "{0} lists {1} twice"
    CHECK_KINDS = "{0} must have exactly one key, its kind"
    CHECK_ASKS_NOTHING = "{0} needs one of headings, contains, matches, absent"
    REFUSED_VALUE = "{0} {1}"
    MANY_MORE = "and {0:,} more problems, not told one by one"

    # The record.
    MOMENT_INVALID = "{0} is not a moment of the calendar"
    DAY_INVALID = "{0} is not a day of the calendar"
    ANSWER_INCOMPLETE = "the answer to {0} needs {1}"
    ANSWER_UNEXPLAINED = "{0} is not-applicable without a reason"
    ANSWER_ABSENT = "{0} stands here without an answer"
    WAIVER_INCOMPLETE = "a waiver needs {0}"
    WITHDRAWAL_KEY = "a withdrawal has no {0}"
    WITHDRAWN_NOT_TRUE = "withdrawn can only be true"
    ENTRY_KIND = "an entry of a gate is either a decision or a close"
    DECISION_INCOMPLETE = "a decision needs {0}"
    DECISION_KEY = "a decision has no {0}"
    CLOSE_KEY = "a close has no {0}"
    CLOSES_NOTHING = "close: {0}, but the decision before it has no conditions"
    CLOSES_SECOND_OF_ONE = "close: {0}, but the decision before it has 1 condition"
    CLOSES_BEYOND = "close: {0}, but the decision before it has {1} conditions"
    EVIDENCE_KEYS = "evidence is a path with its sha256, or a url alone"
    FOREIGN_RECORD = "this record belongs to the policy '{0}', but .tpm/policy.yaml is '{1}'"
    RECORD_MISPLACED = "this is the record of increment '{0}'"
    INCREMENT_TWICE = "this is a record of increment '{0}', and so is {1}"
    INCREMENT_NAMED_OTHERWISE = "this file holds the increment '{0}', not '{1}'"
    INCREMENT_IN_TWO_FILES = "the increment '{0}' stands here and in {1}"
    INCREMENT_KEPT_OTHERWISE = "this is a record of {0}, too, and not the same as {1}"
    INCREMENT_UNKNOWN = "there is no increment '{0}'"

    # The looks of the record.
    BLOCK_TWICE = "{0} stands twice, on lines {1} and {2}"
    BLOCK_TWICE_UNLIKE = "{0} stands twice, on lines {1} and {2}, with different content"
    BLOCK_MISSING = "the block {0} is missing below {1}"
    BLOCK_MISPLACED = "{0} belongs before {1}"
    BLOCK_LOOKS = "the block {0} is not in canonical form"
    FIELD_LOOKS = "{0} is not in canonical form"
    FILE_LOOKS = "the file is not in canonical form"
    HEADER_MISSING = "the first line does not say what this file is"
    SECTIONS_MISPLACED = "the sections are not in canonical order"

    # The policy.
    VERSION_UNFIT = "this policy requires tpm {0}; this is tpm {1}"
    VERSION_BOUND = "'{0}' needs two numbers at least, such as ~=1.4"
    ROLE_UNHELD = "nobody holds the role {0}, which must sign off (gate: signoffs)"
    NO_DECIDER = "nobody can decide at a gate: no one holds the role {0:or}"
    NO_APPROVER = "nobody can approve a waiver: no one holds the role {0:or}"
    APPROVER_WITHOUT_ROLE = (
        "{0} approves waivers, but holds no role and so could never sign over one"
    )
    PERSON_TWICE = "'{0}' is listed twice"
    ALIAS_SHARED = "'{0}' stands for two people: {1} and {2}"
    START_UNKNOWN = "the policy starts at '{0}', which is no phase"
    KIND_UNKNOWN = "the increment is of the kind '{0}', which the policy does not have"
    KIND_WITHOUT_GATE = "the kind '{0}' passes no gate of this lifecycle"
    PHASE_UNKNOWN = "there is no phase '{0}'"
    GATE_ASKS_NOTHING = "no must-item of {0} applies to this project, so its gate would ask nothing"

    # Lifecycles, packs and items.
    CHECKLIST_ABSENT = "there is no file '{0}'"
    PACK_UNKNOWN = "there is no shipped pack '{0}'"
    PACK_RETIRED = "the pack '{0}' is no longer shipped since tpm {1}"
    PACK_NAMED_TWICE = "another pack is called '{0}' too"
    PACK_NAMED_POLICY = "'{0}' names the policy itself"
    PACK_NAMED_AS_SHIPPED = "'{0}' is the name of a shipped pack"
    LIFECYCLE_UNKNOWN = "there is no shipped lifecycle '{0}'"
    LIFECYCLE_RETIRED = "the lifecycle '{0}' is no longer shipped since tpm {1}"
    LIFECYCLE_NAMED_AS_SHIPPED = "'{0}' is the name of a shipped lifecycle"
    LIFECYCLE_WITHOUT_PHASE = "the lifecycle '{0}' has no phase '{1}'"
    NOTHING_TO_SELECT = "there is nothing to select from"
    SELECTED_PHASE_UNKNOWN = "'{0}' is not among the phases of this lifecycle"
    SELECTED_ITEM_UNKNOWN = "{0} has no item '{1}' for {2}"
    PHASE_NAMED_OTHERWISE = "this file is about the phase '{0}', not '{1}'"
    PHASE_EMPTY = "the phase '{0}' has no item: its gate would ask nothing"
    ID_TWICE = "the id '{0}' stands twice in this phase"
    ITEM_TWICE = "'{0}' stands twice in '{1}'"
    ITEM_KNOWN = "'{0}' is already an item of '{1}'"
    ITEM_DROPPED_BELOW = "'{0}' is an item that '{1}' drops"
    ITEM_LOCKED = "'{0}' is locked by '{1}': {2} is not allowed"
    ITEM_LOOSENED = "'{0}' is asked for less ({1}) without a reason"
    ITEM_DROPPED = "'{0}' was dropped by '{1}'"
    ITEM_UNKNOWN = "there is no item '{0}' to adjust"
    ENFORCED_FROM_NO_DAY = "'{0}' is no day of the calendar"
    NO_CHECKS = "this item has no checks that could answer it"
    REFERENCE_UNKNOWN = "there is no reference '{0}'"
    TEMPLATE_UNKNOWN = "there is no shipped template '{0}'"
    TRAIT_UNKNOWN = "there is no trait '{0}'"
    NOT_A_REGEX = "'matches' is no regular expression: {0}"
    ADJUSTS_NOTHING = "this adjustment changes nothing"
    DROP_WITH_MORE = "an item that is dropped needs no {0}"
    TEMPLATE_UNREADABLE = "the template of {0} cannot be read"
    COMMAND_UNSOUND = "the command check of {0} is unsound: {1}"

    # git, and what CI brings.
    NO_GIT_FOR_MERGE = "tpm merge reads git's stages, and there is no git here"
    NO_GIT_FOR_LOG = "the history is git's, and there is no git repository here"
    NO_GIT_FOR_AGAINST = "--against needs git, which is not installed"
    NO_REPOSITORY = "{0} is in no git repository, so there is nothing to compare with"
    NO_COMMIT = "this branch has no commit yet, so there is nothing to compare"
    SHALLOW = "this is a shallow clone: the history to compare with is missing"
    GIT_TOO_OLD_FOR_LOG = "this git is too old to read the history"
    GIT_TOO_OLD_FOR_AGAINST = "this git is too old for --against"
    REVISION_UNKNOWN = "git knows no {0} '{1}' in this repository"
    REVISION_AMBIGUOUS = "'{0}' is ambiguous: {1}"
    REVISION_NOT_OF_REMOTE = "'{0}' is {1} here, not a branch of the remote {2}"
    OUR_SIDE_REMOVED = "this branch removed this file"
    THEIR_SIDE_REMOVED = "the other branch removed this file"
    MERGE_CONFLICTS = "merging with {0} conflicts in {1}"
    MERGE_CONFLICTS_IN_MANY = "merging with {0} conflicts in {1} and {2} more"
    UNRELATED = "the branch has no commit in common with {0}"
    OBJECTS_MISSING = "objects that the merge needs are missing (a partial clone?)"
    UNREADABLE_IN = "{0} (in {1})"
    NOT_JSON_TEXT = "this is no JSON in UTF-8"
    NOT_JSON = "this is no JSON: {0}"
    APPROVALS_NOT_LIST = "approvals are a JSON list"
    APPROVAL_INCOMPLETE = "entry {0} needs {1}, each a text"

    # Several projects.
    NO_PROJECT_BELOW = "no project (.tpm/policy.yaml) below {0}"
    NO_PROJECT_AT = "no project (.tpm/policy.yaml) here or below: {0}"
    NO_PROJECT_HERE = "no project (.tpm/policy.yaml) here or below"
    NO_PROJECT_COMPARED = "neither {0} nor this change has a project (.tpm/policy.yaml)"
    FOLDER_UNREADABLE = "this folder cannot be read: {0}"
    BUG = "a bug in tpm ({0}: {1})"
    UNKNOWN_REASON = "the reason is not known"
    # What another error says.
    OTHER = "{0}"


class Remedy(Enum):
    """The ways out of problems. The value is the template of the hint."""

    # Names.
    DID_YOU_MEAN = "did you mean '{0}'?"
    VALID_NAMES = "valid: {0}"
    OTHER_ID = "give it another id"
    OTHER_ID_FOR_ONE = "give one of them another id"
    OTHER_ID_OR_ADJUST = "give it another id; to change that item, write it under adjust"
    OTHER_PACK_NAME = "give your own pack another name"
    OTHER_LIFECYCLE_NAME = "give your own lifecycle another name"
    RENAME_ONE = "rename one"
    RENAME_ONE_ITEM = "rename one of them"
    RENAME_PACK = "rename the pack"

    # YAML.
    QUOTE_TEXT = "put the text in quotes"
    QUOTE_VALUE = "put it in quotes"
    CHECK_INDENTATION = "check the indentation, or put text with ': ' or ' #' in quotes"
    INDENT_LINE = "indent the line"
    CLOSE_QUOTE = "add the closing quote"
    ESCAPE_BACKSLASH = "write \\\\ for a backslash, or use single quotes"
    ESCAPE_DIGITS = "\\x takes 2, \\u 4 and \\U 8 hexadecimal digits, up to \\U0010FFFF"
    BEGIN_ON_NEXT_LINE = (
        "begin the text on the next line; to start a value with the sign, use quotes"
    )
    ADD_OR_USE_QUOTES = "add it, or use quotes"
    ADD_OR_QUOTE_TEXT = "add it, or put the text in quotes"
    REMOVE_SECOND_DOCUMENT = "remove the '---' and what follows"
    WRITE_KEY_ON_LINE = "write the key on one line, in quotes"
    FLATTEN = "flatten it"
    SPLIT = "split it"
    SPLIT_OR_REMOVE = "split it, or remove what is not needed"
    SAVE_AS_UTF8 = "save it as UTF-8"
    SAVE_FILE_AS_UTF8 = "save the file as UTF-8"
    RESOLVE_CONFLICT = (
        "run 'tpm merge' for the project file; in other files, choose one side by hand"
    )
    REMOVE_LINE = "remove the line, or use quotes"
    USE_SPACES = "use spaces, or \\t in double quotes"
    REMOVE_IT = "remove it"
    KEEP_ONE_KEY = "keep one of the two"
    KEEP_ONE_BLOCK = (
        "'tpm lint --fix' drops the second where both are the same; otherwise keep one by hand"
    )

    # The formats.
    BEGIN_WITH_SCHEMA = "begin with the line: schema: {0}"
    CORRECT_SCHEMA = "the line should read: schema: {0}"
    UPGRADE = 'install a newer tpm: pip install --upgrade "tpmcli"'
    WRITE = "write {0}"
    WRITE_LIST_OF_IT = "write [{0}]"
    WRITE_LIST = "write a list, such as [one, two]"
    WRITE_BOOLEAN = "write true or false"
    LIST_ONE = "list at least one"
    MUST_BE = "it must be {0}"
    MUST_BE_OR_DELETE = "it must be {0}; or delete the line"
    ADD_LINE = "add the line: {0}: {1}"
    ADD_KEY = "add {0}: {1}"

    # The record.
    CORRECT_MOMENT = "correct the date or time"
    CORRECT_DAY = "correct the date"
    ADD_REASON = "add a note that says why it does not apply"
    ADD_ANSWER = "add answer: met, not-met or not-applicable"
    REMOVE_KEY = "remove {0}"
    REMOVE_OR_WITHDRAW = "remove the key, or write: withdrawn: true"
    WRITTEN_BY = "'{0}' writes every key"
    WRITTEN_BY_ANSWER = "'tpm answer' writes both keys of a path"
    KEEP_ONE_OF_TWO_KEYS = "keep one of the two keys"
    USE_MINUTES = "use minutes and reason"
    NUMBER_CONDITION = "give the number of a condition, from 1"
    LINT_FIX = "'tpm lint --fix' mends this"
    KEEP_RIGHT_BLOCK = "keep the one that is right and delete the other"
    MOVE_TO = "its place is {0}"
    START_GOES_ON = "where they are the same, 'tpm start' goes on from there; else remove {0}"
    START_CUT_OFF = "a start may have been cut off: remove the one that is out of date"
    NAME_AS_INCREMENT = "a record has the name of its increment"
    KEEP_ONE_FILE = "keep one of the two files"
    RESTORE_OWN_FILE = "restore the file that belongs here; ids are made at init and never change"
    RESTORE_FROM_GIT = "restore it from git: git checkout -- {0}"
    RESTORE_OR_INIT = "restore it, or run 'tpm init'"
    RESTORE_OR_NAME = "restore it, or name another"

    # The policy and the checklists.
    INSTALL_VERSION = 'pip install "tpmcli{0}"'
    REINSTALL = "install tpm again: pip install --force-reinstall tpmcli"
    ADD_PERSON = "add an e-mail address under people: {0}"
    ADD_PERSON_TOO = "add the address under people as well"
    NAME_PEOPLE = "name people for the role, or list an e-mail address here"
    JOIN_ALIASES = "put its aliases into one list"
    ONE_PERSON_AN_ALIAS = "an alias belongs to one person"
    SHOW_PHASE = "tpm checklist show {0} says which traits bring items"
    RELATIVE_PATH = "the path is relative to the folder that holds .tpm; is it added to git?"
    ADD_FROM = "add from: standard, or delete select"
    CORRECT_PHASE = "the file's name says: phase: {0}"
    ADD_ITEMS = "add items to it, or leave the phase out of the lifecycle"
    ADD_CHECKS = "add checks"
    ADD_LOOSENING_REASON = 'add reason: "…", for those who read the report'
    TIGHTEN_ONLY = "a locked item can only be tightened"
    DELETE_ADJUSTMENT = "delete this adjustment"
    DELETE_OR_ADD_CHANGE = "delete it, or add what it changes"
    DROP_ALONE = "keep drop and reason alone"

    # git, and several projects.
    INIT = "tpm init"
    INIT_OR_NAME_FOLDER = "run 'tpm init' here, or name the project's folder with -C"
    INIT_OR_IF_GOVERNED = "run 'tpm init' and commit it; --if-governed lets others pass"
    NAME_TRACKED_FOLDERS = "name folders with projects that git tracks; 'tpm init' begins one"
    MAKE_TPM_FOLDER = (
        ".tpm must be a folder of the repository itself, so that it is judged as committed"
    )
    GIT_INIT = "git init, and commit .tpm/"
    NEWER_GIT = "install git 2.38 or later"
    RUN_IN_CLONE = (
        "run it in a clone (in CI: check the repository out with its history), or leave --against"
        " away"
    )
    FETCH_HISTORY = "fetch all history: git fetch --unshallow (in GitHub Actions, fetch-depth: 0)"
    FETCH_REVISION = "fetch it first: git fetch origin {0}"
    FETCH_REVISION_DEEP = (
        "fetch it first: git fetch origin {0};"
        " this is a shallow clone: in CI fetch all history (fetch-depth: 0)"
    )
    FETCH_OBJECTS = "fetch everything: git fetch --refetch --no-filter origin"
    NAME_IN_FULL = "give it in full: {0} refs/remotes/{1}, or refs/heads/{1}"
    COMMIT_OR_HEAD = "commit first, or name what to judge with --head"
    KEEP_OTHER_SIDE = "keep the other side's: git checkout"
    RESOLVE_MERGE = "merge {0} into your branch and resolve it"
    RESOLVE_MERGE_OF_RECORD = (
        "merge {0} into your branch and resolve it; 'tpm merge' resolves the project file"
    )
    WRITE_APPROVALS = 'as in [{{"login": "octocat", "commit": "<object id>", "state": "APPROVED"}}]'
    REPORT_BUG = "run 'tpm status' there with TPM_DEBUG=1 and report the traceback"
    # The hint of another error.
    OTHER = "{0}"


class Term(Enum):
    """Parts of messages that name a thing or a kind of value. The value is a template, too."""

    # Where something is wrong.
    THIS_FILE = "this file"
    QUOTED = "'{0}'"
    ENTRY = "an entry of '{0}'"
    # A thing by its kind, with the article that the kind takes.
    A = "a {0}"
    AN = "an {0}"

    # What was found.
    A_LIST = "a list"
    A_MAPPING = "a mapping"
    BYTES = "{0} bytes"
    MEBIBYTES = "{0} MiB"

    # What is wanted.
    ONE_OF = "one of {0}"
    EITHER = "{0} or {1}"
    TEXT = "text"
    BOOLEAN = "true or false"
    WHOLE_NUMBER = "a whole number"
    NUMBER = "a number"

    # The forms of text that the formats ask for.
    SLUG = "lower-case letters, digits and single hyphens, such as threat-model"
    ITEM_ID = "an item's full id, phase.slug, such as architecture.threat-model"
    UNINDENTED_TEXT = "text that does not begin with a blank"
    LINE = "one line of text that does not begin with a blank"
    PATH = (
        "a path below the folder that holds .tpm, with '/' between its parts and no '..', '\\',"
        " ':' or braces, such as docs/adr/*.md"
    )
    CHECKLIST = "the name of a shipped checklist, or the path of a .yaml file"
    TEMPLATE = "the name of a shipped template, or the path of a .md file"
    EMAIL = "an e-mail address, such as pm@example.com"
    ALIAS = "an e-mail address, or github: or gitlab: and a login, such as github:octocat"
    ROLE_OR_EMAIL = "tpm, pm or an e-mail address"
    DAYS = "a number of days, such as 180d"
    DAYS_OR_NEVER = "a number of days, such as 180d, or never"
    DAY = "a day as YYYY-MM-DD"
    DAY_OR_NOW = "a day as YYYY-MM-DD, or now"
    SECONDS = "seconds or minutes, such as 60s or 10m"
    URL = "an http or https link"
    VERSIONS = 'lower and upper bounds with >=, <, == or ~=, such as ">=1.0" or ">=1.2, <3"'
    SHA256 = "a sha256 in 64 lower-case hexadecimal digits"
    QUESTION_DIGEST = "q1: and 64 hexadecimal digits, as 'tpm answer' writes it"
    CHECK_DIGEST = "c1: and 64 hexadecimal digits, as 'tpm checks run' writes it"
    TREE_DIGEST = "t1: and 64 hexadecimal digits, as 'tpm checks run' writes it"
    SIGNOFF_DIGEST = "s1: and 64 hexadecimal digits, as 'tpm sign' writes it"
    DECISION_DIGEST = "d1: and 64 hexadecimal digits, as 'tpm gate decide' writes it"
    MOMENT = 'a moment in UTC, such as "2026-11-22T14:03:00Z"'
    PHASE_AND_ROLE = "phase.tpm or phase.pm, such as release.pm"
    NOT_BLANK = "text that is not blank"
    OTHER_FORM = "text of another form"


class Expression(NamedTuple):
    """A term with the words that it names."""

    term: Term
    words: tuple[Word, ...] = ()


class Hint(NamedTuple):
    """The way out of a problem, with the words that it names."""

    remedy: Remedy
    words: tuple[Word, ...] = ()


class Problem(NamedTuple):
    """One thing that is wrong with an input, and where.

    ``line`` and ``column`` count from 1; 0 means that there is no place to point at.
    """

    flaw: Flaw
    words: tuple[Word, ...] = ()
    file: str = ""
    line: int = 0
    column: int = 0
    hint: Hint | None = None

    def at(self, file: str, line: int = 0, column: int = 0) -> Problem:
        """Return the problem at a place."""
        return self._replace(file=file, line=line, column=column)


Word: TypeAlias = "str | int | float | Expression | Problem | tuple[Word, ...]"
"""A name, a number, a part of a sentence, another problem, or a list of these."""
