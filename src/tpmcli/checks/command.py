"""The check `command`: a program ends with an exit code.

Only `tpm checks run` runs the program, and records the result; the check looks that result up.
"""

from typing import NamedTuple

from tpmcli.checks.base import CheckContext, Options, excerpt
from tpmcli.checks.kind import LINES, SECONDS, CheckKind, Option, whole
from tpmcli.model.days import day_of
from tpmcli.model.digest import check_digest
from tpmcli.model.facts import CheckOutcome, CheckResult
from tpmcli.model.record import CheckRun

COMMAND = "command"
_MESSAGE = 300

_RUN = Option("run", LINES, "the program and its arguments, without a shell")
_EXIT = Option("exit", whole(0, 255), "the exit code that passes", default=0)
_TIMEOUT = Option("timeout", SECONDS, "how long it may run, such as 60s or 10m", default="60s")


class CommandLine(NamedTuple):
    """A program to run, the exit code that passes, and the timeout in seconds."""

    argv: tuple[str, ...]
    exit: int
    timeout: int

    @property
    def words(self) -> str:
        """The command on one line, for messages."""
        from shlex import join

        return excerpt(join(self.argv))


def command_of(options: Options) -> CommandLine:
    """Return the command that the options declare.

    Raises: CannotRunError if one is invalid.
    """
    return CommandLine(_RUN.of(options), _EXIT.of(options), _TIMEOUT.of(options))


def judge(command: CommandLine, code: int | None, output: str, trouble: str = "") -> CheckResult:
    """Return the result of a run.

    `code` is None if the program did not end in time or, with `trouble`, never started. It is
    negative if a signal ended the program. `output` is the end of what the program wrote.
    """
    if trouble:
        return CheckResult(COMMAND, CheckOutcome.COULD_NOT_RUN, excerpt(trouble, _MESSAGE))
    if code == command.exit:
        return CheckResult(COMMAND, CheckOutcome.PASS, f"{command.words}: ended with {code}")
    lines = [line for line in output.splitlines() if line.strip()]
    last = f"; its last words: {excerpt(lines[-1], 120)}" if lines else ""
    if code is None:
        how = f"took longer than {command.timeout} seconds and was stopped"
    elif code < 0:
        how = f"was ended by the signal {-code}"
    else:
        how = f"ended with {code}, needs {command.exit}"
    return CheckResult(COMMAND, CheckOutcome.FAIL, f"{command.words}: {how}{last}")


def is_result_of(run: CheckRun, options: Options) -> bool:
    """Return whether a run was recorded for this very definition of a check."""
    return run.check == check_digest(COMMAND, options, like=run.check)


def run(options: Options, context: CheckContext) -> CheckResult:
    """Return the recorded result of the newest run of this very definition.

    A pass counts only for the tracked files that it ran on. A fail counts until the next run.
    """
    command = command_of(options)
    runs = context.runs
    last = next((each for each in reversed(runs) if is_result_of(each, options)), None)
    if last is None:
        known = "as it is defined now" if runs else "yet"
        words = f"{command.words}: was not run {known}"
        return CheckResult(COMMAND, CheckOutcome.COULD_NOT_RUN, words)
    when = f"recorded on {day_of(last.at)} by {last.by}"
    message = f"{excerpt(last.message, _MESSAGE) or command.words} ({when})"
    fits = context.tree_digest is not None and last.tree == context.tree_digest()
    since = "" if fits else "; the tracked files changed since"
    if last.outcome == CheckOutcome.PASS and fits:
        return CheckResult(COMMAND, CheckOutcome.PASS, message)
    if last.outcome == CheckOutcome.FAIL:
        return CheckResult(COMMAND, CheckOutcome.FAIL, f"{message}{since}")
    return CheckResult(COMMAND, CheckOutcome.COULD_NOT_RUN, f"{message}{since}")


KIND = CheckKind(
    "A program ends with an exit code. Run by `tpm checks run` alone.",
    (_RUN, _EXIT, _TIMEOUT),
    run,
)
