"""The tests of a JUnit report, with the outcome of each.

Elements tell the outcome: `<failure>`, `<error>`, `<skipped>`. Some producers write it as the
attribute `status` or `result` instead, GoogleTest and CTest for a test that was switched off.
"""

from enum import IntEnum
from typing import NamedTuple

from tpmcli.checks.base import CannotRunError, CheckedFile, excerpt
from tpmcli.checks.xml_reports import not_a

_ROOTS = ("testsuites", "testsuite")
_BAD = ("failure", "error")
# Words without case, hyphens, underscores and blanks. A word that is not here is not understood.
_PASSED = {
    "run",
    "ran",
    "pass",
    "passed",
    "ok",
    "success",
    "successful",
    "succeeded",
    "completed",
    "executed",
}
_FAILED = {
    "fail",
    "failed",
    "failure",
    "failing",
    "error",
    "errored",
    "errors",
    "broken",
    "timeout",
    "timedout",
    "aborted",
    "interrupted",
    "panicked",
    "crashed",
    "unstable",
    "undefined",
    "xpass",
    "unexpectedpass",
}
_SKIPPED = {
    "notrun",
    "skip",
    "skipped",
    "skipping",
    "disabled",
    "suppressed",
    "ignored",
    "ignore",
    "pending",
    "inconclusive",
    "blocked",
    "notexecuted",
    "notimplemented",
    "unimplemented",
    "untested",
    "excluded",
    "filtered",
    "filteredout",
    "todo",
    "xfail",
    "xfailed",
    "canceled",
    "cancelled",
    "none",
    "unknown",
}


class TestOutcome(IntEnum):
    """The outcome of a test, from the one that counts least over several runs of it."""

    SKIPPED = 0
    FAILED = 1
    PASSED = 2


class TestRun(NamedTuple):
    """One run of a test, or a failure of a whole suite.

    `names` are those of suite, class and test. `line` is that of the failure, counting from 1; 0 if
    there is none.
    """

    names: tuple[str, str, str]
    outcome: TestOutcome
    line: int = 0
    of_suite: bool = False

    @property
    def shown(self) -> str:
        """The name for a message."""
        return ".".join(filter(None, self.names[1:])) or self.names[0] or "without a name"


class JunitReader:
    """The runs of one report, in its order, and the times that its suites state."""

    def __init__(self, source: CheckedFile) -> None:
        self.source = source
        self.runs: list[TestRun] = []
        self.times: list[str] = []
        self._root_seen = False
        self._in_test = False
        self._suite = ""
        self._names = ("", "")
        self._stated: TestOutcome | None = None
        self._failed_at = 0
        self._skipped = False

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if not self._root_seen:
            if name not in _ROOTS:
                raise not_a(self.source, "a JUnit report", name, line)
            self._root_seen = True
        if name in _ROOTS:
            self.times.append(attributes.get("timestamp", ""))
        if name == "testcase":
            self._begin_test(attributes, line)
        elif name == "testsuite":
            self._suite = attributes.get("name", "")
        elif name in _BAD:
            if self._in_test:
                self._failed_at = self._failed_at or line
            else:
                names = (self._suite, "", "")
                self.runs.append(TestRun(names, TestOutcome.FAILED, line, of_suite=True))
        elif name == "skipped":
            self._skipped = True

    def _begin_test(self, attributes: dict[str, str], line: int) -> None:
        self._in_test = True
        self._names = (attributes.get("classname", ""), attributes.get("name", ""))
        self._failed_at = 0
        self._skipped = False
        self._stated = self._stated_in(attributes, line)
        if self._stated is TestOutcome.FAILED:
            self._failed_at = line

    def _stated_in(self, attributes: dict[str, str], line: int) -> TestOutcome | None:
        """Return the worst outcome that the attributes state, or None if they state none."""
        stated = []
        for key in ("status", "result"):
            given = attributes.get(key, "")
            word = given.lower().replace("-", "").replace("_", "").replace(" ", "")
            if word in _FAILED:
                return TestOutcome.FAILED
            if word in _SKIPPED:
                stated.append(TestOutcome.SKIPPED)
            elif word in _PASSED:
                stated.append(TestOutcome.PASSED)
            elif word:
                raise CannotRunError(
                    f"{self.source.path}:{line}: the {key} of a test is not known:"
                    f" '{excerpt(given, 40)}'",
                    self.source,
                    line,
                )
        return min(stated, default=None)

    def end(self, name: str, /) -> None:
        if name != "testcase":
            return
        self._in_test = False
        outcome = TestOutcome.PASSED
        if self._failed_at:
            outcome = TestOutcome.FAILED
        elif self._skipped or self._stated is TestOutcome.SKIPPED:
            outcome = TestOutcome.SKIPPED
        self.runs.append(TestRun((self._suite, *self._names), outcome, self._failed_at))
