"""The ways to fix a finding: a command, an edit, a person to ask, or advice.

A fix is data. `model/place.py` makes it work where the reader stands, the renderers quote it.
"""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple


class Blank(Enum):
    """A value that a person must fill in: its word in a command, and what it stands for."""

    REASON = "REASON", "says why"
    EVIDENCE = "FILE", "is a file or link that shows it"
    DATE = "DATE", "is a date such as 2026-12-31"
    EMAIL = "EMAIL", "is an email address"
    ROLE = "ROLE", "is tpm or pm"
    NAME = "NAME", "names the next increment, such as 1.1"
    TEXT = "TEXT", "says what must be done"
    ITEM = "ITEM", "is the id of an item"
    PHASE = "PHASE", "is the id of a phase"

    @property
    def word(self) -> str:
        """The word that stands for the value in a command."""
        return self.value[0]

    @property
    def meaning(self) -> str:
        """What the value is, to follow its word in a sentence."""
        return self.value[1]


class File(NamedTuple):
    """A path relative to the folder of the project, in a command."""

    path: str


Word = str | File | Blank


class Command(NamedTuple):
    """A command as the list of its words, beginning with the program.

    `people` are the addresses and roles that may run it, empty if anybody may.
    """

    words: tuple[Word, ...]
    people: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether the command works as it is, for whoever may run it."""
        return not any(isinstance(word, Blank) for word in self.words)


class HelpText(NamedTuple):
    """Advice. In the text, `{command}`, `{person}` and `{name}` come from the fix.

    `{ask}` is the command in a sentence, which asks those who alone may run it to do so.
    """

    text: str


class Help:
    """Every advice, by name."""

    RESTORE_OR_REOPEN = HelpText("restore it; or reopen the gate: {command}")
    REOPEN_TO_ASK = HelpText("nothing has to be done; to have it answered, run {command}")
    REOPEN_AND_DECIDE = HelpText("run {command}, then decide again")
    REOPEN_FIRST = HelpText("reopen the gate first, in a pull request before this one: {command}")
    REOPEN_GATE = HelpText("reopen the gate: {command}")
    HOLDER_ACTS = HelpText("ask {person} to do it themselves, or prolong the delegation first")
    # An entry that may not be added is not mended by a later one: it must leave the change.
    REMOVE_ENTRY = HelpText("remove the entry from `{name}`")
    REMOVE_AND_RECORD = HelpText("remove the entry from `{name}`, then {ask}")
    UNDO_START = HelpText("undo it with {before}, then {ask}")
    RECORD_AGAIN = HelpText(
        "remove the entry from `{name}`, and record it again; tpm writes the date"
    )
    NAME_ITEM = HelpText("write it under the id of an item: did you mean `{name}`?")
    NAME_AN_ITEM = HelpText("write it under the id of an item, or remove it")
    ANSWER_AGAIN = HelpText("answer it again; tpm writes the date")
    MERGE_FIRST = HelpText("merge it by a pull request, and tag the commit that is on the branch")
    COMMIT_AGAIN = HelpText("commit again, with a clock that is right")
    COMMIT_OR_ALIAS = HelpText(
        "ask {person} to record and commit it in place of this entry, or to list this address under"
        " `aliases` in the policy"
    )
    APPROVE = HelpText("ask {person} to approve this pull request, and pass `--approvals` in CI")
    COMMIT_SIGNED = HelpText(
        "ask {person} to commit it with `git commit -S` and a key that `.tpm/allowed_signers` lists"
    )
    RESTORE_FILE = HelpText("restore its file from git")
    GIVE_PROJECT_ID = HelpText("give it the id of this project")
    MAKE_CURRENT = HelpText("make {name} the current increment again")
    RESTORE = HelpText("restore it")
    RESTORE_ID = HelpText("restore it; ids never change")
    SPLIT_CHANGE = HelpText("split it into two pull requests, the policy first")
    KEEP_POLICY = HelpText("leave the policy as it is")
    CODE_OWNERS = HelpText("a code owner of `.tpm/` must review this")
    KEEP_KIND = HelpText("keep `{name}` under `kinds`")
    LIST_DEPLOY_KIND = HelpText(
        "deploy an increment that passes every gate, or list `{name}` under `deploy-kinds` in"
        " `.tpm/policy.yaml`, in a separate pull request"
    )
    KEEP_ITEM = HelpText("keep a required item of {name} that applies")
    POLICY_FIRST = HelpText(
        "merge `.tpm/` first; sign off, waive and decide in a later pull request"
    )
    SEE_KINDS = HelpText("`start-at` and `kinds` in the policy say which gates it passes through")
    MERGE_FIX = HelpText("merge a change that corrects it")
    MERGE_OR_SQUASH = HelpText("merge or squash the pull request instead of rebasing it")
    MOVE_BACK = HelpText("move the file back to `{name}`; or reopen the gate: {command}")
    DECIDE_OR_LEAVE = HelpText("decide it first; or give up the open gates: {command}")
    SEE_CITED = HelpText("{command} shows what an answer cites")
    FILL_IN = HelpText("fill in `{name}`")
    CORRECT_FILE = HelpText("correct `{name}`")
    CORRECT_FOUND = HelpText("correct what the check found")
    CORRECT_OR_DENY = HelpText("correct what the check found, or run {command}")
    PROVIDE_FILE = HelpText("provide `{name}`")
    PROVIDE_INPUT = HelpText("provide what the check reads")
    CITE_READABLE = HelpText(
        "cite a file that the check can read, or replace the check under `adjust` in the policy"
    )
    SIGN_LATER = HelpText("satisfy the required items of the {name} first, then {ask}")
    SIGN_LATER_AS = HelpText("satisfy the required items of {name} first, then {ask}")
    OTHER_SIGNER = HelpText("ask another person to sign off for one of the roles")
    KEPT_FOR_DECISION = HelpText(
        "nothing has to be done: it is kept until the {name} gate is reopened, because a sign-off"
        " or a decision covers it"
    )
    RESTORE_WAIVERS = HelpText("restore them; to end a waiver, run {command}")
    RESTORE_SIGNOFFS = HelpText("restore them; to withdraw a sign-off, run {command}")
    RESTORE_DECISIONS = HelpText("restore them; to take a decision back, run {command}")
    NOT_IGNORED = HelpText("git ignores `{name}`: change `.gitignore`, or cite another file")
    CHOOSE_EVIDENCE = HelpText("choose one of the files that {before} lists, and run {command}")
    WRITE_EVIDENCE = HelpText("begin the file with {before}, fill it in, and run {command}")
    COMPLETE_EVIDENCE = HelpText("write in `{name}` what shows it, then run {command}")
    WRITE_MORE = HelpText("write in {name} what shows it, or cite another file")
    LIST_TRAITS = HelpText(
        "list what the product has under `traits` in the policy; {command} shows what each brings"
    )
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
    """Advice, if no single command is enough.

    `command`, `before` (a command to run before it) and `name` complete its text.
    """

    help: HelpText
    command: Command | None = None
    name: str = ""
    before: Command | None = None


Fix = Command | Edit | Ask | Advice


def tpm(*words: Word, people: tuple[str, ...] = ()) -> Command:
    """Return a `tpm` command with these words, for these people if only they may run it."""
    return Command(("tpm", *words), people)


def git_restore(revision: str, file: str, *, whole: bool) -> Command:
    """Return the command that takes a file of the project back from a revision.

    Unless the file is gone or empty (`whole`), it asks about each part, since there may be other
    work in it.
    """
    asking = () if whole else ("-p",)
    return Command(("git", "checkout", *asking, revision, "--", File(file)))


def map_commands(fix: Fix | None, change: Callable[[Command], Command]) -> Fix | None:
    """Return the fix with each command in it changed."""
    if isinstance(fix, Command):
        return change(fix)
    if isinstance(fix, Advice):
        return fix._replace(
            command=fix.command and change(fix.command), before=fix.before and change(fix.before)
        )
    return fix
