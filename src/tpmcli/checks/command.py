"""A program ends with an exit code.

The one kind that is not evaluated with the others: `tpm checks run` runs the program and records
the result, and everything else looks the recorded result up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tpmcli.checks.base import CannotRunError, Options, StoppedError, excerpt
from tpmcli.checks.options import texts_option
from tpmcli.model.checklist import CheckSpec
from tpmcli.model.days import day_of
from tpmcli.model.digest import check_digest
from tpmcli.model.facts import CheckOutcome, CheckResult
from tpmcli.model.record import CheckRun
from tpmcli.model.tuples import NamedTuple

KIND = "command"
_UNITS = {"s": 1, "m": 60}
_MESSAGE = 300


class CommandLine(NamedTuple):
    """What to run, the exit code that passes, and how many seconds it may take."""

    argv: tuple[str, ...]
    exit: int
    timeout: int

    @property
    def words(self) -> str:
        """The command on one line, as a message names it."""
        from shlex import join

        return excerpt(join(self.argv))


def command_of(options: Options) -> CommandLine:
    """The command that a check's options declare. Raises CannotRunError for unsound ones."""
    argv = texts_option(options, "run")
    code = options.get("exit", 0)
    text = options.get("timeout", "60s")
    if not argv:
        raise CannotRunError("the option 'run' must be a list of texts")
    if not isinstance(code, int) or isinstance(code, bool) or not 0 <= code <= 255:
        raise CannotRunError("the option 'exit' must be a whole number from 0 to 255")
    number = text[:-1] if isinstance(text, str) else ""
    sound = number.isascii() and number.isdigit() and len(number) <= 5
    if not isinstance(text, str) or not sound or text[-1] not in _UNITS or not int(number):
        raise CannotRunError("the option 'timeout' must be such as 60s or 10m")
    return CommandLine(argv, code, int(number) * _UNITS[text[-1]])


def judge(command: CommandLine, code: int | None, output: str, trouble: str = "") -> CheckResult:
    """The result of a run. `code` is None where it did not end in time, or, with `trouble`, where
    it never started; negative where a signal ended it. `output` is the end of what it wrote.
    """
    if trouble:
        return CheckResult(KIND, CheckOutcome.COULD_NOT_RUN, excerpt(trouble, _MESSAGE))
    if code == command.exit:
        return CheckResult(KIND, CheckOutcome.PASS, f"{command.words}: ended with {code}")
    lines = [line for line in output.splitlines() if line.strip()]
    last = f"; its last words: {excerpt(lines[-1], 120)}" if lines else ""
    if code is None:
        how = f"took longer than {command.timeout} seconds and was stopped"
    elif code < 0:
        how = f"was ended by the signal {-code}"
    else:
        how = f"ended with {code}, needs {command.exit}"
    return CheckResult(KIND, CheckOutcome.FAIL, f"{command.words}: {how}{last}")


def is_result_of(run: CheckRun, spec: CheckSpec) -> bool:
    """Return whether a run was recorded for this very definition of a check."""
    return run.check == check_digest(spec.kind, spec.options, like=run.check)


def recorded(spec: CheckSpec, runs: Sequence[CheckRun], tree: Callable[[], str]) -> CheckResult:
    """What the record says of a check: the newest run of this very definition.

    A pass counts where the tracked files are still those it ran on; `tree` gives the digest of
    those of today. A fail stays one until the check is run again.
    """
    try:
        command = command_of(spec.options)
    except StoppedError as stopped:
        return stopped.result()._replace(kind=KIND)
    last = next((run for run in reversed(runs) if is_result_of(run, spec)), None)
    if last is None:
        known = "as it is defined now" if runs else "yet"
        words = f"{command.words}: was not run {known}"
        return CheckResult(KIND, CheckOutcome.COULD_NOT_RUN, words)
    when = f"recorded on {day_of(last.at)} by {last.by}"
    message = f"{excerpt(last.message, _MESSAGE) or command.words} ({when})"
    fits = last.tree == tree()
    since = "" if fits else "; the tracked files changed since"
    if last.outcome == CheckOutcome.PASS and fits:
        return CheckResult(KIND, CheckOutcome.PASS, message)
    if last.outcome == CheckOutcome.FAIL:
        return CheckResult(KIND, CheckOutcome.FAIL, f"{message}{since}")
    return CheckResult(KIND, CheckOutcome.COULD_NOT_RUN, f"{message}{since}")
