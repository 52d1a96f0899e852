"""Checks that need a program: what a run means, and what the record says of it later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from checks_world import MemoryTree

from tpmcli.checks.base import CannotRunError, CheckContext
from tpmcli.checks.command import CommandLine, command_of, judge
from tpmcli.checks.registry import run_check
from tpmcli.model.checklist import CheckSpec
from tpmcli.model.digest import check_digest
from tpmcli.model.facts import CheckOutcome, CheckResult
from tpmcli.model.record import CheckRun

OPTIONS = {"run": ["make", "smoke"], "exit": 0, "timeout": "60s"}
SPEC = CheckSpec("command", OPTIONS)
COMMAND = CommandLine(("make", "smoke"), 0, 60)
HERE, ELSEWHERE = "t1:" + "a" * 64, "t1:" + "b" * 64


def ran(outcome: str, tree: str = HERE, options: dict[str, Any] | None = None) -> CheckRun:
    digest = check_digest("command", options or OPTIONS)
    return CheckRun(
        digest, tree, outcome, f"make smoke: {outcome}", "a@b.example", "2026-11-22T10:00:00Z"
    )


def recorded(spec: CheckSpec, runs: Sequence[CheckRun], tree: Callable[[], str]) -> CheckResult:
    return run_check(spec, CheckContext(MemoryTree({}), None, "2026-11-22", None, runs, tree))


def looked_up(*runs: CheckRun) -> tuple[str, str]:
    result = recorded(SPEC, runs, lambda: HERE)
    assert (result.kind, result.from_run) == ("command", False)
    return str(result.outcome), result.message


@pytest.mark.parametrize(
    ("options", "command"),
    [
        ({"run": ["a"]}, CommandLine(("a",), 0, 60)),
        ({"run": ["a", "b c"], "exit": 255, "timeout": "10m"}, CommandLine(("a", "b c"), 255, 600)),
    ],
)
def test_what_the_options_declare(options: dict[str, Any], command: CommandLine) -> None:
    assert command_of(options) == command


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"run": []},
        {"run": [1]},
        {"run": ["a"], "exit": True},
        {"run": ["a"], "exit": -1},
        {"run": ["a"], "exit": 256},
        {"run": ["a"], "exit": "0"},
        {"run": ["a"], "timeout": "60"},
        {"run": ["a"], "timeout": "0s"},
        {"run": ["a"], "timeout": "s"},
        {"run": ["a"], "timeout": ""},
        {"run": ["a"], "timeout": "999999s"},
        {"run": ["a"], "timeout": "1.5s"},
        {"run": ["a"], "timeout": "٣s"},
        {"run": ["a"], "timeout": 60},
    ],
)
def test_options_without_a_sense_never_pass(options: dict[str, Any]) -> None:
    with pytest.raises(CannotRunError):
        command_of(options)
    result = recorded(CheckSpec("command", options), [ran("pass", options=options)], lambda: HERE)
    assert result.outcome is CheckOutcome.COULD_NOT_RUN


@pytest.mark.parametrize(
    ("code", "output", "trouble", "outcome", "message"),
    [
        (0, "noise\n", "", "pass", "make smoke: ended with 0"),
        (2, "", "", "fail", "make smoke: ended with 2, needs 0"),
        (
            2,
            "one\nthe end\n \n",
            "",
            "fail",
            "make smoke: ended with 2, needs 0; its last words: the end",
        ),
        (-9, "", "", "fail", "make smoke: was ended by the signal 9"),
        (None, "", "", "fail", "make smoke: took longer than 60 seconds and was stopped"),
        (None, "", "make cannot be started: no", "could-not-run", "make cannot be started: no"),
    ],
)
def test_what_a_run_means(
    code: int | None, output: str, trouble: str, outcome: str, message: str
) -> None:
    assert judge(COMMAND, code, output, trouble) == CheckResult(
        "command", CheckOutcome(outcome), message
    )


def test_another_exit_code_may_be_the_good_one() -> None:
    command = CommandLine(("false",), 1, 60)
    assert judge(command, 1, "").outcome is CheckOutcome.PASS
    assert judge(command, 0, "").outcome is CheckOutcome.FAIL


def test_words_of_a_program_are_harmless_and_short() -> None:
    said = judge(COMMAND, 1, "x" * 100_000 + "\n\x1b[31mred\u202e" + "y" * 100_000).message
    assert len(said) < 300
    assert "\x1b" not in said
    assert "\u202e" not in said


WHEN = "(recorded on 2026-11-22 by a@b.example)"


@pytest.mark.parametrize(
    ("runs", "outcome", "message"),
    [
        ([], "could-not-run", "make smoke: was not run yet"),
        (
            [ran("pass", options={**OPTIONS, "exit": 1})],
            "could-not-run",
            "make smoke: was not run as it is defined now",
        ),
        ([ran("pass")], "pass", f"make smoke: pass {WHEN}"),
        (
            [ran("pass", ELSEWHERE)],
            "could-not-run",
            f"make smoke: pass {WHEN}; the tracked files changed since",
        ),
        ([ran("fail")], "fail", f"make smoke: fail {WHEN}"),
        (
            [ran("fail", ELSEWHERE)],
            "fail",
            f"make smoke: fail {WHEN}; the tracked files changed since",
        ),
        ([ran("could-not-run")], "could-not-run", f"make smoke: could-not-run {WHEN}"),
        # The newest counts, also against an older one that would fit.
        ([ran("pass"), ran("fail")], "fail", f"make smoke: fail {WHEN}"),
        ([ran("fail"), ran("pass")], "pass", f"make smoke: pass {WHEN}"),
        (
            [ran("pass"), ran("pass", ELSEWHERE)],
            "could-not-run",
            f"make smoke: pass {WHEN}; the tracked files changed since",
        ),
        # Runs of other definitions say nothing.
        (
            [ran("pass"), ran("fail", options={**OPTIONS, "exit": 1})],
            "pass",
            f"make smoke: pass {WHEN}",
        ),
    ],
)
def test_what_the_record_says(runs: list[CheckRun], outcome: str, message: str) -> None:
    assert looked_up(*runs) == (outcome, message)


def test_without_a_digest_of_the_files_no_run_counts() -> None:
    context = CheckContext(MemoryTree({}), None, "2026-11-22", None, [ran("pass", "")])
    assert run_check(SPEC, context).outcome is CheckOutcome.COULD_NOT_RUN


def test_files_are_not_looked_at_without_a_run() -> None:
    def unexpected() -> str:
        raise AssertionError

    assert recorded(SPEC, [], unexpected).outcome is CheckOutcome.COULD_NOT_RUN


def test_a_run_that_says_nothing_is_named_by_its_command() -> None:
    silent = ran("pass")._replace(message="")
    assert looked_up(silent) == ("pass", f"make smoke {WHEN}")
