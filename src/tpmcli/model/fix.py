"""The ways to fix a finding: a command, an edit, a person to ask, or advice.

A fix is data. The renderers decide how it is quoted and from which folder it runs.
"""

from enum import Enum
from typing import NamedTuple


class Blank(Enum):
    """A value that a person must fill in, with its placeholder text in a command."""

    REASON = '"…"'
    EVIDENCE = "PATH"
    DATE = "DATE"
    EMAIL = "E-MAIL"
    ROLE = "ROLE"
    NAME = "NAME"


Word = str | Blank


class Command(NamedTuple):
    """A command as the list of its words, beginning with the program."""

    words: tuple[Word, ...]


class HelpText(NamedTuple):
    """Advice. In the text, `{command}`, `{person}` and `{name}` come from the fix."""

    text: str


class Help:
    """Every advice, by name."""

    RESTORE_OR_REOPEN = HelpText("restore it, or {command}")
    REOPEN_TO_ASK = HelpText("{command}, to ask it now")
    REOPEN_AND_DECIDE = HelpText("{command}, then decide anew")
    REOPEN_FIRST = HelpText("{command} re-opens it; merge that first, then begin the increment")
    REOPEN_GATE = HelpText("{command} re-opens the gate")
    PEOPLE_CLOSE = HelpText("one of 'people' closes it")
    PEOPLE_RUN = HelpText("one of 'people' runs the check and records the result")
    START_AGAIN = HelpText("undo it and run tpm start, which records who begins an increment")
    PEOPLE_START = HelpText(
        "one of 'people' begins it; to leave a gate undecided takes one of 'deciders'"
    )
    RECORD_AGAIN = HelpText("record it again, with today's date")
    MERGE_FIRST = HelpText("merge it by a pull request, and tag the commit that is on the branch")
    COMMIT_AGAIN = HelpText("commit again, with a clock that is right")
    COMMIT_OR_ALIAS = HelpText(
        "{person} records and commits it, or lists this address under 'aliases' in the policy"
    )
    APPROVE = HelpText("{person} approves this pull request, and CI passes --approvals FILE")
    COMMIT_SIGNED = HelpText(
        "{person} commits it with a key that .tpm/allowed_signers lists (git commit -S)"
    )
    RESTORE_FILE = HelpText("restore its file from git")
    GIVE_PROJECT_ID = HelpText("give it this project's id")
    MAKE_CURRENT = HelpText("make {name} the project file again")
    RESTORE = HelpText("restore it")
    RESTORE_ENTRIES = HelpText("restore them; what is over is ended by an entry")
    RESTORE_ID = HelpText("restore it: ids never change")
    SPLIT_CHANGE = HelpText(
        "make two pull requests: the policy first, then what is recorded under it"
    )
    KEEP_POLICY = HelpText("leave the policy as it is")
    CODE_OWNERS = HelpText("the code owners of .tpm/ approve it, or not")
    KEEP_KIND = HelpText("keep '{name}' under kinds")
    LIST_DEPLOY_KIND = HelpText(
        "deploy an increment that passes every gate, or list `{name}` under `deploy-kinds` in"
        " .tpm/policy.yaml, in a pull request of its own"
    )
    KEEP_ITEM = HelpText("keep a must-item of {name} that applies")
    POLICY_FIRST = HelpText("bring .tpm/ first, and sign, waive and decide in a later pull request")
    SEE_KINDS = HelpText("the policy's 'start-at' and 'kinds' say which are")
    MERGE_FIX = HelpText("merge a change that mends it")
    MERGE_OR_SQUASH = HelpText("merge or squash the pull request")
    FILL_IN = HelpText("edit {name}")
    WRITE_MORE = HelpText("write in {name} what shows it, or cite another file")
    CITE_A_SECTION = HelpText("cite the section that shows it, as path#heading")


class Edit(NamedTuple):
    """A file to edit, and advice on the change. `line` counts from 1; 0 is unknown."""

    file: str
    help: HelpText
    line: int = 0


class Ask(NamedTuple):
    """Somebody who must act, by email address; empty for the person whom the advice names."""

    person: str
    help: HelpText


class Advice(NamedTuple):
    """Advice, if no single command is enough. `command` and `name` complete its text."""

    help: HelpText
    command: Command | None = None
    name: str = ""


Fix = Command | Edit | Ask | Advice

# The subcommands that take --increment, among those that findings recommend.
_OF_AN_INCREMENT = (
    ("answer",),
    ("waive",),
    ("sign",),
    ("walk",),
    ("why",),
    ("sync",),
    ("gate", "check"),
    ("gate", "decide"),
    ("gate", "close"),
    ("checks", "list"),
    ("checks", "run"),
    ("evidence", "new"),
    ("evidence", "find"),
    ("evidence", "move"),
)


def tpm(*words: Word) -> Command:
    """Return a `tpm` command with these words."""
    return Command(("tpm", *words))


def git_restore(revision: str, file: str, *, whole: bool) -> Command:
    """Return the command that takes a file back from a revision.

    Unless the file is gone or empty (`whole`), it asks about each part, since there may be other
    work in it.
    """
    asking = () if whole else ("-p",)
    return Command(("git", "checkout", *asking, revision, "--", file))


def for_increment(fix: Fix | None, increment: str) -> Fix | None:
    """Return the fix with `--increment` in its command, if that command takes one."""
    if isinstance(fix, Command):
        return _with_increment(fix, increment)
    if isinstance(fix, Advice) and fix.command is not None:
        return fix._replace(command=_with_increment(fix.command, increment))
    return fix


def _with_increment(command: Command, increment: str) -> Command:
    words = command.words
    if words[0] != "tpm" or "--increment" in words:
        return command
    for name in _OF_AN_INCREMENT:
        if words[1 : 1 + len(name)] == name:
            place = 1 + len(name)
            return Command((*words[:place], "--increment", increment, *words[place:]))
    return command
